//! Objects with known members: the one loop that reads their members, and the one function for every member that is
//! not in canonical form.

use alloc::borrow::Cow;
use core::mem::{self, ManuallyDrop};

use super::decoder::Decoder;
use super::names::{END, NONE, NameTable, find_spelling};
use crate::deviation::{DeviationCode, Expected, Outcome};
use crate::error::Error;
use crate::json::{Cursor, Type};
use crate::parsed::Mismatch;
use crate::pointer::Path;

/// An object with known members, each with an index in the order in which the service sends them.
pub(super) trait Record<'a>: Default {
    /// What messages call the object: `pin`.
    const OBJECT: &'static str;

    const NAMES: &'static [&'static str];

    fn table() -> &'static NameTable;

    /// The members that the service has always sent since 2024-07, one bit each.
    const ALWAYS: u32;

    /// Reads all members of an object, from the cursor at its opening brace.
    fn read_members(&mut self, object: &mut ObjectDecoder<'_, 'a>, cursor: Cursor<'a>) -> Result<(), Error>;

    /// Reads the value of the member `index` in any form.
    fn read_value(&mut self, index: usize, decoder: &mut Decoder<'a>, path: Path<'_>) -> Result<(), Error>;
}

/// The members of an object that were present, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen(pub(super) u32);

impl Seen {
    pub(super) const fn any(self) -> bool {
        self.0 != 0
    }

    /// Returns the required members of `R` that are missing.
    pub(super) fn missing<'a, R: Record<'a>>(self) -> impl Iterator<Item = &'static str> {
        let missing = R::ALWAYS & !self.0;
        R::NAMES.iter().enumerate().filter(move |(index, _)| missing >> index & 1 == 1).map(|(_, &name)| name)
    }
}

/// Stores a value in a member that has none yet. A drop of the old value would be a branch.
#[inline(always)]
pub(super) fn put<T>(member: &mut Option<T>, value: Option<T>) {
    debug_assert!(member.is_none());
    let _ = ManuallyDrop::new(mem::replace(member, value));
}

/// What messages call the object of a record.
#[rustfmt::skip]
macro_rules! object_word {
    (Pin) => { "pin" };
    (Wrapper) => { "pin" };
    (Location) => { "location" };
    (ApiErrors) => { "errors" };
    (ApiError) => { "error" };
}
pub(crate) use object_word;

/// Implements [`Record`] for a model: index and name of each member, its field, and the method of the decoder that
/// reads it.
// The service sends members in order, so each arm compares the text before the next value with what it predicts: a comma,
// the name, a colon, and the quote of a string. A chain of `if` in place of a `match`: the compiler then makes each arm jump
// straight into the next one.
macro_rules! record {
    (
        $record:ident { $($index:literal $name:literal $field:tt: $rule:ident),+ $(,)? }
        always $always:expr
    ) => {
        impl<'a> $crate::decode::object::Record<'a> for $record<'a> {
            const OBJECT: &'static str = $crate::decode::object::object_word!($record);
            const NAMES: &'static [&'static str] = &[$($name),+];
            const ALWAYS: u32 = $always;

            #[inline(always)]
            fn table() -> &'static $crate::decode::names::NameTable {
                static TABLE: $crate::decode::names::NameTable = $crate::decode::names::NameTable::new(&[
                    $(concat!(",\"", $name, "\":", $crate::decode::fast::opening!($rule))),+
                ]);
                &TABLE
            }

            #[inline(never)]
            fn read_members(
                &mut self,
                object: &mut $crate::decode::object::ObjectDecoder<'_, 'a>,
                mut cursor: $crate::json::Cursor<'a>,
            ) -> Result<(), $crate::error::Error> {
                use $crate::decode::{decoder::Decoder, fast, names, object};

                const KEYS: &[&str] = &[$(concat!(",\"", $name, "\":", fast::opening!($rule)),)+ "}"];
                const FIRST: &str = KEYS[0].split_at(1).1;
                let table = Self::table();
                let mut seen = 0;
                let mut next = 0;
                let mut ahead = cursor;
                if ahead.eat("{") && ahead.eat_long(FIRST) {
                    cursor = ahead;
                } else {
                    let length;
                    (length, next) = table.find(cursor.bytes(), b'{', 0, 0);
                    cursor.take(length);
                    if next == names::NONE {
                        next = object.next_key_slow(self, cursor, "")?;
                        (cursor, seen) = (object.decoder.reader.cursor, object.seen);
                    }
                }
                loop {
                    $(if next == $index {
                        const OPENED: usize = fast::opening!($rule).len();
                        const NEXT: usize = if $index + 1 < KEYS.len() - 1 { $index + 1 } else { names::END };
                        seen |= 1 << $index;
                        let start = cursor;
                        if let Some(value) = fast::$rule(&mut cursor) {
                            object::put(&mut self.$field, value);
                        } else {
                            let step = concat!('/', $name);
                            object.read_value::<_, OPENED>(start, &mut self.$field, step, Decoder::$rule)?;
                            cursor = object.decoder.reader.cursor;
                        }
                        let mut ahead = cursor;
                        // Whether it was there is asked last, since that cannot be predicted in another order.
                        if ahead.eat_long(KEYS[$index + 1]) && (NEXT == names::END || seen >> NEXT & 1 == 0) {
                            (cursor, next) = (ahead, NEXT);
                        } else {
                            let length;
                            (length, next) = table.find(cursor.bytes(), b',', NEXT, seen);
                            cursor.take(length);
                            if next == names::NONE {
                                object.seen = seen;
                                next = object.next_key_slow(self, cursor, concat!('/', $name))?;
                                (cursor, seen) = (object.decoder.reader.cursor, object.seen);
                            }
                            // From the top the arms are a jump table; from here, one comparison after another.
                            if next != NEXT {
                                continue;
                            }
                        }
                    })+
                    if next == names::END {
                        object.decoder.reader.cursor = cursor;
                        object.seen = seen;
                        return Ok(());
                    }
                }
            }

            #[inline(never)]
            fn read_value(
                &mut self,
                index: usize,
                decoder: &mut $crate::decode::decoder::Decoder<'a>,
                path: $crate::pointer::Path<'_>,
            ) -> Result<(), $crate::error::Error> {
                match index {
                    $($index => decoder.$rule(&mut self.$field, path),)+
                    _ => Ok(()),
                }
            }
        }
    };
}
pub(crate) use record;

