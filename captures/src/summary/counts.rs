//! The counters of a summary. Each can be merged with that of another part, in any order.

use std::collections::BTreeMap;
use std::{iter, mem, ptr};

use super::format::Format;
use super::month::{ByMonth, Month};
use super::names::{Bounded, Tally};
use super::object::Object;
use super::value::{Class, Type};
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

/// Counts by a few words of this program. A list is faster than a map, since a word is mostly the same constant.
#[derive(Debug, Clone, Default)]
pub(super) struct WordCounts(Vec<(&'static str, u64)>);

impl WordCounts {
    pub(super) fn add(&mut self, word: &'static str, count: u64) {
        match self.0.iter_mut().find(|(known, _)| ptr::eq(*known, word) || *known == word) {
            Some((_, mine)) => *mine += count,
            None => self.0.push((word, count)),
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (word, count) in other.iter() {
            self.add(word, count);
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static str, u64)> {
        self.0.iter().copied()
    }
}

/// What is counted of a known member.
#[derive(Debug, Clone, Default)]
pub(super) struct MemberCounts {
    /// By type, and zeros, so that each class has its place.
    types: [u64; Class::TYPES],
    forms: [u64; Class::FORMS],
    pub(super) numbers: Option<Range<f64>>,
    /// The months of its dates.
    pub(super) dates: Option<Range<Month>>,
    /// Codes of the findings at it.
    pub(super) codes: WordCounts,
}

impl MemberCounts {
    pub(super) fn present(&self) -> u64 {
        self.types.iter().sum()
    }

    /// Returns the counts of each type.
    pub(super) fn types(&self) -> &[u64] {
        &self.types[..Type::ALL.len()]
    }

    /// Returns the counts of each format.
    pub(super) fn formats(&self) -> &[u64] {
        &self.forms[1..=Format::ALL.len()]
    }

    /// Returns how many strings have nothing but white space.
    pub(super) const fn empty(&self) -> u64 {
        self.forms[Class::EMPTY]
    }

    fn merge(&mut self, other: &Self) {
        add_all(&mut self.types, &other.types);
        add_all(&mut self.forms, &other.forms);
        extend(&mut self.numbers, other.numbers);
        extend(&mut self.dates, other.dates);
        self.codes.merge(&other.codes);
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
#[derive(Debug, Clone, Default)]
pub(super) struct ObjectCounts {
    pub(super) count: u64,
    pub(super) members: [MemberCounts; MAX_MEMBERS],
    pub(super) months: ByMonth<MonthOfObject>,
    pub(super) unknown: Bounded<String, UnknownCounts>,
    /// How many unknown members have a name that may be personal.
    pub(super) unknown_hidden: u64,
}

/// The values of one object, by the index of the member.
#[derive(Debug, Clone)]
pub(super) struct Values {
    /// Which members have one.
    pub(super) mask: Mask,
    /// Which members have a number.
    numbered: Mask,
    classes: [Class; MAX_MEMBERS],
    numbers: [f64; MAX_MEMBERS],
}

impl Default for Values {
    fn default() -> Self {
        let classes = [Class::plain(Type::Null); MAX_MEMBERS];
        Self { mask: 0, numbered: 0, classes, numbers: [0.0; MAX_MEMBERS] }
    }
}

impl Values {
    pub(super) const fn clear(&mut self) {
        self.mask = 0;
        self.numbered = 0;
    }

    /// Sets the value of a member. Of a member that is given twice the last value counts.
    #[inline]
    pub(super) fn set(&mut self, index: usize, class: Class) {
        if let Some(slot) = self.classes.get_mut(index) {
            *slot = class;
            self.mask |= 1 << index;
        }
    }

    /// Sets the number of a member whose numbers are not personal.
    #[inline]
    pub(super) fn set_number(&mut self, index: usize, number: Option<f64>) {
        if let Some(slot) = self.numbers.get_mut(index) {
            *slot = number.unwrap_or_default();
            self.numbered = self.numbered & !(1 << index) | Mask::from(number.is_some()) << index;
        }
    }

    pub(super) fn class(&self, index: usize) -> Option<Class> {
        (self.mask >> index & 1 == 1).then(|| self.classes[index])
    }

    pub(super) fn number(&self, index: usize) -> Option<f64> {
        (self.numbered >> index & 1 == 1).then(|| self.numbers[index])
    }
}

/// Returns the indices of the bits that are set.
fn bits(mut mask: Mask) -> impl Iterator<Item = usize> {
    iter::from_fn(move || {
        let index = mask.trailing_zeros() as usize;
        mask &= mask.wrapping_sub(1);
        (index < MAX_MEMBERS).then_some(index)
    })
}

impl ObjectCounts {
    pub(super) fn add(&mut self, values: &Values, month: Option<Month>) {
        self.count += 1;
        let row = self.months.of(month);
        row.count += 1;
        for index in bits(values.mask) {
            let class = values.classes[index];
            let member = &mut self.members[index];
            member.types[class.kind()] += 1;
            member.forms[class.form()] += 1;
            row.present[index] += 1;
        }
        for index in bits(values.numbered) {
            let number = values.numbers[index];
            extend(&mut self.members[index].numbers, Some(Range { first: number, last: number }));
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.count += other.count;
        for (mine, theirs) in self.members.iter_mut().zip(&other.members) {
            mine.merge(theirs);
        }
        for (month, row) in other.months.iter() {
            let mine = self.months.of(month);
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
#[derive(Debug, Clone, Default)]
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
