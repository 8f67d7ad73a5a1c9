//! Which objects are documents: those that share a member with the model, and those that are recognised.

use plex_pin::{ApiError, ApiErrors, CompleteLocation, CompletePin, Document, Location, Parser, Pin, Strict};
use serde::de::DeserializeOwned;

use crate::{error, from_everywhere};

#[test]
fn err_an_object_without_a_member_of_the_model() {
    #[track_caller]
    fn assert_refused<T: DeserializeOwned + PartialEq + std::fmt::Debug>(model: &str, bodies: &[&str])
    where
        Strict<T>: DeserializeOwned,
    {
        for body in bodies {
            let message = error::<T>(body);
            assert!(
                message.starts_with(&format!("expected {model}, found another object")),
                "{body}: {message}"
            );
            error::<Strict<T>>(body);
        }
    }
    let errors = r#"{"errors":[{"code":1020,"message":"gone"}]}"#;
    let account = r#"{"uuid":"a","email":"a@b","username":"c"}"#;
    assert_refused::<Pin<'static>>(
        "a pin",
        &["{}", errors, account, r#"{"pin":{"id":1}}"#, r#"{"city":"Breda"}"#],
    );
    assert_refused::<Location<'static>>("a location", &["{}", errors, account, r#"{"id":1}"#]);
    assert_refused::<ApiErrors<'static>>(
        "errors",
        &["{}", account, r#"{"code":1020,"message":"gone"}"#, r#"{"id":1}"#],
    );
}

