//! Counts results and writes the reports.

use std::io;
use std::mem;
use std::sync::Arc;

use plex_pin_captures::codes::NO_DOCUMENT;
use plex_pin_captures::{CheckedDocument, Record, Skips};

use super::outputs::ReportOutputs;
use super::progress::Progress;
use super::reorder::{Consumer, Weigh};
use crate::baseline::Baseline;
use crate::exit::Exit;
use crate::input::InputError;
use crate::output;
use crate::report::{Piece, Reporter, SourceEnd, Tally, Totals};

/// The result of a job.
pub(super) enum JobResult {
    /// A part of a job, which goes on.
    Part(Vec<Piece>),
    /// The end of a job of some lines: their size, their documents, and what was not checked.
    Lines { size: usize, pieces: Vec<Piece>, skipped: Skips },
    /// The end of a file of lines, perhaps by an error.
    EndOfLines(Arc<str>, Option<io::Error>),
    /// The end of a capture.
    Capture { name: Arc<str>, size: usize, pieces: Vec<Piece>, skipped: Skips, error: Option<io::Error> },
    /// The end of a file that is one document.
    Document { name: Arc<str>, size: usize, pieces: Vec<Piece> },
    /// A source that cannot be read.
    Unreadable(InputError),
}

/// Adds what was not checked to `all`.
pub(super) fn add_skips(all: &mut Skips, more: Skips) {
    for (reason, count) in more {
        *all.entry(reason).or_default() += count;
    }
}

/// The end of the pipeline. It receives results in the order of the input.
pub(super) struct ReportSink<'r> {
    reporter: &'r Reporter,
    outputs: ReportOutputs,
    progress: Progress,
    baseline: Option<Baseline>,
    totals: Totals,
    /// What was found in the source that is being read.
    source: Tally,
    /// Whether lines of that source were not checked.
    skips_lines: bool,
}

impl<'r> ReportSink<'r> {
    pub(super) fn new(
        reporter: &'r Reporter,
        outputs: ReportOutputs,
        progress: Progress,
        baseline: Option<Baseline>,
    ) -> Self {
        let (totals, source) = (Totals::default(), Tally::default());
        Self { reporter, outputs, progress, baseline, totals, source, skips_lines: false }
    }

    fn pieces(&mut self, size: usize, pieces: Vec<Piece>) {
        let before = self.source.counts.documents();
        for piece in pieces {
            match piece {
                Piece::Rendered(tally, reports) => {
                    self.source.add(tally);
                    for (index, report) in reports.iter().enumerate() {
                        self.write(index, report);
                    }
                }
                Piece::Deferred(mut document) => {
                    let (record, checked) = document.parts();
                    self.in_order(record, checked);
                }
            }
        }
        self.progress.advance(size, self.source.counts.documents() - before);
    }

    fn in_order(&mut self, record: Record<'_>, checked: &mut CheckedDocument) {
        if let Some(baseline) = &mut self.baseline {
            baseline.suppress(record.source, checked);
        }
        let (reporter, outputs, source) = (self.reporter, &mut self.outputs, &mut self.source);
        self.progress.suspend(|| reporter.add_in_order(record, checked, source, outputs));
        self.check_outputs();
    }

    fn end_of_source(&mut self, name: &str, is_document: bool, error: Option<io::Error>) {
        if mem::take(&mut self.skips_lines) && self.source.counts.documents() == 0 && error.is_none() {
            // It has lines, but no document.
            let mut checked = CheckedDocument::no_document("log without one", NO_DOCUMENT.help);
            let record = Record { source: name, line: None, body: &[], container: None };
            self.in_order(record, &mut checked);
        }
        let tally = mem::take(&mut self.source);
        let documents = tally.counts.documents();
        // A file of which nothing could be read is not counted, like a document that could not be read.
        if error.is_none() || documents > 0 {
            let fails = self.reporter.fail_on.exit(false, &[&tally.counts]) != Exit::Success;
            let is_hidden = self.reporter.quiet && !fails;
            let end = SourceEnd { source: name, tally: &tally, is_document, is_hidden };
            for (index, report) in self.reporter.reports.iter().enumerate() {
                let mut text = Vec::new();
                // Writing to a vector never fails.
                _ = report.end_of_source(&end, &mut text);
                self.write(index, &text);
            }
            self.totals.files += 1;
            self.totals.tally.add(tally);
        }
        match error {
            Some(error) => self.unreadable(&InputError::Failed(name.to_owned(), error)),
            None => {
                if let Some(baseline) = &mut self.baseline {
                    baseline.end_of_source(name);
                }
            }
        }
    }

