//! The laws that hold between the three definitions of the contract, for any text.

#![allow(unreachable_pub)]

use plex_pin::schema::{Draft, Mode, Schema};
use plex_pin::{
    ApiErrors, CompleteLocation, CompletePin, Deviation, DeviationCode, Document, DocumentKind, Error,
    ErrorKind, Location, Outcome, Parsed, Parser, Pin, Strict,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::support::documents::Root;

/// The strict forms, unknown members being recorded.
const COMPATIBLE: Parser = Parser::STRICT.allow(DeviationCode::UnknownMember);

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

/// The deviations that lenient records, unless it refuses the text.
fn lenient(root: Root, text: &str) -> Result<Vec<Deviation>, Error> {
    let parser = Parser::LENIENT.max_deviations(usize::MAX);
    match root {
        Root::Pin => parser.parse::<Pin>(text).map(|parsed| parsed.into_parts().1),
        Root::Location => parser.parse::<Location>(text).map(|parsed| parsed.into_parts().1),
        Root::ApiErrors => parser.parse::<ApiErrors>(text).map(|parsed| parsed.into_parts().1),
    }
}

fn decoder_accepts(root: Root, mode: Mode, text: &str) -> bool {
    let parser = match mode {
        Mode::Strict => Parser::STRICT,
        Mode::Compatible => COMPATIBLE,
        Mode::Complete => Parser::STRICT.complete(),
        // Every value kept.
        _ => {
            let kept =
                |deviations: Vec<Deviation>| deviations.iter().all(|it| it.outcome() != Outcome::Dropped);
            return lenient(root, text).is_ok_and(kept);
        }
    };
    accepts(parser, root, text)
}

/// Whether a parser accepts a text.
pub fn accepts(parser: Parser, root: Root, text: &str) -> bool {
    match root {
        Root::Pin => parser.parse::<Pin>(text).is_ok(),
        Root::Location => parser.parse::<Location>(text).is_ok(),
        Root::ApiErrors => parser.parse::<ApiErrors>(text).is_ok(),
    }
}

fn serde_accepts(root: Root, mode: Mode, text: &str) -> Option<bool> {
    fn reads<T: DeserializeOwned>(text: &str) -> bool {
        serde_json::from_str::<T>(text).is_ok()
    }
    match (root, mode) {
        (Root::Pin, Mode::Strict) => Some(reads::<Strict<Pin<'static>>>(text)),
        (Root::Pin, Mode::Compatible) => Some(reads::<Pin<'static>>(text)),
        (Root::Pin, Mode::Complete) => Some(reads::<Strict<CompletePin<'static>>>(text)),
        (Root::Location, Mode::Strict) => Some(reads::<Strict<Location<'static>>>(text)),
        (Root::Location, Mode::Compatible) => Some(reads::<Location<'static>>(text)),
        (Root::Location, Mode::Complete) => Some(reads::<Strict<CompleteLocation<'static>>>(text)),
        (Root::ApiErrors, Mode::Strict) => Some(reads::<Strict<ApiErrors<'static>>>(text)),
        (Root::ApiErrors, Mode::Compatible) => Some(reads::<ApiErrors<'static>>(text)),
        _ => None,
    }
}

/// The schema of a document.
pub fn schema_of(root: Root, mode: Mode, draft: Draft) -> Option<&'static Schema> {
    let root = match root {
        Root::Pin => DocumentKind::Pin,
        Root::Location => DocumentKind::Location,
        Root::ApiErrors => DocumentKind::ApiErrors,
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

/// Checks the three definitions against each other in every mode.
///
/// # Errors
///
/// Verdicts that differ.
pub fn agree(definitions: Definitions, root: Root, text: &str) -> Result<(), String> {
    let deviations = lenient(root, text);
    let any = |codes: &[DeviationCode]| deviations.iter().flatten().any(|it| codes.contains(&it.code()));
    let unseen = any(&[DeviationCode::ByteOrderMark, DeviationCode::DuplicateMember]);
    let respelled = any(&[DeviationCode::MemberSpelling, DeviationCode::WrappedDocument]);
    let ignored = deviations.as_ref().is_err_and(is_ignored_by_serde);
    let mut verdicts = Vec::new();
    for &mode in Mode::ALL {
        let decoder = (definitions.decoder)(root, mode, text);
        let serde = (definitions.serde)(root, mode, text);
        let serde = serde.filter(|_| !(mode == Mode::Compatible && ignored)).unwrap_or(decoder);
        // What a schema cannot see.
        let blind = unseen || mode == Mode::Lenient && respelled;
        let schema = if blind { decoder } else { (definitions.schema)(root, mode, text) };
        if [serde, schema] != [decoder; 2] {
            return Err(format!("{mode}: decoder {decoder}, serde {serde}, schema {schema}"));
        }
        verdicts.push(decoder);
    }
    let [strict, compatible, complete, lenient] = verdicts[..] else {
        return Err("four modes".into());
    };
    if complete && !strict || strict && !compatible || compatible && !lenient {
        return Err(format!(
            "lenient {lenient}, compatible {compatible}, strict {strict}, complete {complete}: each accepts what the \
             next one accepts"
        ));
    }
    Ok(())
}

/// Whether `serde_json` may not see the error, because it does not look into a value that nobody asks for.
fn is_ignored_by_serde(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::TooDeep | ErrorKind::LoneSurrogate)
}

/// Checks the value that serde reads against the decoder's, and what is written against what was read.
///
/// # Errors
///
/// Values that differ.
pub fn equal_values(root: Root, text: &str) -> Result<(), String> {
    match root {
        Root::Pin => equal(text, |parser| parser.parse::<Pin>(text))?,
        Root::Location => equal(text, |parser| parser.parse::<Location>(text))?,
        Root::ApiErrors => equal(text, |parser| parser.parse::<ApiErrors>(text))?,
    }
    // A value must be kept until the kind of document is known, which not every one can be.
    if serde_json::from_str::<serde_json::Value>(text).is_ok() {
        equal::<Document<'_>>(text, |parser| parser.parse_document(text))?;
    }
    Ok(())
}

fn equal<'t, T>(text: &'t str, parse: impl Fn(Parser) -> Result<Parsed<T>, Error>) -> Result<(), String>
where
    T: PartialEq + DeserializeOwned + Serialize + 't,
    Strict<T>: DeserializeOwned,
{
    let parsed = match parse(COMPATIBLE) {
        Err(error) if is_ignored_by_serde(&error) => return Ok(()),
        parsed => parsed.ok().map(Parsed::into_value),
    };
    let strict = parse(Parser::STRICT).ok().map(Parsed::into_value);
    if serde_json::from_str::<Strict<T>>(text).ok().map(|Strict(value)| value) != strict {
        return Err("serde reads another value strictly".into());
    }
    if serde_json::from_str::<T>(text).ok() != parsed {
        return Err("serde reads another value from a text".into());
    }
    if let Some(parsed) = parsed {
        let written = serde_json::to_string(&parsed).unwrap_or_default();
        // A tree has no duplicate members, and cannot hold every number.
        let tree = serde_json::from_str::<serde_json::Value>(text);
        let from_tree = tree.map(|tree| T::deserialize(tree).ok());
        if from_tree.is_ok_and(|value| value.as_ref() != Some(&parsed)) {
            return Err("serde reads another value from a tree".into());
        }
        if serde_json::from_str::<T>(&written).ok() != Some(parsed) {
            return Err("serde reads another value from what it wrote".into());
        }
    }
    Ok(())
}