/// An object inside a document may be empty, and so may an error on its own.
#[test]
fn ok_an_empty_object_inside() {
    let pin: Pin<'static> = from_everywhere(r#"{"location":{}}"#).unwrap();
    assert_eq!(pin.location, Some(Location::default()));
    let errors: ApiErrors<'static> = from_everywhere(r#"{"errors":[{}]}"#).unwrap();
    assert_eq!(errors.as_slice(), [ApiError::default()]);
    assert_eq!(from_everywhere("{}"), Ok(ApiError::default()));
    // Null is there, too.
    assert!(from_everywhere::<Pin<'static>>(r#"{"authToken":null}"#).is_ok());
}

/// Bodies and the kind that they are recognised as, whatever the mode.
const RECOGNISED: &[(&str, &str)] = &[
    (r#"{"id":1,"code":"A","expiresIn":1}"#, "pin"),
    (r#"{"code":"A","product":"0","qr":"q"}"#, "pin"),
    (r#"{"id":1,"code":"A","authToken":null}"#, "pin"),
    (r#"{"id":1,"code":"A","product":"0"}"#, "none"),
    (r#"{"id":1,"expiresIn":1}"#, "none"),
    (r#"{"trusted":true,"expiresIn":1,"qr":"q"}"#, "none"),
    (r#"{"id":1}"#, "none"),
    (r#"{"authToken":null}"#, "none"),
    (r#"{"code":"NL","country":"a","city":"b","time_zone":"c"}"#, "location"),
    (r#"{"country":"a","city":"b","time_zone":"c"}"#, "none"),
    (r#"{"continent_code":"EU"}"#, "location"),
    (r#"{"european_union_member":true}"#, "location"),
    (r#"{"in_privacy_restricted_region":true}"#, "location"),
    (r#"{"in_privacy_restricted_country":true}"#, "location"),
    (r#"{"errors":[{"code":1,"message":"a"}]}"#, "errors"),
    (r#"{"errors":[{"code":1,"message":"a"},{"code":2,"message":"b","status":400}]}"#, "errors"),
    (r#"{"errors":[]}"#, "none"),
    (r#"{"errors":[{"code":1}]}"#, "none"),
    (r#"{"errors":[{"message":"a"}]}"#, "none"),
    (r#"{"errors":[{"code":1,"message":"a"},{}]}"#, "none"),
    ("{}", "none"),
    (r#"{"code":"7RQZ"}"#, "none"),
    (r#"{"code":1020,"message":"gone"}"#, "none"),
    (r#"{"uuid":"a","email":"a@b","username":"c","authToken":"t","id":1}"#, "none"),
    (r#"{"pin":{"id":1,"code":"A","expiresIn":1}}"#, "none"),
];

/// Bodies with members of other documents, and the kind that the compatible mode recognises.
const WITH_UNKNOWN: &[(&str, &str)] = &[
    (r#"{"id":1,"code":"A","expiresIn":1,"a":1,"b":2}"#, "pin"),
    (r#"{"id":1,"code":"A","expiresIn":1,"a":1,"b":2,"c":3}"#, "none"),
    // Members of a location are not unknown, in any spelling, and count for no pin.
    (r#"{"id":1,"code":"A","expiresIn":1,"a":1,"b":2,"city":3,"Country":[]}"#, "pin"),
    (r#"{"id":1,"code":"A","expiresIn":1,"errors":[]}"#, "pin"),
    (r#"{"id":1,"code":"A","expiresIn":1,"errors":[{"code":1,"message":"a"}]}"#, "errors"),
    (r#"{"continent_code":"EU","a":1}"#, "none"),
    (r#"{"continent_code":"EU","city":"b","a":1}"#, "location"),
    (r#"{"errors":[{"code":1,"message":"a","path":[]}],"status":400}"#, "errors"),
    (r#"{"id":1,"code":"A","expiresIn":1,"continent_code":"EU","city":"b"}"#, "pin"),
];

#[track_caller]
fn assert_kind(document: &Result<Document<'static>, String>, kind: &str, body: &str) {
    let found = match document {
        Ok(Document::Pin(_)) => "pin",
        Ok(Document::Location(_)) => "location",
        Ok(Document::ApiErrors(_)) => "errors",
        _ => "none",
    };
    assert_eq!(found, kind, "{body}");
}

#[test]
fn ok_recognition() {
    for (body, kind) in RECOGNISED {
        assert_kind(&from_everywhere(body), kind, body);
        assert_kind(&from_everywhere(body).map(|Strict(document)| document), kind, body);
    }
    for (body, kind) in WITH_UNKNOWN {
        assert_kind(&from_everywhere(body), kind, body);
        assert_kind(&from_everywhere(body).map(|Strict(document)| document), "none", body);
    }
    let message = "expected a pin, a location or errors, found another object";
    assert_eq!(error::<Document<'static>>("{}"), message);
}

/// The decoder recognises the same documents, and reads the same values.
#[test]
fn ok_recognition_equals_the_parser() {
    let compatible = Parser::STRICT.allow(plex_pin::DeviationCode::UnknownMember);
    for (body, _) in RECOGNISED.iter().chain(WITH_UNKNOWN) {
        let parsed = compatible.parse_document(body).map(plex_pin::Parsed::into_value);
        assert_eq!(from_everywhere::<Document<'static>>(body).ok(), parsed.ok(), "{body}");
    }
}

/// A value is judged where it belongs to the document, and nowhere else.
#[test]
fn err_values_of_a_recognised_document() {
    for (body, message) in [
        (
            r#"{"id":"1","code":"A","expiresIn":1}"#,
            "invalid type: string, expected an integer in 0..=9007199254740991",
        ),
        (r#"{"id":1,"Code":"A","expiresIn":1}"#, "unknown field `Code`, expected `code`"),
        (r#"{"continent_code":"EU","city":7}"#, "invalid type: number, expected a string"),
        (
            r#"{"errors":[{"code":"1","message":"a"}]}"#,
            "invalid type: string, expected an integer in 0..=4294967295",
        ),
        (r#"{"id":1,"code":"A","expiresIn":1,"location":[]}"#, "invalid type: array, expected a location"),
    ] {
        assert_eq!(error::<Document<'static>>(body), message, "{body}");
    }
}

/// A location of its own is complete only with every member; so is one inside a pin.
#[test]
fn err_complete_without_a_member() {
    let message = error::<CompleteLocation<'static>>(r#"{"code":"NL","new":1}"#);
    assert!(message.starts_with("missing field `european_union_member`"), "{message}");
    let message = error::<CompletePin<'static>>("{}");
    assert!(message.starts_with("missing field `id`"), "{message}");
}
