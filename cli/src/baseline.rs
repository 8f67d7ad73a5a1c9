//! Baselines: findings that are known, and are counted in place of being reported.
//!
//! A baseline counts findings by source, code and pointer. It has no line numbers, so that it survives edits.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use plex_pin_captures::{CheckedDocument, Finding};
use serde::{Deserialize, Serialize};

use crate::report::BaselineSummary;

/// The version of the file.
const VERSION: u32 = 1;

/// What the file says that it is.
const KIND: &str = "plex-pin baseline";

/// Source, code and pointer of findings.
type Key = (String, String, String);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kind: String,
    version: u32,
    findings: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    source: String,
    code: String,
    pointer: String,
    count: usize,
}

/// The findings of a baseline, and those of this run.
#[derive(Debug, Default)]
pub(crate) struct Baseline {
    /// None: nothing is suppressed.
    known: Option<BTreeMap<Key, usize>>,
    found: BTreeMap<Key, usize>,
    /// The sources that were read to their ends.
    sources: BTreeSet<String>,
}

impl Baseline {
    /// Makes a baseline that suppresses nothing, and counts what is found.
    pub(crate) fn empty() -> Self {
        Self::default()
    }

    /// Reads a baseline. An error says what is wrong with the file.
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let text = fs::read(path).map_err(|error| error.to_string())?;
        let file: serde_json::Value =
            serde_json::from_slice(&text).map_err(|error| format!("not a baseline: {error}"))?;
        if file["kind"] != KIND {
            return Err(format!("not a baseline: expected \"kind\":\"{KIND}\""));
        }
        if file["version"] != VERSION {
            return Err(format!("expected a baseline of version {VERSION}, found another version"));
        }
        let file: File =
            serde_json::from_value(file).map_err(|error| format!("a broken baseline: {error}"))?;
        let mut known = BTreeMap::new();
        for Entry { source, code, pointer, count } in file.findings {
            let entry: &mut usize = known.entry((source, code, pointer)).or_default();
            *entry = entry.saturating_add(count);
        }
        Ok(Self { known: Some(known), ..Self::default() })
    }

    /// Counts the findings of a document, and removes those that are known.
    pub(crate) fn suppress(&mut self, source: &str, checked: &mut CheckedDocument) {
        let (known, found) = (&self.known, &mut self.found);
        checked.suppressed = checked.take(|finding: &Finding| {
            let key = (source.to_owned(), finding.code.to_owned(), finding.pointer.clone());
            let allowed = known.as_ref().and_then(|known| known.get(&key)).copied().unwrap_or_default();
            let count = found.entry(key).or_default();
            *count += 1;
            *count <= allowed
        });
    }

    /// Takes note of a source that was read to its end.
    pub(crate) fn end_of_source(&mut self, source: &str) {
        self.sources.insert(source.to_owned());
    }

    /// Lists the entries that are no longer needed. None without a baseline.
    pub(crate) fn summary(&self) -> Option<BaselineSummary> {
        let mut summary = BaselineSummary::default();
        for (key, &count) in self.known.as_ref()? {
            if !self.sources.contains(&key.0) {
                summary.other_sources += 1;
                continue;
            }
            let found = self.found.get(key).copied().unwrap_or_default();
            if found < count {
                summary.unused.push((key.0.clone(), key.1.clone(), key.2.clone(), count, found));
            }
        }
        Some(summary)
    }

    /// Writes a baseline of everything that was found.
    pub(crate) fn write(&self, path: &Path) -> io::Result<()> {
        write(path, &self.found)
    }

    /// Writes the baseline without what is no longer needed. Entries of sources that were not read stay.
    pub(crate) fn write_pruned(&self, path: &Path) -> io::Result<()> {
        let mut pruned = BTreeMap::new();
        for (key, &count) in self.known.iter().flatten() {
            let found = self.found.get(key).copied().unwrap_or_default();
            let kept = if self.sources.contains(&key.0) { count.min(found) } else { count };
            if kept > 0 {
                pruned.insert(key.clone(), kept);
            }
        }
        write(path, &pruned)
    }
}

fn write(path: &Path, findings: &BTreeMap<Key, usize>) -> io::Result<()> {
    let findings = findings.iter().map(|((source, code, pointer), &count)| Entry {
        source: source.clone(),
        code: code.clone(),
        pointer: pointer.clone(),
        count,
    });
    let file = File { kind: KIND.to_owned(), version: VERSION, findings: findings.collect() };
    // A line for each entry, so that changes can be read in a review.
    let text = serde_json::to_string_pretty(&file)?;
    fs::write(path, text + "\n")
}
