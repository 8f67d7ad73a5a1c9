//! Documents as trees of texts, and how they are written.

use super::Choices;

/// A JSON value, without the white space of the text.
#[derive(Debug, Clone)]
pub enum Node {
    /// A scalar as it is written.
    Scalar(String),
    Array(Vec<Node>),
    /// Names are plain texts: how they are written is chosen later.
    Object(Vec<(String, Node)>),
}

impl Node {
    pub fn scalar(text: impl Into<String>) -> Self {
        Self::Scalar(text.into())
    }

    /// A string, some of its characters escaped.
    pub fn string(choices: &mut impl Choices, text: &str) -> Self {
        Self::Scalar(quoted(choices, text))
    }

    /// Writes the value, with white space here and there.
    pub fn write(&self, choices: &mut impl Choices, text: &mut String) {
        match self {
            Self::Scalar(scalar) => text.push_str(scalar),
            Self::Array(elements) => {
                text.push('[');
                for (index, element) in elements.iter().enumerate() {
                    if index > 0 {
                        text.push(',');
                    }
                    space(choices, text);
                    element.write(choices, text);
                    space(choices, text);
                }
                text.push(']');
            }
            Self::Object(members) => {
                text.push('{');
                for (index, (name, value)) in members.iter().enumerate() {
                    if index > 0 {
                        text.push(',');
                    }
                    space(choices, text);
                    text.push_str(&quoted(choices, name));
                    space(choices, text);
                    text.push(':');
                    space(choices, text);
                    value.write(choices, text);
                    space(choices, text);
                }
                text.push('}');
            }
        }
    }
}

fn space(choices: &mut impl Choices, text: &mut String) {
    if choices.once_in(20) {
        text.push_str(choices.one(&[" ", "\n  ", "\t", "\r\n"]));
    }
}

/// A string between quotes, with escapes where they must be, and seldom where they need not.
fn quoted(choices: &mut impl Choices, text: &str) -> String {
    let escape = choices.once_in(10);
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' if escape => quoted.push_str("\\n"),
            '/' if escape => quoted.push_str("\\/"),
            _ if character < ' ' || escape && choices.once_in(3) => {
                let mut units = [0; 2];
                for unit in character.encode_utf16(&mut units) {
                    let escape = format!("\\u{unit:04x}");
                    let capitals = choices.once_in(2);
                    quoted.extend(escape.chars().map(|it| match it {
                        'a'..='f' if capitals => it.to_ascii_uppercase(),
                        _ => it,
                    }));
                }
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}
