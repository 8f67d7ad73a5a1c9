//! The law of the modes on documents made at random, written as XML.

use std::fmt::Write;

use plex_pin::{ApiError, Location, Member, Parser, Pin};

use crate::law;
use crate::support::tally::Tally;
use crate::support::{Choices, Seeded};

/// Texts of every kind, for any member.
const TEXTS: &[&str] = &[
    "",
    " ",
    "0",
    "1",
    "2",
    "true",
    "FALSE",
    "Unknown",
    "null",
    "5",
    "007",
    "5.0",
    "1e3",
    "-1",
    "9007199254740992",
    "18446744073709551616",
    "876.5",
    "253402300800",
    "1000",
    "404",
    "2026-07-29 10:00:00 UTC",
    "2026-07-29 10:00:00 +0000 UTC",
    "2026-07-29T10:00:00Z",
    "2026-07-29 10:00:00",
    "2026-02-30 10:00:00 UTC",
    " 2026-07-29T10:00:00Z",
    "52.0907, 5.1214",
    "52.0907,5.1214",
    "91, 0",
    "text",
    "&amp;",
    "&#65;&#x1F600;",
    "é",
    "a\nb",
    "&lt;x&gt;",
    "example-token",
];

const PIECES: &[&str] = &[
    "<",
    ">",
    "/",
    "\"",
    "'",
    "&",
    "&amp;",
    "]]>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<?x?>",
    "<?xml version=\"1.0\"?>",
    "<!DOCTYPE pin>",
    "</pin>",
    "<pin>",
    " ",
    "\u{FEFF}",
    "\0",
    "=",
    "a:",
    "<auth_token>x</auth_token>",
    "nil=\"true\"",
];

fn name(member: &Member, is_element: bool, choices: &mut impl Choices) -> String {
    if choices.once_in(30) {
        return choices.one(&["new", "a:b", "user-id", "text", "nil"]).to_owned();
    }
    let kebab = |name: &str| {
        name.chars().fold(String::new(), |mut kebab, it| {
            let _ = match it {
                '_' => write!(kebab, "-"),
                it if it.is_uppercase() => write!(kebab, "-{}", it.to_lowercase()),
                it => write!(kebab, "{it}"),
            };
            kebab
        })
    };
    match choices.below(30) {
        0 => member.name.to_uppercase(),
        1 => kebab(member.name).replace('-', "_"),
        2 => member.name.to_owned(),
        _ if is_element => kebab(member.name),
        _ => member.name.to_owned(),
    }
}

fn value(member: &Member, choices: &mut impl Choices) -> String {
    if choices.once_in(3) {
        choices.one(TEXTS).to_owned()
    } else {
        member.example.trim_matches('"').to_owned()
    }
}

fn space(choices: &mut impl Choices) -> &'static str {
    const SPACES: [&str; 9] = ["", "", "", "\n  ", " ", "<!-- - -->", "<?a b?>", "text", "<![CDATA[ ]]>"];
    let count = if choices.once_in(20) { 9 } else { 5 };
    choices.one(&SPACES[..count])
}

fn scalar(member: &Member, choices: &mut impl Choices) -> String {
    let name = name(member, true, choices);
    let attributes = choices.one(&[
        "",
        "",
        " type=\"integer\"",
        " nil=\"true\"",
        " nil='true' type=\"NilClass\"",
        " a='b'",
    ]);
    match choices.below(12) {
        0 => format!("<{name}{attributes}/>"),
        1 => format!("<{name}{attributes}><![CDATA[{}]]></{name}>", member.example.trim_matches('"')),
        2 => format!("<{name}{attributes}><a>{}</a></{name} >", value(member, choices)),
        _ => format!("<{name}{attributes}>{}</{name}>", value(member, choices)),
    }
}

fn element(name: &str, members: &[Member], inner: &str, choices: &mut impl Choices) -> String {
    let mut text = format!("<{name}");
    let is_version_2 = !choices.once_in(3);
    let gaps = choices.one(&[2, 10, 1000]);
    if is_version_2 {
        for member in members {
            if choices.once_in(gaps) || !member.kind.members().is_empty() {
                continue;
            }
            let quote = choices.one(&["\"", "\"", "\"", "'"]);
            let name = self::name(member, false, choices);
            let space = choices.one(&[" ", " ", " ", "\n\t"]);
            _ = write!(text, "{space}{name}={quote}{}{quote}", value(member, choices));
        }
    }
    text.push('>');
    for member in members {
        if !member.kind.members().is_empty() {
            text.push_str(inner);
        } else if !is_version_2 && !choices.once_in(gaps) {
            text.push_str(space(choices));
            text.push_str(&scalar(member, choices));
        }
    }
    if choices.once_in(10) {
        text.push_str(&scalar(&choices.one(members), choices));
    }
    text.push_str(space(choices));
    _ = write!(text, "</{name}>");
    text
}

fn document(choices: &mut impl Choices) -> Vec<u8> {
    let location = element("location", Location::MEMBERS, "", choices);
    let mut text = match choices.below(6) {
        0 => location,
        1 => {
            let errors: Vec<_> = (0..choices.below(4))
                .map(|_| {
                    if choices.once_in(3) {
                        format!("<error>{}</error>", choices.one(TEXTS))
                    } else {
                        element("error", ApiError::MEMBERS, "", choices)
                    }
                })
                .collect();
            format!("<errors>{}{}</errors>", errors.join("\n"), space(choices))
        }
        _ => {
            let inner = if choices.once_in(5) { "" } else { &location };
            element("pin", Pin::MEMBERS, inner, choices)
        }
    };
    if choices.once_in(3) {
        text.insert_str(0, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    }
    if choices.once_in(20) {
        text.insert(0, '\u{FEFF}');
    }
    let mut bytes = text.into_bytes();
    for _ in 0..choices.one(&[0, 0, 0, 0, 1, 2]) {
        let at = choices.below(bytes.len() + 1);
        match choices.below(4) {
            0 => bytes.truncate(at),
            1 => drop(bytes.splice(at..at, choices.one(PIECES).bytes())),
            2 => {
                let end = (at + choices.below(8)).min(bytes.len());
                drop(bytes.splice(at..end, choices.one(PIECES).bytes()));
            }
            _ => drop(bytes.drain(at..(at + choices.below(8)).min(bytes.len()))),
        }
    }
    bytes
}

#[test]
fn ok_random_documents() {
    let mut choices = Seeded(5);
    let mut tally = Tally::default();
    for number in 0..if cfg!(miri) { 3 } else { 20_000 } {
        let body = document(&mut choices);
        if number % 20 == 0 {
            law::holds_xml(&body);
        }
        tally.add(&law::modes_agree(&body, |parser| parser.complete().parse_xml_document(&body)));
        _ = law::modes_agree(&body, |parser: Parser| parser.parse_xml_document(&body));
    }
    if cfg!(miri) {
        return;
    }
    let Tally { clean, deviating, refused, codes } = tally;
    assert!(clean > 100 && deviating > 1000 && refused > 1000, "{clean}, {deviating}, {refused}");
    assert!(codes.len() >= 24, "{codes:?}");
}