/// An object whose members are being read. What the fast path does not need is behind one reference, which leaves the
/// registers to the cursor.
pub(super) struct ObjectDecoder<'d, 'a> {
    pub(super) decoder: &'d mut Decoder<'a>,
    path: &'d Path<'d>,
    /// The members that were present, one bit each.
    pub(super) seen: u32,
}

impl<'a> ObjectDecoder<'_, 'a> {
    /// Reads a value in any form. The cursor is `OPENED` bytes after its first byte.
    #[inline(never)]
    pub(super) fn read_value<T, const OPENED: usize>(
        &mut self,
        start: Cursor<'a>,
        member: &mut Option<T>,
        step: &'static str,
        rule: impl FnOnce(&mut Decoder<'a>, &mut Option<T>, Path<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut start = self.decoder.reader.back(start, OPENED);
        start.space();
        self.decoder.reader.cursor = start;
        rule(self.decoder, member, self.path.known(step))
    }

    /// Reads members that are not in canonical form: escapes, other spellings, duplicates, unknown members, white space
    /// in unexpected places, strings that are not strings. `cursor` is at the end of the value of the member `before`,
    /// or at the opening brace if `before` is empty. Returns the index of the next member in canonical form, with the
    /// decoder's cursor at its value, or [`END`].
    #[cold]
    #[inline(never)]
    pub(super) fn next_key_slow<R: Record<'a>>(
        &mut self,
        record: &mut R,
        cursor: Cursor<'a>,
        before: &'static str,
    ) -> Result<usize, Error> {
        let decoder = &mut *self.decoder;
        decoder.reader.cursor = cursor;
        let mut more = if before.is_empty() {
            decoder.reader.first_name().map_err(|error| decoder.syntax(error, *self.path))?
        } else {
            decoder.reader.next_name().map_err(|error| decoder.syntax(error, self.path.known(before)))?
        };
        while more {
            let (index, name) = decoder.read_name::<R>(self.seen, self.path)?;
            let path = self.path.name(&name);
            decoder.reader.colon().map_err(|error| decoder.syntax(error, path))?;
            match index {
                Some(index) => record.read_value(index, decoder, path)?,
                None => decoder.reader.skip().map_err(|error| decoder.syntax(error, path))?,
            }
            self.seen |= index.map_or(0, |index| 1 << index);
            let hint = index.map_or(0, |index| index + 1);
            let (length, next) = R::table().find(decoder.reader.cursor.bytes(), b',', hint, self.seen);
            if next != NONE {
                decoder.reader.cursor.take(length);
                return Ok(next);
            }
            more = decoder.reader.next_name().map_err(|error| decoder.syntax(error, path))?;
        }
        Ok(END)
    }
}

impl<'a> Decoder<'a> {
    /// Reads an object. The cursor is at its opening brace.
    #[inline(always)]
    pub(super) fn object<R: Record<'a>>(&mut self, record: &mut R, path: &Path<'_>) -> Result<Seen, Error> {
        self.reader.enter().map_err(|error| self.syntax(error, *path))?;
        let cursor = self.reader.cursor;
        let mut object = ObjectDecoder { decoder: self, path, seen: 0 };
        record.read_members(&mut object, cursor)?;
        let seen = Seen(object.seen);
        self.reader.leave();
        Ok(seen)
    }

    /// Reads any name. Returns the index of its member, unless it is unknown, and the name as written.
    fn read_name<R: Record<'a>>(
        &mut self,
        seen: u32,
        object: &Path<'_>,
    ) -> Result<(Option<usize>, Cow<'a, str>), Error> {
        let start = self.reader.offset();
        let name = self.reader.string().map_err(|error| self.syntax(error, *object))?;
        let span = self.reader.span_from(start);
        let path = object.name(&name);
        let at = |expected| Mismatch { path, span, expected, found: Type::String };
        // Often the name is the one that the service sends next, and what follows it is not in canonical form.
        let next = (u32::BITS - seen.leading_zeros()) as usize;
        let is_next = R::NAMES.get(next).is_some_and(|&it| it == name);
        let Some(index) = is_next.then_some(next).or_else(|| find_member::<R>(&name)) else {
            let mismatch = at(Expected::MemberOf(R::OBJECT));
            self.context.deviate(DeviationCode::UnknownMember, Outcome::Ignored, mismatch)?;
            return Ok((None, name));
        };
        if R::NAMES[index] != name {
            let mismatch = at(Expected::Member(R::NAMES[index]));
            self.context.deviate(DeviationCode::MemberSpelling, Outcome::Coerced, mismatch)?;
        }
        if seen >> index & 1 == 1 {
            let mismatch = at(Expected::Value("one member of the name"));
            self.context.deviate(DeviationCode::DuplicateMember, Outcome::Ignored, mismatch)?;
        }
        Ok((Some(index), name))
    }
}

/// Returns the index of the member of `R` with this name, in any spelling.
pub(super) fn find_member<'a, R: Record<'a>>(name: &str) -> Option<usize> {
    R::table().may_have(name).then(|| find_spelling(name, R::NAMES)).flatten()
}
