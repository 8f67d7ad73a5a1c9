//! A body before it is written, and the place in it where something is broken.

use arbitrary::{Result, Unstructured};

use super::{Fault, faults, names};
use crate::deviation::{DeviationCode, Outcome};

/// What a member holds, as far as the rules tell it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Id,
    Text,
    Boolean,
    Seconds,
    Timestamp,
    Token,
    Registration,
    Coordinates,
    ErrorCode,
    ErrorStatus,
    Container,
}

#[derive(Debug, Clone)]
pub(super) enum Value {
    /// JSON text.
    Scalar(Kind, String),
    Object(Object),
    /// Never empty.
    Array(Vec<Value>),
}

#[derive(Debug, Clone, Default)]
pub(super) struct Object {
    /// The names of all members that the contract knows here.
    pub(super) known: &'static [&'static str],
    pub(super) members: Vec<(String, Value)>,
}

impl Value {
    /// Breaks the value, or one inside of it.
    fn break_one(&mut self, u: &mut Unstructured<'_>, pointer: &mut String) -> Result<Fault> {
        // Three times of four it is one inside.
        let inside = u.int_in_range(0..=3)? > 0;
        let kind = match self {
            Self::Object(object) if inside => return object.break_one(u, pointer),
            Self::Array(values) if inside => {
                let index = u.choose_index(values.len())?;
                *pointer += &segment(&index.to_string());
                return values[index].break_one(u, pointer);
            }
            Self::Object(_) | Self::Array(_) => Kind::Container,
            Self::Scalar(kind, _) => *kind,
        };
        let is_array = matches!(self, Self::Array(_));
        let (fault, text) = faults::make(kind, is_array, u)?;
        *self = Self::Scalar(kind, text);
        Ok(fault)
    }

    pub(super) fn write(&self, spaced: bool, body: &mut String) {
        let [comma, colon] = if spaced { [" ,\n\t", "\r: "] } else { [",", ":"] };
        match self {
            Self::Scalar(_, text) => *body += text,
            Self::Object(object) => {
                body.push('{');
                for (index, (name, value)) in object.members.iter().enumerate() {
                    *body += if index > 0 { comma } else { "" };
                    *body += &quote(name);
                    *body += colon;
                    value.write(spaced, body);
                }
                body.push('}');
            }
            Self::Array(values) => {
                body.push('[');
                for (index, value) in values.iter().enumerate() {
                    *body += if index > 0 { comma } else { "" };
                    value.write(spaced, body);
                }
                body.push(']');
            }
        }
    }
}

impl Object {
    /// Breaks the object in one place: a name, or a value.
    pub(super) fn break_one(&mut self, u: &mut Unstructured<'_>, pointer: &mut String) -> Result<Fault> {
        let what = u.int_in_range(0..=11)?;
        let index = u.choose_index(self.members.len())?;
        let name = &self.members[index].0;
        let (fault, name) = match what {
            8 => {
                let name = names::unknown(self.known, u)?;
                let value = Value::Scalar(Kind::Text, faults::any_json(u)?);
                self.members.insert(index, (name.clone(), value));
                ((DeviationCode::UnknownMember, Outcome::Ignored), name)
            }
            9 => {
                let name = names::respelled(name, u)?;
                self.members[index].0.clone_from(&name);
                ((DeviationCode::MemberSpelling, Outcome::Coerced), name)
            }
            10 => {
                let member = self.members[index].clone();
                self.members.push(member.clone());
                ((DeviationCode::DuplicateMember, Outcome::Ignored), member.0)
            }
            // The one member that the service does not always send.
            11 if name != "status" => {
                let (name, _) = self.members.remove(index);
                ((DeviationCode::MissingMember, Outcome::Absent), name)
            }
            _ => {
                *pointer += &segment(name);
                return self.members[index].1.break_one(u, pointer);
            }
        };
        *pointer += &segment(&name);
        Ok(fault)
    }
}

/// A name as a part of a JSON pointer.
fn segment(name: &str) -> String {
    format!("/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// A text as a JSON string, with the escapes that must be.
pub(super) fn quote(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\0'..' ' => quoted += quote_in_escapes(character.encode_utf8(&mut [0; 4])).trim_matches('"'),
            _ => quoted.push(character),
        }
    }
    quoted + "\""
}

/// A text as a JSON string, all of it in escapes.
pub(super) fn quote_in_escapes(text: &str) -> String {
    let units = text.encode_utf16().map(|unit| format!("\\u{unit:04X}"));
    format!("\"{}\"", units.collect::<String>())
}
