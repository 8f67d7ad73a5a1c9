//! Which member a name may be: by its first letters, by its first and last, in any spelling.

use crate::json::Rest;

/// The names of a record by their first three letters.
// One look at a table, long before the end of the name is found, in place of comparisons none of which could be
// foretold. With the loop over it a shuffled pin went from 815 ns to 631, before there
// were `places`.
pub(super) struct Starts {
    first: [u8; SLOTS],
    next: [u8; NONE + 1],
}

/// How many slots there are for starts of names.
pub(super) const SLOTS: usize = 64;

/// An index that no member has. Its bits are all ones, so that `u8::MAX` masked with it is it.
pub(super) const NONE: usize = 31;

impl Starts {
    pub(super) const fn of(names: &[&str]) -> Self {
        assert!(names.len() <= NONE, "each name has an index");
        let mut starts = Self { first: [u8::MAX; SLOTS], next: [u8::MAX; NONE + 1] };
        // From the last, so that of those that begin alike the first is found first.
        let mut index = names.len();
        while index > 0 {
            index -= 1;
            let slot = match *names[index].as_bytes() {
                [a, b, c, ..] => slot([b'"', a, b, c]),
                // As it stands in a text.
                [a, b] => slot([b'"', a, b, b'"']),
                _ => panic!("a name has two letters"),
            };
            starts.next[index] = starts.first[slot];
            #[allow(clippy::cast_possible_truncation)] // As asserted.
            let first = index as u8;
            starts.first[slot] = first;
        }
        starts
    }

    /// The first member whose name may stand here.
    #[inline(always)]
    pub(super) fn first(&self, rest: Rest<'_>) -> usize {
        rest.peek().map_or(NONE, |name| usize::from(self.first[slot(*name)]) & NONE)
    }

    /// Whether what `rest` begins with looks like one of the `names`: the first letters, the length, a colon.
    pub(super) fn is_like_one_of(&self, names: &[&str], rest: Rest<'_>) -> bool {
        let mut index = self.first(rest);
        while let Some(name) = names.get(index) {
            let behind = rest.bytes().get(1 + name.len()..);
            if behind.is_some_and(|behind| behind.starts_with(b"\":"))
                && rest.bytes()[1..3] == name.as_bytes()[..2]
            {
                return true;
            }
            index = self.next(index);
        }
        false
    }

    /// Whether another name begins as that of `index` does.
    pub(super) const fn has_alike(&self, index: usize) -> bool {
        assert!(self.next(self.next(index)) == NONE, "no three begin alike: `Places` keeps two");
        let mut other = 0;
        while other < NONE {
            if self.next(other) == index {
                return true;
            }
            other += 1;
        }
        self.next(index) != NONE
    }

    /// The one that may stand where `index` does not.
    #[inline(always)]
    pub(super) const fn next(&self, index: usize) -> usize {
        self.next[index & NONE] as usize & NONE
    }
}

/// The names of a record by their first and last letter, in either case.
pub(super) struct Edges([u32; 32]);

impl Edges {
    pub(super) const fn of(names: &[&str]) -> Self {
        let mut edges = Self([0; 32]);
        let mut index = 0;
        while index < names.len() {
            let [first, .., last] = names[index].as_bytes() else { panic!("a name has two letters") };
            edges.0[(*first & 31) as usize] |= 1 << (*last & 31);
            index += 1;
        }
        edges
    }

    /// Whether a name may be one of them in some spelling. Of those that are none, this finds most.
    #[inline(always)]
    pub(super) fn fit(&self, name: &str) -> bool {
        match *name.as_bytes() {
            // Which letter is the first one here takes longer to tell.
            [b'_' | b'-', ..] | [.., b'_' | b'-'] => true,
            [first, .., last] => self.0[usize::from(first & 31)] >> (last & 31) & 1 == 1,
            _ => false,
        }
    }
}

/// Where a quote and three letters stand in a table of names.
#[inline(always)]
pub(super) const fn slot(name: [u8; 4]) -> usize {
    // A factor that leaves no two of the wire's starts in one slot, but for those that are the same.
    (u32::from_le_bytes(name).wrapping_mul(5) >> 26) as usize
}

