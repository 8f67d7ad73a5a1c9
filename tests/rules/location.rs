//! `location`: an object, and nothing else.

use crate::row::{Member, member};
use crate::{finds, law};
use plex_pin::{Location, Parser, Pin};

const LOCATION: Member = member("/location", "object");

#[test]
fn ok_strict_objects() {
    for text in [r#"{"location":{}}"#, r#"{"location":{"city":"Breda"}}"#] {
        law::holds(text.as_bytes());
        assert!(Pin::parse(text).unwrap().location.is_some(), "{text}");
    }
    // The same location, in a pin and as a document.
    let alone = Location::parse(r#"{"city":"Breda","coordinates":"51.5869, 4.7471"}"#).unwrap();
    let pin = Pin::parse(r#"{"location":{"city":"Breda","coordinates":"51.5869, 4.7471"}}"#).unwrap();
    assert_eq!(pin.location, Some(alone));
}

#[test]
fn err_everything_else() {
    LOCATION.dropped("null", "null-value", "null");
    LOCATION.dropped(r#""""#, "wrong-type", "string");
    LOCATION.dropped(r#""Unknown""#, "wrong-type", "string");
    LOCATION.dropped(r#""Breda""#, "wrong-type", "string");
    LOCATION.dropped("0", "wrong-type", "number");
    LOCATION.dropped("1e400", "out-of-range", "number out of range");
    LOCATION.dropped("true", "wrong-type", "boolean");
    LOCATION.dropped("[]", "wrong-type", "array");
    LOCATION.dropped(r#"[{"city":"Breda"}]"#, "wrong-type", "array");
}

/// Each deviation of a member of a location is reported at its pointer.
#[test]
fn ok_deviations_inside() {
    finds(
        Parser::LENIENT,
        "pin",
        r#"{"location":{"city":7,"Country":null,"zip":1},"id":2.5}"#,
        &[
            "number-for-string coerced `7` expected string, found number at /location/city (byte 20)",
            "member-spelling coerced `\"Country\"` expected member country, found another spelling at /location/Country (byte 22)",
            "null-value dropped `null` expected string, found null at /location/Country (byte 32)",
            "unknown-member ignored `\"zip\"` expected member of location, found unknown member at /location/zip (byte 37)",
            "out-of-range dropped `2.5` expected integer in 0..=9007199254740991, found number out of range at /id (byte 51)",
        ],
    );
}
