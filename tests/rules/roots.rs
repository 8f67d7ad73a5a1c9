//! The document as a whole: which one it is, what it is wrapped in, what stands before it.

use plex_pin::{Document, ErrorKind, Parser, Pin, Pointer};

use crate::{finds, law};

fn kind(text: &str) -> &'static str {
    match Parser::LENIENT.document(text).map(plex_pin::Parsed::into_value) {
        Ok(Document::Pin(_)) => "pin",
        Ok(Document::Location(_)) => "location",
        Ok(Document::ApiErrors(_)) => "errors",
        Ok(_) => "another",
        Err(error) => error.kind().as_str(),
    }
}

#[track_caller]
fn is(expected: &str, texts: &[&str]) {
    for text in texts {
        law::holds(text.as_bytes());
        assert_eq!(kind(text), expected, "{text}");
    }
}

#[test]
fn ok_documents_are_told_apart_by_their_members() {
    is(
        "errors",
        &[
            r#"{"errors":[]}"#,
            r#"{"errors":null}"#,
            r#"{"Errors":[]}"#,
            r#"{"id":1,"city":"A","errors":7}"#,
            r#"{"code":1,"message":"m","errors":[]}"#,
            r#"{"pin":{},"errors":[]}"#,
        ],
    );
    is(
        "pin",
        &[
            r#"{"id":1}"#,
            r#"{"product":"0"}"#,
            r#"{"trusted":true}"#,
            r#"{"qr":"q"}"#,
            r#"{"clientIdentifier":"c"}"#,
            r#"{"location":{}}"#,
            r#"{"expiresIn":1}"#,
            r#"{"createdAt":1}"#,
            r#"{"expiresAt":1}"#,
            r#"{"authToken":null}"#,
            r#"{"newRegistration":null}"#,
            r#"{"code":"A","auth_token":null}"#,
            r#"{"city":"A","id":1}"#,
            r#"{"code":1,"message":"m","ID":1}"#,
            r#"{"pin":{}}"#,
            r#"{"PIN":{"x":1}}"#,
            r#"{"\u0069d":1}"#,
        ],
    );
    is(
        "location",
        &[
            r#"{"european_union_member":true}"#,
            r#"{"continent_code":"EU"}"#,
            r#"{"country":"A"}"#,
            r#"{"city":"A"}"#,
            r#"{"time_zone":"A"}"#,
            r#"{"postal_code":"A"}"#,
            r#"{"in_privacy_restricted_country":true}"#,
            r#"{"in_privacy_restricted_region":true}"#,
            r#"{"subdivisions":"A"}"#,
            r#"{"coordinates":"0, 0"}"#,
            r#"{"code":"NO","TimeZone":"A"}"#,
            r#"{"code":1,"message":"m","city":"A"}"#,
            r#"{"x":1,"city":null}"#,
        ],
    );
    is(
        "errors",
        &[
            r#"{"code":1020,"message":"m"}"#,
            r#"{"message":"m","status":404,"code":1020}"#,
            r#"{"Code":1,"MESSAGE":"m"}"#,
            r#"{"code":null,"message":null,"x":1}"#,
        ],
    );
    is(
        "unrecognised-document",
        &[
            "{}",
            r#"{"code":"ABCD"}"#,
            r#"{"message":"m"}"#,
            r#"{"status":404}"#,
            r#"{"code":1,"status":404}"#,
            r#"{"MediaContainer":{}}"#,
            r#"{"pin":null}"#,
            r#"{"pin":[]}"#,
            r#"{"pin":{},"x":1}"#,
            r#"{"x":1,"pin":{}}"#,
            r#"{"pin":{},"pin":{}}"#,
            r#"{"x":{"id":1}}"#,
            r#"{"errors ":[]}"#,
        ],
    );
}

#[test]
fn err_an_unrecognised_document_says_so() {
    let error = Parser::STRICT.document(" {\"x\":1} ").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnrecognisedDocument);
    assert_eq!(
        error.to_string(),
        "expected pin, location or errors, found another object at the root (byte 1)"
    );
    assert_eq!(error.span(), Some(plex_pin::Span::new(1, 8)));
    assert!(error.pointer().is_some_and(Pointer::is_root));
}

