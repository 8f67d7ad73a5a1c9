//! Searches bytes, sixteen at a time. The functions take slices, so that a cursor can stay in registers.

use wide::u8x16;

/// Returns the length of the white space that `bytes` begin with.
#[inline(never)]
pub(super) fn space_length(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let Some((chunk, behind)) = rest.split_first_chunk() {
        let count = space_count(chunk);
        if count < 16 {
            return bytes.len() - rest.len() + count;
        }
        rest = behind;
    }
    let is_space = |byte: &&u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
    bytes.len() - rest.len() + rest.iter().take_while(is_space).count()
}

/// Returns the length of the white space that sixteen bytes begin with.
#[inline(always)]
pub(crate) fn space_count(bytes: &[u8; 16]) -> usize {
    let text = u8x16::new(*bytes);
    let is = |byte| text.simd_eq(u8x16::splat(byte));
    let spaces = (is(b' ') | is(b'\n') | is(b'\r') | is(b'\t')).to_bitmask();
    (!spaces | 1 << 16).trailing_zeros() as usize
}

/// Returns the length of the common start of two texts, up to 32 bytes.
#[inline(always)]
pub(crate) fn common_length(one: &[u8; 32], other: &[u8; 32]) -> usize {
    let half = |start: usize| {
        let load = |bytes: &[u8; 32]| u8x16::new(*bytes[start..].first_chunk().unwrap_or(&[0; 16]));
        load(one).simd_eq(load(other)).to_bitmask() & 0xFFFF
    };
    (!(u64::from(half(0)) | u64::from(half(16)) << 16)).trailing_zeros() as usize
}

/// Returns the length of the plain text that `bytes` begin with: up to a quote, a backslash, a control character or
/// the end.
// Invariant: each of these is ASCII, so the input can be cut there.
#[inline(always)] // Most strings end within sixteen bytes. Without a call everything stays in registers.
pub(super) fn plain_length(bytes: &[u8]) -> usize {
    match bytes.first_chunk().and_then(first_end) {
        Some(end) => end,
        None => find_string_end(bytes),
    }
}

/// Returns the [`plain_length`] of `bytes`, out of line.
#[inline(never)]
pub(super) fn find_string_end(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let Some((chunk, behind)) = rest.split_first_chunk() {
        if let Some(end) = first_end(chunk) {
            return bytes.len() - rest.len() + end;
        }
        rest = behind;
    }
    let end = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20));
    bytes.len() - rest.len() + end.unwrap_or(rest.len())
}

/// Returns the offset of the first of sixteen bytes that ends plain text.
#[inline(always)]
fn first_end(bytes: &[u8; 16]) -> Option<usize> {
    let Ends { quotes, others } = Ends::new(bytes);
    let ends = quotes | others;
    (ends != 0).then(|| ends.trailing_zeros() as usize)
}

/// The bytes that end plain text among sixteen, one bit each.
pub(super) struct Ends {
    pub(super) quotes: u32,
    /// Backslashes and control characters.
    pub(super) others: u32,
}

impl Ends {
    #[inline(always)]
    pub(super) fn new(bytes: &[u8; 16]) -> Self {
        let text = u8x16::new(*bytes);
        let is = |byte| text.simd_eq(u8x16::splat(byte));
        let control = text.simd_eq(text.min(u8x16::splat(0x1F)));
        Self { quotes: is(b'"').to_bitmask(), others: (is(b'\\') | control).to_bitmask() }
    }
}

#[cfg(test)]
mod tests {
    use super::{common_length, plain_length, space_count, space_length};

    #[test]
    fn ok_space_before_anything_else() {
        for count in 0..40 {
            let space: String = " \n\r\t  ".chars().cycle().take(count).collect();
            for end in ["", "\"", "{", "\u{b}", "\u{c}", "\u{a0}", "é before more than sixteen bytes"] {
                let text = [&space, end].concat();
                assert_eq!(space_length(text.as_bytes()), count, "{end:?}");
                if let Some(chunk) = text.as_bytes().first_chunk() {
                    assert_eq!(space_count(chunk), count.min(16), "{end:?}");
                }
            }
        }
    }

    #[test]
    fn ok_common_length() {
        let one = [b'a'; 32];
        assert_eq!(common_length(&one, &one), 32);
        for at in 0..32 {
            let mut other = one;
            other[at] = 0xE1;
            assert_eq!(common_length(&one, &other), at);
        }
    }

    #[test]
    fn ok_plain_length_agrees_with_a_loop() {
        let plain = |byte: u8| !matches!(byte, b'"' | b'\\' | 0..0x20);
        for byte in (0..=u8::MAX).step_by(if cfg!(miri) { 34 } else { 1 }) {
            for length in (0..20).step_by(if cfg!(miri) { 9 } else { 1 }) {
                for at in 0..length {
                    for other in [b'a', 0x21, 0x5D, 0x7F, 0x80, 0xFF] {
                        let mut bytes = vec![other; length];
                        bytes[at] = byte;
                        let end = bytes.iter().position(|&byte| !plain(byte)).unwrap_or(length);
                        assert_eq!(plain_length(&bytes), end, "{bytes:?}");
                    }
                }
            }
        }
    }
}
