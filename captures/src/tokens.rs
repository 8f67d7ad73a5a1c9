//! Tokens of JSON in bytes that need not be JSON, and colour escapes between them.

use memchr::memchr3;
use wide::u8x16;

use crate::blocks::Block;

pub(crate) const ESCAPE: u8 = 0x1b;

/// The length of the colour escape that `raw` begins with, 0 if there is none.
pub(crate) fn colour_length(raw: &[u8]) -> usize {
    if !raw.starts_with(b"\x1b[") {
        return 0;
    }
    let parameters = raw[2..].iter().take(32).take_while(|byte| matches!(byte, b'0'..=b'?')).count();
    match raw.get(2 + parameters) {
        Some(b'A'..=b'Z' | b'a'..=b'z') => parameters + 3,
        _ => 0,
    }
}

/// Steps over white space and colour escapes.
#[inline]
pub(crate) fn skip(bytes: &[u8], at: usize) -> usize {
    // Mostly there is none, and what is skipped begins with a space or a control character.
    match bytes.get(at) {
        Some(byte) if *byte > b' ' => at,
        _ => skip_all(bytes, at),
    }
}

fn skip_all(bytes: &[u8], mut at: usize) -> usize {
    loop {
        match bytes.get(at) {
            Some(b' ' | b'\n' | b'\r' | b'\t') => at += 1,
            Some(&ESCAPE) => match colour_length(&bytes[at..]) {
                0 => return at,
                length => at += length,
            },
            _ => return at,
        }
    }
}

/// The longest name, in bytes, that may be a spelling of a member. The library has the same limit.
pub(crate) const LONGEST_SPELLING: usize = 100;

/// Whether two names are the same but for `_`, `-` and ASCII case. A name with escapes is no spelling of another.
pub(crate) fn is_spelling(name: &[u8], canonical: &[u8]) -> bool {
    name.len() <= LONGEST_SPELLING && fold(name).eq(fold(canonical))
}

/// Returns a name in small letters, without `_` and `-`.
pub(crate) fn fold(name: &[u8]) -> impl Iterator<Item = u8> {
    name.iter().filter(|byte| !matches!(byte, b'_' | b'-')).map(u8::to_ascii_lowercase)
}

/// Returns where the string ends that starts at `at`, behind its closing quote; or where it breaks.
pub(crate) fn string_end(bytes: &[u8], start: usize) -> Result<usize, usize> {
    let is = |of: u8x16, byte| of.simd_eq(u8x16::splat(byte));
    let mut at = start + 1;
    loop {
        let ends = find(
            bytes,
            at,
            |all| is(all, b'"') | is(all, b'\\') | is(all, b'\n'),
            |byte| matches!(byte, b'"' | b'\\' | b'\n'),
        );
        at = ends.ok_or(bytes.len())?;
        match bytes[at] {
            b'"' => return Ok(at + 1),
            b'\\' if bytes.get(at + 1) == Some(&b'\n') => return Err(at + 1),
            b'\\' => at = (at + 2).min(bytes.len()),
            _ => return Err(at),
        }
    }
}

/// Returns where the first byte is, from `at` on, that `is_one` accepts; `is` does the same for sixteen.
// Not memchr: what is searched for is near, and a call costs more than the search.
#[inline]
pub(crate) fn find(
    bytes: &[u8],
    mut at: usize,
    is: impl Fn(u8x16) -> u8x16,
    is_one: impl Fn(u8) -> bool,
) -> Option<usize> {
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        match is(u8x16::new(*chunk)).to_bitmask() {
            0 => at += chunk.len(),
            found => return Some(at + found.trailing_zeros() as usize),
        }
    }
    bytes.get(at..)?.iter().position(|&byte| is_one(byte)).map(|run| at + run)
}

/// Returns where the number or literal ends that starts at `at`.
pub(crate) fn scalar_end(bytes: &[u8], at: usize) -> Result<usize, usize> {
    let is_part = |byte: &&u8| matches!(byte, b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'+' | b'-' | b'.');
    let length = bytes[at..].iter().take_while(is_part).count();
    let raw = &bytes[at..at + length];
    match raw {
        b"true" | b"false" | b"null" => Ok(at + length),
        [b'-' | b'0'..=b'9', rest @ ..]
            if rest.iter().all(|byte| !byte.is_ascii_alphabetic() || matches!(byte, b'e' | b'E')) =>
        {
            Ok(at + length)
        }
        // Cut off within.
        _ if at + length == bytes.len() => Err(bytes.len()),
        _ => Err(at),
    }
}

