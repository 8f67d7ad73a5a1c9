//! The members of an object: which is which, in any spelling, and what is wrong with their names.

use std::borrow::Cow;

use super::Decoder;
use super::context::Place;
use crate::deviation::{DeviationCode, Expected, Outcome};
use crate::error::Error;
use crate::json::Type;
use crate::pointer::Path;
use crate::span::Span;

/// An object with known members, each with an index in the wire's order.
pub(super) trait Record<'a>: Default {
    const NAMES: &'static [&'static str];

    /// The index of a member by its canonical name.
    fn index(name: &str) -> Option<usize>;

    /// The members, one bit each, that the service has always sent since 2024-07.
    const ALWAYS: u32;

    /// Reads members as long as they stand as the wire writes them: in its order, without white space before
    /// the colon. `open` has a bit for each member that may come. The bits of those that came, and whether
    /// there is another name behind them.
    fn in_order(
        &mut self,
        open: u32,
        decoder: &mut Decoder<'a>,
        object: &Path<'_>,
    ) -> Result<(u32, bool), Error>;

    /// Reads the value of the member `index`.
    fn member(&mut self, index: usize, decoder: &mut Decoder<'a>, path: Path<'_>) -> Result<(), Error>;
}

/// Declares a [`Record`]: index and name of each member, its field, and the method of the decoder that reads it.
macro_rules! record {
    (
        $record:ident { $($index:literal $name:literal $field:tt: $rule:ident,)+ }
        always $always:literal
    ) => {
        impl<'a> Record<'a> for $record<'a> {
            const NAMES: &'static [&'static str] = &[$($name),+];
            const ALWAYS: u32 = $always;

            fn index(name: &str) -> Option<usize> {
                match name {
                    $($name => Some($index),)+
                    _ => None,
                }
            }

            // Straight on, without a loop: the wire never reorders its members, so that the next name is known
            // before it is read, and costs one compare of known length.
            fn in_order(
                &mut self,
                open: u32,
                decoder: &mut Decoder<'a>,
                object: &Path<'_>,
            ) -> Result<(u32, bool), Error> {
                let mut seen = 0;
                let mut reader = decoder.reader;
                $(
                    if open >> $index & 1 == 1 && reader.eat(concat!('"', $name, "\":")) {
                        seen |= 1 << $index;
                        reader.eat(" ");
                        let value = reader;
                        if let Some(value) = usual::$rule(&mut reader) {
                            self.$field = value;
                        } else {
                            decoder.reader = value;
                            decoder.reader.space();
                            decoder.$rule(&mut self.$field, object.name($name))?;
                            reader = decoder.reader;
                        }
                        if !reader.eat_before_name(",") {
                            decoder.reader = reader;
                            if !decoder.next_member(object.name($name))? {
                                return Ok((seen, false));
                            }
                            reader = decoder.reader;
                        }
                    }
                )+
                decoder.reader = reader;
                Ok((seen, true))
            }

            #[inline(never)]
            fn member(&mut self, index: usize, decoder: &mut Decoder<'a>, path: Path<'_>) -> Result<(), Error> {
                match index {
                    $($index => decoder.$rule(&mut self.$field, path),)+
                    _ => Ok(()),
                }
            }
        }
    };
}
pub(super) use record;

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
        R::NAMES.iter().enumerate().filter(move |(index, _)| absent >> index & 1 == 1).map(|(_, &name)| name)
    }
}

/// Longer names are no spelling of a known one: a pointer that holds one stands in every deviation below it.
const LONGEST_SPELLING: usize = 100;

/// Whether a name is `canonical` but for `_`, `-` and ASCII case.
pub(super) fn is_spelling(name: &str, canonical: &str) -> bool {
    fn letters(name: &str) -> impl Iterator<Item = u8> {
        name.bytes().filter(|byte| !matches!(byte, b'_' | b'-')).map(|byte| byte.to_ascii_lowercase())
    }
    // Most names differ in their first letter.
    letters(name).next() == letters(canonical).next()
        && name.len() <= LONGEST_SPELLING
        && letters(name).eq(letters(canonical))
}

impl<'a> Decoder<'a> {
    /// Reads `{"id":1, …}`.
    pub(super) fn object<R: Record<'a>>(
        &mut self,
        record: &mut R,
        object: &Path<'_>,
    ) -> Result<Shape, Error> {
        let start = self.reader.offset();
        let mut seen = 0;
        let mut open = u32::MAX;
        let mut more = self.reader.open_object().map_err(|error| self.syntax(error, *object))?;
        while more {
            let came;
            (came, more) = record.in_order(open, self, object)?;
            seen |= came;
            if more {
                let after;
                (after, more) = self.other_member(record, &mut seen, object)?;
                // Back on the way, behind the member that came out of order.
                open = if after == 0 { open } else { u32::MAX << after };
                open &= !seen;
            }
        }
        Ok(Shape { span: Span::new(start, self.reader.offset()), seen })
    }

    #[inline(never)]
    pub(super) fn next_member(&mut self, before: Path<'_>) -> Result<bool, Error> {
        self.reader.next_member().map_err(|error| self.syntax(error, before))
    }

    /// Reads a member that is not the next one of the wire: the index behind it, 0 for one that is not known,
    /// and whether there is another name.
    #[inline(never)]
    fn other_member<R: Record<'a>>(
        &mut self,
        record: &mut R,
        seen: &mut u32,
        object: &Path<'_>,
    ) -> Result<(usize, bool), Error> {
        let (index, name) = self.name::<R>(*seen, object)?;
        let path = object.name(&name);
        self.reader.colon().map_err(|error| self.syntax(error, path))?;
        if let Some(index) = index {
            *seen |= 1 << index;
            record.member(index, self, path)?;
        } else {
            self.reader.skip().map_err(|error| self.syntax(error, path))?;
        }
        Ok((index.map_or(0, |index| index + 1), self.next_member(path)?))
    }

    /// Reads any name: the index of its member, unless it has none, and the name as it is written.
    fn name<R: Record<'a>>(
        &mut self,
        seen: u32,
        object: &Path<'_>,
    ) -> Result<(Option<usize>, Cow<'a, str>), Error> {
        let start = self.reader.offset();
        let name = self.reader.string().map_err(|error| self.syntax(error, *object))?;
        let span = Span::new(start, self.reader.offset());
        let path = object.name(&name);
        let place = |expected| Place { path, span, expected, found: Type::String };
        let index = if let Some(index) = R::index(&name) {
            index
        } else if let Some(index) = R::NAMES.iter().position(|known| is_spelling(&name, known)) {
            let place = place(Expected::Member(R::NAMES[index]));
            self.context.deviate(DeviationCode::MemberSpelling, Outcome::Coerced, place)?;
            index
        } else {
            let place = place(Expected::Value("known member"));
            self.context.deviate(DeviationCode::UnknownMember, Outcome::Ignored, place)?;
            return Ok((None, name));
        };
        if seen >> index & 1 == 1 {
            let place = place(Expected::Value("one member of the name"));
            self.context.deviate(DeviationCode::DuplicateMember, Outcome::Ignored, place)?;
        }
        Ok((Some(index), name))
    }
}
