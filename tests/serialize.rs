//! What `Serialize` writes: names and order of the service, and a masked token in `Redacted`.
#![cfg(feature = "serde")]

use plex_pin::{ApiErrors, CompletePin, Document, Location, Parser, Pin, Redacted};
use serde::Serialize;

const PIN: &str = concat!(
    r#"{"id":1272322473,"code":"7RQZ","product":"0","trusted":false,"qr":"https://plex.tv/api/v2/pins/qr/7RQZ","#,
    r#""clientIdentifier":"c-1","location":{"code":"NL","european_union_member":true,"continent_code":"EU","#,
    r#""country":"Netherlands","city":"Gdańsk \"x\"","time_zone":"Europe/Amsterdam","postal_code":"4811","#,
    r#""in_privacy_restricted_country":true,"in_privacy_restricted_region":false,"#,
    r#""subdivisions":"North Brabant","coordinates":"51.5719, 4.7683"},"expiresIn":1799,"#,
    r#""createdAt":"2024-07-01T10:00:00Z","expiresAt":"2024-07-01T10:30:00.25+02:00","authToken":"secret","#,
    r#""newRegistration":false}"#,
);

#[track_caller]
fn json(value: impl Serialize) -> String {
    serde_json::to_string(&value).unwrap()
}

/// What a body becomes once it is read leniently and written again.
#[track_caller]
fn rewritten(body: &str) -> String {
    let pin = Parser::LENIENT.parse::<Pin>(body).unwrap().into_value();
    let text = json(&pin);
    assert_eq!(Parser::LENIENT.parse::<Pin>(&text).unwrap().into_value(), pin, "{text}");
    text
}

#[test]
fn ok_full_pin_byte_for_byte() {
    assert_eq!(rewritten(PIN), PIN);
    let complete = CompletePin::try_from(Pin::parse(PIN).unwrap()).unwrap();
    assert_eq!(json(complete), PIN);
}

#[test]
fn ok_canonical_forms() {
    for (body, written) in [
        (r#"{"authToken":null}"#, r#"{"authToken":null,"newRegistration":null}"#),
        (
            r#"{"id":18446744073709551615}"#,
            r#"{"id":18446744073709551615,"authToken":null,"newRegistration":null}"#,
        ),
        (r#"{"id":1.272322473e9}"#, r#"{"id":1272322473,"authToken":null,"newRegistration":null}"#),
        (r#"{"expiresIn":876.5}"#, r#"{"expiresIn":876.5,"authToken":null,"newRegistration":null}"#),
        (r#"{"expiresIn":-0.0}"#, r#"{"expiresIn":0,"authToken":null,"newRegistration":null}"#),
        (
            r#"{"createdAt":"2023-04-12 17:00:03 +0000 UTC"}"#,
            r#"{"createdAt":"2023-04-12T17:00:03Z","authToken":null,"newRegistration":null}"#,
        ),
        (
            r#"{"newRegistration":"true","location":{"coordinates":"-0 -97.8935"}}"#,
            r#"{"location":{"coordinates":"0, -97.8935"},"authToken":null,"newRegistration":"true"}"#,
        ),
    ] {
        assert_eq!(rewritten(body), written, "{body}");
    }
}

#[test]
fn ok_other_documents() {
    for body in [
        r#"{"errors":[{"code":1020,"message":"Code not found or expired"},{"code":1001,"message":"no","status":401}]}"#,
        r#"{"errors":[{"code":1020,"message":""}]}"#,
    ] {
        assert_eq!(json(ApiErrors::parse(body).unwrap()), body);
        assert_eq!(json(Parser::STRICT.parse_document(body).unwrap().into_value()), body);
    }
    assert_eq!(json(ApiErrors::parse(r#"{"errors":[]}"#).unwrap()), r#"{"errors":[]}"#);
    assert_eq!(json(ApiErrors::default()), "{}");
    assert_eq!(json(Location::default()), "{}");
}

#[test]
fn ok_redacted_masks_the_token_and_nothing_else() {
    let masked = PIN.replace("secret", "<redacted>");
    let pin = Pin::parse(PIN).unwrap();
    let complete = CompletePin::try_from(pin.clone()).unwrap();
    let document: Document<'_> = Parser::STRICT.parse_document(PIN).unwrap().into_value();
    assert_eq!(json(Redacted(&pin)), masked);
    assert_eq!(json(Redacted(&complete)), masked);
    assert_eq!(json(Redacted(&document)), masked);
    assert!(!format!("{:?}", Redacted(&pin)).contains("secret"));
    // Also where other members repeat it, and only there.
    for (token, body) in [
        (
            "EXAMPLE-TOKEN",
            r#"{"code":"x","qr":"https://x/?X-Plex-Token=EXAMPLE-TOKEN","location":{"city":"EXAMPLE%2DTOKEN"},"authToken":"EXAMPLE-TOKEN","newRegistration":"EXAMPLE-TOKEN"}"#,
        ),
        (
            "short",
            r#"{"code":"x","qr":"short","location":{"city":"short"},"authToken":"short","newRegistration":"short"}"#,
        ),
    ] {
        let pin = Pin::parse(body).unwrap();
        let shown = format!("{} {pin:?}", json(Redacted(&pin)));
        assert!(!shown.contains(token) && shown.contains(r#""code":"x""#), "{shown}");
        assert_eq!(shown.matches("<redacted>").count(), 8, "{shown}");
    }
    // However little there is of the pin.
    let body = r#"{"id":1,"code":"A","authToken":"secret"}"#;
    let masked = r#"{"id":1,"code":"A","authToken":"<redacted>","newRegistration":null}"#;
    assert_eq!(json(Redacted(&Pin::parse(body).unwrap())), masked);
    assert_eq!(json(Redacted(Parser::STRICT.parse_document(body).unwrap().value())), masked);
    assert_eq!(json(Redacted(&Pin::default())), r#"{"authToken":null,"newRegistration":null}"#,);
}
