//! Names of members: unknown ones, other spellings, duplicates.

use plex_pin::{ApiError, ApiErrors, AuthToken, Location, Parser, Pin};

use crate::finds;

fn pascal_case(name: &str) -> String {
    let word = |word: &str| word[..1].to_uppercase() + &word[1..];
    name.split('_').map(word).collect()
}

fn snake_case(name: &str) -> String {
    name.chars()
        .flat_map(|it| it.is_uppercase().then_some('_').into_iter().chain(it.to_lowercase()))
        .collect()
}

/// Every known name, in other spellings than its own: each with the same value as under its own name.
#[test]
fn ok_every_member_in_every_spelling() {
    let kinds = [("pin", Pin::MEMBERS, "{", "}", ""), ("location", Location::MEMBERS, "{", "}", "")];
    let inner = [
        ("pin", Location::MEMBERS, "{\"location\":{", "}}", "/location"),
        ("errors", ApiError::MEMBERS, "{\"errors\":[{", "}]}", "/errors/0"),
    ];
    for (kind, members, open, close, place) in kinds.into_iter().chain(inner) {
        for member in members.iter().step_by(if cfg!(miri) { 5 } else { 1 }) {
            let (name, value) = (member.name, member.example);
            let written = |name: &str| format!("{open}\"{name}\":{value}{close}");
            let original = written(name);
            finds(Parser::LENIENT, kind, &original, &[]);
            let value = crate::read(Parser::STRICT, kind, &original).unwrap().into_value();
            let spellings = [
                pascal_case(name),
                snake_case(name),
                snake_case(name).replace('_', "-"),
                name.to_uppercase(),
                format!("_{name}__"),
                format!("-{name}"),
                name.replace('_', ""),
            ];
            for spelling in spellings.iter().filter(|spelling| *spelling != name) {
                let text = written(spelling);
                let byte = open.len();
                let expected = format!(
                    "member-spelling coerced `\"{spelling}\"` expected member {name}, \
                     found another spelling at {place}/{spelling} (byte {byte})"
                );
                finds(Parser::LENIENT, kind, &text, &[&expected]);
                assert_eq!(crate::read(Parser::LENIENT, kind, &text).unwrap().into_value(), value, "{text}");
            }
        }
    }
}

#[test]
fn ok_the_array_of_errors_in_another_spelling() {
    finds(
        Parser::LENIENT,
        "errors",
        r#"{"Errors":[]}"#,
        &[
            r#"member-spelling coerced `"Errors"` expected member errors, found another spelling at /Errors (byte 1)"#,
        ],
    );
    finds(
        Parser::LENIENT,
        "any",
        r#"{"ERRORS_":[{"code":1,"message":"m"}]}"#,
        &[
            r#"member-spelling coerced `"ERRORS_"` expected member errors, found another spelling at /ERRORS_ (byte 1)"#,
        ],
    );
}

