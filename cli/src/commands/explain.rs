//! `plex-pin explain`: what a code means, with an example that the library parses on the spot.

use std::borrow::Cow;
use std::fmt::{self, Display, Write};
use std::io::Cursor;

use plex_pin::{DeviationCode, ErrorKind, Escaped, KnownError, NoteCode, Parsed, Parser, Pin};
use plex_pin_captures::codes::{DOCUMENT_TOO_LARGE, KNOWN_ERROR, OF_CAPTURES, SCHEMA_KEYWORD};
use plex_pin_captures::{CheckOptions, CheckedDocument, Checker, DocumentKind, Engine, Record};

use crate::advice::general_advice;
use crate::examples::{CAPTURES, Example, NOTES, REFUSALS, Refusal, examples};
use crate::exit::Exit;
use crate::output;

/// How many characters of an example are shown.
const MAX_EXAMPLE: usize = 100;

pub(super) fn run(code: Option<&str>) -> Exit {
    let mut text = String::new();
    let written = match code {
        None => table(&mut text),
        Some(code) => one(code, &mut text),
    };
    written.expect("a string takes everything");
    output::print(&text)
}

fn one(code: &str, out: &mut String) -> fmt::Result {
    if let Some(known) = code.parse().ok().and_then(KnownError::find) {
        return known_error(known, out);
    }
    if let Some(&(note, body)) = NOTES.iter().find(|(note, _)| note.as_str() == code) {
        return noted(note, body, out);
    }
    let refusal = REFUSALS.iter().find(|refusal| refusal.kind.as_str() == code);
    match (code.parse(), refusal) {
        (Ok(code), _) => deviation(code, out),
        (Err(_), Some(refusal)) => refused(refusal, out),
        (Err(_), None) if code == SCHEMA_KEYWORD.name => schema_keyword(out),
        (Err(_), None) if code == KNOWN_ERROR.name => known_errors(out),
        (Err(_), None) if OF_CAPTURES.iter().any(|it| it.name == code) => of_captures(code, out),
        // The command line accepts no other code.
        (Err(_), None) => too_large(out),
    }
}

fn deviation(code: DeviationCode, out: &mut String) -> fmt::Result {
    writeln!(out, "{code}: {}", code.description())?;
    for example in examples(code) {
        writeln!(out)?;
        row(out, "input", shown(example.text.as_bytes()))?;
        match example.strict() {
            Ok(_) => row(out, "strict", "accepted")?,
            Err(error) => row(out, "strict", format_args!("refused: {error}"))?,
        }
        match example.lenient() {
            Ok(parsed) => row(out, "lenient", lenient(code, example, &parsed))?,
            Err(error) => row(out, "lenient", format_args!("refused: {error}"))?,
        }
    }
    what_to_do(out, code.as_str(), code.help())
}

/// Writes `coerced: id = 5123`.
fn lenient(code: DeviationCode, example: &Example, parsed: &Parsed<Pin<'_>>) -> String {
    let value = (example.value)(parsed.value());
    let value = value.as_deref().unwrap_or("none");
    let outcome = outcome(code, parsed);
    format!("{outcome}: {} = {}", example.member, Escaped::new(value))
}

fn outcome(code: DeviationCode, parsed: &Parsed<Pin<'_>>) -> &'static str {
    let mut deviations = parsed.deviations().iter();
    let deviation = deviations.find(|deviation| deviation.code() == code);
    deviation.map_or("accepted", |deviation| deviation.outcome().as_str())
}

fn refused(refusal: &Refusal, out: &mut String) -> fmt::Result {
    let body = (refusal.body)();
    writeln!(out, "{}: {}\n", refusal.kind, refusal.description)?;
    row(out, "input", shown(&body))?;
    for (mode, parser) in [("strict", Parser::STRICT), ("lenient", Parser::LENIENT)] {
        let parsed = match refusal.kind {
            ErrorKind::XmlDoctype => parser.parse_xml_document(&*body),
            _ => parser.parse_document(&*body),
        };
        match parsed {
            Ok(_) => row(out, mode, "accepted")?,
            Err(error) => row(out, mode, format_args!("refused: {error}"))?,
        }
    }
    what_to_do(out, refusal.kind.as_str(), refusal.kind.help())
}

fn noted(code: NoteCode, body: &str, out: &mut String) -> fmt::Result {
    writeln!(out, "{code}: {}\n", code.description())?;
    row(out, "input", body)?;
    if let Ok(pin) = Pin::parse(body) {
        for note in pin.notes().iter().filter(|note| note.code() == code) {
            row(out, "note", note)?;
        }
    }
    what_to_do(out, code.as_str(), code.help())
}

fn known_error(known: &KnownError, out: &mut String) -> fmt::Result {
    writeln!(out, "error {} of plex.tv: {}\n", known.code(), known.meaning())?;
    match known.status() {
        Some(status) => row(out, "HTTP", status)?,
        None => row(out, "HTTP", "status not known")?,
    }
    row(out, "known", known.evidence())?;
    writeln!(out, "\nWhat to do: {}", known.help())
}

/// The code of the command for an error of plex.tv, and the list of the errors.
fn known_errors(out: &mut String) -> fmt::Result {
    writeln!(out, "{}: {}\n", KNOWN_ERROR.name, KNOWN_ERROR.description)?;
    list_known_errors(out)?;
    what_to_do(out, KNOWN_ERROR.name, KNOWN_ERROR.help)
}

fn list_known_errors(out: &mut String) -> fmt::Result {
    for known in KnownError::ALL {
        let status = known.status().map_or_else(|| "-".to_owned(), |status| status.to_string());
        let evidence = known.evidence().as_str();
        writeln!(out, "  {:<5}  HTTP {status:3}  {evidence:10}  {}", known.code(), known.meaning())?;
    }
    Ok(())
}

fn too_large(out: &mut String) -> fmt::Result {
    let code = DOCUMENT_TOO_LARGE;
    writeln!(out, "{}: {}\n", code.name, code.description)?;
    row(out, "input", "a body of 6 bytes, with --max-document-bytes 5")?;
    let checker = Checker::new(&CheckOptions { max_document_bytes: 5, ..CheckOptions::default() });
    for finding in checker.check(b"{    }").findings {
        for mode in ["strict", "lenient"] {
            row(out, mode, format_args!("refused: {}", finding.message))?;
        }
    }
    what_to_do(out, code.name, code.help)
}

fn of_captures(name: &str, out: &mut String) -> fmt::Result {
    for code in OF_CAPTURES.iter().filter(|code| code.name == name) {
        writeln!(out, "{}: {}", code.name, code.description)?;
        if let Some((_, lines)) = CAPTURES.iter().find(|(of, _)| *of == name) {
            capture(code.name, lines, out)?;
        }
        what_to_do(out, code.name, code.help)?;
    }
    Ok(())
}

fn capture(code: &str, lines: &[&str], out: &mut String) -> fmt::Result {
    writeln!(out)?;
    for (index, line) in lines.iter().enumerate() {
        let row = format!("  {:7}  {line}", if index == 0 { "input" } else { "" });
        writeln!(out, "{}", row.trim_end())?;
    }
    let mut found = Vec::new();
    let mut each = |_: Record<'_>, checked: CheckedDocument| {
        found.extend(checked.findings.into_iter().filter(|finding| finding.code == code));
    };
    let text = Box::new(Cursor::new(lines.join("\n")));
    // Reading from memory does not fail.
    let _ = Checker::new(&CheckOptions::default()).check_capture("input", text, &mut each);
    for it in found {
        let place = it.place.map_or_else(String::new, |place| format!(" (line {})", place.line));
        row(out, it.severity.as_str(), format_args!("{}{place}", it.message))?;
    }
    Ok(())
}

