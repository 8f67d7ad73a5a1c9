//! The JSON object of a document, which the machine-readable formats share.

use std::io;

use plex_pin::{Escaped, Outcome, Positions};
use plex_pin_captures::{CheckedDocument, Container, DocumentKind, Record, Severity, Verdict};
use serde::{Serialize, Serializer};

use super::ReportOptions;
use super::totals::Totals;

#[derive(Serialize)]
struct JsonDocument<'d> {
    source: &'d str,
    record: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container: Option<JsonContainer<'d>>,
    document: Option<&'static str>,
    mode: &'static str,
    complete: bool,
    engine: &'static str,
    verdict: &'static str,
    #[serde(serialize_with = "findings")]
    findings: (&'d CheckedDocument, &'d [u8]),
    more_findings: usize,
    allowed: usize,
    suppressed: usize,
}

#[derive(Serialize)]
struct JsonContainer<'d> {
    form: &'static str,
    pointer: &'d str,
    entry: Option<usize>,
    url: Option<&'d str>,
    method: Option<&'d str>,
    status: Option<u16>,
    span: [u64; 2],
}

impl<'d> JsonContainer<'d> {
    fn of(container: &'d Container) -> Self {
        let &Container { form, ref pointer, entry, ref url, ref method, status, ref place, .. } = container;
        let (url, method) = (url.as_deref(), method.as_deref());
        Self { form, pointer, entry, url, method, status, span: place.span }
    }
}

#[derive(Serialize)]
struct JsonFinding<'d> {
    code: &'d str,
    outcome: Option<&'d str>,
    severity: &'static str,
    pointer: &'d str,
    span: [usize; 2],
    line: usize,
    column: usize,
    message: &'d str,
}

/// Adds the object of a document to `out`, without a line feed.
pub(super) fn write(
    record: Record<'_>,
    options: &ReportOptions,
    checked: &CheckedDocument,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let object = JsonDocument {
        source: record.source,
        record: record.container.and_then(|it| it.entry).or(record.line),
        container: record.container.map(JsonContainer::of),
        document: checked.kind.map(DocumentKind::as_str),
        mode: options.mode.as_str(),
        complete: options.complete,
        engine: options.engine.as_str(),
        verdict: checked.verdict.as_str(),
        findings: (checked, record.body),
        more_findings: checked.omitted_count(),
        allowed: checked.allowed.len(),
        suppressed: checked.suppressed,
    };
    write_json(&object, out)
}

/// Writes compact JSON in which control characters are escaped.
pub(super) fn write_json(value: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(out, EscapingFormatter);
    Ok(value.serialize(&mut serializer)?)
}

/// What follows the documents.
#[derive(Serialize)]
pub(super) struct JsonSummary<'t> {
    unchecked: Vec<JsonUnchecked<'t>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<JsonBaseline<'t>>,
}

#[derive(Serialize)]
struct JsonUnchecked<'t> {
    reason: &'static str,
    count: usize,
    description: String,
    examples: &'t [String],
}

#[derive(Serialize)]
struct JsonBaseline<'t> {
    suppressed: usize,
    unused: Vec<JsonUnused<'t>>,
    other_sources: usize,
}

#[derive(Serialize)]
struct JsonUnused<'t> {
    source: &'t str,
    code: &'t str,
    pointer: &'t str,
    count: usize,
    found: usize,
}

impl<'t> JsonSummary<'t> {
    pub(super) fn of(totals: &'t Totals) -> Self {
        let unchecked = totals.unchecked().into_iter().map(|it| JsonUnchecked {
            reason: it.reason,
            count: it.count,
            description: it.description,
            examples: it.examples,
        });
        let baseline = totals.baseline.as_ref().map(|baseline| JsonBaseline {
            suppressed: totals.tally.counts.suppressed,
            unused: baseline
                .unused
                .iter()
                .map(|&(ref source, ref code, ref pointer, count, found)| JsonUnused {
                    source,
                    code,
                    pointer,
                    count,
                    found,
                })
                .collect(),
            other_sources: baseline.other_sources,
        });
        Self { unchecked: unchecked.collect(), baseline }
    }

    /// Whether there is nothing to say.
    pub(super) fn is_empty(&self) -> bool {
        self.unchecked.is_empty() && self.baseline.is_none()
    }
}

fn findings<S: Serializer>(
    (checked, body): &(&CheckedDocument, &[u8]),
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut positions = Positions::new(body);
    let refused = matches!(checked.verdict, Verdict::Refused | Verdict::Unread).then_some("refused");
    serializer.collect_seq(checked.findings.iter().map(|finding| {
        let position = positions.at(finding.span.start);
        JsonFinding {
            code: finding.code,
            outcome: finding
                .outcome
                .map(Outcome::as_str)
                .or(refused.filter(|_| finding.severity == Severity::Error)),
            severity: finding.severity.as_str(),
            pointer: &finding.pointer,
            span: [finding.span.start, finding.span.end],
            line: position.line,
            column: position.column,
            message: &finding.message,
        }
    }))
}

/// Writes compact JSON in which control characters are escaped, such as `\u009b`.
struct EscapingFormatter;

impl serde_json::ser::Formatter for EscapingFormatter {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + io::Write,
    {
        // Some build servers run `##[` anywhere in a line as a command.
        let is_plain = |byte: &u8| (b' '..0x7F).contains(byte) && *byte != b'#';
        if fragment.as_bytes().iter().all(is_plain) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut buffer = [0; 4];
        let mut after_hash = false;
        for character in fragment.chars() {
            let text = &*character.encode_utf8(&mut buffer);
            let is_escaped = after_hash && character == '#' || Escaped::new(text).to_string() != text;
            after_hash = character == '#';
            if is_escaped {
                for unit in text.encode_utf16() {
                    write!(writer, "\\u{unit:04x}")?;
                }
            } else {
                writer.write_all(text.as_bytes())?;
            }
        }
        Ok(())
    }
}
