//! What was done so far: counted, and reported.

use std::io;
use std::process;
use std::sync::Arc;

use crate::output::{self, Output};
use crate::progress::Progress;
use crate::report::{Reporter, Tally, Totals};
use crate::sources::Unreadable;

/// What came of a job.
pub(crate) enum Piece {
    /// A file that is one document: its size, the count, the report.
    Document(usize, Tally, Vec<u8>),
    /// The same of some lines of a file; the size may be told with the last of them.
    Lines(usize, Tally, Vec<u8>),
    EndOfLines(Arc<str>, Option<io::Error>),
    Unreadable(Unreadable),
}

/// Counts, and writes the report. It is given the pieces in the order of the input.
pub(crate) struct Ledger<'r> {
    reporter: &'r Reporter,
    output: Output,
    progress: Progress,
    totals: Totals,
    /// Of the file of lines that is being read.
    lines: Tally,
}

impl<'r> Ledger<'r> {
    pub(crate) fn new(reporter: &'r Reporter, output: Output, progress: Progress) -> Self {
        Self { reporter, output, progress, totals: Totals::default(), lines: Tally::default() }
    }

    pub(crate) fn enter(&mut self, piece: Piece) {
        match piece {
            Piece::Document(size, tally, report) => {
                self.totals.files += 1;
                self.progress.advance(size, tally.documents());
                self.totals.tally.add(tally);
                self.write(&report);
            }
            Piece::Lines(size, tally, report) => {
                self.progress.advance(size, tally.documents());
                self.lines.add(tally);
                self.write(&report);
            }
            Piece::EndOfLines(name, error) => {
                let tally = std::mem::take(&mut self.lines);
                // One of which nothing could be read does not count, as a document that could not be read.
                if error.is_none() || tally.documents() > 0 {
                    let mut report = Vec::new();
                    self.reporter.end_of_lines(&name, &tally, &mut report);
                    self.totals.files += 1;
                    self.totals.tally.add(tally);
                    self.write(&report);
                }
                if let Some(error) = error {
                    self.unreadable(&Unreadable::Failed(name.to_string(), error));
                }
            }
            Piece::Unreadable(error) => self.unreadable(&error),
        }
    }

    fn unreadable(&mut self, error: &Unreadable) {
        self.totals.unreadable += 1;
        self.progress.aside(|| output::complain(error));
    }

    fn write(&mut self, report: &[u8]) {
        if report.is_empty() {
            return;
        }
        let output = &mut self.output;
        if let Err(error) = self.progress.aside(|| output.write(report)) {
            self.progress.end();
            // At once, since other threads may wait for input that never comes.
            process::exit(output::exit_code(Err(error), self.exit_code()).into());
        }
    }

    /// Writes the summary, and gives the exit code.
    pub(crate) fn end(mut self) -> u8 {
        self.progress.end();
        let mut report = Vec::new();
        self.reporter.end(&self.totals, self.output.has_gap(), &mut report);
        let written = self.output.write(&report).and_then(|()| self.output.end());
        output::exit_code(written, self.exit_code())
    }

    fn exit_code(&self) -> u8 {
        let documents = self.totals.tally.documents() + self.lines.documents();
        let conforming = self.totals.tally.conforming + self.lines.conforming;
        if self.totals.unreadable > 0 { output::FAILED } else { u8::from(documents > conforming) }
    }
}
