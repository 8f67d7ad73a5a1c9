//! An object on the way along its members: what is done where they do not stand as on the wire.

use super::Decoder;
use super::places::Places;
use super::record::Record;
use crate::deviation::DeviationCode;
use crate::error::Error;
use crate::json::{Marks, Rest};
use crate::pointer::Path;

/// An object on the way along its members. What is not needed as long as all stands as usual is behind one reference,
/// so that the reader has the registers.
pub(super) struct Line<'l, 'a> {
    pub(super) decoder: &'l mut Decoder<'a>,
    pub(super) object: &'l Path<'l>,
    /// The members that came, one bit each.
    pub(super) seen: u32,
}

impl<'a> Line<'_, 'a> {
    /// Reads a value that does not stand as usual. `OPENED` is how much of its beginning was read with its name.
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
    pub(super) fn other_members<R: Record<'a>>(&mut self, record: &mut R) -> Result<(), Error> {
        if self.in_places(record) {
            return Ok(());
        }
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
            if let Some(index) = index {
                self.seen |= 1 << index;
            }
            if !more || !spaced && !record.in_order::<false, false>(self, self.decoder.reader.rest)? {
                return Ok(());
            }
        }
    }

    /// Reads all members that are still to come in the wire's order, wherever they stand, if they stand on one line and nothing is off.
    /// Otherwise all that was read is taken back, and members are not looked for in this way again.
    #[inline(never)]
    fn in_places<R: Record<'a>>(&mut self, record: &mut R) -> bool {
        let (reader, seen, spells_errors) = (self.decoder.reader, self.seen, self.decoder.spells_errors);
        let before = reader.back(reader.rest, 1);
        let on_one_line = before.is_at(",") || before.is_at("{");
        if self.decoder.context.has_notes()
            || !on_one_line
            || !R::STARTS.is_like_one_of(R::NAMES, reader.rest)
        {
            return false;
        }
        // Once for a document: to look again at each object could read the same text many times.
        if self.decoder.marks.is_none() {
            self.decoder.marks.insert(Marks::new(before)).fill();
        }
        let Some(marks) = &self.decoder.marks else { return false };
        let Some(first) = marks.find(before) else { return false };
        let mut places = Places::new();
        if places.fill(marks, first)
            && record.in_places(self, &places, first).is_some()
            && !self.decoder.context.has_findings()
            && let Some(marks) = &mut self.decoder.marks
            && let Some(rest) = marks.behind(places.end())
        {
            marks.next = places.end() + 1;
            self.decoder.reader.leave(rest);
            return true;
        }
        record.forget(seen);
        self.seen = seen;
        self.decoder.reader = reader;
        self.decoder.context.forget();
        self.decoder.spells_errors = spells_errors;
        self.decoder.marks.iter_mut().for_each(Marks::clear);
        false
    }

    /// Goes on behind a value where the next member's name and the usual beginning of a value do not follow: over members of
    /// no record, and over the name, if that is next. Where it has come to, and whether the name was there.
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

    /// Steps over a member of no record that stands as the wire would write it, from behind a value to behind a value.
    /// None where it is left to [`other_members`](Self::other_members): what it is, or what is wrong with it.
    #[inline(always)]
    fn unknown_member<R: Record<'a>>(&mut self, rest: Rest<'a>) -> Result<Option<Rest<'a>>, Error> {
        let mut ahead = rest;
        if !ahead.eat(",") {
            return Ok(None);
        }
        let start = ahead;
        let Some(name) = ahead.plain_string() else { return Ok(None) };
        let end = ahead;
        // Where it is refused, that need not wait for its value.
        let refused = self.decoder.context.refuses(DeviationCode::UnknownMember);
        if R::EDGES.fit(name) || !ahead.eat(":") || refused {
            return Ok(None);
        }
        // What is wrong with it or behind it is told by its pointer, which is not at hand any more when the line goes on.
        let Some(ahead) = self.decoder.reader.skipped(ahead) else { return Ok(None) };
        if !ahead.ends_member() {
            return Ok(None);
        }
        let span = self.decoder.reader.span(start, end);
        self.decoder.unknown_member(name, self.object.name(name), span)?;
        Ok(Some(ahead))
    }

    /// Reads what stands between a value and the next name where it is not a comma alone.
    #[inline(never)]
    pub(super) fn next_member(&mut self, rest: Rest<'a>, before: &'static str) -> Result<bool, Error> {
        self.decoder.reader.rest = rest;
        self.decoder.next_member(self.object.known(before))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Parser;
    use super::*;
    use crate::model::Pin;

    /// A line behind the first byte of a text, the brace of an object or what ends a value.
    fn on_line<T>(parser: Parser, text: &str, check: impl FnOnce(&mut Line<'_, '_>) -> T) -> T {
        let mut decoder = Decoder::new(parser, text);
        check(&mut Line { decoder: &mut decoder, object: &Path::Root, seen: 0 })
    }

    /// The way by place is taken where it leads to the end, and leaves nothing where it does not.
    #[test]
    fn ok_members_are_read_by_place() {
        for (text, is_read) in [
            (r#"{"code":"x","id":1}"#, true),
            (r#"{"location":{"city":"y","code":"NO"},"code":"x","id":1}"#, true),
            (r#"{ "code":"x","id":1}"#, false),
            (r#"{"code": "x","id":1}"#, false),
            (r#"{"zz":0,"code":"x","id":1}"#, false),
            (r#"{"code":"x","zz":0,"id":1}"#, false),
            (r#"{"code":"x","code":"x","id":1}"#, false),
            (r#"{"code":"x","id":true}"#, false),
            (r#"{"code":"x","id":1"#, false),
        ] {
            on_line(Parser::LENIENT, text, |line| {
                let mut pin = Pin::default();
                let _ = line.decoder.reader.open_object();
                let before = line.decoder.reader;
                assert_eq!(line.in_places(&mut pin), is_read, "{text}");
                let seen = if is_read { 0b11 } else { 0 };
                assert_eq!(line.seen & 0b11, seen, "{text}");
                assert_eq!(
                    (pin.id.is_some(), pin.code.as_deref()),
                    (is_read, is_read.then_some("x")),
                    "{text}"
                );
                let rest = if is_read { "" } else { before.rest.as_str() };
                assert_eq!(line.decoder.reader.rest.as_str(), rest, "{text}");
                assert!(!line.decoder.context.has_notes(), "{text}");
            });
        }
    }

    #[test]
    fn ok_unknown_members_are_stepped_over_on_the_line() {
        for (text, behind) in [
            (r#","zz":1,"id":2}"#, Some(r#","id":2}"#)),
            (r#","zz":{"a":[1]}}"#, Some("}")),
            (r#","zz":1 , "id":2}"#, Some(r#" , "id":2}"#)),
            (r#","id":2}"#, None),
            (r#","ID":2}"#, None),
            (r#", "zz":1}"#, None),
            (r#","zz" :1}"#, None),
            (r#","z\u007a":1}"#, None),
            (r#","zz":x}"#, None),
            (r#","zz":1 2}"#, None),
            ("}", None),
        ] {
            let step = |parser| {
                on_line(parser, text, |line| {
                    let behind = line.unknown_member::<Pin<'_>>(line.decoder.reader.rest).unwrap();
                    (behind.map(|it| it.as_str().to_owned()), line.decoder.context.has_findings())
                })
            };
            assert_eq!(step(Parser::LENIENT), (behind.map(str::to_owned), behind.is_some()), "{text}");
            assert_eq!(step(Parser::STRICT), (None, false), "{text}");
        }
    }
}
