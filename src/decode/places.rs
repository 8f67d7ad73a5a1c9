//! Where the members of an object seem to stand, by which they are read in the order of the record.

use crate::json::{Marks, Rest};

/// The marks before the members of an object, by the first three letters of their names.
pub(super) struct Places {
    /// Of each slot the last one, and the one before it, since there are two of `exp` and of `in_`.
    slots: [[u8; 2]; 64],
    /// The mark at which the object ends.
    end: usize,
}

/// No mark stands before a member.
const NOWHERE: u8 = u8::MAX;

impl Places {
    pub(super) const fn new() -> Self {
        Self { slots: [[NOWHERE; 2]; 64], end: 0 }
    }

    /// Notes the members of an object from the mark `first` on. Whether the object ends.
    #[inline(always)]
    pub(super) fn fill(&mut self, marks: &Marks<'_>, first: usize) -> bool {
        let bytes = marks.text().as_bytes();
        let mut ahead = marks.places().iter().enumerate().skip(first);
        let mut next = ahead.next();
        while let Some((mark, &at)) = next {
            let start = usize::from(at) + 1;
            let Some(name) = bytes.get(start..start + 4).and_then(|name| name.first_chunk()) else {
                return false;
            };
            let slot = &mut self.slots[slot(*name)];
            #[allow(clippy::cast_possible_truncation)] // There are fewer than that.
            let before = mark as u8;
            *slot = [before, slot[0]];
            next = ahead.next();
            // Over the objects in this one.
            while next.is_some_and(|(_, &at)| bytes.get(usize::from(at)) == Some(&b'{')) {
                ahead.find(|(_, at)| bytes.get(usize::from(**at)) == Some(&b'}'));
                next = ahead.next();
            }
            if let Some((mark, &at)) = next
                && bytes.get(usize::from(at)) == Some(&b'}')
            {
                self.end = mark;
                return true;
            }
        }
        false
    }

    pub(super) const fn end(&self) -> usize {
        self.end
    }

    /// The mark before `name`, which begins with a quote; and what is behind the name.
    #[inline(always)]
    pub(super) fn find<'a, const ALIKE: bool>(
        &self,
        marks: &Marks<'a>,
        name: &str,
    ) -> Option<(usize, Rest<'a>)> {
        let [last, before] = self.slots[slot(*name.as_bytes().first_chunk()?)];
        let found = behind_name(marks, last, name);
        if found.is_some() || !ALIKE { found } else { behind_name(marks, before, name) }
    }
}

#[inline(always)]
fn behind_name<'a>(marks: &Marks<'a>, mark: u8, name: &str) -> Option<(usize, Rest<'a>)> {
    let mark = usize::from(mark);
    let mut rest = marks.behind(mark)?;
    rest.eat_long(name).then_some((mark, rest))
}

/// A slot for a quote and three letters.
#[inline(always)]
const fn slot(name: [u8; 4]) -> usize {
    // A factor that leaves no two of the wire's starts in one slot, but for those that are the same.
    (u32::from_le_bytes(name).wrapping_mul(5) >> 26) as usize
}

/// The marks before members that were read, and those behind them, one bit each.
#[derive(Default)]
pub(super) struct Chain {
    before: u32,
    behind: u32,
}

impl Chain {
    #[inline(always)]
    pub(super) const fn link(&mut self, before: usize, behind: usize) {
        self.before |= 1 << (before & 31);
        self.behind |= 1 << (behind & 31);
    }

    /// Whether the members make up an object: the first is at the mark `first`, the last ends at `places.end`, and each other end
    /// is where another begins.
    // Then none is left out and none is in another: from each, the one before it can be found, up to the first.
    pub(super) const fn is_whole(&self, first: usize, places: &Places) -> bool {
        self.behind | 1 << first == self.before | 1 << places.end
    }
}
