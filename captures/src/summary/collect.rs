//! Collects documents into a summary, and merges the summaries of parts.

use std::collections::BTreeMap;

use plex_pin::DeviationCode;

use super::counts::{
    CodeCounts, ErrorCounts, Objects, Range, UnknownCounts, Values, Verdicts, WordCounts, add_counts, extend,
};
use super::known::Rule;
use super::month::{ByMonth, Month};
use super::names::{Bounded, is_shown};
use super::object::Object;
use super::pins::{Pins, State};
use super::raw::{Raw, moment};
use super::scan::{Visitor, scan};
use super::value::{Class, Type, classify, parse_number};
use super::xml;
use super::years::YearTable;
use crate::codes::KNOWN_ERROR;
use crate::model::{CheckedDocument, DocumentKind, Finding, Record, Verdict};
use crate::tokens::{is_spelling, skip};

/// The error of a pin that does not exist, or no longer.
const CODE_NOT_FOUND_OR_EXPIRED: f64 = plex_pin::ApiError::CODE_NOT_FOUND_OR_EXPIRED as f64;

/// What an archive holds, member by member. It keeps no value that is secret or personal.
///
/// Memory is bounded, whatever the input: it counts by month, keeps the first 200 names and codes, and follows a sample of
/// 16,384 pins. Summaries of parts can be made at the same time and merged in any order.
///
/// ```
/// use plex_pin_captures::summary::Summary;
/// use plex_pin_captures::{CheckOptions, Checker, Record};
///
/// let checker = Checker::new(&CheckOptions::default());
/// let mut summary = Summary::default();
/// for body in [r#"{"id":5123,"code":"7RQZ","qr":""}"#, r#"{"id":"5124","code":"8RQZ","qr":""}"#] {
///     let record = Record { source: "a.json", line: None, body: body.as_bytes(), container: None };
///     summary.add(record, &checker.check(body.as_bytes()));
/// }
/// let overview = summary.overview();
/// assert_eq!((overview.documents.conforming, overview.documents.deviating), (1, 1));
/// assert_eq!(overview.objects[0].members[0].types["string"], 1);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Summary {
    pub(super) documents: Verdicts,
    pub(super) kinds: WordCounts,
    pub(super) forms: WordCounts,
    pub(super) months: ByMonth<Verdicts>,
    /// Documents of which the members were not counted.
    pub(super) not_scanned: u64,
    pub(super) objects: Objects,
    /// Pins by the year whose members they have; `None` for no year.
    pub(super) pin_years: BTreeMap<Option<u16>, u64>,
    pub(super) location_years: BTreeMap<Option<u16>, u64>,
    pub(super) codes: BTreeMap<&'static str, CodeCounts>,
    pub(super) errors: Bounded<u32, ErrorCounts>,
    /// Errors without a code that is a number.
    pub(super) errors_without_code: u64,
    pub(super) pins: Pins,
    year_table: YearTable,
    /// The values of the document that is read, by [`Object`].
    values: [Values; Object::ALL.len()],
}

impl Summary {
    /// Adds a document. `checked` is the result of a check of it with the decoder. What is no document is left out:
    /// a source that could not be read.
    pub fn add(&mut self, record: Record<'_>, checked: &CheckedDocument) {
        let mut verdict = Verdicts::default();
        match checked.verdict {
            Verdict::Conforms => verdict.conforming = 1,
            Verdict::Deviates => verdict.deviating = 1,
            Verdict::Refused => verdict.refused = 1,
            Verdict::Unread => return,
        }
        let started = record.container.and_then(|it| it.started.as_deref()).map(str::as_bytes);
        let mut month = started.and_then(Month::of_text);
        if let Some(kind) = checked.kind.filter(|_| checked.verdict != Verdict::Refused) {
            self.kinds.add(kind.as_str(), 1);
            month = self.add_members(kind, record, month);
        }
        self.documents.merge(verdict);
        self.months.of(month).merge(verdict);
        let form = match record.container {
            Some(container) => container.form,
            None if record.line.is_some() => "ndjson",
            None => "json",
        };
        self.forms.add(form, 1);
        if !checked.findings.is_empty() || !checked.omitted.is_empty() {
            self.add_findings(record, checked, month);
        }
    }

