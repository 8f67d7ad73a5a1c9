//! What the benchmarks of plex-pin share: the bodies that are read, the peers, and everything that is measured.

mod case;
pub mod cases;
pub mod chart;
pub mod json;
mod plain;
mod plain_xml;
mod pull;
pub mod texts;
pub mod timing;

pub use case::Case;
