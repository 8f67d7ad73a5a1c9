//! Strings: found sixteen bytes at a time, borrowed where no escape stands in them.

use alloc::borrow::Cow;
use alloc::string::String;

use wide::u8x16;

use super::reader::Reader;
use super::{SyntaxError, Wanted};

impl<'a> Reader<'a> {
    /// Reads `"Gda\u0144sk"`, from its opening quote.
    #[inline]
    pub(crate) fn string(&mut self) -> Result<Cow<'a, str>, SyntaxError> {
        match self.rest.plain_string() {
            Some(value) => Ok(Cow::Borrowed(value)),
            None => self.escaped_string(),
        }
    }

    #[inline(never)]
    fn escaped_string(&mut self) -> Result<Cow<'a, str>, SyntaxError> {
        // Room for a few escapes, which are most often all that there are.
        let plain = plain_end(self.rest.bytes().get(1..).unwrap_or_default());
        let mut value = String::with_capacity(plain + 32);
        self.pieces(|piece| value.push_str(piece))?;
        Ok(Cow::Owned(value))
    }

    /// The same without making a value.
    #[inline]
    pub(crate) fn skip_string(&mut self) -> Result<(), SyntaxError> {
        match self.rest.plain_string() {
            Some(_) => Ok(()),
            None => self.pieces(|_| ()),
        }
    }

    /// Hands on the pieces of a string: what stands between its escapes, and what these mean.
    #[inline]
    fn pieces(&mut self, mut piece: impl FnMut(&str)) -> Result<(), SyntaxError> {
        self.rest.take(1);
        loop {
            piece(self.rest.take(plain_end(self.rest.bytes())));
            match self.rest.byte() {
                Some(b'"') => {
                    self.rest.take(1);
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
        let character = match self.rest.bytes().get(1) {
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
                self.rest.take(1);
                return Err(self.wanted(Wanted::Escape));
            }
        };
        self.rest.take(2);
        Ok(character)
    }

    fn unicode_escape(&mut self) -> Result<char, SyntaxError> {
        let at = self.offset();
        let high = self.code_unit()?;
        let code_point = match high {
            0xD800..=0xDBFF => {
                let low = if self.rest.is_at("\\u") { self.code_unit()? } else { 0 };
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
        self.rest.take(2);
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.rest.byte().and_then(|byte| char::from(byte).to_digit(16));
            unit = (unit << 4) + digit.ok_or_else(|| self.wanted(Wanted::HexDigit))?;
            self.rest.take(1);
        }
        Ok(unit)
    }
}

/// The length of the plain text that `bytes` begin with: up to a quote, a backslash, a control character, or
/// the end.
// Invariant: each of these is ASCII, so that text can be cut there.
#[inline(always)] // Most strings end within sixteen bytes, and without a call all stays in registers.
fn plain_end(bytes: &[u8]) -> usize {
    match bytes.first_chunk().and_then(first_end) {
        Some(end) => end,
        None => far_end(bytes),
    }
}

/// The same for any text.
#[inline(never)]
pub(super) fn far_end(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let Some((chunk, behind)) = rest.split_first_chunk() {
        if let Some(end) = first_end(chunk) {
            return bytes.len() - rest.len() + end;
        }
        rest = behind;
    }
    let end = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20));
    bytes.len() - rest.len() + end.unwrap_or(rest.len())
}

/// Where plain text ends in these bytes, if it does.
#[inline(always)]
fn first_end(bytes: &[u8; 16]) -> Option<usize> {
    let Chunk { quotes, others } = Chunk::new(bytes);
    let ends = quotes | others;
    (ends != 0).then(|| ends.trailing_zeros() as usize)
}

/// What is no plain text among sixteen bytes, one bit each.
pub(super) struct Chunk {
    pub(super) quotes: u32,
    /// Backslashes and control characters.
    pub(super) others: u32,
}

impl Chunk {
    #[inline(always)]
    pub(super) fn new(bytes: &[u8; 16]) -> Self {
        let text = u8x16::new(*bytes);
        let is = |byte| text.simd_eq(u8x16::splat(byte));
        let control = text.simd_eq(text.min(u8x16::splat(0x1F)));
        Self { quotes: is(b'"').to_bitmask(), others: (is(b'\\') | control).to_bitmask() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_plain_end_agrees_with_a_loop() {
        let plain = |byte: u8| !matches!(byte, b'"' | b'\\' | 0..0x20);
        for byte in (0..=u8::MAX).step_by(if cfg!(miri) { 34 } else { 1 }) {
            for length in (0..20).step_by(if cfg!(miri) { 9 } else { 1 }) {
                for at in 0..length {
                    for other in [b'a', 0x21, 0x5D, 0x7F, 0x80, 0xFF] {
                        let mut bytes = vec![other; length];
                        bytes[at] = byte;
                        let end = bytes.iter().position(|&byte| !plain(byte)).unwrap_or(length);
                        assert_eq!(plain_end(&bytes), end, "{bytes:?}");
                    }
                }
            }
        }
    }

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
