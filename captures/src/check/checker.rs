//! The checker of single documents.

use super::decoder::See;
use super::options::{CheckOptions, Engine};
use super::{decoder, schema};
use crate::codes::DOCUMENT_TOO_LARGE;
use crate::model::{CheckedDocument, Finding};

/// Checks documents, one at a time. Several threads can share it.
#[derive(Debug, Clone, Copy)]
pub struct Checker {
    pub(super) options: CheckOptions,
}

impl Checker {
    /// Makes a checker.
    #[must_use]
    pub const fn new(options: &CheckOptions) -> Self {
        Self { options: *options }
    }

    /// Checks one document. Never panics, whatever the bytes.
    #[must_use]
    pub fn check(&self, body: &[u8]) -> CheckedDocument {
        self.check_and_see(body, &mut |_| ())
    }

    /// Checks one document, and gives to `see` what could be read of it.
    pub(super) fn check_and_see(&self, body: &[u8], see: See<'_>) -> CheckedDocument {
        if self.is_too_large(body) {
            return self.too_large();
        }
        match self.options.engine {
            Engine::Decoder => decoder::check(&self.options, body, see),
            Engine::Schema => schema::check(&self.options, body, see),
        }
    }

    /// Returns whether every document is of a kind that is known.
    #[must_use]
    pub const fn expects_kind(&self) -> bool {
        self.options.kind.is_some()
    }

    /// Returns whether a document is larger than the limit, so that [`check`](Self::check) does not read it.
    #[must_use]
    pub const fn is_too_large(&self, body: &[u8]) -> bool {
        body.len() > self.options.max_document_bytes
    }

    #[cold]
    pub(super) fn too_large(&self) -> CheckedDocument {
        let max_bytes = self.options.max_document_bytes;
        let message = format!("expected document of at most {max_bytes} bytes, found more");
        let finding = Finding::of_input(DOCUMENT_TOO_LARGE, message);
        CheckedDocument::refused(self.options.kind, finding)
    }
}
