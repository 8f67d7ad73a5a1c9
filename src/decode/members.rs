//! The members of an object: which is which, in any spelling, and what is wrong with their names.

use std::borrow::Cow;

use super::Decoder;
use super::context::Place;
use super::starts::Edges;
use crate::deviation::{DeviationCode, Expected, Outcome};
use crate::error::Error;
use crate::json::{Rest, Type};
use crate::pointer::Path;
use crate::span::Span;

/// An object with known members, each with an index in the wire's order.
pub(super) trait Record<'a>: Default {
    const NAMES: &'static [&'static str];

    /// The names by their first and last letter.
    const EDGES: Edges;

    /// The index of a member by its canonical name.
    fn index(name: &str) -> Option<usize>;

    /// The members, one bit each, that the service has always sent since 2024-07.
    const ALWAYS: u32;

    /// Reads members as long as they stand as the wire writes them, in its order: `"id":1,"code":"7RQZ"`, or with
    /// one space behind each colon if `SPACED`. Whether there is another name behind them.
    fn in_order<const SPACED: bool, const FIRST: bool>(
        &mut self,
        line: &mut Line<'_, 'a>,
        rest: Rest<'a>,
    ) -> Result<bool, Error>;

    /// Reads members as long as their names are written as on the wire, in any order. Whether there is another name
    /// behind them.
    fn in_any_order(&mut self, line: &mut Line<'_, 'a>) -> Result<bool, Error>;

    /// Reads the value of the member `index`.
    fn member(&mut self, index: usize, decoder: &mut Decoder<'a>, path: Path<'_>) -> Result<(), Error>;
}

