//! A pull reader for JSON (RFC 8259). It knows nothing of Plex, of JSON pointers or of modes.
//!
//! The input is known to be UTF-8, so the reader looks only at bytes that mean something to JSON.
//! Each file uses only those above it: `syntax`, `scan`, `cursor`, `reader`, `number` and `string`, `value`.

mod cursor;
mod number;
mod reader;
pub(crate) mod scan;
mod string;
mod syntax;
mod value;

pub(crate) use cursor::Cursor;
pub(crate) use number::Number;
pub(crate) use reader::Reader;
pub(crate) use syntax::{SyntaxError, Type, Wanted};
pub(crate) use value::Value;
