//! A pull reader for XML 1.0. It knows nothing of Plex, of pointers or of modes.
//!
//! The crate `xmlparser` reads the tokens. Tag matching, the limit of depth, duplicate attributes, the one root, references
//! and encodings are checked here. Start tags in the form that services write are read without it: see `tag`.
//! Each file uses only those above it: `syntax`, `references`, `names`, `tokens`, `tag`, `reader`.

mod names;
mod reader;
mod references;
mod syntax;
mod tag;
mod tokens;

pub(crate) use reader::{Attribute, Content, Name, Reader, Text};
pub(crate) use syntax::{XmlError, XmlErrorKind};
pub(crate) use tokens::declared_encoding;