/// Longer names are no spelling of a known one: a pointer that holds one stands in every deviation below it.
const LONGEST_SPELLING: usize = 100;

/// Whether a name is `canonical` but for `_`, `-` and ASCII case.
pub(super) fn is_spelling(name: &str, canonical: &str) -> bool {
    spelled(name, &[canonical]).is_some()
}

/// Which of the names this one is but for `_`, `-` and ASCII case.
pub(super) fn spelled(name: &str, canonical: &[&str]) -> Option<usize> {
    if name.len() > LONGEST_SPELLING {
        return None;
    }
    let letters = || name.bytes().filter(|byte| !is_separator(*byte)).map(|byte| byte.to_ascii_lowercase());
    // Most names differ in the first or the last letter, which a canonical one begins and ends with.
    let (first, last) = (letters().next()?, letters().next_back()?);
    canonical.iter().position(|known| {
        known.bytes().next() == Some(first)
            && known.bytes().next_back().is_some_and(|byte| same_letter(byte, last))
            && same_letters(name, known)
    })
}

const fn is_separator(byte: u8) -> bool {
    matches!(byte, b'_' | b'-')
}

/// Whether a letter is another byte but for ASCII case.
const fn same_letter(letter: u8, byte: u8) -> bool {
    letter | 0x20 == byte | 0x20
}

// By hand, in place of comparing two filtered iterators: a pin with ten deviations went from 10,590 instructions to 10,170.
fn same_letters(name: &str, canonical: &str) -> bool {
    let mut known = canonical.as_bytes().iter();
    for byte in name.bytes() {
        if is_separator(byte) {
            continue;
        }
        let mut next = known.next();
        if next == Some(&b'_') {
            next = known.next();
        }
        if next.is_none_or(|&next| !same_letter(next, byte)) {
            return false;
        }
    }
    known.as_slice().is_empty()
}

#[cfg(test)]
mod tests {
    use super::{Edges, NONE, Rest, Starts};

    #[test]
    fn ok_each_spelling_fits() {
        let edges = Edges::of(&["id", "expiresIn"]);
        for name in ["id", "ID", "i-d", "_id", "id-", "expires_in", "EXPIRES_IN", "-"] {
            assert!(edges.fit(name), "{name}");
        }
        for name in ["", "i", "d", "in", "ed", "qr", "\u{e9}"] {
            assert!(!edges.fit(name), "{name}");
        }
    }

    #[test]
    fn ok_each_name_is_found() {
        let names = ["id", "expiresIn", "created", "expiresAt", "exp"];
        let starts = Starts::of(&names);
        for (index, name) in names.iter().enumerate() {
            let text = format!("\"{name}\":1");
            let mut found = starts.first(Rest::new(&text));
            while found != index {
                assert_ne!(found, NONE, "{name}");
                found = starts.next(found);
            }
        }
    }

    #[test]
    fn ok_what_looks_like_a_name_has_its_letters_and_its_length() {
        let names = ["id", "expiresIn", "createdAt", "expiresAt"];
        let starts = Starts::of(&names);
        for (text, is_like) in [
            ("\"id\":1", true),
            ("\"expiresAt\":1", true),
            ("\"expiresIn\":1", true),
            ("\"createdBy\":1", true),
            ("\"id2\":1", false),
            ("\"id\" :1", false),
            ("\"expires\":1", false),
            ("\"Id\":1", false),
            ("\"iD\":1", false),
            ("\"qr\":1", false),
            ("\"id", false),
            ("", false),
        ] {
            assert_eq!(starts.is_like_one_of(&names, Rest::new(text)), is_like, "{text}");
        }
        assert_eq!([0, 1, 2, 3].map(|index| starts.has_alike(index)), [false, true, false, true]);
    }

    #[test]
    fn ok_other_names_end() {
        let starts = Starts::of(&["expiresIn", "expiresAt"]);
        for text in ["", "\"", "\"ex", "\"qr\":1", "\"\":1"] {
            assert_eq!(starts.first(Rest::new(text)), NONE, "{text}");
        }
        let first = starts.first(Rest::new("\"expires\":1"));
        assert_eq!((first, starts.next(first), starts.next(1), starts.next(NONE)), (0, 1, NONE, NONE));
    }
}
