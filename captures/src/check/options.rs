//! How documents are checked.

use crate::model::DocumentKind;

/// Which findings are errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckMode {
    /// Every deviation.
    Strict,
    /// Dropped values and missing members. Other deviations are warnings.
    Lenient,
}

impl CheckMode {
    /// Returns the word of the machine-readable reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Lenient => "lenient",
        }
    }
}

/// The engine that checks a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The decoder of the library.
    Decoder,
    /// The JSON Schema of the document.
    Schema,
}

impl Engine {
    /// Returns the word of the machine-readable reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Decoder => "decoder",
            Self::Schema => "schema",
        }
    }
}

/// How documents are checked. The default is the decoder, strict, any kind of document.
#[derive(Debug, Clone, Copy)]
pub struct CheckOptions {
    /// The engine that checks a document.
    pub engine: Engine,
    /// Which findings are errors.
    pub mode: CheckMode,
    /// Whether the members that plex.tv has always sent since 2024-07 are required. The engine `Schema` ignores this in
    /// lenient mode, since there is no such schema.
    pub complete: bool,
    /// The kind of every document; `None` to recognise it by the members.
    pub kind: Option<DocumentKind>,
    /// Whether documents are checked against what is known of their request and response.
    pub http: bool,
    /// How many findings of a document are kept, at least 1. The rest are counted.
    pub max_findings: usize,
    /// The size of the largest document that is read, in bytes.
    pub max_document_bytes: usize,
}

impl CheckOptions {
    /// The default of [`max_findings`](Self::max_findings).
    pub const MAX_FINDINGS: usize = 64;

    /// The default of [`max_document_bytes`](Self::max_document_bytes): 64 MiB.
    pub const MAX_DOCUMENT_BYTES: usize = 64 << 20;
}

impl Default for CheckOptions {
    fn default() -> Self {
        Self {
            engine: Engine::Decoder,
            mode: CheckMode::Strict,
            complete: false,
            kind: None,
            http: true,
            max_findings: Self::MAX_FINDINGS,
            max_document_bytes: Self::MAX_DOCUMENT_BYTES,
        }
    }
}
