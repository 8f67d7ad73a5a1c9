//! The summary as one JSON object, see `docs/summarize.md`.

use plex_pin_captures::summary::{Drift, Overview};
use serde::Serialize;

use super::whole::Whole;

#[derive(Serialize)]
struct Saved<'o> {
    #[serde(flatten)]
    overview: &'o Overview,
    #[serde(skip_serializing_if = "Option::is_none")]
    drift: Option<&'o [Drift]>,
}

pub(super) fn write(whole: &Whole) -> String {
    let saved = Saved { overview: &whole.overview, drift: whole.drift.as_deref() };
    // Invariant: maps with strings as keys, and finite numbers.
    serde_json::to_string_pretty(&saved).unwrap_or_default() + "\n"
}
