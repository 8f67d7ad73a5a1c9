//! The state of a parse of XML.

use alloc::vec::Vec;

use super::super::decoder::{Context, Settings};
use crate::deviation::{DeviationCode, Expected, Outcome};
use crate::error::{Error, ErrorKind, character_name};
use crate::json::Type;
use crate::parsed::Mismatch;
use crate::pointer::Path;
use crate::span::Span;
use crate::xml::{Attribute, Name, Reader, Text, XmlError, XmlErrorKind};

/// Decodes one document. Its methods are in the files that need them.
pub(in super::super) struct XmlDecoder<'a> {
    pub(super) reader: Reader<'a>,
    pub(super) context: Context,
}

impl<'a> XmlDecoder<'a> {
    pub(super) fn new(settings: Settings, text: &'a str) -> Self {
        Self { reader: Reader::new(text), context: Context::new(settings) }
    }

    /// Makes the error of a text that is not well-formed.
    #[cold]
    #[inline(never)]
    pub(super) fn syntax(&self, error: XmlError, path: Path<'_>) -> Error {
        let XmlError { kind, expected, span } = error;
        let (kind, found) = match kind {
            XmlErrorKind::Syntax => {
                (ErrorKind::Syntax, character_name(self.reader.text().as_bytes()[span.start]))
            }
            XmlErrorKind::Found(found) => (ErrorKind::Syntax, found),
            XmlErrorKind::End => (ErrorKind::UnexpectedEnd, "end of input"),
            XmlErrorKind::Depth => (ErrorKind::TooDeep, "deeper nesting"),
            XmlErrorKind::Trailing => (ErrorKind::TrailingText, "more text"),
            XmlErrorKind::Doctype => (ErrorKind::XmlDoctype, "document type declaration"),
            XmlErrorKind::Encoding(name) => (ErrorKind::NotUtf8, name),
        };
        Error::refusal(kind, path.to_pointer(), span, expected, found)
    }

    /// Records an attribute, an element or a text that the model does not have.
    #[cold]
    pub(super) fn unknown(&mut self, object: &'static str, path: Path<'_>, span: Span) -> Result<(), Error> {
        let mismatch = Mismatch { path, span, expected: Expected::MemberOf(object), found: Type::String };
        self.context.deviate(DeviationCode::UnknownMember, Outcome::Ignored, mismatch)
    }

    /// Records a name that is not as plex.tv writes it.
    #[cold]
    pub(super) fn respelled(
        &mut self,
        canonical: &'static str,
        path: Path<'_>,
        span: Span,
    ) -> Result<(), Error> {
        let mismatch = Mismatch { path, span, expected: Expected::Member(canonical), found: Type::String };
        self.context.deviate(DeviationCode::MemberSpelling, Outcome::Coerced, mismatch)
    }

    /// Records a member that came before.
    #[cold]
    pub(super) fn duplicate(&mut self, path: Path<'_>, span: Span) -> Result<(), Error> {
        let expected = Expected::Value("one member of the name");
        let mismatch = Mismatch { path, span, expected, found: Type::String };
        self.context.deviate(DeviationCode::DuplicateMember, Outcome::Ignored, mismatch)
    }

    /// Steps over an element that the model does not have.
    #[cold]
    pub(super) fn skip_unknown(
        &mut self,
        object: &'static str,
        name: Name<'a>,
        path: &Path<'_>,
    ) -> Result<(), Error> {
        let path = path.name(name.text);
        self.unknown(object, path, name.span)?;
        self.reader.skip().map_err(|error| self.syntax(error, path))
    }

    /// Records text that is not white space where elements are expected.
    #[cold]
    pub(super) fn stray_text(
        &mut self,
        object: &'static str,
        text: Text,
        path: &Path<'_>,
    ) -> Result<(), Error> {
        // References in it are checked as everywhere.
        self.reader.decode(text).map_err(|error| self.syntax(error, *path))?;
        self.unknown(object, path.name("text()"), text.span)
    }

    /// Returns the attributes of a start tag up to its end.
    pub(super) fn attributes(&mut self, path: &Path<'_>) -> Result<Vec<Attribute<'a>>, Error> {
        let mut attributes = Vec::new();
        while let Some(attribute) = self.reader.attribute().map_err(|error| self.syntax(error, *path))? {
            attributes.push(attribute);
        }
        Ok(attributes)
    }
}
