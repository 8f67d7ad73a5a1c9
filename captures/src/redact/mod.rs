//! Masks secrets in reports, and redacts whole files.
//!
//! `check` masks pointers with [`SecretValues`], reports mask excerpts with [`hidden_spans`], and `plex-pin redact`
//! masks files with [`Redactor`].

mod display;
mod mask;
mod personal;
mod redactor;
mod rewrite;
mod windows;
mod wrapped;

pub use display::{REDACTED, SecretValues, hidden_spans, redact_name};
pub use personal::Personal;
pub use redactor::{Masked, Outcome, Redactor};
pub use wrapped::Unsafe;
