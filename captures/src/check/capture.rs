//! From a capture to its documents, each checked, with where it was found.

use std::collections::BTreeMap;
use std::io::{self, Read};

use plex_pin::Span;

use super::checker::Checker;
use super::expectations::{Expectations, Known, Response, Unmet};
use super::places::{member_of_pin, pointer_in_pin};
use crate::codes::NO_DOCUMENT;
use crate::detect::{Foreign, Form};
use crate::forms::{
    self, Candidate, Ending, Exchange, Found, Lookalike, Notation, Options, SkipReason, Summary,
};
use crate::model::{CheckedDocument, Container, Finding, Place, Record, Severity, Verdict};
use crate::redact::SecretValues;

/// What to do about an archive that refers to the bodies of responses.
const EMBED_BODIES: &str =
    "record it again with the bodies in it: recordHar: { content: 'embed' } in Playwright";

/// What to do about an archive without bodies.
const KEEP_BODIES: &str =
    "record it again with the bodies kept: an exporter may leave them out, or lose them with the page";

/// Receives each document with where it is and what was found.
pub type EachDocument<'e> = &'e mut dyn FnMut(Record<'_>, CheckedDocument);

/// What was not checked, by reason.
pub type Skips = BTreeMap<SkipReason, usize>;

/// The result of a capture.
#[derive(Debug, Default)]
pub struct CheckedCapture {
    /// How many documents there are, and records that could not be read.
    pub documents: usize,
    /// What was not checked.
    pub skipped: Skips,
}

/// Checks the documents of one capture, in order, where somebody else reads it. [`Checker::check_capture`] does both.
#[derive(Debug)]
pub struct CaptureChecker<'c> {
    checker: &'c Checker,
    source: &'c str,
    expectations: Option<Expectations>,
    result: CheckedCapture,
}

impl Checker {
    /// Checks each document of a capture, and gives it to `each`. A capture without documents is a finding.
    ///
    /// # Errors
    ///
    /// What `reader` fails with, and compressed data that grows beyond its limit. Documents before that are given.
    pub fn check_capture(
        &self,
        source: &str,
        reader: Box<dyn Read + '_>,
        each: EachDocument<'_>,
    ) -> io::Result<CheckedCapture> {
        let mut capture = self.capture(source);
        let options = self.read_options();
        let summary =
            forms::read(reader, &options, &mut |record, found| capture.record(&record, &found, each))?;
        Ok(capture.end(&summary, each))
    }

    /// Returns how a capture is read that is checked with [`capture`](Self::capture).
    #[must_use]
    pub fn read_options(&self) -> Options {
        Options { max_bytes: self.options.max_document_bytes, ..Options::default() }
    }

    /// Checks the records of a capture that [`forms::read`] reads.
    #[must_use]
    pub fn capture<'c>(&'c self, source: &'c str) -> CaptureChecker<'c> {
        let expectations = self.options.http.then(Expectations::default);
        CaptureChecker { checker: self, source, expectations, result: CheckedCapture::default() }
    }

    /// Checks each document in a text that was refused as one document. It starts on line `line`.
    ///
    /// None where the refusal says more: nothing was found in the text, or it is one document that is broken.
    pub fn check_text(
        &self,
        source: &str,
        line: usize,
        text: &[u8],
        refused: &CheckedDocument,
        each: EachDocument<'_>,
    ) -> Option<CheckedCapture> {
        let found = forms::find(text);
        let whole = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text).trim_ascii();
        let is_alone = found.broken_at.is_none()
            && matches!(&*found.candidates, [it] if it.pointer.is_empty() && it.body.len() == whole.len());
        let looks_like = Foreign::detect(&text[..text.len().min(64 * 1024)]);
        // In a file of JSON the place where it stops being JSON says more.
        let is_notation = found.broken_at.is_some()
            && looks_like.is_notation()
            && !source.to_ascii_lowercase().ends_with(".json");
        let is_unknown = found.candidates.is_empty() && found.skipped.iter().all(|it| !is_known(it.reason));
        // The refusal of the library has a hint on what it is.
        let has_hint = found.candidates.is_empty() && refused.is_unrecognised();
        if is_alone || has_hint || is_unknown && !is_notation {
            return None;
        }
        let mut capture = self.capture(source);
        let record = forms::Record {
            form: Form::Json,
            bytes: text,
            offset: 0,
            line,
            column: 0,
            entry: None,
            ending: Ending::Whole,
            lines: &[],
        };
        capture.record(&record, &found, each);
        let looks_like = Some(looks_like);
        let (form, compression, encoding, documents) = (Form::Json, Vec::new(), None, 0);
        Some(capture.end(&Summary { form, compression, encoding, documents, looks_like }, each))
    }
}

