//! Secrets in what is shown: which bytes of a document and which names of a pointer a report must mask.

mod display;

pub use display::{REDACTED, SecretValues, hidden_spans};
