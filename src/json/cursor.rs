//! The rest of a JSON text, and the steps over it that need no depth and report no errors.

use super::scan::{Ends, find_string_end, space_length};
use crate::digits::digits;

/// The rest of a JSON text. Copy it to look ahead.
// Its length is the one bound to check, and it fits in two registers: the fast path through an object depends on that.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor<'a>(&'a str);

impl<'a> Cursor<'a> {
    pub(crate) const fn new(text: &'a str) -> Self {
        Self(text)
    }

    #[inline(always)]
    pub(crate) const fn len(self) -> usize {
        self.0.len()
    }

    #[inline(always)]
    pub(crate) const fn as_str(self) -> &'a str {
        self.0
    }

    #[inline(always)]
    pub(crate) const fn bytes(self) -> &'a [u8] {
        self.0.as_bytes()
    }

    /// Returns the next `N` bytes, if there are as many.
    #[inline]
    pub(crate) const fn peek<const N: usize>(self) -> Option<&'a [u8; N]> {
        self.0.as_bytes().first_chunk()
    }

    /// Returns the next byte, if there is one.
    #[inline]
    pub(crate) fn byte(self) -> Option<u8> {
        self.0.as_bytes().first().copied()
    }

    /// Returns whether `text` is next.
    #[inline(always)]
    pub(crate) fn is_at(self, text: &str) -> bool {
        self.0.starts_with(text)
    }

    /// Steps over `text`, if it is next.
    #[inline(always)] // Then the length is known at compile time: a few compares in place of a call.
    pub(crate) fn eat(&mut self, text: &str) -> bool {
        match self.0.strip_prefix(text) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    /// Steps over `text` of up to 64 bytes, if it is next. One comparison of more than 32 bytes would be a call.
    #[inline(always)]
    pub(crate) fn eat_long(&mut self, text: &str) -> bool {
        let (first, last) = text.split_at(text.len().min(32));
        let mut ahead = *self;
        let eaten = ahead.eat(first) && ahead.eat(last);
        if eaten {
            *self = ahead;
        }
        eaten
    }

    /// Steps over `count` bytes, which must be there and end with a character.
    #[inline]
    pub(crate) fn take(&mut self, count: usize) -> &'a str {
        let (taken, rest) = self.0.split_at_checked(count).unwrap_or((self.0, ""));
        self.0 = rest;
        taken
    }

    /// Steps over `byte`, which is ASCII, if it is next and no white space follows.
    #[inline(always)]
    pub(crate) fn eat_compact(&mut self, byte: u8) -> bool {
        match (self.0.as_bytes(), self.0.get(1..)) {
            ([first, next, ..], Some(rest)) if *first == byte && *next > b' ' => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    /// Steps over white space, if any.
    #[inline(always)] // Mostly there is none, or one space behind a colon.
    pub(crate) fn space(&mut self) {
        match self.0.as_bytes() {
            [b' ', next, ..] if *next > b' ' => _ = self.take(1),
            [b' ' | b'\n' | b'\r' | b'\t', ..] => _ = self.take(space_length(self.0.as_bytes())),
            _ => {}
        }
    }

    /// Reads `true` or `false`.
    #[inline(always)] // With a branch: the processor then reads on before it is known which of the two it is.
    pub(crate) fn plain_boolean(&mut self) -> Option<bool> {
        if self.eat("false") { Some(false) } else { self.eat("true").then_some(true) }
    }

    /// Reads `"Breda"`, a string without escapes, from its opening quote.
    #[inline(always)]
    pub(crate) fn plain_string(&mut self) -> Option<&'a str> {
        let mut ahead = *self;
        if !ahead.eat("\"") {
            return None;
        }
        let value = ahead.plain_content()?;
        self.0 = ahead.0;
        Some(value)
    }

    /// Reads a string without escapes, from after its opening quote.
    // The text after a string cannot be read before its end is known: so the quote is searched first, and anything else
    // that ends plain text beside that.
    #[inline(always)]
    pub(crate) fn plain_content(&mut self) -> Option<&'a str> {
        let ends = self.peek().map(Ends::new);
        let Some(ends) = ends.filter(|ends| ends.quotes != 0) else {
            return self.far_content();
        };
        let quote = ends.quotes.trailing_zeros() as usize & 15;
        if ends.others & (ends.quotes ^ ends.quotes.wrapping_sub(1)) != 0 {
            return None;
        }
        self.take_content(quote)
    }

    /// Takes the text before the quote at `end`, and steps over the quote.
    #[inline(always)]
    fn take_content(&mut self, end: usize) -> Option<&'a str> {
        let value = self.0.get(..end)?;
        self.0 = self.0.get(end + 1..)?;
        Some(value)
    }

    #[inline(always)]
    fn far_content(&mut self) -> Option<&'a str> {
        let end = find_string_end(self.0.as_bytes());
        let (value, rest) = self.0.split_at_checked(end)?;
        self.0 = rest.strip_prefix('"')?;
        Some(value)
    }

    /// Reads `1272322473`: a number of digits alone that fits.
    #[inline(always)] // A cursor that is passed to a call by reference has to be in memory.
    pub(crate) fn plain_integer(&mut self) -> Option<u64> {
        // Nineteen digits always fit.
        let rest = self.0.as_bytes();
        let (value, count @ 1..=19) = digits(rest) else { return None };
        let leading_zero = count > 1 && rest[0] == b'0';
        if leading_zero || matches!(rest.get(count), Some(b'.' | b'e' | b'E')) {
            return None;
        }
        self.take(count);
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::Cursor;

    /// Covers each kind of byte at each offset of strings around the length of a chunk, with little or much text after.
    #[test]
    fn ok_plain_content_of_any_length() {
        for length in (0..40).step_by(if cfg!(miri) { 13 } else { 1 }) {
            for at in 0..=length {
                for other in ['\\', '\u{1F}', '\n', 'é', ' ', '!'] {
                    for behind in ["", "\",\"more than sixteen bytes\":\"\\"] {
                        let mut text: String = "a".repeat(length);
                        text.insert(at, other);
                        let plain = (other >= ' ' && other != '\\' && !behind.is_empty()).then_some(&*text);
                        let all = [text.as_str(), behind].concat();
                        let mut cursor = Cursor::new(&all);
                        assert_eq!(cursor.plain_content(), plain, "{all:?}");
                        let read = plain.map_or(0, |plain| plain.len() + 1);
                        assert_eq!(cursor.as_str(), &all[read..], "{all:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn ok_compact_bytes() {
        for (text, eaten) in [
            (",\"", true),
            (":1", true),
            (",é", true),
            (", 1", false),
            (",\n", false),
            (",", false),
            ("", false),
        ] {
            let mut cursor = Cursor::new(text);
            assert_eq!(cursor.eat_compact(b',') || cursor.eat_compact(b':'), eaten, "{text:?}");
            assert_eq!(cursor.as_str(), &text[usize::from(eaten)..]);
        }
    }

    #[test]
    fn ok_plain_booleans() {
        for (text, boolean, behind) in [
            ("true,", Some(true), ","),
            ("false", Some(false), ""),
            ("truth", None, "truth"),
            ("null", None, "null"),
        ] {
            let mut cursor = Cursor::new(text);
            assert_eq!((cursor.plain_boolean(), cursor.as_str()), (boolean, behind), "{text}");
        }
    }

    #[test]
    fn ok_plain_integers() {
        for (text, value, behind) in [
            ("0", Some(0), ""),
            ("7,", Some(7), ","),
            ("1272322473}", Some(1_272_322_473), "}"),
            ("9999999999999999999 ", Some(9_999_999_999_999_999_999), " "),
            ("10000000000000000000", None, "10000000000000000000"),
            ("07", None, "07"),
            ("00", None, "00"),
            ("7.5", None, "7.5"),
            ("7e1", None, "7e1"),
            ("7E1", None, "7E1"),
            ("-7", None, "-7"),
            ("", None, ""),
        ] {
            let mut cursor = Cursor::new(text);
            assert_eq!((cursor.plain_integer(), cursor.as_str()), (value, behind), "{text}");
        }
    }

    #[test]
    fn ok_text_longer_than_one_compare() {
        let text = "\"in_privacy_restricted_country\":true";
        for end in 0..=text.len() {
            let mut cursor = Cursor::new(&text[..end]);
            assert_eq!(cursor.eat_long("\"in_privacy_restricted_country\":"), end >= 32);
            assert_eq!(cursor.len(), if end >= 32 { end - 32 } else { end });
        }
    }
}