/// Whether a thing that was skipped is known for what it is.
fn is_known(reason: SkipReason) -> bool {
    matches!(reason, SkipReason::OtherDocument(Some(it)) if it != Lookalike::Html)
}

impl CaptureChecker<'_> {
    /// Checks the documents of the next record, and gives each to `each`.
    pub fn record(&mut self, record: &forms::Record<'_>, found: &Found<'_>, each: EachDocument<'_>) {
        for it in &found.candidates {
            self.candidate(record, it, each);
        }
        for it in &found.skipped {
            *self.result.skipped.entry(it.reason).or_default() += 1;
        }
        let is_too_large = record.ending == Ending::TooLarge;
        let is_broken = found.candidates.is_empty() && found.broken_at.is_some();
        if is_too_large || is_broken && matches!(record.form, Form::Har | Form::Ndjson) {
            let mut checked = match record.bytes {
                _ if is_too_large => self.checker.too_large(),
                [] => CheckedDocument::cut_off(),
                bytes => self.checker.check(bytes),
            };
            let container = Self::container(record, None, &mut checked);
            self.give(record.bytes, &container, checked, each);
        }
    }

    /// Returns the result. A capture without documents is a finding.
    pub fn end(mut self, summary: &Summary, each: EachDocument<'_>) -> CheckedCapture {
        if self.result.documents == 0 {
            self.no_document(summary, each);
        }
        self.result
    }

    fn candidate(&mut self, record: &forms::Record<'_>, it: &Candidate<'_>, each: EachDocument<'_>) {
        let mut expectations = self.expectations.as_mut();
        let mut unmet = None;
        let mut see = |document: Option<Known<'_>>| {
            let response = Response { notation: it.notation, document };
            unmet = expectations.as_mut().map(|expectations| expectations.check(&it.exchange, &response));
        };
        let mut is_seen = false;
        let mut checked = self.checker.check_and_see(&it.body, &mut |document| {
            is_seen = it.kind.is_some();
            if is_seen {
                see(Some(document));
            }
        });
        if !is_seen {
            see(None);
        }
        let is_readable = is_seen || it.kind.is_none();
        for unmet in unmet.into_iter().flatten() {
            // Of a document that cannot be read nothing is said but what its text tells.
            if is_readable || unmet.code == crate::codes::CONTENT_TYPE {
                add(&mut checked, unmet, it);
            }
        }
        let container = Self::container(record, Some(it), &mut checked);
        self.give(&it.body, &container, checked, each);
    }

    /// Describes what the document was found in, and sets the places of its findings.
    fn container(
        record: &forms::Record<'_>,
        candidate: Option<&Candidate<'_>>,
        checked: &mut CheckedDocument,
    ) -> Container {
        let place = |span: Span| {
            let range = match candidate {
                Some(it) => it.map.locate(span.start..span.end.max(span.start)),
                None => span.start..span.end,
            };
            let (start, end) = (record.locate(range.start), record.locate(range.end));
            let utf16_column = utf16_column(record, range.start);
            Place { line: start.line, column: start.column, utf16_column, span: [start.offset, end.offset] }
        };
        for finding in &mut checked.findings {
            finding.place = Some(place(finding.span));
        }
        let empty = Exchange::default();
        let exchange = candidate.map_or(&empty, |it| &it.exchange);
        let length = candidate.map_or(record.bytes.len(), |it| it.body.len());
        Container {
            form: record.form.as_str(),
            pointer: candidate.map(|it| shown_pointer(&it.body, &it.pointer)).unwrap_or_default(),
            entry: record.entry.filter(|_| record.form == Form::Har),
            // A query may hold anything.
            url: exchange.url.as_deref().map(without_query),
            method: exchange.method.clone(),
            status: exchange.status,
            started: exchange.started.clone(),
            place: place(Span::new(0, length)),
        }
    }

    fn give(&mut self, body: &[u8], container: &Container, checked: CheckedDocument, each: EachDocument<'_>) {
        self.result.documents += 1;
        let line = Some(container.place.line);
        each(Record { source: self.source, line, body, container: Some(container) }, checked);
    }

    fn no_document(&mut self, summary: &Summary, each: EachDocument<'_>) {
        let other = self.result.skipped.keys().find_map(|reason| match reason {
            SkipReason::OtherDocument(it) => *it,
            _ => None,
        });
        let looks_like = summary.looks_like.unwrap_or(Foreign::Text);
        let skips = |reason| self.result.skipped.contains_key(&reason);
        let (found, help) = match (summary.form, other) {
            (_, Some(it)) if !matches!(it, Lookalike::Html | Lookalike::Python) => (it.description(), None),
            (Form::Har, _) if skips(SkipReason::BodyInOtherFile) => {
                ("an HTTP archive whose bodies are in other files", Some(EMBED_BODIES))
            }
            (Form::Har, _) if skips(SkipReason::NoBodyKept) => {
                ("an HTTP archive without the bodies of responses", Some(KEEP_BODIES))
            }
            (Form::Har, _) => ("an HTTP archive without one", None),
            (Form::Http, _) if skips(SkipReason::NoBodyExpected) => ("HTTP responses without a body", None),
            _ => (looks_like.description(), looks_like.help()),
        };
        let checked = CheckedDocument::no_document(found, help.unwrap_or(NO_DOCUMENT.help));
        self.result.documents += 1;
        each(Record { source: self.source, line: None, body: &[], container: None }, checked);
    }
}

