//! Every report of a run: which documents each one gets, and when.

use plex_pin_captures::{CheckedDocument, Record, Verdict};

use super::format::Report;
use super::totals::Tally;
use super::writer::{DeferredDocument, ReportWriter, SelectReport};
use crate::exit::FailOn;

/// The reports of a run, and what they have in common.
pub(crate) struct Reporter {
    /// In the order of the outputs.
    pub(crate) reports: Vec<Box<dyn Report>>,
    /// Report only documents that make the run fail.
    pub(crate) quiet: bool,
    pub(crate) fail_on: FailOn,
    /// Codes of findings that are counted and not reported.
    pub(crate) allowed: Vec<&'static str>,
    /// How many findings of a document are reported.
    pub(crate) max_findings: usize,
    /// Whether a baseline sees the findings of each document before they are reported.
    pub(crate) has_baseline: bool,
}

impl Reporter {
    /// Reports a document, now or when it is its turn. Several threads call this.
    pub(crate) fn add(&self, record: Record<'_>, mut checked: CheckedDocument, out: &mut ReportWriter<'_>) {
        let mut codes = Vec::new();
        checked.take(|finding| {
            let is_allowed = self.allowed.contains(&finding.code);
            codes.extend(is_allowed.then_some(finding.code));
            is_allowed
        });
        checked.allowed = codes;
        let has_findings = !checked.findings.is_empty();
        if has_findings && self.defers() {
            return out.defer(DeferredDocument::new(record, checked));
        }
        checked.keep_first(self.max_findings);
        out.tally().add_document(record, &checked);
        self.write(record, &checked, out);
    }

    /// Reports a document whose turn it is.
    pub(crate) fn add_in_order(
        &self,
        record: Record<'_>,
        checked: &mut CheckedDocument,
        tally: &mut Tally,
        out: &mut impl SelectReport,
    ) {
        checked.keep_first(self.max_findings);
        tally.add_document(record, checked);
        self.write(record, checked, out);
    }

    fn write(&self, record: Record<'_>, checked: &CheckedDocument, out: &mut impl SelectReport) {
        if self.quiet && checked.verdict != Verdict::Unread && !self.fail_on.fails(checked.severity()) {
            return;
        }
        for (index, report) in self.reports.iter().enumerate() {
            out.select(index);
            report.document(record, checked, out).expect("what reports are written to never fails");
        }
    }

    fn defers(&self) -> bool {
        self.has_baseline || self.reports.iter().any(|report| report.is_ordered())
    }

    /// Whether the checks must find every finding: some are removed before the first ones are kept.
    pub(crate) fn needs_all_findings(&self) -> bool {
        self.has_baseline || !self.allowed.is_empty()
    }
}
