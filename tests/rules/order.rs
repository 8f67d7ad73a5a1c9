//! Members in any order and between any white space: the ways from one member to the next.

use plex_pin::{Location, Parser, Pin};

use crate::{finds, law};

/// White space at positions where a reader with a fixed window may miss it.
const SPACES: [&str; 8] = [
    "",
    " ",
    "\n    ",
    "\t\t",
    "\r\n  ",
    "               ",
    "                ",
    "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n",
];

const PIN: [(&str, &str); 12] = [
    ("id", "1272322473"),
    ("code", "\"7RQZ\""),
    ("product", "\" \""),
    ("trusted", "false"),
    ("qr", "\"\""),
    ("clientIdentifier", "\"c\""),
    (
        "location",
        "{\"in_privacy_restricted_country\":true,\"code\":\"NO\",\"in_privacy_restricted_region\":false}",
    ),
    ("expiresIn", "876"),
    ("createdAt", "\"2024-12-24T18:00:00Z\""),
    ("expiresAt", "\"2024-12-24T18:15:00Z\""),
    ("authToken", "\"t\""),
    ("newRegistration", "true"),
];

fn object<'m>(
    members: impl Iterator<Item = (&'m str, &'m str)>,
    [open, name, colon, value]: [&str; 4],
) -> String {
    let members: Vec<_> =
        members.map(|(key, it)| format!("{open}\"{key}\"{name}:{colon}{it}{value}")).collect();
    format!("{{{}}}", members.join(","))
}

/// Each space in each of the four places around a name and a value, for each member at each position.
#[test]
fn ok_white_space_anywhere() {
    let all = object(PIN.into_iter(), [""; 4]);
    let expected = Parser::STRICT.parse::<Pin>(&all).unwrap();
    for space in SPACES {
        for place in 0..4 {
            let mut spaces = [""; 4];
            spaces[place] = space;
            for rotation in 0..PIN.len() {
                let text = object(PIN.into_iter().cycle().skip(rotation).take(PIN.len()), spaces);
                assert_eq!(Parser::STRICT.parse(&text).as_ref(), Ok(&expected), "{text:?}");
            }
        }
    }
}

/// White space after an opening quote is part of the value.
#[test]
fn ok_white_space_in_strings() {
    for space in SPACES.into_iter().filter(|space| !space.contains(['\n', '\t', '\r'])) {
        for text in [
            format!("{{\"code\":\"{space}A\"}}"),
            format!("{{\"id\":1,\"code\":\"{space}A\"}}"),
            format!("{{\"id\":1,  \"code\":  \"{space}A\"}}"),
            format!("{{\"product\":\"\",\"code\": \"{space}A\",\"id\":1}}"),
        ] {
            assert_eq!(Pin::parse(&text).unwrap().code.as_deref(), Some(&*format!("{space}A")), "{text}");
        }
    }
}

/// Every member after every other one, at the end of the text and with more text after it.
#[test]
fn ok_pairs_of_members() {
    for (first, one) in PIN {
        for (second, other) in PIN {
            if first == second {
                continue;
            }
            let text = object([(first, one), (second, other)].into_iter(), [""; 4]);
            law::holds(text.as_bytes());
            let longer = format!("{text}{}", " ".repeat(64));
            assert_eq!(Parser::STRICT.parse::<Pin>(&longer), Parser::STRICT.parse(&text));
            assert!(Pin::parse(&text).is_ok(), "{text}");
        }
    }
}

/// An unknown first member, whatever follows, and members that begin like a known one.
#[test]
fn ok_unexpected_first_members() {
    for name in
        ["x", "", "i", "ids", "expires", "expiresInn", "in_privacy", "in_privacy_restricted_country_", "\\\""]
    {
        for rest in ["\"id\":1}", "\"expiresAt\":null}", "\"ID\":1}", "\"code\":\"A\",\"id\":1,\"y\":0}"] {
            law::holds(format!("{{\"{name}\":0,{rest}").as_bytes());
            law::holds(format!("{{ \"{name}\" : 0 , {rest}").as_bytes());
        }
    }
    let text = "{\"in_privacy_restricted_regions\":0,\"in_privacy_restricted_region\":true}";
    let parsed = Parser::LENIENT.parse::<Location>(text).unwrap();
    assert_eq!((parsed.value().in_privacy_restricted_region, parsed.deviation_count()), (Some(true), 1));
}

/// A duplicate is reported however it is found: predicted, by the table, after white space, at the end of the text.
#[test]
fn ok_duplicates_anywhere() {
    for (text, at) in [
        ("{\"code\":\"A\",\"id\":1,\"code\":\"B\"}", 19),
        ("{\"id\":1,\"code\":\"A\",\"code\":\"B\",\"product\":\"0\"}", 19),
        ("{\"id\":1,\"code\":\"A\",\n  \"code\": \"B\",\"product\":\"0\"}", 22),
        ("{\"code\":\"A\",\"product\":\"0\",\"id\":1,\"code\":\"B\",\"expiresIn\":1}", 33),
    ] {
        let finding = format!(
            "duplicate-member ignored `\"code\"` expected one member of the name, found duplicate member at /code (byte {at})"
        );
        finds(Parser::LENIENT, "pin", text, &[&finding]);
        assert_eq!(Parser::LENIENT.parse::<Pin>(text).unwrap().value().code.as_deref(), Some("B"));
    }
}
