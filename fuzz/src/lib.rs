//! What plex-pin claims, as laws that hold for any bytes.
//!
//! A law is a function that panics where it is broken. Each has a fuzz target of its name, and is held against
//! the seeds and all cases ever found by the crate's own tests, which include this file: `cargo test --all-features`.

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
}

/// Makes a fuzz target of a law; without `--cfg fuzzing`, a program that holds the law against the files that
/// are its arguments.
#[macro_export]
macro_rules! target {
    ($law:ident) => {
        #[cfg(fuzzing)]
        libfuzzer_sys::fuzz_target!(|data: &[u8]| $crate::laws::$law(data));

        #[cfg(not(fuzzing))]
        fn main() -> std::io::Result<()> {
            $crate::replay($crate::laws::$law)
        }
    };
}

/// Holds a law against the files that are the program's arguments.
///
/// # Errors
///
/// A file that cannot be read.
pub fn replay(law: Law) -> std::io::Result<()> {
    for path in std::env::args_os().skip(1) {
        law(&std::fs::read(path)?);
    }
    Ok(())
}
