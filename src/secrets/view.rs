//! A text with its escapes decoded, and the mapping from each decoded byte to the raw text.
//!
//! Decodes JSON escapes at any depth of quoting, percent-encoding and character references, and leaves out what
//! only displays the text: colour escapes, the zero bytes of UTF-16, the line breaks of `curl --trace-ascii`.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::ops::Range;

use super::joins::Joins;
use crate::span::Span;

/// How often a text is decoded: an escape may itself be written with escapes of another kind.
const MAX_PASSES: usize = 4;

/// How far before a quote the one that opens its string is searched.
const MAX_STRING: usize = 4096;

/// A decoded text.
#[derive(Debug)]
pub(super) struct View<'t> {
    bytes: Cow<'t, [u8]>,
    pieces: Vec<Piece>,
}

/// A part of the raw text that is not copied as it is.
#[derive(Debug, Clone, Copy)]
struct Piece {
    /// Offset in the decoded text.
    at: usize,
    /// How many bytes it decodes to. None for what is left out.
    len: usize,
    start: usize,
    end: usize,
    /// Whether it is a backslash that escapes nothing.
    is_literal: bool,
}

impl Piece {
    /// The same in a text in which what was at `from` is at `to`. What was left out within the escape that ends there comes
    /// right behind it.
    fn moved(&self, from: usize, to: usize) -> Self {
        Self { at: to + self.at.saturating_sub(from), ..*self }
    }
}

/// The bytes that may begin what is decoded or left out.
const IS_SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let bytes = b"\\%&\x1B\0\n\"";
    let mut index = 0;
    while index < bytes.len() {
        special[bytes[index] as usize] = true;
        index += 1;
    }
    special
};

/// What an escape decodes to.
struct Unit {
    bytes: [u8; 4],
    len: usize,
    end: usize,
    is_literal: bool,
}

impl Unit {
    fn byte(byte: u8, end: usize) -> Self {
        Self { bytes: [byte, 0, 0, 0], len: 1, end, is_literal: false }
    }

    fn nothing(end: usize) -> Self {
        Self { bytes: [0; 4], len: 0, end, is_literal: false }
    }

    fn scalar(code: u32, end: usize) -> Self {
        let mut bytes = [0; 4];
        let character = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
        let len = character.encode_utf8(&mut bytes).len();
        Self { bytes, len, end, is_literal: false }
    }
}

