//! The members of an object: which is which, in any spelling, and what is wrong with their names.

use std::borrow::Cow;

use super::Decoder;
use super::context::Place;
use crate::deviation::{DeviationCode, Expected, Outcome};
use crate::error::Error;
use crate::json::{Reader, Type};
use crate::pointer::Path;
use crate::span::Span;

/// An object with known members, each with an index in the wire's order.
pub(super) trait Record<'a>: Default {
    const NAMES: &'static [&'static str];

    /// The members, one bit each, that the service has always sent since 2024-07.
    const ALWAYS: u32;

    /// Steps over the name of the member `index`, if it stands next, without an escape.
    fn name_is_next(reader: &mut Reader<'a>, index: usize) -> bool;

    /// Reads the value of the member `index`.
    fn member(&mut self, index: usize, decoder: &mut Decoder<'a>, path: &Path<'_>) -> Result<(), Error>;
}

/// Names the members of a [`Record`] in the wire's order.
macro_rules! names {
    ($($index:literal $name:literal),+ $(,)?) => {
        const NAMES: &'static [&'static str] = &[$($name),+];

        #[inline]
        fn name_is_next(reader: &mut Reader<'a>, index: usize) -> bool {
            match index {
                // One compare of known length each.
                $($index => reader.eat_all(concat!('"', $name, '"')),)+
                _ => false,
            }
        }
    };
}
pub(super) use names;

/// What an object turned out to be, beside its members.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub(super) span: Span,
    /// The members that were there, one bit each.
    pub(super) seen: u32,
}

impl Shape {
    /// The members of `R` that should be there and are not.
    pub(super) fn absent<'a, R: Record<'a>>(self) -> impl Iterator<Item = &'static str> {
        let absent = R::ALWAYS & !self.seen;
        R::NAMES
            .iter()
            .enumerate()
            .filter(move |(index, _)| absent >> index & 1 == 1)
            .map(|(_, &name)| name)
    }
}

/// Longer names are no spelling of a known one: a pointer that holds one stands in every deviation below it.
const LONGEST_SPELLING: usize = 100;

/// Whether a name is `canonical` but for `_`, `-` and ASCII case.
pub(super) fn is_spelling(name: &str, canonical: &str) -> bool {
    fn letters(name: &str) -> impl Iterator<Item = u8> {
        name.bytes()
            .filter(|byte| !matches!(byte, b'_' | b'-'))
            .map(|byte| byte.to_ascii_lowercase())
    }
    name.len() <= LONGEST_SPELLING && letters(name).eq(letters(canonical))
}

/// The index of the member that a name means.
fn find(names: &[&str], name: &str) -> Option<usize> {
    let exact = names.iter().position(|&known| known == name);
    exact.or_else(|| names.iter().position(|&known| is_spelling(name, known)))
}

impl<'a> Decoder<'a> {
    /// Reads `{"id":1, …}`.
    pub(super) fn object<R: Record<'a>>(&mut self, path: &Path<'_>) -> Result<(R, Shape), Error> {
        let start = self.reader.offset();
        let mut record = R::default();
        let mut seen = 0;
        // The wire never reorders its members, so that the next name is known before it is read.
        let mut next = 0;
        let mut more = self
            .reader
            .open_object()
            .map_err(|error| self.syntax(error, path))?;
        while more {
            let written;
            let (index, name) = if seen >> next & 1 == 0 && R::name_is_next(&mut self.reader, next) {
                (Some(next), R::NAMES[next])
            } else {
                let index;
                (index, written) = self.name::<R>(seen, path)?;
                (index, &*written)
            };
            let path = &path.name(name);
            self.reader.colon().map_err(|error| self.syntax(error, path))?;
            if let Some(index) = index {
                seen |= 1 << index;
                next = index + 1;
                record.member(index, self, path)?;
            } else {
                self.reader.skip().map_err(|error| self.syntax(error, path))?;
            }
            more = self
                .reader
                .next_member()
                .map_err(|error| self.syntax(error, path))?;
        }
        Ok((
            record,
            Shape {
                span: Span::new(start, self.reader.offset()),
                seen,
            },
        ))
    }

    /// Reads any name: the index of its member, unless it has none, and the name as it is written.
    #[inline(never)]
    fn name<R: Record<'a>>(
        &mut self,
        seen: u32,
        object: &Path<'_>,
    ) -> Result<(Option<usize>, Cow<'a, str>), Error> {
        let start = self.reader.offset();
        let name = self.reader.string().map_err(|error| self.syntax(error, object))?;
        let span = Span::new(start, self.reader.offset());
        let path = &object.name(&name);
        let place = |expected| Place {
            path,
            span,
            expected,
            found: Type::String,
        };
        let Some(index) = find(R::NAMES, &name) else {
            let place = place(Expected::Value("known member"));
            self.context
                .deviate(DeviationCode::UnknownMember, Outcome::Ignored, place)?;
            return Ok((None, name));
        };
        let canonical = R::NAMES[index];
        if name != canonical {
            let place = place(Expected::Member(canonical));
            self.context
                .deviate(DeviationCode::MemberSpelling, Outcome::Coerced, place)?;
        }
        if seen >> index & 1 == 1 {
            let place = place(Expected::Value("one member of the name"));
            self.context
                .deviate(DeviationCode::DuplicateMember, Outcome::Ignored, place)?;
        }
        Ok((Some(index), name))
    }
}
