//! Every member of the tables is read from both versions.

use plex_pin::{ApiError, ApiErrors, Location, Member, MemberKind, Parser, Pin};

/// Writes the example of a member as XML text.
fn text(member: &Member) -> String {
    let text = member.example.trim_matches('"');
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn attributes(members: &[Member]) -> String {
    let scalars = members.iter().filter(|it| it.kind.members().is_empty());
    scalars.map(|it| format!(" {}=\"{}\"", it.name, text(it))).collect()
}

/// `expires-at` for `expiresAt`, by another way than the decoder's.
fn element_name(name: &str) -> String {
    let hyphens = name.chars().map(|it| {
        if it.is_uppercase() { format!("-{}", it.to_lowercase()) } else { it.to_string().replace('_', "-") }
    });
    hyphens.collect()
}

fn elements(members: &[Member]) -> String {
    let element = |member: &Member| {
        let name = element_name(member.name);
        let content = match member.kind {
            MemberKind::Location => elements(Location::MEMBERS),
            _ => text(member),
        };
        format!("<{name}>{content}</{name}>")
    };
    members.iter().map(element).collect()
}

#[test]
fn ok_version_2() {
    let complete = Parser::STRICT.complete();
    let location = format!("<location{}/>", attributes(Location::MEMBERS));
    let body = format!("<pin{}>{location}</pin>", attributes(Pin::MEMBERS));
    complete.parse_xml::<Pin>(&body).unwrap_or_else(|error| panic!("src/decode/xml: {error}: {body}"));
    complete.parse_xml::<Location>(&location).unwrap_or_else(|error| panic!("{error}: {location}"));
    let body = format!("<errors><error{}/></errors>", attributes(ApiError::MEMBERS));
    complete.parse_xml::<ApiErrors>(&body).unwrap_or_else(|error| panic!("{error}: {body}"));
}

#[test]
fn ok_version_1() {
    let pin = format!("<pin>{}</pin>", elements(Pin::MEMBERS));
    let location = format!("<location>{}</location>", elements(Location::MEMBERS));
    let complete = Parser::STRICT.complete();
    let pin =
        complete.parse_xml::<Pin>(&pin).unwrap_or_else(|error| panic!("src/decode/xml: {error}: {pin}"));
    let other =
        format!("<pin{}><location{}/></pin>", attributes(Pin::MEMBERS), attributes(Location::MEMBERS));
    assert_eq!(pin, complete.parse_xml::<Pin>(&other).unwrap());
    complete.parse_xml::<Location>(&location).unwrap_or_else(|error| panic!("{error}: {location}"));
}
