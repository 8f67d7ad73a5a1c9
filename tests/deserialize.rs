//! `Deserialize`, the second definition of the contract: what it accepts, and from where.
#![cfg(feature = "serde")]

mod deserialize {
    mod documents;
    mod names;
    mod secrets;
}

use std::borrow::Cow;

use plex_pin::{
    ApiError, ApiErrors, AuthToken, Borrowed, CompletePin, Document, Location, NewRegistration, Parser, Pin,
    PinId, Strict,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

const PIN: &str = concat!(
    r#"{"id":1272322473.0,"code":"7RQZ","product":"0","trusted":false,"qr":"https://plex.tv/api/v2/pins/qr/7RQZ","#,
    r#""clientIdentifier":"c-1","location":{"code":"NL","european_union_member":true,"continent_code":"EU","#,
    r#""country":"Netherlands","city":"Gda\u0144sk","time_zone":"Europe/Amsterdam","postal_code":"4811","#,
    r#""in_privacy_restricted_country":true,"in_privacy_restricted_region":false,"#,
    r#""subdivisions":"North Brabant","coordinates":"51.5719 4.7683"},"expiresIn":1799.5,"#,
    r#""createdAt":"2024-07-01T10:00:00Z","expiresAt":"2024-07-01 10:30:00 +0000 UTC","authToken":"secret","#,
    r#""newRegistration":false}"#,
);

/// The strict forms, unknown members being recorded.
const COMPATIBLE: Parser = Parser::STRICT.allow(plex_pin::DeviationCode::UnknownMember);

/// Reads from every kind of `serde_json` input, and asserts that all give the same value or fail alike.
#[track_caller]
fn from_everywhere<T: DeserializeOwned + PartialEq + std::fmt::Debug>(body: &str) -> Result<T, String> {
    let from_text = serde_json::from_str::<T>(body);
    let others = [
        serde_json::from_slice(body.as_bytes()),
        serde_json::from_reader(body.as_bytes()),
        serde_json::from_str(body).and_then(serde_json::from_value),
        serde_json::from_str::<serde_json::Value>(body).and_then(|value| T::deserialize(&value)),
    ];
    for other in others {
        assert_eq!(other.as_ref().ok(), from_text.as_ref().ok(), "{body}");
    }
    from_text.map_err(|error| error.to_string())
}

#[track_caller]
fn error<T: DeserializeOwned + PartialEq + std::fmt::Debug>(body: &str) -> String {
    from_everywhere::<T>(body).unwrap_err()
}

#[test]
fn ok_a_pin_from_everywhere_equals_the_parsed_one() {
    let pin: Pin<'static> = from_everywhere(PIN).unwrap();
    assert_eq!(pin, Pin::parse(PIN).unwrap());
    let complete: CompletePin<'static> = from_everywhere(PIN).unwrap();
    assert_eq!(Pin::from(complete), pin);
    assert_eq!(from_everywhere(PIN), Ok(Document::Pin(pin.clone())));
    let written = serde_json::to_string(&pin).unwrap();
    assert_eq!(from_everywhere(&written), Ok(pin));
}

#[test]
fn ok_borrowed_strings() {
    let Borrowed(pin): Borrowed<Pin<'_>> = serde_json::from_str(PIN).unwrap();
    assert!(matches!(pin.code, Some(Cow::Borrowed("7RQZ"))));
    assert!(matches!(pin.auth_token.unwrap().into_exposed(), Cow::Borrowed("secret")));
    let location = pin.location.unwrap();
    assert!(matches!(location.country, Some(Cow::Borrowed("Netherlands"))));
    assert!(matches!(location.city, Some(Cow::Owned(_))), "an escape cannot be borrowed");
    let Borrowed(errors): Borrowed<ApiErrors<'_>> =
        serde_json::from_str(r#"{"errors":[{"message":"no"}]}"#).unwrap();
    assert!(matches!(errors.as_slice()[0].message, Some(Cow::Borrowed("no"))));
}

/// However the pin is read.
#[test]
fn ok_borrowed_strings_of_every_member() {
    let body =
        PIN.replace("\\u0144", "n").replace("\"newRegistration\":false", "\"newRegistration\":\"new\"");
    let Borrowed(pin): Borrowed<Pin<'_>> = serde_json::from_str(&body).unwrap();
    let Borrowed(whole): Borrowed<CompletePin<'_>> = serde_json::from_str(&body).unwrap();
    let Borrowed(document): Borrowed<Document<'_>> = serde_json::from_str(&body).unwrap();
    let Strict(Borrowed(strict)): Strict<Borrowed<Pin<'_>>> = serde_json::from_str(&body).unwrap();
    let Borrowed(Strict(other)): Borrowed<Strict<CompletePin<'_>>> = serde_json::from_str(&body).unwrap();
    let Document::Pin(recognised) = document else { panic!("no pin") };
    let complete = [pin, recognised, strict].map(|pin| CompletePin::try_from(pin).unwrap());
    for pin in complete.into_iter().chain([whole, other]) {
        let location = pin.location;
        for text in [
            pin.code,
            pin.product,
            pin.qr,
            pin.client_identifier,
            location.code,
            location.continent_code,
            location.country,
            location.city,
            location.time_zone,
            location.postal_code,
            location.subdivisions,
            pin.auth_token.unwrap().into_exposed(),
        ] {
            assert!(matches!(text, Cow::Borrowed(_)), "{text}");
        }
        assert!(matches!(pin.new_registration, Some(NewRegistration::Text(Cow::Borrowed("new")))));
    }
}

#[test]
fn ok_embedded_owned_and_borrowed() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Session<'a> {
        owned: Pin<'static>,
        #[serde(borrow)]
        borrowed: Borrowed<Location<'a>>,
        id: Option<PinId>,
        token: Option<AuthToken<'static>>,
    }
    let body = r#"{"owned":{"id":1,"authToken":null,"newRegistration":null},"borrowed":{"city":"Breda"},"id":null,"token":"t"}"#;
    let session: Session<'_> = serde_json::from_str(body).unwrap();
    assert!(matches!(session.borrowed.0.city, Some(Cow::Borrowed("Breda"))));
    assert_eq!(serde_json::to_string(&session).unwrap(), body);
}

