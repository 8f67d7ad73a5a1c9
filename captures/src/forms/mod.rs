//! The forms of input that hold documents, each in a file of its own.

mod batch;
mod candidate;
pub mod compression;
mod docker;
mod envelope;
mod find;
mod frame;
mod har;
mod http;
mod input;
mod lines;
mod lookalike;
mod map;
pub mod ndjson;
mod python;
mod recognise;
mod scan;
mod search;
mod split;
mod strings;
mod text;
pub mod url;
mod utf8;
mod xml;

pub use batch::Batch;
pub use candidate::{Candidate, Exchange, Found, Notation, SkipReason, Skipped};
pub use docker::LineStart;
pub use find::find;
pub use har::find_in_entry;
pub use input::{Location, Options, Record, Summary, read};
pub use lookalike::Lookalike;
pub use map::PositionMap;

pub use split::{Ending, Part, Split, Splitter};