impl<'t> View<'t> {
    pub(super) fn new(raw: &'t [u8]) -> Self {
        let mut view = Self { bytes: Cow::Borrowed(raw), pieces: Vec::new() };
        for pass in 0..MAX_PASSES {
            let Some((next, again)) = view.decode(pass == 0) else { break };
            view = next;
            if !again {
                break;
            }
        }
        view
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns where the decoded byte at `at` begins in the raw text.
    pub(super) fn raw_start(&self, at: usize) -> usize {
        match self.piece_before(at) {
            None => at,
            Some(piece) if at < piece.at + piece.len => piece.start,
            Some(piece) => piece.end + (at - piece.at - piece.len),
        }
    }

    /// Returns where the decoded bytes that end at `end` end in the raw text.
    pub(super) fn raw_end(&self, end: usize) -> usize {
        let Some(last) = end.checked_sub(1) else { return 0 };
        match self.piece_before(last) {
            Some(piece) if last < piece.at + piece.len => piece.end,
            _ => self.raw_start(last) + 1,
        }
    }

    /// The raw parts of decoded bytes, with how many of these each holds: what is left out is in no part.
    pub(super) fn raw_parts(&self, range: Range<usize>) -> Vec<(Span, usize)> {
        let mut parts = Vec::new();
        let mut start = range.start;
        let first = self.pieces.partition_point(|piece| piece.at <= range.start);
        for piece in &self.pieces[first..] {
            if piece.at >= range.end {
                break;
            }
            if piece.len == 0 && piece.at > start {
                parts.push((raw_span(self.raw_start(start), piece.start), piece.at - start));
                start = piece.at;
            }
        }
        parts.push((raw_span(self.raw_start(start), self.raw_end(range.end)), range.end - start));
        parts
    }

    /// How many raw bytes the decoded byte at `at` takes: a quote inside of quotes takes more than those.
    pub(super) fn width(&self, at: usize) -> usize {
        match self.piece_before(at) {
            Some(piece) if at < piece.at + piece.len => piece.end - piece.start,
            _ => 1,
        }
    }

    fn is_literal(&self, at: usize) -> bool {
        self.piece_before(at).is_some_and(|piece| piece.is_literal && at < piece.at + piece.len)
    }

    fn piece_before(&self, at: usize) -> Option<&Piece> {
        let index = self.pieces.partition_point(|piece| piece.at <= at);
        self.pieces[..index].last()
    }

    /// Decodes once more. None if there is nothing to decode.
    fn decode(&self, is_first: bool) -> Option<(Self, bool)> {
        let from = &*self.bytes;
        let mut joins = Joins::new(from);
        let mut into = Vec::new();
        let mut pieces = Vec::new();
        let mut old = self.pieces.iter().peekable();
        // What is before `copied` is in `into`.
        let (mut copied, mut at, mut again) = (0, 0, false);
        loop {
            // Most bytes are none of these.
            let plain = from[at..].iter().position(|&byte| IS_SPECIAL[usize::from(byte)]);
            let Some(plain) = plain else { break };
            at += plain;
            let unit = match from[at] {
                b'\\' if !self.is_literal(at) => backslash(from, at),
                b'%' => percent(from, at),
                b'&' => reference(from, at),
                0x1B => Some(Unit::nothing(colour_end(from, at))),
                0 => Some(Unit::nothing(at + 1)),
                byte @ (b'\n' | b'"') if is_first => joins.end(byte, at).map(Unit::nothing),
                _ => None,
            };
            let Some(unit) = unit else {
                at += 1;
                continue;
            };
            while let Some(piece) = old.next_if(|piece| piece.at < at) {
                pieces.push(piece.moved(copied, into.len()));
            }
            into.extend_from_slice(&from[copied..at]);
            // A unit of this pass covers those of the pass before.
            while old.next_if(|piece| piece.at < unit.end && piece.len > 0 || piece.at <= at).is_some() {}
            pieces.push(Piece {
                at: into.len(),
                len: unit.len,
                start: self.raw_start(at),
                end: self.raw_end(unit.end),
                is_literal: unit.is_literal,
            });
            let decoded = &unit.bytes[..unit.len];
            again |= matches!(decoded, [b'\\' | b'%' | b'&' | 0x1B | 0]) && !unit.is_literal;
            into.extend_from_slice(decoded);
            (copied, at) = (unit.end, unit.end);
        }
        if copied == 0 {
            return None;
        }
        for piece in old {
            pieces.push(piece.moved(copied, into.len()));
        }
        into.extend_from_slice(&from[copied..]);
        Some((View { bytes: Cow::Owned(into), pieces }, again))
    }
}

/// Decodes a run of backslashes and what it escapes.
///
/// Each level of quoting doubles the backslashes: of `2^n - 1` before a quote all escape it, of any other number
/// some are characters themselves, which come first.
fn backslash(from: &[u8], at: usize) -> Option<Unit> {
    let run = from[at..].iter().take_while(|&&byte| byte == b'\\').count();
    let here = at + run;
    let quote = quote_at(from, here);
    let own = (1_usize << (run + 1).trailing_zeros()) - 1;
    if own < run {
        // Those that are characters; the rest is next.
        let is_literal = quote.is_some_and(|(_, end)| ends_string(from, here..end, run));
        return Some(Unit { is_literal, ..Unit::byte(b'\\', here - own) });
    }
    if let Some((byte, end)) = quote {
        return Some(Unit::byte(byte, end));
    }
    let end = here + 1;
    Some(match *from.get(here)? {
        b'u' => return unicode(from, here, run).or(Some(Unit::byte(b'\\', here))),
        b'x' => match hex(from, here + 1, 2) {
            Some(code) => Unit::scalar(code, here + 3),
            None => Unit::byte(b'\\', here),
        },
        b'0' => match (octal(from, here), from.get(here + 1)) {
            (Some(byte), _) => Unit::byte(byte, here + 3),
            (None, Some(b'0'..=b'9')) => Unit::byte(b'\\', here),
            (None, _) => Unit::nothing(end),
        },
        b'n' => Unit::byte(b'\n', end),
        b'r' => Unit::byte(b'\r', end),
        b't' => Unit::byte(b'\t', end),
        b'e' if from.get(end) == Some(&b'[') => Unit::byte(0x1B, end),
        b'/' => Unit::byte(b'/', end),
        _ => Unit::byte(b'\\', here),
    })
}

/// The quote at `at` and where it ends. It may be percent-encoded or a character reference: `\&quot;`.
fn quote_at(from: &[u8], at: usize) -> Option<(u8, usize)> {
    let unit = match from.get(at)? {
        b'%' => percent(from, at)?,
        b'&' => reference(from, at)?,
        &byte => Unit::byte(byte, at + 1),
    };
    let byte = unit.bytes[0];
    (unit.len == 1 && matches!(byte, b'"' | b'\'' | b'`')).then_some((byte, unit.end))
}

/// Whether a quote after backslashes that are characters ends a string: `"C:\\",`. In a string that Python or JavaScript
/// prints in other quotes, only the backslashes of its quotes are doubled, of those at both ends: `'{\\"id\\":1}'`.
fn ends_string(from: &[u8], quote: Range<usize>, run: usize) -> bool {
    let before = &from[quote.start.saturating_sub(MAX_STRING)..quote.start];
    let opening = before.windows(quote.len()).rposition(|bytes| bytes == &from[quote.clone()]);
    let is_doubled = opening.is_some_and(|opening| {
        before[..opening].iter().rev().take(run + 1).take_while(|&&byte| byte == b'\\').count() == run
    });
    let skip = |at: usize| {
        let is_skipped = |byte: &&u8| **byte == b'\\' || byte.is_ascii_whitespace();
        at + from[at..].iter().take(64).take_while(is_skipped).count()
    };
    let next = skip(quote.end);
    !is_doubled
        && match from.get(next) {
            None | Some(b'}' | b']' | b')' | b'>' | b':') => true,
            Some(b',') => {
                let value = skip(next + 1);
                quote_at(from, value).is_some()
                    || matches!(from[value..], [] | [b'{' | b'[' | b'-' | b'0'..=b'9', ..])
                    || [&b"true"[..], b"false", b"null"].iter().any(|it| from[value..].starts_with(it))
            }
            _ => from[quote.end..next].contains(&b'\n'),
        }
}

/// Decodes `u0041` or `u{41}` after a run of backslashes, and a surrogate pair in two of them.
fn unicode(from: &[u8], here: usize, run: usize) -> Option<Unit> {
    if from.get(here + 1) == Some(&b'{') {
        let digits = from[here + 2..].iter().take(7).take_while(|byte| byte.is_ascii_hexdigit()).count();
        let end = here + 2 + digits;
        let code = hex(from, here + 2, digits.max(1))?;
        return (from.get(end) == Some(&b'}')).then(|| Unit::scalar(code, end + 1));
    }
    let high = hex(from, here + 1, 4)?;
    let next = here + 5;
    let low_at = next + run;
    if (0xD800..0xDC00).contains(&high)
        && run <= 64
        && from.get(next..low_at).is_some_and(|run| run.iter().all(|&byte| byte == b'\\'))
        && from.get(low_at) == Some(&b'u')
        && let Some(low @ 0xDC00..0xE000) = hex(from, low_at + 1, 4)
    {
        return Some(Unit::scalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00), low_at + 5));
    }
    Some(Unit::scalar(high, next))
}