#[test]
fn ok_edges_of_numbers() {
    for body in [
        r#"{"id":9007199254740991}"#,
        r#"{"id":9.007199254740991e15}"#,
        r#"{"id":-0}"#,
        r#"{"id":1e-400}"#,
        r#"{"expiresIn":0.5}"#,
        r#"{"expiresIn":9007199254740991}"#,
        r#"{"newRegistration":""}"#,
    ] {
        assert_eq!(from_everywhere(body), Ok(Pin::parse(body).unwrap()), "{body}");
    }
    let errors = r#"{"errors":[{"code":4294967295,"message":"","status":5.99e2},{}]}"#;
    assert_eq!(from_everywhere(errors), Ok(ApiErrors::parse(errors).unwrap()));
}

#[test]
fn err_same_bodies_as_the_parser() {
    for body in [
        r#"{"id":9007199254740992}"#,
        r#"{"id":1.5}"#,
        r#"{"id":-1}"#,
        r#"{"id":1e400}"#,
        r#"{"id":"1"}"#,
        r#"{"id":null}"#,
        r#"{"code":null}"#,
        r#"{"code":1}"#,
        r#"{"trusted":0}"#,
        r#"{"trusted":null}"#,
        r#"{"location":null}"#,
        r#"{"location":[]}"#,
        r#"{"location":["NL"]}"#,
        r#"{"location":{"coordinates":"91, 0"}}"#,
        r#"{"location":{"coordinates":"1,0"}}"#,
        r#"{"expiresIn":-1}"#,
        r#"{"expiresIn":9007199254740992}"#,
        r#"{"createdAt":"2023-02-29T00:00:00Z"}"#,
        r#"{"createdAt":"2023-02-28T00:00:00z"}"#,
        r#"{"createdAt":1681318803}"#,
        r#"{"authToken":""}"#,
        r#"{"authToken":1}"#,
        r#"{"newRegistration":1}"#,
        r#"{"newRegistration":[]}"#,
        r#"{"id":1,"ExpiresIn":1}"#,
        "[1]",
        "[]",
        "null",
        "1",
    ] {
        assert!(COMPATIBLE.parse::<Pin>(body).is_err(), "{body}");
        error::<Pin<'static>>(body);
        error::<Strict<Pin<'static>>>(body);
    }
    for body in [
        r#"{"errors":[{"code":-1}]}"#,
        r#"{"errors":[{"code":4294967296}]}"#,
        r#"{"errors":[{"status":99}]}"#,
        r#"{"errors":[{"status":600}]}"#,
        r#"{"errors":[{"status":null}]}"#,
        r#"{"errors":[null]}"#,
        r#"{"errors":[[1020]]}"#,
        r#"{"errors":null}"#,
        r#"{"code":1020,"message":"gone"}"#,
    ] {
        assert!(COMPATIBLE.parse::<ApiErrors>(body).is_err(), "{body}");
        error::<ApiErrors<'static>>(body);
        error::<Strict<ApiErrors<'static>>>(body);
        error::<Document<'static>>(body);
    }
    for body in [r#"{"id":1,"foo":1}"#, r#"{"location":{"foo":1}}"#] {
        assert!(Parser::STRICT.parse::<Pin>(body).is_err(), "{body}");
        error::<Strict<Pin<'static>>>(body);
    }
    let body = r#"{"errors":[{"foo":1}]}"#;
    assert!(Parser::STRICT.parse::<ApiErrors>(body).is_err());
    error::<Strict<ApiErrors<'static>>>(body);
}

