//! The forms of input that hold documents, each in a file of its own.

pub mod ndjson;
