//! From bytes to models: one decoder for all modes.
//!
//! Each file uses only those below it in this list. A body goes through them from the top to the bottom.
//!
//! - `parser`: the public entry.
//! - `root`: the document as a whole; `recognise`: which one it is, where the caller does not say.
//! - `documents`: the members of each object.
//! - `object`: the loop through the members of an object.
//! - `fast`: scalars in the form that the service sends; `values`: in any form; `scalar`: the rules of the contract.
//! - `xml`: the same documents in XML, by the same rules.
//! - `decoder`: the state of a parse, and the deviations so far; `names`: member names.

mod decoder;
mod documents;
mod fast;
mod names;
mod object;
mod parser;
mod recognise;
mod root;
pub(crate) mod scalar;
mod values;
#[cfg(feature = "xml")]
mod xml;

pub use parser::{Model, Parser};

pub use crate::parsed::Parsed;
