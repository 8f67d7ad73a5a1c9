//! `interop OUT [COUNT] CAPTURE…` writes `OUT/documents.jsonl`: generated documents and captures with the verdicts of the
//! decoder. Checks the validator `boon` and the types of `typify` against them.

#[path = "../../../support/mod.rs"]
mod support;

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use plex_pin::schema::{Mode, Schema};
use plex_pin::{DeviationCode, Outcome, Parsed, Parser};
use serde_json::{Value, json};
use support::documents::{Root, document};
use support::{Choices, Seeded};

/// The types that `typify` makes of the strict schema of a pin.
#[allow(clippy::all, clippy::pedantic)]
mod typified {
    typify::import_types!("../../../schemas/pin.strict.json");
}

/// A document and the verdicts on it; `None` where another tool cannot see what ours sees.
struct Case {
    root: Root,
    text: String,
    verdicts: [Option<bool>; 4],
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let out = arguments.next().ok_or("usage: interop OUT COUNT CAPTURE…")?;
    let count: u64 = arguments.next().ok_or("usage: interop OUT COUNT CAPTURE…")?.parse()?;
    let mut cases = Vec::new();
    let mut captured_pins = 0;
    for path in arguments {
        let text = fs::read_to_string(path)?;
        for root in [Root::Pin, Root::Location, Root::ApiErrors] {
            cases.extend(case(root, text.clone()));
        }
        if Parser::STRICT.complete().pin(&text).is_ok() {
            read_as_typified(&text)?;
            captured_pins += 1;
        }
    }
    let captures = cases.len();
    let mut index = 0;
    while (cases.len() - captures) < usize::try_from(count)? {
        let mut choices = Seeded(index);
        let root = choices.one(&[Root::Pin, Root::Pin, Root::Location, Root::ApiErrors]);
        let text = document(root, &mut choices);
        cases.extend(case(root, text));
        index += 1;
    }
    write(Path::new(&out), &cases)?;
    let asked = ask_boon(&cases)?;
    println!("documents: {} ({captures} from captures)", cases.len());
    println!("boon: {asked} verdicts, all equal");
    println!("typify: {captured_pins} captured pins read");
    if captured_pins == 0 {
        return Err("no captured pin was read".into());
    }
    Ok(())
}

/// The verdicts of the decoder, unless the text is no JSON at all, or a schema cannot tell.
fn case(root: Root, text: String) -> Option<Case> {
    fn look<T>(parsed: Parsed<T>) -> (bool, Vec<DeviationCode>) {
        let kept = parsed.deviations().iter().all(|it| it.outcome() != Outcome::Dropped);
        (kept, parsed.deviations().iter().map(plex_pin::Deviation::code).collect())
    }
    let parser = Parser::LENIENT.max_deviations(usize::MAX);
    let (kept, codes) = match root {
        Root::Pin => parser.pin(&text).map(look),
        Root::Location => parser.location(&text).map(look),
        Root::ApiErrors => parser.api_errors(&text).map(look),
    }
    .ok()?;
    let any = |unseen: &[DeviationCode]| codes.iter().any(|code| unseen.contains(code));
    if any(&[DeviationCode::ByteOrderMark, DeviationCode::DuplicateMember]) {
        return None;
    }
    let accepts = |parser: Parser| match root {
        Root::Pin => parser.pin(&text).is_ok(),
        Root::Location => parser.location(&text).is_ok(),
        Root::ApiErrors => parser.api_errors(&text).is_ok(),
    };
    let verdicts = [
        Some(accepts(Parser::STRICT)),
        Some(accepts(Parser::STRICT.allow(DeviationCode::UnknownMember))),
        Some(accepts(Parser::STRICT.complete())),
        (!any(&[DeviationCode::MemberSpelling, DeviationCode::WrappedDocument]) && doubles_do(&text)).then_some(kept),
    ];
    Some(Case { root, text, verdicts })
}

/// Whether a reader of doubles sees every number of the text as it is. Lenient reads an id above 2^53 by its digits.
fn doubles_do(text: &str) -> bool {
    fn walk(value: &Value) -> bool {
        match value {
            Value::Number(number) => number.as_f64().is_some_and(|number| number.abs() < 9_007_199_254_740_992.0),
            Value::Array(elements) => elements.iter().all(walk),
            Value::Object(members) => members.values().all(walk),
            _ => true,
        }
    }
    serde_json::from_str(text).is_ok_and(|value| walk(&value))
}

fn root_name(root: Root) -> &'static str {
    match root {
        Root::Pin => "pin",
        Root::Location => "location",
        Root::ApiErrors => "errors",
    }
}

fn write(out: &Path, cases: &[Case]) -> Result<(), Box<dyn Error>> {
    let mut lines = String::new();
    for Case { root, text, verdicts: [strict, compatible, complete, lenient] } in cases {
        let root = root_name(*root);
        let line = json!({
            "root": root, "text": text, "strict": strict, "compatible": compatible, "complete": complete, "lenient": lenient,
        });
        writeln!(lines, "{line}")?;
    }
    fs::create_dir_all(out)?;
    Ok(fs::write(out.join("documents.jsonl"), lines)?)
}

/// How many verdicts `boon` gave, all of them equal to ours.
fn ask_boon(cases: &[Case]) -> Result<usize, Box<dyn Error>> {
    let mut asked = 0;
    for schema in Schema::ALL {
        let mut schemas = boon::Schemas::new();
        let mut compiler = boon::Compiler::new();
        compiler.add_resource(schema.id(), schema.text().parse()?)?;
        let compiled = compiler.compile(schema.id(), &mut schemas).map_err(|error| error.to_string())?;
        for case in cases.iter().filter(|case| root_name(case.root) == schema.root().as_str()) {
            let Some(expected) = case.verdicts[schema.mode() as usize] else {
                continue;
            };
            // A number beyond a double is no value to it.
            let value = case.text.parse::<Value>();
            let verdict = value.is_ok_and(|value| schemas.validate(&value, compiled).is_ok());
            if verdict != expected {
                return Err(format!("boon: {verdict} by {}: {}", schema.id(), case.text).into());
            }
            asked += 1;
        }
    }
    Ok(asked)
}

fn read_as_typified(text: &str) -> Result<(), Box<dyn Error>> {
    let ours = plex_pin::Pin::parse(text)?;
    let theirs: typified::PlexPinStrict = serde_json::from_str(text)?;
    let id = theirs.id.as_ref().map(|id| id.to_string());
    if id != ours.id.map(|id| id.to_string()) {
        return Err("typify: another id".into());
    }
    Ok(())
}

const _: () = assert!(Mode::Strict as usize == 0 && Mode::Compatible as usize == 1 && Mode::Lenient as usize == 3);