    fn unreadable(&mut self, error: &InputError) {
        self.progress.suspend(|| output::eprint_error(error));
        if error.is_failure() {
            self.totals.unreadable += 1;
            let (source, message) = error.parts();
            let record = Record { source, line: None, body: &[], container: None };
            let mut checked = CheckedDocument::unread(format!("expected readable input, found: {message}"));
            let (reporter, outputs) = (self.reporter, &mut self.outputs);
            let mut tally = Tally::default();
            self.progress.suspend(|| reporter.add_in_order(record, &mut checked, &mut tally, outputs));
            self.check_outputs();
        }
    }

    fn write(&mut self, index: usize, report: &[u8]) {
        if report.is_empty() {
            return;
        }
        let outputs = &mut self.outputs;
        self.progress.suspend(|| outputs.write_to(index, report));
        self.check_outputs();
    }

    /// Ends the run if nobody reads the reports any more, or they cannot be written.
    fn check_outputs(&mut self) {
        if let Some(failed) = self.outputs.failure() {
            self.progress.end();
            // At once, since other threads may wait for input that never comes.
            failed.unwrap_or_else(|| self.exit()).now();
        }
    }

    /// Writes the summary, and returns what was found for a baseline.
    pub(super) fn end(mut self, totals: impl FnOnce(&mut Totals)) -> (Exit, Option<Baseline>) {
        self.progress.end();
        totals(&mut self.totals);
        self.totals.baseline = self.baseline.as_ref().and_then(Baseline::summary);
        for (index, report) in self.reporter.reports.iter().enumerate() {
            let mut text = Vec::new();
            // Writing to a vector never fails.
            _ = report.end(&self.totals, self.outputs.ends_with_blank_line(index), &mut text);
            self.outputs.end(index, &text);
        }
        if !self.reporter.reports.iter().any(|report| report.has_summary()) {
            let not_checked = self.totals.not_checked();
            if !not_checked.is_empty() {
                output::eprint_error(format_args!("not checked: {not_checked}"));
            }
            for line in self.totals.left_out() {
                output::eprint_error(line);
            }
        }
        let exit = self.exit();
        let exit = self.outputs.failure().map_or(exit, |failed| failed.unwrap_or(exit));
        (exit, self.baseline)
    }

    fn exit(&self) -> Exit {
        let counts = [&self.totals.tally.counts, &self.source.counts];
        self.reporter.fail_on.exit(self.totals.unreadable > 0, &counts)
    }
}

impl Weigh for JobResult {
    fn weight(&self) -> usize {
        match self {
            Self::Part(pieces)
            | Self::Lines { pieces, .. }
            | Self::Capture { pieces, .. }
            | Self::Document { pieces, .. } => pieces.iter().map(Piece::weight).sum(),
            Self::EndOfLines(..) | Self::Unreadable(_) => 0,
        }
    }
}

impl Consumer<JobResult> for ReportSink<'_> {
    fn accept(&mut self, result: JobResult) {
        match result {
            JobResult::Part(pieces) => self.pieces(0, pieces),
            JobResult::Lines { size, pieces, skipped } => {
                self.skips_lines |= !skipped.is_empty();
                add_skips(&mut self.totals.skipped, skipped);
                self.pieces(size, pieces);
            }
            JobResult::EndOfLines(name, error) => self.end_of_source(&name, false, error),
            JobResult::Capture { name, size, pieces, skipped, error } => {
                self.pieces(size, pieces);
                add_skips(&mut self.totals.skipped, skipped);
                self.end_of_source(&name, false, error);
            }
            JobResult::Document { name, size, pieces } => {
                self.pieces(size, pieces);
                self.end_of_source(&name, true, None);
            }
            JobResult::Unreadable(error) => self.unreadable(&error),
        }
    }
}
