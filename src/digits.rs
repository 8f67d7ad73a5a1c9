//! Decimal digits at the start of a text.

/// The value of the digits that a text begins with, and their number. More than nineteen wrap.
#[inline]
pub(crate) fn digits(text: &[u8]) -> (u64, usize) {
    let mut value = 0_u64;
    for (count, byte) in text.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return (value, count);
        }
        value = value.wrapping_mul(10).wrapping_add(u64::from(digit));
    }
    (value, text.len())
}

/// Whether a text is digits and nothing else, and not empty.
pub(crate) fn all_digits(text: &[u8]) -> bool {
    !text.is_empty() && text.iter().all(u8::is_ascii_digit)
}
