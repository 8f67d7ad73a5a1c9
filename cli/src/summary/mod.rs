//! The summary of an archive, as text, JSON and a page.
//!
//! `collector` counts and calls the others at the end. `tables` says what is shown, for `text` and `page` alike.

mod chart;
mod collector;
mod json;
mod objects;
mod page;
mod periods;
mod table;
mod tables;
mod text;
mod whole;

pub(crate) use collector::{Form, Summarizer, SummaryReport};
