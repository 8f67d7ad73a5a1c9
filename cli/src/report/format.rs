//! The trait of a report format.

use std::borrow::Cow;
use std::io::{self, Write};

use plex_pin_captures::{CheckedDocument, Record};

use super::totals::{Tally, Totals};

/// Writes results in one format.
///
/// Documents without findings are written by several threads at a time, so a report keeps no state of them. A report that
/// [is ordered](Self::is_ordered) gets documents with findings, and all that follows them, in the order of the input.
pub(crate) trait Report: Sync {
    /// Adds a document, or a source that could not be read. Fails only if `out` does.
    fn document(&self, record: Record<'_>, checked: &CheckedDocument, out: &mut dyn Write) -> io::Result<()>;

    /// Adds what follows the last document of a source.
    fn end_of_source(&self, _end: &SourceEnd<'_>, _out: &mut Vec<u8>) -> io::Result<()> {
        Ok(())
    }

    /// Adds what follows the last source.
    fn end(&self, _totals: &Totals, _after_blank_line: bool, _out: &mut Vec<u8>) -> io::Result<()> {
        Ok(())
    }

    /// Returns what comes before the first document.
    fn opening(&self) -> Cow<'static, str> {
        Cow::Borrowed("")
    }

    /// Returns whether each document begins with a [`SEPARATOR`](crate::output::SEPARATOR), which is left out before the
    /// first one.
    fn is_list(&self) -> bool {
        false
    }

    /// Returns whether the report counts what was not checked and what a baseline suppressed.
    fn has_summary(&self) -> bool {
        false
    }

    /// Returns whether documents with findings must come in the order of the input.
    fn is_ordered(&self) -> bool {
        false
    }
}

/// The end of a source.
#[derive(Debug)]
pub(crate) struct SourceEnd<'s> {
    pub(crate) source: &'s str,
    /// What was found in it.
    pub(crate) tally: &'s Tally,
    /// Whether the source is one document, not a file of lines or a capture.
    pub(crate) is_document: bool,
    /// Whether `--quiet` hides it.
    pub(crate) is_hidden: bool,
}
