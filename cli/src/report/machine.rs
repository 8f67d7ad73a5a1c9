//! The JSON object of a document, which the machine-readable formats share.

use std::io;

use plex_pin::{Escaped, Outcome, Positions};
use plex_pin_captures::{CheckMode, CheckedDocument, Container, DocumentKind, Record, Verdict};
use serde::{Serialize, Serializer};

#[derive(Serialize)]
struct JsonDocument<'d> {
    source: &'d str,
    record: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container: Option<JsonContainer<'d>>,
    document: Option<&'static str>,
    mode: &'static str,
    verdict: &'static str,
    #[serde(serialize_with = "findings")]
    findings: (&'d CheckedDocument, &'d [u8]),
    more_findings: usize,
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
    mode: CheckMode,
    checked: &CheckedDocument,
    out: &mut impl io::Write,
) -> io::Result<()> {
    let object = JsonDocument {
        source: record.source,
        record: record.container.and_then(|it| it.entry).or(record.line),
        container: record.container.map(JsonContainer::of),
        document: checked.kind.map(DocumentKind::as_str),
        mode: mode.as_str(),
        verdict: checked.verdict.as_str(),
        findings: (checked, record.body),
        more_findings: checked.omitted_count(),
    };
    let mut serializer = serde_json::Serializer::with_formatter(out, EscapingFormatter);
    Ok(object.serialize(&mut serializer)?)
}

fn findings<S: Serializer>(
    (checked, body): &(&CheckedDocument, &[u8]),
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut positions = Positions::new(body);
    let refused = (checked.verdict == Verdict::Refused).then_some("refused");
    serializer.collect_seq(checked.findings.iter().map(|finding| {
        let position = positions.at(finding.span.start);
        JsonFinding {
            code: finding.code,
            outcome: refused.or(finding.outcome.map(Outcome::as_str)),
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