#[test]
fn err_duplicate_members() {
    for body in [
        r#"{"id":1,"id":1}"#,
        r#"{"authToken":null,"authToken":null}"#,
        r#"{"location":{"city":"a","city":"b"}}"#,
        r#"{"newRegistration":null,"newRegistr\u0061tion":true}"#,
    ] {
        assert!(serde_json::from_str::<Pin<'static>>(body).is_err(), "{body}");
        assert!(serde_json::from_str::<Document<'static>>(body).is_err(), "{body}");
    }
    for (body, message) in [
        (r#"{"code":"a","id":1,"code":1}"#, "duplicate field `code` at line 1 column 25"),
        (r#"{"location":{"city":"a","code":"b","city":"c"}}"#, "duplicate field `city` at line 1 column 41"),
    ] {
        let error = serde_json::from_str::<Pin<'static>>(body).unwrap_err();
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn err_not_an_object() {
    for (body, found) in [("[1]", "array"), ("7", "integer")] {
        let message = |expected| format!("invalid type: {found}, expected {expected} at line 1 column 1");
        assert_eq!(error::<Pin<'static>>(body), message("a pin"));
        assert_eq!(error::<CompletePin<'static>>(body), message("a pin"));
        assert_eq!(error::<Location<'static>>(body), message("a location"));
        assert_eq!(error::<ApiErrors<'static>>(body), message("errors"));
        assert_eq!(error::<ApiError<'static>>(body), message("an error"));
        assert_eq!(error::<Document<'static>>(body), message("a pin, a location or errors"));
    }
    let message = "invalid type: number, expected a string at line 1 column 9";
    assert_eq!(error::<Pin<'static>>(r#"{"code":7}"#), message);
}

#[test]
fn err_complete_without_a_member() {
    let full: serde_json::Value = serde_json::from_str(PIN).unwrap();
    // Miri takes its time over a pin: it looks at each fifth member.
    let step = if cfg!(miri) { 5 } else { 1 };
    for name in full.as_object().unwrap().keys().step_by(step) {
        let mut body = full.clone();
        body.as_object_mut().unwrap().remove(name);
        let message = CompletePin::deserialize(&body).unwrap_err().to_string();
        assert_eq!(message, format!("missing field `{name}`"));
        assert!(Parser::STRICT.complete().parse::<Pin>(&body.to_string()).is_err());
    }
    for name in full["location"].as_object().unwrap().keys().step_by(step) {
        let mut body = full.clone();
        body["location"].as_object_mut().unwrap().remove(name);
        let message = CompletePin::deserialize(&body).unwrap_err().to_string();
        assert_eq!(message, format!("missing field `{name}`"));
    }
}

#[test]
fn ok_values_alone() {
    assert_eq!(from_everywhere("5e0"), Ok(PinId::new(5)));
    assert_eq!(from_everywhere(r#""t""#), Ok(AuthToken::new("t").unwrap()));
    assert_eq!(from_everywhere("true"), Ok(NewRegistration::Flag(true)));
    assert_eq!(
        error::<NewRegistration<'static>>("null"),
        "invalid type: null, expected a boolean or a string at line 1 column 4"
    );
}
