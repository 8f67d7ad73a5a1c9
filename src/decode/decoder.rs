//! The state of a parse: the position in the text, the settings, and the deviations so far.

use super::scalar::Reading;
use crate::deviation::{DeviationCode, Expected, Outcome};
use crate::error::Error;
use crate::json::{Reader, SyntaxError, Type};
use crate::parsed::{Findings, Mismatch};
use crate::pointer::{Path, Step};
use crate::span::Span;
use alloc::boxed::Box;

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
    const NONE: Self = Self(0);

    pub(super) const fn with(self, code: DeviationCode) -> Self {
        Self(self.0 | 1 << code as u32)
    }

    const fn contains(self, code: DeviationCode) -> bool {
        self.0 >> code as u32 & 1 == 1
    }
}

/// The settings of a parse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Settings {
    pub(super) mode: Mode,
    pub(super) complete: bool,
    pub(super) allowed: Codes,
    /// How many deviations are kept, at least 1.
    pub(super) limit: usize,
}

impl Settings {
    pub(super) const MAX_DEVIATIONS: usize = 64;

    pub(super) const fn new(mode: Mode) -> Self {
        Self { mode, complete: false, allowed: Codes::NONE, limit: Self::MAX_DEVIATIONS }
    }
}

/// Decodes one document. Its methods are in the files that need them: `values`, `object`, `documents`, `root`.
pub(super) struct Decoder<'a> {
    pub(super) reader: Reader<'a>,
    pub(super) context: Context,
}

impl<'a> Decoder<'a> {
    #[inline(always)]
    pub(super) const fn new(settings: Settings, text: &'a str) -> Self {
        Self { reader: Reader::new(text), context: Context::new(settings) }
    }

    #[cold]
    #[inline(never)]
    pub(super) fn syntax(&self, error: SyntaxError, path: Path<'_>) -> Error {
        Error::syntax(error, path.to_pointer(), self.reader.text())
    }
}

/// Decides whether a deviation ends the parse, and records it if not.
pub(super) struct Context {
    pub(super) settings: Settings,
    pub(super) findings: Findings,
    /// The missing members of objects inside the root, which are reported at the end of the document.
    missing: Option<Box<Findings>>,
}

impl Context {
    pub(super) const fn new(settings: Settings) -> Self {
        Self { settings, findings: Findings::none(), missing: None }
    }

    /// Returns whether a deviation of this code ends the parse: the only difference between the modes.
    pub(super) const fn refuses(&self, code: DeviationCode) -> bool {
        match self.settings.mode {
            Mode::Strict => !self.settings.allowed.contains(code),
            Mode::Lenient => false,
        }
    }

    /// Forgets all deviations, since the document is read again.
    pub(super) fn reset(&mut self) {
        *self = Self::new(self.settings);
    }

    /// Records a deviation, or refuses it.
    #[cold]
    #[inline(never)]
    pub(super) fn deviate(
        &mut self,
        code: DeviationCode,
        outcome: Outcome,
        mismatch: Mismatch<'_>,
    ) -> Result<(), Error> {
        if self.refuses(code) {
            return Err(mismatch.deviation(code, outcome).into());
        }
        self.findings.record(self.settings.limit, code, outcome, mismatch);
        Ok(())
    }

    /// Stores the value of a member, and records the deviation that the rule of the member found in it.
    #[inline(always)] // A value is then stored where it is read.
    pub(super) fn store<T>(
        &mut self,
        member: &mut Option<T>,
        reading: Reading<T>,
        mismatch: Mismatch<'_>,
    ) -> Result<(), Error> {
        let (deviation, value) = match reading {
            Reading::Strict(value) => (None, Some(value)),
            Reading::Null => (None, None),
            Reading::Coerced(code, value) => (Some((code, Outcome::Coerced)), Some(value)),
            Reading::Dropped(code) => (Some((code, Outcome::Dropped)), None),
        };
        *member = value;
        match deviation {
            Some((code, outcome)) => self.deviate(code, outcome, mismatch),
            None => Ok(()),
        }
    }

    /// Records that members are missing from the object at `path`, to be reported at the end of the document. `step`
    /// extends the path by a name.
    pub(super) fn record_missing(
        &mut self,
        names: impl Iterator<Item = &'static str>,
        step: Step,
        path: Path<'_>,
        span: Span,
    ) {
        for name in names {
            let (code, outcome) = (DeviationCode::MissingMember, Outcome::Absent);
            // The message does not show the type.
            let (expected, found) = (Expected::Member(name), Type::Null);
            let mismatch = Mismatch { path: step(&path, name), span, expected, found };
            self.missing.get_or_insert_default().record(self.settings.limit, code, outcome, mismatch);
        }
    }

    /// Forgets the missing members of an object inside the root, since a duplicate replaces the object.
    #[inline]
    pub(super) fn reset_missing(&mut self) {
        self.missing = None;
    }

    /// Records missing members of the root object, which are reported first: see
    /// [`record_missing`](Self::record_missing).
    pub(super) fn record_missing_first(
        &mut self,
        names: impl Iterator<Item = &'static str>,
        step: Step,
        path: Path<'_>,
        span: Span,
    ) {
        let inner = self.missing.take();
        self.record_missing(names, step, path, span);
        if let Some(inner) = inner {
            self.missing.get_or_insert_default().append(self.settings.limit, *inner);
        }
    }

    /// Ends the document: missing members are reported last.
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
            // Invariant: the limit is at least 1, so the first one was kept.
            return Err(missing.kept.swap_remove(0).into());
        }
        self.findings.append(self.settings.limit, missing);
        Ok(self.findings)
    }
}
