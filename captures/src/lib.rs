//! Checks captured Plex sign-in responses.
//!
//! The input is bytes with a label, the output is findings. The crate starts no threads, writes to no terminal and
//! opens no files, so that the command `plex-pin` and a web page can share it.
//!
//! ```
//! use plex_pin_captures::{CheckOptions, Checker, Verdict};
//!
//! let checker = Checker::new(&CheckOptions::default());
//! let checked = checker.check(br#"{"id":"5123","code":"7RQZ","qr":""}"#);
//! assert_eq!(checked.verdict, Verdict::Deviates);
//! assert_eq!(checked.findings[0].code, "string-for-number");
//! assert_eq!(checked.findings[0].pointer, "/id");
//! ```
#![forbid(unsafe_code)]

mod blocks;
mod check;
pub mod codes;
pub mod detect;
pub mod encoding;
pub mod forms;
mod model;
mod not_text;
pub mod redact;
pub mod summary;
mod tokens;

pub use check::{
    CaptureChecker, CheckMode, CheckOptions, CheckedCapture, Checker, EachDocument, Engine, Expectations,
    Known, Response, Skips, Unmet,
};
pub use model::{
    CheckedDocument, Container, Counts, DocumentKind, Finding, Place, Record, Severity, Verdict,
};
