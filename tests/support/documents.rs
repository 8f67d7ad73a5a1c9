//! Whole documents.

use super::Choices;
use super::tree::Node;
use super::values;
use plex_pin::{ApiError, Location, Member, MemberKind, Pin};

/// Which document is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Root {
    Pin,
    Location,
    ApiErrors,
}

/// How whole a document is.
#[derive(Debug, Clone, Copy)]
struct Wholeness {
    /// A member is left out once in so many times; never at 0.
    gaps: usize,
    /// A value is spoilt once in so many times; never at 0.
    faults: usize,
}

fn once_in(choices: &mut impl Choices, times: usize) -> bool {
    times > 0 && choices.once_in(times)
}

/// The text of a document: often strict, often with one fault or several. No name is duplicated in an object.
pub fn document(root: Root, choices: &mut impl Choices) -> String {
    if choices.once_in(2) {
        return single(root, choices);
    }
    let whole = Wholeness { gaps: choices.one(&[0, 0, 10, 2]), faults: choices.one(&[0, 30, 30, 30, 5]) };
    let mut node = match root {
        Root::Pin => object(Pin::MEMBERS, whole, choices),
        Root::Location => object(Location::MEMBERS, whole, choices),
        Root::ApiErrors => errors(whole, choices),
    };
    if whole.faults > 0 && choices.once_in(40) {
        node = elsewhere(node, choices);
    }
    let mut text = String::new();
    if whole.faults > 0 && choices.once_in(200) {
        text.push('\u{FEFF}');
    }
    node.write(choices, &mut text);
    if whole.faults > 0 && choices.once_in(40) {
        text = broken(&text, choices);
    }
    text
}

/// The text of a document with one member, so that no other member masks its deviation.
fn single(root: Root, choices: &mut impl Choices) -> String {
    let members = match root {
        Root::Pin => Pin::MEMBERS,
        Root::Location => Location::MEMBERS,
        Root::ApiErrors => ApiError::MEMBERS,
    };
    let member = choices.one(members);
    let mut name = member.name;
    let mut value = match member.kind {
        MemberKind::Location => {
            let inner = choices.one(Location::MEMBERS);
            Node::Object(vec![(inner.name.to_owned(), values::other(inner.kind, choices))])
        }
        kind if choices.once_in(4) => values::strict(kind, choices),
        kind => values::other(kind, choices),
    };
    if root == Root::ApiErrors {
        value = Node::Array(vec![Node::Object(vec![(name.to_owned(), value)])]);
        name = "errors";
    }
    let mut text = String::new();
    Node::Object(vec![(name.to_owned(), value)]).write(choices, &mut text);
    text
}

fn object(members: &[Member], whole: Wholeness, choices: &mut impl Choices) -> Node {
    let mut written: Vec<(String, Node)> = Vec::new();
    for member in members {
        if once_in(choices, whole.gaps) {
            continue;
        }
        let fault = once_in(choices, whole.faults);
        let value = match member.kind {
            MemberKind::Location if fault => values::other(MemberKind::Text, choices),
            MemberKind::Location => object(Location::MEMBERS, whole, choices),
            kind if fault => values::other(kind, choices),
            kind => values::strict(kind, choices),
        };
        let name = member.name;
        let name =
            if once_in(choices, whole.faults * 4) { other_name(name, choices) } else { name.to_owned() };
        if written.iter().all(|(known, _)| *known != name) {
            written.push((name, value));
        }
    }
    if once_in(choices, whole.faults) {
        let name = choices.one(&["message", "city", "id", "errors", "pin", "", "x", "😀", "a/b~c", "\u{0}"]);
        if written.iter().all(|(known, _)| known != name) {
            let at = choices.below(written.len() + 1);
            written.insert(at, (name.to_owned(), values::other(MemberKind::Text, choices)));
        }
    }
    if choices.once_in(10) {
        let middle = choices.below(written.len() + 1);
        written.rotate_left(middle);
    }
    Node::Object(written)
}

fn errors(whole: Wholeness, choices: &mut impl Choices) -> Node {
    let elements = (0..choices.below(4))
        .map(|_| {
            if once_in(choices, whole.faults * 2) {
                values::nested(choices, 0)
            } else {
                object(ApiError::MEMBERS, whole, choices)
            }
        })
        .collect();
    let mut members = vec![("errors".to_owned(), Node::Array(elements))];
    if once_in(choices, whole.faults) {
        members[0].1 = values::other(MemberKind::Text, choices);
    }
    if once_in(choices, whole.faults) {
        members[0].0 = other_name("errors", choices);
    }
    if once_in(choices, whole.faults) {
        // A member of another document, or of an error without its array.
        let (name, kind) = choices.one(&[
            ("code", MemberKind::Text),
            ("city", MemberKind::Text),
            ("coordinates", MemberKind::Coordinates),
        ]);
        members.push((name.to_owned(), values::strict(kind, choices)));
    }
    if once_in(choices, whole.gaps * 3) {
        members.clear();
    }
    Node::Object(members)
}

/// A name that is no longer, or only nearly, what it was.
fn other_name(name: &str, choices: &mut impl Choices) -> String {
    match choices.below(5) {
        0 => name.to_uppercase(),
        1 => format!("_{}", name.replace('_', "-")),
        2 => name.replace('_', ""),
        3 => format!("{name} "),
        _ => choices.one(&["", "x", "Id", "pin", "kode", "ſ"]).to_owned(),
    }
}

/// The document in a wrong position, or another one instead.
fn elsewhere(node: Node, choices: &mut impl Choices) -> Node {
    match choices.below(5) {
        0 => Node::Object(vec![("pin".to_owned(), node)]),
        1 => Node::Array(vec![node]),
        2 => object(ApiError::MEMBERS, Wholeness { gaps: 0, faults: 0 }, choices),
        3 => values::nested(choices, 0),
        _ => Node::scalar(choices.one(&["null", "1", "\"{}\"", "true", ""])),
    }
}

/// The text with one character less, or one too many.
fn broken(text: &str, choices: &mut impl Choices) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let at = choices.below(characters.len() + 1);
    if choices.once_in(2) && at < characters.len() {
        characters.remove(at);
    } else {
        let new = choices.one(&['{', '}', '[', ']', ',', ':', '"', '\\', '0', 'e', ' ', '\u{1}', '\u{feff}']);
        characters.insert(at, new);
    }
    characters.into_iter().collect()
}
