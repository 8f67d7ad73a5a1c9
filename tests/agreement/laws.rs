//! The laws that hold between the three definitions of the contract, for any text.

#![allow(unreachable_pub)]

use plex_pin::schema::{self, Draft, Mode, Schema};
use plex_pin::{
    ApiErrors, Deviation, DeviationCode, Error, IssuedLocation, IssuedPin, Location, Outcome, Parser, Pin,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::support::documents::Root;

/// The verdicts of one definition each: whether it accepts.
#[derive(Clone, Copy)]
pub struct Definitions {
    pub decoder: fn(Root, Mode, &str) -> bool,
    /// `None` for what serde does not define.
    pub serde: fn(Root, Mode, &str) -> Option<bool>,
    pub schema: fn(Root, Mode, &str) -> bool,
}

/// The definitions of the library.
pub const OURS: Definitions =
    Definitions { decoder: decoder_accepts, serde: serde_accepts, schema: schema_accepts };

/// What lenient makes of a text, unless it refuses it.
fn lenient(root: Root, text: &str) -> Option<Vec<Deviation>> {
    let parser = Parser::LENIENT.max_deviations(usize::MAX);
    match root {
        Root::Pin => parser.pin(text).map(|parsed| parsed.into_parts().1),
        Root::Location => parser.location(text).map(|parsed| parsed.into_parts().1),
        Root::ApiErrors => parser.api_errors(text).map(|parsed| parsed.into_parts().1),
    }
    .ok()
}

fn decoder_accepts(root: Root, mode: Mode, text: &str) -> bool {
    let parser = match mode {
        Mode::Strict => Parser::STRICT,
        Mode::Complete => Parser::STRICT.complete(),
        // Every value kept.
        _ => {
            let kept =
                |deviations: Vec<Deviation>| deviations.iter().all(|it| it.outcome() != Outcome::Dropped);
            return lenient(root, text).is_some_and(kept);
        }
    };
    accepts(parser, root, text)
}

/// Whether a parser reads a text.
pub fn accepts(parser: Parser, root: Root, text: &str) -> bool {
    match root {
        Root::Pin => parser.pin(text).is_ok(),
        Root::Location => parser.location(text).is_ok(),
        Root::ApiErrors => parser.api_errors(text).is_ok(),
    }
}

fn serde_accepts(root: Root, mode: Mode, text: &str) -> Option<bool> {
    fn reads<T: DeserializeOwned>(text: &str) -> bool {
        serde_json::from_str::<T>(text).is_ok()
    }
    match (root, mode) {
        (Root::Pin, Mode::Strict) => Some(reads::<Pin<'static>>(text)),
        (Root::Pin, Mode::Complete) => Some(reads::<IssuedPin<'static>>(text)),
        (Root::Location, Mode::Strict) => Some(reads::<Location<'static>>(text)),
        (Root::Location, Mode::Complete) => Some(reads::<IssuedLocation<'static>>(text)),
        (Root::ApiErrors, Mode::Strict) => Some(reads::<ApiErrors<'static>>(text)),
        _ => None,
    }
}

/// The schema of a document.
pub fn schema_of(root: Root, mode: Mode, draft: Draft) -> Option<&'static Schema> {
    let root = match root {
        Root::Pin => schema::Root::Pin,
        Root::Location => schema::Root::Location,
        Root::ApiErrors => schema::Root::ApiErrors,
    };
    Schema::find(root, mode, draft)
}

fn schema_accepts(root: Root, mode: Mode, text: &str) -> bool {
    let accepts = |draft| {
        let schema = schema_of(root, mode, draft)?;
        Some(schema.validate(text).is_ok_and(|violations| violations.is_empty()))
    };
    let verdict = accepts(Draft::Draft202012);
    // The two are made of the same parts, so that some texts are enough.
    if text.len().is_multiple_of(8)
        && let Some(old) = accepts(Draft::Draft07)
    {
        assert_eq!(verdict, Some(old), "the two drafts: {text}");
    }
    verdict.unwrap_or_default()
}

/// Holds the three definitions against each other in every mode.
///
/// # Errors
///
/// What they disagree about.
pub fn agree(definitions: Definitions, root: Root, text: &str) -> Result<(), String> {
    let deviations = lenient(root, text);
    let any = |codes: &[DeviationCode]| deviations.iter().flatten().any(|it| codes.contains(&it.code()));
    let unseen = any(&[DeviationCode::ByteOrderMark, DeviationCode::DuplicateMember]);
    let respelled = any(&[DeviationCode::MemberSpelling, DeviationCode::WrappedDocument]);
    let mut verdicts = Vec::new();
    for &mode in Mode::ALL {
        let decoder = (definitions.decoder)(root, mode, text);
        let serde = (definitions.serde)(root, mode, text).unwrap_or(decoder);
        // What a schema cannot see.
        let blind = unseen || mode == Mode::Lenient && respelled;
        let schema = if blind { decoder } else { (definitions.schema)(root, mode, text) };
        if [serde, schema] != [decoder; 2] {
            return Err(format!("{mode}: decoder {decoder}, serde {serde}, schema {schema}"));
        }
        verdicts.push(decoder);
    }
    let [strict, complete, lenient] = verdicts[..] else {
        return Err("three modes".into());
    };
    if complete && !strict || strict && !lenient {
        return Err(format!(
            "lenient {lenient}, strict {strict}, complete {complete}: each takes what the next one takes"
        ));
    }
    Ok(())
}

/// Holds the value that serde reads against the decoder's, and what is written against what was read.
///
/// # Errors
///
/// Where they differ.
pub fn equal_values(root: Root, text: &str) -> Result<(), String> {
    match root {
        Root::Pin => equal(text, Pin::parse)?,
        Root::Location => equal(text, Location::parse)?,
        Root::ApiErrors => equal(text, ApiErrors::parse)?,
    }
    equal(text, |text| Parser::STRICT.document(text).map(plex_pin::Parsed::into_value))
}

fn equal<'t, T>(text: &'t str, parse: impl Fn(&'t str) -> Result<T, Error>) -> Result<(), String>
where
    T: PartialEq + DeserializeOwned + Serialize,
{
    let parsed = parse(text).ok();
    let owned = serde_json::from_str::<T>(text).ok();
    let tree = serde_json::from_str::<serde_json::Value>(text);
    let from_tree = tree.and_then(T::deserialize).ok();
    let written = parsed.as_ref().map(|value| serde_json::to_string(value).unwrap_or_default());
    let again = written.and_then(|written| serde_json::from_str::<T>(&written).ok());
    for (other, from) in [(&owned, "a text"), (&from_tree, "a tree"), (&again, "what was written")] {
        // A tree has no duplicate members.
        if *other != parsed && (from != "a tree" || parsed.is_some()) {
            return Err(format!("serde reads another value from {from}"));
        }
    }
    Ok(())
}
