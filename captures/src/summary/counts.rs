//! The counters of a summary. Each can be merged with that of another part, in any order.

use std::collections::BTreeMap;
use std::mem;

use super::month::Month;
use super::names::{Bounded, Tally};
use super::object::Object;
use super::value::{Format, Type, Value};
use super::years::Mask;
use crate::model::Severity;

/// No object has more members.
pub(super) const MAX_MEMBERS: usize = 16;

/// A range of something, from the least to the greatest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Range<T> {
    pub(super) first: T,
    pub(super) last: T,
}

/// Extends a range.
pub(super) fn extend<T: Copy + PartialOrd>(range: &mut Option<Range<T>>, by: Option<Range<T>>) {
    let Some(by) = by else { return };
    match range {
        Some(range) => {
            if by.first < range.first {
                range.first = by.first;
            }
            if by.last > range.last {
                range.last = by.last;
            }
        }
        None => *range = Some(by),
    }
}

fn add_all<const N: usize>(mine: &mut [u64; N], theirs: &[u64; N]) {
    for (mine, theirs) in mine.iter_mut().zip(theirs) {
        *mine += theirs;
    }
}

/// Adds the counts of another map.
pub(super) fn add_counts<K: Ord>(mine: &mut BTreeMap<K, u64>, theirs: BTreeMap<K, u64>) {
    for (key, count) in theirs {
        *mine.entry(key).or_default() += count;
    }
}

/// What is counted of a known member.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct MemberCounts {
    pub(super) types: [u64; Type::ALL.len()],
    pub(super) formats: [u64; Format::ALL.len()],
    pub(super) empty: u64,
    pub(super) numbers: Option<Range<f64>>,
    /// The months of its dates.
    pub(super) dates: Option<Range<Month>>,
    /// Codes of the findings at it.
    pub(super) codes: BTreeMap<&'static str, u64>,
}

impl MemberCounts {
    pub(super) fn present(&self) -> u64 {
        self.types.iter().sum()
    }

    fn add(&mut self, value: &Value) {
        self.types[value.kind as usize] += 1;
        self.empty += u64::from(value.is_empty);
        if let Some(format) = value.format {
            self.formats[format as usize] += 1;
        }
        extend(&mut self.numbers, value.number.map(|it| Range { first: it, last: it }));
    }

    fn merge(&mut self, other: Self) {
        add_all(&mut self.types, &other.types);
        add_all(&mut self.formats, &other.formats);
        self.empty += other.empty;
        extend(&mut self.numbers, other.numbers);
        extend(&mut self.dates, other.dates);
        add_counts(&mut self.codes, other.codes);
    }
}

/// What is counted of an unknown member.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct UnknownCounts {
    pub(super) count: u64,
    pub(super) types: [u64; Type::ALL.len()],
    pub(super) months: Option<Range<Month>>,
}

impl Tally for UnknownCounts {
    fn count(&self) -> u64 {
        self.count
    }

    fn merge(&mut self, other: &Self) {
        self.count += other.count;
        add_all(&mut self.types, &other.types);
        extend(&mut self.months, other.months);
    }
}

/// How many objects there were in a month, and how many of them had each member.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct MonthOfObject {
    pub(super) count: u64,
    pub(super) present: [u64; MAX_MEMBERS],
}

/// What is counted of the objects of one kind.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct ObjectCounts {
    pub(super) count: u64,
    pub(super) members: [MemberCounts; MAX_MEMBERS],
    /// `None` for objects without a date.
    pub(super) months: BTreeMap<Option<Month>, MonthOfObject>,
    pub(super) unknown: Bounded<String, UnknownCounts>,
    /// How many unknown members have a name that may be personal.
    pub(super) unknown_hidden: u64,
}

/// The values of one object.
pub(super) type Values = [Option<Value>; MAX_MEMBERS];

/// Returns which members have values.
pub(super) fn mask(values: &Values) -> Mask {
    values.iter().enumerate().fold(0, |mask, (index, value)| mask | Mask::from(value.is_some()) << index)
}

impl ObjectCounts {
    pub(super) fn add(&mut self, values: &Values, month: Option<Month>) {
        self.count += 1;
        let row = self.months.entry(month).or_default();
        row.count += 1;
        for ((value, member), present) in values.iter().zip(&mut self.members).zip(&mut row.present) {
            if let Some(value) = value {
                member.add(value);
                *present += 1;
            }
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.count += other.count;
        for (mine, theirs) in self.members.iter_mut().zip(other.members) {
            mine.merge(theirs);
        }
        for (month, row) in other.months {
            let mine = self.months.entry(month).or_default();
            mine.count += row.count;
            add_all(&mut mine.present, &row.present);
        }
        self.unknown.merge(other.unknown);
        self.unknown_hidden += other.unknown_hidden;
    }
}

/// What is counted of a code of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CodeCounts {
    pub(super) severity: Severity,
    /// How often it was found.
    pub(super) count: u64,
    /// In how many documents.
    pub(super) documents: u64,
    /// The documents by month.
    pub(super) months: BTreeMap<Option<Month>, u64>,
}

impl CodeCounts {
    pub(super) const fn new(severity: Severity) -> Self {
        Self { severity, count: 0, documents: 0, months: BTreeMap::new() }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.severity = self.severity.max(other.severity);
        self.count += other.count;
        self.documents += other.documents;
        add_counts(&mut self.months, other.months);
    }
}

/// What is counted of an error of plex.tv.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ErrorCounts {
    pub(super) count: u64,
    /// By the member `status`; `None` if the error has none.
    pub(super) statuses: BTreeMap<Option<u16>, u64>,
    pub(super) months: BTreeMap<Option<Month>, u64>,
}

impl Tally for ErrorCounts {
    fn count(&self) -> u64 {
        self.count
    }

    fn merge(&mut self, other: &Self) {
        self.count += other.count;
        add_counts(&mut self.statuses, other.statuses.clone());
        add_counts(&mut self.months, other.months.clone());
    }
}

/// Documents by their verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Verdicts {
    pub(super) conforming: u64,
    pub(super) deviating: u64,
    pub(super) refused: u64,
}

impl Verdicts {
    pub(super) fn merge(&mut self, other: Self) {
        self.conforming += other.conforming;
        self.deviating += other.deviating;
        self.refused += other.refused;
    }

    pub(super) const fn total(self) -> u64 {
        self.conforming + self.deviating + self.refused
    }
}

/// The counters of each object, by [`Object`].
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Objects([ObjectCounts; Object::ALL.len()]);

impl Objects {
    pub(super) fn of(&mut self, object: Object) -> &mut ObjectCounts {
        &mut self.0[object as usize]
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (Object, &ObjectCounts)> {
        Object::ALL.into_iter().zip(&self.0)
    }

    pub(super) fn merge(&mut self, mut other: Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&mut other.0) {
            mine.merge(mem::take(theirs));
        }
    }
}
