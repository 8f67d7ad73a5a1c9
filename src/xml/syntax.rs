//! The error of a text that is not well-formed.

use crate::span::Span;

/// How many elements may be open at once.
pub(super) const MAX_DEPTH: usize = 128;

/// What is wrong with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum XmlErrorKind {
    /// It is not well-formed. The first byte of the span is found in place of what is expected.
    Syntax,
    /// It is not well-formed. This is found.
    Found(&'static str),
    /// It ends too early.
    End,
    /// More elements are open than allowed.
    Depth,
    /// Something follows the root element.
    Trailing,
    /// It has a document type declaration, which may define entities.
    Doctype,
    /// It declares this encoding.
    Encoding(&'static str),
}

/// A text that is not well-formed, or is beyond the limits of this reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct XmlError {
    pub(crate) kind: XmlErrorKind,
    pub(crate) expected: &'static str,
    pub(crate) span: Span,
}

impl XmlError {
    #[cold]
    pub(super) const fn new(kind: XmlErrorKind, expected: &'static str, span: Span) -> Self {
        Self { kind, expected, span }
    }

    /// Makes the error of the character at `at`, or of the end of the text.
    #[cold]
    pub(super) fn at(text: &str, at: usize, expected: &'static str) -> Self {
        let length = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        if length == 0 {
            return Self::end(text, expected);
        }
        Self::new(XmlErrorKind::Syntax, expected, Span::new(at, at + length))
    }

    #[cold]
    pub(super) const fn end(text: &str, expected: &'static str) -> Self {
        Self::new(XmlErrorKind::End, expected, Span::new(text.len(), text.len()))
    }
}
