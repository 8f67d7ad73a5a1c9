//! The texts that people see for each code, to the letter.

use plex_pin::{ApiErrors, DeviationCode, ErrorKind, Expected, Found, Parser, Pin};

use crate::err;

/// The code of a deviation, its description and its help.
const DEVIATIONS: [(&str, &str, &str); 21] = [
    (
        "unknown-member",
        "a member that the model does not have, in any spelling",
        "plex.tv may have added this member; a client that refuses unknown members will fail",
    ),
    (
        "member-spelling",
        "a known member name, but for `_`, `-` and ASCII case",
        "plex.tv writes this name in another way; a client that compares names will miss the member",
    ),
    (
        "duplicate-member",
        "a second member of the same name, in any spelling; the last one counts",
        "the last value counts here and in most JSON readers; a client that takes the first will differ",
    ),
    (
        "missing-member",
        "an absent member that the service has always sent since 2024-07; reported only with `complete`",
        "plex.tv has always sent this member since 2024-07; the capture is older, shortened or not from plex.tv",
    ),
    (
        "wrapped-document",
        "a pin inside `{\"pin\": …}`, or an error without its `errors` array",
        "a client of the v2 endpoints expects the document without a wrapper, and errors in an array",
    ),
    (
        "byte-order-mark",
        "a UTF-8 byte order mark before the document",
        "plex.tv sends none; a tool has added it to the capture, and many JSON readers refuse it",
    ),
    (
        "null-value",
        "null where the strict form has no null",
        "plex.tv sends a value here or leaves the member out; a client that does not expect null will fail",
    ),
    (
        "empty-value",
        "an empty string, or white space alone, for a number, boolean, date, coordinates or token",
        "plex.tv sends a value here or leaves the member out; a client that converts the string will fail",
    ),
    (
        "unknown-marker",
        "the string \"Unknown\" for a boolean, number or coordinates",
        "the sender did not know the value; a client that converts the string will fail",
    ),
    (
        "string-for-number",
        "a number written as a string",
        "plex.tv sends a number here; a client that compares types will fail",
    ),
    (
        "string-for-boolean",
        "a boolean written as a string",
        "plex.tv sends true or false here; a client that compares types will fail",
    ),
    (
        "number-for-boolean",
        "0 or 1 for a boolean",
        "plex.tv sends true or false here; a client that compares types will fail",
    ),
    (
        "number-for-string",
        "a number for a string",
        "plex.tv sends a string here; leading zeros may be lost, and a client that compares types will fail",
    ),
    (
        "boolean-for-string",
        "a boolean for a string",
        "plex.tv sends a string here; a client that compares types will fail",
    ),
    (
        "number-for-timestamp",
        "Unix seconds for a date, as in 2017",
        "plex.tv sent Unix seconds in 2017 and sends 2023-04-12T17:00:03Z now; a client of today will fail",
    ),
    (
        "id-precision",
        "an id above 2^53-1: exact here, not in a client that reads doubles",
        "a client that reads numbers as doubles, as JavaScript does, will ask for another pin",
    ),
    (
        "timestamp-format",
        "a date in a form that neither the service nor its documentation uses",
        "plex.tv sends 2023-04-12T17:00:03Z; a client that reads RFC 3339 alone will fail",
    ),
    (
        "timestamp-zone-assumed",
        "a date without a zone, taken as UTC",
        "plex.tv sends a zone; a client that takes the date as local time will be hours off",
    ),
    (
        "coordinates-format",
        "coordinates in a form that neither the service nor its documentation uses",
        "plex.tv sends \"30.3768, -97.8935\"; a client that splits at the comma and space will fail",
    ),
    (
        "out-of-range",
        "the right type, but a value that the member cannot hold",
        "plex.tv sends no such value; a client that converts it will fail or hold a wrong one",
    ),
    (
        "wrong-type",
        "a value of another type",
        "plex.tv sends another type here, and this value has no obvious meaning; a client will fail",
    ),
];

