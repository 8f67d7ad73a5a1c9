//! The codes of findings that are not codes of the library.

/// A code, what it means, and what to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The stable name, part of the public interface.
    pub name: &'static str,
    /// What it means, in one line.
    pub description: &'static str,
    /// What to do about it, in one line.
    pub help: &'static str,
}

/// A document that is larger than the limit. It is not read, so that memory stays bounded.
pub const DOCUMENT_TOO_LARGE: Code = Code {
    name: "document-too-large",
    description: "a document larger than the limit; it is not read",
    help: "a response of plex.tv has about 600 bytes; raise the limit if this is one",
};

/// A violation of a schema for which the decoder reports no deviation.
pub const SCHEMA_KEYWORD: Code = Code {
    name: "schema-keyword",
    description: "a violation of the JSON Schema for which the decoder reports no deviation",
    help: "look up the keyword in the schema",
};
