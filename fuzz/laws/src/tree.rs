//! A JSON text as `serde_json` sees it: an independent reading, with the span of every value.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A value and its span.
#[derive(Debug)]
pub(crate) struct Tree<'t> {
    /// Its text.
    pub(crate) raw: &'t str,
    /// Offset of its first byte.
    pub(crate) start: usize,
    pub(crate) node: Node<'t>,
}

#[derive(Debug)]
pub(crate) enum Node<'t> {
    /// Null, a boolean or a number.
    Plain,
    String(String),
    Array(Vec<Tree<'t>>),
    /// In the order of the text, duplicates included.
    Object(Vec<(String, Tree<'t>)>),
}

/// Why a text is not JSON.
#[derive(Debug)]
pub(crate) enum NotJson {
    /// The text ends too early.
    End,
    /// Something is wrong at this offset.
    At(usize),
    /// More containers are open than a test needs.
    Deep,
}

/// The most containers that are followed.
const DEEPEST: usize = 300;

impl<'t> Tree<'t> {
    pub(crate) fn parse(text: &'t str) -> Result<Self, NotJson> {
        let raw: &RawValue = serde_json::from_str(text).map_err(|error| offset(&error, text, 0))?;
        Self::of(raw.get(), text.len() - text.trim_start_matches([' ', '\t', '\n', '\r']).len(), 1)
    }

    /// Reads a value of known extent. `serde_json` checks the grammar of all of it first, and strings last.
    fn of(raw: &'t str, start: usize, depth: usize) -> Result<Self, NotJson> {
        if depth > DEEPEST {
            return Err(NotJson::Deep);
        }
        let wrong = |error: serde_json::Error| offset(&error, raw, start);
        let inside = |inner: &'t RawValue| {
            let inner = inner.get();
            // Both are parts of the same text.
            let at = start + (inner.as_ptr().addr() - raw.as_ptr().addr());
            Self::of(inner, at, depth + 1)
        };
        let node = match raw.as_bytes().first() {
            Some(b'"') => Node::String(serde_json::from_str(raw).map_err(wrong)?),
            Some(b'[') => {
                let elements: Vec<&RawValue> = serde_json::from_str(raw).map_err(wrong)?;
                Node::Array(elements.into_iter().map(inside).collect::<Result<_, _>>()?)
            }
            Some(b'{') => {
                let Members(members) = serde_json::from_str(raw).map_err(wrong)?;
                let members = members.into_iter().map(|(name, value)| Ok((name, inside(value)?)));
                Node::Object(members.collect::<Result<_, _>>()?)
            }
            _ => Node::Plain,
        };
        Ok(Self { raw, start, node })
    }

    pub(crate) fn members(&self) -> Option<&[(String, Self)]> {
        match &self.node {
            Node::Object(members) => Some(members),
            _ => None,
        }
    }

    /// Hands on the value and all values inside of it, each with its JSON pointer.
    pub(crate) fn visit(&self, pointer: &str, visit: &mut dyn FnMut(&str, &Self)) {
        visit(pointer, self);
        match &self.node {
            Node::Object(members) => {
                for (name, value) in members {
                    let name = name.replace('~', "~0").replace('/', "~1");
                    value.visit(&format!("{pointer}/{name}"), visit);
                }
            }
            Node::Array(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    element.visit(&format!("{pointer}/{index}"), visit);
                }
            }
            _ => {}
        }
    }
}

/// The byte that an error is about. `serde_json` counts the bytes of the line up to it and with it.
pub(crate) fn offset(error: &serde_json::Error, text: &str, start: usize) -> NotJson {
    if error.is_eof() {
        return NotJson::End;
    }
    let line: usize = text.split_inclusive('\n').take(error.line() - 1).map(str::len).sum();
    NotJson::At(start + (line + error.column()).saturating_sub(1))
}

/// An object's members, in their order, duplicates included.
struct Members<'t>(Vec<(String, &'t RawValue)>);

impl<'t> Deserialize<'t> for Members<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'t> Visitor<'t> for InOrder {
            type Value = Members<'t>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}
