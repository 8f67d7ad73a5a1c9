//! White space.

use wide::u8x16;

/// How much white space a text begins with.
// Sixteen bytes at a time. Lent a slice and not the reader, which then stays in registers.
#[inline(never)]
pub(super) fn space_length(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let Some((chunk, behind)) = rest.split_first_chunk() {
        let text = u8x16::new(*chunk);
        let is = |byte| text.simd_eq(u8x16::splat(byte));
        let others = !(is(b' ') | is(b'\n') | is(b'\r') | is(b'\t')).to_bitmask() & 0xFFFF;
        if others != 0 {
            return bytes.len() - rest.len() + others.trailing_zeros() as usize;
        }
        rest = behind;
    }
    let is_space = |byte: &&u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
    bytes.len() - rest.len() + rest.iter().take_while(is_space).count()
}

#[cfg(test)]
mod tests {
    use super::space_length;

    #[test]
    fn ok_space_ends_where_something_else_stands() {
        for count in 0..40 {
            let space: String = " \n\r\t  ".chars().cycle().take(count).collect();
            for end in
                ["", "\"", "{", "\u{b}", "\u{c}", "\u{a0}", "é behind which there is more than a chunk"]
            {
                assert_eq!(space_length([&space, end].concat().as_bytes()), count, "{end:?}");
            }
        }
    }
}
