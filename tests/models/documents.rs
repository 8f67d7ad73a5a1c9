//! The documents, what is said about them, and where.

use std::fmt::Debug;

use plex_pin::schema::{Draft, Mode, Root};
use plex_pin::{
    ApiError, ApiErrors, Coordinates, DeviationCode, Document, Error, ErrorKind, Escaped, IssuedPin,
    Location, Outcome, Parser, Pin, PinState, Pointer, Position, Positions, Span, Timestamp,
};
use time::OffsetDateTime;

use crate::{err, ok};

#[test]
fn ok_codes_are_read_back() {
    for &code in DeviationCode::ALL {
        assert_eq!(code.as_str().parse(), Ok(code));
        assert_eq!(code.to_string(), code.as_str());
    }
    err::<DeviationCode>("", "invalid-text", "expected deviation code, found empty text");
    for text in ["unknown_member", "Unknown-Member", "unknown-member "] {
        err::<DeviationCode>(text, "invalid-text", "expected deviation code, found other text");
    }
    let outcomes = [Outcome::Coerced, Outcome::Ignored, Outcome::Dropped, Outcome::Absent];
    assert_eq!(outcomes.map(Outcome::as_str), ["coerced", "ignored", "dropped", "absent"]);
    assert_eq!(
        format!("{:>8}|{:<15}|", Outcome::Absent, DeviationCode::NullValue),
        "  absent|null-value     |"
    );
}

#[test]
fn ok_issued_pin() {
    for body in [
        include_str!("../captures/pin-2024-pending-weak.json"),
        include_str!("../captures/pin-2025-claimed-jwt.json"),
        include_str!("../captures/documented-forms.json"),
    ] {
        let pin = Pin::parse(body).unwrap();
        let issued = IssuedPin::try_from(pin.clone()).unwrap();
        assert_eq!(issued.id, pin.id.unwrap());
        assert_eq!(Some(&issued.location.city), pin.location.as_ref().and_then(|it| it.city.as_ref()));
        assert_eq!(Pin::from(issued.clone().into_owned()), pin, "back and forth");
        assert_eq!(issued.clone(), issued);
    }
}