/// Declares a [`Record`]: index and name of each member, its field, and the method of the decoder that reads it.
macro_rules! record {
    (
        $record:ident { $($index:literal $name:literal $field:tt: $rule:ident $($usual:literal)?,)+ }
        always $always:literal
    ) => {
        impl<'a> Record<'a> for $record<'a> {
            const NAMES: &'static [&'static str] = &[$($name),+];
            const ALWAYS: u32 = $always;
            const EDGES: Edges = Edges::of(Self::NAMES);

            fn index(name: &str) -> Option<usize> {
                match name {
                    $($name => Some($index),)+
                    _ => None,
                }
            }

            // Straight on, without a loop: the wire never reorders its members, so that the next name is known
            // before it is read, and costs one compare of known length, with the colon and the quote behind it.
            #[inline(never)]
            fn in_order<const SPACED: bool, const FIRST: bool>(&mut self, line: &mut Line<'_, 'a>, mut rest: Rest<'a>) -> Result<bool, Error> {
                let mut seen = if FIRST { 0 } else { line.seen };
                // The member that was just read, up to what stands behind its value; none before a name.
                let mut before = None;
                $(
                // Whether the value begins as usual.
                let mut is_usual = true;
                let here = seen >> $index & 1 == 0 && if SPACED {
                    rest.eat(concat!('"', $name, "\": ", opening!($rule)))
                } else if before.is_some() {
                    rest.eat_long(concat!(",\"", $name, "\":", opening!($rule))) || {
                        let named;
                        (rest, named) = line.unusual::<Self>(rest, concat!(",\"", $name, "\":"))?;
                        is_usual = false;
                        named
                    }
                } else {
                    rest.eat(concat!('"', $name, "\":", opening!($rule)))
                };
                if here {
                    seen |= 1 << $index;
                    let value = rest;
                    if !is_usual {
                        line.value::<_, 0>(value, &mut self.$field, concat!('/', $name), Decoder::$rule)?;
                        rest = line.decoder.reader.rest;
                    } else if let Some(value) = usual::$rule$(::<$usual>)?(&mut rest) {
                        // Invariant: there was no value yet. To ask whether one is to be dropped is a branch for each.
                        debug_assert!(self.$field.is_none());
                        let _ = core::mem::ManuallyDrop::new(core::mem::replace(&mut self.$field, value));
                    } else {
                        line.value::<_, { opening!($rule).len() }>(value, &mut self.$field, concat!('/', $name), Decoder::$rule)?;
                        rest = line.decoder.reader.rest;
                    }
                    before = Some(concat!('/', $name));
                }
                if (SPACED || !here) && let Some(name) = before {
                    if !rest.eat_before_name::<SPACED>() {
                        if !line.next_member(rest, name)? {
                            line.seen = seen;
                            return Ok(false);
                        }
                        rest = line.decoder.reader.rest;
                    }
                    before = None;
                })+
                line.seen = seen;
                if let Some(name) = before {
                    return if rest.eat("}") { line.close(rest) } else { line.next_member(rest, name) };
                }
                line.decoder.reader.rest = rest;
                Ok(true)
            }

            #[inline(never)]
            fn in_any_order(&mut self, line: &mut Line<'_, 'a>) -> Result<bool, Error> {
                const STARTS: Starts<{ <$record<'static>>::NAMES.len() }> = Starts::of(<$record<'static>>::NAMES);
                let mut rest = line.decoder.reader.rest;
                let mut seen = line.seen;
                let mut index = STARTS.first(rest);
                loop {
                    let more;
                    match index {
                        $($index if rest.eat(concat!('"', $name, "\":")) => {
                            if seen >> $index & 1 == 1 {
                                break;
                            }
                            seen |= 1 << $index;
                            rest.space();
                            let value = rest;
                            if rest.eat(opening!($rule))
                                && let Some(value) = usual::$rule$(::<$usual>)?(&mut rest)
                            {
                                // Invariant as above.
                                debug_assert!(self.$field.is_none());
                                let _ = core::mem::ManuallyDrop::new(core::mem::replace(&mut self.$field, value));
                            } else {
                                line.value::<_, 0>(value, &mut self.$field, concat!('/', $name), Decoder::$rule)?;
                                rest = line.decoder.reader.rest;
                            }
                            more = rest.eat_before_name::<true>() || {
                                let more = line.next_member(rest, concat!('/', $name))?;
                                rest = line.decoder.reader.rest;
                                more
                            };
                        })+
                        0..NONE => {
                            index = STARTS.next(index);
                            continue;
                        }
                        _ => break,
                    }
                    if !more {
                        line.seen = seen;
                        return Ok(false);
                    }
                    // A name is behind all that was read.
                    line.decoder.reader.rest = rest;
                    index = STARTS.first(rest);
                }
                line.seen = seen;
                Ok(true)
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

/// The members of an object that were there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// Those that are known, one bit each.
    seen: u32,
    /// Whether there were others.
    pub(super) unknown: bool,
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
    spelled(name, &[canonical]).is_some()
}

/// Which of the names this one is but for `_`, `-` and ASCII case.
fn spelled(name: &str, canonical: &[&str]) -> Option<usize> {
    if name.len() > LONGEST_SPELLING {
        return None;
    }
    let letters = || name.bytes().filter(|byte| !is_separator(*byte)).map(|byte| byte.to_ascii_lowercase());
    // Most names differ in the first or the last letter, which a canonical one begins and ends with.
    let (first, last) = (letters().next()?, letters().next_back()?);
    canonical.iter().position(|known| {
        known.bytes().next() == Some(first)
            && known.bytes().next_back().is_some_and(|byte| same_letter(byte, last))
            && same_letters(name, known)
    })
}

const fn is_separator(byte: u8) -> bool {
    matches!(byte, b'_' | b'-')
}

/// Whether a letter is another byte but for ASCII case.
const fn same_letter(letter: u8, byte: u8) -> bool {
    letter | 0x20 == byte | 0x20
}

// By hand: as a comparison of two filtered iterators a name takes 450 instructions in place of 000.
fn same_letters(name: &str, canonical: &str) -> bool {
    let mut known = canonical.as_bytes().iter();
    for byte in name.bytes() {
        if is_separator(byte) {
            continue;
        }
        let mut next = known.next();
        if next == Some(&b'_') {
            next = known.next();
        }
        if next.is_none_or(|&next| !same_letter(next, byte)) {
            return false;
        }
    }
    known.as_slice().is_empty()
}

/// An object on the way along its members. What is not needed as long as all stands as usual is behind one reference,
/// so that the reader has the registers.
pub(super) struct Line<'l, 'a> {
    pub(super) decoder: &'l mut Decoder<'a>,
    object: &'l Path<'l>,
    /// The members that came, one bit each.
    pub(super) seen: u32,
    /// Whether there were others.
    unknown: bool,
}

impl<'a> Line<'_, 'a> {
    /// Reads a value that does not stand as usual.
    #[inline(never)]
    pub(super) fn value<T, const OPENED: usize>(
        &mut self,
        rest: Rest<'a>,
        member: &mut Option<T>,
        step: &'static str,
        rule: impl FnOnce(&mut Decoder<'a>, &mut Option<T>, Path<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut rest = self.decoder.reader.back(rest, OPENED);
        rest.space();
        self.decoder.reader.rest = rest;
        rule(self.decoder, member, self.object.known(step))
    }

    /// Reads the members from one on that does not stand as on the wire.
    #[inline(never)]
    fn other_members<R: Record<'a>>(&mut self, record: &mut R) -> Result<(), Error> {
        let spaced = self.decoder.reader.is_spaced();
        // Each goes on where the one before it came to a name that it does not read.
        loop {
            if spaced && !record.in_order::<true, false>(self, self.decoder.reader.rest)? {
                return Ok(());
            }
            if !record.in_any_order(self)? {
                return Ok(());
            }
            let (index, more) = self.decoder.strange_member(record, self.seen, self.object)?;
            match index {
                Some(index) => self.seen |= 1 << index,
                None => self.unknown = true,
            }
            if !more || !spaced && !record.in_order::<false, false>(self, self.decoder.reader.rest)? {
                return Ok(());
            }
        }
    }

    /// Steps over members of no record, and a name, if it stands there: whether it does. From behind a value, where the
    /// name and the usual beginning of its value do not follow.
    #[cold]
    #[inline(never)]
    pub(super) fn unusual<R: Record<'a>>(
        &mut self,
        mut rest: Rest<'a>,
        name: &'static str,
    ) -> Result<(Rest<'a>, bool), Error> {
        loop {
            if rest.eat(name) {
                return Ok((rest, true));
            }
            match self.unknown_member::<R>(rest)? {
                Some(behind) => rest = behind,
                None => return Ok((rest, false)),
            }
        }
    }

    /// Steps over a member of no record that stands as the wire would write it, another member or the end behind it:
    /// from behind a value to behind a value.
    #[inline(always)]
    fn unknown_member<R: Record<'a>>(&mut self, rest: Rest<'a>) -> Result<Option<Rest<'a>>, Error> {
        let mut ahead = rest;
        if !ahead.eat(",") {
            return Ok(None);
        }
        let start = ahead;
        let Some(name) = ahead.plain_string() else { return Ok(None) };
        let end = ahead;
        if R::EDGES.fit(name) || !ahead.eat(":") {
            return Ok(None);
        }
        let Some(ahead) = self.decoder.reader.skipped(ahead) else { return Ok(None) };
        if !ahead.is_at("}") && !ahead.is_at(",\"") {
            return Ok(None);
        }
        let span = self.decoder.reader.span(start, end);
        self.decoder.unknown_member(self.object.name(name), span)?;
        self.unknown = true;
        Ok(Some(ahead))
    }

    /// Leaves the object, whose brace was read.
    #[inline(always)]
    pub(super) fn close(&mut self, rest: Rest<'a>) -> Result<bool, Error> {
        self.decoder.reader.leave(rest);
        Ok(false)
    }

    /// Reads what stands between a value and the next name where it is not a comma alone.
    #[inline(never)]
    pub(super) fn next_member(&mut self, rest: Rest<'a>, before: &'static str) -> Result<bool, Error> {
        self.decoder.reader.rest = rest;
        if self.decoder.reader.close_object() {
            return Ok(false);
        }
        self.decoder.next_member(self.object.known(before))
    }
}

