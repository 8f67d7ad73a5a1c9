//! Where the members of an object seem to stand, by which they are read in the order of the record.

use super::names::{SLOTS, slot};
use crate::json::{Marks, Rest};

/// The marks before the members of an object, by the first three letters of their names.
// A shuffled pin takes 355 ns in place of 510: what is where is found with one branch for each member that is foretold wrongly at
// times, not with all of those that its name and its value make.
pub(super) struct Places {
    /// Of each slot the last one, and the one before it, since there are two of `exp` and of `in_`.
    slots: [[u8; 2]; SLOTS],
    /// That of the closing brace.
    end: usize,
}

/// No mark stands before a member.
const NOWHERE: u8 = u8::MAX;

impl Places {
    pub(super) const fn new() -> Self {
        Self { slots: [[NOWHERE; 2]; SLOTS], end: 0 }
    }

    /// Notes the members of an object from the mark `first` on. Whether the object ends.
    #[inline(always)]
    pub(super) fn fill(&mut self, marks: &Marks<'_>, first: usize) -> bool {
        let bytes = marks.text().as_bytes();
        let is = |at: u16, byte: u8| bytes.get(usize::from(at)) == Some(&byte);
        let mut ahead = marks.offsets().iter().enumerate().skip(first);
        let mut next = ahead.next();
        while let Some((mark, &at)) = next {
            let start = usize::from(at) + 1;
            let name = bytes.get(start..start + 4).and_then(|name| name.first_chunk());
            let Some(slot) = name.map(|name| &mut self.slots[slot(*name)]) else { return false };
            #[allow(clippy::cast_possible_truncation)] // There are fewer than that.
            let before = mark as u8;
            *slot = [before, slot[0]];
            next = ahead.next();
            // Over an object in this one, up to the first closing brace: one with another in it, or without members, misleads.
            while next.is_some_and(|(_, &at)| is(at, b'{')) {
                ahead.find(|&(_, &at)| is(at, b'}'));
                next = ahead.next();
            }
            if let Some((mark, &at)) = next
                && is(at, b'}')
            {
                self.end = mark;
                return true;
            }
        }
        false
    }

    /// The mark of the closing brace.
    pub(super) const fn end(&self) -> usize {
        self.end
    }

    /// The mark before `name`, which begins with a quote and is `ALIKE` to another one; and what is behind it.
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

#[cfg(test)]
mod tests {
    use super::{Chain, Marks, Places, Rest};

    const TEXT: &str = r#"{"expiresAt":1,"location":{"code":2,"country":3},"expiresIn":4,"id":5},"code":6}"#;

    fn places(text: &str) -> (Marks<'_>, Places, bool) {
        let mut marks = Marks::new(Rest::new(text));
        marks.fill();
        let mut places = Places::new();
        let ends = places.fill(&marks, 0);
        (marks, places, ends)
    }

    #[test]
    fn ok_members_of_one_object_are_found() {
        let (marks, places, ends) = places(TEXT);
        assert!(ends && marks.behind(places.end()).is_some_and(|rest| rest.as_str() == r#","code":6}"#));
        for (name, value) in [("expiresAt", "1"), ("location", "{"), ("expiresIn", "4"), ("id", "5")] {
            let name = format!("\"{name}\":");
            let (mark, rest) = places.find::<true>(&marks, &name).unwrap();
            assert!(rest.is_at(value), "{name}");
            assert!(marks.behind(mark).unwrap().is_at(&name), "{name}");
        }
        for name in ["\"code\":", "\"country\":", "\"qr\":"] {
            assert_eq!(places.find::<true>(&marks, name).map(|(mark, _)| mark), None, "{name}");
        }
    }

    #[test]
    fn err_objects_that_do_not_end() {
        for text in [r#"{"id":1"#, r#"{"id":1,"location":{"code":2}"#, r#"{"i"#, ""] {
            assert!(!places(text).2, "{text}");
        }
    }

    #[test]
    fn ok_an_object_inside_is_whole_by_itself() {
        let (marks, _, _) = places(TEXT);
        let mut places = Places::new();
        assert!(places.fill(&marks, 2));
        assert_eq!(places.end(), 4);
        let mut chain = Chain::default();
        chain.link(3, 4);
        assert!(!chain.is_whole(2, &places));
        chain.link(2, 3);
        assert!(chain.is_whole(2, &places));
    }

    #[test]
    fn err_chains_with_a_gap() {
        let (_, places, _) = places(TEXT);
        let chain = |links: &[(usize, usize)]| {
            let mut chain = Chain::default();
            for &(before, behind) in links {
                chain.link(before, behind);
            }
            chain.is_whole(0, &places)
        };
        assert!(chain(&[(6, 7), (0, 1), (5, 6), (1, 5)]));
        for gap in [&[(6, 7), (0, 1), (1, 5)][..], &[(6, 7), (1, 5), (5, 6)], &[(0, 1), (1, 5), (5, 6)], &[]]
        {
            assert!(!chain(gap), "{gap:?}");
        }
        // A member of the object inside, in place of one.
        assert!(!chain(&[(6, 7), (0, 1), (1, 5), (5, 6), (3, 4)]));
    }
}
