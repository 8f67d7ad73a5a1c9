//! Objects with known members: how they stand on the wire, and in any order.

use core::mem::{self, ManuallyDrop};

use super::Decoder;
use super::line::Line;
use super::names::{Edges, Starts, spelled};
use super::places::Places;
use crate::error::Error;
use crate::json::Rest;
use crate::pointer::Path;

/// An object with known members, each with an index in the wire's order.
pub(super) trait Record<'a>: Default {
    const NAMES: &'static [&'static str];

    /// The names by their first and last letter.
    const EDGES: Edges;

    /// The names by their first three letters.
    const STARTS: Starts;

    /// The index of a member by its canonical name.
    fn index(name: &str) -> Option<usize>;

    /// The same by its name in any spelling.
    fn find(name: &str) -> Option<usize> {
        let known = || Self::index(name).or_else(|| spelled(name, Self::NAMES));
        Self::EDGES.fit(name).then(known).flatten()
    }

    /// The members, one bit each, that the service has always sent since 2024-07.
    const ALWAYS: u32;

    /// Reads members as long as they stand as the wire writes them, in its order: `"id":1,"code":"7RQZ"`, or with
    /// one space behind each colon if `SPACED`; none came before if `FIRST`. Whether there is another name behind them.
    fn in_order<const SPACED: bool, const FIRST: bool>(
        &mut self,
        line: &mut Line<'_, 'a>,
        rest: Rest<'a>,
    ) -> Result<bool, Error>;

    /// Reads members as long as their names are written as on the wire, in any order. Whether there is another name
    /// behind them.
    fn in_any_order(&mut self, line: &mut Line<'_, 'a>) -> Result<bool, Error>;

    /// Reads members in the wire's order, wherever they stand: `Some(())` if what was read is the whole object. What was found in
    /// it is for the caller to ask about.
    fn in_places(&mut self, line: &mut Line<'_, 'a>, places: &Places, first: usize) -> Option<()>;

    /// Forgets the members that are not among those `seen`.
    fn forget(&mut self, seen: u32);

    /// Reads the value of the member `index`.
    fn member(&mut self, index: usize, decoder: &mut Decoder<'a>, path: Path<'_>) -> Result<(), Error>;
}

/// Puts a value where there was none yet. To ask whether one is to be dropped is a branch for each.
#[inline(always)]
pub(super) fn put<T>(member: &mut Option<T>, value: Option<T>) {
    debug_assert!(member.is_none());
    let _ = ManuallyDrop::new(mem::replace(member, value));
}

/// Declares a [`Record`]: index and name of each member, its field, and the method of the decoder that reads it.
macro_rules! record {
    (
        $record:ident { $($index:literal $name:literal $field:tt: $rule:ident,)+ }
        always $always:expr
    ) => {
        impl<'a> Record<'a> for $record<'a> {
            const NAMES: &'static [&'static str] = &[$($name),+];
            const ALWAYS: u32 = $always;
            const EDGES: Edges = Edges::of(Self::NAMES);
            const STARTS: Starts = Starts::of(Self::NAMES);

            fn index(name: &str) -> Option<usize> {
                match name {
                    $($name => Some($index),)+
                    _ => None,
                }
            }

            // Straight on, without a loop: the wire never reorders its members, so that the next name is known
            // before it is read, and costs one compare of known length, with the comma before and the colon and quote behind it.
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
                        is_usual = named && rest.eat(opening!($rule));
                        named
                    }
                } else {
                    rest.eat(concat!('"', $name, "\":", opening!($rule)))
                };
                // Then they are out of order, or the first one lacks: no need to look for the others one by one.
                if FIRST && $index == 0 && !here {
                    line.decoder.reader.rest = rest;
                    return Ok(true);
                }
                if here {
                    seen |= 1 << $index;
                    let value = rest;
                    if !is_usual {
                        line.value::<_, 0>(value, &mut self.$field, concat!('/', $name), Decoder::$rule)?;
                        rest = line.decoder.reader.rest;
                    } else if let Some(value) = usual::$rule(&mut rest) {
                        put(&mut self.$field, value);
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
                    if !rest.eat("}") {
                        return line.next_member(rest, name);
                    }
                    line.decoder.reader.leave(rest);
                    return Ok(false);
                }
                line.decoder.reader.rest = rest;
                Ok(true)
            }

            #[inline(never)]
            fn in_any_order(&mut self, line: &mut Line<'_, 'a>) -> Result<bool, Error> {
                let mut rest = line.decoder.reader.rest;
                let mut seen = line.seen;
                let mut index = Self::STARTS.first(rest);
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
                                && let Some(value) = usual::$rule(&mut rest)
                            {
                                put(&mut self.$field, value);
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
                            index = Self::STARTS.next(index);
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
                    index = Self::STARTS.first(rest);
                }
                line.seen = seen;
                Ok(true)
            }

            #[inline(never)]
            fn in_places(&mut self, line: &mut Line<'_, 'a>, places: &Places, first: usize) -> Option<()> {
                let mut chain = Chain::default();
                let mut seen = line.seen;
                $({
                    const ALIKE: bool = <$record<'static>>::STARTS.has_alike($index);
                    let name = concat!('"', $name, "\":", opening!($rule));
                    if let Some((mark, mut rest)) = places.find::<ALIKE>(line.decoder.marks.as_ref()?, name) {
                        if seen >> $index & 1 == 1 {
                            return None;
                        }
                        seen |= 1 << $index;
                        let value = rest;
                        let behind = if let Some(value) = usual::$rule(&mut rest) {
                            put(&mut self.$field, value);
                            line.decoder.marks.as_ref()?.is_at(mark + 1, rest).then_some(mark + 1)?
                        } else {
                            line.decoder.marks.as_mut()?.next = mark + 1;
                            line.value::<_, { opening!($rule).len() }>(value, &mut self.$field, concat!('/', $name), Decoder::$rule).ok()?;
                            line.decoder.marks.as_ref()?.find(line.decoder.reader.rest)?
                        };
                        chain.link(mark, behind);
                    }
                })+
                line.seen = seen;
                chain.is_whole(first, places).then_some(())
            }

            #[cold]
            fn forget(&mut self, seen: u32) {
                $(if seen >> $index & 1 == 0 {
                    self.$field = None;
                })+
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
