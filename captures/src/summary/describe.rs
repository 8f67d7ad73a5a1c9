//! From the counters of a summary to its overview.

use std::collections::BTreeMap;

use super::collect::Summary;
use super::counts::{CodeCounts, ErrorCounts, MemberCounts, ObjectCounts, Range, Verdicts, WordCounts};
use super::format::Format;
use super::month::Month;
use super::object::Object;
use super::overview::{
    CodeOverview, Documents, ErrorOverview, FORMAT, MemberOverview, MonthOverview, ObjectOverview, Overview,
    PinOverview, UnknownOverview, VERSION, Words,
};
use super::value::Type;

/// Stands for documents without a date.
const UNDATED: &str = "undated";
/// Stands for documents that look like those of no year, and for errors without a status.
const NONE: &str = "none";

fn word(month: Option<Month>) -> String {
    month.map_or_else(|| UNDATED.to_owned(), |month| month.to_string())
}

fn range(range: Option<Range<Month>>) -> Option<[String; 2]> {
    range.map(|it| [it.first.to_string(), it.last.to_string()])
}

fn months(months: &BTreeMap<Option<Month>, u64>) -> Words {
    months.iter().map(|(month, count)| (word(*month), *count)).collect()
}

/// The counts that are not zero, by their words.
fn words<T: Copy>(all: &[T], counts: &[u64], as_str: impl Fn(T) -> &'static str) -> Words {
    let counted = all.iter().zip(counts).filter(|(_, count)| **count > 0);
    counted.map(|(it, count)| (as_str(*it).to_owned(), *count)).collect()
}

fn owned(counts: &WordCounts) -> Words {
    counts.iter().map(|(word, count)| (word.to_owned(), count)).collect()
}

fn years(years: &BTreeMap<Option<u16>, u64>) -> Words {
    let word = |year: &Option<u16>| year.map_or_else(|| NONE.to_owned(), |year| year.to_string());
    years.iter().map(|(year, count)| (word(year), *count)).collect()
}

fn documents(verdicts: Verdicts) -> Documents {
    let Verdicts { conforming, deviating, refused } = verdicts;
    Documents { total: verdicts.total(), conforming, deviating, refused }
}

fn member(counts: &ObjectCounts, index: usize, name: &str, member: &MemberCounts) -> MemberOverview {
    let rows = counts.months.iter().map(|(month, row)| (month, row.present[index]));
    let present = rows.filter(|(_, present)| *present > 0).collect::<BTreeMap<_, _>>();
    let dated = || present.keys().copied().flatten();
    let seen = dated().next().zip(dated().next_back()).map(|(first, last)| Range { first, last });
    MemberOverview {
        name: name.to_owned(),
        present: member.present(),
        empty: member.empty(),
        types: words(&Type::ALL, member.types(), Type::as_str),
        formats: words(&Format::ALL, member.formats(), Format::as_str),
        numbers: member.numbers.map(|it| [it.first, it.last]),
        dates: range(member.dates),
        seen: range(seen),
        months: months(&present),
        codes: owned(&member.codes),
    }
}

fn object(object: Object, counts: &ObjectCounts) -> ObjectOverview {
    let members = object.members().iter().zip(&counts.members).enumerate();
    let unknown = counts.unknown.iter().map(|(name, it)| UnknownOverview {
        name: name.clone(),
        count: it.count,
        types: words(&Type::ALL, &it.types, Type::as_str),
        seen: range(it.months),
    });
    ObjectOverview {
        object: object.as_str().to_owned(),
        count: counts.count,
        months: counts.months.iter().map(|(month, row)| (word(month), row.count)).collect(),
        members: members.map(|(index, (known, it))| member(counts, index, known.name, it)).collect(),
        unknown: unknown.collect(),
        unknown_not_kept: counts.unknown.others(),
        unknown_hidden: counts.unknown_hidden,
    }
}

fn code((code, counts): (&&'static str, &CodeCounts)) -> CodeOverview {
    CodeOverview {
        code: (*code).to_owned(),
        severity: counts.severity.as_str().to_owned(),
        findings: counts.count,
        documents: counts.documents,
        months: months(&counts.months),
    }
}

fn error((code, counts): (&u32, &ErrorCounts)) -> ErrorOverview {
    let word = |status: &Option<u16>| status.map_or_else(|| NONE.to_owned(), |status| status.to_string());
    ErrorOverview {
        code: *code,
        count: counts.count,
        statuses: counts.statuses.iter().map(|(status, count)| (word(status), *count)).collect(),
        months: months(&counts.months),
    }
}

impl Summary {
    /// Returns what this summary says.
    #[must_use]
    pub fn overview(&self) -> Overview {
        let pins = self.pins.counts();
        // `None` is before every month, and is written last.
        let (undated, dated): (Vec<_>, Vec<_>) = self.months.iter().partition(|(month, _)| month.is_none());
        let months = dated.into_iter().chain(undated);
        let years = BTreeMap::from([
            ("pin".to_owned(), years(&self.pin_years)),
            ("location".to_owned(), years(&self.location_years)),
        ]);
        Overview {
            format: FORMAT.to_owned(),
            version: VERSION,
            files: 0,
            unread: 0,
            unchecked: Vec::new(),
            documents: documents(self.documents),
            kinds: owned(&self.kinds),
            forms: owned(&self.forms),
            members_not_counted: self.not_scanned,
            years,
            months: months
                .map(|(month, it)| MonthOverview { month: word(month), documents: documents(*it) })
                .collect(),
            objects: self.objects.iter().map(|(kind, counts)| object(kind, counts)).collect(),
            codes: self.codes.iter().map(code).collect(),
            errors: self.errors.iter().map(error).collect(),
            errors_not_kept: self.errors.others(),
            errors_without_code: self.errors_without_code,
            pins: PinOverview {
                distinct: pins.distinct,
                is_estimate: pins.distinct != pins.sampled,
                followed: pins.sampled,
                states: pins.paths,
                claim_undone: pins.undone,
            },
        }
    }
}