/// The kind of an error, its text, its description and its help.
const REFUSALS: [(ErrorKind, &str, &str, &str); 15] = [
    (
        ErrorKind::EmptyBody,
        "empty-body",
        "an empty body, or white space alone",
        "the response had no body, as that of PUT /api/v2/pins/link (204), or the capture did not keep it",
    ),
    (
        ErrorKind::NotUtf8,
        "not-utf8",
        "bytes that are not UTF-8",
        "plex.tv sends UTF-8; the capture was saved in another encoding, or is compressed",
    ),
    (
        ErrorKind::XmlBody,
        "xml-body",
        "an XML body, which the service sends unless it is asked for JSON",
        "plex.tv sends JSON only for Accept: application/json, with no other type beside it",
    ),
    (
        ErrorKind::HtmlBody,
        "html-body",
        "a web page, as proxies and maintenance send it",
        "not from the API: its title names a sign-in page (a media server, a proxy), a rate limit or maintenance",
    ),
    (
        ErrorKind::XmlDoctype,
        "xml-doctype",
        "an XML body with a document type declaration",
        "plex.tv sends none; it may define entities that grow without limit, so nothing behind it is read",
    ),
    (
        ErrorKind::Syntax,
        "syntax",
        "a body that is not JSON, or not well-formed XML",
        "the body is not as plex.tv sent it: it was edited, mixed with other text or printed by a program",
    ),
    (
        ErrorKind::UnexpectedEnd,
        "unexpected-end",
        "a body that ends before its document does",
        "the body was cut off; the rest is missing from the capture",
    ),
    (
        ErrorKind::LoneSurrogate,
        "lone-surrogate",
        "half of a surrogate pair in an escape, which is not a character",
        "a program has cut the string in the middle of a character; strict JSON readers refuse it",
    ),
    (
        ErrorKind::TooDeep,
        "too-deep",
        "arrays, objects or XML elements nested deeper than 128 levels",
        "responses of plex.tv nest three levels deep; this is another document",
    ),
    (
        ErrorKind::TrailingText,
        "trailing-text",
        "more text after the document",
        "a response is one document; the capture holds several, or has text around it",
    ),
    (
        ErrorKind::NotAnObject,
        "not-an-object",
        "JSON whose root is not an object",
        "a pin, a location and errors are JSON objects; this is another document or a list of them",
    ),
    (
        ErrorKind::UnrecognisedDocument,
        "unrecognised-document",
        "an object or XML element that is not a pin, a location or errors, or not the one it is read as",
        "the body may come from another endpoint, or be another document than it is read as",
    ),
    (
        ErrorKind::InvalidText,
        "invalid-text",
        "a text that `FromStr` of a type does not read",
        "the text is not in a form of the type; the documentation of the type lists them",
    ),
    (
        ErrorKind::InvalidValue,
        "invalid-value",
        "a value outside the range of a type",
        "the value is outside the range of the type; the documentation of the type states it",
    ),
    (
        ErrorKind::Incomplete,
        "incomplete",
        "a pin or location without a member that the live service has always sent since 2024-07",
        "the response is older or shortened; use Pin or Location, whose members are optional",
    ),
];

#[test]
fn ok_deviation_texts() {
    let texts: Vec<_> =
        DeviationCode::ALL.iter().map(|code| (code.as_str(), code.description(), code.help())).collect();
    assert_eq!(texts, DEVIATIONS);
}

#[test]
fn ok_error_texts() {
    let (deviations, others) = ErrorKind::ALL.split_at(DeviationCode::ALL.len());
    let texts: Vec<_> = deviations.iter().map(|it| (it.as_str(), it.description(), it.help())).collect();
    assert_eq!(texts, DEVIATIONS);
    let texts: Vec<_> = others.iter().map(|&it| (it, it.as_str(), it.description(), it.help())).collect();
    assert_eq!(texts, REFUSALS);
}

