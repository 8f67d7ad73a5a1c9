//! The quotes, brackets and escapes of JSON in 64 bytes at once, as bits.

use wide::u8x16;

/// What is in a block: the lowest bit stands for the first byte.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block {
    pub(crate) open: u64,
    pub(crate) close: u64,
    /// Line feeds in strings, where JSON allows none.
    pub(crate) broken: u64,
    /// Whether the block ends in a string, and whether with an escape of what follows.
    pub(crate) is_string: bool,
    pub(crate) is_escaped: bool,
}

impl Block {
    /// Reads a block that begins in a string or not, with an escaped byte or not.
    // The escapes are those of simdjson: a series of backslashes escapes what follows if it is odd.
    #[inline]
    pub(crate) fn of(bytes: &[u8; 64], is_string: bool, is_escaped: bool) -> Self {
        const ODD: u64 = 0xaaaa_aaaa_aaaa_aaaa;
        let (mut quote, mut backslash, mut open, mut close, mut line) = (0, 0, 0, 0, 0);
        for start in (0..64).step_by(16) {
            // Invariant: there are sixteen from each start.
            let here = u8x16::new(*bytes[start..].first_chunk().unwrap_or(&[0; 16]));
            let is = |of: u8x16, byte| u64::from(of.simd_eq(u8x16::splat(byte)).to_bitmask()) << start;
            // `[` and `{`, `]` and `}` differ in this bit alone.
            let bracket = here | u8x16::splat(0x20);
            quote |= is(here, b'"');
            backslash |= is(here, b'\\');
            line |= is(here, b'\n');
            open |= is(bracket, b'{');
            close |= is(bracket, b'}');
        }
        let before = u64::from(is_escaped);
        let potential = backslash & !before;
        let terminal = ((potential << 1) | ODD).wrapping_sub(potential) ^ ODD;
        let escaped = terminal ^ (backslash | before);
        let mut inside = quote & !escaped;
        for shift in [1, 2, 4, 8, 16, 32] {
            inside ^= inside << shift;
        }
        if is_string {
            inside = !inside;
        }
        Self {
            open: open & !inside,
            close: close & !inside,
            broken: line & inside,
            is_string: inside >> 63 == 1,
            is_escaped: (terminal & backslash) >> 63 == 1,
        }
    }

    /// Follows the brackets from a `depth` above `outer` to where it falls to that. Returns how many bytes that takes, or
    /// `None` if the block ends before.
    #[inline]
    pub(crate) fn end(&self, depth: &mut usize, outer: usize) -> Option<usize> {
        let closed = self.close.count_ones() as usize;
        if *depth > outer + closed {
            *depth = *depth + self.open.count_ones() as usize - closed;
            return None;
        }
        let mut brackets = self.open | self.close;
        while brackets != 0 {
            let bracket = brackets.trailing_zeros();
            brackets &= brackets - 1;
            if self.open >> bracket & 1 == 1 {
                *depth += 1;
            } else {
                *depth -= 1;
                if *depth == outer {
                    return Some(bracket as usize + 1);
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Block;

    /// The same, byte by byte.
    fn slow(bytes: &[u8; 64], mut is_string: bool, mut is_escaped: bool) -> (u64, u64, u64, bool, bool) {
        let (mut open, mut close, mut broken) = (0, 0, 0);
        for (at, byte) in bytes.iter().enumerate() {
            if is_escaped {
                is_escaped = false;
            } else if *byte == b'\\' {
                is_escaped = true;
                continue;
            } else if *byte == b'"' {
                is_string = !is_string;
                continue;
            }
            match byte {
                b'{' | b'[' if !is_string => open |= 1 << at,
                b'}' | b']' if !is_string => close |= 1 << at,
                b'\n' if is_string => broken |= 1 << at,
                _ => {}
            }
        }
        (open, close, broken, is_string, is_escaped)
    }

    #[test]
    fn ok_blocks_agree_with_a_loop() {
        let mut seed = 7u64;
        for _ in 0..20_000 {
            let bytes: [u8; 64] = std::array::from_fn(|_| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                b"\\\\\"\"{}[]\nab~|"[(seed >> 33) as usize % 13]
            });
            for (is_string, is_escaped) in [(false, false), (true, false), (true, true), (false, true)] {
                let Block { open, close, broken, is_string: inside, is_escaped: after } =
                    Block::of(&bytes, is_string, is_escaped);
                let text = String::from_utf8_lossy(&bytes);
                assert_eq!(
                    (open, close, broken, inside, after),
                    slow(&bytes, is_string, is_escaped),
                    "{text:?}"
                );
            }
        }
    }
}
