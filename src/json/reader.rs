//! A position in a JSON text, and the steps between values: braces, brackets, commas and colons.

use super::cursor::Cursor;
use super::syntax::{SyntaxError, Wanted};
use crate::span::Span;

/// How many arrays and objects may be open at once.
const MAX_DEPTH: u32 = 128;

/// A position in a JSON text. Copy it to look ahead.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'a> {
    text: &'a str,
    /// The rest of `text`. Its length is the one bound to check.
    pub(crate) cursor: Cursor<'a>,
    pub(super) depth: u32,
}

impl<'a> Reader<'a> {
    pub(crate) const fn new(text: &'a str) -> Self {
        Self { text, cursor: Cursor::new(text), depth: 0 }
    }

    pub(crate) const fn text(&self) -> &'a str {
        self.text
    }

    /// Returns the offset of the next byte.
    #[inline]
    pub(crate) const fn offset(&self) -> usize {
        self.text.len() - self.cursor.len()
    }

    /// Returns the span from `start` to the next byte.
    #[inline]
    pub(crate) const fn span_from(&self, start: usize) -> Span {
        Span::new(start, self.offset())
    }

    /// Returns the cursor `count` bytes of ASCII before `cursor`.
    #[inline(always)]
    pub(crate) fn back(&self, cursor: Cursor<'a>, count: usize) -> Cursor<'a> {
        if count == 0 {
            return cursor;
        }
        let start = (self.text.len() - cursor.len()).saturating_sub(count);
        debug_assert!(self.text.is_char_boundary(start) && start + count + cursor.len() == self.text.len());
        self.text.get(start..).map_or(cursor, Cursor::new)
    }

    #[cold]
    pub(crate) const fn wanted(&self, wanted: Wanted) -> SyntaxError {
        SyntaxError { wanted, at: self.offset() }
    }

    /// Enters an object or array whose opening bracket the caller steps over.
    #[inline]
    pub(crate) fn enter(&mut self) -> Result<(), SyntaxError> {
        if self.depth == MAX_DEPTH {
            return Err(self.wanted(Wanted::Shallower));
        }
        self.depth += 1;
        Ok(())
    }

    /// Leaves an object or array whose closing bracket the caller has stepped over.
    #[inline]
    pub(crate) const fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Steps over `{`, up to the first member name. False at the end of an empty object.
    #[inline]
    pub(crate) fn open_object(&mut self) -> Result<bool, SyntaxError> {
        self.enter()?;
        let more = self.first_name()?;
        self.depth -= u32::from(!more);
        Ok(more)
    }

    /// Steps over `{` like [`open_object`](Self::open_object), without changing the depth.
    pub(crate) fn first_name(&mut self) -> Result<bool, SyntaxError> {
        self.cursor.take(1);
        self.cursor.space();
        if self.cursor.eat("}") { Ok(false) } else { self.at_name() }
    }

    /// Steps from the end of a member's value to the next member name. False at the end of the object.
    #[inline]
    pub(crate) fn next_member(&mut self) -> Result<bool, SyntaxError> {
        let more = self.next_name()?;
        self.depth -= u32::from(!more);
        Ok(more)
    }

    /// Steps to the next member like [`next_member`](Self::next_member), without changing the depth.
    #[inline(always)] // What compact text needs. The rest is a call.
    pub(crate) fn next_name(&mut self) -> Result<bool, SyntaxError> {
        if self.cursor.eat_compact(b',') { self.at_name() } else { self.next_name_spaced() }
    }

    #[inline(never)]
    fn next_name_spaced(&mut self) -> Result<bool, SyntaxError> {
        self.cursor.space();
        if self.cursor.eat(",") {
            self.cursor.space();
            self.at_name()
        } else if self.cursor.eat("}") {
            Ok(false)
        } else {
            Err(self.wanted(Wanted::CommaOrBrace))
        }
    }

    #[inline]
    fn at_name(&self) -> Result<bool, SyntaxError> {
        match self.cursor.byte() {
            Some(b'"') => Ok(true),
            _ => Err(self.wanted(Wanted::Name)),
        }
    }

    /// Steps over the colon between a name and its value.
    #[inline(always)]
    pub(crate) fn colon(&mut self) -> Result<(), SyntaxError> {
        if self.cursor.eat_compact(b':') { Ok(()) } else { self.colon_spaced() }
    }

    #[inline(never)]
    fn colon_spaced(&mut self) -> Result<(), SyntaxError> {
        self.cursor.space();
        if !self.cursor.eat(":") {
            return Err(self.wanted(Wanted::Colon));
        }
        self.cursor.space();
        Ok(())
    }

    /// Steps over `[`, up to the first element. False at the end of an empty array.
    #[inline]
    pub(crate) fn open_array(&mut self) -> Result<bool, SyntaxError> {
        self.enter()?;
        self.cursor.take(1);
        self.cursor.space();
        let over = self.cursor.eat("]");
        self.depth -= u32::from(over);
        Ok(!over)
    }

    /// Steps from the end of an element to the next one. False at the end of the array.
    #[inline]
    pub(crate) fn next_element(&mut self) -> Result<bool, SyntaxError> {
        if self.cursor.eat_compact(b',') {
            return Ok(true);
        }
        self.cursor.space();
        if self.cursor.eat(",") {
            self.cursor.space();
            Ok(true)
        } else if self.cursor.eat("]") {
            self.depth -= 1;
            Ok(false)
        } else {
            Err(self.wanted(Wanted::CommaOrBracket))
        }
    }

    /// Steps over white space at the end of the document. Anything else is an error.
    #[inline]
    pub(crate) fn end(&mut self) -> Result<(), SyntaxError> {
        self.cursor.space();
        if self.cursor.byte().is_none() { Ok(()) } else { Err(self.wanted(Wanted::End)) }
    }
}
