//! Start tags as services write them: names in ASCII, values in double quotes. Returns `None` for any other form, valid or
//! not, which is left to `xmlparser`.
//!
//! A pin is 23 attributes in two tags. Reading them here takes a third of the time.

use wide::u8x16;

use crate::span::Span;

/// What follows in a start tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// An attribute: its name, its value with the quotes, and whether the value is plain.
    Attribute(Span, Span, bool),
    /// `>`, up to this offset.
    Open(usize),
    /// `/>`, up to this offset.
    Empty(usize),
}

/// Returns the length of a name in ASCII letters, digits, `_` and `-`, which something that ends a name follows. 0 for any
/// other name.
#[inline]
pub(super) fn name_length(text: &[u8]) -> usize {
    match text.first() {
        Some(b'a'..=b'z' | b'A'..=b'Z' | b'_') => {}
        _ => return 0,
    }
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let length = text.iter().position(|byte| !is_part(byte)).unwrap_or(text.len());
    match text.get(length) {
        Some(b' ' | b'=' | b'>' | b'/' | b'\t' | b'\n' | b'\r') => length,
        _ => 0,
    }
}

/// Reads the next part of a start tag, from the end of its name or of an attribute.
#[inline]
pub(super) fn part(text: &[u8], at: usize) -> Option<Part> {
    let is_space = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    let rest = text.get(at..)?;
    let start = at + rest.iter().position(|byte| !is_space(byte))?;
    match text[start..] {
        [b'>', ..] => return Some(Part::Open(start + 1)),
        [b'/', b'>', ..] => return Some(Part::Empty(start + 2)),
        _ if start == at => return None,
        _ => {}
    }
    let end = start + name_length(&text[start..]);
    match text.get(end..end + 2)? {
        b"=\"" if end > start => {}
        _ => return None,
    }
    let (length, is_plain) = value_length(&text[end + 2..])?;
    Some(Part::Attribute(Span::new(start, end), Span::new(end + 1, end + 2 + length + 1), is_plain))
}

/// Returns the length of a value up to its closing quote, and whether the value is plain: nothing in it stands for something
/// else. `None` if there is something in it that XML may not allow.
#[inline]
pub(super) fn value_length(text: &[u8]) -> Option<(usize, bool)> {
    // Most values are plain, and end in the first sixteen bytes or in the next.
    let mut start = 0;
    while let Some(chunk) = text.get(start..).and_then(|rest| rest.first_chunk()) {
        let (quotes, others) = ends(*chunk);
        // The others before the first quote.
        if others & (quotes ^ quotes.wrapping_sub(1)) != 0 {
            break;
        }
        if quotes != 0 {
            return Some((start + quotes.trailing_zeros() as usize, true));
        }
        start += chunk.len();
    }
    let rest = &text[start..];
    let end = start + rest.iter().position(|byte| ENDS[usize::from(*byte)])?;
    let is_plain = !text[start..end].iter().any(|byte| matches!(byte, b'&' | b'\t' | b'\n' | b'\r'));
    (text[end] == b'"').then_some((end, is_plain))
}

/// Returns a bit for each quote in a chunk, and one for each other byte that is not plain.
#[inline]
fn ends(chunk: [u8; 16]) -> (u32, u32) {
    let text = u8x16::new(chunk);
    let is = |byte| text.simd_eq(u8x16::splat(byte));
    let control = text.simd_eq(text.min(u8x16::splat(0x1F)));
    (is(b'"').to_bitmask(), (is(b'<') | is(b'&') | is(0xEF) | control).to_bitmask())
}

/// The closing quote, and what is not allowed in a value: `<`, most control characters, and what U+FFFE begins with.
const ENDS: [bool; 256] = {
    let mut ends = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        ends[byte as usize] = !matches!(byte, b'\t' | b'\n' | b'\r');
        byte += 1;
    }
    ends[b'"' as usize] = true;
    ends[b'<' as usize] = true;
    ends[0xEF] = true;
    ends
};

#[cfg(test)]
mod tests {
    use super::value_length;

    #[test]
    fn ok_lengths_of_values() {
        for length in 0..40 {
            for at in 0..=length {
                for (other, plain) in [
                    ("a", Some(true)),
                    ("é", Some(true)),
                    (">", Some(true)),
                    ("'", Some(true)),
                    ("&", Some(false)),
                    ("\n", Some(false)),
                    ("\t", Some(false)),
                    ("\r", Some(false)),
                    ("<", None),
                    ("\u{1}", None),
                    ("\u{FFFE}", None),
                ] {
                    let mut text = "a".repeat(length);
                    text.insert_str(at, other);
                    for behind in ["\"", "\" b=\"&\"", "\"<more than sixteen bytes behind it"] {
                        let all = [text.as_str(), behind].concat();
                        let expected = plain.map(|plain| (text.len(), plain));
                        assert_eq!(value_length(all.as_bytes()), expected, "{all:?}");
                    }
                    assert_eq!(value_length(text.as_bytes()), None, "{text:?}");
                }
            }
        }
    }
}
