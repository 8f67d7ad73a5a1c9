//! Every rule of the strict and lenient forms, each with at least two values, in both modes.

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
    mod order;
    mod recognition;
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

/// Reads a body as `pin`, `location` or `errors`, or as `any` document.
fn read<'a>(parser: Parser, kind: &str, text: &'a str) -> Result<Parsed<Document<'a>>, Error> {
    Ok(match kind {
        "pin" => parser.parse(text)?.map(Document::Pin),
        "location" => parser.parse(text)?.map(Document::Location),
        "errors" => parser.parse(text)?.map(Document::ApiErrors),
        _ => parser.parse_document(text)?,
    })
}

/// Asserts that the parser records these deviations: code, outcome, covered text, message and location.
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
