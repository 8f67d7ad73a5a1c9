//! Errors of serde show no value of the input: any of them may be a secret, or quote one.

use plex_pin::{AuthToken, Document, Pin};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;
use serde_json::Value;

use crate::error;

#[test]
fn err_messages_name_no_token() {
    for (value, found) in [
        ("4711", "number"),
        ("4711.5", "number"),
        ("-4711", "number"),
        (r#"["4711"]"#, "array"),
        (r#"{"4711":"4711"}"#, "object"),
        ("true", "boolean"),
    ] {
        let body = format!(r#"{{"authToken":{value},"id":1,"code":"A"}}"#);
        let message = format!("invalid type: {found}, expected a non-empty string");
        let tree: Value = body.parse().unwrap();
        assert_eq!(Pin::deserialize(tree).unwrap_err().to_string(), message);
        assert!(error::<Pin<'static>>(&body).starts_with(&message), "{body}");
        assert_eq!(error::<Document<'static>>(&body), message, "{body}");
    }
    let message = error::<Pin<'static>>(r#"{"authToken":""}"#);
    assert!(message.starts_with("invalid value: string, expected a non-empty string"), "{message}");
    // Other formats have longer numbers.
    let wide: [Result<AuthToken<'static>, Error>; 2] = [
        AuthToken::deserialize(4711_i128.into_deserializer()),
        AuthToken::deserialize(4711_u128.into_deserializer()),
    ];
    for result in wide {
        let message = result.unwrap_err().to_string();
        assert_eq!(message, "invalid type: number, expected a non-empty string");
    }
}

/// A string in place of something else may quote a secret, as JSON inside JSON does.
#[test]
fn err_messages_quote_no_string() {
    for body in [
        r#""{\"authToken\":\"SECRET\"}""#,
        r#"{"location":"{\"authToken\":\"SECRET\"}"}"#,
        r#"{"id":"https://x/?X-Plex-Token=SECRET"}"#,
        r#"{"id":"a, expected X-Plex-Token=SECRET"}"#,
        r#"{"id":"invalid type: string, expected X-Plex-Token=SECRET"}"#,
        r#"{"expiresIn":"X-Plex-Token=SECRET"}"#,
        r#"{"trusted":"authToken=SECRET"}"#,
        r#"{"createdAt":"authToken=SECRET"}"#,
        r#"{"location":{"coordinates":"authToken=SECRET","european_union_member":"authToken=SECRET"}}"#,
        r#"{"location":{"european_union_member":"authToken=SECRET"}}"#,
    ] {
        for message in [error::<Pin<'static>>(body), error::<Document<'static>>(body)] {
            assert!(!message.contains("SECRET"), "{message}");
        }
    }
    // The position stays.
    let message = "invalid type: string, expected an integer in 0..=9007199254740991 at line 2 column 13";
    assert_eq!(error::<Pin<'static>>("{\n\"id\":\"SECRET\"}"), message);
}
