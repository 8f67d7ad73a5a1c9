//! The report for programs: a JSON object for each document.

use std::io;

use plex_pin::{Escaped, Outcome, Positions};
use serde::{Serialize, Serializer};

use crate::args::{Format, Mode};
use crate::check::{Checked, Kind, Severity, Verdict};
use crate::output::SEPARATOR;
use crate::report::Record;

#[derive(Serialize)]
struct Object<'d> {
    source: &'d str,
    record: Option<usize>,
    document: Option<Kind>,
    mode: &'static str,
    verdict: Verdict,
    #[serde(serialize_with = "findings")]
    findings: (&'d Checked, &'d [u8]),
    more_findings: usize,
}

#[derive(Serialize)]
struct Entry<'d> {
    code: &'d str,
    outcome: Option<&'d str>,
    severity: Severity,
    pointer: &'d str,
    span: [usize; 2],
    line: usize,
    column: usize,
    message: &'d str,
}

/// Adds a document to `out`: a line of NDJSON, or an element of an array with a separator before it.
pub(crate) fn write(record: Record<'_>, mode: Mode, checked: &Checked, format: Format, out: &mut Vec<u8>) {
    if format == Format::Json {
        out.extend_from_slice(SEPARATOR);
    }
    let object = Object {
        source: record.source,
        record: record.line,
        document: checked.document,
        mode: match mode {
            Mode::Strict => "strict",
            Mode::Lenient => "lenient",
        },
        verdict: checked.verdict,
        findings: (checked, record.body),
        more_findings: checked.more_findings(),
    };
    let mut serializer = serde_json::Serializer::with_formatter(&mut *out, Harmless);
    object.serialize(&mut serializer).expect("a vector takes everything, and every key is a string");
    if format == Format::Ndjson {
        out.push(b'\n');
    }
}

fn findings<S: Serializer>((checked, body): &(&Checked, &[u8]), serializer: S) -> Result<S::Ok, S::Error> {
    let mut positions = Positions::new(body);
    let refused = (checked.verdict == Verdict::Refused).then_some("refused");
    serializer.collect_seq(checked.findings.iter().map(|finding| {
        let position = positions.at(finding.span.start);
        Entry {
            code: finding.code,
            outcome: refused.or(finding.outcome.map(Outcome::as_str)),
            severity: finding.severity,
            pointer: &finding.pointer,
            span: [finding.span.start, finding.span.end],
            line: position.line,
            column: position.column,
            message: &finding.message,
        }
    }))
}

/// Compact JSON in which a character that could drive a terminal stands as an escape: `\u009b`.
struct Harmless;

impl serde_json::ser::Formatter for Harmless {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + io::Write,
    {
        // What some build services take for a command wherever it stands in a line.
        let harmless = |byte: &u8| (b' '..0x7F).contains(byte) && *byte != b'#';
        if fragment.as_bytes().iter().all(harmless) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut buffer = [0; 4];
        let mut after_hash = false;
        for character in fragment.chars() {
            let text = &*character.encode_utf8(&mut buffer);
            let is_harmful = after_hash && character == '#' || Escaped::new(text).to_string() != text;
            after_hash = character == '#';
            if is_harmful {
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
