//! Documents, and the locations and texts of their deviations.

use std::fmt::Debug;
use std::time::Duration;

use plex_pin::schema::{Draft, Mode};
use plex_pin::{
    ApiError, ApiErrors, CompleteLocation, CompletePin, Coordinates, DeviationCode, Document, DocumentKind,
    ErrorKind, Escaped, Location, Member, Outcome, Parser, Pin, PinState, Pointer, Position, Positions, Span,
    Timestamp,
};

use crate::{err, ok};

#[test]
fn ok_outcomes() {
    let outcomes = [Outcome::Coerced, Outcome::Ignored, Outcome::Dropped, Outcome::Absent];
    assert_eq!(outcomes.map(Outcome::as_str), ["coerced", "ignored", "dropped", "absent"]);
    assert_eq!(
        format!("{:>8}|{:<15}|", Outcome::Absent, DeviationCode::NullValue),
        "  absent|null-value     |"
    );
}

#[test]
fn ok_complete_pin() {
    for body in [
        include_str!("../captures/pin-2024-pending-weak.json"),
        include_str!("../captures/pin-2025-claimed-jwt.json"),
        include_str!("../captures/documented-forms.json"),
    ] {
        let pin = Pin::parse(body).unwrap();
        let complete = CompletePin::try_from(pin.clone()).unwrap();
        assert_eq!(complete.id, pin.id.unwrap());
        assert_eq!(Some(&complete.location.city), pin.location.as_ref().and_then(|it| it.city.as_ref()));
        assert_eq!(Pin::from(complete.clone().into_owned()), pin, "back and forth");
        assert_eq!(complete.clone(), complete);
    }
}

