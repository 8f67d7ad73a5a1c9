//! What a JSON string, a base64 text and an array of bytes hold, each with the way back.

use memchr::memchr;
use wide::u8x16;

use super::map::{Decoded, Segment};
use crate::tokens::{ESCAPE, colour_length};

/// Replaces the escapes of a JSON string, given without its quotes. A malformed escape stays as it is.
pub(crate) fn unescape(raw: &[u8]) -> Decoded {
    decode::<false>(raw).0
}

/// Replaces the escapes of the JSON string whose quote is at `start`. Returns what it says, and where it ends; or where it
/// breaks.
pub(crate) fn read_string(bytes: &[u8], start: usize) -> Result<(Decoded, usize), usize> {
    let (decoded, length) = decode::<true>(&bytes[start + 1..]);
    let end = start + 1 + length;
    if bytes.get(end) == Some(&b'"') { Ok((decoded, end + 1)) } else { Err(end) }
}

/// How many bytes there are for each escape in JSON that is written into a string.
const USUAL_DISTANCE: usize = 8;

/// How many bytes are copied at once.
const WINDOW: usize = 1024;

/// For how many escapes there is room from the beginning.
const MAX_RESERVED: usize = 256;

/// Decodes to the end; if it is `QUOTED`, only to a quote or line feed. Returns where that is.
fn decode<const QUOTED: bool>(raw: &[u8]) -> (Decoded, usize) {
    let mut text = Vec::new();
    let mut segments = Vec::with_capacity((raw.len() / USUAL_DISTANCE).min(MAX_RESERVED));
    let (mut at, mut to) = (0, 0);
    if raw.first() != Some(&b'\\') {
        segments.push(Segment::new(0, 0, (1, 1), true));
    }
    loop {
        // A string may be short, and what is behind it long: room is made as it is needed. No escape is shorter than what it
        // stands for.
        let rest = raw.len() - at;
        let window = rest.min(WINDOW);
        if text.len() < to + rest.min(WINDOW + 4) {
            text.resize(to + rest.min(2 * WINDOW), 0);
        }
        let run = copy_run::<QUOTED>(&raw[at..at + window], &mut text[to..to + window]);
        (at, to) = (at + run, to + run);
        match raw.get(at) {
            Some(b'\\') => {}
            None => break,
            Some(b'"' | b'\n') if QUOTED => break,
            // The end of the window.
            Some(_) => continue,
        }
        let mut character = [0; 4];
        let (character, length) = escape(&raw[at..], &mut character);
        segments.push(Segment::new(to, at, (character.len(), length), false));
        text[to..to + character.len()].copy_from_slice(character);
        (at, to) = (at + length, to + character.len());
    }
    text.truncate(to);
    (Decoded { text, segments }, at)
}

/// Copies what needs no decoding. Returns its length.
#[inline]
fn copy_run<const QUOTED: bool>(raw: &[u8], to: &mut [u8]) -> usize {
    let mut at = 0;
    while let (Some(chunk), Some(to)) = (raw[at..].first_chunk(), to[at..].first_chunk_mut()) {
        *to = *chunk;
        let bytes = u8x16::new(*chunk);
        let is = |byte| bytes.simd_eq(u8x16::splat(byte));
        let ends = if QUOTED { is(b'\\') | is(b'"') | is(b'\n') } else { is(b'\\') };
        match ends.to_bitmask() {
            0 => at += chunk.len(),
            found => return at + found.trailing_zeros() as usize,
        }
    }
    let is_end = |byte: &u8| *byte == b'\\' || QUOTED && matches!(byte, b'"' | b'\n');
    let end = raw[at..].iter().position(is_end).map_or(raw.len(), |run| at + run);
    to[at..end].copy_from_slice(&raw[at..end]);
    end
}

/// Reads the escape that `raw` begins with. Returns the character, and the length of the escape; of a malformed one its backslash.
fn escape<'c>(raw: &[u8], character: &'c mut [u8; 4]) -> (&'c [u8], usize) {
    character[0] = match raw.get(1) {
        Some(byte @ (b'"' | b'\\' | b'/')) => *byte,
        Some(b'n') => b'\n',
        Some(b't') => b'\t',
        Some(b'r') => b'\r',
        Some(b'b') => 8,
        Some(b'f') => 12,
        Some(b'u') => return unicode(raw, character),
        _ => {
            character[0] = b'\\';
            return (&character[..1], 1);
        }
    };
    (&character[..1], 2)
}

