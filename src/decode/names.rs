//! Member names: finds the next canonical name in a text, and the member of a name in another spelling.

use crate::json::scan::{common_length, space_count};

/// How many members an object can have: each has a bit of its own.
const MAX_MEMBERS: usize = 32;

/// The index after the last member: the object ends here.
pub(super) const END: usize = MAX_MEMBERS;

/// No canonical name follows.
pub(super) const NONE: usize = MAX_MEMBERS + 1;

/// How many groups of names that begin alike there may be.
const SLOTS: usize = 64;

/// The length of the longest name that the table finds, with its quotes and its colon.
const WINDOW: usize = 32;

/// How many bytes [`NameTable::find`] reads at most: a comma, white space, a name, a space, a quote.
const AHEAD: usize = 1 + 15 + WINDOW + 1 + 1;

/// The length up to the first byte of a value's fast form, and the index of its member.
type Next = (usize, usize);

/// The canonical names of an object's members. Longer names than [`WINDOW`] are left to [`find_spelling`].
pub(super) struct NameTable {
    /// The first member for each slot.
    first: [u8; SLOTS],
    /// The next member of the same slot.
    next: [u8; MAX_MEMBERS],
    /// `"id":`, followed by arbitrary bytes.
    texts: [[u8; WINDOW]; MAX_MEMBERS],
    /// The length of the name; 255 if it is too long, or if there is no member.
    lengths: [u8; MAX_MEMBERS],
    /// Whether the fast form of the value begins with a quote, one bit for each member.
    quoted: u32,
    /// The first letters of all names, and the last ones, one bit for each letter in either case.
    firsts: u32,
    lasts: u32,
}

impl NameTable {
    /// Makes the table of `keys`: each is a comma, a name in quotes, a colon, and a quote if the fast form of the
    /// value begins with one.
    #[allow(clippy::cast_possible_truncation)] // All are less than 64.
    pub(super) const fn new(keys: &[&str]) -> Self {
        assert!(keys.len() <= MAX_MEMBERS, "each member has a bit");
        let mut table = Self {
            first: [NONE as u8; SLOTS],
            next: [NONE as u8; MAX_MEMBERS],
            texts: [[0; WINDOW]; MAX_MEMBERS],
            lengths: [u8::MAX; MAX_MEMBERS],
            quoted: 0,
            firsts: 0,
            lasts: 0,
        };
        let mut index = keys.len();
        while index > 0 {
            index -= 1;
            let (_, mut key) = keys[index].as_bytes().split_at(1);
            if let [name @ .., b'"'] = key {
                table.quoted |= 1 << index;
                key = name;
            }
            let [_, first, .., last, b'"', b':'] = key else { panic!("a name has two letters") };
            assert!(
                first.is_ascii_lowercase() && last.is_ascii_lowercase(),
                "this is how spellings are found"
            );
            table.firsts |= 1 << (*first & 31);
            table.lasts |= 1 << (*last & 31);
            if key.len() > WINDOW {
                continue;
            }
            table.texts[index].split_at_mut(key.len()).0.copy_from_slice(key);
            table.lengths[index] = key.len() as u8;
            let slot = slot([key[0], key[1], key[2], key[3]]);
            table.next[index] = table.first[slot];
            table.first[slot] = index as u8;
        }
        table
    }

    /// Finds the canonical name after `separator` and up to fifteen bytes of white space. It is not one of `seen`, and
    /// probably `hint`. The index is [`END`] at a closing brace after a value, and [`NONE`] at anything else.
    // Two registers are returned and no call is made, so that the caller keeps its own registers.
    #[cold]
    #[inline(never)]
    pub(super) fn find(&self, text: &[u8], separator: u8, hint: usize, seen: u32) -> Next {
        match text.first_chunk() {
            Some(window) => self.find_in(window, separator, hint, seen),
            None => self.find_at_end(text, separator, hint, seen),
        }
    }

    /// Returns whether a name may be a spelling of a member. False for most unknown names.
    #[inline(always)]
    pub(super) fn may_have(&self, name: &str) -> bool {
        match *name.as_bytes() {
            // The first or the last letter is further inside.
            [b'_' | b'-', ..] | [.., b'_' | b'-'] => true,
            [first, .., last] => self.firsts >> (first & 31) & self.lasts >> (last & 31) & 1 == 1,
            _ => false,
        }
    }

