//! The states of each pin over an archive. A pin is known by a hash of its number, which leaves this file in no form.
//!
//! Pins are a sample: of those with the smallest hashes. What is in the sample was in it from its first response on, so that
//! all its states were seen, whatever the order of the responses and however summaries are merged.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};

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

/// When a state was seen, in Unix seconds. The first moment is after the last one if no response has a date.
#[derive(Debug, Clone, Copy)]
struct Seen {
    any: bool,
    first: i64,
    last: i64,
}

impl Default for Seen {
    fn default() -> Self {
        Self { any: false, first: i64::MAX, last: i64::MIN }
    }
}

impl Seen {
    fn at(moment: Option<i64>) -> Self {
        moment.map_or(Self { any: true, ..Self::default() }, |it| Self { any: true, first: it, last: it })
    }

    fn add(&mut self, other: Self) {
        self.any |= other.any;
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
    }

    const fn is_dated(self) -> bool {
        self.first <= self.last
    }
}

/// The states in which a pin was seen.
#[derive(Debug, Clone, Copy, Default)]
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
        if seen.iter().all(|(_, seen)| seen.is_dated()) {
            seen.sort_by_key(|(state, seen)| (seen.first, *state));
        }
        let words: Vec<_> = seen.into_iter().map(|(state, _)| state.as_str()).collect();
        words.join(", ")
    }

    /// Whether the pin was pending after it was claimed.
    fn is_undone(&self) -> bool {
        let [pending, claimed, _] = self.0;
        claimed.is_dated() && pending.is_dated() && pending.last > claimed.first
    }
}

/// The pins of an archive.
#[derive(Debug, Clone)]
pub(super) struct Pins {
    max: usize,
    /// By hash. At most half as many again as are kept in the end.
    sample: HashMap<u64, States, BuildHasherDefault<Hashed>>,
    /// No hash above it is in the sample.
    limit: u64,
}

impl Default for Pins {
    fn default() -> Self {
        Self { max: MAX_PINS, sample: HashMap::default(), limit: u64::MAX }
    }
}

/// The hash of what is a hash already.
#[derive(Debug, Clone, Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    // The highest bits of those that are kept are all the same, and a map looks at them too.
    fn write_u64(&mut self, hash: u64) {
        self.0 = hash.rotate_left(32);
    }

    fn finish(&self) -> u64 {
        self.0
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
    /// Adds a response: the number of the pin as written, its state, and when. The last two are only asked for if the pin is
    /// in the sample.
    pub(super) fn add(&mut self, id: &[u8], response: impl FnOnce() -> (State, Option<i64>)) {
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        let hash = hasher.finish();
        if hash > self.limit {
            return;
        }
        let (state, at) = response();
        let mut states = States::default();
        states.0[state as usize] = Seen::at(at);
        self.add_states(hash, &states);
    }

    fn add_states(&mut self, hash: u64, states: &States) {
        if hash > self.limit {
            return;
        }
        self.sample.entry(hash).or_default().add(states);
        // Seldom, so that it takes little time for each pin.
        if self.sample.len() >= self.max + self.max / 2 {
            self.limit = self.greatest();
            self.sample.retain(|hash, _| *hash <= self.limit);
        }
    }

    /// Returns the greatest hash of those that are kept in the end.
    fn greatest(&self) -> u64 {
        let mut hashes: Vec<_> = self.sample.keys().copied().collect();
        if hashes.len() <= self.max {
            return self.limit;
        }
        *hashes.select_nth_unstable(self.max - 1).1
    }

    /// Adds the pins of another part of the archive.
    pub(super) fn merge(&mut self, other: &Self) {
        self.limit = self.limit.min(other.limit);
        self.sample.retain(|hash, _| *hash <= self.limit);
        for (hash, states) in &other.sample {
            self.add_states(*hash, states);
        }
    }

    /// Counts the pins.
    pub(super) fn counts(&self) -> PinCounts {
        let greatest = self.greatest();
        let mut paths = BTreeMap::new();
        let mut undone = 0;
        let mut sampled = 0;
        for (_, states) in self.sample.iter().filter(|(hash, _)| **hash <= greatest) {
            *paths.entry(states.path()).or_default() += 1;
            undone += u64::from(states.is_undone());
            sampled += 1;
        }
        let distinct = if greatest == u64::MAX {
            sampled
        } else {
            // Of hashes that are spread evenly, this share is below the greatest of the sample.
            let distinct = (u128::from(sampled) - 1) * (1_u128 << 64) / u128::from(greatest.max(1));
            u64::try_from(distinct).unwrap_or(u64::MAX)
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
            pins.add(id.as_bytes(), || (*state, *at));
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
            all.add(id.as_bytes(), || (State::Pending, Some(1)));
            all.add(id.as_bytes(), || (State::Claimed, Some(2)));
        }
        let counts = all.counts();
        assert_eq!(counts.sampled, 1000);
        assert_eq!(counts.paths.into_iter().collect::<Vec<_>>(), [("pending, claimed".to_owned(), 1000)]);
        assert!((90_000..110_000).contains(&counts.distinct), "{}", counts.distinct);
    }

    /// A sample that was just cut is still one when it is merged into an empty summary.
    #[test]
    fn ok_merge_of_a_sample() {
        let mut part = Pins { max: 100, ..Pins::default() };
        let mut ids = 0..;
        while part.sample.len() != part.max || part.limit == u64::MAX {
            let id = ids.next().map(|it: u32| it.to_string()).unwrap_or_default();
            part.add(id.as_bytes(), || (State::Pending, None));
        }
        let mut whole = Pins { max: 100, ..Pins::default() };
        whole.merge(&part);
        assert_eq!(whole.counts(), part.counts());
        assert!(part.counts().distinct > part.counts().sampled);
    }

    /// Parts of an archive, merged in any order and grouping, are the whole.
    #[test]
    fn ok_merges_in_any_order() {
        let responses = |part: u64| {
            let mut pins = Pins { max: 50, ..Pins::default() };
            for number in 0..200 {
                let state = State::ALL[usize::try_from((number + part) % 3).unwrap()];
                pins.add((number % 90).to_string().as_bytes(), || {
                    (state, i64::try_from(number * 7 % 40).ok())
                });
            }
            pins
        };
        let [a, b, c] = [0, 1, 2].map(responses);
        let merged = |parts: [&Pins; 2]| {
            let mut pins = parts[0].clone();
            pins.merge(parts[1]);
            pins
        };
        let left = merged([&merged([&a, &b]), &c]).counts();
        assert_eq!(left.sampled, 50);
        assert_eq!(left, merged([&a, &merged([&b, &c])]).counts());
        assert_eq!(left, merged([&merged([&c, &a]), &b]).counts());
    }
}
