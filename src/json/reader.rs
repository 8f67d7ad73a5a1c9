//! The steps through a document: values, members, elements, and over what is of no interest.

use alloc::borrow::Cow;

use super::rest::Rest;
use super::{Number, SyntaxError, Type, Wanted};
use crate::span::Span;

/// How many arrays and objects may be open at once.
pub(crate) const MAX_DEPTH: u32 = 128;

/// A place in a JSON text. Copy it to look ahead.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(super) text: &'a str,
    /// What is not read yet: the end of `text`. Its length is the one bound to check.
    pub(crate) rest: Rest<'a>,
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

impl<'a> Reader<'a> {
    pub(crate) const fn new(text: &'a str) -> Self {
        Self { text, rest: Rest::new(text), depth: 0 }
    }

    pub(crate) const fn text(&self) -> &'a str {
        self.text
    }

    /// Offset of the next byte.
    #[inline]
    pub(crate) const fn offset(&self) -> usize {
        self.text.len() - self.rest.len()
    }

    /// What is not read yet `count` bytes of ASCII before `rest`.
    #[inline(always)]
    pub(crate) fn back(&self, rest: Rest<'a>, count: usize) -> Rest<'a> {
        if count == 0 {
            return rest;
        }
        let start = (self.text.len() - rest.len()).saturating_sub(count);
        debug_assert!(self.text.is_char_boundary(start) && start + count + rest.len() == self.text.len());
        self.text.get(start..).map_or(rest, Rest::new)
    }

    #[cold]
    pub(crate) const fn wanted(&self, wanted: Wanted) -> SyntaxError {
        SyntaxError { wanted, at: self.offset() }
    }

    /// Reads `{`, and what stands before the first member name: false where there is none, and the object is
    /// over.
    #[inline(always)]
    pub(crate) fn open_object(&mut self) -> Result<bool, SyntaxError> {
        self.open()?;
        if self.rest.eat("}") {
            self.depth -= 1;
            return Ok(false);
        }
        self.at_name()
    }

    /// Opens the object that `rest` begins with, if no white space stands before the name of its first member: what is behind
    /// its brace. The reader itself stays where it is until it is told where to go on.
    #[inline(always)]
    pub(crate) fn open_usual_object(&mut self, mut rest: Rest<'a>) -> Option<Rest<'a>> {
        // Invariant: the objects of a record are opened before anything else is.
        debug_assert!(self.depth < MAX_DEPTH);
        if !rest.eat("{") || !rest.is_at("\"") {
            return None;
        }
        self.depth += 1;
        Some(rest)
    }

    /// Whether a space follows upon the colon behind the name that stands here.
    pub(crate) fn is_spaced(&self) -> bool {
        let mut ahead = self.rest;
        ahead.plain_string().is_some() && ahead.is_at(": ")
    }

    /// Reads what stands between a member's value and the next member name: false where there is none, and
    /// the object is over.
    pub(crate) fn next_member(&mut self) -> Result<bool, SyntaxError> {
        self.rest.space();
        if self.rest.eat(",") {
            self.rest.space();
            self.at_name()
        } else if self.rest.eat("}") {
            self.depth -= 1;
            Ok(false)
        } else {
            Err(self.wanted(Wanted::CommaOrBrace))
        }
    }

    /// What lies behind the value that `rest` begins with, if it is one.
    #[inline(always)]
    pub(crate) fn skipped(&self, rest: Rest<'a>) -> Option<Rest<'a>> {
        let mut ahead = Self { rest, ..*self };
        ahead.skip().ok()?;
        Some(ahead.rest)
    }

    /// What is between two places.
    #[inline]
    pub(crate) const fn span(&self, start: Rest<'a>, end: Rest<'a>) -> Span {
        Span::new(self.text.len() - start.len(), self.text.len() - end.len())
    }

    /// Goes on behind a container that was read to its end, where `rest` begins.
    #[inline(always)]
    pub(crate) fn leave(&mut self, rest: Rest<'a>) {
        self.depth -= 1;
        self.rest = rest;
    }

    /// The same as [`open_object`](Self::open_object) for `[` and the first element.
    #[inline]
    pub(crate) fn open_array(&mut self) -> Result<bool, SyntaxError> {
        self.open()?;
        let over = self.rest.eat("]");
        self.depth -= u32::from(over);
        Ok(!over)
    }

    /// The same as [`next_member`](Self::next_member) for an element.
    #[inline]
    pub(crate) fn next_element(&mut self) -> Result<bool, SyntaxError> {
        self.rest.space();
        if self.rest.eat(",") {
            self.rest.space();
            Ok(true)
        } else if self.rest.eat("]") {
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
        self.rest.take(1);
        self.rest.space();
        Ok(())
    }

    #[inline]
    fn at_name(&self) -> Result<bool, SyntaxError> {
        match self.rest.byte() {
            Some(b'"') => Ok(true),
            _ => Err(self.wanted(Wanted::Name)),
        }
    }

    /// Over the colon between a name and its value.
    #[inline]
    pub(crate) fn colon(&mut self) -> Result<(), SyntaxError> {
        self.rest.space();
        if !self.rest.eat(":") {
            return Err(self.wanted(Wanted::Colon));
        }
        self.rest.space();
        Ok(())
    }

    /// Reads any value whole.
    #[inline(never)]
    pub(crate) fn value(&mut self) -> Result<Value<'a>, SyntaxError> {
        Ok(match self.rest.byte() {
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
        if self.rest.eat(literal) {
            return Ok(());
        }
        if literal.starts_with(self.rest.as_str()) {
            self.rest.take(self.rest.len());
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
            match self.rest.byte() {
                Some(b'{') => {
                    if self.open_object()? {
                        objects = (objects << 1) + 1;
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
                Some(b'-' | b'0'..=b'9') => self.skip_number()?,
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
        self.rest.space();
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
    fn ok_an_object_is_usual_where_its_first_name_follows_at_once() {
        for (text, behind) in [
            (r#"{"a":1}"#, Some(r#""a":1}"#)),
            (r#"{ "a":1}"#, None),
            ("{}", None),
            ("{", None),
            (r#"["a"]"#, None),
            (r#""a""#, None),
        ] {
            let mut reader = Reader::new(text);
            let rest = reader.open_usual_object(reader.rest);
            assert_eq!(rest.map(|it| it.as_str().to_owned()).as_deref(), behind, "{text}");
            assert_eq!((reader.depth, reader.offset()), (u32::from(behind.is_some()), 0), "{text}");
        }
    }

    #[test]
    fn ok_spaced_is_a_space_upon_the_colon_and_upon_nothing_else() {
        for (text, spaced) in [
            (r#""a": 1"#, true),
            (r#""a":1"#, false),
            (r#""a" : 1"#, false),
            ("\"a\":\n1", false),
            ("a: 1", false),
            ("\"a: 1", false),
        ] {
            assert_eq!(Reader::new(text).is_spaced(), spaced, "{text}");
        }
    }

    #[test]
    fn ok_a_value_elsewhere_is_stepped_over_in_place() {
        let mut reader = Reader::new("[1], {\"a\": [2]}, 3");
        let elsewhere = Reader { rest: Rest::new("{\"a\": [2]}, 3"), ..reader };
        let behind = reader.skipped(elsewhere.rest).map(|it| it.as_str().to_owned());
        assert_eq!((behind.as_deref(), reader.offset()), (Some(", 3"), 0));
        assert_eq!(reader.skip(), Ok(()));
        assert_eq!(reader.offset(), 3);
        assert!(reader.skipped(Rest::new("[1")).is_none());
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
