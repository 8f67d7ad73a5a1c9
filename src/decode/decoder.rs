//! The state of a parse: the position in the text, and the deviations so far.

use super::context::{Context, Settings};
use crate::error::Error;
use crate::json::{Reader, SyntaxError};
use crate::pointer::Path;

/// Decodes one document. Its methods are in the files that need them: `values`, `object`, `documents`, `root`.
pub(super) struct Decoder<'a> {
    pub(super) reader: Reader<'a>,
    pub(super) context: Context,
}

impl<'a> Decoder<'a> {
    #[inline(always)]
    pub(super) const fn new(settings: Settings, text: &'a str) -> Self {
        Self { reader: Reader::new(text), context: Context::new(settings) }
    }

    #[cold]
    #[inline(never)]
    pub(super) fn syntax(&self, error: SyntaxError, path: Path<'_>) -> Error {
        Error::syntax(error, path.to_pointer(), self.reader.text())
    }
}
