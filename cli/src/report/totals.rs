//! Counts of a run, for its summary.

use std::collections::BTreeMap;
use std::fmt::Write;

use plex_pin_captures::{CheckedDocument, Counts, Record, Skips};

use super::place::Locator;
use crate::display::escape;

/// Counts, and where each code was seen first.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) counts: Counts,
    /// Code to `a.json:2:9`, in which names are escaped.
    pub(crate) first: BTreeMap<&'static str, String>,
}

impl Tally {
    /// Adds a document.
    pub(crate) fn add_document(&mut self, record: Record<'_>, checked: &CheckedDocument) {
        self.counts.add_document(checked);
        if checked.findings.iter().all(|it| self.first.contains_key(it.code)) && checked.omitted.is_empty() {
            return;
        }
        let mut locator = Locator::new(record);
        for finding in &checked.findings {
            self.first.entry(finding.code).or_insert_with(|| {
                let place = locator.at(finding);
                format!("{}:{}:{}", escape(record.source, usize::MAX), place.line, place.column)
            });
        }
        for (code, ..) in &checked.omitted {
            self.first.entry(code).or_insert_with(|| {
                let mut label = escape(record.source, usize::MAX);
                if let Some(line) = record.line {
                    write!(label, ":{line}").expect("a string takes everything");
                }
                label
            });
        }
    }

    /// Adds what comes later in the input.
    pub(crate) fn add(&mut self, later: Self) {
        self.counts.add(later.counts);
        for (code, label) in later.first {
            self.first.entry(code).or_insert(label);
        }
    }
}

/// Files of a folder that were not read for one reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SkippedFiles {
    /// The stable word for the reason: `unknown-kind`.
    pub(crate) reason: &'static str,
    /// The words for one and for several.
    pub(crate) nouns: [&'static str; 2],
    pub(crate) count: usize,
    /// The names of the first ones.
    pub(crate) examples: Vec<String>,
}

/// What a baseline did.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct BaselineSummary {
    /// Entries of the baseline that are larger than what was found: source, code, pointer, count, found.
    pub(crate) unused: Vec<(String, String, String, usize, usize)>,
    /// How many entries are of sources that this run did not read.
    pub(crate) other_sources: usize,
}

/// The counts of a whole run.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    pub(crate) files: usize,
    /// Paths that could not be read.
    pub(crate) unreadable: usize,
    pub(crate) tally: Tally,
    /// What was not checked, by reason.
    pub(crate) skipped: Skips,
    /// Files of folders that were not read.
    pub(crate) files_skipped: Vec<SkippedFiles>,
    /// None without a baseline.
    pub(crate) baseline: Option<BaselineSummary>,
}

/// Something that was not checked: the stable word, the count, the text, examples.
pub(crate) struct Unchecked<'t> {
    pub(crate) reason: &'static str,
    pub(crate) count: usize,
    pub(crate) description: String,
    pub(crate) examples: &'t [String],
}

impl Totals {
    /// Lists what was not checked.
    pub(crate) fn unchecked(&self) -> Vec<Unchecked<'_>> {
        let skipped = self.skipped.iter().map(|(reason, &count)| Unchecked {
            reason: reason.as_str(),
            count,
            description: reason.counted(count),
            examples: &[],
        });
        let files = self.files_skipped.iter().map(|it| {
            let more = if it.count > it.examples.len() { ", …" } else { "" };
            let names: Vec<_> = it.examples.iter().map(|name| escape(name, 200)).collect();
            let noun = it.nouns[usize::from(it.count != 1)];
            Unchecked {
                reason: it.reason,
                count: it.count,
                description: format!("{} {noun}: {}{more}", it.count, names.join(", ")),
                examples: &it.examples,
            }
        });
        skipped.chain(files).collect()
    }

    /// Writes `3 entries of another host than plex.tv, 1 entry without a kept body`.
    pub(crate) fn not_checked(&self) -> String {
        let all: Vec<_> = self.unchecked().into_iter().map(|it| it.description).collect();
        all.join(", ")
    }

    /// Writes what was allowed and suppressed, and what of a baseline is no longer needed, each a line.
    pub(crate) fn left_out(&self) -> Vec<String> {
        let counts = &self.tally.counts;
        let mut lines = Vec::new();
        if !counts.allowed.is_empty() {
            let allowed: Vec<_> =
                counts.allowed.iter().map(|(code, count)| format!("{count} {code}")).collect();
            lines.push(format!("allowed: {}", allowed.join(", ")));
        }
        let Some(baseline) = &self.baseline else { return lines };
        lines.push(format!("suppressed by the baseline: {}", counted(counts.suppressed, "finding")));
        for (source, code, pointer, count, found) in &baseline.unused {
            let place = if pointer.is_empty() { "the root".into() } else { escape(pointer, 200) };
            let source = escape(source, usize::MAX);
            lines.push(format!(
                "no longer needed in the baseline: {source}: {code} at {place} ({count}, found {found})"
            ));
        }
        if baseline.other_sources > 0 {
            let entries = if baseline.other_sources == 1 { "entry" } else { "entries" };
            lines.push(format!(
                "in the baseline and not checked: {} {entries} of other sources",
                baseline.other_sources
            ));
        }
        lines
    }
}

/// Writes `1 file`, `2 files`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
