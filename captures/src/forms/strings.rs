//! What a JSON string, a base64 text and an array of bytes hold, each with the way back.

use memchr::memchr;

use super::map::Decoded;
use crate::tokens::{ESCAPE, colour_length};

/// Replaces the escapes of a JSON string, given without its quotes. A malformed escape stays as it is.
pub(crate) fn unescape(raw: &[u8]) -> Decoded {
    let mut out = Decoded::default();
    out.text.reserve(raw.len());
    let mut at = 0;
    while let Some(run) = memchr(b'\\', &raw[at..]) {
        out.copy(&raw[at..at + run], at);
        at += run;
        at += escape(&raw[at..], at, &mut out);
    }
    out.copy(&raw[at..], at);
    out
}

/// Reads the escape that `raw` begins with; returns its length.
fn escape(raw: &[u8], at: usize, out: &mut Decoded) -> usize {
    let plain = match raw.get(1) {
        Some(byte @ (b'"' | b'\\' | b'/')) => *byte,
        Some(b'n') => b'\n',
        Some(b't') => b'\t',
        Some(b'r') => b'\r',
        Some(b'b') => 8,
        Some(b'f') => 12,
        Some(b'u') => return unicode(raw, at, out),
        _ => {
            out.copy(&raw[..1], at);
            return 1;
        }
    };
    out.unit(&[plain], at, 2);
    2
}

fn unicode(raw: &[u8], at: usize, out: &mut Decoded) -> usize {
    let Some(first) = hex(raw.get(2..6)) else {
        out.copy(&raw[..1], at);
        return 1;
    };
    let second = raw.get(6..8).filter(|it| *it == b"\\u").and_then(|_| hex(raw.get(8..12)));
    let (scalar, length) = match (first, second) {
        (0xD800..=0xDBFF, Some(low @ 0xDC00..=0xDFFF)) => {
            (0x1_0000 + ((first - 0xD800) << 10) + (low - 0xDC00), 12)
        }
        _ => (first, 6),
    };
    // A lone surrogate is no character.
    let character = char::from_u32(scalar).unwrap_or(char::REPLACEMENT_CHARACTER);
    out.unit(character.encode_utf8(&mut [0; 4]).as_bytes(), at, length);
    length
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
    String::from_utf8_lossy(&unescape(raw).text).into_owned()
}

/// Reads a status: 100 to 599.
pub(crate) fn status(raw: &[u8]) -> Option<u16> {
    std::str::from_utf8(raw).ok()?.parse().ok().filter(|status| (100..600).contains(status))
}

#[cfg(test)]
mod tests {
    use super::{base64, byte_array, unescape, without_colour};
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