impl<'a> Decoder<'a> {
    /// Reads `{"id":1, …}`.
    #[inline(always)]
    pub(super) fn object<R: Record<'a>>(
        &mut self,
        record: &mut R,
        object: &Path<'_>,
        rest: Rest<'a>,
    ) -> Result<Shape, Error> {
        let (more, rest) = match self.reader.open_usual_object(rest) {
            Some(rest) => (true, rest),
            None => {
                self.reader.rest = rest;
                let more = self.reader.open_object().map_err(|error| self.syntax(error, *object))?;
                (more, self.reader.rest)
            }
        };
        let mut line = Line { decoder: self, object, seen: 0, unknown: false };
        if more && record.in_order::<false, true>(&mut line, rest)? {
            line.other_members(record)?;
        }
        Ok(Shape { seen: line.seen, unknown: line.unknown })
    }

    #[inline]
    fn next_member(&mut self, before: Path<'_>) -> Result<bool, Error> {
        self.reader.next_member().map_err(|error| self.syntax(error, before))
    }

    /// Reads a member whose name is not one of a member that is still to come, as the wire writes it.
    #[inline(never)]
    fn strange_member<R: Record<'a>>(
        &mut self,
        record: &mut R,
        seen: u32,
        object: &Path<'_>,
    ) -> Result<(Option<usize>, bool), Error> {
        let (index, name) = self.name::<R>(seen, object)?;
        let path = object.name(&name);
        self.reader.colon().map_err(|error| self.syntax(error, path))?;
        match index {
            Some(index) => record.member(index, self, path)?,
            None => self.reader.skip().map_err(|error| self.syntax(error, path))?,
        }
        Ok((index, self.next_member(path)?))
    }

    /// Notes a name that no member has.
    fn unknown_member(&mut self, path: Path<'_>, span: Span) -> Result<(), Error> {
        let place = Place { path, span, expected: Expected::Value("known member"), found: Type::String };
        self.context.deviate(DeviationCode::UnknownMember, Outcome::Ignored, place)
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
        if !R::EDGES.fit(&name) {
            self.unknown_member(path, span)?;
            return Ok((None, name));
        }
        let place = |expected| Place { path, span, expected, found: Type::String };
        let index = if let Some(index) = R::index(&name) {
            index
        } else if let Some(index) = spelled(&name, R::NAMES) {
            let place = place(Expected::Member(R::NAMES[index]));
            self.context.deviate(DeviationCode::MemberSpelling, Outcome::Coerced, place)?;
            index
        } else {
            self.unknown_member(path, span)?;
            return Ok((None, name));
        };
        if seen >> index & 1 == 1 {
            let place = place(Expected::Value("one member of the name"));
            self.context.deviate(DeviationCode::DuplicateMember, Outcome::Ignored, place)?;
        }
        Ok((Some(index), name))
    }
}
