//! Where it is decided whether a deviation ends the parse, and where deviations are kept.

use super::Parser;
use crate::deviation::{Deviation, DeviationCode, Expected, Outcome};
use crate::error::Error;
use crate::json::Type;
use crate::pointer::{Path, Pointer};
use crate::span::Span;
use alloc::boxed::Box;
use alloc::vec::Vec;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Mode {
    Strict,
    Lenient,
}

/// A set of codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Codes(u32);

// One bit for each code.
const _: () = assert!(DeviationCode::ALL.len() <= 32);

impl Codes {
    pub(super) const NONE: Self = Self(0);

    pub(super) const fn with(self, code: DeviationCode) -> Self {
        Self(self.0 | 1 << code as u32)
    }

    const fn contains(self, code: DeviationCode) -> bool {
        self.0 >> code as u32 & 1 == 1
    }
}

/// Deviations: the first ones, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Findings {
    pub(super) kept: Vec<Deviation>,
    pub(super) count: usize,
    /// Those not kept. There are few pairs of code and outcome, so that a list is the map.
    pub(super) omitted: Vec<(DeviationCode, Outcome, usize)>,
}

impl Findings {
    const fn none() -> Self {
        Self { kept: Vec::new(), count: 0, omitted: Vec::new() }
    }

    /// Counts a deviation, and makes it where it is to be kept.
    fn note(&mut self, limit: usize, code: DeviationCode, outcome: Outcome, place: Place<'_>) {
        self.count += 1;
        if self.kept.len() >= limit {
            return self.omit(code, outcome, 1);
        }
        if self.kept.capacity() == 0 {
            // Room for most documents, which then need no second allocation.
            self.kept.reserve(limit.min(10));
        }
        let Place { path, span, expected, found } = place;
        self.kept.push(Deviation { code, outcome, pointer: Pointer::ROOT, span, expected, found });
        // Written where it stays: what was just written in pieces is slow to copy.
        if let Some(deviation) = self.kept.last_mut() {
            path.write(&mut deviation.pointer);
        }
    }

    fn omit(&mut self, code: DeviationCode, outcome: Outcome, count: usize) {
        let mut pairs = self.omitted.iter_mut();
        match pairs.find(|pair| (pair.0, pair.1) == (code, outcome)) {
            Some(pair) => pair.2 += count,
            None => self.omitted.push((code, outcome, count)),
        }
    }

    fn append(&mut self, limit: usize, later: Self) {
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

/// A place in a document, what a strict reader expects there, and the type of what it finds.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) path: Path<'p>,
    pub(super) span: Span,
    pub(super) expected: Expected,
    pub(super) found: Type,
}

impl Place<'_> {
    fn deviation(self, code: DeviationCode, outcome: Outcome) -> Deviation {
        let Self { path, span, expected, found } = self;
        Deviation { code, outcome, pointer: path.to_pointer(), span, expected, found }
    }
}

pub(super) struct Context {
    parser: Parser,
    findings: Findings,
    /// What objects inside the root lack, which is reported when the document is over.
    missing: Option<Box<Findings>>,
}

impl Context {
    pub(super) const fn new(parser: Parser) -> Self {
        Self { parser, findings: Findings::none(), missing: None }
    }

    /// The one place where the modes part.
    pub(super) const fn refuses(&self, code: DeviationCode) -> bool {
        match self.parser.mode {
            Mode::Strict => !self.parser.allowed.contains(code),
            Mode::Lenient => false,
        }
    }

    /// Notes a deviation, or refuses it.
    #[cold]
    #[inline(never)]
    pub(super) fn deviate(
        &mut self,
        code: DeviationCode,
        outcome: Outcome,
        place: Place<'_>,
    ) -> Result<(), Error> {
        if self.refuses(code) {
            return Err(place.deviation(code, outcome).into());
        }
        self.findings.note(self.parser.limit, code, outcome, place);
        Ok(())
    }

    /// Notes, for the end, that the object at `path` lacks the members `names`.
    pub(super) fn lack(&mut self, names: impl Iterator<Item = &'static str>, path: Path<'_>, span: Span) {
        for name in names {
            let (code, outcome) = (DeviationCode::MissingMember, Outcome::Absent);
            // The type plays no part in the message.
            let (expected, found) = (Expected::Member(name), Type::Null);
            let place = Place { path: path.name(name), span, expected, found };
            self.missing.get_or_insert_default().note(self.parser.limit, code, outcome, place);
        }
    }

    /// Whether anything was noted so far.
    pub(super) const fn has_findings(&self) -> bool {
        self.findings.count > 0
    }

    /// The same, and what is to be noted when the document is over.
    pub(super) const fn has_notes(&self) -> bool {
        self.has_findings() || self.missing.is_some()
    }

    /// Forgets all that was noted, to begin anew.
    pub(super) fn forget(&mut self) {
        *self = Self::new(self.parser);
    }

    /// Whether members may lack.
    #[inline]
    pub(super) const fn is_complete(&self) -> bool {
        self.parser.complete
    }

    /// Forgets what the object of a member lacks, since the member was given again.
    #[inline]
    pub(super) fn forget_missing(&mut self) {
        self.missing = None;
    }

    /// The same for an object that holds all those noted so far, and is reported before them.
    pub(super) fn lack_first(
        &mut self,
        names: impl Iterator<Item = &'static str>,
        path: Path<'_>,
        span: Span,
    ) {
        let inner = self.missing.take();
        self.lack(names, path, span);
        if let Some(inner) = inner {
            self.missing.get_or_insert_default().append(self.parser.limit, *inner);
        }
    }

    /// Ends the document: what it lacks is reported last.
    #[inline]
    pub(super) fn finish(mut self) -> Result<Findings, Error> {
        match self.missing.take() {
            None => Ok(self.findings),
            Some(missing) => self.finish_missing(*missing),
        }
    }

    #[cold]
    fn finish_missing(mut self, mut missing: Findings) -> Result<Findings, Error> {
        if self.refuses(DeviationCode::MissingMember) {
            // Invariant: the limit is 1 at least, so that the first one was kept.
            return Err(missing.kept.swap_remove(0).into());
        }
        self.findings.append(self.parser.limit, missing);
        Ok(self.findings)
    }
}
