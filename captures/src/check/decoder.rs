//! The engine that uses the decoder of the library.

use plex_pin::{
    ApiErrors, Deviation, DeviationCode, Error, ErrorKind, Location, Outcome, Parsed, Parser, Pin,
};

use super::notes::{self, Noted};
use super::options::{CheckMode, CheckOptions};
use crate::codes::NO_DOCUMENT;
use crate::model::{CheckedDocument, DocumentKind, Finding, Severity, Verdict};
use crate::not_text;
use crate::redact::SecretValues;

/// Checks a document with the decoder.
pub(super) fn check(options: &CheckOptions, body: &[u8]) -> CheckedDocument {
    parse(options, body, |kind, parsed| {
        if parsed.count == 0 {
            CheckedDocument::clean(kind)
        } else {
            with_deviations(options.mode, kind, &parsed, body)
        }
    })
}

/// The deviations of a document.
pub(super) struct Deviations<'p> {
    /// Those that are kept.
    kept: &'p [Deviation],
    /// The rest, counted.
    omitted: &'p [(DeviationCode, Outcome, usize)],
    /// How many there are, kept or not.
    count: usize,
}

/// Parses a document, and judges its deviations, or refuses it.
pub(super) fn parse(
    options: &CheckOptions,
    body: &[u8],
    judge: impl FnOnce(DocumentKind, Deviations<'_>) -> CheckedDocument,
) -> CheckedDocument {
    // Always lenient, so that every deviation is found; the mode decides about severity alone.
    let parser = Parser::LENIENT.max_deviations(options.max_findings);
    let parser = if options.complete { parser.complete() } else { parser };
    match options.kind {
        None => judged(options, &parser.parse_document(body), body, judge),
        Some(DocumentKind::Pin) => judged(options, &parser.parse::<Pin>(body), body, judge),
        Some(DocumentKind::Location) => judged(options, &parser.parse::<Location>(body), body, judge),
        // The library may add kinds; there are three today.
        Some(_) => judged(options, &parser.parse::<ApiErrors>(body), body, judge),
    }
}

/// Judges the result of a parse. A model is large, so it stays where it is.
fn judged<T: Noted>(
    options: &CheckOptions,
    parsed: &Result<Parsed<T>, Error>,
    body: &[u8],
    judge: impl FnOnce(DocumentKind, Deviations<'_>) -> CheckedDocument,
) -> CheckedDocument {
    match parsed {
        Ok(parsed) => {
            let deviations = Deviations {
                kept: parsed.deviations(),
                omitted: parsed.omitted(),
                count: parsed.deviation_count(),
            };
            let mut checked = judge(parsed.value().kind(), deviations);
            notes::add(&mut checked, parsed.value(), body, options.max_findings);
            checked
        }
        Err(error) => CheckedDocument::refused(options.kind, refusal(error, body)),
    }
}

fn with_deviations(
    mode: CheckMode,
    kind: DocumentKind,
    deviations: &Deviations<'_>,
    body: &[u8],
) -> CheckedDocument {
    let secrets = SecretValues::of(body);
    let omitted = deviations.omitted.iter();
    let mut checked = CheckedDocument {
        findings: deviations.kept.iter().map(|it| finding(mode, it, &secrets)).collect(),
        omitted: omitted
            .map(|&(code, outcome, count)| (code.as_str(), severity(mode, outcome), count))
            .collect(),
        ..CheckedDocument::clean(kind)
    };
    let has_error = checked.counts().any(|(_, severity, _)| severity == Severity::Error);
    if has_error {
        checked.verdict = Verdict::Deviates;
    }
    checked
}

fn severity(mode: CheckMode, outcome: Outcome) -> Severity {
    match (mode, outcome) {
        (CheckMode::Lenient, Outcome::Coerced | Outcome::Ignored) => Severity::Warning,
        _ => Severity::Error,
    }
}

fn finding(mode: CheckMode, deviation: &Deviation, secrets: &SecretValues) -> Finding {
    Finding {
        code: deviation.code().as_str(),
        outcome: Some(deviation.outcome()),
        severity: severity(mode, deviation.outcome()),
        pointer: secrets.redact_pointer(deviation.pointer()),
        span: deviation.span(),
        message: deviation.message().to_string(),
        help: deviation.help(),
        place: None,
    }
}

fn help_of(error: &Error, message: &str) -> &'static str {
    match error.kind() {
        // What is known to be something else must not be read as a pin.
        ErrorKind::UnrecognisedDocument if !message.ends_with(" object") => NO_DOCUMENT.help,
        kind => kind.help(),
    }
}

/// The finding of a document that no mode reads. If it is not text at all, that is the finding, and not where the decoder
/// noticed it.
pub(super) fn refusal(error: &Error, body: &[u8]) -> Finding {
    if let Some(it) = not_text::detect(body) {
        return Finding {
            code: ErrorKind::NotUtf8.as_str(),
            outcome: None,
            severity: Severity::Error,
            pointer: String::new(),
            span: it.span,
            message: format!("expected UTF-8, found {}", it.found),
            help: it.help,
            place: None,
        };
    }
    let message = error.message().to_string();
    Finding {
        code: error.kind().as_str(),
        outcome: None,
        severity: Severity::Error,
        pointer: error
            .pointer()
            .map_or_else(String::new, |pointer| SecretValues::of(body).redact_pointer(pointer)),
        span: error.span().unwrap_or_default(),
        help: help_of(error, &message),
        message,
        place: None,
    }
}