fn hex(from: &[u8], at: usize, count: usize) -> Option<u32> {
    let digits = from.get(at..at.checked_add(count)?)?;
    digits.iter().try_fold(0, |code, &digit| Some(code << 4 | char::from(digit).to_digit(16)?))
}

/// `033`, as shells write the escape character.
fn octal(from: &[u8], at: usize) -> Option<u8> {
    let digits = from.get(at..at + 3)?;
    let value = digits.iter().try_fold(0, |code, &digit| Some(code << 3 | char::from(digit).to_digit(8)?))?;
    u8::try_from(value).ok()
}

/// Decodes `%2D`, and `%252D` of what was encoded twice.
fn percent(from: &[u8], at: usize) -> Option<Unit> {
    let mut here = at + 1;
    while from[here..].starts_with(b"25") && hex(from, here + 2, 2).is_some() {
        here += 2;
    }
    let byte = u8::try_from(hex(from, here, 2)?).ok()?;
    Some(Unit::byte(byte, here + 2))
}

/// Decodes `&quot;` and `&#34;`, and `&amp;quot;` of what was encoded twice.
fn reference(from: &[u8], at: usize) -> Option<Unit> {
    let mut here = at + 1;
    while from[here..].starts_with(b"amp;") {
        here += 4;
    }
    let names: [(&[u8], u8); 4] = [(b"quot;", b'"'), (b"apos;", b'\''), (b"lt;", b'<'), (b"gt;", b'>')];
    for (name, byte) in names {
        if from[here..].starts_with(name) {
            return Some(Unit::byte(byte, here + name.len()));
        }
    }
    if from.get(here) == Some(&b'#') {
        let (start, radix) = if matches!(from.get(here + 1), Some(b'x' | b'X')) { (2, 16) } else { (1, 10) };
        let start = here + start;
        let digits = from[start..].iter().take(8).take_while(|&&it| char::from(it).is_digit(radix)).count();
        let code = str::from_utf8(&from[start..start + digits]).ok()?;
        if let Ok(code) = u32::from_str_radix(code, radix)
            && from.get(start + digits) == Some(&b';')
        {
            return Some(Unit::scalar(code, start + digits + 1));
        }
    }
    (here > at + 1).then(|| Unit::byte(b'&', here))
}

