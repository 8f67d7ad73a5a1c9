//! The names of the attributes of one start tag: no two may be equal.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

/// Up to how many names each is compared with all others.
const FEW: usize = 32;

/// The names so far.
#[derive(Default)]
pub(super) struct AttributeNames<'a> {
    /// A bit for each name, by its length and its ends. Names with different bits are different.
    bits: u64,
    few: Vec<&'a str>,
    /// All names, once there are more than a few.
    many: BTreeSet<&'a str>,
}

impl<'a> AttributeNames<'a> {
    pub(super) fn clear(&mut self) {
        self.bits = 0;
        self.few.clear();
        self.many.clear();
    }

    /// Adds a name. Returns whether it is new.
    #[inline]
    pub(super) fn insert(&mut self, name: &'a str) -> bool {
        if !self.many.is_empty() {
            return self.many.insert(name);
        }
        let bit = 1 << bit(name);
        if self.bits & bit != 0 && self.few.contains(&name) {
            return false;
        }
        self.bits |= bit;
        if self.few.len() == FEW {
            self.many.extend(self.few.drain(..));
            return self.many.insert(name);
        }
        self.few.push(name);
        true
    }
}

#[inline]
fn bit(name: &str) -> u32 {
    let [first, .., last] = name.as_bytes() else { return 0 };
    let length = u32::from(name.len().to_le_bytes()[0]);
    (u32::from(*first) * 3 + u32::from(*last) * 5 + length * 7) % 64
}

#[cfg(test)]
mod tests {
    use super::AttributeNames;

    #[test]
    fn ok_each_name_once() {
        let names: Vec<String> = (0..200).map(|number| format!("a{}", number % 100)).collect();
        let mut seen = AttributeNames::default();
        for _ in 0..2 {
            seen.clear();
            for (index, name) in names.iter().enumerate() {
                assert_eq!(seen.insert(name), index < 100, "{name} at {index}");
            }
        }
        for name in ["id", "di", "i", "", "code"] {
            assert!(seen.insert(name));
            assert!(!seen.insert(name));
        }
    }
}
