//! Version 2: a member in each attribute. A row is a value in an attribute, and what both modes make of it.

use plex_pin::{Document, NewRegistration, Parser, Pin};

use crate::{finds, is_strict, law, read};

const PIN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <pin id=\"1738204655\" code=\"7RQZ\" product=\"Caf&#xE9; &amp; Kino\" trusted=\"0\" \
    qr=\"https://plex.tv/api/v2/pins/qr/7RQZ\" clientIdentifier=\"x-1\" expiresIn=\"1799\" \
    createdAt=\"2026-07-29 10:00:00 UTC\" expiresAt=\"2026-07-29 10:30:00 UTC\" authToken=\"\" newRegistration=\"\">\n  \
    <location code=\"NL\" european_union_member=\"1\" continent_code=\"EU\" country=\"The Netherlands\" \
    city=\"Utrecht\" time_zone=\"Europe/Amsterdam\" postal_code=\"3511\" in_privacy_restricted_country=\"1\" \
    in_privacy_restricted_region=\"0\" subdivisions=\"Utrecht\" coordinates=\"52.0907, 5.1214\"/>\n</pin>\n";

const TWIN: &str = r#"{"id":1738204655,"code":"7RQZ","product":"Café & Kino","trusted":false,
    "qr":"https://plex.tv/api/v2/pins/qr/7RQZ","clientIdentifier":"x-1","location":{"code":"NL",
    "european_union_member":true,"continent_code":"EU","country":"The Netherlands","city":"Utrecht",
    "time_zone":"Europe/Amsterdam","postal_code":"3511","in_privacy_restricted_country":true,
    "in_privacy_restricted_region":false,"subdivisions":"Utrecht","coordinates":"52.0907, 5.1214"},
    "expiresIn":1799,"createdAt":"2026-07-29T10:00:00Z","expiresAt":"2026-07-29T10:30:00Z",
    "authToken":null,"newRegistration":null}"#;

#[test]
fn ok_same_value_as_json() {
    law::holds_xml(PIN.as_bytes());
    let complete = Parser::STRICT.complete();
    let pin = complete.parse_xml::<Pin>(PIN).unwrap().into_value();
    assert_eq!(pin, complete.parse::<Pin>(TWIN).unwrap().into_value());
    let error = Parser::LENIENT.parse::<Pin>(PIN).unwrap_err();
    assert_eq!(error.kind().as_str(), "xml-body");
}

/// A value of an attribute: the deviation, if there is one, and the value of the pin.
#[track_caller]
fn row(attribute: &str, value: &str, deviation: &str, shown: Option<&str>) {
    let (start, end) = match attribute.strip_prefix("location/") {
        Some(attribute) => (format!("<pin id=\"1\"><location {attribute}="), "/></pin>"),
        None => (format!("<pin {attribute}="), "/>"),
    };
    // In both quotes: one is read by the fast path, the other one is not.
    for quote in ['"', '\''] {
        let text = format!("{start}{quote}{value}{quote}{end}");
        let pointer = format!(
            "/pin/{}",
            attribute
                .rsplit_once('/')
                .map_or_else(|| format!("@{attribute}"), |(object, name)| format!("{object}/@{name}"),)
        );
        let rows: Vec<String> = deviation
            .split_terminator(',')
            .map(|deviation| format!("{deviation} `{quote}{value}{quote}` {pointer}"))
            .collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        finds(Parser::LENIENT, &text, &rows);
        assert_eq!(read(Parser::STRICT, "pin", &text).is_ok(), rows.is_empty(), "{text}");
        let Document::Pin(pin) = read(Parser::LENIENT, "pin", &text).unwrap().into_value() else {
            panic!("a pin")
        };
        assert_eq!(show(&pin, attribute).as_deref(), shown, "{text}");
    }
}

