//! Tokens of JSON in bytes that need not be JSON, and colour escapes between them.

use memchr::memchr3;

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
pub(crate) fn skip(bytes: &[u8], mut at: usize) -> usize {
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

/// Returns where the string ends that starts at `at`, behind its closing quote; or where it breaks.
pub(crate) fn string_end(bytes: &[u8], start: usize) -> Result<usize, usize> {
    let mut at = start + 1;
    // Most strings are short: for them a search that is set up first costs more than it saves.
    while let Some(byte) = bytes.get(at).filter(|_| at < start + 16) {
        match byte {
            b'"' => return Ok(at + 1),
            b'\\' | b'\n' => break,
            _ => at += 1,
        }
    }
    loop {
        let Some(run) = memchr3(b'"', b'\\', b'\n', &bytes[at..]) else { return Err(bytes.len()) };
        at += run;
        match bytes[at] {
            b'"' => return Ok(at + 1),
            b'\\' => at = (at + 2).min(bytes.len()),
            _ => return Err(at),
        }
    }
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
pub(crate) fn value_end(bytes: &[u8], mut at: usize) -> Result<usize, usize> {
    let mut depth = 0usize;
    loop {
        match bytes.get(at) {
            None => return Err(at.min(bytes.len())),
            Some(b'"') => at = string_end(bytes, at)?,
            Some(b'{' | b'[') => {
                depth += 1;
                at += 1;
                continue;
            }
            Some(b'}' | b']') => {
                depth = depth.checked_sub(1).ok_or(at)?;
                at += 1;
            }
            Some(_) if depth > 0 => {
                at += 1;
                continue;
            }
            Some(_) => {
                let end = memchr3(b',', b'}', b']', &bytes[at..]).ok_or(bytes.len())?;
                let value = bytes[at..at + end].trim_ascii_end();
                return if value.is_empty() { Err(at) } else { Ok(at + value.len()) };
            }
        }
        if depth == 0 {
            return Ok(at);
        }
    }
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
