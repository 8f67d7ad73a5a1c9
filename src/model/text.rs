use core::fmt;
use core::ops::Deref;

/// A short text of ASCII, without allocation.
#[derive(Clone, Copy)]
pub(crate) struct Text<const N: usize> {
    bytes: [u8; N],
    length: usize,
}

impl<const N: usize> Text<N> {
    pub(super) const fn new() -> Self {
        Self { bytes: [0; N], length: 0 }
    }

    // Invariant: what is written fits; each use says how long it may become.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        if let Some(place) = self.bytes.get_mut(self.length..self.length + bytes.len()) {
            place.copy_from_slice(bytes);
            self.length += bytes.len();
        }
    }

    pub(super) fn push_two_digits(&mut self, value: u8) {
        self.push(&[b'0' + value / 10 % 10, b'0' + value % 10]);
    }

    /// Writes a fraction of so many places: `.12` for 120 of three places, nothing for 0.
    pub(super) fn push_fraction(&mut self, mut value: u32, places: u32) {
        if value == 0 {
            return;
        }
        self.push(b".");
        let mut place = 10_u32.pow(places - 1);
        while value > 0 {
            #[allow(clippy::cast_possible_truncation)] // One digit.
            self.push(&[b'0' + (value / place) as u8]);
            value %= place;
            place /= 10;
        }
    }
}

impl<const N: usize> Deref for Text<N> {
    type Target = str;

    fn deref(&self) -> &str {
        // Invariant: ASCII throughout.
        core::str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }
}

impl<const N: usize> fmt::Display for Text<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}
