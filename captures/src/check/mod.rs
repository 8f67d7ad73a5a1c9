//! From one document to its verdict and findings. The pipeline of the command calls [`Checker::check`].

mod capture;
mod checker;
mod decoder;
mod expectations;
mod notes;
mod options;
mod schema;

pub use capture::{CheckedCapture, EachDocument, Skips};
pub use checker::Checker;
pub use expectations::{Expectations, Known, Response, Unmet};
pub use options::{CheckMode, CheckOptions, Engine};