#[test]
fn err_issued_pin_lists_all_that_lack() {
    let error = |body| IssuedPin::try_from(Parser::LENIENT.pin(body).unwrap().into_value()).unwrap_err();
    let before = ["/id", "/code", "/product", "/trusted", "/qr", "/clientIdentifier"];
    let after = ["/expiresIn", "/createdAt", "/expiresAt"];
    assert_eq!(
        error(r#"{"authToken":null}"#).missing_members(),
        [&before[..], &["/location"], &after].concat()
    );
    assert_eq!(IssuedPin::try_from(Pin::default()).unwrap_err().kind(), ErrorKind::IncompletePin);
    let location = [
        "/location/code",
        "/location/european_union_member",
        "/location/continent_code",
        "/location/country",
        "/location/city",
        "/location/time_zone",
        "/location/postal_code",
        "/location/in_privacy_restricted_country",
        "/location/in_privacy_restricted_region",
        "/location/subdivisions",
        "/location/coordinates",
    ];
    // In the wire's order, those of the location where it stands.
    let missing = error(r#"{"location":{}}"#);
    assert_eq!(missing.missing_members(), [&before[..], &location, &after].concat());
    // One alone, and a value that was dropped.
    let whole = include_str!("../captures/pin-2024-pending-weak.json");
    let error = error(&whole.replace("240024001", "\"x\"").replace("\"Exampleby\"", "null"));
    assert_eq!(error.to_string(), "expected complete pin, found nothing at /id, /location/city");
    assert_eq!(error.kind().code(), "incomplete-pin");
}

#[test]
fn ok_state() {
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let pin = |body: &'static str| Pin::parse(body).unwrap();
    let pending = pin(r#"{"expiresAt":"2025-03-07T16:52:05Z","authToken":null}"#);
    assert_eq!(pending.state(at("2025-03-07T16:52:04.999999999Z")), PinState::Pending);
    assert_eq!(pending.state(at("2025-03-07T16:52:05Z")), PinState::Expired);
    assert_eq!(pending.state(at("2025-03-07T17:52:04+01:00")), PinState::Pending);
    assert_eq!(pending.state(OffsetDateTime::UNIX_EPOCH), PinState::Pending);
    let fraction = pin(r#"{"expiresAt":"2025-03-07T16:52:05.5Z"}"#);
    assert_eq!(fraction.state(at("2025-03-07T16:52:05.499999999Z")), PinState::Pending);
    assert_eq!(fraction.state(at("2025-03-07T16:52:05.5Z")), PinState::Expired);
    let claimed = pin(r#"{"expiresAt":"2025-03-07T16:52:05Z","authToken":"EXAMPLE"}"#);
    assert_eq!(claimed.state(at("2030-01-01T00:00:00Z")), PinState::Claimed);
    assert_eq!(pin(r#"{"code":"A"}"#).state(at("2030-01-01T00:00:00Z")), PinState::Pending);
    assert_eq!(pin(r#"{"newRegistration":true}"#).state(at("2030-01-01T00:00:00Z")), PinState::Pending);
}

#[test]
fn ok_owned_values_outlive_their_body() {
    fn is_free<T: Send + Sync + Clone + Debug + PartialEq + 'static>(value: T) -> T {
        std::thread::spawn(move || value).join().unwrap()
    }
    let pin: Pin<'static> = {
        let body = include_str!("../captures/pin-2024-claimed-weak.json").to_owned();
        Pin::parse(&body).unwrap().into_owned()
    };
    assert_eq!(
        is_free(pin.clone()),
        Pin::parse(include_str!("../captures/pin-2024-claimed-weak.json")).unwrap()
    );
    is_free(IssuedPin::try_from(pin).unwrap());
    is_free(Location::parse(r#"{"city":"A"}"#).unwrap().into_owned());
    let errors: ApiErrors<'static> = ApiErrors::parse(r#"{"errors":[{"code":1020}]}"#).unwrap().into_owned();
    assert_eq!(is_free(errors).as_slice()[0].code, Some(ApiError::CODE_NOT_FOUND_OR_EXPIRED));
    let parsed = Parser::LENIENT.document(r#"{"pin":{"id":"1"}}"#).unwrap().map(Document::into_owned);
    is_free(parsed);
    is_free(Pin::parse("").unwrap_err());
}

#[test]
fn ok_codes_of_errors() {
    let codes = [
        ApiError::CLIENT_IDENTIFIER_MISSING,
        ApiError::USER_NOT_AUTHENTICATED,
        ApiError::CODE_NOT_FOUND_OR_EXPIRED,
    ];
    assert_eq!(codes, [1000, 1001, 1020]);
}

#[test]
fn ok_words_of_schemas() {
    ok::<Root>("errors", "errors");
    ok::<Mode>("complete", "complete");
    ok::<Draft>("07", "07");
    let root = "expected pin, location or errors, found other text";
    for text in ["Errors", "PIN", "pin "] {
        err::<Root>(text, "invalid-text", root);
    }
    for text in ["Strict", "LENIENT"] {
        err::<Mode>(text, "invalid-text", "expected strict, complete or lenient, found other text");
    }
    err::<Mode>("", "invalid-text", "expected strict, complete or lenient, found empty text");
    err::<Draft>("7", "invalid-text", "expected 2020-12 or 07, found other text");
}

#[test]
fn ok_sizes() {
    assert_eq!(size_of::<Error>(), size_of::<usize>());
    assert_eq!(size_of::<Option<Error>>(), size_of::<usize>());
    assert!(size_of::<Timestamp>() <= 16 && size_of::<Option<Timestamp>>() <= 16);
    assert_eq!(size_of::<Coordinates>(), 16);
}

#[test]
fn ok_positions() {
    let shown = |position: Position| (position.line, position.column, position.utf16_column);
    let text = "{\n  \"ø😀\": 1,\r\n}";
    for (needle, expected) in [
        ("{", (1, 1, 1)),
        ("\n", (1, 2, 2)),
        ("\"", (2, 3, 3)),
        ("ø", (2, 4, 4)),
        ("😀", (2, 5, 5)),
        ("\":", (2, 6, 7)),
        ("1", (2, 9, 10)),
        ("\r", (2, 11, 12)),
        ("}", (3, 1, 1)),
    ] {
        let start = text.find(needle).unwrap();
        assert_eq!(shown(Span::new(start, start + 1).position(text)), expected, "{needle:?}");
    }
    // Past the end is the end; backwards is as good as forwards.
    let mut positions = Positions::new(text.as_bytes());
    assert_eq!(shown(positions.at(usize::MAX)), (3, 2, 2));
    assert_eq!(shown(positions.at(0)), (1, 1, 1));
    assert_eq!(Span::new(4, 5).position(text).to_string(), "2:3");
    assert_eq!(Positions::new(b"\xFF\xFEx").at(2).column, 3);
    let mut positions = Positions::new(b"ab");
    let columns = [2, 5, 9, 2, 1, 0].map(|offset| positions.at(offset).column);
    assert_eq!(columns, [3, 3, 3, 3, 2, 1]);
    assert_eq!((Span::new(2, 5).len(), Span::new(2, 2).is_empty(), Span::new(5, 2).len()), (3, true, 0));
}

#[test]
fn ok_pointers_and_escaped_text() {
    assert_eq!(Pointer::ROOT.as_str(), "");
    assert_eq!(Pointer::default(), Pointer::ROOT);
    let parsed = Parser::LENIENT.pin(r#"{"a/~":1,"id":1}"#).unwrap();
    let pointer = parsed.deviations()[0].pointer();
    assert_eq!(
        (pointer.to_string(), pointer.as_ref(), pointer.is_root()),
        ("/a~1~0".to_owned(), "/a~1~0", false)
    );
    // In the order of their texts.
    let parsed = Parser::LENIENT.pin(r#"{"zz":1,"aaaa":1,"id":1}"#).unwrap();
    assert!(parsed.deviations()[1].pointer() < parsed.deviations()[0].pointer());
    for (text, shown) in [
        ("Gdańsk", "Gdańsk"),
        ("\u{1b}[31m\r\n\t\0\u{7f}\u{9b}", "\\u{1b}[31m\\u{d}\\u{a}\\u{9}\\u{0}\\u{7f}\\u{9b}"),
        ("a\u{202e}b\u{2028}\u{feff}\u{200b}", "a\\u{202e}b\\u{2028}\\u{feff}\\u{200b}"),
        ("", ""),
    ] {
        assert_eq!(Escaped::new(text).to_string(), shown);
    }
    // What is not seen, or turns the direction, from its first to its last.
    for (first, last) in [
        ('\0', '\u{1F}'),
        ('\u{7F}', '\u{9F}'),
        ('\u{AD}', '\u{AD}'),
        ('\u{34F}', '\u{34F}'),
        ('\u{61C}', '\u{61C}'),
        ('\u{115F}', '\u{1160}'),
        ('\u{17B4}', '\u{17B5}'),
        ('\u{180B}', '\u{180F}'),
        ('\u{200B}', '\u{200F}'),
        ('\u{2028}', '\u{202E}'),
        ('\u{2060}', '\u{206F}'),
        ('\u{3164}', '\u{3164}'),
        ('\u{FE00}', '\u{FE0F}'),
        ('\u{FEFF}', '\u{FEFF}'),
        ('\u{FFA0}', '\u{FFA0}'),
        ('\u{FFF0}', '\u{FFFB}'),
        ('\u{E0000}', '\u{E0FFF}'),
    ] {
        for character in first..=last {
            let shown = Escaped::new(character.encode_utf8(&mut [0; 4])).to_string();
            assert_eq!(shown, character.escape_unicode().to_string());
        }
        let before = u32::from(first).checked_sub(1).and_then(char::from_u32);
        for character in before.into_iter().chain(char::from_u32(u32::from(last) + 1)) {
            assert_eq!(Escaped::new(&character.to_string()).to_string(), character.to_string());
        }
    }
    assert_eq!(Escaped::new("😀😀😀").at_most(2).to_string(), "😀😀…");
    assert_eq!(Escaped::new("ab").at_most(2).to_string(), "ab");
    assert_eq!(Escaped::new("ab").at_most(0).to_string(), "…");
    assert_eq!(Escaped::new("").at_most(0).to_string(), "");
}
