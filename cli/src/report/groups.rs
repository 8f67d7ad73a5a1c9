//! Equal findings over many records, of which only the first is told.

use std::collections::HashMap;

use plex_pin::Outcome;
use plex_pin_captures::{Finding, Severity};

/// From how many records with findings on findings are grouped, if the user does not say.
const MANY_RECORDS: usize = 20;

/// How many different findings are remembered. Others are told each time.
const MAX_GROUPS: usize = 10_000;

/// When equal findings are told once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grouping {
    /// Beyond many records, on a terminal.
    Auto,
    Always,
    Never,
}

/// What makes findings equal: code, pointer, message, outcome.
type Key = (&'static str, String, String, Option<Outcome>);

/// Findings that were told, and how often they came again.
pub(super) struct Groups {
    /// How many records are told in full first.
    full: usize,
    records: usize,
    groups: HashMap<Key, Group>,
}

/// Findings equal to one that was told.
struct Group {
    number: usize,
    severity: Severity,
    first: String,
    /// How many records have it again.
    more: usize,
}

/// A group for the summary.
pub(super) struct Repeated {
    pub(super) count: usize,
    pub(super) severity: Severity,
    pub(super) code: &'static str,
    pub(super) pointer: String,
    /// Where it was told.
    pub(super) first: String,
}

impl Groups {
    /// Returns None if nothing is grouped.
    pub(super) fn new(grouping: Grouping, is_terminal: bool) -> Option<Self> {
        let full = match grouping {
            Grouping::Always => 0,
            Grouping::Auto if is_terminal => MANY_RECORDS,
            _ => return None,
        };
        Some(Self { full, records: 0, groups: HashMap::new() })
    }

    /// Starts a record with findings.
    pub(super) fn start_record(&mut self) {
        self.records += 1;
    }

    /// Returns whether a finding is to be told. `place` says where it is.
    pub(super) fn is_told(&mut self, finding: &Finding, place: impl FnOnce() -> String) -> bool {
        let key: Key = (finding.code, finding.pointer.clone(), finding.message.clone(), finding.outcome);
        if let Some(group) = self.groups.get_mut(&key) {
            let is_told = self.records <= self.full;
            group.more += usize::from(!is_told);
            return is_told;
        }
        if self.groups.len() < MAX_GROUPS {
            let number = self.groups.len();
            self.groups.insert(key, Group { number, severity: finding.severity, first: place(), more: 0 });
        }
        true
    }

    /// Returns the groups with findings that were not told, in the order in which they were told first.
    pub(super) fn repeated(&self) -> Vec<Repeated> {
        let mut repeated: Vec<_> = self.groups.iter().filter(|(_, group)| group.more > 0).collect();
        repeated.sort_by_key(|(_, group)| group.number);
        let repeated = repeated.into_iter().map(|((code, pointer, ..), group)| Repeated {
            count: group.more,
            severity: group.severity,
            code,
            pointer: pointer.clone(),
            first: group.first.clone(),
        });
        repeated.collect()
    }
}
