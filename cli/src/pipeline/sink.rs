//! Counts results and writes the report.

use std::io;
use std::mem;
use std::sync::Arc;

use plex_pin_captures::Counts;

use super::progress::Progress;
use super::reorder::{Consumer, Weigh};
use crate::exit::Exit;
use crate::input::InputError;
use crate::output::{self, Output};
use crate::report::{Report, Totals};

/// The result of a job.
pub(super) enum JobResult {
    /// A file that is one document: its size, and the counts and report that no part has included.
    Document(usize, Counts, Vec<u8>),
    /// A part of the report of a file that is one document.
    DocumentPart(Counts, Vec<u8>),
    /// Lines of a file: their size (0 for all but the last part of a job), the counts, the report.
    Lines(usize, Counts, Vec<u8>),
    /// The end of a file of lines, perhaps by an error.
    EndOfLines(Arc<str>, Option<io::Error>),
    /// A source that cannot be read.
    Unreadable(InputError),
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
}

impl<'r> ReportSink<'r> {
    pub(super) fn new(report: &'r dyn Report, quiet: bool, output: Output, progress: Progress) -> Self {
        Self { report, quiet, output, progress, totals: Totals::default(), lines: Counts::default() }
    }

    fn end_of_lines(&mut self, name: &str, error: Option<io::Error>) {
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
            Self::Document(_, _, report) | Self::DocumentPart(_, report) | Self::Lines(_, _, report) => {
                report.capacity()
            }
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
            JobResult::Lines(size, counts, report) => {
                self.progress.advance(size, counts.documents());
                self.lines.add(counts);
                self.write(&report);
            }
            JobResult::EndOfLines(name, error) => self.end_of_lines(&name, error),
            JobResult::Unreadable(error) => self.unreadable(&error),
        }
    }
}
