//! The steps through a document: values, members, elements, and over what is of no interest.

use std::borrow::Cow;

use super::space::space_length;
use super::{Number, SyntaxError, Type, Wanted};

/// How many arrays and objects may be open at once.
pub(crate) const MAX_DEPTH: u32 = 128;

/// A place in a JSON text. Copy it to look ahead.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(super) text: &'a str,
    /// What is not read yet: the end of `text`. Its length is the one bound to check.
    pub(super) rest: &'a str,
    depth: u32,
}

/// A value, with its content where it is a scalar.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value<'a> {
    Null,
    Boolean(bool),
    Number(Number<'a>),
    String(Cow<'a, str>),
    Array,
    Object,
}

impl Value<'_> {
    pub(crate) const fn kind(&self) -> Type {
        match self {
            Self::Null => Type::Null,
            Self::Boolean(_) => Type::Boolean,
            Self::Number(_) => Type::Number,
            Self::String(_) => Type::String,
            Self::Array => Type::Array,
            Self::Object => Type::Object,
        }
    }
}

impl PartialEq for Number<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl<'a> Reader<'a> {
    pub(crate) const fn new(text: &'a str) -> Self {
        Self { text, rest: text, depth: 0 }
    }

    pub(crate) const fn text(&self) -> &'a str {
        self.text
    }

    /// What is not read yet.
    pub(crate) const fn rest(&self) -> &'a str {
        self.rest
    }

    /// Offset of the next byte.
    #[inline]
    pub(crate) const fn offset(&self) -> usize {
        self.text.len() - self.rest.len()
    }

    /// The next bytes, where there are so many.
    #[inline]
    pub(crate) const fn peek<const N: usize>(&self) -> Option<&'a [u8; N]> {
        self.rest.as_bytes().first_chunk()
    }

    /// Goes where a copy of this reader has come to, at the same depth.
    #[inline(always)] // Then all that a copy has to hold is what it has not read.
    pub(crate) const fn follow(&mut self, copy: Self) {
        self.rest = copy.rest;
    }

    /// Where this reader stood before it stepped over `text`.
    pub(crate) fn back(self, text: &str) -> Self {
        let start = self.offset().saturating_sub(text.len());
        Self { rest: self.text.get(start..).unwrap_or(self.rest), ..self }
    }

    /// The next byte, unless the text is at its end.
    #[inline]
    pub(crate) fn byte(&self) -> Option<u8> {
        self.rest.as_bytes().first().copied()
    }

    #[cold]
    pub(crate) const fn wanted(&self, wanted: Wanted) -> SyntaxError {
        SyntaxError { wanted, at: self.offset() }
    }

    /// Whether `text` stands here.
    #[inline(always)]
    pub(crate) fn is_at(&self, text: &str) -> bool {
        self.rest.starts_with(text)
    }

    /// Steps over `text`, if it stands here.
    #[inline(always)] // Then the length is known when this is compiled: no call, a few compares.
    pub(crate) fn eat(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Steps over this many bytes, which are there and end with a character.
    #[inline]
    pub(crate) fn take(&mut self, count: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(count).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// Over white space, if any.
    #[inline(always)] // Mostly there is none, or the one space behind a colon.
    pub(crate) fn space(&mut self) {
        match self.rest.as_bytes() {
            [b' ', next, ..] if *next > b' ' => _ = self.take(1),
            [b' ' | b'\n' | b'\r' | b'\t', ..] => _ = self.take(space_length(self.rest.as_bytes())),
            _ => {}
        }
    }

    /// Reads `{`, and what stands before the first member name: false where there is none, and the object is
    /// over.
    #[inline]
    pub(crate) fn open_object(&mut self) -> Result<bool, SyntaxError> {
        self.open()?;
        if self.eat("}") {
            self.depth -= 1;
            return Ok(false);
        }
        self.at_name()
    }

    /// Whether a space follows upon the colon behind the name that stands here.
    pub(crate) fn is_spaced(&self) -> bool {
        let mut ahead = *self;
        ahead.plain_string().is_some() && ahead.is_at(": ")
    }

    /// Steps over a comma before a name, and over white space between them if `SPACED`, if they stand here.
    #[inline(always)]
    pub(crate) fn eat_before_name<const SPACED: bool>(&mut self) -> bool {
        let mut ahead = *self;
        let comma = ahead.eat(",");
        if SPACED {
            ahead.space();
        }
        let eaten = comma && ahead.is_at("\"");
        if eaten {
            self.rest = ahead.rest;
        }
        eaten
    }

    /// Reads what stands between a member's value and the next member name: false where there is none, and
    /// the object is over.
    pub(crate) fn next_member(&mut self) -> Result<bool, SyntaxError> {
        self.space();
        if self.eat(",") {
            self.space();
            self.at_name()
        } else if self.eat("}") {
            self.depth -= 1;
            Ok(false)
        } else {
            Err(self.wanted(Wanted::CommaOrBrace))
        }
    }

    /// Reads `}`, if it stands here.
    #[inline]
    pub(crate) fn close_object(&mut self) -> bool {
        let over = self.eat("}");
        self.depth -= u32::from(over);
        over
    }

    /// The same as [`open_object`](Self::open_object) for `[` and the first element.
    #[inline]
    pub(crate) fn open_array(&mut self) -> Result<bool, SyntaxError> {
        self.open()?;
        let over = self.eat("]");
        self.depth -= u32::from(over);
        Ok(!over)
    }

    /// The same as [`next_member`](Self::next_member) for an element.
    #[inline]
    pub(crate) fn next_element(&mut self) -> Result<bool, SyntaxError> {
        self.space();
        if self.eat(",") {
            self.space();
            Ok(true)
        } else if self.eat("]") {
            self.depth -= 1;
            Ok(false)
        } else {
            Err(self.wanted(Wanted::CommaOrBracket))
        }
    }

    #[inline]
    fn open(&mut self) -> Result<(), SyntaxError> {
        if self.depth == MAX_DEPTH {
            return Err(self.wanted(Wanted::Shallower));
        }
        self.depth += 1;
        self.take(1);
        self.space();
        Ok(())
    }

    #[inline]
    fn at_name(&self) -> Result<bool, SyntaxError> {
        match self.byte() {
            Some(b'"') => Ok(true),
            _ => Err(self.wanted(Wanted::Name)),
        }
    }

    /// Over the colon between a name and its value.
    #[inline]
    pub(crate) fn colon(&mut self) -> Result<(), SyntaxError> {
        self.space();
        if !self.eat(":") {
            return Err(self.wanted(Wanted::Colon));
        }
        self.space();
        Ok(())
    }

    /// Reads any value whole.
    #[inline(never)]
    pub(crate) fn value(&mut self) -> Result<Value<'a>, SyntaxError> {
        Ok(match self.byte() {
            Some(b'"') => Value::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => Value::Number(self.number()?),
            Some(first) => {
                self.skip()?;
                match first {
                    b'{' => Value::Object,
                    b'[' => Value::Array,
                    b'n' => Value::Null,
                    _ => Value::Boolean(first == b't'),
                }
            }
            None => return Err(self.wanted(Wanted::Value)),
        })
    }

    /// Reads `true`, `false` or `null`.
    fn literal(&mut self, literal: &str) -> Result<(), SyntaxError> {
        if self.eat(literal) {
            return Ok(());
        }
        if literal.starts_with(self.rest) {
            self.take(self.rest.len());
        }
        Err(self.wanted(Wanted::Literal))
    }

    /// Steps over any value, however nested, without recursion.
    #[inline(never)]
    pub(crate) fn skip(&mut self) -> Result<(), SyntaxError> {
        let outside = self.depth;
        // One bit for each container that is open: 1 is an object. As wide as the depth limit.
        let mut objects = 0_u128;
        loop {
            match self.byte() {
                Some(b'{') => {
                    if self.open_object()? {
                        objects = objects << 1 | 1;
                        self.skip_name()?;
                        continue;
                    }
                }
                Some(b'[') => {
                    if self.open_array()? {
                        objects <<= 1;
                        continue;
                    }
                }
                Some(b'"') => self.skip_string()?,
                Some(b'-' | b'0'..=b'9') => _ = self.number()?,
                Some(b't') => self.literal("true")?,
                Some(b'f') => self.literal("false")?,
                Some(b'n') => self.literal("null")?,
                _ => return Err(self.wanted(Wanted::Value)),
            }
            // A value is over: on to the next one, out of all containers that end here.
            loop {
                if self.depth == outside {
                    return Ok(());
                }
                if objects & 1 == 1 {
                    if self.next_member()? {
                        self.skip_name()?;
                        break;
                    }
                } else if self.next_element()? {
                    break;
                }
                objects >>= 1;
            }
        }
    }

    fn skip_name(&mut self) -> Result<(), SyntaxError> {
        self.skip_string()?;
        self.colon()
    }

    /// Over white space at the end of the document, and nothing else.
    #[inline]
    pub(crate) fn end(&mut self) -> Result<(), SyntaxError> {
        self.space();
        if self.rest.is_empty() { Ok(()) } else { Err(self.wanted(Wanted::End)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skip(text: &str) -> Result<(), SyntaxError> {
        let mut reader = Reader::new(text);
        reader.skip()?;
        reader.end()
    }

    #[test]
    fn ok_skips_any_value() {
        for text in [
            "null",
            "true ",
            "-1.5e3",
            "\"a\\u0041\"",
            "[]",
            "{}",
            "[[],{},[{}]]",
            r#"{"a":[1,{"b":null}],"c":{"d":[ ]} , "e" : "f"}"#,
        ] {
            assert_eq!(skip(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn err_skip_says_what_was_wanted_and_where() {
        for (text, wanted, at) in [
            ("", Wanted::Value, 0),
            ("[1,]", Wanted::Value, 3),
            ("[1 2]", Wanted::CommaOrBracket, 3),
            ("{\"a\":1]", Wanted::CommaOrBrace, 6),
            ("[{\"a\":1},{]", Wanted::Name, 10),
            ("{\"a\":1,}", Wanted::Name, 7),
            ("{\"a\" 1}", Wanted::Colon, 5),
            ("[tru]", Wanted::Literal, 1),
            ("[1]]", Wanted::End, 3),
            ("[01]", Wanted::CommaOrBracket, 2),
        ] {
            assert_eq!(skip(text), Err(SyntaxError { wanted, at }), "{text}");
        }
    }

    #[test]
    fn ok_depth_is_128_and_no_more() {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let nested = |depth| format!("{}0{}", open.repeat(depth), close.repeat(depth));
            assert_eq!(skip(&nested(128)), Ok(()));
            let error = SyntaxError { wanted: Wanted::Shallower, at: open.len() * 128 };
            assert_eq!(skip(&nested(129)), Err(error));
        }
    }
}
