//! From one document to its verdict and findings. The pipeline of the command calls [`Checker::check`].

mod decoder;
mod options;
mod schema;

pub use options::{CheckMode, CheckOptions, Engine};

use plex_pin::Span;

use crate::codes::DOCUMENT_TOO_LARGE;
use crate::model::{CheckedDocument, Finding, Severity};

/// Checks documents, one at a time. Several threads can share it.
#[derive(Debug, Clone, Copy)]
pub struct Checker {
    options: CheckOptions,
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
        if self.is_too_large(body) {
            return self.too_large();
        }
        match self.options.engine {
            Engine::Decoder => decoder::check(&self.options, body),
            Engine::Schema => schema::check(&self.options, body),
        }
    }

    /// Returns whether a document is larger than the limit, so that [`check`](Self::check) does not read it.
    #[must_use]
    pub const fn is_too_large(&self, body: &[u8]) -> bool {
        body.len() > self.options.max_document_bytes
    }

    #[cold]
    fn too_large(&self) -> CheckedDocument {
        let max_bytes = self.options.max_document_bytes;
        let finding = Finding {
            code: DOCUMENT_TOO_LARGE.name,
            outcome: None,
            severity: Severity::Error,
            pointer: String::new(),
            span: Span::default(),
            message: format!("expected document of at most {max_bytes} bytes, found more"),
            help: DOCUMENT_TOO_LARGE.help,
        };
        CheckedDocument::refused(self.options.kind, finding)
    }
}
