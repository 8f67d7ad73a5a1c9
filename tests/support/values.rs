//! Values of members: strict forms, other forms, and invalid ones.

use super::tree::Node;
use super::{Choices, dates};
use plex_pin::MemberKind;

/// The kinds of scalars.
const SCALARS: [MemberKind; 10] = [
    MemberKind::Id,
    MemberKind::Text,
    MemberKind::Boolean,
    MemberKind::Seconds,
    MemberKind::Timestamp,
    MemberKind::AuthToken,
    MemberKind::NewRegistration,
    MemberKind::Coordinates,
    MemberKind::ErrorCode,
    MemberKind::ErrorStatus,
];

const TEXTS: &[&str] = &[
    "",
    "0",
    "7RQZ",
    "M5J",
    "Gdańsk",
    "日本",
    "😀",
    "a\u{0}b",
    "line\nline",
    "\"quoted\\\"",
    "\u{7f}\u{2028}\u{feff}",
    "https://plex.tv/api/v2/pins/qr/7RQZ",
    "England, Windsor and Maidenhead",
    "Unknown",
];

/// A value in a strict form.
pub fn strict(kind: MemberKind, choices: &mut impl Choices) -> Node {
    match kind {
        MemberKind::Text => {
            let text = choices.one(TEXTS);
            Node::string(choices, text)
        }
        MemberKind::Boolean => Node::scalar(choices.one(&["true", "false"])),
        MemberKind::Seconds if choices.once_in(2) => Node::scalar(choices.one(&[
            "1799.5",
            "0.1",
            "1e-7",
            "9007199254740990.5",
            "9007199254740991.4",
            "1.7995E3",
            "0.0",
            "-0.0",
            "5e-324",
        ])),
        MemberKind::Id | MemberKind::Seconds => Node::scalar(strict_integer(choices)),
        MemberKind::Timestamp => {
            let text = dates::strict(choices);
            Node::string(choices, &text)
        }
        MemberKind::AuthToken if choices.once_in(2) => Node::scalar("null"),
        MemberKind::AuthToken => {
            let text = choices.one(&["t", " t ", "a.b.c", "null", "ß", "\u{b}", "\u{a0}"]);
            Node::string(choices, text)
        }
        MemberKind::NewRegistration => match choices.below(3) {
            0 => Node::scalar("null"),
            1 => Node::scalar(choices.one(&["true", "false"])),
            _ => {
                let text = choices.one(&["", "true", "1", "new"]);
                Node::string(choices, text)
            }
        },
        MemberKind::Coordinates => {
            let text = coordinates(choices, false);
            Node::string(choices, &text)
        }
        MemberKind::ErrorCode => Node::scalar(choices.one(&[
            "1000",
            "1001",
            "1020",
            "0",
            "4294967295",
            "4.294967295e9",
            "1020.0",
            "102e1",
            "-0",
            "0.4294967295e10",
        ])),
        MemberKind::ErrorStatus => {
            Node::scalar(choices.one(&["100", "401", "404", "599", "4.04e2", "599.0", "1e2"]))
        }
        kind => panic!("no strict values of {kind:?}: add them in tests/support/values.rs"),
    }
}

fn strict_integer(choices: &mut impl Choices) -> String {
    let edges = [
        "0",
        "1",
        "-0",
        "-0.0",
        "1e0",
        "10e-1",
        "0.5e1",
        "1e-400",
        "-1e-400",
        "0e99999999999",
        "1.272322473e9",
        "1272322473.0",
        "9007199254740991",
        "9.007199254740991e15",
        "9007199254740991.0",
        "9007199254740991.3",
        "9007199254740990",
        "0.99999999999999999999",
        "253402300799",
        "253402300800",
        "4294967296",
        "600",
    ];
    if choices.once_in(2) {
        choices.one(&edges).to_owned()
    } else {
        (choices.next() >> 11 >> choices.below(53)).to_string()
    }
}

/// Coordinates in a strict form; if `wild`, in a similar one.
fn coordinates(choices: &mut impl Choices, wild: bool) -> String {
    let latitudes =
        ["0", "-0", "30.3768", "90", "-90.000", "089.9", "9.99999999999999999999", "89.99999999999999999999"];
    let longitudes = ["0", "-97.8935", "180", "-180.0", "179.99999999999999999999", "007", "90"];
    let wrong = [
        "",
        "+1",
        "1.",
        ".5",
        "1e1",
        "0001",
        "90.1",
        "91",
        "99",
        "90.00000000000000000001",
        "180.5",
        "181",
        "200",
        "999",
        "-90.01",
        "٣",
        "1 ",
        "NaN",
    ];
    let separators = [", ", " ", ",", ";", "  ", " ,", ",  ", "\n", ""];
    let pick = |choices: &mut _, list: &[&'static str]| {
        let from: &[&str] = if wild && Choices::once_in(choices, 3) { &wrong } else { list };
        Choices::one(choices, from)
    };
    let (latitude, longitude) = (pick(choices, &latitudes), pick(choices, &longitudes));
    let separator = choices.one(&separators[..if wild { separators.len() } else { 2 }]);
    let space = if wild && choices.once_in(4) { choices.one(&[" ", "\n", "\u{b}"]) } else { "" };
    format!("{latitude}{separator}{longitude}{space}")
}

