//! The states of each pin over an archive. A pin is known by a hash of its number, which leaves this file in no form.
//!
//! Pins are a sample: of those with the smallest hashes. What is in the sample was in it from its first response on, so that
//! all its states were seen, whatever the order of the responses and however summaries are merged.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// How many pins are kept.
const MAX_PINS: usize = 16_384;

/// The state of a pin in a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    Pending,
    Claimed,
    Expired,
}

impl State {
    const ALL: [Self; 3] = [Self::Pending, Self::Claimed, Self::Expired];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Claimed => "claimed",
            Self::Expired => "expired",
        }
    }
}

/// When a state was seen: first and last, in Unix seconds. Both `None` if no response has a date.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Seen {
    any: bool,
    first: Option<i64>,
    last: Option<i64>,
}

impl Seen {
    fn add(&mut self, other: Self) {
        self.any |= other.any;
        let both = |mine: Option<i64>, theirs: Option<i64>, pick: fn(i64, i64) -> i64| match (mine, theirs) {
            (Some(mine), Some(theirs)) => Some(pick(mine, theirs)),
            (mine, theirs) => mine.or(theirs),
        };
        self.first = both(self.first, other.first, i64::min);
        self.last = both(self.last, other.last, i64::max);
    }
}

/// The states in which a pin was seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct States([Seen; 3]);

impl States {
    fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            mine.add(theirs);
        }
    }

    /// Writes `pending, claimed`: the states in the order of their first dates. Without dates they are in the order in which
    /// a pin has them.
    fn path(&self) -> String {
        let mut seen: Vec<_> = State::ALL.into_iter().zip(self.0).filter(|(_, seen)| seen.any).collect();
        if seen.iter().all(|(_, seen)| seen.first.is_some()) {
            seen.sort_by_key(|(state, seen)| (seen.first, *state));
        }
        let words: Vec<_> = seen.into_iter().map(|(state, _)| state.as_str()).collect();
        words.join(", ")
    }

    /// Whether the pin was pending after it was claimed.
    fn is_undone(&self) -> bool {
        let [pending, claimed, _] = self.0;
        matches!((claimed.first, pending.last), (Some(claimed), Some(pending)) if pending > claimed)
    }
}

/// The pins of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pins {
    max: usize,
    /// By hash, the smallest.
    sample: BTreeMap<u64, States>,
    /// Whether pins are missing in the sample.
    is_partial: bool,
}

impl Default for Pins {
    fn default() -> Self {
        Self { max: MAX_PINS, sample: BTreeMap::new(), is_partial: false }
    }
}

/// What is known of the pins of an archive.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PinCounts {
    /// How many pins there are; an estimate if there are more than the sample has.
    pub(super) distinct: u64,
    /// How many of them the other counts are of.
    pub(super) sampled: u64,
    /// By the states that they went through.
    pub(super) paths: BTreeMap<String, u64>,
    /// Those that were pending after they were claimed.
    pub(super) undone: u64,
}

impl Pins {
    /// Adds a response: the number of the pin as written, its state, and when.
    pub(super) fn add(&mut self, id: &[u8], state: State, at: Option<i64>) {
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        let hash = hasher.finish();
        let mut states = States::default();
        states.0[state as usize] = Seen { any: true, first: at, last: at };
        self.add_states(hash, &states);
    }

    fn add_states(&mut self, hash: u64, states: &States) {
        if self.sample.len() >= self.max && self.sample.last_key_value().is_some_and(|(&last, _)| hash > last)
        {
            self.is_partial = true;
            return;
        }
        self.sample.entry(hash).or_default().add(states);
        if self.sample.len() > self.max {
            self.sample.pop_last();
            self.is_partial = true;
        }
    }

    /// Adds the pins of another part of the archive.
    pub(super) fn merge(&mut self, other: &Self) {
        self.is_partial |= other.is_partial;
        for (hash, states) in &other.sample {
            self.add_states(*hash, states);
        }
    }