fn schema_keyword(out: &mut String) -> fmt::Result {
    let code = SCHEMA_KEYWORD;
    writeln!(out, "{}: {}\n", code.name, code.description)?;
    let wrapped = r#"{"pin":{"id":1}}"#;
    row(out, "input", wrapped)?;
    let options =
        CheckOptions { engine: Engine::Schema, kind: Some(DocumentKind::Pin), ..CheckOptions::default() };
    for finding in Checker::new(&options).check(wrapped.as_bytes()).findings {
        row(out, "strict", format_args!("refused: {} at {}", finding.message, finding.pointer))?;
    }
    what_to_do(out, code.name, code.help)
}

fn what_to_do(out: &mut String, code: &str, help: &'static str) -> fmt::Result {
    writeln!(out, "\nWhat to do: {}", general_advice(code, help))
}

fn row(out: &mut String, name: &str, text: impl Display) -> fmt::Result {
    writeln!(out, "  {name:7}  {text}")
}

/// Returns the body of an example on one line.
fn shown(body: &[u8]) -> Cow<'static, str> {
    if body.is_empty() {
        return Cow::Borrowed("(empty)");
    }
    let text = match str::from_utf8(body) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(body.escape_ascii().to_string().replace("\\\"", "\"")),
    };
    Cow::Owned(Escaped::new(&text).at_most(MAX_EXAMPLE).to_string())
}

fn table(out: &mut String) -> fmt::Result {
    writeln!(out, "Deviations. Strict mode refuses them; lenient mode continues, with this outcome:\n")?;
    for &code in DeviationCode::ALL {
        let mut outcomes = Vec::new();
        for example in examples(code) {
            if let Ok(parsed) = example.lenient() {
                outcomes.push(outcome(code, &parsed));
            }
        }
        let outcomes = outcomes.join("/");
        writeln!(out, "  {:22}  {outcomes:15}  {}", code.as_str(), code.description())?;
    }
    writeln!(out, "\nRefusals. No mode reads these documents:\n")?;
    let refusals = REFUSALS.iter().map(|it| (it.kind.as_str(), it.description));
    let own = [DOCUMENT_TOO_LARGE, SCHEMA_KEYWORD].map(|code| (code.name, code.description));
    for (code, description) in refusals.chain(own) {
        writeln!(out, "  {code:22}  {:15}  {description}", "refused")?;
    }
    writeln!(out, "\nCaptures. What is known of requests and responses, unless --no-http is given:\n")?;
    for code in OF_CAPTURES {
        writeln!(out, "  {:22}  {:15}  {}", code.name, "", code.description)?;
    }
    writeln!(out, "\nNotes. The document conforms, and something in it looks wrong:\n")?;
    for code in NoteCode::ALL {
        writeln!(out, "  {:22}  {:15}  {}", code.as_str(), "note", code.description())?;
    }
    writeln!(out, "  {:22}  {:15}  {}", KNOWN_ERROR.name, "note", KNOWN_ERROR.description)?;
    writeln!(out, "\nErrors of plex.tv, by their number, with the HTTP status and how it is known:\n")?;
    list_known_errors(out)?;
    writeln!(out, "\nFor an example of a code, and what to do about it: plex-pin explain CODE")
}