fn unicode<'c>(raw: &[u8], character: &'c mut [u8; 4]) -> (&'c [u8], usize) {
    let Some(first) = hex(raw.get(2..6)) else {
        character[0] = b'\\';
        return (&character[..1], 1);
    };
    let second = raw.get(6..8).filter(|it| *it == b"\\u").and_then(|_| hex(raw.get(8..12)));
    let (scalar, length) = match (first, second) {
        (0xD800..=0xDBFF, Some(low @ 0xDC00..=0xDFFF)) => {
            (0x1_0000 + ((first - 0xD800) << 10) + (low - 0xDC00), 12)
        }
        _ => (first, 6),
    };
    // A lone surrogate is no character.
    let scalar = char::from_u32(scalar).unwrap_or(char::REPLACEMENT_CHARACTER);
    (scalar.encode_utf8(character).as_bytes(), length)
}

fn hex(digits: Option<&[u8]>) -> Option<u32> {
    digits?.iter().try_fold(0, |value, digit| Some(value * 16 + char::from(*digit).to_digit(16)?))
}

/// Decodes base64 with or without line breaks and padding; none where it is not base64.
///
/// `raw` is a JSON string without its quotes: of the escapes `\/`, `\n` and `\r` are known.
// By hand, since a decoder of whole texts loses the positions of line breaks.
pub(crate) fn base64(raw: &[u8]) -> Option<Decoded> {
    let mut out = Decoded::default();
    out.text.reserve(raw.len() / 4 * 3);
    let (mut bits, mut letters, mut group_at) = (0u32, 0, 0);
    let mut at = 0;
    while at < raw.len() {
        let (byte, length) = match (raw[at], raw.get(at + 1)) {
            (b'\\', Some(b'/')) => (b'/', 2),
            (b'\\', Some(b'n' | b'r')) => (b'\n', 2),
            (byte, _) => (byte, 1),
        };
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' | b'\n' | b'\r' | b' ' => {
                at += length;
                continue;
            }
            _ => return None,
        };
        if letters == 0 {
            group_at = at;
        }
        bits = bits << 6 | u32::from(value);
        letters += 1;
        at += length;
        if letters == 4 {
            out.unit(&bits.to_be_bytes()[1..], group_at, at - group_at);
            (bits, letters) = (0, 0);
        }
    }
    // Two letters hold a byte, three hold two; one alone is what is left of a text cut off.
    if letters > 1 {
        let bytes = (bits << (6 * (4 - letters))).to_be_bytes();
        out.unit(&bytes[1..letters], group_at, at - group_at);
    }
    Some(out)
}

