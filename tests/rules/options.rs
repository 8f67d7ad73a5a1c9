//! The settings of a parser: complete, allow, the limit; and what becomes of the order of deviations.

use plex_pin::{ApiErrors, DeviationCode, Error, ErrorKind, Location, Member, Outcome, Parser, Pin};

use crate::{finds, law};

/// The names of the members that a complete document has.
fn always(members: &'static [Member]) -> impl Iterator<Item = &'static str> {
    members.iter().filter(|member| member.always).map(|member| member.name)
}

fn missing(object: &str, pointer: &str, byte: usize, name: &str) -> String {
    format!(
        "missing-member absent `{object}` expected member {name}, found nothing at {pointer}/{name} (byte {byte})"
    )
}

#[track_caller]
fn finds_complete(kind: &str, text: &str, expected: &[String]) {
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    finds(Parser::LENIENT.complete(), kind, text, &expected);
}

#[test]
fn ok_without_complete_one_member_is_enough() {
    for (kind, text) in
        [("pin", r#"{"code":"A"}"#), ("location", r#"{"code":"A"}"#), ("errors", r#"{"errors":[]}"#)]
    {
        finds(Parser::LENIENT, kind, text, &[]);
        assert!(crate::read(Parser::STRICT, kind, text).is_ok());
    }
}

#[test]
fn ok_complete_missing_members_in_wire_order() {
    let text = r#"{"code":"A"}"#;
    let others = |members| -> Vec<String> {
        always(members).filter(|name| *name != "code").map(|name| missing(text, "", 1, name)).collect()
    };
    finds_complete("pin", &format!(" {text}"), &others(Pin::MEMBERS));
    finds_complete("location", &format!(" {text}"), &others(Location::MEMBERS));
    let error = r#"{"status":404}"#;
    let expected = ["code", "message"].map(|name| missing(error, "/errors/0", 11, name));
    finds_complete("errors", r#"{"errors":[{"status":404}]}"#, &expected);
    finds_complete("errors", r#"{"errors":[]}"#, &[]);
    let null = r#"{"errors":[{}],"errors":null}"#;
    let expected = [
        r#"duplicate-member ignored `"errors"` expected one member of the name, found duplicate member at /errors (byte 15)"#,
        "null-value dropped `null` expected array of errors, found null at /errors (byte 24)",
    ];
    finds_complete("errors", null, &expected.map(str::to_owned));
    finds_complete("errors", r#"{"errors":[{"code":1020,"message":"gone"}]}"#, &[]);
}

/// The pin's own members come first, then those of its location, wherever it is.
#[test]
fn ok_missing_members_of_the_pin_first() {
    let text = r#"{"location":{},"id":1}"#;
    let own = always(Pin::MEMBERS).filter(|&name| name != "location" && name != "id");
    let own = own.map(|name| missing(text, "", 0, name));
    let location = always(Location::MEMBERS).map(|name| missing("{}", "/location", 12, name));
    finds_complete("pin", text, &own.chain(location).collect::<Vec<_>>());
    // In a wrapper of any spelling, too.
    let (text, inner) = (r#"{"PIN":{"location":{}}}"#, r#"{"location":{}}"#);
    let before = [
        format!(
            "wrapped-document coerced `{text}` expected pin without wrapper, found wrapped document at the root (byte 0)"
        ),
        r#"member-spelling coerced `"PIN"` expected member pin, found another spelling at /PIN (byte 1)"#
            .to_owned(),
    ];
    let own = always(Pin::MEMBERS).filter(|&name| name != "location");
    let own = own.map(|name| missing(inner, "/PIN", 7, name));
    let location = always(Location::MEMBERS).map(|name| missing("{}", "/PIN/location", 19, name));
    finds_complete("pin", text, &before.into_iter().chain(own).chain(location).collect::<Vec<_>>());
}

/// A location that is not there, or was dropped, is one finding.
#[test]
fn ok_invalid_location_has_no_missing_members() {
    let all = |location: &str| {
        let others = "\"id\":1,\"code\":\"A\",\"product\":\"0\",\"trusted\":true,\"qr\":\"q\",\"clientIdentifier\":\"c\",\
            \"expiresIn\":1,\"createdAt\":\"2023-04-12T17:00:03Z\",\"expiresAt\":\"2023-04-12T17:00:03Z\",\
            \"authToken\":null,\"newRegistration\":null";
        format!("{{{location}{others}}}")
    };
    let text = all("");
    finds_complete("pin", &text, &[missing(&text, "", 0, "location")]);
    for (value, code, found) in [("null", "null-value", "null"), ("\"Oslo\"", "wrong-type", "string")] {
        let text = all(&format!("\"location\":{value},"));
        let expected =
            format!("{code} dropped `{value}` expected object, found {found} at /location (byte 12)");
        finds_complete("pin", &text, &[expected]);
    }
    // Only the last one counts, here too.
    let again = r#"duplicate-member ignored `"location"` expected one member of the name, found duplicate member at /location (byte 15)"#;
    let null = "null-value dropped `null` expected object, found null at /location (byte 26)";
    finds_complete("pin", &all(r#""location":{},"location":null,"#), &[again.to_owned(), null.to_owned()]);
    let text = all(r#""location":{},"location":{"city":"B"},"#);
    let rest = always(Location::MEMBERS).filter(|&name| name != "city");
    let rest = rest.map(|name| missing(r#"{"city":"B"}"#, "/location", 26, name));
    finds_complete("pin", &text, &[again.to_owned()].into_iter().chain(rest).collect::<Vec<_>>());
    let text = all(r#""location":null,"Location":{},"#);
    let rest = always(Location::MEMBERS).map(|name| missing("{}", "/Location", 28, name));
    let before = [
        "null-value dropped `null` expected object, found null at /location (byte 12)",
        r#"member-spelling coerced `"Location"` expected member location, found another spelling at /Location (byte 17)"#,
        r#"duplicate-member ignored `"Location"` expected one member of the name, found duplicate member at /Location (byte 17)"#,
    ];
    finds_complete("pin", &text, &before.map(str::to_owned).into_iter().chain(rest).collect::<Vec<_>>());
}

/// A member that is there is not missing, whatever its value; the token and the flag may be null.
#[test]
fn ok_a_dropped_member_is_not_missing() {
    let parsed = Parser::LENIENT
        .complete()
        .parse::<Pin>(r#"{"authToken":null,"newRegistration":null,"ID":"x"}"#)
        .unwrap();
    let lacks = |name: &str| parsed.deviations().iter().any(|it| it.pointer() == format!("/{name}").as_str());
    assert!(!lacks("authToken") && !lacks("newRegistration") && !lacks("id"));
    assert!(lacks("code") && lacks("location"));
    let parsed = Parser::LENIENT.complete().parse::<ApiErrors>(r#"{"errors":null}"#).unwrap();
    assert_eq!(parsed.deviation_count(), 1);
    // A first array that lacked something does not count any more.
    let parsed = Parser::LENIENT.complete().parse::<ApiErrors>(r#"{"errors":[{}],"errors":[]}"#).unwrap();
    assert_eq!(parsed.deviation_count(), 1);
}

#[test]
fn err_strict_complete_first_missing_member() {
    let error = Parser::STRICT.complete().parse::<Pin>(r#"{"location":{},"id":1}"#).unwrap_err();
    assert_eq!(error.to_string(), "expected member code, found nothing at /code (byte 0)");
    assert_eq!(error.kind(), ErrorKind::Deviation(DeviationCode::MissingMember));
    // Deviations in the text come before it.
    let error = Parser::STRICT.complete().parse::<Pin>(r#"{"location":{},"id":null}"#).unwrap_err();
    assert_eq!(error.to_string(), "expected integer in 0..=9007199254740991, found null at /id (byte 20)");
    let error = Parser::STRICT.complete().parse::<Location>(r#"{"city":"A"}"#).unwrap_err();
    assert_eq!(error.to_string(), "expected member code, found nothing at /code (byte 0)");
}

#[test]
fn ok_order_of_deviations_at_one_pointer() {
    let inner = "{\"id\":1,\"ID\":\"2\",\"location\":1}";
    let root = format!("{{\"Pin\":{inner}}}");
    let lacks = always(Pin::MEMBERS).filter(|&name| name != "location" && name != "id");
    let lines = [
        "byte-order-mark ignored `\u{FEFF}` expected document, found byte order mark at the root (byte 0)".to_owned(),
        format!("wrapped-document coerced `{root}` expected pin without wrapper, found wrapped document at the root (byte 3)"),
        r#"member-spelling coerced `"Pin"` expected member pin, found another spelling at /Pin (byte 4)"#.to_owned(),
        r#"member-spelling coerced `"ID"` expected member id, found another spelling at /Pin/ID (byte 18)"#.to_owned(),
        r#"duplicate-member ignored `"ID"` expected one member of the name, found duplicate member at /Pin/ID (byte 18)"#.to_owned(),
        r#"string-for-number coerced `"2"` expected integer in 0..=9007199254740991, found string at /Pin/ID (byte 23)"#.to_owned(),
        "wrong-type dropped `1` expected object, found number at /Pin/location (byte 38)".to_owned(),
    ];
    let lines: Vec<String> =
        lines.into_iter().chain(lacks.map(|name| missing(inner, "/Pin", 10, name))).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    finds(Parser::LENIENT.complete(), "pin", &format!("\u{FEFF}{root}"), &lines);
}

#[test]
fn ok_default_limit_of_deviations() {
    assert_eq!(Parser::MAX_DEVIATIONS, 64);
    let members: Vec<String> = (0..200).map(|number| format!("\"x{number}\":0")).collect();
    let text = format!("{{{},\"id\":1}}", members.join(","));
    for (parser, kept, count) in [
        (Parser::LENIENT, 64, 200),
        (Parser::LENIENT.max_deviations(63), 63, 200),
        (Parser::LENIENT.max_deviations(1), 1, 200),
        // At least one, so that there is something to report.
        (Parser::LENIENT.max_deviations(0), 1, 200),
        (Parser::LENIENT.max_deviations(200), 200, 200),
        (Parser::LENIENT.max_deviations(usize::MAX), 200, 200),
        // All but the one member that the document has.
        (Parser::LENIENT.complete(), 64, 199 + always(Pin::MEMBERS).count()),
        (Parser::LENIENT.complete().max_deviations(205), 205, 199 + always(Pin::MEMBERS).count()),
    ] {
        let parsed = parser.parse::<Pin>(&text).unwrap();
        assert_eq!((parsed.deviations().len(), parsed.deviation_count()), (kept, count));
        let names: Vec<_> = parsed.deviations().iter().take(200).map(|it| it.pointer().as_str()).collect();
        let expected: Vec<_> = (0..kept.min(200)).map(|number| format!("/x{number}")).collect();
        assert_eq!(names, expected);
        // The rest is counted by what it is.
        let unknown = (DeviationCode::UnknownMember, Outcome::Ignored, 200_usize.saturating_sub(kept));
        let missing = (DeviationCode::MissingMember, Outcome::Absent, count - kept.max(200));
        let omitted: Vec<_> = [unknown, missing].into_iter().filter(|it| it.2 > 0).collect();
        assert_eq!(parsed.omitted(), omitted);
        assert_eq!(parsed.clone().into_parts().1, parsed.deviations());
    }
    let exactly = format!("{{{},\"id\":1}}", members[..64].join(","));
    let parsed = Parser::LENIENT.parse::<Pin>(&exactly).unwrap();
    assert_eq!((parsed.deviations().len(), parsed.deviation_count()), (64, 64));
    // Where only a few places are left, the pin's own members take them.
    let parsed =
        Parser::LENIENT.complete().max_deviations(3).parse::<Pin>(r#"{"x":0,"location":{}}"#).unwrap();
    let pointers: Vec<_> = parsed.deviations().iter().map(|it| it.pointer().as_str()).collect();
    assert_eq!(
        (&pointers[..], parsed.deviation_count()),
        (
            &["/x", "/id", "/code"][..],
            1 + always(Pin::MEMBERS).count() - 1 + always(Location::MEMBERS).count()
        )
    );
}

#[test]
fn ok_allowed_codes_are_recorded() {
    use DeviationCode::{MissingMember, NumberForString, StringForNumber, UnknownMember};
    let text = r#"{"id":"7","x":1,"code":5}"#;
    law::holds(text.as_bytes());
    let strict = |parser: Parser| parser.parse::<Pin>(text).map(|parsed| parsed.deviation_count());
    let code = |result: Result<usize, Error>| result.unwrap_err().kind();
    assert_eq!(code(strict(Parser::STRICT)), ErrorKind::Deviation(StringForNumber));
    assert_eq!(code(strict(Parser::STRICT.allow(StringForNumber))), ErrorKind::Deviation(UnknownMember));
    let parser = Parser::STRICT.allow(StringForNumber).allow(UnknownMember);
    assert_eq!(code(strict(parser)), ErrorKind::Deviation(NumberForString));
    let parser = parser.allow(NumberForString);
    assert_eq!(strict(parser), Ok(3));
    assert_eq!(parser.parse::<Pin>(text), Parser::LENIENT.parse::<Pin>(text));
    assert_eq!(parser.allow(UnknownMember), parser);
    // Told, but not refused; so are members that are missing.
    assert_eq!(code(strict(parser.complete())), ErrorKind::Deviation(MissingMember));
    assert_eq!(strict(parser.complete().allow(MissingMember)), Ok(3 + 10));
    assert_eq!(strict(Parser::LENIENT.allow(UnknownMember)), Ok(3));
    // Of one code, none of another.
    assert!(Parser::STRICT.allow(UnknownMember).parse::<Pin>(r#"{"x":1,"id":1}"#).is_ok());
    assert!(Parser::STRICT.allow(UnknownMember).parse::<Pin>(r#"{"ID":1}"#).is_err());
    assert_eq!(Parser::STRICT.allow(UnknownMember), Parser::COMPATIBLE);
}

#[test]
fn ok_into_strict_equals_strict() {
    let bad = r#"{"x":1,"id":"7"}"#;
    let lenient = Parser::LENIENT.parse::<Pin>(bad).unwrap();
    assert_eq!(lenient.into_strict(), Parser::STRICT.parse::<Pin>(bad).map(plex_pin::Parsed::into_value));
    let allowed =
        Parser::STRICT.allow(DeviationCode::UnknownMember).parse::<Pin>(r#"{"x":1,"id":1}"#).unwrap();
    assert_eq!(
        allowed.into_strict().unwrap_err().to_string(),
        "expected member of pin, found unknown member at /x (byte 1)"
    );
    let good = Parser::LENIENT.parse::<Pin>(r#"{"id":7}"#).unwrap();
    assert_eq!(good.clone().into_strict().as_ref(), Ok(good.value()));
    let (value, deviations) = Parser::LENIENT.parse::<Pin>(bad).unwrap().into_parts();
    assert_eq!((value.id, deviations.len()), (Some(7.into()), 2));
}
