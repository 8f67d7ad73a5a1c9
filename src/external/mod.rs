//! The models in other crates' terms: one file for each crate.

#[cfg(feature = "arbitrary")]
mod arbitrary;
