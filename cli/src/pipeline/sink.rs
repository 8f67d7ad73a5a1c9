//! Counts results and writes the report.

use std::io;
use std::mem;
use std::sync::Arc;

use plex_pin_captures::codes::NO_DOCUMENT;
use plex_pin_captures::{CheckedDocument, Counts, Record, Skips};

use super::progress::Progress;
use super::reorder::{Consumer, Weigh};
use crate::exit::Exit;
use crate::input::InputError;
use crate::output::{self, Output};
use crate::report::{Report, ReportWriter, Totals};

/// The result of a job.
pub(super) enum JobResult {
    /// A file that is one document: its size, and the counts and report that no part has included.
    Document(usize, Counts, Vec<u8>),
    /// A part of the report of a file that is one document.
    DocumentPart(Counts, Vec<u8>),
    /// Lines of a file: their size (0 for all but the last part of a job), the counts, the report, and what was not
    /// checked.
    Lines { size: usize, counts: Counts, report: Vec<u8>, skipped: Skips },
    /// The end of a file of lines, perhaps by an error.
    EndOfLines(Arc<str>, Option<io::Error>),
    /// The end of a capture: the counts and report of its last documents, and what was not checked.
    Capture {
        name: Arc<str>,
        size: usize,
        counts: Counts,
        report: Vec<u8>,
        skipped: Skips,
        error: Option<io::Error>,
    },
    /// A source that cannot be read.
    Unreadable(InputError),
}

impl JobResult {
    /// Makes a part of the report of lines, or of a capture.
    pub(super) fn part_of_lines(counts: Counts, report: Vec<u8>) -> Self {
        Self::Lines { size: 0, counts, report, skipped: Skips::new() }
    }
}

/// Adds what was not checked to `all`.
pub(super) fn add_skips(all: &mut Skips, more: Skips) {
    for (reason, count) in more {
        *all.entry(reason).or_default() += count;
    }
}

/// The end of the pipeline. It receives results in the order of the input.
pub(super) struct ReportSink<'r> {
    report: &'r dyn Report,
    quiet: bool,
    output: Output,
    progress: Progress,
    totals: Totals,
    /// The counts of the file of lines that is being read.
    lines: Counts,
    /// Whether lines of that file were not checked.
    skips_lines: bool,
}

impl<'r> ReportSink<'r> {
    pub(super) fn new(report: &'r dyn Report, quiet: bool, output: Output, progress: Progress) -> Self {
        let (totals, lines) = (Totals::default(), Counts::default());
        Self { report, quiet, output, progress, totals, lines, skips_lines: false }
    }

    fn end_of_lines(&mut self, name: &str, error: Option<io::Error>) {
        if mem::take(&mut self.skips_lines) && self.lines.documents() == 0 && error.is_none() {
            self.no_document(name);
        }
        let counts = mem::take(&mut self.lines);
        // A file of which nothing could be read is not counted, like a document that could not be read.
        if error.is_none() || counts.documents() > 0 {
            let mut report = Vec::new();
            if !self.quiet || counts.documents() > counts.conforming {
                // Writing to a vector never fails.
                _ = self.report.end_of_lines(name, &counts, &mut report);
            }
            self.totals.files += 1;
            self.totals.counts.add(counts);
            self.write(&report);
        }
        if let Some(error) = error {
            self.unreadable(&InputError::Failed(name.to_owned(), error));
        }
    }

    /// Reports that a file of lines has no document, though it has lines.
    fn no_document(&mut self, name: &str) {
        let checked = CheckedDocument::no_document("log without one", NO_DOCUMENT.help);
        self.lines.add_document(&checked);
        let mut out = ReportWriter::new(&|_, _| {});
        let record = Record { source: name, line: None, body: &[], container: None };
        self.report.document(record, &checked, &mut out).expect("a report writer never fails");
        self.write(&out.into_parts().1);
    }

    fn unreadable(&mut self, error: &InputError) {
        self.totals.unreadable += usize::from(error.is_failure());
        self.progress.suspend(|| output::eprint_error(error));
    }

    fn write(&mut self, report: &[u8]) {
        if report.is_empty() {
            return;
        }
        let output = &mut self.output;
        if let Err(error) = self.progress.suspend(|| output.write(report)) {
            self.progress.end();
            // At once, since other threads may wait for input that never comes.
            output::exit_after(Err(error), self.exit()).now();
        }
    }

    /// Writes the summary.
    pub(super) fn end(mut self) -> Exit {
        self.progress.end();
        let mut report = Vec::new();
        let written = self.report.end(&self.totals, self.output.ends_with_blank_line(), &mut report);
        let written = written.and_then(|()| self.output.write(&report)).and_then(|()| self.output.end());
        // The machine-readable reports have no place for it that would not disturb their readers.
        if !self.report.has_summary() && !self.totals.skipped.is_empty() {
            output::eprint_error(format_args!("not checked: {}", self.totals.not_checked()));
        }
        output::exit_after(written, self.exit())
    }

    fn exit(&self) -> Exit {
        let documents = self.totals.counts.documents() + self.lines.documents();
        let conforming = self.totals.counts.conforming + self.lines.conforming;
        if self.totals.unreadable > 0 {
            Exit::Failure
        } else if documents > conforming {
            Exit::Deviations
        } else {
            Exit::Success
        }
    }
}

impl Weigh for JobResult {
    fn weight(&self) -> usize {
        match self {
            Self::Document(_, _, report)
            | Self::DocumentPart(_, report)
            | Self::Lines { report, .. }
            | Self::Capture { report, .. } => report.capacity(),
            Self::EndOfLines(..) | Self::Unreadable(_) => 0,
        }
    }
}

impl Consumer<JobResult> for ReportSink<'_> {
    fn accept(&mut self, result: JobResult) {
        match result {
            JobResult::Document(size, counts, report) => {
                self.totals.files += 1;
                self.progress.advance(size, counts.documents());
                self.totals.counts.add(counts);
                self.write(&report);
            }
            JobResult::DocumentPart(counts, report) => {
                self.progress.advance(0, counts.documents());
                self.totals.counts.add(counts);
                self.write(&report);
            }
            JobResult::Lines { size, counts, report, skipped } => {
                self.progress.advance(size, counts.documents());
                self.lines.add(counts);
                self.skips_lines |= !skipped.is_empty();
                add_skips(&mut self.totals.skipped, skipped);
                self.write(&report);
            }
            JobResult::EndOfLines(name, error) => self.end_of_lines(&name, error),
            JobResult::Capture { name, size, counts, report, skipped, error } => {
                self.progress.advance(size, counts.documents());
                self.lines.add(counts);
                self.write(&report);
                add_skips(&mut self.totals.skipped, skipped);
                self.end_of_lines(&name, error);
            }
            JobResult::Unreadable(error) => self.unreadable(&error),
        }
    }
}