/// An escape in a name is no other spelling, but the name itself.
#[test]
fn ok_escaped_names() {
    finds(Parser::LENIENT, "pin", r#"{"\u0069d":5}"#, &[]);
    finds(
        Parser::LENIENT,
        "pin",
        r#"{"\u0049d":5}"#,
        &[
            r#"member-spelling coerced `"\u0049d"` expected member id, found another spelling at /Id (byte 1)"#,
        ],
    );
}

#[test]
fn ok_unknown_members() {
    for (name, pointer) in [
        ("userId", "/userId"),
        ("id2", "/id2"),
        ("", "/"),
        ("a/b~c", "/a~1b~0c"),
        ("auth.token", "/auth.token"),
        ("auth token", "/auth token"),
        ("ıd", "/ıd"),
        ("__", "/__"),
        ("message", "/message"),
        ("city", "/city"),
        ("id\\u0000", "/id\\u{0}"),
        ("\\u001b[31m", "/\\u{1b}[31m"),
        ("pin", "/pin"),
        ("errors", "/errors"),
    ] {
        let text = format!("{{\"{name}\":[1,{{\"id\":null}}],\"id\":5}}");
        finds(
            Parser::LENIENT,
            "pin",
            &text,
            &[&format!(
                "unknown-member ignored `\"{name}\"` expected member of pin, found unknown member at {pointer} (byte 1)"
            )],
        );
    }
    // Its value may be any JSON.
    finds(
        Parser::LENIENT,
        "location",
        r#"{"id":{"id":"x","id":{}},"city":"A"}"#,
        &[
            r#"unknown-member ignored `"id"` expected member of location, found unknown member at /id (byte 1)"#,
        ],
    );
    finds(
        Parser::LENIENT,
        "errors",
        r#"{"errors":[{"detail":1e400}]}"#,
        &[
            r#"unknown-member ignored `"detail"` expected member of error, found unknown member at /errors/0/detail (byte 12)"#,
        ],
    );
}

#[test]
fn ok_unknown_member_twice() {
    finds(
        Parser::LENIENT,
        "pin",
        r#"{"x":1,"x":2,"id":1}"#,
        &[
            r#"unknown-member ignored `"x"` expected member of pin, found unknown member at /x (byte 1)"#,
            r#"unknown-member ignored `"x"` expected member of pin, found unknown member at /x (byte 7)"#,
        ],
    );
}

/// A name of more than 100 bytes is no spelling of anything.
#[test]
fn ok_the_longest_spelling() {
    let spelled = |length: usize| format!("id{}", "_".repeat(length - 2));
    let longest = spelled(100);
    finds(
        Parser::LENIENT,
        "pin",
        &format!("{{\"{longest}\":5}}"),
        &[&format!(
            "member-spelling coerced `\"{longest}\"` expected member id, found another spelling at /{longest} (byte 1)"
        )],
    );
    let longer = spelled(101);
    finds(
        Parser::LENIENT,
        "pin",
        &format!("{{\"{longer}\":5,\"id\":1}}"),
        &[&format!(
            "unknown-member ignored `\"{longer}\"` expected member of pin, found unknown member at /{longer} (byte 1)"
        )],
    );
    // Of a pointer, no more than 200 characters are shown.
    let long = "x".repeat(300);
    finds(
        Parser::LENIENT,
        "pin",
        &format!("{{\"{long}\":5,\"id\":1}}"),
        &[&format!(
            "unknown-member ignored `\"{long}\"` expected member of pin, found unknown member at /{}… (byte 1)",
            "x".repeat(199)
        )],
    );
}

#[test]
fn ok_last_duplicate_counts() {
    finds(
        Parser::LENIENT,
        "pin",
        r#"{"id":1,"id":2}"#,
        &[
            r#"duplicate-member ignored `"id"` expected one member of the name, found duplicate member at /id (byte 8)"#,
        ],
    );
    let value = |text| Parser::LENIENT.parse::<Pin>(text).unwrap().into_value();
    assert_eq!(value(r#"{"id":1,"id":2}"#), value(r#"{"id":2}"#));
    assert_eq!(value(r#"{"id":1,"code":"A","id":2}"#), value(r#"{"id":2,"code":"A"}"#));
    assert_eq!(value(r#"{"ID":1,"id":2,"i-d":3}"#), value(r#"{"id":3}"#));
    // Also where the last one cannot be read, or is null.
    assert_eq!(value(r#"{"id":1,"id":"x"}"#), Pin::default());
    assert_eq!(value(r#"{"authToken":"first","authToken":null}"#), Pin::default());
    assert_eq!(value(r#"{"auth_token":"first","authToken":"last"}"#).auth_token, AuthToken::new("last").ok());
}

#[test]
fn ok_respelled_duplicate_has_both_codes() {
    finds(
        Parser::LENIENT,
        "pin",
        r#"{"id":1,"Id":"x","ID":3}"#,
        &[
            r#"member-spelling coerced `"Id"` expected member id, found another spelling at /Id (byte 8)"#,
            r#"duplicate-member ignored `"Id"` expected one member of the name, found duplicate member at /Id (byte 8)"#,
            r#"wrong-type dropped `"x"` expected integer in 0..=9007199254740991, found string at /Id (byte 13)"#,
            r#"member-spelling coerced `"ID"` expected member id, found another spelling at /ID (byte 17)"#,
            r#"duplicate-member ignored `"ID"` expected one member of the name, found duplicate member at /ID (byte 17)"#,
        ],
    );
}

#[test]
fn ok_duplicates_in_every_object() {
    finds(
        Parser::LENIENT,
        "location",
        r#"{"city":"A","City":"B"}"#,
        &[
            r#"member-spelling coerced `"City"` expected member city, found another spelling at /City (byte 12)"#,
            r#"duplicate-member ignored `"City"` expected one member of the name, found duplicate member at /City (byte 12)"#,
        ],
    );
    finds(
        Parser::LENIENT,
        "errors",
        r#"{"errors":[{"code":1,"code":2}],"errors":[]}"#,
        &[
            r#"duplicate-member ignored `"code"` expected one member of the name, found duplicate member at /errors/0/code (byte 21)"#,
            r#"duplicate-member ignored `"errors"` expected one member of the name, found duplicate member at /errors (byte 32)"#,
        ],
    );
    let errors = Parser::LENIENT.parse::<ApiErrors>(r#"{"errors":[{"code":1}],"errors":[]}"#).unwrap();
    assert_eq!(errors.value().as_slice(), []);
    // A duplicate location replaces the first one completely.
    let text = r#"{"location":{"city":"A"},"location":{"country":"B"}}"#;
    finds(
        Parser::LENIENT,
        "pin",
        text,
        &[
            r#"duplicate-member ignored `"location"` expected one member of the name, found duplicate member at /location (byte 25)"#,
        ],
    );
    let location = Parser::LENIENT.parse::<Pin>(text).unwrap().into_value().location.unwrap();
    assert_eq!((location.city, location.country.as_deref()), (None, Some("B")));
}
