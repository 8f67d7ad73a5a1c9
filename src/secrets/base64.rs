//! Decodes runs of base64 in a text, and maps the decoded bytes back to their digits.

use alloc::vec::Vec;
use core::ops::Range;

/// The shortest run that may hold a secret of eight bytes.
const MIN_RUN: usize = 11;

/// A run of base64 digits that is decoded from one of its first four digits.
#[derive(Debug, Default)]
pub(super) struct Decoded {
    /// Where the first decoded digit is in the text.
    start: usize,
    pub(super) bytes: Vec<u8>,
}

impl Decoded {
    /// Decodes a run as [`decode`] does, in place of what was decoded before.
    pub(super) fn fill(&mut self, text: &[u8], run: Range<usize>, skip: usize) {
        self.start = (run.start + skip).min(run.end);
        self.bytes.clear();
        self.bytes.reserve((run.end - self.start) / 4 * 3 + 3);
        let value = |byte: u8| u32::from(digit(byte).unwrap_or(0));
        let (groups, rest) = text[self.start..run.end].as_chunks::<4>();
        for &[a, b, c, d] in groups {
            let bits = value(a) << 18 | value(b) << 12 | value(c) << 6 | value(d);
            let [_, bytes @ ..] = bits.to_be_bytes();
            self.bytes.extend_from_slice(&bytes);
        }
        // Of two digits one byte, of three two.
        let bits = rest.iter().fold(0, |bits, &byte| bits << 6 | value(byte)) << (6 * (4 - rest.len()));
        self.bytes.extend_from_slice(&bits.to_be_bytes()[1..rest.len().max(1)]);
    }

    /// The digits that hold these decoded bytes: whole groups of four, as far as the run goes, and where the bytes
    /// begin in what those decode to.
    pub(super) fn digits(&self, bytes: Range<usize>, text_len: usize) -> (Range<usize>, usize) {
        let first = bytes.start / 3;
        let last = bytes.end.div_ceil(3);
        let end = (self.start + 4 * last).min(text_len);
        (self.start + 4 * first..end, bytes.start - 3 * first)
    }

    /// Whether this is likely what was encoded, and not some other text.
    pub(super) fn is_text(&self) -> bool {
        let printable = |byte: &&u8| matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t');
        let sample = &self.bytes[..self.bytes.len().min(256)];
        let tail = &self.bytes[self.bytes.len().saturating_sub(256)..];
        let many = |bytes: &[u8]| 10 * bytes.iter().filter(printable).count() >= 8 * bytes.len();
        self.bytes.len() >= MIN_RUN && (many(sample) || many(tail))
    }
}

/// The runs of base64 digits in a text that are long enough to hold a secret.
pub(super) fn runs(text: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    core::iter::from_fn(move || {
        while at < text.len() {
            let skipped = text[at..].iter().position(|&byte| digit(byte).is_some())?;
            let start = at + skipped;
            let length = text[start..].iter().position(|&byte| digit(byte).is_none());
            at = length.map_or(text.len(), |length| start + length);
            if at - start >= MIN_RUN {
                return Some(start..at);
            }
        }
        None
    })
}

/// Decodes a run from its digit number `skip`, since what is before it may belong to something else.
pub(super) fn decode(text: &[u8], run: Range<usize>, skip: usize) -> Decoded {
    let mut decoded = Decoded::default();
    decoded.fill(text, run, skip);
    decoded
}

/// The value of a digit of either alphabet.
const fn digit(byte: u8) -> Option<u8> {
    match VALUES[byte as usize] {
        NONE => None,
        value => Some(value),
    }
}

const NONE: u8 = 255;

const VALUES: [u8; 256] = {
    let mut values = [NONE; 256];
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut value = 0;
    while value < 64 {
        values[digits[value as usize] as usize] = value;
        value += 1;
    }
    values[b'-' as usize] = 62;
    values[b'_' as usize] = 63;
    values
};