/// Lower case, no full stop, one line, and no advice to the sender of the body.
#[test]
fn ok_style_of_texts() {
    for kind in ErrorKind::ALL {
        for text in [kind.description(), kind.help()] {
            let starts = text.starts_with(|it: char| it.is_lowercase() || it.is_ascii_digit());
            let name = ["JSON", "Unix", "XML"].iter().any(|name| text.starts_with(name));
            assert!(starts || name, "{text}");
            assert!(!text.ends_with('.') && !text.contains('\n') && text.len() <= 110, "{text}");
        }
        for advice in ["write ", "leave ", "remove ", "put ", "keep ", "send "] {
            assert!(!kind.help().starts_with(advice), "{kind}");
        }
    }
}

#[test]
fn ok_kinds_are_read_back() {
    for &kind in ErrorKind::ALL {
        assert_eq!(kind.as_str().parse(), Ok(kind));
        assert_eq!(kind.to_string(), kind.as_str());
    }
    for &code in DeviationCode::ALL {
        assert_eq!(code.as_str().parse(), Ok(code));
        assert_eq!(code.to_string(), code.as_str());
        assert_eq!(code.as_str().parse(), Ok(ErrorKind::from(code)));
    }
    err::<DeviationCode>("", "invalid-text", "expected deviation code, found empty text");
    for text in ["unknown_member", "Unknown-Member", "unknown-member ", "syntax"] {
        err::<DeviationCode>(text, "invalid-text", "expected deviation code, found other text");
    }
    err::<ErrorKind>("", "invalid-text", "expected error kind, found empty text");
    for text in ["unexpected_end", "Unexpected-End", " syntax", "deviation"] {
        err::<ErrorKind>(text, "invalid-text", "expected error kind, found other text");
    }
}

/// One code, several causes.
#[test]
fn ok_help_by_cause() {
    let pin = |body: &'static str| Parser::LENIENT.parse::<Pin>(body).unwrap().deviations()[0].help();
    let errors = Parser::LENIENT.parse::<ApiErrors>(r#"{"code":1020,"message":"gone"}"#).unwrap();
    for (help, expected) in [
        (
            pin(r#"{"pin":{"id":1}}"#),
            "only the v1 endpoints wrap the pin; a client of the v2 endpoints will find no member",
        ),
        (
            errors.deviations()[0].help(),
            "plex.tv sends errors in an array; a client that reads `errors` will find none",
        ),
        (
            pin(r#"{"authToken":""}"#),
            "plex.tv sends null until the pin is claimed; a client may take the empty string for a token",
        ),
        (pin(r#"{"createdAt":""}"#), DeviationCode::EmptyValue.help()),
        (pin(r#"{"id":"1"}"#), DeviationCode::StringForNumber.help()),
    ] {
        assert_eq!(help, expected);
    }
    for (body, expected) in
        [(r#"{"pin":{"id":1}}"#, pin(r#"{"pin":{"id":1}}"#)), ("{", ErrorKind::UnexpectedEnd.help())]
    {
        assert_eq!(Parser::STRICT.parse::<Pin>(body).unwrap_err().help(), expected, "{body}");
    }
}

#[test]
fn ok_words_of_expected_and_found() {
    for (expected, shown) in [
        (Expected::Value("timestamp"), "timestamp"),
        (Expected::Member("expiresIn"), "member expiresIn"),
        (Expected::MemberOf("pin"), "member of pin"),
    ] {
        assert_eq!(expected.to_string(), shown);
    }
    let words: Vec<_> = Found::ALL.iter().map(|found| found.as_str()).collect();
    let expected = [
        "null",
        "boolean",
        "number",
        "string",
        "array",
        "object",
        "number out of range",
        "string out of range",
        "larger integer",
        "empty string",
        "\"Unknown\"",
        "timestamp in another form",
        "timestamp without zone",
        "coordinates in another form",
        "other text",
        "unknown member",
        "another spelling",
        "duplicate member",
        "nothing",
        "wrapped document",
        "byte order mark",
    ];
    assert_eq!(words, expected);
    assert_eq!(format!("{:>6}|", Found::Null), "  null|");
}
