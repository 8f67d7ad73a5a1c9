//! A token appears where the user asks for it, and nowhere else.

use std::fmt::{Debug, Display};

use plex_pin::{ApiErrors, AuthToken, Error, Location, Parsed, Parser, Pin, Redacted};

use super::canary::{self, CANARY};

/// A canary in any position that the contract calls secret appears in no error, no deviation and no debug text, whatever
/// is around it.
pub fn secrets(data: &[u8]) {
    if let Some(text) = canary::body(data) {
        parsed(&text);
    }
    if let Some(text) = canary::xml_body(data) {
        parsed_xml(&text);
    }
}

/// Everything that a parse of XML reports.
fn parsed_xml(text: &str) {
    for parser in [Parser::LENIENT.complete(), Parser::STRICT, Parser::COMPATIBLE] {
        // The message of an error is no secret, so errors may have the canary there.
        told(text, parser.parse_xml::<Pin>(text));
        told(text, parser.parse_xml::<Location>(text));
        if !text.contains("<error") {
            told(text, parser.parse_xml_document(text));
        }
    }
}

/// Everything that a parse reports.
fn parsed(text: &str) {
    for parser in [Parser::LENIENT.complete(), Parser::STRICT, Parser::STRICT.complete()] {
        told(text, parser.parse::<Pin>(text));
        told(text, parser.parse::<Location>(text));
        told(text, parser.parse::<ApiErrors>(text));
        told(text, parser.parse_document(text));
    }
    if let Ok(pin) = Parser::LENIENT.parse::<Pin>(text) {
        let pin = pin.into_value();
        hides(text, &serde_json::to_string(&Redacted(&pin)).expect("JSON"));
        if let Some(token) = &pin.auth_token {
            assert!(
                serde_json::to_string(&pin).expect("JSON").contains(CANARY)
                    || !token.expose().contains(CANARY)
            );
        }
        hides(text, &format!("{:?}", plex_pin::CompletePin::try_from(pin)));
    }
    let _: Result<Pin<'_>, _> = Pin::parse(text);
    hides(text, &format!("{:?}", AuthToken::new(text)));
}

fn told<T: Debug>(text: &str, result: Result<Parsed<T>, Error>) {
    hides(text, &format!("{result:?}"));
    match result {
        Ok(parsed) => {
            for deviation in parsed.deviations() {
                line(text, deviation);
                line(text, &deviation.message());
                hides(text, deviation.pointer().as_str());
            }
        }
        Err(error) => {
            line(text, &error);
            line(text, &error.message());
            hides(text, error.pointer().expect("a place in the document").as_str());
        }
    }
}

fn line(text: &str, told: &dyn Display) {
    let told = told.to_string();
    hides(text, &told);
    assert!(!told.chars().any(char::is_control), "{told:?}");
}

#[track_caller]
fn hides(text: &str, told: &str) {
    assert!(!told.contains(CANARY), "{told} of {text:?}");
}
