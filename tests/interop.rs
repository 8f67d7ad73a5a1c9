//! Writes documents with the verdicts of the decoder, for the validators and readers of others: `tests/interop/run`.
//!
//! `PLEX_PIN_INTEROP=OUT PLEX_PIN_DOCUMENTS=5000 cargo test --all-features --test interop -- --ignored` writes
//! `OUT/documents.jsonl`: the captures and so many generated documents.
#![cfg(feature = "validate")]

mod support;

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use plex_pin::{ApiErrors, DeviationCode, Location, Outcome, Parsed, Parser, Pin};
use serde_json::{Value, json};
use support::documents::{Root, document};
use support::{Choices, Seeded};

/// A document and the verdicts on it; `None` where another tool cannot see what the decoder sees.
struct Case {
    root: Root,
    text: String,
    verdicts: [Option<bool>; 4],
}

#[test]
#[ignore = "writes files for tests/interop/run"]
fn ok_documents_for_other_tools() {
    let out = env::var("PLEX_PIN_INTEROP").expect("a folder");
    let count = env::var("PLEX_PIN_DOCUMENTS").map_or(5000, |count| count.parse().expect("a number"));
    let mut cases = Vec::new();
    for text in captures() {
        for root in [Root::Pin, Root::Location, Root::ApiErrors] {
            cases.extend(case(root, text.clone()));
        }
    }
    let count = cases.len() + count;
    for index in 0.. {
        if cases.len() >= count {
            break;
        }
        let mut choices = Seeded(index);
        let root = choices.one(&[Root::Pin, Root::Pin, Root::Location, Root::ApiErrors]);
        let text = document(root, &mut choices);
        cases.extend(case(root, text));
    }
    write(Path::new(&out), &cases);
}

/// The captures that are a document each, in the order of their names.
fn captures() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/captures");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.retain(|path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        path.extension().is_some_and(|it| it == "json")
            && ["pin-", "geoip-", "errors-"].iter().any(|start| name.starts_with(start))
    });
    assert!(!paths.is_empty());
    paths.into_iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// Returns the verdicts of the decoder; `None` for text that is not JSON, or that a schema cannot judge.
fn case(root: Root, text: String) -> Option<Case> {
    fn look<T>(parsed: &Parsed<T>) -> (bool, Vec<DeviationCode>) {
        let kept = parsed.deviations().iter().all(|it| it.outcome() != Outcome::Dropped);
        (kept, parsed.deviations().iter().map(plex_pin::Deviation::code).collect())
    }
    let parser = Parser::LENIENT.max_deviations(usize::MAX);
    let (kept, codes) = match root {
        Root::Pin => parser.parse::<Pin>(&text).map(|parsed| look(&parsed)),
        Root::Location => parser.parse::<Location>(&text).map(|parsed| look(&parsed)),
        Root::ApiErrors => parser.parse::<ApiErrors>(&text).map(|parsed| look(&parsed)),
    }
    .ok()?;
    let any = |unseen: &[DeviationCode]| codes.iter().any(|code| unseen.contains(code));
    if any(&[DeviationCode::ByteOrderMark, DeviationCode::DuplicateMember]) {
        return None;
    }
    let accepts = |parser: Parser| match root {
        Root::Pin => parser.parse::<Pin>(&text).is_ok(),
        Root::Location => parser.parse::<Location>(&text).is_ok(),
        Root::ApiErrors => parser.parse::<ApiErrors>(&text).is_ok(),
    };
    let verdicts = [
        Some(accepts(Parser::STRICT)),
        // The decoder skips an unknown member whose number no double holds; most readers of JSON refuse it.
        serde_json::from_str::<Value>(&text).is_ok().then(|| accepts(Parser::COMPATIBLE)),
        Some(accepts(Parser::STRICT.complete())),
        (!any(&[DeviationCode::MemberSpelling, DeviationCode::WrappedDocument]) && doubles_do(&text))
            .then_some(kept),
    ];
    Some(Case { root, text, verdicts })
}

/// Returns whether doubles hold every number exactly. Lenient mode reads an id above 2^53 by its digits.
fn doubles_do(text: &str) -> bool {
    fn walk(value: &Value) -> bool {
        match value {
            Value::Number(number) => {
                number.as_f64().is_some_and(|number| number.abs() < 9_007_199_254_740_992.0)
            }
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

fn write(out: &Path, cases: &[Case]) {
    let mut lines = String::new();
    for Case { root, text, verdicts: [strict, compatible, complete, lenient] } in cases {
        let root = root_name(*root);
        let line = json!({ "root": root, "text": text, "strict": strict, "compatible": compatible, "complete": complete, "lenient": lenient });
        writeln!(lines, "{line}").unwrap();
    }
    fs::create_dir_all(out).unwrap();
    fs::write(out.join("documents.jsonl"), lines).unwrap();
}
