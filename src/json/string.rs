//! Strings: found eight bytes at a time, borrowed where no escape stands in them.

use std::borrow::Cow;

use super::reader::Reader;
use super::{SyntaxError, Wanted};

impl<'a> Reader<'a> {
    /// Reads `"Gda\u0144sk"`, from its opening quote.
    #[inline]
    pub(crate) fn string(&mut self) -> Result<Cow<'a, str>, SyntaxError> {
        let start = self.at + 1;
        let end = plain_end(self.bytes(), start);
        if self.bytes().get(end) == Some(&b'"') {
            self.at = end + 1;
            return Ok(Cow::Borrowed(&self.text[start..end]));
        }
        self.escaped_string()
    }

    #[inline(never)]
    fn escaped_string(&mut self) -> Result<Cow<'a, str>, SyntaxError> {
        let mut value = String::new();
        self.pieces(|piece| value.push_str(piece))?;
        Ok(Cow::Owned(value))
    }

    /// The same without making a value.
    #[inline]
    pub(crate) fn skip_string(&mut self) -> Result<(), SyntaxError> {
        let end = plain_end(self.bytes(), self.at + 1);
        if self.bytes().get(end) == Some(&b'"') {
            self.at = end + 1;
            return Ok(());
        }
        self.pieces(|_| ())
    }

    /// Hands on the pieces of a string: what stands between its escapes, and what these mean.
    #[inline]
    fn pieces(&mut self, mut piece: impl FnMut(&str)) -> Result<(), SyntaxError> {
        self.at += 1;
        loop {
            let end = plain_end(self.bytes(), self.at);
            piece(&self.text[self.at..end]);
            self.at = end;
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => piece(self.escape()?.encode_utf8(&mut [0; 4])),
                Some(_) => return Err(self.wanted(Wanted::EscapedControl)),
                None => return Err(self.wanted(Wanted::ClosingQuote)),
            }
        }
    }

    /// Reads `\n`, `\u0144` or `\ud83d\ude00`, from its backslash.
    fn escape(&mut self) -> Result<char, SyntaxError> {
        let character = match self.bytes().get(self.at + 1) {
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
                self.at += 1;
                return Err(self.wanted(Wanted::Escape));
            }
        };
        self.at += 2;
        Ok(character)
    }

    fn unicode_escape(&mut self) -> Result<char, SyntaxError> {
        let start = self.at;
        let high = self.code_unit()?;
        let lone = |wanted| SyntaxError { wanted, at: start };
        let code_point = match high {
            0xD800..=0xDBFF => {
                if !self.bytes()[self.at..].starts_with(b"\\u") {
                    return Err(lone(Wanted::LowSurrogate));
                }
                match self.code_unit()? {
                    low @ 0xDC00..=0xDFFF => 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00),
                    _ => return Err(lone(Wanted::LowSurrogate)),
                }
            }
            unit => unit,
        };
        // Only a low surrogate is no character here.
        char::from_u32(code_point).ok_or(lone(Wanted::HighSurrogate))
    }

    /// Reads `\u0144`, from its backslash.
    fn code_unit(&mut self) -> Result<u32, SyntaxError> {
        self.at += 2;
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.byte().and_then(|byte| char::from(byte).to_digit(16));
            unit = unit << 4 | digit.ok_or(self.wanted(Wanted::HexDigit))?;
            self.at += 1;
        }
        Ok(unit)
    }
}

const ONES: u64 = u64::MAX / 0xFF;
const HIGHS: u64 = ONES << 7;

/// The first byte from `at` on that ends a run of plain text: a quote, a backslash, a control character, or
/// the end of the text.
// Invariant: each of these is ASCII, so that text can be cut there.
#[inline]
pub(super) fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    // Eight bytes at a time; bytes of 0x80 and above are plain.
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let word = u64::from_le_bytes(*chunk);
        // A bit above the first hit may be a false one, never one below it.
        let hits = (zeros(word ^ ONES * u64::from(b'"'))
            | zeros(word ^ ONES * u64::from(b'\\'))
            | word.wrapping_sub(ONES * 0x20) & !word)
            & HIGHS;
        if hits != 0 {
            return at + (hits.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest
        .iter()
        .position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20))
        .unwrap_or(rest.len())
}

/// Sets the high bit of every byte that is zero.
#[inline]
const fn zeros(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_plain_end_agrees_with_a_loop() {
        let plain = |byte: u8| !matches!(byte, b'"' | b'\\' | 0..0x20);
        for byte in 0..=u8::MAX {
            for length in 0..20 {
                for at in 0..length {
                    for other in [b'a', 0x21, 0x5D, 0x7F, 0x80, 0xFF] {
                        let mut bytes = vec![other; length];
                        bytes[at] = byte;
                        let end = bytes.iter().position(|&byte| !plain(byte)).unwrap_or(length);
                        assert_eq!(plain_end(&bytes, 0), end, "{bytes:?}");
                    }
                }
            }
        }
    }

    #[track_caller]
    fn ok(text: &str, value: &str) {
        let mut reader = Reader::new(text);
        assert_eq!(reader.string().unwrap(), value);
        assert_eq!(reader.at, text.len());
        let mut reader = Reader::new(text);
        reader.skip_string().unwrap();
        assert_eq!(reader.at, text.len());
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
        ok(
            r#""\ud83d\uDE00 and more than eight bytes behind it""#,
            "😀 and more than eight bytes behind it",
        );
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
