//! A body before it is written, and the place in it where something is broken.

use arbitrary::{Result, Unstructured};

use super::{Fault, faults, names, valid};
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

#[derive(Debug)]
pub(super) enum Value {
    /// JSON text.
    Scalar(Kind, String),
    Object(Object),
    /// Never empty.
    Array(Vec<Value>),
    /// JSON text with a fault, and without, if there is any such.
    Broken(String, Option<String>),
}

#[derive(Debug, Default)]
pub(super) struct Object {
    /// The names of all members that the contract knows here.
    pub(super) known: &'static [&'static str],
    pub(super) members: Vec<Member>,
}

#[derive(Debug)]
pub(super) struct Member {
    /// The name as it is written.
    pub(super) name: String,
    /// The name as it should be; none for a member that should not be there.
    pub(super) meant: Option<&'static str>,
    pub(super) value: Value,
}

/// Which of two bodies is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// With its fault.
    Broken,
    /// As it should be.
    Mended,
}

impl Value {
    /// Breaks the value, or one inside of it.
    fn break_one(&mut self, u: &mut Unstructured<'_>, pointer: &mut String) -> Result<Fault> {
        // Three times of four it is one inside.
        let inside = u.int_in_range(0..=3)? > 0;
        match self {
            Self::Object(object) if inside => return object.break_one(u, pointer),
            Self::Array(values) if inside => {
                let index = u.choose_index(values.len())?;
                *pointer += &segment(&index.to_string());
                return values[index].break_one(u, pointer);
            }
            _ => {}
        }
        let (kind, is_array) = self.kind();
        let (code, written, meant) = faults::make(kind, is_array, u)?;
        let outcome = if meant.is_some() { Outcome::Coerced } else { Outcome::Dropped };
        *self = Self::Broken(written, meant);
        Ok((code, outcome))
    }

    /// The kind, and whether it is an array.
    fn kind(&self) -> (Kind, bool) {
        match self {
            Self::Scalar(kind, _) => (*kind, false),
            _ => (Kind::Container, matches!(self, Self::Array(_))),
        }
    }

    /// Whether there is such a value in a version.
    fn is_in(&self, version: Version) -> bool {
        version == Version::Broken || !matches!(self, Self::Broken(_, None))
    }

    fn write(&self, version: Version, style: Style, body: &mut String) {
        match self {
            Self::Scalar(_, text) => *body += text,
            Self::Broken(written, meant) => {
                *body += meant.as_ref().filter(|_| version == Version::Mended).unwrap_or(written);
            }
            Self::Object(object) => object.write(version, style, body),
            Self::Array(values) => {
                body.push('[');
                for (index, value) in values.iter().filter(|value| value.is_in(version)).enumerate() {
                    *body += if index > 0 { style.comma } else { "" };
                    value.write(version, style, body);
                }
                body.push(']');
            }
        }
    }
}

/// What stands between values.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    comma: &'static str,
    colon: &'static str,
}

impl Style {
    pub(super) const COMPACT: Self = Self { comma: ",", colon: ":" };
    pub(super) const SPACED: Self = Self { comma: " ,\n\t", colon: "\r: " };
}

impl Object {
    /// Breaks the object in one place: a name, or a value.
    pub(super) fn break_one(&mut self, u: &mut Unstructured<'_>, pointer: &mut String) -> Result<Fault> {
        let what = u.int_in_range(0..=11)?;
        let index = u.choose_index(self.members.len())?;
        let member = &mut self.members[index];
        let (fault, name) = match what {
            8 => {
                let name = names::unknown(self.known, u)?;
                let value = Value::Broken(faults::any_json(u)?, None);
                let meant = None;
                self.members.insert(index, Member { name: name.clone(), meant, value });
                ((DeviationCode::UnknownMember, Outcome::Ignored), name)
            }
            9 => {
                member.name = names::respelled(&member.name, u)?;
                ((DeviationCode::MemberSpelling, Outcome::Coerced), member.name.clone())
            }
            10 => {
                // The first one does not count, whatever it is.
                let name = member.name.clone();
                let (kind, is_array) = member.value.kind();
                let value = Value::Broken(valid::another(kind, is_array).to_owned(), None);
                let meant = None;
                self.members.insert(0, Member { name: name.clone(), meant, value });
                ((DeviationCode::DuplicateMember, Outcome::Ignored), name)
            }
            // The one member that the service does not always send.
            11 if member.name != "status" => {
                let member = self.members.remove(index);
                ((DeviationCode::MissingMember, Outcome::Absent), member.name)
            }
            _ => {
                *pointer += &segment(&member.name);
                return member.value.break_one(u, pointer);
            }
        };
        *pointer += &segment(&name);
        Ok(fault)
    }

    pub(super) fn text(&self, version: Version, style: Style) -> String {
        let mut text = String::new();
        self.write(version, style, &mut text);
        text
    }

    fn write(&self, version: Version, style: Style, body: &mut String) {
        body.push('{');
        let members = self.members.iter().filter(|member| member.value.is_in(version));
        for (index, member) in members.enumerate() {
            *body += if index > 0 { style.comma } else { "" };
            let meant = member.meant.filter(|_| version == Version::Mended);
            *body += &quote(meant.unwrap_or(&member.name));
            *body += style.colon;
            member.value.write(version, style, body);
        }
        body.push('}');
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