    /// Counts the members of a document, and returns its month.
    fn add_members(
        &mut self,
        kind: DocumentKind,
        record: Record<'_>,
        started: Option<Month>,
    ) -> Option<Month> {
        let mut collector = Collector { summary: self, record, started, document: Scanned::default() };
        let is_whole =
            scan(kind, record.body, &mut collector) || xml::scan(kind, record.body, &mut collector);
        let document = collector.document;
        self.not_scanned += u64::from(!is_whole);
        let created = document.created_at.and_then(month_of);
        let expires = document.expires_at.and_then(month_of);
        let month = created.or(expires).or(started);
        let [pin, pin_location, location, _] = &self.values;
        if document.has(Object::Pin) {
            let counts = self.objects.of(Object::Pin);
            counts.add(pin, month);
            for (index, month) in [(index::CREATED_AT, created), (index::EXPIRES_AT, expires)] {
                extend(&mut counts.members[index].dates, month.map(|it| Range { first: it, last: it }));
            }
            let location = document.has(Object::PinLocation).then_some(pin_location.mask);
            *self.pin_years.entry(self.year_table.of_pin(pin.mask, location)).or_default() += 1;
            add_state(&mut self.pins, pin, &document);
        }
        if document.has(Object::PinLocation) {
            self.objects.of(Object::PinLocation).add(pin_location, month);
        }
        if document.has(Object::Location) {
            self.objects.of(Object::Location).add(location, month);
            *self.location_years.entry(self.year_table.of_location(location.mask)).or_default() += 1;
        }
        month
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Integers in range.
    fn add_error(&mut self, month: Option<Month>, record: Record<'_>) {
        let values = &self.values[Object::Error as usize];
        self.objects.of(Object::Error).add(values, month);
        let number = |index: usize| values.number(index).filter(|it| it.fract() == 0.0);
        let code = number(index::ERROR_CODE).filter(|it| (0.0..=f64::from(u32::MAX)).contains(it));
        let Some(code) = code else {
            self.errors_without_code += 1;
            return;
        };
        let status = number(index::ERROR_STATUS).filter(|it| (100.0..600.0).contains(it));
        let statuses = BTreeMap::from([(status.map(|it| it as u16), 1)]);
        let tally = ErrorCounts { count: 1, statuses, months: BTreeMap::from([(month, 1)]) };
        self.errors.add(code as u32, &tally);
        if number(index::ERROR_CODE) == Some(CODE_NOT_FOUND_OR_EXPIRED) {
            self.add_expiry(record);
        }
    }

    /// Error 1020 says that the pin of the request expired, if it was one.
    fn add_expiry(&mut self, record: Record<'_>) {
        let Some(container) = record.container else { return };
        let id = container.url.as_deref().and_then(|url| url.rsplit_once("/pins/")).map(|(_, id)| id);
        let digits = id.map(|id| id.trim_end_matches(".json").trim_end_matches(".xml"));
        if let Some(id) = digits.filter(|id| !id.is_empty() && id.bytes().all(|it| it.is_ascii_digit())) {
            let started = || container.started.as_deref().and_then(|it| moment(Raw::Text(it.as_bytes())));
            self.pins.add(id.as_bytes(), || (State::Expired, started()));
        }
    }

    fn add_findings(&mut self, record: Record<'_>, checked: &CheckedDocument, month: Option<Month>) {
        let mut codes: BTreeMap<&'static str, CodeCounts> = BTreeMap::new();
        for (code, severity, count) in checked.counts().filter(|it| it.0 != KNOWN_ERROR.name) {
            let counts = codes.entry(code).or_insert_with(|| CodeCounts::new(severity));
            counts.severity = counts.severity.max(severity);
            counts.count += count as u64;
        }
        for counts in codes.values_mut() {
            counts.documents = 1;
            counts.months.insert(month, 1);
        }
        self.add_codes(codes);
        if let Some(kind) = checked.kind.filter(|_| checked.verdict != Verdict::Refused) {
            for finding in checked.findings.iter().filter(|it| it.code != KNOWN_ERROR.name) {
                self.add_finding(kind, record.body, finding, month);
            }
        }
    }

    /// Counts a finding at its member. Of a document with a great many findings, those that are not kept are only counted.
    fn add_finding(&mut self, kind: DocumentKind, body: &[u8], finding: &Finding, month: Option<Month>) {
        let Some((parent, name)) = finding.pointer.rsplit_once('/') else { return };
        let name = name.trim_start_matches('@');
        let root = Object::root(kind);
        let parent = parent.rsplit('/').next().unwrap_or_default();
        let is_location = root == Object::Pin && is_spelling(parent.as_bytes(), b"location");
        let object = if is_location { Object::PinLocation } else { root };
        let counts = self.objects.of(object);
        if finding.code != DeviationCode::UnknownMember.as_str() {
            if let Some(index) = object.find(name.as_bytes()) {
                counts.members[index].codes.add(finding.code, 1);
            }
            return;
        }
        if !is_shown(name) || is_value(body, name) {
            counts.unknown_hidden += 1;
            return;
        }
        let mut types = [0; Type::ALL.len()];
        let after = skip(body, finding.span.end.min(body.len()));
        if body.get(after) == Some(&b':')
            && let Some(kind) = Type::of(&body[skip(body, after + 1)..])
        {
            types[kind as usize] = 1;
        }
        let months = month.map(|it| Range { first: it, last: it });
        counts.unknown.add(name.to_owned(), &UnknownCounts { count: 1, types, months });
    }

    fn add_codes(&mut self, codes: BTreeMap<&'static str, CodeCounts>) {
        for (code, counts) in codes {
            let mine = self.codes.entry(code).or_insert_with(|| CodeCounts::new(counts.severity));
            mine.merge(counts);
        }
    }

    /// Adds the summary of another part of the archive. The order of the parts does not matter.
    pub fn merge(&mut self, other: Self) {
        self.documents.merge(other.documents);
        self.kinds.merge(&other.kinds);
        self.forms.merge(&other.forms);
        for (month, verdicts) in other.months.iter() {
            self.months.of(month).merge(*verdicts);
        }
        self.not_scanned += other.not_scanned;
        self.objects.merge(other.objects);
        add_counts(&mut self.pin_years, other.pin_years);
        add_counts(&mut self.location_years, other.location_years);
        self.add_codes(other.codes);
        self.errors.merge(other.errors);
        self.errors_without_code += other.errors_without_code;
        self.pins.merge(&other.pins);
    }
}

/// The positions of members in the tables. A test checks them.
pub(super) mod index {
    pub(crate) const EXPIRES_IN: usize = 7;
    pub(crate) const CREATED_AT: usize = 8;
    pub(crate) const EXPIRES_AT: usize = 9;
    pub(crate) const AUTH_TOKEN: usize = 10;
    pub(crate) const ERROR_CODE: usize = 0;
    pub(crate) const ERROR_STATUS: usize = 2;
}

/// Steps through one document. Errors are counted one by one, since a response may have any number of them.
struct Collector<'s, 'b> {
    summary: &'s mut Summary,
    record: Record<'b>,
    started: Option<Month>,
    document: Scanned<'b>,
}

/// What is known of a document beside its values.
#[derive(Default)]
struct Scanned<'b> {
    /// Which objects there are, by [`Object`].
    objects: [bool; Object::ALL.len()],
    /// Values of the pin, as written.
    id: Option<Raw<'b>>,
    created_at: Option<Raw<'b>>,
    expires_at: Option<Raw<'b>>,
}