/// Reads an array of the numbers 0 to 255, given with its brackets.
pub(crate) fn byte_array(raw: &[u8]) -> Decoded {
    let mut out = Decoded::default();
    let mut at = 0;
    while at < raw.len() {
        let digits = raw[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 {
            at += 1;
            continue;
        }
        let value = raw[at..at + digits]
            .iter()
            .fold(0u8, |value, digit| value.wrapping_mul(10).wrapping_add(digit - b'0'));
        out.unit(&[value], at, digits);
        at += digits;
    }
    out
}

/// Removes colour escapes (`ESC [ … letter`).
pub(crate) fn without_colour(raw: &[u8]) -> Decoded {
    let mut out = Decoded::default();
    let mut at = 0;
    while let Some(run) = memchr(ESCAPE, &raw[at..]) {
        out.copy(&raw[at..at + run], at);
        at += run;
        match colour_length(&raw[at..]) {
            0 => {
                out.copy(&raw[at..=at], at);
                at += 1;
            }
            length => at += length,
        }
    }
    out.copy(&raw[at..], at);
    out
}

/// Returns what the content of a string says.
pub(crate) fn text_of(raw: &[u8]) -> String {
    if raw.contains(&b'\\') {
        return String::from_utf8_lossy(&unescape(raw).text).into_owned();
    }
    String::from_utf8_lossy(raw).into_owned()
}

/// Reads a status: 100 to 599.
pub(crate) fn status(raw: &[u8]) -> Option<u16> {
    std::str::from_utf8(raw).ok()?.parse().ok().filter(|status| (100..600).contains(status))
}

#[cfg(test)]
mod tests {
    use super::{base64, byte_array, read_string, unescape, without_colour};
    use crate::forms::map::{Decoded, PositionMap};

    /// The decoded text and, for each of its bytes, the raw bytes it came from.
    #[track_caller]
    fn check(raw: &str, decoded: Decoded, text: &str, units: &[&str]) {
        assert_eq!(String::from_utf8_lossy(&decoded.text), text, "{raw}");
        let length = decoded.text.len();
        let map = PositionMap::at(0).decoded(decoded.segments);
        let found: Vec<&str> = (0..length).map(|at| &raw[map.locate(at..at + 1)]).collect();
        assert_eq!(found, units, "{raw}");
    }

    #[test]
    fn ok_escapes() {
        for (raw, text, units) in [
            ("", "", &[][..]),
            ("ab", "ab", &["a", "b"]),
            (r#"a\"b"#, "a\"b", &["a", r#"\""#, "b"]),
            (r"\n\n\u0041", "\n\nA", &[r"\n", r"\n", r"\u0041"]),
            (r"\uD83C\uDFAC", "🎬", &[r"\uD83C\uDFAC"; 4]),
            (r"\ud83cx", "\u{fffd}x", &[r"\ud83c", r"\ud83c", r"\ud83c", "x"]),
            (r"\q\u12", r"\q\u12", &[r"\", "q", r"\", "u", "1", "2"]),
            (r"a\", r"a\", &["a", r"\"]),
        ] {
            check(raw, unescape(raw.as_bytes()), text, units);
        }
    }

    #[test]
    fn ok_strings_in_quotes() {
        let long = r#""{\"id\":\"a long value, beyond sixteen bytes\"}""#;
        let plain = format!("\"{}\"", "plain text of many bytes ".repeat(200));
        let longer = format!("\"{}\"", r#"\"escapes\" in \u00e9 text\n"#.repeat(200));
        for raw in [r#""""#, r#""a\\""#, r#""\u0041\q""#, r#""seventeen bytes..""#, long, &plain, &longer] {
            for behind in ["", ",\"b\"", "\"", "\\"] {
                let (decoded, end) = read_string(format!("{raw}{behind}").as_bytes(), 0).unwrap();
                let plain = unescape(&raw.as_bytes()[1..raw.len() - 1]);
                assert_eq!((decoded.text, decoded.segments, end), (plain.text, plain.segments, raw.len()));
            }
        }
    }

    /// Escapes at every place around the ends of what is copied at once.
    #[test]
    fn ok_escapes_in_long_strings() {
        for length in (1000..1050).chain(2030..2070).chain(4080..4110) {
            let plain = "x".repeat(length);
            for (escape, character) in [(r"\n", "\n"), (r"\u00e9", "é"), (r"\uD83C\uDFAC", "🎬")] {
                let raw = format!("\"{plain}{escape}{escape}{plain}\"");
                let text = format!("{plain}{character}{character}{plain}");
                let (decoded, end) = read_string(raw.as_bytes(), 0).unwrap();
                assert_eq!(
                    (String::from_utf8(decoded.text).unwrap(), end),
                    (text, raw.len()),
                    "{length} {escape}"
                );
            }
        }
    }

    #[test]
    fn err_strings_in_quotes() {
        for (raw, at) in [("\"", 1), ("\"a", 2), ("\"a\\\"", 4), ("\"a\n\"", 2), ("\"\\\n\"", 2)] {
            assert_eq!(read_string(raw.as_bytes(), 0).err(), Some(at), "{raw:?}");
        }
    }

    #[test]
    fn ok_base64() {
        for (raw, text, units) in [
            ("eyJh", "{\"a", &["eyJh"; 3][..]),
            ("eyJhIjox", "{\"a\":1", &["eyJh", "eyJh", "eyJh", "Ijox", "Ijox", "Ijox"]),
            ("fQ==", "}", &["fQ=="]),
            ("fX0=", "}}", &["fX0="; 2]),
            ("fQ", "}", &["fQ"]),
            ("ey\\nJh", "{\"a", &["ey\\nJh"; 3]),
            ("Pz8\\/", "???", &["Pz8\\/"; 3]),
        ] {
            check(raw, base64(raw.as_bytes()).unwrap(), text, units);
        }
    }

    #[test]
    fn err_base64() {
        assert!(base64(b"{\"id\":1}").is_none());
        assert!(base64("Ünicode".as_bytes()).is_none());
    }

    #[test]
    fn ok_byte_arrays_and_colour() {
        check("[123, 34,\n34,125]", byte_array(b"[123, 34,\n34,125]"), "{\"\"}", &["123", "34", "34", "125"]);
        let raw = "\u{1b}[32m{\u{1b}[39;49;00m}";
        check(raw, without_colour(raw.as_bytes()), "{}", &["{", "}"]);
        check("\u{1b}x", without_colour(b"\x1bx"), "\u{1b}x", &["\u{1b}", "x"]);
    }
}
