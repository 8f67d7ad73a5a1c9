//! What errors of serde show of a body: no token, and no text that may quote one.

use plex_pin::{AuthToken, Document, Pin};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;

use crate::error;

#[test]
fn err_messages_name_no_token() {
    for (body, message) in [
        (r#"{"authToken":4711}"#, "invalid type: another type, expected a non-empty string"),
        (r#"{"authToken":4711.5}"#, "invalid type: another type, expected a non-empty string"),
        (r#"{"authToken":-4711}"#, "invalid type: another type, expected a non-empty string"),
        (r#"{"authToken":["4711"]}"#, "invalid type: another type, expected a non-empty string"),
        (r#"{"authToken":{"4711":"4711"}}"#, "invalid type: another type, expected a non-empty string"),
        (r#"{"authToken":true}"#, "invalid type: another type, expected a non-empty string"),
        (r#"{"authToken":""}"#, "invalid value: string \"\", expected a non-empty string"),
    ] {
        let value: serde_json::Value = serde_json::from_str(body).unwrap();
        assert_eq!(Pin::deserialize(value).unwrap_err().to_string(), message);
        assert!(error::<Pin<'static>>(body).starts_with(message), "{body}");
        assert!(!error::<Pin<'static>>(body).contains("4711"));
        assert!(!error::<Document<'static>>(body).contains("4711"));
    }
    // Other formats have longer numbers.
    let wide: [Result<AuthToken<'static>, Error>; 2] = [
        AuthToken::deserialize(4711_i128.into_deserializer()),
        AuthToken::deserialize(4711_u128.into_deserializer()),
    ];
    for result in wide {
        let message = result.unwrap_err().to_string();
        assert_eq!(message, "invalid type: another type, expected a non-empty string");
    }
}

/// A text in the place of something else may quote a secret, as JSON inside of JSON does.
#[test]
fn err_messages_quote_no_text() {
    for body in [
        r#""{\"authToken\":\"SECRET\"}""#,
        r#"{"location":"{\"authToken\":\"SECRET\"}"}"#,
        r#"{"id":"https://x/?X-Plex-Token=SECRET"}"#,
        r#"{"id":"a, expected X-Plex-Token=SECRET"}"#,
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
}
