//! The trait of a report format.

use std::io;

use plex_pin_captures::{CheckedDocument, Counts, Record, Skips};

use super::writer::ReportWriter;

/// The counts of a whole run.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    pub(crate) files: usize,
    /// Paths that could not be read.
    pub(crate) unreadable: usize,
    pub(crate) counts: Counts,
    /// What was not checked, by reason.
    pub(crate) skipped: Skips,
}

impl Totals {
    /// Writes `3 entries of another host than plex.tv, 1 entry without a kept body`.
    pub(crate) fn not_checked(&self) -> String {
        let counted: Vec<_> = self.skipped.iter().map(|(reason, count)| reason.counted(*count)).collect();
        counted.join(", ")
    }
}

/// Writes results in one format. It keeps no state, so that several threads can share it.
pub(crate) trait Report: Sync {
    /// Adds a document to `out`. Fails only if `out` does, which it never does.
    fn document(
        &self,
        record: Record<'_>,
        checked: &CheckedDocument,
        out: &mut ReportWriter<'_>,
    ) -> io::Result<()>;

    /// Adds what follows the last document of a file of lines.
    fn end_of_lines(&self, _source: &str, _counts: &Counts, _out: &mut Vec<u8>) -> io::Result<()> {
        Ok(())
    }

    /// Adds what follows the last file.
    fn end(&self, _totals: &Totals, _after_blank_line: bool, _out: &mut Vec<u8>) -> io::Result<()> {
        Ok(())
    }

    /// Returns whether the report ends with a summary.
    fn has_summary(&self) -> bool {
        false
    }

    /// Returns whether the report is one JSON array. Then each document begins with a separator, see
    /// [`SEPARATOR`](crate::output::SEPARATOR).
    fn is_array(&self) -> bool {
        false
    }
}
