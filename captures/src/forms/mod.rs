//! The forms of input that hold documents, each in a file of its own.

mod candidate;
pub mod compression;
mod docker;
pub mod encoding;
mod envelope;
mod har;
mod http;
mod input;
mod lines;
mod map;
pub mod ndjson;
mod recognise;
mod search;
mod split;
mod strings;
mod text;
pub mod url;
mod xml;

pub use candidate::{Candidate, Exchange, Found, Notation, SkipReason, Skipped};
pub use docker::LineStart;
pub(crate) use envelope::{skip, string_end};
pub use har::find_in_entry;
pub(crate) use har::{is_html, value_end};
pub use input::{Location, Options, Record, Summary, read};
pub use map::PositionMap;
pub use recognise::{DocumentKind, Lookalike};

pub use split::{Ending, Part, Split, Splitter};
pub(crate) use strings::without_colour;

use search::{Search, Text};

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
