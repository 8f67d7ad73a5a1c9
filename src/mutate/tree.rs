//! A body as a tree, before it is written.

use super::literals::quote;
use crate::model::{Member, MemberKind};

#[derive(Debug)]
pub(super) enum Value {
    /// A literal of JSON.
    Scalar(MemberKind, String),
    Object(Object),
    /// Never empty.
    Array(Vec<Value>),
    /// A literal with a fault, and its strict form, if it has one.
    Broken(String, Option<String>),
}

#[derive(Debug)]
pub(super) struct Object {
    /// The members that the contract knows here.
    pub(super) known: &'static [Member],
    pub(super) members: Vec<Entry>,
}

/// A name and its value.
#[derive(Debug)]
pub(super) struct Entry {
    /// The name as written.
    pub(super) name: String,
    /// The member, unless the entry should not be there.
    pub(super) member: Option<&'static Member>,
    pub(super) value: Value,
}

/// Which of two bodies is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// With its fault.
    Broken,
    /// Without it.
    Repaired,
}

/// What is between values.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    comma: &'static str,
    colon: &'static str,
}

impl Style {
    pub(super) const COMPACT: Self = Self { comma: ",", colon: ":" };
    pub(super) const SPACED: Self = Self { comma: " ,\n\t", colon: "\r: " };
}

impl Value {
    /// What the value is.
    pub(super) const fn kind(&self) -> MemberKind {
        match self {
            Self::Scalar(kind, _) => *kind,
            Self::Array(_) => MemberKind::Errors,
            Self::Object(_) | Self::Broken(..) => MemberKind::Location,
        }
    }

    /// Whether the value is present in a version.
    fn is_in(&self, version: Version) -> bool {
        version == Version::Broken || !matches!(self, Self::Broken(_, None))
    }

    fn write(&self, version: Version, style: Style, body: &mut String) {
        match self {
            Self::Scalar(_, literal) => *body += literal,
            Self::Broken(written, strict) => {
                *body += strict.as_ref().filter(|_| version == Version::Repaired).unwrap_or(written);
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

impl Object {
    pub(super) fn to_json(&self, version: Version, style: Style) -> String {
        let mut body = String::new();
        self.write(version, style, &mut body);
        body
    }

    fn write(&self, version: Version, style: Style, body: &mut String) {
        body.push('{');
        let entries = self.members.iter().filter(|entry| entry.value.is_in(version));
        for (index, entry) in entries.enumerate() {
            *body += if index > 0 { style.comma } else { "" };
            let canonical = entry.member.filter(|_| version == Version::Repaired).map(|member| member.name);
            *body += &quote(canonical.unwrap_or(&entry.name));
            *body += style.colon;
            entry.value.write(version, style, body);
        }
        body.push('}');
    }
}
