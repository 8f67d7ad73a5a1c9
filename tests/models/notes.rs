//! Notes on pins, and what is known of error codes.

use plex_pin::{ApiErrors, Evidence, KnownError, NoteCode, Pin};

/// A body, and its notes as `code pointer`.
const PINS: &[(&str, &[&str])] = &[
    ("{\"id\":1}", &[]),
    // Tokens.
    (r#"{"authToken":null}"#, &[]),
    (r#"{"authToken":"example-token","newRegistration":false}"#, &[]),
    (r#"{"authToken":"null","newRegistration":false}"#, &["token-placeholder /authToken"]),
    (r#"{"authToken":"undefined","newRegistration":false}"#, &["token-placeholder /authToken"]),
    (r#"{"authToken":" None ","newRegistration":false}"#, &["token-placeholder /authToken"]),
    (r#"{"authToken":"*","newRegistration":false}"#, &["token-placeholder /authToken"]),
    (r#"{"authToken":"********","newRegistration":false}"#, &["token-placeholder /authToken"]),
    (r#"{"authToken":"**a**","newRegistration":false}"#, &[]),
    (r#"{"authToken":"nullable","newRegistration":false}"#, &[]),
    (r#"{"authToken":"example-token"}"#, &["missing-registration /newRegistration"]),
    (r#"{"authToken":"example-token","newRegistration":null}"#, &["missing-registration /newRegistration"]),
    (r#"{"authToken":null,"newRegistration":null}"#, &[]),
    // Codes.
    (r#"{"code":"7RQZ"}"#, &[]),
    (r#"{"code":"0123"}"#, &[]),
    (r#"{"code":"0example0example0example0"}"#, &[]),
    (r#"{"code":""}"#, &["code-form /code"]),
    (r#"{"code":"7rqz"}"#, &["code-form /code"]),
    (r#"{"code":"7RQ"}"#, &["code-form /code"]),
    (r#"{"code":"7RQZ5"}"#, &["code-form /code"]),
    (r#"{"code":"7R-Z"}"#, &["code-form /code"]),
    (r#"{"code":"ÄÖ"}"#, &["code-form /code"]),
    (r#"{"code":"0EXAMPLE0EXAMPLE0EXAMPLE0"}"#, &["code-form /code"]),
    (r#"{"code":"0example0example0example00"}"#, &["code-form /code"]),
    // Products.
    (r#"{"product":"0"}"#, &["product-zero /product"]),
    (r#"{"product":"00"}"#, &[]),
    // Seconds.
    (r#"{"expiresIn":99999}"#, &[]),
    (r#"{"expiresIn":100000}"#, &["milliseconds /expiresIn"]),
    (r#"{"expiresIn":1799000}"#, &["milliseconds /expiresIn"]),
    // Dates.
    (r#"{"createdAt":"0001-01-01T00:00:00Z"}"#, &["zero-time /createdAt"]),
    (r#"{"createdAt":"0001-01-01T00:00:00+02:00"}"#, &["zero-time /createdAt"]),
    (
        r#"{"createdAt":"2023-04-12T17:00:03Z","expiresAt":"0001-01-01 00:00:00 +0000 UTC"}"#,
        &["zero-time /expiresAt"],
    ),
    (
        r#"{"createdAt":"0001-01-01T00:00:00Z","expiresAt":"0001-01-01T00:00:00Z"}"#,
        &["zero-time /createdAt", "zero-time /expiresAt"],
    ),
    (r#"{"createdAt":"2023-04-12T17:00:03Z","expiresAt":"2023-04-12T17:15:03Z","expiresIn":876}"#, &[]),
    (r#"{"createdAt":"2023-04-12T17:00:03Z","expiresAt":"2023-04-12T17:30:03Z","expiresIn":1799}"#, &[]),
    (r#"{"createdAt":"2023-04-12T17:00:03Z","expiresAt":"2023-04-12T17:30:04Z"}"#, &[]),
    (
        r#"{"createdAt":"2023-04-12T17:00:03Z","expiresAt":"2023-04-12T17:30:05Z"}"#,
        &["long-lifetime /expiresAt"],
    ),
    (r#"{"createdAt":"2023-04-12T17:00:03Z","expiresAt":"2023-04-12T18:00:03Z","expiresIn":3599}"#, &[]),
    (
        r#"{"createdAt":"2023-04-12T17:00:03Z","expiresAt":"2023-04-12T18:00:03Z","expiresIn":1799}"#,
        &["long-lifetime /expiresAt"],
    ),
    (r#"{"createdAt":"2023-04-12T17:00:03Z","expiresAt":"2023-04-12T17:00:03Z"}"#, &[]),
    (
        r#"{"createdAt":"2023-04-12T17:00:03Z","expiresAt":"2023-04-12T17:00:02Z"}"#,
        &["expires-before-created /expiresAt"],
    ),
    (r#"{"createdAt":"2023-04-12T17:00:03Z","expiresAt":"2023-04-12T19:15:03+02:00"}"#, &[]),
    // All at once, in the order of the members.
    (
        r#"{"authToken":"null","expiresIn":900000,"product":"0","code":"x","createdAt":"0001-01-01T00:00:00Z"}"#,
        &[
            "code-form /code",
            "product-zero /product",
            "milliseconds /expiresIn",
            "zero-time /createdAt",
            "token-placeholder /authToken",
            "missing-registration /newRegistration",
        ],
    ),
];

#[test]
fn ok_notes_of_pins() {
    for (body, expected) in PINS {
        let pin = Pin::parse(body).unwrap();
        let notes: Vec<_> =
            pin.notes().iter().map(|note| format!("{} {}", note.code(), note.pointer())).collect();
        assert_eq!(notes, *expected, "{body}");
    }
    for code in NoteCode::ALL {
        let is_listed =
            PINS.iter().any(|(_, notes)| notes.iter().any(|note| note.starts_with(code.as_str())));
        assert!(is_listed, "tests/models/notes.rs: no row of {code}");
    }
}

/// A note holds no value of the document.
#[test]
fn ok_texts_of_notes() {
    let pin = Pin::parse(r#"{"code":"S3CR3T-code","authToken":"undefined","newRegistration":true}"#).unwrap();
    let texts: Vec<_> = pin.notes().iter().map(ToString::to_string).collect();
    assert_eq!(
        texts,
        [
            "expected code of 4 characters A-Z 0-9 or of 25 characters a-z 0-9, found other text at /code",
            "expected token, found placeholder at /authToken",
        ]
    );
    assert!(!format!("{:?}", pin.notes()).contains("S3CR3T"));
}

#[test]
fn ok_known_errors() {
    let ascending = KnownError::ALL.is_sorted_by_key(KnownError::code);
    assert!(ascending);
    for (code, status, evidence) in [
        (498, Some(498), Evidence::Seen),
        (1000, Some(400), Evidence::Documented),
        (1001, Some(401), Evidence::Documented),
        (1003, Some(429), Evidence::Seen),
        (1010, None, Evidence::Peer),
        (1013, Some(503), Evidence::Peer),
        (1020, Some(404), Evidence::Documented),
        (1039, None, Evidence::Peer),
        (1999, Some(400), Evidence::Peer),
    ] {
        let known = KnownError::find(code).unwrap();
        assert_eq!((known.code(), known.status(), known.evidence()), (code, status, evidence));
    }
    // The codes of the contract, and no other.
    let mut codes: Vec<u32> = vec![498];
    codes.extend(1000..=1008);
    codes.extend([1010, 1011, 1013, 1020, 1028, 1029, 1031]);
    codes.extend(1032..=1039);
    codes.extend([1062, 1063, 1069, 1071, 1998, 1999]);
    assert_eq!(KnownError::ALL.iter().map(KnownError::code).collect::<Vec<_>>(), codes);
    let errors =
        ApiErrors::parse(r#"{"errors":[{"code":4711,"message":"m"},{"message":"m"},{"code":1020}]}"#)
            .unwrap();
    let known: Vec<_> = errors.as_slice().iter().map(|it| it.known().map(KnownError::code)).collect();
    assert_eq!(known, [None, None, Some(1020)]);
}
