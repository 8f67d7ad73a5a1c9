//! Where reports of documents are written to: memory, passed on in parts so that it stays bounded.

use std::io;
use std::mem;

use plex_pin_captures::{CheckedDocument, Counts};

/// How many bytes of a report are kept before they are passed on.
const MAX_PART: usize = 256 * 1024;

/// Collects the counts and reports of the documents of one job.
pub(crate) struct ReportWriter<'p> {
    counts: Counts,
    buffer: Vec<u8>,
    /// Receives the report so far once it is long, and blocks until it is the turn of the job.
    pass_on: &'p dyn Fn(Counts, Vec<u8>),
}

impl<'p> ReportWriter<'p> {
    pub(crate) fn new(pass_on: &'p dyn Fn(Counts, Vec<u8>)) -> Self {
        Self { counts: Counts::default(), buffer: Vec::new(), pass_on }
    }

    /// Counts a document, before its report is written.
    pub(crate) fn count(&mut self, checked: &CheckedDocument) {
        self.counts.add_document(checked);
    }

    /// Returns the rest, which was not passed on.
    pub(crate) fn into_parts(self) -> (Counts, Vec<u8>) {
        (self.counts, self.buffer)
    }
}

/// Never fails.
impl io::Write for ReportWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() > MAX_PART {
            (self.pass_on)(mem::take(&mut self.counts), mem::take(&mut self.buffer));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