#[test]
fn err_complete_pin_lists_missing_members() {
    let error =
        |body| CompletePin::try_from(Parser::LENIENT.parse::<Pin>(body).unwrap().into_value()).unwrap_err();
    let paths = |place: &str, members: &[Member]| -> Vec<String> {
        let always = members.iter().filter(|member| member.always && !member.nullable);
        always.map(|member| format!("{place}/{}", member.name)).collect()
    };
    let own = paths("", Pin::MEMBERS);
    assert_eq!(CompletePin::try_from(Pin::default()).unwrap_err().missing_members(), own);
    assert_eq!(CompletePin::try_from(Pin::default()).unwrap_err().kind(), ErrorKind::Incomplete);
    // In the order of the service, those of the location at its position.
    let (before, after) = own.split_at(own.iter().position(|path| path == "/location").unwrap());
    let missing = error(r#"{"location":{}}"#);
    assert_eq!(
        missing.missing_members(),
        [before, &paths("/location", Location::MEMBERS), &after[1..]].concat()
    );
    // One alone, and a value that was dropped.
    let whole = include_str!("../captures/pin-2024-pending-weak.json");
    let error = error(&whole.replace("240024001", "\"x\"").replace("\"Exampleby\"", "null"));
    assert_eq!(error.to_string(), "expected complete document, found nothing at /id, /location/city");
    assert_eq!(error.kind().as_str(), "incomplete");
}

#[test]
fn ok_state() {
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let pin = |body: &'static str| Pin::parse(body).unwrap();
    let pending = pin(r#"{"expiresAt":"2025-03-07T16:52:05Z","authToken":null}"#);
    assert_eq!(pending.state(at("2025-03-07T16:52:04.999999999Z")), PinState::Pending);
    assert_eq!(pending.state(at("2025-03-07T16:52:05Z")), PinState::Expired);
    assert_eq!(pending.state(at("2025-03-07T17:52:04+01:00")), PinState::Pending);
    assert_eq!(pending.state(Timestamp::from_unix(0).unwrap()), PinState::Pending);
    let fraction = pin(r#"{"expiresAt":"2025-03-07T16:52:05.5Z"}"#);
    assert_eq!(fraction.state(at("2025-03-07T16:52:05.499999999Z")), PinState::Pending);
    assert_eq!(fraction.state(at("2025-03-07T16:52:05.5Z")), PinState::Expired);
    let claimed = pin(r#"{"expiresAt":"2025-03-07T16:52:05Z","authToken":"EXAMPLE"}"#);
    assert_eq!(claimed.state(at("2030-01-01T00:00:00Z")), PinState::Claimed);
    assert_eq!(Pin::default().state(at("2030-01-01T00:00:00Z")), PinState::Unknown);
    assert_eq!(pin(r#"{"newRegistration":true}"#).state(at("2030-01-01T00:00:00Z")), PinState::Unknown);
    let token = pin(r#"{"authToken":"EXAMPLE"}"#);
    assert_eq!(token.state(at("2030-01-01T00:00:00Z")), PinState::Claimed);
    let words: Vec<_> = PinState::ALL.iter().map(|state| state.as_str()).collect();
    assert_eq!(words, ["pending", "claimed", "expired", "unknown"]);
    assert_eq!(format!("{:>8}|", PinState::Expired), " expired|");
}

#[test]
fn ok_remaining() {
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let whole = Pin::parse(include_str!("../captures/pin-2024-pending-weak.json")).unwrap();
    let whole = whole.with_expires_at(at("2025-03-07T16:52:05.5Z"));
    let complete = CompletePin::try_from(whole.clone()).unwrap();
    for (now, expected, state) in [
        ("2025-03-07T16:52:04Z", Duration::from_millis(1_500), PinState::Pending),
        ("2025-03-07T17:52:04+01:00", Duration::from_millis(1_500), PinState::Pending),
        ("2025-03-07T16:52:05.499999999Z", Duration::from_nanos(1), PinState::Pending),
        ("2025-03-07T16:52:05.5Z", Duration::ZERO, PinState::Expired),
        ("9999-12-31T23:59:59Z", Duration::ZERO, PinState::Expired),
    ] {
        assert_eq!(whole.remaining(at(now)), Some(expected), "{now}");
        assert_eq!(complete.remaining(at(now)), expected, "{now}");
        assert_eq!((whole.state(at(now)), complete.state(at(now))), (state, state), "{now}");
    }
    let first = at("0000-01-01T00:00:00Z");
    let last = whole.with_expires_at(at("9999-12-31T23:59:59.999999999Z"));
    assert_eq!(last.remaining(first), Some(Duration::new(315_569_519_999, 999_999_999)));
    assert_eq!(Pin::default().remaining(first), None);
}

#[test]
fn ok_setters() {
    let location = Location::default()
        .with_code("NL")
        .with_european_union_member(true)
        .with_city("Breda".to_owned())
        .with_coordinates(Coordinates::new(51.5719, 4.7683).unwrap());
    let body = r#"{"code":"NL","european_union_member":true,"city":"Breda","coordinates":"51.5719, 4.7683"}"#;
    assert_eq!(location, Location::parse(body).unwrap());
    let errors = [ApiError::default()
        .with_code(ApiError::USER_NOT_AUTHENTICATED)
        .with_message("no")
        .with_status(401_u16)];
    let body = r#"{"errors":[{"code":1001,"message":"no","status":401}]}"#;
    assert_eq!(ApiErrors::default().with_errors(errors), ApiErrors::parse(body).unwrap());
    // Of a complete pin, too.
    let body = include_str!("../captures/pin-2024-claimed-weak.json");
    let complete = CompletePin::try_from(Pin::parse(body).unwrap()).unwrap();
    let other =
        complete.clone().with_expires_in(5).with_location(complete.location.clone().with_city("Breda"));
    let other = other.with_new_registration(false);
    assert_eq!((other.expires_in, &*other.location.city), (5.into(), "Breda"));
    assert_eq!(other.new_registration, Some(false.into()));
    assert_eq!(other.auth_token, complete.auth_token);
}

#[test]
fn err_complete_location_lists_missing_members() {
    let location = Location::parse(r#"{"city":"Breda"}"#).unwrap();
    let error = CompleteLocation::try_from(location).unwrap_err();
    let missing = Location::MEMBERS.iter().filter(|member| member.always && member.name != "city");
    let missing: Vec<_> = missing.map(|member| format!("/{}", member.name)).collect();
    assert_eq!(error.missing_members(), missing);
    let whole = Pin::parse(include_str!("../captures/pin-2024-claimed-weak.json")).unwrap().location.unwrap();
    let complete = CompleteLocation::try_from(whole.clone()).unwrap();
    assert_eq!(Location::from(complete.into_owned()), whole);
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
    is_free(CompletePin::try_from(pin).unwrap());
    is_free(Location::parse(r#"{"city":"A"}"#).unwrap().into_owned());
    let errors: ApiErrors<'static> = ApiErrors::parse(r#"{"errors":[{"code":1020}]}"#).unwrap().into_owned();
    assert_eq!(is_free(errors).as_slice()[0].code, Some(ApiError::CODE_NOT_FOUND_OR_EXPIRED));
    let parsed =
        Parser::LENIENT.parse_document(r#"{"id":"1","code":"A","qr":""}"#).unwrap().map(Document::into_owned);
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
    ok::<DocumentKind>("errors", "errors");
    ok::<Mode>("complete", "complete");
    ok::<Draft>("07", "07");
    let root = "expected pin, location or errors, found other text";
    for text in ["Errors", "PIN", "pin "] {
        err::<DocumentKind>(text, "invalid-text", root);
    }
    for text in ["Strict", "LENIENT"] {
        err::<Mode>(
            text,
            "invalid-text",
            "expected strict, compatible, complete or lenient, found other text",
        );
    }
    err::<Mode>("", "invalid-text", "expected strict, compatible, complete or lenient, found empty text");
    err::<Draft>("7", "invalid-text", "expected 2020-12 or 07, found other text");
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
    let parsed = Parser::LENIENT.parse::<Pin>(r#"{"a/~":1,"id":1}"#).unwrap();
    let pointer = parsed.deviations()[0].pointer();
    assert_eq!(
        (pointer.to_string(), pointer.as_ref(), pointer.is_root()),
        ("/a~1~0".to_owned(), "/a~1~0", false)
    );
    // In the order of their texts.
    let parsed = Parser::LENIENT.parse::<Pin>(r#"{"zz":1,"aaaa":1,"id":1}"#).unwrap();
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
