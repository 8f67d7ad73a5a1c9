//! The engine that uses the JSON Schema of a document.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::mem;

use plex_pin::schema::{Draft, Mode, Schema};
use plex_pin::{DeviationCode, Span, Violation};

use super::decoder::{self, See};
use super::options::{CheckMode, CheckOptions};
use crate::codes::SCHEMA_KEYWORD;
use crate::detect::is_xml;
use crate::model::{CheckedDocument, DocumentKind, Finding, Severity, Verdict};
use crate::redact::SecretValues;

/// Checks a document with its schema. The decoder recognises its kind, and refuses what is not a document. XML has no schema,
/// so the decoder checks it.
pub(super) fn check(options: &CheckOptions, body: &[u8], see: See<'_>) -> CheckedDocument {
    if is_xml(body) {
        return decoder::check(options, body, see);
    }
    let mode = match (options.mode, options.complete) {
        (CheckMode::Lenient, _) => Mode::Lenient,
        (CheckMode::Strict, true) => Mode::Complete,
        (CheckMode::Strict, false) => Mode::Strict,
    };
    decoder::parse(options, body, see, |kind, _| by_schema(options, kind, mode, body))
}

fn by_schema(options: &CheckOptions, kind: DocumentKind, mode: Mode, body: &[u8]) -> CheckedDocument {
    // Invariant: every document has a schema of every mode in the current draft.
    let Some(schema) = Schema::find(kind, mode, Draft::Draft202012) else {
        return CheckedDocument::clean(kind);
    };
    let mut first = FirstViolations::new(options.max_findings, body);
    if let Err(error) = schema.for_each_violation(body, |violation| first.add(violation)) {
        return CheckedDocument::refused(Some(kind), decoder::refusal(options, &error, body));
    }
    first.into_document(kind, body)
}

/// The first violations in document order, missing members last. A validator follows the schema, so that a later violation
/// may displace an earlier one. The rest are only counted.
struct FirstViolations {
    max: usize,
    /// What stands in for the span of a violation for which the decoder reports no deviation: the opening brace.
    document: Span,
    kept: BinaryHeap<Entry>,
    added: usize,
    omitted: Vec<(&'static str, Severity, usize)>,
}

/// A violation, ordered as in a report.
struct Entry {
    key: (bool, Span, usize),
    violation: Violation,
}

impl FirstViolations {
    fn new(max: usize, body: &[u8]) -> Self {
        let start = body.iter().position(|&byte| byte == b'{').unwrap_or_default();
        Self {
            max,
            document: Span::new(start, start + 1),
            kept: BinaryHeap::new(),
            added: 0,
            omitted: Vec::new(),
        }
    }

    fn add(&mut self, violation: Violation) {
        let is_missing = violation.code() == Some(DeviationCode::MissingMember);
        let span = violation.span().unwrap_or(self.document);
        let entry = Entry { key: (is_missing, span, self.added), violation };
        self.added += 1;
        if self.kept.len() < self.max {
            return self.kept.push(entry);
        }
        let omitted = match self.kept.peek_mut() {
            Some(mut last) if entry < *last => mem::replace(&mut *last, entry),
            _ => entry,
        };
        let code = code(&omitted.violation);
        match self.omitted.iter_mut().find(|it| it.0 == code) {
            Some(it) => it.2 += 1,
            None => self.omitted.push((code, Severity::Error, 1)),
        }
    }

    fn into_document(self, kind: DocumentKind, body: &[u8]) -> CheckedDocument {
        if self.kept.is_empty() {
            return CheckedDocument::clean(kind);
        }
        let secrets = SecretValues::of(body);
        let findings =
            self.kept.into_sorted_vec().into_iter().map(|Entry { key: (_, span, _), violation }| Finding {
                code: code(&violation),
                outcome: violation.outcome(),
                severity: Severity::Error,
                pointer: secrets.redact_pointer(violation.pointer()),
                span,
                message: violation.message().to_string(),
                help: violation.code().map_or(SCHEMA_KEYWORD.help, |code| code.help()),
                place: None,
            });
        CheckedDocument {
            verdict: Verdict::Deviates,
            findings: findings.collect(),
            omitted: self.omitted,
            ..CheckedDocument::clean(kind)
        }
    }
}

fn code(violation: &Violation) -> &'static str {
    violation.code().map_or(SCHEMA_KEYWORD.name, |code| code.as_str())
}

impl Ord for Entry {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key)
    }
}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Entry {}
