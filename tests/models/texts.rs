//! What is said to people about each code, to the letter.

use plex_pin::{DeviationCode, ErrorKind};

/// Each code, what it means, and what to do about it.
const DEVIATIONS: [(&str, &str, &str); 21] = [
    (
        "unknown-member",
        "a member name that is none of the document's, in any spelling",
        "remove it, or allow it if the service has added it",
    ),
    ("member-spelling", "a known name but for `_`, `-` and ASCII case", "write the name as plex.tv does"),
    (
        "duplicate-member",
        "a member given again, in any spelling; the last one counts",
        "write each member once",
    ),
    (
        "missing-member",
        "a member that the service has always sent since 2024-07 is absent; only asked for with `complete`",
        "capture the whole answer, or do not ask for completeness",
    ),
    (
        "wrapped-document",
        r#"a pin inside `{"pin": …}`, or an error without its `errors` array"#,
        "use the v2 endpoints, which send the bare document",
    ),
    (
        "byte-order-mark",
        "a UTF-8 byte order mark before the document",
        "save the file as UTF-8 without a byte order mark",
    ),
    ("null-value", "null where no null belongs", "leave the member out instead"),
    (
        "empty-value",
        "an empty string, or white space alone, for a number, boolean, date, coordinates or token",
        "leave the member out instead; a token that is not there yet is null",
    ),
    (
        "unknown-marker",
        r#"the text "Unknown" for a boolean, number or coordinates"#,
        "leave the member out instead",
    ),
    ("string-for-number", "a number written as a string", "write the number without quotes"),
    ("string-for-boolean", "a boolean written as a string", "write true or false without quotes"),
    ("number-for-boolean", "0 or 1 for a boolean", "write false for 0 and true for 1"),
    ("number-for-string", "a number for a string", "put it in quotes; leading zeros are lost already"),
    ("boolean-for-string", "a boolean for a string", "put it in quotes"),
    ("number-for-timestamp", "Unix seconds for a date, as in 2017", "write the date as 2023-04-12T17:00:03Z"),
    (
        "id-precision",
        "an id above 2^53-1: exact here, not in a client that reads doubles",
        "keep ids at or below 9007199254740991",
    ),
    (
        "timestamp-format",
        "a date in a form that neither the service nor its documentation uses",
        "write the date as 2023-04-12T17:00:03Z",
    ),
    ("timestamp-zone-assumed", "a date without a zone, taken as UTC", "end the date with Z"),
    (
        "coordinates-format",
        "coordinates in a form that neither the service nor its documentation uses",
        r#"write latitude and longitude as "30.3768, -97.8935""#,
    ),
    (
        "out-of-range",
        "the right type, but a value that the member cannot hold",
        "write a value within the range of the member",
    ),
    (
        "wrong-type",
        "a value of another type",
        "write a value of the expected type; there is no one meaning to take this for",
    ),
];

/// What a text or a value is refused for, its code, and what to do about it.
const REFUSALS: [(ErrorKind, &str, &str); 14] = [
    (ErrorKind::EmptyBody, "empty-body", "check that the answer has a body: PUT /api/v2/pins/link has none"),
    (ErrorKind::NotUtf8, "not-utf8", "save the body as it came, in UTF-8"),
    (ErrorKind::XmlBody, "xml-body", "send the request with the header Accept: application/json"),
    (
        ErrorKind::HtmlBody,
        "html-body",
        "this is a web page, not an answer of the API; send Accept: application/json",
    ),
    (ErrorKind::Syntax, "syntax", "check that the body was captured as it came"),
    (ErrorKind::UnexpectedEnd, "unexpected-end", "the body was cut off; capture it whole"),
    (
        ErrorKind::LoneSurrogate,
        "lone-surrogate",
        "write the character whole, as a pair of escapes or as UTF-8",
    ),
    (ErrorKind::TooDeep, "too-deep", "no answer of the service nests deeper than three levels"),
    (ErrorKind::TrailingText, "trailing-text", "keep one document to a file, or one to a line in NDJSON"),
    (ErrorKind::NotAnObject, "not-an-object", "every answer of the service is a JSON object"),
    (
        ErrorKind::UnrecognisedDocument,
        "unrecognised-document",
        "say which document it is, if it is one: a pin, a location or errors",
    ),
    (ErrorKind::InvalidText, "invalid-text", "see the documentation of the type"),
    (ErrorKind::InvalidValue, "invalid-value", "see the documentation of the type"),
    (ErrorKind::Incomplete, "incomplete", "use Pin or Location, whose members are optional"),
];

#[test]
fn ok_deviations_in_the_order_of_their_table() {
    let told: Vec<_> =
        DeviationCode::ALL.iter().map(|code| (code.as_str(), code.description(), code.help())).collect();
    assert_eq!(told, DEVIATIONS);
    let errors = DeviationCode::ALL.iter().map(|&code| ErrorKind::Deviation(code));
    let told: Vec<_> = errors.map(|kind| (kind.code(), kind.help())).collect();
    assert_eq!(told, DEVIATIONS.map(|(code, _, help)| (code, help)), "as errors");
}

#[test]
fn ok_refusals() {
    for (kind, code, help) in REFUSALS {
        assert_eq!((kind.code(), kind.help()), (code, help));
    }
}