fn show(pin: &Pin<'_>, attribute: &str) -> Option<String> {
    let location = pin.location.clone().unwrap_or_default();
    match attribute {
        "id" => pin.id.map(|it| it.to_string()),
        "code" => pin.code.as_deref().map(str::to_owned),
        "trusted" => pin.trusted.map(|it| it.to_string()),
        "expiresIn" => pin.expires_in.map(|it| it.to_string()),
        "expiresAt" => pin.expires_at.map(|it| it.to_string()),
        "authToken" => pin.auth_token.as_ref().map(|it| it.expose().to_owned()),
        "newRegistration" => pin.new_registration.as_ref().map(|it| match it {
            NewRegistration::Flag(flag) => format!("flag {flag}"),
            NewRegistration::Text(text) => format!("text {text}"),
            other => panic!("another kind: {other:?}"),
        }),
        "location/coordinates" => location.coordinates.map(|it| it.to_string()),
        "location/european_union_member" => location.european_union_member.map(|it| it.to_string()),
        "location/city" => location.city.as_deref().map(str::to_owned),
        _ => panic!("{attribute}"),
    }
}

#[test]
fn ok_ids() {
    row("id", "1272322473", "", Some("1272322473"));
    row("id", "0", "", Some("0"));
    row("id", "9007199254740991", "", Some("9007199254740991"));
    row("id", "&#49;2", "", Some("12"));
    row("id", "9007199254740992", "id-precision coerced", Some("9007199254740992"));
    row("id", "18446744073709551616", "out-of-range dropped", None);
    row("id", " 5 ", "string-for-number coerced", Some("5"));
    row("id", "007", "string-for-number coerced", Some("7"));
    row("id", "5.0", "string-for-number coerced", Some("5"));
    row("id", "5e0", "wrong-type dropped", None);
    row("id", "-5", "wrong-type dropped", None);
    row("id", "5.5", "wrong-type dropped", None);
    row("id", "", "empty-value dropped", None);
    row("id", "unknown", "unknown-marker dropped", None);
    row("id", "x", "wrong-type dropped", None);
}

#[test]
fn ok_texts() {
    row("code", "7RQZ", "", Some("7RQZ"));
    row("code", "", "", Some(""));
    row("code", "802", "", Some("802"));
    row("location/city", "Gen&#xE8;ve 🏔", "", Some("Genève 🏔"));
    row("location/city", "a\n\tb", "", Some("a  b"));
}

#[test]
fn ok_booleans() {
    for (value, flag) in [("0", "false"), ("1", "true"), ("false", "false"), ("true", "true")] {
        row("trusted", value, "", Some(flag));
        row("location/european_union_member", value, "", Some(flag));
    }
    row("trusted", "True", "string-for-boolean coerced", Some("true"));
    row("trusted", " 0 ", "string-for-boolean coerced", Some("false"));
    row("trusted", "", "empty-value dropped", None);
    row("trusted", "2", "wrong-type dropped", None);
    row("location/european_union_member", "Unknown", "unknown-marker dropped", None);
}

#[test]
fn ok_seconds() {
    row("expiresIn", "876", "", Some("876"));
    row("expiresIn", "876.5", "", Some("876.5"));
    row("expiresIn", "0876", "string-for-number coerced", Some("876"));
    row("expiresIn", " 876", "string-for-number coerced", Some("876"));
    row("expiresIn", "9007199254740992", "out-of-range dropped", None);
    row("expiresIn", "-1", "wrong-type dropped", None);
    row("expiresIn", "1e3", "wrong-type dropped", None);
}

#[test]
fn ok_dates() {
    let date = Some("2026-07-29T10:30:00Z");
    row("expiresAt", "2026-07-29 10:30:00 UTC", "", date);
    row("expiresAt", "2026-07-29 10:30:00 +0000 UTC", "", date);
    row("expiresAt", "2026-07-29T10:30:00Z", "", date);
    row("expiresAt", "2026-07-29T12:30:00+02:00", "", Some("2026-07-29T12:30:00+02:00"));
    row("expiresAt", " 2026-07-29 10:30:00 UTC", "timestamp-format coerced", date);
    row("expiresAt", "2026-07-29T10:30:00 UTC", "timestamp-format coerced", date);
    row("expiresAt", "2026-07-29 10:30:00", "timestamp-zone-assumed coerced", date);
    row("expiresAt", "1785321000", "number-for-timestamp coerced", date);
    row("expiresAt", "2026-02-30 10:30:00 UTC", "out-of-range dropped", None);
    row("expiresAt", "tomorrow", "timestamp-format dropped", None);
    row("expiresAt", "", "empty-value dropped", None);
}

