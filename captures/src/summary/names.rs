//! Counts by a key that the input chooses, such as the names of unknown members, with a bound on how many are kept.
//!
//! Of too many keys the first in order are kept: what is kept was kept from its first occurrence on, so its count is exact,
//! and merging parts in any order gives the same.

use std::collections::BTreeMap;

/// How many keys are kept.
pub(super) const MAX_KEYS: usize = 200;

/// What is counted, for each key.
pub(super) trait Tally: Default {
    /// Returns how many occurrences there are.
    fn count(&self) -> u64;

    /// Adds other occurrences.
    fn merge(&mut self, other: &Self);
}

/// Tallies by key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bounded<K, T> {
    kept: BTreeMap<K, T>,
    /// How many occurrences there are of keys that are not kept.
    others: u64,
}

impl<K, T> Default for Bounded<K, T> {
    fn default() -> Self {
        Self { kept: BTreeMap::new(), others: 0 }
    }
}

impl<K: Ord, T: Tally> Bounded<K, T> {
    /// Adds occurrences of a key.
    pub(super) fn add(&mut self, key: K, tally: &T) {
        let is_full = self.kept.len() >= MAX_KEYS;
        if is_full && self.kept.last_key_value().is_some_and(|(last, _)| key > *last) {
            self.others += tally.count();
            return;
        }
        self.kept.entry(key).or_default().merge(tally);
        if self.kept.len() > MAX_KEYS
            && let Some((_, last)) = self.kept.pop_last()
        {
            self.others += last.count();
        }
    }

    /// Adds the tallies of another part.
    pub(super) fn merge(&mut self, other: Self) {
        self.others += other.others;
        for (key, tally) in other.kept {
            self.add(key, &tally);
        }
    }

    /// Iterates over what is kept.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&K, &T)> {
        self.kept.iter()
    }

    /// Returns how many occurrences are not kept.
    pub(super) const fn others(&self) -> u64 {
        self.others
    }
}

/// How long a name is that is shown.
const MAX_NAME: usize = 40;
/// How many digits a name has that is shown. More are a number, an address or an identifier.
const MAX_DIGITS: usize = 4;

/// Returns whether the name of an unknown member may be shown: it looks like a name that a programmer chose.
///
/// Whatever else a member name holds (an address, a number, a sentence, `<redacted>`) may be personal.
pub(super) fn is_shown(name: &str) -> bool {
    let bytes = name.as_bytes();
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'$');
    bytes.len() <= MAX_NAME
        && bytes.first().is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$'))
        && bytes.iter().all(is_name)
        && bytes.iter().filter(|byte| byte.is_ascii_digit()).count() <= MAX_DIGITS
}

#[cfg(test)]
mod tests {
    use super::{Bounded, MAX_KEYS, Tally, is_shown};

    impl Tally for u64 {
        fn count(&self) -> u64 {
            *self
        }

        fn merge(&mut self, other: &Self) {
            *self += other;
        }
    }

    /// Parts merged in any order and grouping are the whole, and no occurrence is lost.
    #[test]
    fn ok_merges_in_any_order() {
        let part = |seed: usize| {
            let mut names = Bounded::<usize, u64>::default();
            for number in 0..1000 {
                names.add(number * seed % 700, &1);
            }
            names
        };
        let [a, b, c] = [7, 11, 13].map(part);
        let merged = |mut left: Bounded<usize, u64>, right: &Bounded<usize, u64>| {
            left.merge(right.clone());
            left
        };
        let left = merged(merged(a.clone(), &b), &c);
        assert_eq!(left, merged(a.clone(), &merged(b.clone(), &c)));
        assert_eq!(left, merged(merged(c.clone(), &a), &b));
        assert_eq!(left.iter().count(), MAX_KEYS);
        assert_eq!(left.iter().map(|(_, count)| count).sum::<u64>() + left.others(), 3000);
    }

    #[test]
    fn ok_names_that_are_shown() {
        for (name, expected) in [
            ("tomorrow", true),
            ("new_member-2", true),
            ("$type", true),
            ("x", true),
            ("", false),
            ("<redacted>", false),
            ("alice@example.com", false),
            ("10.0.0.1", false),
            ("a-10-0-0-12-3", false),
            ("2d5b0c34-6f6e-4cf1-9f0e-0a3bb41b0c55", false),
            ("a name", false),
            ("naïve", false),
            ("a".repeat(41).as_str(), false),
        ] {
            assert_eq!(is_shown(name), expected, "{name}");
        }
    }
}
