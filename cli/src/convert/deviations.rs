//! What deviated in the documents that were converted, one line each, on standard error.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use plex_pin::Outcome;
use plex_pin_captures::{CheckedDocument, Finding, Record, Severity, Verdict};

use crate::display::escape;
use crate::report::{Locator, Report};

/// How many characters of a pointer are shown.
const MAX_POINTER: usize = 200;

/// Lines such as `a.json:2:9: string-for-number: expected integer, found string at /id (coerced)`.
#[derive(Default)]
pub(crate) struct DeviationLines {
    /// Whether a document could not be converted.
    pub(crate) has_refused: Arc<AtomicBool>,
}

impl Report for DeviationLines {
    fn document(&self, record: Record<'_>, checked: &CheckedDocument, out: &mut dyn Write) -> io::Result<()> {
        // What could not be read at all has a message of its own.
        if checked.verdict == Verdict::Unread {
            return Ok(());
        }
        if checked.verdict == Verdict::Refused {
            self.has_refused.store(true, Ordering::Relaxed);
        }
        let source = escape(record.source, usize::MAX);
        let mut locator = Locator::new(record);
        // Notes are on what conforms, so nothing was changed.
        for finding in checked.findings.iter().filter(|it| it.severity != Severity::Note) {
            let place = locator.at(finding);
            let (line, column) = (place.line, place.column);
            let pointer = match &*finding.pointer {
                "" => "the root".into(),
                pointer => escape(pointer, MAX_POINTER),
            };
            let outcome = outcome(checked, finding);
            writeln!(
                out,
                "{source}:{line}:{column}: {}: {} at {pointer}{outcome}",
                finding.code, finding.message
            )?;
        }
        let omitted = checked.omitted.iter().filter(|it| it.1 != Severity::Note);
        match omitted.map(|it| it.2).sum::<usize>() {
            0 => Ok(()),
            more => writeln!(out, "{source}: {more} more deviations in this document"),
        }
    }
}

/// What became of the value.
fn outcome(checked: &CheckedDocument, finding: &Finding) -> String {
    let word = match (checked.verdict, finding.outcome) {
        (Verdict::Refused, _) => "not converted",
        (_, Some(outcome)) => Outcome::as_str(outcome),
        (_, None) => return String::new(),
    };
    format!(" ({word})")
}