impl Scanned<'_> {
    const fn has(&self, object: Object) -> bool {
        self.objects[object as usize]
    }
}

impl<'b> Visitor<'b> for Collector<'_, 'b> {
    fn begin(&mut self, object: Object) {
        self.summary.values[object as usize].clear();
        self.document.objects[object as usize] = true;
    }

    #[inline(always)]
    fn member(&mut self, object: Object, member: usize, kind: Type, raw: Raw<'b>) {
        let rule = object.known()[member].rule;
        let values = &mut self.summary.values[object as usize];
        values.set(member, classify(rule, kind, raw));
        match rule {
            Rule::Id => self.document.id = Some(raw),
            Rule::Timestamp if member == index::CREATED_AT => self.document.created_at = Some(raw),
            Rule::Timestamp => self.document.expires_at = Some(raw),
            Rule::Number => values.set_number(member, parse_number(without_quotes(raw))),
            _ => {}
        }
    }

    fn end(&mut self, object: Object) {
        if object == Object::Error {
            self.summary.add_error(self.started, self.record);
        }
    }
}

/// Adds the state of a pin.
#[allow(clippy::cast_possible_truncation)] // Saturates, and the sum then too.
fn add_state(pins: &mut Pins, values: &Values, document: &Scanned<'_>) {
    let Some(id) = document.id.map(without_quotes) else { return };
    pins.add(id, || {
        let token = values.class(index::AUTH_TOKEN);
        let has_token = token.is_some_and(|it| it.kind() != Type::Null as usize && it.form() != Class::EMPTY);
        let expires_in = values.number(index::EXPIRES_IN);
        let state = if has_token {
            State::Claimed
        } else if expires_in.is_some_and(|it| it <= 0.0) {
            State::Expired
        } else {
            State::Pending
        };
        // The seconds are those that are left when the response is written.
        let at = match (document.expires_at.and_then(moment), expires_in) {
            (Some(expires_at), Some(expires_in)) => Some(expires_at.saturating_sub(expires_in as i64)),
            _ => None,
        };
        (state, at)
    });
}

