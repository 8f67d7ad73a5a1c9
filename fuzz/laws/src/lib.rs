//! What plex-pin guarantees, as laws that hold for any bytes.
//!
//! A law is a function that panics if it does not hold. Each law has a fuzz target of the same name in `../fuzz_targets`.
//! The tests of this crate replay the seeds, every case that was ever found, and mutations of the seeds:
//! `cargo test -p plex-pin-laws`.
#![forbid(unsafe_code)]
// A law that does not hold panics: that is what a fuzzer looks for.
#![allow(clippy::missing_panics_doc)]

pub mod laws;
mod token;
mod tree;

/// A function that panics if a law does not hold for these bytes.
pub type Law = fn(&[u8]);

macro_rules! laws {
    ($($law:ident)+) => {
        /// Every law, by the name of its target.
        pub const LAWS: &[(&str, Law)] = &[$((stringify!($law), laws::$law)),+];
    };
}

laws! {
    strict_lenient_law
    reader_equals_serde_json
    serde_equals_decoder
    schema_equals_decoder
    round_trip
    text_forms
    spans_point_home
    one_mutation
    secrets
    redact_hides
    ndjson_lines
    xml_equals_json
    xml_spans_point_home
    xml_reader_agrees_with_quick_xml
}