#[test]
fn ok_tokens() {
    row("authToken", "", "", None);
    row("authToken", "example-token", "", Some("example-token"));
    row("authToken", "123", "", Some("123"));
    row("authToken", "null", "", Some("null"));
    row("authToken", " ", "empty-value dropped", None);
}

#[test]
fn ok_new_registrations() {
    row("newRegistration", "", "", None);
    row("newRegistration", "0", "", Some("flag false"));
    row("newRegistration", "true", "", Some("flag true"));
    row("newRegistration", "yes", "", Some("text yes"));
}

#[test]
fn ok_coordinates() {
    row("location/coordinates", "52.0907, 5.1214", "", Some("52.0907, 5.1214"));
    row("location/coordinates", "52.0907 5.1214", "", Some("52.0907, 5.1214"));
    row("location/coordinates", "52.0907,5.1214", "coordinates-format coerced", Some("52.0907, 5.1214"));
    row("location/coordinates", "91, 0", "out-of-range dropped", None);
    row("location/coordinates", "Unknown", "unknown-marker dropped", None);
}

#[test]
fn ok_names() {
    finds(
        Parser::LENIENT,
        r#"<pin ID="1" auth-token="x" authToken="y" new="1" expires_in="x"><location City="a" city="b"/></pin>"#,
        &[
            "member-spelling coerced `ID` /pin/@ID",
            "member-spelling coerced `auth-token` /pin/@auth-token",
            "duplicate-member ignored `authToken` /pin/@authToken",
            "unknown-member ignored `new` /pin/@new",
            "member-spelling coerced `expires_in` /pin/@expires_in",
            "wrong-type dropped `\"x\"` /pin/@expires_in",
            "member-spelling coerced `City` /pin/location/@City",
            "duplicate-member ignored `city` /pin/location/@city",
        ],
    );
}

#[test]
fn ok_complete() {
    let text = r#"<pin id="1" trusted="1" authToken="" newRegistration=""><location city="x"/></pin>"#;
    let location = r#"`<location city="x"/>` /pin/location/@"#;
    let mut expected: Vec<String> =
        ["code", "product", "qr", "clientIdentifier", "expiresIn", "createdAt", "expiresAt"]
            .map(|name| format!("missing-member absent `{text}` /pin/@{name}"))
            .into();
    expected.extend(
        ["code", "european_union_member", "continent_code", "country", "time_zone", "postal_code"]
            .into_iter()
            .chain(["in_privacy_restricted_country", "in_privacy_restricted_region", "subdivisions"])
            .chain(["coordinates"])
            .map(|name| format!("missing-member absent {location}{name}")),
    );
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    finds(Parser::LENIENT.complete(), text, &expected);

    let all: String = Pin::MEMBERS
        .iter()
        .filter(|it| it.name != "location")
        .map(|it| format!(" {}=\"{}\"", it.name, it.example.trim_matches('"')))
        .collect();
    let text = format!("<pin{all}/>");
    finds(Parser::LENIENT.complete(), &text, &[&format!("missing-member absent `{text}` /pin/location")]);
}

#[test]
fn ok_locations_alone() {
    let Document::Location(location) = is_strict("<location city='x' postal_code=\"M5J\"/>") else {
        panic!("a location")
    };
    assert_eq!(location.postal_code.as_deref(), Some("M5J"));
    finds(Parser::LENIENT, "<pin id='1' location='NL'/>", &["wrong-type dropped `'NL'` /pin/@location"]);
}
