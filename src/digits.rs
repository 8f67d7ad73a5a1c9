//! Parses decimal digits at the start of a text, for numbers, dates and coordinates.

/// Returns the value of the digits that a text begins with, and how many there are. More than nineteen wrap.
// The first eight at once: where there are fewer, no branch depends on how many.
#[inline(always)]
pub(crate) fn digits(text: &[u8]) -> (u64, usize) {
    match text.first_chunk().map(|chunk| up_to_eight(*chunk)) {
        Some((value, count)) if count < 8 => (value, count),
        Some((value, _)) => few_digits_more(value, 8, text),
        None => few_digits_more(0, 0, text),
    }
}

/// Reads digits one by one, as [`digits`] does eight at once: faster where there are few.
#[inline(always)]
pub(crate) fn few_digits(text: &[u8]) -> (u64, usize) {
    few_digits_more(0, 0, text)
}

/// Continues after `count` digits of this value.
#[inline(always)]
fn few_digits_more(mut value: u64, mut count: usize, text: &[u8]) -> (u64, usize) {
    while let Some(digit @ b'0'..=b'9') = text.get(count) {
        value = value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
        count += 1;
    }
    (value, count)
}

/// Returns the value of the digits that eight bytes begin with, and how many there are.
#[inline(always)]
fn up_to_eight(bytes: [u8; 8]) -> (u64, usize) {
    let (word, others) = marked(bytes);
    // 64 where all are digits.
    let bits = others.trailing_zeros() & !7;
    // The digits alone, after zeros. Shifted twice, since a shift by 64 is an overflow.
    let digits = if bits == 64 { word } else { word << 8 << (56 - bits) };
    (eight(digits), (bits / 8) as usize)
}

/// Returns the decimal fraction that eight bytes begin with, as `97.8935`: its digits as one number, and the positions of its
/// point and its end.
// The digits before the point move up to those after it.
#[inline(always)]
pub(crate) fn short_decimal(bytes: [u8; 8]) -> Option<(u64, usize, usize)> {
    let (word, others) = marked(bytes);
    let point = others.trailing_zeros() & !7;
    let end = (others & others.wrapping_sub(1)).trailing_zeros() & !7;
    if point == 64 || word >> point & 0xFF != u64::from(b'.' ^ b'0') || end < point + 16 {
        return None;
    }
    let before = word & !(u64::MAX << point);
    let digits = (word >> 8 & u64::MAX << point) + before;
    // Up to seven digits, and then another byte.
    Some((eight(digits << 8 << (64 - end)), (point / 8) as usize, (end / 8) as usize))
}

/// Returns eight bytes as the values of digits, and the high bit of each byte that is not a digit.
#[inline(always)]
fn marked(bytes: [u8; 8]) -> (u64, u64) {
    const ONES: u64 = u64::MAX / 0xFF;
    let word = u64::from_le_bytes(bytes) ^ (ONES * u64::from(b'0'));
    // A carry into the next byte comes only from one that is not a digit.
    (word, (word.wrapping_add(ONES * (0x80 - 10)) | word) & (ONES << 7))
}

/// Returns the number of eight digits, each the value of a byte, the first one in the lowest.
#[inline]
const fn eight(digits: u64) -> u64 {
    const PLACES: u64 = 0x0000_00FF_0000_00FF;
    let pairs = pairs(digits);
    let first_and_third = (pairs & PLACES).wrapping_mul(100 + (1_000_000 << 32));
    let second_and_fourth = (pairs >> 16 & PLACES).wrapping_mul(1 + (10_000 << 32));
    first_and_third.wrapping_add(second_and_fourth) >> 32
}

/// Returns in each byte the number of two digits: that byte and the next.
#[inline]
pub(crate) const fn pairs(digits: u64) -> u64 {
    digits.wrapping_mul(10).wrapping_add(digits >> 8)
}

/// Returns whether a text consists of digits, and is not empty.
pub(crate) fn all_digits(text: &[u8]) -> bool {
    !text.is_empty() && text.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::{digits, short_decimal};

    #[test]
    fn ok_short_decimals() {
        for (text, decimal) in [
            (b"97.8935,", Some((978_935, 2, 7))),
            (b"179.1234", Some((1_791_234, 3, 8))),
            (b"0.5\", \":", Some((5, 1, 3))),
            (b".5,     ", Some((5, 0, 2))),
            (b"5.,     ", None),
            (b"5,      ", None),
            (b"12345678", None),
            (b"1234567.", None),
            (b"12.3.4  ", Some((123, 2, 4))),
            (b"12:34,  ", None),
            (b"12.\xC3\xA95  ", None),
            (b"\xC3\xA9.12   ", None),
            (b"1\xFF.12   ", None),
            (b"1.2\xB9\xB0.34", Some((12, 1, 3))),
        ] {
            assert_eq!(short_decimal(*text), decimal, "{}", text.escape_ascii());
        }
    }

    #[test]
    fn ok_digits() {
        let all = "1234567890123456789";
        for count in 0..=all.len() {
            // The characters before and after digits in ASCII, and bytes that would carry.
            for end in ["", "/", ":", ".5", "e+12345678", "\u{7F}0000000", "é12345678", "\"}       "] {
                for zeros in 0..=19 - count {
                    let text = ["0".repeat(zeros).as_str(), &all[..count], end].concat();
                    let number = &text[..zeros + count];
                    assert_eq!(
                        digits(text.as_bytes()),
                        (number.parse().unwrap_or(0), number.len()),
                        "{text}"
                    );
                }
            }
        }
    }
}
