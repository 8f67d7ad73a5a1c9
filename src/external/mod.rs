//! Implementations of other crates' traits for the models: one file for each crate.

#[cfg(feature = "arbitrary")]
mod arbitrary;
#[cfg(feature = "schemars")]
pub(crate) mod schemars;
#[cfg(feature = "serde")]
pub(crate) mod serde;
#[cfg(feature = "serde_with")]
pub mod serde_with;
