//! The engine that uses the JSON Schema of a document.

use plex_pin::schema::{Draft, Mode, Schema};
use plex_pin::{DeviationCode, Error, Span};

use super::decoder;
use super::options::{CheckMode, CheckOptions};
use crate::codes::SCHEMA_KEYWORD;
use crate::model::{CheckedDocument, DocumentKind, Finding, Severity, Verdict};
use crate::redact::SecretValues;

/// Checks a document with its schema. The decoder tells the kind, and refuses what is no document.
pub(super) fn check(options: &CheckOptions, body: &[u8]) -> CheckedDocument {
    let mode = match (options.mode, options.complete) {
        (CheckMode::Lenient, _) => Mode::Lenient,
        (CheckMode::Strict, true) => Mode::Complete,
        (CheckMode::Strict, false) => Mode::Strict,
    };
    decoder::parse(options, body, |kind, _| by_schema(options, kind, mode, body))
}

fn by_schema(options: &CheckOptions, kind: DocumentKind, mode: Mode, body: &[u8]) -> CheckedDocument {
    let (verdict, mut findings) = match findings(kind, mode, body) {
        Ok(findings) if findings.is_empty() => (Verdict::Conforms, findings),
        Ok(findings) => (Verdict::Deviates, findings),
        Err(error) => (Verdict::Refused, vec![decoder::refusal(&error, body)]),
    };
    let rest = findings.split_off(options.max_findings.min(findings.len()));
    let omitted = rest.into_iter().map(|finding| (finding.code, finding.severity, 1)).collect();
    CheckedDocument { kind: Some(kind), verdict, findings, omitted }
}

/// Finds every violation of a schema, in document order, missing members last.
fn findings(kind: DocumentKind, mode: Mode, body: &[u8]) -> Result<Vec<Finding>, Error> {
    // Invariant: every document has a schema of every mode in the current draft.
    let Some(schema) = Schema::find(kind, mode, Draft::Draft202012) else { return Ok(Vec::new()) };
    let (violations, secrets) = (schema.validate(body)?, SecretValues::of(body));
    // Without a deviation at the same pointer the span is unknown; the opening brace stands in for it.
    let start = body.iter().position(|&byte| byte == b'{').unwrap_or_default();
    let document = Span::new(start, start + 1);
    let findings = violations.iter().map(|violation| Finding {
        code: violation.code().map_or(SCHEMA_KEYWORD.name, |code| code.as_str()),
        outcome: violation.outcome(),
        severity: Severity::Error,
        pointer: secrets.redact_pointer(violation.pointer()),
        span: violation.span().unwrap_or(document),
        message: violation.message().to_string(),
        help: violation.code().map_or(SCHEMA_KEYWORD.help, |code| code.help()),
    });
    let mut findings: Vec<_> = findings.collect();
    // A validator follows the schema; a report follows the document.
    let is_missing = |finding: &Finding| finding.code == DeviationCode::MissingMember.as_str();
    findings.sort_by_key(|finding| (is_missing(finding), finding.span));
    Ok(findings)
}