    /// Counts the pins.
    pub(super) fn counts(&self) -> PinCounts {
        let mut paths = BTreeMap::new();
        let mut undone = 0;
        for states in self.sample.values() {
            *paths.entry(states.path()).or_default() += 1;
            undone += u64::from(states.is_undone());
        }
        let sampled = self.sample.len() as u64;
        let distinct = match self.sample.last_key_value() {
            // Of hashes that are spread evenly, this share is below the largest of the sample.
            Some((&last, _)) if self.is_partial => {
                let distinct = (u128::from(sampled) - 1) * (1_u128 << 64) / u128::from(last.max(1));
                u64::try_from(distinct).unwrap_or(u64::MAX)
            }
            _ => sampled,
        };
        PinCounts { distinct, sampled, paths, undone }
    }
}

#[cfg(test)]
mod tests {
    use super::{Pins, State};

    type Response = (&'static str, State, Option<i64>);

    fn pins(responses: &[Response]) -> Pins {
        let mut pins = Pins::default();
        for (id, state, at) in responses {
            pins.add(id.as_bytes(), *state, *at);
        }
        pins
    }

    #[test]
    fn ok_paths_of_pins() {
        use State::{Claimed, Expired, Pending};
        let cases: [(&[Response], &str, u64); 6] = [
            (&[("1", Pending, Some(5))], "pending", 0),
            (&[("1", Claimed, Some(9)), ("1", Pending, Some(5))], "pending, claimed", 0),
            (&[("1", Claimed, Some(5)), ("1", Pending, Some(9))], "claimed, pending", 1),
            (
                &[("1", Pending, Some(1)), ("1", Claimed, Some(5)), ("1", Pending, Some(9))],
                "pending, claimed",
                1,
            ),
            (&[("1", Expired, None), ("1", Pending, None)], "pending, expired", 0),
            (&[("1", Expired, Some(9)), ("1", Claimed, Some(5))], "claimed, expired", 0),
        ];
        for (responses, path, undone) in cases {
            let counts = pins(responses).counts();
            assert_eq!(counts.paths.into_iter().collect::<Vec<_>>(), [(path.to_owned(), 1)], "{responses:?}");
            assert_eq!((counts.undone, counts.distinct, counts.sampled), (undone, 1, 1), "{responses:?}");
        }
    }

    #[test]
    fn ok_sample_of_many_pins() {
        let mut all = Pins { max: 1000, ..Pins::default() };
        for id in 0..100_000 {
            let id = id.to_string();
            all.add(id.as_bytes(), State::Pending, Some(1));
            all.add(id.as_bytes(), State::Claimed, Some(2));
        }
        let counts = all.counts();
        assert_eq!(counts.sampled, 1000);
        assert_eq!(counts.paths.into_iter().collect::<Vec<_>>(), [("pending, claimed".to_owned(), 1000)]);
        assert!((90_000..110_000).contains(&counts.distinct), "{}", counts.distinct);
    }

    /// Parts of an archive, merged in any order and grouping, are the whole.
    #[test]
    fn ok_merges_in_any_order() {
        let responses = |part: u64| {
            let mut pins = Pins { max: 50, ..Pins::default() };
            for number in 0..200 {
                let state = State::ALL[usize::try_from((number + part) % 3).unwrap()];
                pins.add((number % 90).to_string().as_bytes(), state, i64::try_from(number * 7 % 40).ok());
            }
            pins
        };
        let [a, b, c] = [0, 1, 2].map(responses);
        let merged = |parts: [&Pins; 2]| {
            let mut pins = parts[0].clone();
            pins.merge(parts[1]);
            pins
        };
        let left = merged([&merged([&a, &b]), &c]);
        assert_eq!(left, merged([&a, &merged([&b, &c])]));
        assert_eq!(left, merged([&merged([&c, &a]), &b]));
    }
}