fn without_quotes(raw: Raw<'_>) -> &[u8] {
    match raw {
        Raw::Json([b'"', text @ .., b'"']) | Raw::Text(text) => text.trim_ascii(),
        Raw::Json(raw) => raw,
    }
}

fn month_of(raw: Raw<'_>) -> Option<Month> {
    match raw {
        Raw::Json([b'"', text @ ..]) | Raw::Text(text) => Month::of_text(text.trim_ascii_start()),
        Raw::Json(_) => moment(raw).and_then(Month::of_unix),
    }
}

/// Whether the name of a member is also a value of the document. Then it may be personal: a product, a city.
fn is_value(body: &[u8], name: &str) -> bool {
    let quoted = format!("\"{name}\"");
    memchr::memmem::find_iter(body, quoted.as_bytes())
        .any(|at| body.get(skip(body, at + quoted.len())) != Some(&b':'))
}

#[cfg(test)]
mod tests {
    use super::super::counts::MAX_MEMBERS;
    use super::{Object, index};

    /// The positions of members that the summary reads by themselves.
    #[test]
    fn ok_positions_of_members() {
        for (object, index, name) in [
            (Object::Pin, index::EXPIRES_IN, "expiresIn"),
            (Object::Pin, index::CREATED_AT, "createdAt"),
            (Object::Pin, index::EXPIRES_AT, "expiresAt"),
            (Object::Pin, index::AUTH_TOKEN, "authToken"),
            (Object::Error, index::ERROR_CODE, "code"),
            (Object::Error, index::ERROR_STATUS, "status"),
        ] {
            assert_eq!(object.members()[index].name, name);
        }
        assert!(Object::ALL.into_iter().all(|object| object.members().len() <= MAX_MEMBERS));
    }
}
