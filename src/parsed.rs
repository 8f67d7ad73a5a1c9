//! The result of a parse: a value and its deviations.

use alloc::vec::Vec;

use crate::deviation::{Deviation, DeviationCode, Expected, Outcome};
use crate::error::Error;
use crate::json::Type;
use crate::pointer::{Path, Pointer};
use crate::span::Span;

/// The value that was read, and the deviations in it.
///
/// Deviations are in the order of the body. Missing members are last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed<T> {
    pub(crate) value: T,
    pub(crate) findings: Findings,
}

impl<T> Parsed<T> {
    /// Returns the value.
    pub const fn value(&self) -> &T {
        &self.value
    }

    /// Returns the value without the deviations.
    pub fn into_value(self) -> T {
        self.value
    }

    /// Returns the deviations that were kept: the first 64, or the first [`Parser::max_deviations`](crate::Parser::max_deviations).
    pub fn deviations(&self) -> &[Deviation] {
        &self.findings.kept
    }

    /// Returns how many deviations there are, kept or not.
    pub const fn deviation_count(&self) -> usize {
        self.findings.count
    }

    /// Returns how many deviations were not kept, by code and outcome. Together with
    /// [`deviations`](Self::deviations) this is all of them.
    ///
    /// ```
    /// use plex_pin::{DeviationCode, Outcome, Parser, Pin};
    ///
    /// let parsed = Parser::LENIENT.max_deviations(1).parse::<Pin>(r#"{"a":1,"b":2,"id":true}"#)?;
    /// let rest = [
    ///     (DeviationCode::UnknownMember, Outcome::Ignored, 1),
    ///     (DeviationCode::WrongType, Outcome::Dropped, 1),
    /// ];
    /// assert_eq!(parsed.omitted(), rest);
    /// # Ok::<(), plex_pin::Error>(())
    /// ```
    pub fn omitted(&self) -> &[(DeviationCode, Outcome, usize)] {
        &self.findings.omitted
    }

    /// Returns the value, and the deviations that were kept.
    pub fn into_parts(self) -> (T, Vec<Deviation>) {
        (self.value, self.findings.kept)
    }

    /// Returns what [`Parser::STRICT`](crate::Parser::STRICT) would have returned.
    ///
    /// # Errors
    ///
    /// Fails with the first deviation, if there is one, allowed or not.
    pub fn into_strict(self) -> Result<T, Error> {
        match self.findings.kept.into_iter().next() {
            Some(deviation) => Err(deviation.into()),
            None => Ok(self.value),
        }
    }

    /// Replaces the value by one that is made from it.
    pub fn map<U>(self, map: impl FnOnce(T) -> U) -> Parsed<U> {
        Parsed { value: map(self.value), findings: self.findings }
    }
}

/// The first deviations, and the count of all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Findings {
    pub(crate) kept: Vec<Deviation>,
    pub(crate) count: usize,
    /// The counts of those that were not kept. There are few pairs of code and outcome, so a list serves as a map.
    pub(crate) omitted: Vec<(DeviationCode, Outcome, usize)>,
}

impl Findings {
    pub(crate) const fn none() -> Self {
        Self { kept: Vec::new(), count: 0, omitted: Vec::new() }
    }

    /// Counts a deviation, and keeps it unless the limit is reached.
    pub(crate) fn record(
        &mut self,
        limit: usize,
        code: DeviationCode,
        outcome: Outcome,
        mismatch: Mismatch<'_>,
    ) {
        self.count += 1;
        if self.kept.len() >= limit {
            return self.omit(code, outcome, 1);
        }
        if self.kept.capacity() == 0 {
            // Enough for most documents, which then need no second allocation.
            self.kept.reserve(limit.min(10));
        }
        let Mismatch { path, span, expected, found } = mismatch;
        self.kept.push(Deviation { code, outcome, pointer: Pointer::ROOT, span, expected, found });
        // In place, since memory that was just written in pieces is slow to copy.
        if let Some(deviation) = self.kept.last_mut() {
            path.write(&mut deviation.pointer);
        }
    }

    /// Returns whether a deviation of this code was recorded.
    pub(crate) fn has(&self, code: DeviationCode) -> bool {
        self.kept.iter().any(|kept| kept.code == code) || self.omitted.iter().any(|omitted| omitted.0 == code)
    }

    fn omit(&mut self, code: DeviationCode, outcome: Outcome, count: usize) {
        let mut pairs = self.omitted.iter_mut();
        match pairs.find(|pair| (pair.0, pair.1) == (code, outcome)) {
            Some(pair) => pair.2 += count,
            None => self.omitted.push((code, outcome, count)),
        }
    }

    pub(crate) fn append(&mut self, limit: usize, later: Self) {
        self.count += later.count;
        let room = limit.saturating_sub(self.kept.len());
        let mut kept = later.kept.into_iter();
        self.kept.extend(kept.by_ref().take(room));
        for deviation in kept {
            self.omit(deviation.code, deviation.outcome, 1);
        }
        for (code, outcome, count) in later.omitted {
            self.omit(code, outcome, count);
        }
    }
}

/// A location in a document, what strict mode expects there, and the type that was found.
#[derive(Clone, Copy)]
pub(crate) struct Mismatch<'p> {
    pub(crate) path: Path<'p>,
    pub(crate) span: Span,
    pub(crate) expected: Expected,
    pub(crate) found: Type,
}

impl Mismatch<'_> {
    pub(crate) fn deviation(self, code: DeviationCode, outcome: Outcome) -> Deviation {
        let Self { path, span, expected, found } = self;
        Deviation { code, outcome, pointer: path.to_pointer(), span, expected, found }
    }
}
