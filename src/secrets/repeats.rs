//! Finds repetitions of known secrets, in time linear in the text for any number of secrets.
//!
//! A text is compared with the secrets eight bytes at a time. So it shows no eight bytes of a secret, even where a
//! repetition is cut off or one of its bytes is wrong.

use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

use super::judge::{MIN_REPEATED, is_random};

/// The bytes that are compared at a time.
const GRAM: usize = MIN_REPEATED;

/// From this length on, a part of a secret counts: its start or its end.
const MIN_PARTIAL: usize = 16;

/// The shortest start of a secret that is searched, where the end of the text has cut it off.
pub(super) const MIN_CUT: usize = 3;

const MAX_CUT: usize = 8;

/// How far a short secret is read for the rest of a longer one.
const MAX_LONGER: usize = 64;

/// The known secrets, prepared for the search.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    /// All parts of eight bytes of long secrets, sorted.
    grams: Vec<Gram>,
    /// One bit for each hash of a part: rules out most texts quickly.
    filter: Vec<u64>,
    shift: u32,
    /// Secrets below `MIN_PARTIAL`, sorted, by length.
    short: [Vec<(Vec<u8>, usize)>; MIN_PARTIAL - GRAM],
    /// Starts of secrets that the end of the text has cut off. Few: a text has one end.
    cut: Vec<(Vec<u8>, usize)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Gram {
    bytes: u64,
    /// Which kind of part it is: 0 for those that identify a secret best.
    rank: u8,
    owner: u32,
}

/// The start or end of a secret, which alone identifies it.
const START_OR_END: u8 = 0;
/// The start or end of a secret, of a form that other texts have too: `https://`, `2026-11-`.
const COMMON_START: u8 = 1;
const COMMON_END: u8 = 2;
const INNER: u8 = 3;

/// A repetition: its span, and the number of the secret.
pub(super) type Repeat = (Range<usize>, usize);

