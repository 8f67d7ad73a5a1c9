//! Collects documents on every thread, and writes the summary when the last one is there.

use std::cell::Cell;
use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use plex_pin_captures::summary::{Drift, Overview, Summary, Unchecked};
use plex_pin_captures::{CheckedDocument, Record};

use super::whole::Whole;
use super::{json, page, text};
use crate::report::{Report, Totals};

/// How many parts there are. Each thread has one of its own, unless there are more threads.
const PARTS: usize = 16;

/// The parts of a summary, and the whole.
pub(crate) struct Summarizer {
    parts: [Mutex<Summary>; PARTS],
    /// What the archive is compared with.
    against: Option<Overview>,
    whole: OnceLock<Whole>,
}

impl Summarizer {
    pub(crate) fn new(against: Option<Overview>) -> Self {
        Self { parts: Default::default(), against, whole: OnceLock::new() }
    }

    /// Returns the overview, once everything was read.
    pub(crate) fn overview(&self) -> Option<&Overview> {
        self.whole.get().map(|whole| &whole.overview)
    }

    /// Returns whether something differs from what the archive was compared with.
    pub(crate) fn has_drift(&self) -> bool {
        let drift = self.whole.get().and_then(|whole| whole.drift.as_deref()).unwrap_or_default();
        drift.iter().any(Drift::is_drift)
    }

    fn add(&self, record: Record<'_>, checked: &CheckedDocument) {
        thread_local! {
            static PART: Cell<Option<usize>> = const { Cell::new(None) };
        }
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let part = PART.get().unwrap_or_else(|| NEXT.fetch_add(1, Ordering::Relaxed) % PARTS);
        PART.set(Some(part));
        // Nobody else waits for this part.
        self.parts[part].lock().unwrap_or_else(PoisonError::into_inner).add(record, checked);
    }

    fn whole(&self, totals: &Totals) -> &Whole {
        self.whole.get_or_init(|| {
            let mut whole = Summary::default();
            for part in &self.parts {
                whole.merge(std::mem::take(&mut *part.lock().unwrap_or_else(PoisonError::into_inner)));
            }
            let mut overview = whole.overview();
            overview.files = totals.files as u64;
            overview.unread = totals.unreadable as u64;
            let unchecked = totals.unchecked().into_iter();
            overview.unchecked = unchecked
                .map(|it| Unchecked { reason: it.reason.to_owned(), count: it.count as u64 })
                .collect();
            let drift = self.against.as_ref().map(|old| Drift::between(old, &overview));
            Whole { overview, drift }
        })
    }
}

/// How a summary is written.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Form {
    Text,
    Json,
    Html,
    Nothing,
}

/// Writes a summary at the end.
pub(crate) struct SummaryReport {
    summarizer: Arc<Summarizer>,
    form: Form,
    collects: bool,
}

impl SummaryReport {
    /// Makes the report that collects the documents.
    pub(crate) fn collecting(summarizer: &Arc<Summarizer>, form: Form) -> Self {
        Self { summarizer: Arc::clone(summarizer), form, collects: true }
    }

    /// Makes a further report of what another one collects.
    pub(crate) fn of_collected(summarizer: &Arc<Summarizer>, form: Form) -> Self {
        Self { summarizer: Arc::clone(summarizer), form, collects: false }
    }
}

impl Report for SummaryReport {
    fn document(&self, record: Record<'_>, checked: &CheckedDocument, _: &mut dyn Write) -> io::Result<()> {
        if self.collects {
            self.summarizer.add(record, checked);
        }
        Ok(())
    }

    fn end(&self, totals: &Totals, _: bool, out: &mut Vec<u8>) -> io::Result<()> {
        let whole = self.summarizer.whole(totals);
        let text = match self.form {
            Form::Text => text::write(whole),
            Form::Json => json::write(whole),
            Form::Html => page::write(whole),
            Form::Nothing => return Ok(()),
        };
        out.extend_from_slice(text.as_bytes());
        Ok(())
    }

    fn has_summary(&self) -> bool {
        true
    }
}
