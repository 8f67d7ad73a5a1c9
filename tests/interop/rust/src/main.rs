//! `interop OUT CAPTURE…` checks the documents of `OUT/documents.jsonl` with the validator `boon`, whose verdicts must be
//! those of the decoder, and reads captured pins with the types of `typify`.
//!
//! `tests/interop.rs` writes the documents and the decoder's verdicts.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use plex_pin::{Pin, Parser};
use plex_pin::schema::Schema;
use serde_json::Value;

/// The types that `typify` makes of the strict schema of a pin.
#[allow(clippy::all, clippy::pedantic)]
mod typified {
    typify::import_types!("../../../schemas/pin.strict.json");
}

const USAGE: &str = "usage: interop OUT CAPTURE…";

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let out = arguments.next().ok_or(USAGE)?;
    let documents = fs::read_to_string(Path::new(&out).join("documents.jsonl"))?;
    let documents: Vec<Value> = documents.lines().map(str::parse).collect::<Result<_, _>>()?;
    let mut captured_pins = 0;
    for path in arguments {
        let text = fs::read_to_string(path)?;
        if Parser::STRICT.complete().parse::<Pin>(&text).is_ok() {
            read_as_typified(&text)?;
            captured_pins += 1;
        }
    }
    let asked = ask_boon(&documents)?;
    println!("documents: {}", documents.len());
    println!("boon: {asked} verdicts, all equal");
    println!("typify: {captured_pins} captured pins read");
    if documents.is_empty() || captured_pins == 0 {
        return Err("no document, or no captured pin, was read".into());
    }
    Ok(())
}

/// Counts the verdicts of `boon`, all of them equal to the decoder's.
fn ask_boon(documents: &[Value]) -> Result<usize, Box<dyn Error>> {
    let mut asked = 0;
    for schema in Schema::ALL {
        let mut schemas = boon::Schemas::new();
        let mut compiler = boon::Compiler::new();
        compiler.add_resource(schema.id(), schema.text().parse()?)?;
        let compiled = compiler.compile(schema.id(), &mut schemas).map_err(|error| error.to_string())?;
        for document in documents.iter().filter(|document| document["root"] == schema.kind().as_str()) {
            // Null where another tool cannot see what the decoder sees.
            let Some(expected) = document[schema.mode().as_str()].as_bool() else {
                continue;
            };
            let text = document["text"].as_str().ok_or("a document has a text")?;
            // serde_json refuses numbers beyond a double.
            let value = text.parse::<Value>();
            let verdict = value.is_ok_and(|value| schemas.validate(&value, compiled).is_ok());
            if verdict != expected {
                return Err(format!("boon: {verdict} by {}: {}", schema.id(), text).into());
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
