//! Values of any type: read whole, or stepped over.

use alloc::borrow::Cow;

use super::number::Number;
use super::reader::Reader;
use super::syntax::{SyntaxError, Type, Wanted};

/// A value, with its content if it is a scalar.
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
    /// Reads any value to its end.
    #[inline(never)]
    pub(crate) fn value(&mut self) -> Result<Value<'a>, SyntaxError> {
        Ok(match self.cursor.byte() {
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

    /// Steps over `true`, `false` or `null`.
    fn literal(&mut self, literal: &str) -> Result<(), SyntaxError> {
        if self.cursor.eat(literal) {
            return Ok(());
        }
        if literal.starts_with(self.cursor.as_str()) {
            self.cursor.take(self.cursor.len());
        }
        Err(self.wanted(Wanted::Literal))
    }

    /// Steps over any value without recursion, however deeply it is nested.
    #[inline(never)]
    pub(crate) fn skip(&mut self) -> Result<(), SyntaxError> {
        let outside = self.depth;
        // One bit for each open container: 1 is an object. As wide as the depth limit.
        let mut objects = 0_u128;
        loop {
            match self.cursor.byte() {
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
            // At the end of a value: leave all containers that end here, and go on to the next value.
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

    #[inline(always)]
    fn skip_name(&mut self) -> Result<(), SyntaxError> {
        self.skip_string()?;
        self.colon()
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
    fn ok_skipped_values() {
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
    fn err_skipped_values() {
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
    fn ok_depth_limit() {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let nested = |depth| format!("{}0{}", open.repeat(depth), close.repeat(depth));
            assert_eq!(skip(&nested(128)), Ok(()));
            let error = SyntaxError { wanted: Wanted::Shallower, at: open.len() * 128 };
            assert_eq!(skip(&nested(129)), Err(error));
        }
    }
}