#[test]
fn ok_wrapped_pins() {
    let text = r#" {"pin":{"id":1,"expires_at":"2023-04-12T17:00:03Z"}}"#;
    finds(
        Parser::LENIENT,
        "any",
        text,
        &[
            r#"wrapped-document coerced `{"pin":{"id":1,"expires_at":"2023-04-12T17:00:03Z"}}` expected pin without wrapper, found wrapped document at the root (byte 1)"#,
            r#"member-spelling coerced `"expires_at"` expected member expiresAt, found another spelling at /pin/expires_at (byte 16)"#,
        ],
    );
    let bare = Pin::parse(r#"{"id":1,"expiresAt":"2023-04-12T17:00:03Z"}"#).unwrap();
    assert_eq!(Parser::LENIENT.pin(text).unwrap().into_value(), bare);
    finds(
        Parser::LENIENT,
        "pin",
        r#"{"pin":{}}"#,
        &[
            r#"wrapped-document coerced `{"pin":{}}` expected pin without wrapper, found wrapped document at the root (byte 0)"#,
        ],
    );
    finds(
        Parser::LENIENT,
        "pin",
        r#"{"P-in_" : {"id":1} }"#,
        &[
            r#"wrapped-document coerced `{"P-in_" : {"id":1} }` expected pin without wrapper, found wrapped document at the root (byte 0)"#,
            r#"member-spelling coerced `"P-in_"` expected member pin, found another spelling at /P-in_ (byte 1)"#,
        ],
    );
    // An escape is no other spelling.
    finds(
        Parser::LENIENT,
        "pin",
        r#"{"p\u0069n":{}}"#,
        &[
            r#"wrapped-document coerced `{"p\u0069n":{}}` expected pin without wrapper, found wrapped document at the root (byte 0)"#,
        ],
    );
}

#[test]
fn ok_what_is_no_wrapper() {
    finds(
        Parser::LENIENT,
        "pin",
        r#"{"pin":null}"#,
        &[r#"unknown-member ignored `"pin"` expected known member, found unknown member at /pin (byte 1)"#],
    );
    finds(
        Parser::LENIENT,
        "pin",
        r#"{"pin":{"id":1},"x":2}"#,
        &[
            r#"unknown-member ignored `"pin"` expected known member, found unknown member at /pin (byte 1)"#,
            r#"unknown-member ignored `"x"` expected known member, found unknown member at /x (byte 16)"#,
        ],
    );
    finds(
        Parser::LENIENT,
        "pin",
        r#"{"id":1,"pin":{"id":2}}"#,
        &[r#"unknown-member ignored `"pin"` expected known member, found unknown member at /pin (byte 8)"#],
    );
    // Once is enough.
    finds(
        Parser::LENIENT,
        "pin",
        r#"{"pin":{"pin":{}}}"#,
        &[
            r#"wrapped-document coerced `{"pin":{"pin":{}}}` expected pin without wrapper, found wrapped document at the root (byte 0)"#,
            r#"unknown-member ignored `"pin"` expected known member, found unknown member at /pin/pin (byte 8)"#,
        ],
    );
    for kind in ["location", "errors"] {
        finds(
            Parser::LENIENT,
            kind,
            r#"{"pin":{}}"#,
            &[
                r#"unknown-member ignored `"pin"` expected known member, found unknown member at /pin (byte 1)"#,
            ],
        );
    }
}

#[test]
fn ok_bare_errors() {
    for kind in ["errors", "any"] {
        finds(
            Parser::LENIENT,
            kind,
            r#"{"code":1020,"message":"m"}"#,
            &[
                r#"wrapped-document coerced `{"code":1020,"message":"m"}` expected array of errors, found wrapped document at the root (byte 0)"#,
            ],
        );
        finds(
            Parser::LENIENT,
            kind,
            r#"{"Message":"m","code":"1020","x":1}"#,
            &[
                r#"wrapped-document coerced `{"Message":"m","code":"1020","x":1}` expected array of errors, found wrapped document at the root (byte 0)"#,
                r#"member-spelling coerced `"Message"` expected member message, found another spelling at /Message (byte 1)"#,
                r#"string-for-number coerced `"1020"` expected integer in 0..=4294967295, found string at /code (byte 22)"#,
                r#"unknown-member ignored `"x"` expected known member, found unknown member at /x (byte 29)"#,
            ],
        );
    }
    let bare =
        Parser::LENIENT.api_errors(r#"{"code":1020,"message":"m","status":404}"#).unwrap().into_value();
    let array =
        Parser::STRICT.api_errors(r#"{"errors":[{"code":1020,"message":"m","status":404}]}"#).unwrap();
    assert_eq!(bare, array.into_value());
    // Half of one is none.
    finds(
        Parser::LENIENT,
        "errors",
        r#"{"code":1020}"#,
        &[r#"unknown-member ignored `"code"` expected known member, found unknown member at /code (byte 1)"#],
    );
}

#[test]
fn ok_byte_order_mark() {
    for (kind, rest) in
        [("pin", "{\"id\":1}"), ("location", " \n{}"), ("errors", "{\"errors\":[]}\n"), ("any", "{\"id\":1}")]
    {
        let text = format!("\u{FEFF}{rest}");
        finds(
            Parser::LENIENT,
            kind,
            &text,
            &[
                "byte-order-mark ignored `\u{FEFF}` expected document, found byte order mark at the root (byte 0)",
            ],
        );
    }
    assert_eq!(
        Parser::LENIENT.pin("\u{FEFF}{\"id\":1}").unwrap().into_value(),
        Pin::parse(r#"{"id":1}"#).unwrap()
    );
    // What fails behind it fails in lenient mode with its own error.
    let error = Parser::LENIENT.pin("\u{FEFF}[1]").unwrap_err();
    assert_eq!(error.to_string(), "expected JSON object, found array at the root (byte 3)");
    let error = Parser::STRICT.pin("\u{FEFF}[1]").unwrap_err();
    assert_eq!(error.kind().as_str(), "byte-order-mark");
    let error = Parser::LENIENT.pin("\u{FEFF}\u{FEFF}{}").unwrap_err();
    assert_eq!(error.to_string(), "expected value, found other character at the root (byte 3)");
}
