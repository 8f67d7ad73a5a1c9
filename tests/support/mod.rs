//! A generator of documents: valid by construction, then with one fault or several.
//!
//! It draws its choices from a [`Choices`], which a seed feeds in the tests and the bytes of a fuzzer under fuzzing.
//! It depends on the tables of members alone.

// Not every test uses all of it.
#![allow(dead_code, unreachable_pub)]

pub mod dates;
pub mod documents;
pub mod law;
pub mod tally;
pub mod tree;
pub mod values;

/// Where the generator takes its choices from.
pub trait Choices {
    /// Any number.
    fn next(&mut self) -> u64;

    /// A number below `count`, which is not 0.
    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % count as u64).unwrap_or_default()
    }

    /// One of them.
    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// Yes, once in so many times.
    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

/// Choices from a seed: `SplitMix64`, the same on every machine.
pub struct Seeded(pub u64);

impl Choices for Seeded {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

/// Choices from a fuzzer's bytes; 0 when they are used up, which ends every loop.
pub struct Bytes<'b>(pub &'b [u8]);

impl Choices for Bytes<'_> {
    fn next(&mut self) -> u64 {
        // Two bytes are enough for every choice, so that small changes of the input are small changes of the document.
        let (taken, rest) = self.0.split_at(self.0.len().min(2));
        self.0 = rest;
        taken.iter().fold(0, |value, &byte| value << 8 | u64::from(byte))
    }
}
