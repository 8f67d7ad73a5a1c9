//! Every rule of the strict form and of its lenient reading, each with at least two values, in both modes.

mod rules {
    mod auth_token;
    mod boolean;
    mod coordinates;
    mod errors;
    mod id;
    mod location;
    mod names;
    mod new_registration;
    mod options;
    mod refused;
    mod roots;
    pub(crate) mod row;
    mod seconds;
    mod text;
    mod timestamp;
}
mod support;

use std::fmt::Debug;

use plex_pin::{Document, Error, Parsed, Parser};
use rules::row;
use support::law;

/// What a body is read as: `pin`, `location`, `errors`, or `any` to have it told apart.
fn read<'a>(parser: Parser, kind: &str, text: &'a str) -> Result<Parsed<Document<'a>>, Error> {
    Ok(match kind {
        "pin" => parser.pin(text)?.map(Document::Pin),
        "location" => parser.location(text)?.map(Document::Location),
        "errors" => parser.api_errors(text)?.map(Document::ApiErrors),
        _ => parser.document(text)?,
    })
}

/// The parser finds these deviations: code, outcome, the text that each covers, message and place.
#[track_caller]
fn finds(parser: Parser, kind: &str, text: &str, expected: &[&str]) {
    law::holds(text.as_bytes());
    let parsed = read(parser, kind, text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let found: Vec<String> = parsed
        .deviations()
        .iter()
        .map(|it| format!("{} {} `{}` {it}", it.code(), it.outcome(), &text[it.span().range()]))
        .collect();
    assert_same(text, &found, expected);
    assert_eq!(parsed.deviation_count(), expected.len(), "{text}");
}

#[track_caller]
fn assert_same<F: PartialEq<E> + Debug, E: Debug>(text: &str, found: &[F], expected: &[E]) {
    assert!(found == expected, "{text}\nfound {found:#?}\nexpected {expected:#?}");
}