    #[inline(never)]
    fn find_at_end(&self, text: &[u8], separator: u8, hint: usize, seen: u32) -> Next {
        // The end of every document comes through here.
        if separator == b',' && text.first() == Some(&b'}') {
            return (1, END);
        }
        let mut window = [0; AHEAD];
        window[..text.len()].copy_from_slice(text);
        self.find_in(&window, separator, hint, seen)
    }

    #[inline(always)]
    fn find_in(&self, window: &[u8; AHEAD], separator: u8, hint: usize, seen: u32) -> Next {
        if window[0] != separator {
            let ends = window[0] == b'}' && separator == b',';
            return if ends { (1, END) } else { (0, NONE) };
        }
        if window[1] == b'"' {
            return self.find_name(window, 1, false, seen);
        }
        // The usual indentations are compared, so that the next load does not wait for a count.
        let start = match window {
            [_, b'\n', b' ', b' ', b'"', ..] => 4,
            [_, b'\n', b' ', b' ', b' ', b' ', b'"', ..] => 6,
            _ => 1 + window[1..].first_chunk().map_or(0, space_count) % 16,
        };
        // In compact text the hint would have matched before.
        match window[start..].first_chunk() {
            Some(name) if self.is_at(name, hint) => self.found(window, start, true, hint, seen),
            _ => self.find_name(window, start, true, seen),
        }
    }

    #[inline(always)]
    fn find_name(&self, window: &[u8; AHEAD], start: usize, spaced: bool, seen: u32) -> Next {
        let Some(name) = window[start..].first_chunk() else { return (0, NONE) };
        let mut index = usize::from(self.first[slot([name[0], name[1], name[2], name[3]])]);
        while index < MAX_MEMBERS {
            if self.is_at(name, index) {
                return self.found(window, start, spaced, index, seen);
            }
            index = usize::from(self.next[index]);
        }
        (0, NONE)
    }

    #[inline(always)]
    fn is_at(&self, name: &[u8; WINDOW], index: usize) -> bool {
        let index = index % MAX_MEMBERS;
        common_length(name, &self.texts[index]) >= usize::from(self.lengths[index])
    }

    #[inline(always)]
    fn found(&self, window: &[u8; AHEAD], start: usize, spaced: bool, index: usize, seen: u32) -> Next {
        let index = index % MAX_MEMBERS;
        let mut end = start + usize::from(self.lengths[index]);
        // In compact text, nothing has to wait for whether there is a space.
        if spaced {
            end += usize::from(window.get(end) == Some(&b' '));
        }
        let quoted = self.quoted >> index & 1 == 1;
        // Without a branch on whether it is quoted, which cannot be predicted.
        if (seen >> index & 1 == 1) | (quoted & (window.get(end) != Some(&b'"'))) {
            return (0, NONE);
        }
        (end + usize::from(quoted), index)
    }
}

/// The slot for a quote and three letters.
#[inline(always)]
const fn slot(name: [u8; 4]) -> usize {
    // This factor separates all names of plex.tv that do not begin alike.
    (u32::from_le_bytes(name).wrapping_mul(5) >> 26) as usize
}

/// The length in bytes up to which a name is compared with the known ones. A name is part of the pointer of each
/// deviation below it.
const LONGEST_SPELLING: usize = 100;

/// Returns the index of the name that equals this one, ignoring `_`, `-` and ASCII case.
pub(super) fn find_spelling(name: &str, canonical: &[&str]) -> Option<usize> {
    if name.len() > LONGEST_SPELLING {
        return None;
    }
    // Most names differ in the first or the last letter.
    let ends = (letters(name).next(), letters(name).next_back());
    canonical.iter().position(|it| (it.bytes().next(), it.bytes().next_back()) == ends && same_name(name, it))
}

/// Returns whether two names are equal, ignoring `_`, `-` and ASCII case.
pub(super) fn same_name(one: &str, other: &str) -> bool {
    letters(one).eq(letters(other))
}

fn letters(name: &str) -> impl DoubleEndedIterator<Item = u8> {
    name.bytes().filter(|byte| !matches!(byte, b'_' | b'-')).map(|byte| byte.to_ascii_lowercase())
}
