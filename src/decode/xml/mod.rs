//! The documents in XML: the same members, rules and deviations as in JSON.
//!
//! plex.tv sends two versions. Version 2, of `/api/v2/…`, has a member in each attribute: `<pin id="1">`. Version 1, of
//! `/pins.xml`, has an element for each, with other spellings: `<expires-at type="datetime">`. An element with a known
//! attribute is in version 2, any other one in version 1.
//!
//! Each file uses only those above it: `decoder`, `scalar`, `object`, `records`, `root`, `parser`.

mod decoder;
mod object;
mod parser;
mod records;
mod root;
mod scalar;

pub(super) use root::XmlRoot;
