//! `plex-pin explain`: what a code means, shown on an example that the library reads here and now.

use std::borrow::Cow;
use std::fmt::{self, Display, Write};
use std::process::ExitCode;

use plex_pin::schema::Mode;
use plex_pin::{DeviationCode, Escaped, Parsed, Parser, Pin};

use crate::args::MAX_DOCUMENT_BYTES;
use crate::check::{Kind, too_large};
use crate::table::{Example, REFUSALS, Refusal, examples, help};
use crate::{output, schema};

/// Every code that there is.
pub(crate) fn codes() -> impl Iterator<Item = &'static str> {
    let deviations = DeviationCode::ALL.iter().map(|code| code.as_str());
    deviations
        .chain(REFUSALS.iter().map(|refusal| refusal.kind.as_str()))
        .chain([too_large::CODE, schema::CODE])
}

pub(crate) fn run(code: Option<&str>) -> ExitCode {
    let mut text = String::new();
    let written = match code {
        None => table(&mut text),
        Some(code) => one(code, &mut text),
    };
    written.expect("a string takes everything");
    output::print(&text)
}

fn one(code: &str, out: &mut String) -> fmt::Result {
    let refusal = REFUSALS.iter().find(|refusal| refusal.kind.as_str() == code);
    match (code.parse(), refusal) {
        (Ok(code), _) => deviation(code, out),
        (Err(_), Some(refusal)) => refused(refusal, out),
        (Err(_), None) if code == schema::CODE => by_schema(out),
        // The command line takes no other code.
        (Err(_), None) => too_large(out),
    }
}

fn deviation(code: DeviationCode, out: &mut String) -> fmt::Result {
    writeln!(out, "{code}: {}", code.description())?;
    for example in examples(code) {
        writeln!(out)?;
        row(out, "in", shown(example.text.as_bytes()))?;
        match example.strict() {
            Ok(_) => row(out, "strict", "accepted")?,
            Err(error) => row(out, "strict", format_args!("refused: {error}"))?,
        }
        match example.lenient() {
            Ok(parsed) => row(out, "lenient", lenient(code, example, &parsed))?,
            Err(error) => row(out, "lenient", format_args!("refused: {error}"))?,
        }
    }
    writeln!(out, "\nWhat to do: {}", code.help())
}

/// `coerced: id = 5123`.
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
    row(out, "in", shown(&body))?;
    for (mode, parser) in [("strict", Parser::STRICT), ("lenient", Parser::LENIENT)] {
        match parser.document(&*body) {
            Ok(_) => row(out, mode, "accepted")?,
            Err(error) => row(out, mode, format_args!("refused: {error}"))?,
        }
    }
    writeln!(out, "\nWhat to do: {}", help(refusal.kind))
}

fn too_large(out: &mut String) -> fmt::Result {
    writeln!(out, "{}: {}\n", too_large::CODE, too_large::DESCRIPTION)?;
    row(out, "in", format_args!("({} bytes)", MAX_DOCUMENT_BYTES.saturating_add(1)))?;
    for mode in ["strict", "lenient"] {
        row(out, mode, format_args!("refused: {}", too_large::message(MAX_DOCUMENT_BYTES.get())))?;
    }
    writeln!(out, "\nWhat to do: {}", too_large::HELP)
}

fn by_schema(out: &mut String) -> fmt::Result {
    writeln!(out, "{}: {}\n", schema::CODE, schema::DESCRIPTION)?;
    let wrapped = r#"{"pin":{"id":1}}"#;
    row(out, "in", wrapped)?;
    for finding in schema::findings(Kind::Pin, Mode::Strict, wrapped.as_bytes()).unwrap_or_default() {
        row(out, "strict", format_args!("refused: {} at {}", finding.message, finding.pointer))?;
    }
    writeln!(out, "\nWhat to do: {}", schema::HELP)
}

fn row(out: &mut String, name: &str, text: impl Display) -> fmt::Result {
    writeln!(out, "  {name:7}  {text}")
}

/// The body of an example on one line.
fn shown(body: &[u8]) -> Cow<'static, str> {
    if body.is_empty() {
        return Cow::Borrowed("(nothing)");
    }
    let text = match str::from_utf8(body) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(body.escape_ascii().to_string().replace("\\\"", "\"")),
    };
    Cow::Owned(Escaped::new(&text).at_most(100).to_string())
}

fn table(out: &mut String) -> fmt::Result {
    writeln!(out, "Deviations: strict refuses them, lenient reads on and says what became of the value.\n")?;
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
    writeln!(out, "\nRefusals: no mode reads them.\n")?;
    let refusals = REFUSALS.iter().map(|it| (it.kind.as_str(), it.description));
    for (code, description) in
        refusals.chain([(too_large::CODE, too_large::DESCRIPTION), (schema::CODE, schema::DESCRIPTION)])
    {
        writeln!(out, "  {code:22}  {:15}  {description}", "refused")?;
    }
    writeln!(out, "\nAn example of one, and what to do about it: plex-pin explain CODE")
}
