//! XML bodies: the rules of both versions, what is refused, hostile bodies, the law of the modes, secrets.
#![cfg(feature = "xml")]
// Where time matters, it is that of the parser.
#![allow(clippy::format_collect, clippy::format_push_string)]

mod xml {
    mod errors;
    mod hostile;
    mod law;
    mod members;
    mod refused;
    mod secrets;
    mod structure;
    mod version1;
    mod version2;
}
mod support;

use plex_pin::{Document, Error, Parsed, Parser};
use support::law;

/// Reads a body as `pin`, `location` or `errors`, or as `any` document.
fn read<'a>(parser: Parser, kind: &str, text: &'a str) -> Result<Parsed<Document<'a>>, Error> {
    Ok(match kind {
        "pin" => parser.parse_xml(text)?.map(Document::Pin),
        "location" => parser.parse_xml(text)?.map(Document::Location),
        "errors" => parser.parse_xml(text)?.map(Document::ApiErrors),
        _ => parser.parse_xml_document(text)?,
    })
}

/// Returns the deviations as a row of a table states them: code, outcome, covered text and pointer.
fn rows(parsed: &Parsed<Document<'_>>, text: &str) -> Vec<String> {
    let row = |it: &plex_pin::Deviation| {
        format!("{} {} `{}` {}", it.code(), it.outcome(), &text[it.span().range()], it.pointer())
    };
    parsed.deviations().iter().map(row).collect()
}

/// Asserts that the parser records these deviations.
#[track_caller]
fn finds(parser: Parser, text: &str, expected: &[&str]) {
    law::holds_xml(text.as_bytes());
    let parsed = read(parser, "any", text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let found = rows(&parsed, text);
    assert!(found == expected, "{text}\nfound {found:#?}\nexpected {expected:#?}");
    assert_eq!(parsed.deviation_count(), expected.len(), "{text}");
}

/// Asserts that strict accepts a document.
#[track_caller]
fn is_strict(text: &str) -> Document<'_> {
    law::holds_xml(text.as_bytes());
    read(Parser::STRICT, "any", text).unwrap_or_else(|error| panic!("{error}: {text}")).into_value()
}

/// Asserts that lenient refuses a body: kind, message and covered text.
#[track_caller]
fn refuses(text: &str, kind: &str, message: &str, covered: &str) {
    law::holds_xml(text.as_bytes());
    let error = read(Parser::LENIENT, "any", text).expect_err(text);
    let span = error.span().expect("a place in the body");
    let found = (error.kind().as_str(), error.message().to_string(), &text[span.range()]);
    assert_eq!(found, (kind, message.to_owned(), covered), "{text}");
}
