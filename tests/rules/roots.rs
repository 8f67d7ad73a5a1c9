//! The document as a whole: wrappers, bare errors, a byte order mark.

use plex_pin::{ApiErrors, Parser, Pin};

use crate::finds;

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
    assert_eq!(Parser::LENIENT.parse::<Pin>(text).unwrap().into_value(), bare);
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
fn ok_objects_that_are_not_wrappers() {
    finds(
        Parser::LENIENT,
        "pin",
        r#"{"pin":null,"id":1}"#,
        &[r#"unknown-member ignored `"pin"` expected member of pin, found unknown member at /pin (byte 1)"#],
    );
    finds(
        Parser::LENIENT,
        "pin",
        r#"{"pin":{"id":1},"id":2}"#,
        &[r#"unknown-member ignored `"pin"` expected member of pin, found unknown member at /pin (byte 1)"#],
    );
    finds(
        Parser::LENIENT,
        "pin",
        r#"{"id":1,"pin":{"id":2}}"#,
        &[r#"unknown-member ignored `"pin"` expected member of pin, found unknown member at /pin (byte 8)"#],
    );
    // Once is enough.
    finds(
        Parser::LENIENT,
        "pin",
        r#"{"pin":{"pin":{}}}"#,
        &[
            r#"wrapped-document coerced `{"pin":{"pin":{}}}` expected pin without wrapper, found wrapped document at the root (byte 0)"#,
            r#"unknown-member ignored `"pin"` expected member of pin, found unknown member at /pin/pin (byte 8)"#,
        ],
    );
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
                r#"unknown-member ignored `"x"` expected member of error, found unknown member at /x (byte 29)"#,
            ],
        );
    }
    let bare = Parser::LENIENT
        .parse::<ApiErrors>(r#"{"code":1020,"message":"m","status":404}"#)
        .unwrap()
        .into_value();
    let array = Parser::STRICT
        .parse::<ApiErrors>(r#"{"errors":[{"code":1020,"message":"m","status":404}]}"#)
        .unwrap();
    assert_eq!(bare, array.into_value());
}

#[test]
fn ok_byte_order_mark() {
    for (kind, rest) in [
        ("pin", "{\"id\":1}"),
        ("location", " \n{\"city\":\"A\"}"),
        ("errors", "{\"errors\":[]}\n"),
        ("any", "{\"continent_code\":\"EU\"}"),
    ] {
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
        Parser::LENIENT.parse::<Pin>("\u{FEFF}{\"id\":1}").unwrap().into_value(),
        Pin::parse(r#"{"id":1}"#).unwrap()
    );
    // A syntax error after it is the error in lenient mode.
    let error = Parser::LENIENT.parse::<Pin>("\u{FEFF}[1]").unwrap_err();
    assert_eq!(error.to_string(), "expected JSON object, found array at the root (byte 3)");
    let error = Parser::STRICT.parse::<Pin>("\u{FEFF}[1]").unwrap_err();
    assert_eq!(error.kind().as_str(), "byte-order-mark");
    let error = Parser::LENIENT.parse::<Pin>("\u{FEFF}\u{FEFF}{}").unwrap_err();
    assert_eq!(error.to_string(), "expected value, found other character at the root (byte 3)");
}
