//! What is reported of documents, in either form, and how they are counted.

use std::collections::BTreeMap;

use crate::args::{Format, Validate};
use crate::check::{Checked, Checker, Severity, Verdict};
use crate::human::Human;
use crate::machine;

/// Documents and findings, counted.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) conforming: usize,
    pub(crate) deviating: usize,
    pub(crate) refused: usize,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) codes: BTreeMap<&'static str, usize>,
}

impl Tally {
    pub(crate) const fn documents(&self) -> usize {
        self.conforming + self.deviating + self.refused
    }

    pub(crate) fn note(&mut self, checked: &Checked) {
        *match checked.verdict {
            Verdict::Conforms => &mut self.conforming,
            Verdict::Deviates => &mut self.deviating,
            Verdict::Refused => &mut self.refused,
        } += 1;
        for (code, severity, count) in checked.counts() {
            *self.codes.entry(code).or_default() += count;
            *match severity {
                Severity::Error => &mut self.errors,
                Severity::Warning => &mut self.warnings,
            } += count;
        }
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.conforming += other.conforming;
        self.deviating += other.deviating;
        self.refused += other.refused;
        self.errors += other.errors;
        self.warnings += other.warnings;
        for (code, count) in other.codes {
            *self.codes.entry(code).or_default() += count;
        }
    }
}

/// All that was done.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    pub(crate) files: usize,
    pub(crate) unreadable: usize,
    pub(crate) tally: Tally,
}

/// A document and where it is from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Record<'d> {
    pub(crate) source: &'d str,
    /// The line, in NDJSON.
    pub(crate) line: Option<usize>,
    pub(crate) body: &'d [u8],
}

/// Checks documents and writes the report of them. It keeps nothing of them, so that many may be at work.
#[derive(Debug)]
pub(crate) struct Reporter {
    checker: Checker,
    format: Format,
    quiet: bool,
    human: Human,
}

impl Reporter {
    pub(crate) fn new(options: &Validate, colour: bool) -> Self {
        Self {
            checker: Checker::new(options),
            format: options.format,
            quiet: options.quiet,
            human: Human::new(options.mode, colour),
        }
    }

    /// Checks one document, counts it, and adds the report of it to `out`.
    pub(crate) fn document(&self, mut record: Record<'_>, tally: &mut Tally, out: &mut Vec<u8>) {
        let checked = self.checker.check(record.body);
        tally.note(&checked);
        if self.quiet && checked.verdict == Verdict::Conforms {
            return;
        }
        if record.body.len() > self.checker.most {
            // Enough for an excerpt of what was not looked at.
            record.body = &record.body[..record.body.len().min(1024)];
        }
        match self.format {
            // Of a file of lines only those are named that have something to tell.
            Format::Human if record.line.is_some() && checked.findings.is_empty() => {}
            Format::Human => self.human.document(record, &checked, out),
            Format::Json | Format::Ndjson => {
                machine::write(record, self.checker.mode, &checked, self.format, out);
            }
        }
    }

    /// What is said of a file of lines when all are done.
    pub(crate) fn end_of_lines(&self, source: &str, tally: &Tally, out: &mut Vec<u8>) {
        let conforms = tally.documents() == tally.conforming;
        if self.format == Format::Human && !(self.quiet && conforms) {
            self.human.lines(source, tally, out);
        }
    }

    /// What is said when all sources are done, with an empty line before it.
    pub(crate) fn end(&self, totals: &Totals, has_gap: bool, out: &mut Vec<u8>) {
        if self.format == Format::Human {
            if !has_gap {
                out.push(b'\n');
            }
            self.human.summary(totals, out);
        }
    }
}
