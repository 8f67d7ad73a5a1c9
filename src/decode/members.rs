//! The members of an object: which is which, in any spelling, and what is wrong with their names.

use alloc::borrow::Cow;

use super::Decoder;
use super::context::Place;
use super::line::Line;
use super::record::Record;
use crate::deviation::{DeviationCode, Expected, Outcome};
use crate::error::Error;
use crate::json::{Rest, Type};
use crate::model::ApiErrors;
use crate::pointer::Path;
use crate::span::Span;

/// The members of an object that were there, one bit each.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen(u32);

impl Seen {
    /// The members of `R` that should be there and are not.
    pub(super) fn absent<'a, R: Record<'a>>(self) -> impl Iterator<Item = &'static str> {
        let absent = R::ALWAYS & !self.0;
        R::NAMES.iter().enumerate().filter(move |(index, _)| absent >> index & 1 == 1).map(|(_, &name)| name)
    }
}

impl<'a> Decoder<'a> {
    /// Reads `{"id":1, …}`, which `rest` begins with.
    // Told where it begins, since what was stored into the record may be stored over the reader, for all that is known.
    #[inline(always)]
    pub(super) fn object<R: Record<'a>>(
        &mut self,
        record: &mut R,
        object: &Path<'_>,
        rest: Rest<'a>,
    ) -> Result<Seen, Error> {
        let (more, rest) = match self.reader.open_usual_object(rest) {
            Some(rest) => (true, rest),
            None => {
                self.reader.rest = rest;
                let more = self.reader.open_object().map_err(|error| self.syntax(error, *object))?;
                (more, self.reader.rest)
            }
        };
        let mut line = Line { decoder: self, object, seen: 0 };
        if more && record.in_order::<false, true>(&mut line, rest)? {
            line.other_members(record)?;
        }
        Ok(Seen(line.seen))
    }

    #[inline]
    pub(super) fn next_member(&mut self, before: Path<'_>) -> Result<bool, Error> {
        self.reader.next_member().map_err(|error| self.syntax(error, before))
    }

    /// Reads a member whose name is not one of a member that is still to come, as the wire writes it.
    #[inline(never)]
    pub(super) fn strange_member<R: Record<'a>>(
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
    pub(super) fn unknown_member(&mut self, name: &str, path: Path<'_>, span: Span) -> Result<(), Error> {
        self.spells_errors |= ApiErrors::find(name).is_some();
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
        let Some(index) = R::find(&name) else {
            self.unknown_member(&name, path, span)?;
            return Ok((None, name));
        };
        let place = |expected| Place { path, span, expected, found: Type::String };
        if R::NAMES[index] != name {
            let place = place(Expected::Member(R::NAMES[index]));
            self.context.deviate(DeviationCode::MemberSpelling, Outcome::Coerced, place)?;
        }
        if seen >> index & 1 == 1 {
            let place = place(Expected::Value("one member of the name"));
            self.context.deviate(DeviationCode::DuplicateMember, Outcome::Ignored, place)?;
        }
        Ok((Some(index), name))
    }
}