/// A text without the start of an escape that is cut off by its end, as in `%2`, `\\u00`, `&quo`.
pub(super) fn without_cut_escape(text: &[u8]) -> &[u8] {
    const MAX: usize = 8;
    let tail = text.len().saturating_sub(MAX);
    let Some(start) = text[tail..].iter().rposition(|byte| matches!(byte, b'%' | b'&' | b'\\')) else {
        return text;
    };
    let (start, rest) = (tail + start, &text[tail + start + 1..]);
    let is_cut = match text[start] {
        b'%' => rest.len() < 2,
        b'&' => rest.iter().all(|&byte| byte.is_ascii_alphanumeric() || byte == b'#'),
        _ => rest.is_empty() || matches!(rest[0], b'u' | b'x') && rest[1..].iter().all(u8::is_ascii_hexdigit),
    };
    // Each level of quoting has a backslash of its own.
    let end = text[..start].iter().rposition(|&byte| byte != b'\\').map_or(0, |last| last + 1);
    if is_cut { &text[..end] } else { text }
}

/// Where a colour escape ends that begins at `at`: `ESC [ … m`. One byte of it may be wrong.
fn colour_end(from: &[u8], at: usize) -> usize {
    const MAX: usize = 32;
    let rest = &from[at + 1..from.len().min(at + 1 + MAX)];
    let is_parameter = |byte: &u8| matches!(byte, b'0'..=b'9' | b';' | b'[');
    let Some(end) = rest.iter().position(u8::is_ascii_alphabetic) else {
        return at + 1 + usize::from(rest.first() == Some(&b'['));
    };
    let wrong = rest[..end].iter().filter(|byte| !is_parameter(byte)).count();
    if rest.contains(&b'[') && wrong <= 1 && end <= 16 { at + 1 + end + 1 } else { at + 1 }
}

/// A span between two places, in their order: in escapes of escapes a byte may begin where one that was left out ends, and
/// behind it.
fn raw_span(start: usize, end: usize) -> Span {
    Span::new(start.min(end), start.max(end))
}