/// Returns where the value ends that starts at `at`. Of what is in a container only the brackets are looked at.
pub(crate) fn value_end(bytes: &[u8], at: usize) -> Result<usize, usize> {
    match bytes.get(at) {
        None => Err(at.min(bytes.len())),
        Some(b'"') => string_end(bytes, at),
        Some(b'{' | b'[') => container_end(bytes, at),
        Some(_) => {
            let end = memchr3(b',', b'}', b']', &bytes[at..]).ok_or(bytes.len())?;
            let value = bytes[at..at + end].trim_ascii_end();
            if value.is_empty() { Err(at) } else { Ok(at + value.len()) }
        }
    }
}

/// Returns where the object or array ends that starts at `at`, or where a string in it breaks.
fn container_end(bytes: &[u8], mut at: usize) -> Result<usize, usize> {
    let (mut depth, mut is_string, mut is_escaped) = (1, false, false);
    at += 1;
    while at < bytes.len() {
        let mut padded = [b' '; 64];
        let chunk = bytes[at..].first_chunk().unwrap_or_else(|| {
            padded[..bytes.len() - at].copy_from_slice(&bytes[at..]);
            &padded
        });
        let block = Block::of(chunk, is_string, is_escaped);
        let broken = block.broken.trailing_zeros() as usize;
        match block.end(&mut depth, 0) {
            Some(length) if length <= broken => return Ok(at + length),
            _ if block.broken != 0 => return Err(at + broken),
            _ => {}
        }
        (is_string, is_escaped) = (block.is_string, block.is_escaped);
        at += chunk.len();
    }
    Err(bytes.len())
}

/// Whether a text begins as an HTML page does.
pub(crate) fn is_html(text: &[u8]) -> bool {
    let begins = |word: &[u8]| text.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word));
    begins(b"<!doctype html") || begins(b"<html") || begins(b"<head") || begins(b"<body")
}

/// Returns the first line without its end, and what is behind it; none if the text is one line.
pub(crate) fn first_line(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = memchr::memchr(b'\n', text)?;
    Some((text[..end].trim_ascii_end(), &text[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::{is_spelling, string_end, value_end};

    #[test]
    fn ok_ends_of_values() {
        let long = format!("{{\"a\":[\"{}\\\"}}\",{{}}]}}", "x".repeat(100));
        for value in
            ["1", "null", "\"a\\\"b\"", "[]", "{}", "[[],{}]", "{\"}\":\"]\"}", "{\"a\":\"\\\\\"}", &long]
        {
            for prefix in 0..70 {
                let text = format!("{}{value},]}}", " ".repeat(prefix));
                assert_eq!(value_end(text.as_bytes(), prefix), Ok(prefix + value.len()), "{text}");
            }
        }
    }

    #[test]
    fn err_values_that_break() {
        let long = format!("[{},\"a\nb\"]", "0,".repeat(50));
        for (text, at) in [
            ("", 0),
            ("]", 0),
            ("[", 1),
            ("[\"", 2),
            ("\"a\nb\"", 2),
            ("[\"a\nb\"]", 3),
            ("[[]", 3),
            (&long, 104),
            // Behind the end there may be anything.
            ("1", 1),
        ] {
            assert_eq!(value_end(text.as_bytes(), 0), Err(at), "{text}");
        }
        assert_eq!(value_end(b"[1],\"a\nb\"", 0), Ok(3));
    }

    #[test]
    fn ok_lengths_of_strings() {
        for text in [
            "",
            "a",
            "123456789012345",
            "1234567890123456",
            "12345678901234567",
            "a\\\"b",
            "\\\\",
            "é!\u{1}\u{7f}#[]",
        ]
        .into_iter()
        .chain(["123456789012345\\\"", "12345678901234\\\"6"])
        {
            for rest in ["", "\"", ",\"a\":1}", "123456789012345678"] {
                let body = format!("\"{text}\"{rest}");
                assert_eq!(string_end(body.as_bytes(), 0), Ok(text.len() + 2), "{body}");
            }
            for cut in [format!("\"{text}"), format!("\"{text}\\")] {
                assert_eq!(string_end(cut.as_bytes(), 0), Err(cut.len()), "{cut}");
            }
        }
    }

    #[test]
    fn ok_and_err_spellings() {
        let long = format!("{}id", "_".repeat(98));
        let longer = format!("_{long}");
        for (name, canonical, expected) in [
            ("id", "id", true),
            ("ID", "id", true),
            ("Expires_In-", "expiresIn", true),
            ("EuropeanUnionMember", "european_union_member", true),
            ("expires", "expiresIn", false),
            ("expiresInn", "expiresIn", false),
            ("", "id", false),
            ("", "", true),
            (&long, "id", true),
            (&longer, "id", false),
        ] {
            assert_eq!(is_spelling(name.as_bytes(), canonical.as_bytes()), expected, "{name}");
        }
    }
}
