//! From a document, or a capture with documents in it, to verdicts and findings.
//!
//! The pipeline of the command calls [`Checker::check`] for a body, [`Checker::check_capture`] for a file of any other form,
//! and [`Checker::check_text`] for a text that turns out to be no body.

mod capture;
mod checker;
mod decoder;
mod expectations;
mod notes;
mod options;
mod places;
mod schema;

pub use capture::{CaptureChecker, CheckedCapture, EachDocument, Skips};
pub use checker::Checker;
pub use expectations::{Expectations, Known, Response, Unmet};
pub use options::{CheckMode, CheckOptions, Engine};
