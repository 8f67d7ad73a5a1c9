//! Results of a job: reports in memory, and documents that are reported when it is their turn.

use std::io::{self, Write};
use std::mem;

use plex_pin_captures::{CheckedDocument, Container, Record};

use super::totals::Tally;

/// How many bytes of reports are kept before they are passed on.
const MAX_PART: usize = 256 * 1024;

/// A part of the results of a job.
pub(crate) enum Piece {
    /// Counts, and the report of these documents in each format.
    Rendered(Tally, Vec<Vec<u8>>),
    /// A document that is reported in the order of the input.
    Deferred(Box<DeferredDocument>),
}

impl Piece {
    /// Returns how many bytes it holds.
    pub(crate) fn weight(&self) -> usize {
        match self {
            Self::Rendered(_, reports) => reports.iter().map(Vec::capacity).sum(),
            // A finding takes some hundred bytes.
            Self::Deferred(it) => it.body.capacity() + it.checked.findings.len() * 256 + it.source.len(),
        }
    }
}

/// A document with findings, free of the buffer that it was read into.
pub(crate) struct DeferredDocument {
    source: String,
    line: Option<usize>,
    body: Vec<u8>,
    container: Option<Container>,
    pub(crate) checked: CheckedDocument,
}

impl DeferredDocument {
    pub(crate) fn new(record: Record<'_>, checked: CheckedDocument) -> Self {
        Self {
            source: record.source.to_owned(),
            line: record.line,
            body: record.body.to_vec(),
            container: record.container.cloned(),
            checked,
        }
    }

    /// Returns the record and the result.
    pub(crate) fn parts(&mut self) -> (Record<'_>, &mut CheckedDocument) {
        let Self { source, line, body, container, checked } = self;
        (Record { source, line: *line, body, container: container.as_ref() }, checked)
    }
}

/// Writes to the report of one format at a time.
pub(crate) trait SelectReport: Write {
    /// Selects the report that is written to.
    fn select(&mut self, index: usize);
}

/// Collects the pieces of one job.
pub(crate) struct ReportWriter<'p> {
    pieces: Vec<Piece>,
    tally: Tally,
    reports: Vec<Vec<u8>>,
    selected: usize,
    /// Receives pieces once they are long, and blocks until it is the turn of the job.
    pass_on: &'p dyn Fn(Vec<Piece>),
    weight: usize,
}

impl<'p> ReportWriter<'p> {
    pub(crate) fn new(reports: usize, pass_on: &'p dyn Fn(Vec<Piece>)) -> Self {
        let reports = vec![Vec::new(); reports];
        Self { pieces: Vec::new(), tally: Tally::default(), reports, selected: 0, pass_on, weight: 0 }
    }

    /// Returns the counts of the documents that are written now.
    pub(crate) fn tally(&mut self) -> &mut Tally {
        &mut self.tally
    }

    /// Adds a document that is reported later.
    pub(crate) fn defer(&mut self, document: DeferredDocument) {
        self.close();
        self.add(Piece::Deferred(Box::new(document)));
    }

    /// Returns the rest, which was not passed on.
    pub(crate) fn into_pieces(mut self) -> Vec<Piece> {
        self.close();
        self.pieces
    }

    fn close(&mut self) {
        let empty = vec![Vec::new(); self.reports.len()];
        let reports = mem::replace(&mut self.reports, empty);
        let tally = mem::take(&mut self.tally);
        if tally.counts.documents() > 0 || reports.iter().any(|it| !it.is_empty()) {
            self.pieces.push(Piece::Rendered(tally, reports));
        }
    }

    fn add(&mut self, piece: Piece) {
        self.weight += piece.weight();
        self.pieces.push(piece);
        self.pass_on_if_long();
    }

    fn pass_on_if_long(&mut self) {
        if self.weight > MAX_PART {
            self.close();
            self.weight = 0;
            (self.pass_on)(mem::take(&mut self.pieces));
        }
    }
}

/// Never fails.
impl Write for ReportWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.reports[self.selected].extend_from_slice(bytes);
        self.weight += bytes.len();
        self.pass_on_if_long();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl SelectReport for ReportWriter<'_> {
    fn select(&mut self, index: usize) {
        self.selected = index;
    }
}
