//! The reports of `plex-pin convert`: documents in a canonical form, and what deviated in them.

mod cells;
mod csv;
mod deviations;
mod document;
mod json;

pub(crate) use csv::Csv;
pub(crate) use deviations::DeviationLines;
pub(crate) use document::Kept;
pub(crate) use json::{JsonArray, JsonLines};
