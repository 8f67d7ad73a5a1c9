//! What is not read yet of a text, and the steps over it that know of no depth and of no errors.

use super::space::space_length;
use super::string::{Chunk, far_end};
use crate::digits::digits;

/// The end of a JSON text, from where it is not read yet. Copy it to look ahead.
// Its length is the one bound to check, and it fits in two registers, which all that reads along a line depends on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    pub(crate) const fn new(text: &'a str) -> Self {
        Self(text)
    }

    #[inline(always)]
    pub(crate) const fn len(self) -> usize {
        self.0.len()
    }

    #[inline(always)]
    pub(crate) const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    #[inline(always)]
    pub(crate) const fn as_str(self) -> &'a str {
        self.0
    }

    #[inline(always)]
    pub(crate) const fn bytes(self) -> &'a [u8] {
        self.0.as_bytes()
    }

    /// The next bytes, where there are so many.
    #[inline]
    pub(crate) const fn peek<const N: usize>(self) -> Option<&'a [u8; N]> {
        self.0.as_bytes().first_chunk()
    }

    /// The next byte, unless the text is at its end.
    #[inline]
    pub(crate) fn byte(self) -> Option<u8> {
        self.0.as_bytes().first().copied()
    }

    /// Whether `text` stands here.
    #[inline(always)]
    pub(crate) fn is_at(self, text: &str) -> bool {
        self.0.starts_with(text)
    }

    /// Steps over `text`, if it stands here.
    #[inline(always)] // Then the length is known when this is compiled: no call, a few compares.
    pub(crate) fn eat(&mut self, text: &str) -> bool {
        match self.0.strip_prefix(text) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    /// The same for a text of 64 bytes at most: more than 32 in one compare would be a call.
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

    /// Reads `true` or `false`.
    #[inline(always)] // With a branch, since what is behind it can then be read before it is known which one it is.
    pub(crate) fn plain_boolean(&mut self) -> Option<bool> {
        if self.eat("false") { Some(false) } else { self.eat("true").then_some(true) }
    }

    /// Steps over this many bytes, which are there and end with a character.
    #[inline]
    pub(crate) fn take(&mut self, count: usize) -> &'a str {
        let (taken, rest) = self.0.split_at_checked(count).unwrap_or((self.0, ""));
        self.0 = rest;
        taken
    }

    /// Over white space, if any.
    #[inline(always)] // Mostly there is none, or the one space behind a colon.
    pub(crate) fn space(&mut self) {
        match self.0.as_bytes() {
            [b' ', next, ..] if *next > b' ' => _ = self.take(1),
            [b' ' | b'\n' | b'\r' | b'\t', ..] => _ = self.take(space_length(self.0.as_bytes())),
            _ => {}
        }
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
            self.0 = ahead.0;
        }
        eaten
    }

    /// Whether what stands behind a value ends its member: a brace, or a comma and another name.
    #[inline(always)]
    pub(crate) fn ends_member(mut self) -> bool {
        if self.is_at(",\"") {
            return true;
        }
        self.space();
        self.is_at("}") || self.eat_before_name::<true>()
    }

    /// Reads `"Breda"`, a string without escapes, from its opening quote; none for any other.
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

    /// The same from behind the opening quote.
    // What is behind a string cannot be read before its end is known: where the quote is comes first, and whether
    // anything else ends the text before it beside that.
    #[inline(always)]
    pub(crate) fn plain_content(&mut self) -> Option<&'a str> {
        let chunk = self.0.as_bytes().first_chunk().map(Chunk::new);
        let Some(chunk) = chunk.filter(|chunk| chunk.quotes != 0) else {
            return self.far_content();
        };
        let end = chunk.quotes.trailing_zeros() as usize & 15;
        if chunk.others & (chunk.quotes ^ chunk.quotes.wrapping_sub(1)) != 0 {
            return None;
        }
        self.take_content(end)
    }

    /// Takes what is before the quote at `end`, and steps over that.
    #[inline(always)]
    fn take_content(&mut self, end: usize) -> Option<&'a str> {
        let value = self.0.get(..end)?;
        self.0 = self.0.get(end + 1..)?;
        Some(value)
    }

    /// The same where the content most likely is of `LENGTH` bytes.
    #[inline(always)]
    pub(crate) fn plain_content_of<const LENGTH: usize>(&mut self) -> Option<&'a str> {
        const { assert!(LENGTH < 16) };
        let is_plain = |&byte: &u8| byte > b'"' && byte != b'\\';
        if let Some(bytes) = self.0.as_bytes().first_chunk::<16>()
            && bytes[LENGTH] == b'"'
            && bytes[..LENGTH].iter().all(is_plain)
        {
            return self.take_content(LENGTH);
        }
        self.plain_content()
    }

    /// The same where the content most likely begins with `start`, which is plain.
    #[inline(always)]
    pub(crate) fn plain_content_behind(&mut self, start: &str) -> Option<&'a str> {
        let mut ahead = *self;
        if !ahead.eat(start) {
            return self.plain_content();
        }
        let length = start.len() + ahead.plain_content()?.len();
        let value = self.0.get(..length)?;
        *self = ahead;
        Some(value)
    }

    #[inline(always)]
    fn far_content(&mut self) -> Option<&'a str> {
        let end = far_end(self.0.as_bytes());
        let (value, rest) = self.0.split_at_checked(end)?;
        self.0 = rest.strip_prefix('"')?;
        Some(value)
    }

    /// Reads `1272322473`: a number of digits and nothing else, which fits.
    #[inline(always)] // A reader that is lent to a call has to stand in memory.
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
    use super::Rest;

    /// What ends a text, or does not, at every place of texts around the length of a chunk, with little or much behind.
    #[test]
    fn ok_plain_content_agrees_with_a_search() {
        for length in (0..40).step_by(if cfg!(miri) { 13 } else { 1 }) {
            for at in 0..=length {
                for other in ['\\', '\u{1F}', '\n', 'é', ' ', '!'] {
                    for behind in ["", "\",\"more than sixteen bytes\":\"\\"] {
                        let mut text: String = "a".repeat(length);
                        text.insert(at, other);
                        let plain = (other >= ' ' && other != '\\' && !behind.is_empty()).then_some(&*text);
                        let all = [text.as_str(), behind].concat();
                        let reads: [fn(&mut Rest<'_>) -> Option<String>; 3] = [
                            |rest| rest.plain_content().map(str::to_owned),
                            |rest| rest.plain_content_of::<2>().map(str::to_owned),
                            |rest| rest.plain_content_behind("aaa").map(str::to_owned),
                        ];
                        for read in reads {
                            let mut rest = Rest::new(&all);
                            assert_eq!(read(&mut rest).as_deref(), plain, "{all:?}");
                            let read = plain.map_or(0, |plain| plain.len() + 1);
                            assert_eq!(rest.as_str(), &all[read..], "{all:?}");
                        }
                    }
                }
            }
        }
    }

    /// What each step makes of a text, and where it stands then: nowhere else, if it made nothing of it.
    #[test]
    fn ok_steps_say_what_they_stepped_over() {
        for (text, boolean, behind) in [
            ("true,", Some(true), ","),
            ("false", Some(false), ""),
            ("truth", None, "truth"),
            ("null", None, "null"),
        ] {
            let mut rest = Rest::new(text);
            assert_eq!((rest.plain_boolean(), rest.as_str()), (boolean, behind), "{text}");
        }
        for (text, compact, spaced) in [
            (",\"a\"", true, true),
            (", \"a\"", false, true),
            (",\n\t\"a\"", false, true),
            (" ,\"a\"", false, false),
            (",1", false, false),
            (",", false, false),
            ("\"a\"", false, false),
            (" \"a\"", false, false),
        ] {
            let (mut one, mut other) = (Rest::new(text), Rest::new(text));
            assert_eq!(one.eat_before_name::<false>(), compact, "{text}");
            assert_eq!(other.eat_before_name::<true>(), spaced, "{text}");
            assert_eq!(one.as_str(), if compact { "\"a\"" } else { text });
            assert_eq!(other.as_str(), if spaced { "\"a\"" } else { text });
        }
        for (text, ends) in [
            ("}", true),
            (" \n}", true),
            (",\"a\"", true),
            (" ,\t\"a\"", true),
            ("", false),
            (" ", false),
            (",", false),
            (",1", false),
            ("]", false),
            ("\"a\"", false),
        ] {
            assert_eq!(Rest::new(text).ends_member(), ends, "{text}");
        }
    }

    #[test]
    fn ok_integers_of_digits_alone() {
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
            let mut rest = Rest::new(text);
            assert_eq!((rest.plain_integer(), rest.as_str()), (value, behind), "{text}");
        }
    }

    #[test]
    fn ok_texts_longer_than_one_compare() {
        let text = "\"in_privacy_restricted_country\":true";
        for end in 0..=text.len() {
            let mut rest = Rest::new(&text[..end]);
            assert_eq!(rest.eat_long("\"in_privacy_restricted_country\":"), end >= 32);
            assert_eq!(rest.len(), if end >= 32 { end - 32 } else { end });
        }
    }
}
