//! Decodes bytes that are written as an array of numbers, as newman writes bodies (`{"type":"Buffer","data":[123,34]}`)
//! and journald messages that are not UTF-8.

use alloc::vec::Vec;
use core::ops::Range;

/// How many numbers may hold a secret.
const MIN_RUN: usize = 8;

/// Bytes, and where each is in the text.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    pub(super) bytes: Vec<u8>,
    /// Offset of the first digit of each number.
    starts: Vec<usize>,
    /// Whether an error separates it from numbers before it.
    pub(super) is_piece: bool,
}

impl Numbers {
    /// The digits of the number that holds a byte.
    pub(super) fn digits(&self, index: usize) -> Range<usize> {
        let start = self.starts[index];
        let length = match self.bytes[index] {
            0..=9 => 1,
            10..=99 => 2,
            _ => 3,
        };
        start..start + length
    }

    /// Whether this is likely text, and no other list of numbers.
    pub(super) fn is_text(&self) -> bool {
        let printable =
            self.bytes.iter().filter(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t' | 0x80..));
        10 * printable.count() >= 8 * self.bytes.len()
    }
}

/// The lists of numbers below 256 in a text that are long enough to hold a secret. Brackets are not needed: the text may
/// be cut off.
pub(super) fn runs(text: &[u8]) -> impl Iterator<Item = Numbers> {
    let mut at = 0;
    let mut last_end = None;
    core::iter::from_fn(move || {
        while at < text.len() {
            let skipped = text[at..].iter().position(u8::is_ascii_digit)?;
            at += skipped;
            // An error is a few bytes long.
            let is_piece = last_end.is_some_and(|end| at - end <= 8);
            // The first one may be the rest of another word or of a fraction.
            let mut is_inside =
                at > 0 && (text[at - 1].is_ascii_alphanumeric() || matches!(text[at - 1], b'.' | b'-'));
            let mut run = Numbers { is_piece, ..Numbers::default() };
            while let Some((byte, end)) = number(text, at) {
                if !is_inside {
                    run.bytes.push(byte);
                    run.starts.push(at);
                }
                is_inside = false;
                let space =
                    |at: usize| at + text[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                at = end;
                let comma = space(end);
                if text.get(comma) != Some(&b',') {
                    break;
                }
                let next = space(comma + 1);
                if !text.get(next).is_some_and(u8::is_ascii_digit) {
                    break;
                }
                at = next;
            }
            // What is no number of these.
            at += text[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            if run.bytes.len() >= MIN_RUN {
                last_end = Some(at);
                return Some(run);
            }
        }
        None
    })
}

/// A number below 256 without a sign, a fraction or leading zeros, and where it ends.
fn number(text: &[u8], at: usize) -> Option<(u8, usize)> {
    let length = text[at..].iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
    let digits = str::from_utf8(&text[at..at + length])
        .ok()
        .filter(|digits| *digits == "0" || !digits.starts_with('0'))?;
    let ends = !text.get(at + length).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'.');
    Some((digits.parse().ok().filter(|_| ends)?, at + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_runs_of_numbers() {
        for (text, expected) in [
            ("[115,51,99,114,51,116,67,97]", "s3cr3tCa"),
            ("{\"data\":[\n 115,\n 51, 99,114 ,51,116,67,97", "s3cr3tCa"),
            ("[1,2,3]", ""),
            ("[115,51,99,114,51,116,67,256]", ""),
            ("[1.5,51,99,114,51,116,67,97,99]", "3cr3tCac"),
            ("[300,115,51,99,114,51,116,67,97]", "s3cr3tCa"),
            ("[05,115,51,99,114,51,116,67,97]", "s3cr3tCa"),
        ] {
            let found: Vec<u8> = runs(text.as_bytes()).flat_map(|run| run.bytes).collect();
            assert_eq!(str::from_utf8(&found), Ok(expected), "{text}");
        }
    }
}
