//! Where findings are in a file: lines and columns as people, editors and machines count them.

use plex_pin::Positions;
use plex_pin_captures::{Finding, Record};

/// Spans up to this many bytes have an end.
const MAX_SPAN: usize = 4096;

/// Where a finding is in its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FilePlace {
    /// The line, from 1.
    pub(crate) line: usize,
    /// The column, from 1: in characters, or in bytes for what was found in a capture.
    pub(crate) column: usize,
    /// The column in UTF-16 units, from 1; `None` where it is not known.
    pub(crate) utf16_column: Option<usize>,
    /// The line and the column in UTF-16 units of the end; `None` for long spans, and in captures.
    pub(crate) end: Option<(usize, usize)>,
    /// The bytes in the source, decompressed, for what was found in a capture.
    pub(crate) bytes: Option<[u64; 2]>,
}

/// Finds the places of the findings of a document, in one pass if their spans ascend.
pub(crate) struct Locator<'r> {
    record: Record<'r>,
    positions: Positions<'r>,
}

impl<'r> Locator<'r> {
    pub(crate) fn new(record: Record<'r>) -> Self {
        Self { record, positions: Positions::new(record.body) }
    }

    pub(crate) fn at(&mut self, finding: &Finding) -> FilePlace {
        if let Some(place) = finding.place {
            let column = |column| usize::try_from(column).unwrap_or(usize::MAX);
            return FilePlace {
                line: place.line,
                column: column(place.column),
                utf16_column: place.utf16_column.map(column),
                end: None,
                bytes: Some(place.span),
            };
        }
        let start = self.positions.at(finding.span.start);
        // A line of a file begins on its own line.
        let line = |line: usize| self.record.line.map_or(line, |first| first + line - 1);
        let body = self.record.body;
        let span = finding.span.start.min(body.len())..finding.span.end.min(body.len());
        let end = (span.len() <= MAX_SPAN && !span.is_empty()).then(|| {
            let end = Positions::new(&body[span.clone()]).at(span.len());
            let column =
                if end.line == 1 { start.utf16_column + end.utf16_column - 1 } else { end.utf16_column };
            (line(start.line + end.line - 1), column)
        });
        FilePlace {
            line: line(start.line),
            column: start.column,
            utf16_column: Some(start.utf16_column),
            end,
            bytes: None,
        }
    }
}
