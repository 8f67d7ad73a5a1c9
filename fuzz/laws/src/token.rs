//! The tokens of a text that may not be JSON.

use std::ops::RangeInclusive;

/// The offsets that belong to the token at `at`: a string up to its end or to what breaks it, a word or a number up to
/// the byte that ends it, or a single byte. Two readers that refuse a text for one reason do so within one of these.
pub(crate) fn token_at(text: &str, at: usize) -> RangeInclusive<usize> {
    let bytes = text.as_bytes();
    let mut start = 0;
    loop {
        let end = token_end(bytes, start);
        if at < end || end >= bytes.len() {
            return start..=end;
        }
        start = end;
    }
}

fn token_end(bytes: &[u8], start: usize) -> usize {
    match bytes.get(start) {
        Some(b'"') => string_end(bytes, start + 1),
        Some(byte) if is_word(*byte) => {
            let length = bytes[start..].iter().take_while(|byte| is_word(**byte)).count();
            start + length
        }
        _ => start + 1,
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
}

fn string_end(bytes: &[u8], mut at: usize) -> usize {
    loop {
        match bytes.get(at) {
            // Whether these are four digits is seen when they are read.
            Some(b'\\') => at += if bytes.get(at + 1) == Some(&b'u') { 6 } else { 2 },
            Some(b'"' | 0..0x20) => return at + 1,
            None => return bytes.len(),
            Some(_) => at += 1,
        }
    }
}
