//! Where the members of objects seem to begin and to end, sixteen bytes at a time.

use wide::u8x16;

use super::Rest;

/// How many marks are kept at most: a pin with its location has 25.
const MOST: usize = 32;

/// The places of a text where a comma or an opening brace stands before a quote, and those of closing braces.
///
/// A guess, since strings are not told from what is around them: whoever follows it checks what it finds.
pub(crate) struct Marks<'a> {
    text: &'a str,
    at: [u16; MOST],
    count: usize,
    /// The first one that is not read past yet.
    pub(crate) next: usize,
}

impl<'a> Marks<'a> {
    /// None yet, from where `rest` begins.
    pub(crate) const fn new(rest: Rest<'a>) -> Self {
        Self { text: rest.as_str(), at: [u16::MAX; MOST], count: 0, next: 0 }
    }

    /// Looks for the first ones: those that there is room for in fours, and none further away than their numbers reach.
    // Not where a new one is made, but where it stays: what was just written in pieces is slow to copy.
    #[inline(never)]
    pub(crate) fn fill(&mut self) {
        let mut bytes = self.text.as_bytes();
        let mut start = 0;
        while let Some(block) = bytes.first_chunk() {
            if !self.note(start, block) {
                return;
            }
            start += 64;
            bytes = &bytes[64..];
        }
        let mut last = [0; 65];
        last[..bytes.len()].copy_from_slice(bytes);
        self.note(start, &last);
    }

    /// Notes those of 64 bytes, and whether there is room for more.
    // The first four without a question between, since how many there are in 64 bytes cannot be foretold.
    #[inline(always)]
    fn note(&mut self, start: u16, block: &[u8; 65]) -> bool {
        let mut mask = mask(block);
        let note = |mask: &mut u64, at: &mut u16| {
            #[allow(clippy::cast_possible_truncation)] // It is 64 at most.
            let place = mask.trailing_zeros() as u16;
            *at = start + place;
            let noted = usize::from(*mask != 0);
            *mask &= mask.wrapping_sub(1);
            noted
        };
        let Some(four) = self.at.get_mut(self.count..self.count + 4) else { return false };
        let mut count = 0;
        for at in four {
            count += note(&mut mask, at);
        }
        self.count += count;
        while mask != 0 {
            let Some(at) = self.at.get_mut(self.count) else { return false };
            self.count += note(&mut mask, at);
        }
        start < u16::MAX - 2 * 64
    }

    /// Takes all of them away.
    pub(crate) const fn clear(&mut self) {
        self.count = 0;
    }

    /// Where they are, from the first on.
    #[inline(always)]
    pub(crate) fn offsets(&self) -> &[u16] {
        &self.at[..self.count.min(MOST)]
    }

    /// The text that they are in.
    pub(crate) const fn text(&self) -> &'a str {
        self.text
    }

    /// The text behind the byte at a mark.
    #[inline(always)]
    pub(crate) fn behind(&self, mark: usize) -> Option<Rest<'a>> {
        self.text.get(usize::from(*self.at.get(mark)?) + 1..).map(Rest::new)
    }

    /// The mark where `rest` begins, none of those that were read past.
    #[inline(always)]
    pub(crate) fn find(&self, rest: Rest<'a>) -> Option<usize> {
        let offset = self.offset(rest);
        let mark =
            self.next + self.offsets().get(self.next..)?.iter().position(|&at| usize::from(at) >= offset)?;
        self.is_at(mark, rest).then_some(mark)
    }

    /// Whether a mark is where `rest` begins.
    #[inline(always)]
    pub(crate) fn is_at(&self, mark: usize, rest: Rest<'a>) -> bool {
        self.at.get(mark).is_some_and(|&at| usize::from(at) == self.offset(rest))
    }

    /// Where `rest` begins; beyond the text, if that is before it.
    #[inline(always)]
    const fn offset(&self, rest: Rest<'a>) -> usize {
        self.text.len().wrapping_sub(rest.len())
    }
}

/// Which of the first 64 bytes are marks, one bit each.
#[inline(always)]
fn mask(block: &[u8; 65]) -> u64 {
    let mut mask = 0;
    for part in (0..64).step_by(16) {
        let load = |start: usize| u8x16::new(*block[start..].first_chunk().unwrap_or(&[0; 16]));
        let (here, next) = (load(part), load(part + 1));
        let is = |byte| here.simd_eq(u8x16::splat(byte));
        let marks = (is(b',') | is(b'{')) & next.simd_eq(u8x16::splat(b'"')) | is(b'}');
        mask |= u64::from(marks.to_bitmask()) << part;
    }
    mask
}

#[cfg(test)]
mod tests {
    use super::{MOST, Marks, Rest};

    fn marked(text: &str) -> Vec<usize> {
        let mut marks = Marks::new(Rest::new(text));
        marks.fill();
        marks.offsets().iter().map(|&at| at.into()).collect()
    }

    fn expected(text: &str) -> impl Iterator<Item = usize> {
        let bytes = text.as_bytes();
        bytes.iter().enumerate().filter_map(|(at, byte)| match byte {
            b'}' => Some(at),
            b',' | b'{' if bytes.get(at + 1) == Some(&b'"') => Some(at),
            _ => None,
        })
    }

    /// Marks and what is none, at every place around the blocks that a text is read in.
    #[test]
    fn ok_marks_agree_with_a_search() {
        for length in (0..200).step_by(if cfg!(miri) { 23 } else { 1 }) {
            for at in (0..=length).step_by(if cfg!(miri) { 9 } else { 1 }) {
                for mark in ["}", ",\"", "{\"", ",x", "{{\"", "\"\",\"", "é}"] {
                    let text = ["x".repeat(at), mark.to_owned(), "y".repeat(length - at)].concat();
                    assert_eq!(marked(&text), expected(&text).collect::<Vec<_>>(), "{text}");
                }
            }
        }
    }

    #[test]
    fn ok_most_marks_near_to_each_other() {
        for gap in (0..70).step_by(if cfg!(miri) { 13 } else { 1 }) {
            let text = ["x".repeat(gap), ",\"".to_owned()].concat().repeat(2 * MOST);
            let marked = marked(&text);
            assert_eq!(marked, expected(&text).take(marked.len()).collect::<Vec<_>>());
            assert!((MOST - 4..=MOST).contains(&marked.len()), "{gap}: {}", marked.len());
        }
    }

    #[test]
    fn ok_marks_beyond_what_their_numbers_reach() {
        let far = ["x".repeat(65_535), "}".to_owned()].concat();
        assert!(marked(&far).is_empty());
    }
}