impl Repeats {
    pub(super) fn new<'s>(secrets: impl Iterator<Item = (&'s [u8], bool)>) -> Self {
        let mut new = Self::default();
        for (owner, (secret, is_cut)) in secrets.enumerate() {
            if is_cut && new.cut.len() < MAX_CUT {
                new.cut.push((secret.to_vec(), owner));
            }
            match secret.len() {
                ..GRAM => {}
                length @ GRAM..MIN_PARTIAL => new.short[length - GRAM].push((secret.to_vec(), owner)),
                _ => new.add_long(secret, u32::try_from(owner).unwrap_or(u32::MAX)),
            }
        }
        for secrets in &mut new.short {
            secrets.sort_unstable();
        }
        new.grams.sort_unstable();
        new.grams.dedup_by_key(|gram| gram.bytes);
        let starts = new.short.iter().flatten().map(|(secret, _)| first_gram(secret));
        let all: Vec<u64> = new.grams.iter().map(|gram| gram.bytes).chain(starts).collect();
        let bits = (all.len() * 16).next_power_of_two().max(64);
        new.filter = vec![0; bits / 64];
        new.shift = 64 - bits.trailing_zeros();
        for bytes in all {
            let hash = new.hash(bytes);
            new.filter[hash / 64] |= 1 << (hash % 64);
        }
        new
    }

    pub(super) fn is_empty(&self) -> bool {
        self.grams.is_empty() && self.cut.is_empty() && self.short.iter().all(Vec::is_empty)
    }

    fn add_long(&mut self, secret: &[u8], owner: u32) {
        let last = secret.len() - GRAM;
        for (index, bytes) in secret.windows(GRAM).enumerate() {
            let is_common = bytes.iter().any(|byte| matches!(byte, b':' | b'/' | b' ' | b',' | b'"'))
                || !bytes.iter().any(u8::is_ascii_alphabetic);
            let rank = match (index == 0, index == last, is_common) {
                (true, _, false) | (_, true, false) => START_OR_END,
                (true, ..) => COMMON_START,
                (_, true, _) => COMMON_END,
                _ => INNER,
            };
            self.grams.push(Gram { bytes: first_gram(bytes), rank, owner });
        }
    }

    fn hash(&self, bytes: u64) -> usize {
        let hash = bytes.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift.min(63);
        usize::try_from(hash).unwrap_or(0)
    }

    /// Adds the repetitions in a text.
    pub(super) fn find(&self, text: &[u8], found: &mut Vec<Repeat>) {
        if text.len() < GRAM || self.is_empty() {
            return;
        }
        let mut bytes = 0_u64;
        let mut run: Option<Run> = None;
        for (index, &byte) in text.iter().enumerate() {
            bytes = bytes << 8 | u64::from(byte);
            let Some(start) = (index + 1).checked_sub(GRAM) else { continue };
            let hash = self.hash(bytes);
            if self.filter[hash / 64] >> (hash % 64) & 1 == 0 {
                if let Some(run) = run.take() {
                    found.extend(run.decide(text));
                }
                continue;
            }
            self.find_short(text, start, found);
            match self.grams.binary_search_by_key(&bytes, |gram| gram.bytes) {
                Ok(at) => run.get_or_insert(Run::new(start)).add(self.grams[at], start),
                Err(_) => found.extend(run.take().and_then(|run| run.decide(text))),
            }
        }
        found.extend(run.take().and_then(|run| run.decide(text)));
        self.find_cut(text, found);
        self.find_starts(text, found);
    }

    /// Words that begin like a secret whose end is not known.
    fn find_starts(&self, text: &[u8], found: &mut Vec<Repeat>) {
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        for (secret, owner) in &self.cut {
            let mut at = 0;
            while let Some(next) = text[at..].windows(secret.len()).position(|part| part == secret) {
                let start = at + next;
                let end = start + secret.len();
                let end = end + text[end..].iter().take_while(|byte| is_word(byte)).count();
                let is_start = start == 0 || !is_word(&text[start - 1]);
                if secret.len() >= GRAM || is_start && is_random(&text[start..end]) {
                    found.push((start..end, *owner));
                }
                at = end.max(start + 1);
            }
        }
    }

    fn find_short(&self, text: &[u8], start: usize, found: &mut Vec<Repeat>) {
        for (secrets, length) in self.short.iter().zip(GRAM..) {
            let Some(part) = text.get(start..start + length).filter(|_| !secrets.is_empty()) else {
                continue;
            };
            if let Ok(at) = secrets.binary_search_by(|(secret, _)| (**secret).cmp(part)) {
                let end = start + length;
                found
                    .push((start..end + longer(&text[end..text.len().min(end + MAX_LONGER)]), secrets[at].1));
            }
        }
    }

    /// A short secret that the end of the text cuts off.
    fn find_cut(&self, text: &[u8], found: &mut Vec<Repeat>) {
        for length in GRAM..MIN_PARTIAL - 1 {
            let Some(start) = text.len().checked_sub(length) else { break };
            let end = &text[start..];
            for secrets in &self.short[length + 1 - GRAM..] {
                let at = secrets.partition_point(|(secret, _)| **secret < *end);
                if let Some((_, owner)) = secrets.get(at).filter(|(secret, _)| secret.starts_with(end)) {
                    found.push((start..text.len(), *owner));
                }
            }
        }
    }
}

/// Parts of secrets one after another.
struct Run {
    range: Range<usize>,
    owner: Option<u32>,
    common_start: Option<u32>,
}

impl Run {
    fn new(start: usize) -> Self {
        Self { range: start..start, owner: None, common_start: None }
    }

    fn add(&mut self, gram: Gram, start: usize) {
        self.range.end = start + GRAM;
        match gram.rank {
            START_OR_END => _ = self.owner.get_or_insert(gram.owner),
            COMMON_START => self.common_start = self.common_start.or(Some(gram.owner)),
            COMMON_END => self.owner = self.owner.or(self.common_start),
            _ => {}
        }
    }

    fn decide(self, text: &[u8]) -> Option<Repeat> {
        let owner = usize::try_from(self.owner?).ok()?;
        let end = self.range.end + longer(&text[self.range.end..]);
        Some((self.range.start..end, owner))
    }
}

/// How much of what is behind a secret belongs to it: what is known may be the start of a longer one.
fn longer(behind: &[u8]) -> usize {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let more = behind.iter().take_while(|byte| is_word(byte)).count();
    if more >= GRAM { more } else { 0 }
}

fn first_gram(bytes: &[u8]) -> u64 {
    bytes.iter().take(GRAM).fold(0, |gram, &byte| gram << 8 | u64::from(byte))
}
