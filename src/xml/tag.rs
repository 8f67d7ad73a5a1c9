//! Start tags as services write them: names in ASCII, values in double quotes. Returns `None` for any other form, valid or
//! not, which is left to `xmlparser`.
//!
//! A pin is 23 attributes in two tags. Reading them here takes a third of the time.

use crate::span::Span;

/// What follows in a start tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// An attribute: its name, and its value with the quotes.
    Attribute(Span, Span),
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
    let length = value_length(&text[end + 2..])?;
    Some(Part::Attribute(Span::new(start, end), Span::new(end + 1, end + 2 + length + 1)))
}

/// Returns the length of a value up to its closing quote, unless there is something in it that XML may not allow.
#[inline]
fn value_length(text: &[u8]) -> Option<usize> {
    let end = text.iter().position(|byte| ENDS[usize::from(*byte)])?;
    (text[end] == b'"').then_some(end)
}

/// The closing quote, and what is not allowed in a value: `<`, most control characters, and what U+FFFE begins with.
const ENDS: [bool; 256] = {
    let mut ends = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        ends[byte] = !matches!(byte as u8, b'\t' | b'\n' | b'\r');
        byte += 1;
    }
    ends[b'"' as usize] = true;
    ends[b'<' as usize] = true;
    ends[0xEF] = true;
    ends
};
