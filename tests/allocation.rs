//! What a parse copies: nothing, where the text has no escapes.

use std::borrow::Cow;

use allocation_counter::measure;
use plex_pin::{ApiErrors, Document, Error, Location, Parser, Pin};

const PENDING: &str = include_str!("captures/pin-2024-pending-weak.json");
const CLAIMED: &str = include_str!("captures/pin-2025-claimed-jwt.json");
const MILLISECONDS: &str = include_str!("captures/pin-2019-claimed-milliseconds.json");
const DOCUMENTED: &str = include_str!("captures/documented-forms.json");
const GEOIP: &str = include_str!("captures/geoip-2024.json");
const ERRORS: &str = include_str!("captures/errors-1020-twice.json");

#[track_caller]
fn allocates<T>(times: u64, parse: impl FnOnce() -> Result<T, Error>) {
    let mut result = None;
    let count = measure(|| result = Some(parse())).count_total;
    assert!(result.is_some_and(|result| result.is_ok()));
    assert_eq!(count, times);
}

/// Without this the tests below would pass whatever happens.
#[test]
fn ok_allocation_counter() {
    allocates(1, || Ok(vec![1_u8]));
    allocates(1, || Pin::parse(r#"{"code":"\u0041"}"#));
    allocates(2, || Pin::parse(r#"{"code":"\u0041","product":"\u0041"}"#));
}

#[test]
fn ok_a_strict_parse_allocates_nothing() {
    for body in [
        PENDING,
        CLAIMED,
        MILLISECONDS,
        DOCUMENTED,
        r#"{"code":""}"#,
        r#"{"id":1.27e9,"newRegistration":"text"}"#,
    ] {
        allocates(0, || Pin::parse(body));
        allocates(0, || Pin::parse(body.as_bytes()));
        allocates(0, || Parser::STRICT.parse::<Pin>(body));
    }
    allocates(0, || Parser::STRICT.complete().parse::<Pin>(CLAIMED));
    allocates(0, || Location::parse(GEOIP));
    // The errors of an answer are in a vector.
    allocates(1, || ApiErrors::parse(ERRORS));
    for body in [PENDING, CLAIMED, GEOIP] {
        allocates(0, || Parser::STRICT.parse_document(body));
    }
}

#[test]
fn ok_a_lenient_parse_without_deviations_allocates_nothing_either() {
    for body in [PENDING, CLAIMED, DOCUMENTED] {
        allocates(0, || Parser::LENIENT.complete().parse::<Pin>(body));
        allocates(0, || Parser::LENIENT.parse_document(body));
    }
}

/// Whether the text is a part of the body itself, and not a copy.
fn borrows(body: &str, text: Option<&Cow<'_, str>>) -> bool {
    let Some(Cow::Borrowed(text)) = text else {
        return false;
    };
    body.as_bytes().as_ptr_range().contains(&text.as_ptr())
}

#[test]
fn ok_texts_are_parts_of_the_body() {
    let pin = Pin::parse(CLAIMED).unwrap();
    let location = pin.location.as_ref().unwrap();
    for text in [
        &pin.code,
        &pin.product,
        &pin.qr,
        &pin.client_identifier,
        &location.code,
        &location.continent_code,
        &location.country,
        &location.city,
        &location.time_zone,
        &location.postal_code,
        &location.subdivisions,
    ] {
        assert!(borrows(CLAIMED, text.as_ref()), "{text:?}");
    }
    assert!(borrows(CLAIMED, pin.auth_token.map(plex_pin::AuthToken::into_exposed).as_ref()));
    let Document::ApiErrors(errors) = Parser::STRICT.parse_document(ERRORS).unwrap().into_value() else {
        panic!("not errors")
    };
    assert!(borrows(ERRORS, errors.as_slice()[1].message.as_ref()));
}

#[test]
fn ok_numbers_and_booleans_for_text_are_not_copied_either() {
    let body = r#"{"code":802.50,"authToken":12,"product":true}"#;
    let pin = Parser::LENIENT.parse::<Pin>(body).unwrap().into_value();
    assert!(borrows(body, pin.code.as_ref()));
    assert!(borrows(body, pin.auth_token.map(plex_pin::AuthToken::into_exposed).as_ref()));
    assert!(matches!(pin.product, Some(Cow::Borrowed("true"))));
}

#[test]
fn ok_only_a_text_with_an_escape_is_owned() {
    let body = r#"{"code":"plain","product":"Gda\u0144sk","authToken":"a\/b"}"#;
    let pin = Pin::parse(body).unwrap();
    assert!(borrows(body, pin.code.as_ref()));
    assert_eq!(pin.product, Some(Cow::Owned("Gdańsk".to_owned())));
    assert!(!borrows(body, pin.product.as_ref()));
    assert_eq!(pin.auth_token.unwrap().expose(), "a/b");
}
