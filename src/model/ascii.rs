//! Short texts of digits, for timestamps and coordinates.

use core::fmt;
use core::ops::Deref;

/// A short ASCII text of up to `N` bytes, without allocation.
// Digits are made and written by words of eight bytes: two timestamps take 260 instructions in place of 340,
// coordinates 200 in place of 450, and bytes written one by one would be slow to read as a block.
#[derive(Clone, Copy)]
pub(crate) struct AsciiText<const N: usize> {
    bytes: [u8; N],
    length: usize,
}

impl<const N: usize> AsciiText<N> {
    pub(crate) const fn new() -> Self {
        Self { bytes: [0; N], length: 0 }
    }

    /// Appends bytes, or nothing if they do not fit.
    // Invariant: they fit; each use states its longest text.
    #[inline]
    pub(super) fn push(&mut self, bytes: &[u8]) {
        if let Some(place) = self.bytes.get_mut(self.length..self.length + bytes.len()) {
            place.copy_from_slice(bytes);
            self.length += bytes.len();
        }
    }

    /// Writes a minus, or nothing, without a branch, which a processor could not predict.
    #[inline]
    pub(super) fn push_minus(&mut self, negative: bool) {
        self.push(b"-");
        self.length -= usize::from(!negative);
    }

    /// Writes a number below 1000, without a branch.
    #[inline]
    pub(super) fn push_small(&mut self, value: u32) {
        let digits = value / 100 + ((value / 10 % 10) << 8) + ((value % 10) << 16);
        let zeros = usize::from(value < 100) + usize::from(value < 10);
        let [first, second, third, _] = ((digits + 0x0030_3030) >> (zeros * 8)).to_le_bytes();
        self.push(&[first, second, third]);
        self.length -= zeros;
    }

    /// Writes a fraction of nine places: `.12` for 120,000,000, nothing for 0.
    // All nine digits are written, and those zeros at the end removed.
    #[inline]
    pub(super) fn push_fraction(&mut self, value: u32) {
        if value > 0 {
            let rest = eight_digits(value % 100_000_000);
            #[allow(clippy::cast_possible_truncation)] // One digit.
            self.push(&[b'.', b'0' + (value / 100_000_000) as u8]);
            self.push(&(u64::from_le_bytes(*b"00000000") + rest).to_le_bytes());
            self.length -= rest.leading_zeros() as usize / 8;
        }
    }
}

/// Returns a number below 100 in two digits: `07` for 7.
#[inline]
pub(super) const fn two_digits(value: u8) -> [u8; 2] {
    [b'0' + value / 10, b'0' + value % 10]
}

/// Returns the pattern with numbers of two digits in places where it has zeros.
#[inline]
pub(super) fn with_pairs(pattern: [u8; 8], pairs: [(u32, u8); 3]) -> [u8; 8] {
    let (numbers, places) = pairs.iter().fold((0, 0), |(numbers, places), &(place, number)| {
        (numbers + (u64::from(number) << (place * 8)), places + (1 << (place * 8)))
    });
    (u64::from_le_bytes(pattern) + digit_pairs(numbers, places)).to_le_bytes()
}

/// Returns the values of the digits of numbers below 100 in some bytes, the second digit in the byte after.
#[inline]
const fn digit_pairs(numbers: u64, places: u64) -> u64 {
    // 103 / 2^10 is as good as a tenth up to 99.
    let tens = ((numbers * 103) >> 10) & (places * 0xf);
    (numbers << 8) - tens * ((10 << 8) - 1)
}

/// Returns the values of the digits of a number below 100,000,000, the first digit in the lowest byte.
#[inline]
const fn eight_digits(number: u32) -> u64 {
    let fours = (number / 10_000) as u64 + (((number % 10_000) as u64) << 32);
    // 10486 / 2^20 is as good as a hundredth up to 9999.
    let hundreds = ((fours * 10_486) >> 20) & 0x0000_007f_0000_007f;
    digit_pairs((fours << 16) - hundreds * ((100 << 16) - 1), 0x0001_0001_0001_0001)
}

impl<const N: usize> Deref for AsciiText<N> {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        // Invariant: ASCII throughout.
        core::str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }
}

impl<const N: usize> fmt::Display for AsciiText<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

#[cfg(test)]
mod tests {
    use super::{AsciiText, eight_digits, with_pairs};

    #[test]
    fn ok_every_pair_of_digits() {
        for number in 0..100 {
            let text = with_pairs(*b"0000-00-", [(0, number), (2, 99 - number), (5, number)]);
            let expected = format!("{number:02}{:02}-{number:02}-", 99 - number);
            assert_eq!(text, expected.as_bytes());
        }
    }

    #[test]
    fn ok_eight_digits() {
        // All numbers of four digits, in both halves.
        for four in (0..10_000).step_by(if cfg!(miri) { 101 } else { 1 }) {
            let number = four * 10_000 + (9_999 - four);
            let digits = eight_digits(number).to_le_bytes().map(|digit| char::from(b'0' + digit));
            assert_eq!(String::from_iter(digits), format!("{number:08}"));
        }
    }

    #[test]
    fn ok_fractions_and_small_numbers() {
        for (whole, fraction, expected) in [
            (0, 0, "-0"),
            (9, 1, "-9.000000001"),
            (10, 123_456_789, "-10.123456789"),
            (99, 900_000_000, "-99.9"),
            (100, 10_000_000, "-100.01"),
            (999, 999_999_990, "-999.99999999"),
        ] {
            let mut text = AsciiText::<16>::new();
            text.push_minus(true);
            text.push_minus(false);
            text.push_small(whole);
            text.push_fraction(fraction);
            assert_eq!(&*text, expected);
        }
    }
}