/// Adds an expectation that is not met to the findings.
fn add(checked: &mut CheckedDocument, unmet: Unmet, candidate: &Candidate<'_>) {
    if unmet.severity == Severity::Error && checked.verdict == Verdict::Conforms {
        checked.verdict = Verdict::Deviates;
    }
    let name = unmet.pointer.strip_prefix('/');
    checked.findings.push(Finding {
        code: unmet.code.name,
        outcome: None,
        severity: unmet.severity,
        pointer: match name {
            Some(name) if name != "errors" => pointer_in_pin(name, candidate.notation == Notation::Xml),
            _ => unmet.pointer.to_owned(),
        },
        // What is about the document as a whole is shown where it begins.
        span: name.and_then(|name| member_of_pin(&candidate.body, name)).unwrap_or(Span::new(0, 1)),
        message: unmet.message,
        help: unmet.code.help,
        place: None,
    });
}

/// The column of a position in a record, in UTF-16 units from 1. `None` if the record does not hold the beginning of the line.
fn utf16_column(record: &forms::Record<'_>, at: usize) -> Option<u64> {
    let before = &record.bytes[..at.min(record.bytes.len())];
    let line = match memchr::memrchr(b'\n', before) {
        Some(newline) => &before[newline + 1..],
        None if record.column == 0 && record.lines.is_empty() => before,
        None => return None,
    };
    if line.is_ascii() {
        return Some(1 + line.len() as u64);
    }
    let units = line.iter().map(|byte| match byte {
        // A continuation byte belongs to the character before; one of four bytes is a surrogate pair.
        0x80..=0xBF => 0,
        0xF0.. => 2,
        _ => 1,
    });
    Some(1 + units.sum::<u64>())
}

/// Names in the pointers to bodies, as exporters write them.
const USUAL_NAMES: &[&str] =
    &["", "log", "entries", "response", "content", "text", "body", "data", "stream", "run", "executions"];

/// A pointer as it is shown: without the secrets of the body. The body is searched for them only if there is an unusual name.
fn shown_pointer(body: &[u8], pointer: &str) -> String {
    let is_index = |name: &str| name.len() < 8 && name.bytes().all(|byte| byte.is_ascii_digit());
    if pointer.split('/').all(|name| USUAL_NAMES.contains(&name) || is_index(name)) {
        return pointer.to_owned();
    }
    SecretValues::of(body).redact_text(pointer)
}

/// A URL as it is shown: without user, query and fragment.
fn without_query(url: &str) -> String {
    let shown = url.split(['?', '#']).next().unwrap_or_default();
    match shown.split_once("://").and_then(|(scheme, rest)| Some((scheme, rest.split_once('@')?.1))) {
        Some((scheme, rest)) => format!("{scheme}://{rest}"),
        None => shown.to_owned(),
    }
}
