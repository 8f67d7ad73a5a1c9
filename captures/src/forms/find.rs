//! The documents in one record.

use super::candidate::{Found, SkipReason, Skipped};
use super::map::PositionMap;
use super::search::{Search, Text};

/// Finds the documents in a record: a JSON value, a line, a part of a log.
#[must_use]
pub fn find(record: &[u8]) -> Found<'_> {
    let mut search = Search::default();
    let text = Text { bytes: record, map: PositionMap::default(), pointer: String::new(), level: 0 };
    let broken_at = search.record(&text);
    let mut found = Found { broken_at, ..search.into_found(record) };
    let is_json = record.trim_ascii_start().first().is_some_and(|byte| matches!(byte, b'{' | b'[' | b'"'));
    if is_json && broken_at.is_none() && found.candidates.is_empty() && found.skipped.is_empty() {
        let reason = SkipReason::OtherDocument(None);
        found.skipped.push(Skipped { reason, span: 0..record.trim_ascii_end().len() });
    }
    found
}
