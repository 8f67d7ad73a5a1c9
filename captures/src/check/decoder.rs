//! The engine that uses the decoder of the library.

use plex_pin::{
    ApiErrors, Deviation, DeviationCode, Error, ErrorKind, Location, Outcome, Parsed, Parser, Pin,
};

use super::expectations::Known;
use super::notes::{self, Noted};
use super::options::{CheckMode, CheckOptions};
use crate::codes::{NO_DOCUMENT, hints};
use crate::detect::{Foreign, is_xml};
use crate::forms;
use crate::model::{CheckedDocument, DocumentKind, Finding, Severity, Verdict};
use crate::not_text;
use crate::redact::SecretValues;

/// How many bytes of a body that is no JSON tell what it is.
const MAX_LOOKS: usize = 64 * 1024;

/// Checks a document with the decoder. What could be read of it is given to `see`.
pub(super) fn check(options: &CheckOptions, body: &[u8], see: See<'_>) -> CheckedDocument {
    parse(options, body, see, |kind, parsed| {
        if parsed.count == 0 {
            CheckedDocument::clean(kind)
        } else {
            with_deviations(options.mode, kind, &parsed, body)
        }
    })
}

/// Receives a document that could be read.
pub(super) type See<'s> = &'s mut dyn FnMut(Known<'_>);

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
    see: See<'_>,
    judge: impl FnOnce(DocumentKind, Deviations<'_>) -> CheckedDocument,
) -> CheckedDocument {
    // Always lenient, so that every deviation is found; the mode decides about severity alone.
    let parser = Parser::LENIENT.max_deviations(options.max_findings);
    let parser = if options.complete { parser.complete() } else { parser };
    if is_xml(body) {
        return match options.kind {
            None => judged(options, &parser.parse_xml_document(body), body, see, judge),
            Some(DocumentKind::Pin) => judged(options, &parser.parse_xml::<Pin>(body), body, see, judge),
            Some(DocumentKind::Location) => {
                judged(options, &parser.parse_xml::<Location>(body), body, see, judge)
            }
            Some(_) => judged(options, &parser.parse_xml::<ApiErrors>(body), body, see, judge),
        };
    }
    match options.kind {
        None => judged(options, &parser.parse_document(body), body, see, judge),
        Some(DocumentKind::Pin) => judged(options, &parser.parse::<Pin>(body), body, see, judge),
        Some(DocumentKind::Location) => judged(options, &parser.parse::<Location>(body), body, see, judge),
        // The library may add kinds; there are three today.
        Some(_) => judged(options, &parser.parse::<ApiErrors>(body), body, see, judge),
    }
}

/// Judges the result of a parse. A model is large, so it stays where it is.
fn judged<T: Noted>(
    options: &CheckOptions,
    parsed: &Result<Parsed<T>, Error>,
    body: &[u8],
    see: See<'_>,
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
            if let Some(known) = parsed.value().known() {
                see(known);
            }
            checked
        }
        Err(error) => CheckedDocument::refused(options.kind, refusal(options, error, body)),
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

/// What to do about a body that is refused, by its cause.
fn help_of(options: &CheckOptions, error: &Error, message: &str, body: &[u8]) -> &'static str {
    let has = |words: &[&str]| words.iter().any(|word| message.contains(word));
    let looks_like = || Foreign::detect(&body[..body.len().min(MAX_LOOKS)]);
    // Where a kind is expected, documents are not searched for.
    let is_searched = options.kind.is_none();
    match error.kind() {
        ErrorKind::UnrecognisedDocument if has(&["HAR file", "Postman", "Insomnia"]) && !is_searched => {
            hints::SEARCH
        }
        // What is known to be something else must not be read as a pin.
        ErrorKind::UnrecognisedDocument if !message.ends_with(" object") || !is_searched => NO_DOCUMENT.help,
        ErrorKind::UnrecognisedDocument => kind_of_few_members(body).unwrap_or(NO_DOCUMENT.help),
        ErrorKind::HtmlBody if has(&["rate limit"]) => Foreign::RateLimit.help().unwrap_or_default(),
        ErrorKind::HtmlBody if has(&["maintenance"]) => {
            "the service or what stands before it was not available: try again later"
        }
        ErrorKind::HtmlBody if has(&["sign-in"]) => {
            "the request went to a media server or a proxy: send it to https://plex.tv"
        }
        ErrorKind::HtmlBody => Foreign::Html.help().unwrap_or_default(),
        kind @ (ErrorKind::Syntax | ErrorKind::TrailingText | ErrorKind::NotAnObject) => match looks_like() {
            it if it.is_notation() || it == Foreign::RateLimit => it.help().unwrap_or(kind.help()),
            _ if !is_searched && !forms::find(body).candidates.is_empty() => hints::SEARCH,
            _ => kind.help(),
        },
        kind => kind.help(),
    }
}

/// Whether all members of an object are those of one kind of document. Then it may be one, though nothing tells.
fn kind_of_few_members(body: &[u8]) -> Option<&'static str> {
    fn is_all<T>(parsed: Result<Parsed<T>, Error>) -> bool {
        parsed.is_ok_and(|parsed| {
            parsed.deviations().iter().all(|it| it.code() != DeviationCode::UnknownMember)
        })
    }
    if is_all(Parser::LENIENT.parse::<Pin>(body)) {
        Some(hints::IS_PIN)
    } else if is_all(Parser::LENIENT.parse::<Location>(body)) {
        Some(hints::IS_LOCATION)
    } else {
        is_all(Parser::LENIENT.parse::<ApiErrors>(body)).then_some(hints::IS_ERRORS)
    }
}

/// The finding of a document that no mode reads. If it is not text at all, that is the finding, and not where the decoder
/// noticed it.
pub(super) fn refusal(options: &CheckOptions, error: &Error, body: &[u8]) -> Finding {
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
        help: help_of(options, error, &message, body),
        message,
        place: None,
    }
}