/// A value that may be strict, coerced or dropped: a strict form, or a similar one.
pub fn other(kind: MemberKind, choices: &mut impl Choices) -> Node {
    let written = matches!(kind, MemberKind::Timestamp | MemberKind::Coordinates) && choices.once_in(2);
    match choices.below(8) {
        _ if written => of_its_own(kind, choices),
        0 => Node::scalar(choices.one(&[
            "null", "true", "false", "0", "1", "-1", "2", "1.0", "1.5", "0.5", "-0", "1e0", "1e-400",
        ])),
        1 => Node::scalar(choices.one(&[
            "9007199254740991",
            "9007199254740992",
            "9007199254740993",
            "9007199254740991.5",
            "9007199254740993.5",
            "18446744073709551615",
            "18446744073709551616",
            "1.8446744073709551615e19",
            "1e19",
            "1e300",
            "1e400",
            "-1e400",
            "1.7976931348623157e308",
            "1.7976931348623159e308",
            "123456789012345678901234567890",
            "-9007199254740992",
        ])),
        2 => Node::scalar(choices.one(&[
            "253402300799",
            "253402300800",
            "253402300799.5",
            "4294967295",
            "4294967296",
            "99",
            "100",
            "599",
            "600",
            "599.5",
            "1020.5",
            "-100",
            "100.0",
        ])),
        3 => {
            let text = text(choices);
            Node::string(choices, &text)
        }
        4 => {
            let kind = choices.one(&SCALARS);
            strict(kind, choices)
        }
        5 => nested(choices, 0),
        _ => of_its_own(kind, choices),
    }
}

/// A text that the member's own rule has to judge.
fn of_its_own(kind: MemberKind, choices: &mut impl Choices) -> Node {
    let text = match kind {
        MemberKind::Timestamp => dates::other(choices),
        MemberKind::Coordinates => coordinates(choices, true),
        _ => text(choices),
    };
    let text = if choices.once_in(4) { spoilt(choices, &text) } else { text };
    Node::string(choices, &text)
}

/// A text of another type's value.
fn text(choices: &mut impl Choices) -> String {
    let words = [
        "",
        "0",
        "1",
        "2",
        "true",
        "TRUE",
        "False",
        "yes",
        "Unknown",
        "unknown",
        "null",
        "1.0",
        "1.00",
        "1.5",
        "-1",
        "+1",
        "1e3",
        "1.",
        ".5",
        "1272322473",
        "1272322473.0",
        "0000000000000000001",
        "00000000000000000001",
        "9999999999999999999",
        "9007199254740991",
        "9007199254740992",
        "9007199254740991.4",
        "9007199254740991.5",
        "9007199254740991.49999",
        "09007199254740991",
        "4294967295",
        "4294967296",
        "0004294967295",
        "100",
        "099",
        "599",
        "600",
        "00404",
        "404.0",
        "99999999999999999999999999",
        "٣",
        "1_000",
        "0x10",
    ];
    let word = choices.one(&words);
    let spaces = [" ", "\t", "\n", "\r", "\u{c}", "\u{b}", "\u{a0}", " \n\t "];
    let before = if choices.once_in(5) { choices.one(&spaces) } else { "" };
    let after = if choices.once_in(5) { choices.one(&spaces) } else { "" };
    format!("{before}{word}{after}")
}

/// The text with one character more, less, or another.
fn spoilt(choices: &mut impl Choices, text: &str) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let at = choices.below(characters.len() + 1);
    let new = choices
        .one(&['0', '1', '9', '-', '+', ':', '.', ',', ' ', 'T', 'Z', 'z', 'U', 'm', '=', '\n', '٣', 'é']);
    match choices.below(3) {
        0 => characters.insert(at, new),
        1 if at < characters.len() => characters[at] = new,
        _ if at < characters.len() => _ = characters.remove(at),
        _ => characters.push(new),
    }
    characters.into_iter().collect()
}

/// Arrays and objects, seldom deep ones.
pub fn nested(choices: &mut impl Choices, depth: usize) -> Node {
    if depth == 0 && choices.once_in(20) {
        // Beside the limit of 128 levels, of which the document takes some.
        let levels = 120 + choices.below(12);
        return Node::scalar("[".repeat(levels) + &"]".repeat(levels));
    }
    match choices.below(if depth > 3 { 3 } else { 5 }) {
        0 => Node::Array(vec![]),
        1 => Node::Object(vec![]),
        2 => Node::scalar(choices.one(&["null", "1", "\"a\"", "false"])),
        3 => Node::Array((0..choices.below(3)).map(|_| nested(choices, depth + 1)).collect()),
        _ => Node::Object(vec![("code".into(), nested(choices, depth + 1))]),
    }
}
