//! Strings: borrowed where they have no escapes.

use alloc::borrow::Cow;
use alloc::string::String;

use super::reader::Reader;
use super::scan::plain_length;
use super::syntax::{SyntaxError, Wanted};

impl<'a> Reader<'a> {
    /// Reads `"Gda\u0144sk"`, from its opening quote.
    #[inline]
    pub(crate) fn string(&mut self) -> Result<Cow<'a, str>, SyntaxError> {
        match self.cursor.plain_string() {
            Some(value) => Ok(Cow::Borrowed(value)),
            None => self.escaped_string(),
        }
    }

    #[inline(never)]
    fn escaped_string(&mut self) -> Result<Cow<'a, str>, SyntaxError> {
        let mut value = String::new();
        self.pieces(|plain, escape| {
            // With room for a few escapes: most strings have no more.
            value.reserve(if value.capacity() == 0 { plain.len() + 32 } else { 0 });
            value.push_str(plain);
            value.extend(escape);
        })?;
        Ok(Cow::Owned(value))
    }

    /// Steps over a string, without making a value.
    #[inline]
    pub(crate) fn skip_string(&mut self) -> Result<(), SyntaxError> {
        match self.cursor.plain_string() {
            Some(_) => Ok(()),
            None => self.pieces(|_, _| ()),
        }
    }

    /// Passes on the pieces of a string: plain text, and the character of the escape behind it, if there is one.
    #[inline]
    fn pieces(&mut self, mut piece: impl FnMut(&str, Option<char>)) -> Result<(), SyntaxError> {
        self.cursor.take(1);
        loop {
            let plain = self.cursor.take(plain_length(self.cursor.bytes()));
            match self.cursor.byte() {
                Some(b'"') => {
                    piece(plain, None);
                    self.cursor.take(1);
                    return Ok(());
                }
                Some(b'\\') => piece(plain, Some(self.escape()?)),
                Some(_) => return Err(self.wanted(Wanted::EscapedControl)),
                None => return Err(self.wanted(Wanted::ClosingQuote)),
            }
        }
    }

    /// Reads `\n`, `\u0144` or `\ud83d\ude00`, from its backslash.
    fn escape(&mut self) -> Result<char, SyntaxError> {
        let character = match self.cursor.bytes().get(1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{C}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => {
                self.cursor.take(1);
                return Err(self.wanted(Wanted::Escape));
            }
        };
        self.cursor.take(2);
        Ok(character)
    }

    fn unicode_escape(&mut self) -> Result<char, SyntaxError> {
        let at = self.offset();
        let high = self.code_unit()?;
        let code_point = match high {
            0xD800..=0xDBFF => {
                let low = if self.cursor.is_at("\\u") { self.code_unit()? } else { 0 };
                if !(0xDC00..=0xDFFF).contains(&low) {
                    return Err(SyntaxError { wanted: Wanted::LowSurrogate, at });
                }
                0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00)
            }
            unit => unit,
        };
        // Only a low surrogate is no character here.
        char::from_u32(code_point).ok_or(SyntaxError { wanted: Wanted::HighSurrogate, at })
    }

    /// Reads `\u0144`, from its backslash.
    fn code_unit(&mut self) -> Result<u32, SyntaxError> {
        let hex = |byte: &u8| char::from(*byte).to_digit(16);
        self.cursor.take(2);
        let digits = self.cursor.peek::<4>().map(|digits| digits.each_ref().map(hex));
        if let Some([Some(a), Some(b), Some(c), Some(d)]) = digits {
            self.cursor.take(4);
            return Ok(a << 12 | b << 8 | c << 4 | d);
        }
        self.cursor.take(self.cursor.bytes().iter().take_while(|byte| hex(byte).is_some()).count());
        Err(self.wanted(Wanted::HexDigit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn ok(text: &str, value: &str) {
        let mut reader = Reader::new(text);
        assert_eq!(reader.string().unwrap(), value);
        assert_eq!(reader.offset(), text.len());
        let mut reader = Reader::new(text);
        reader.skip_string().unwrap();
        assert_eq!(reader.offset(), text.len());
    }

    #[track_caller]
    fn err(text: &str, wanted: Wanted, at: usize) {
        assert_eq!(Reader::new(text).string(), Err(SyntaxError { wanted, at }));
        assert_eq!(Reader::new(text).skip_string(), Err(SyntaxError { wanted, at }));
    }

    #[test]
    fn ok_escapes() {
        ok(r#""""#, "");
        ok(r#""Gda\u0144sk""#, "Gdańsk");
        ok(r#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t");
        ok(r#""\ud83d\uDE00 and more than eight bytes behind it""#, "😀 and more than eight bytes behind it");
        ok(r#""\u0000""#, "\0");
        ok("\"\u{7F}é\"", "\u{7F}é");
    }

    #[test]
    fn err_escapes() {
        err(r#""\x""#, Wanted::Escape, 2);
        err(r#""\u12G4""#, Wanted::HexDigit, 5);
        err(r#""ab\ud83d""#, Wanted::LowSurrogate, 3);
        err(r#""\ud83d\u0041""#, Wanted::LowSurrogate, 1);
        err(r#""\ude00""#, Wanted::HighSurrogate, 1);
        err("\"tab\there\"", Wanted::EscapedControl, 4);
        err("\"open", Wanted::ClosingQuote, 5);
        err(r#""open\"#, Wanted::Escape, 6);
    }
}
