//! The one error of the library: what is wrong, where in the document, where in the bytes.

use core::fmt;

use crate::deviation::{Deviation, DeviationCode, Place};
use crate::json::{SyntaxError, Wanted};
use crate::pointer::Pointer;
use crate::span::Span;

/// Why a text was refused, or a value could not be made.
///
/// One word in size. Its `Display` form shows no value of the document:
///
/// ```
/// use plex_pin::{ErrorKind, Pin};
///
/// let error = Pin::parse(r#"{"id":1,"createdAt":""}"#).unwrap_err();
/// assert_eq!(error.to_string(), "expected timestamp, found empty string at /createdAt (byte 20)");
/// assert_eq!(error.kind().code(), "empty-value");
/// assert_eq!(error.pointer(), "/createdAt");
/// ```
pub struct Error(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
enum Inner {
    Deviation(Deviation),
    Refusal { kind: ErrorKind, pointer: Pointer, span: Span, expected: &'static str, found: &'static str },
    Value { kind: ErrorKind, expected: &'static str, found: &'static str },
    Incomplete(Box<[&'static str]>),
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A strict parse met a deviation that is not allowed.
    Deviation(DeviationCode),
    /// `empty-body`: no text at all, or white space.
    EmptyBody,
    /// `not-utf8`: bytes that are no UTF-8.
    NotUtf8,
    /// `xml-body`: the body is XML, which the service sends unless asked for `Accept: application/json`.
    XmlBody,
    /// `html-body`: the body is a web page, as proxies and maintenance send it.
    HtmlBody,
    /// `syntax`: the text is not JSON.
    Syntax,
    /// `unexpected-end`: the text ends before its JSON does.
    UnexpectedEnd,
    /// `lone-surrogate`: half of a surrogate pair in an escape, which is no text.
    LoneSurrogate,
    /// `too-deep`: nested deeper than 128 levels.
    TooDeep,
    /// `trailing-text`: more text after the document.
    TrailingText,
    /// `not-an-object`: JSON, but the root is no object.
    NotAnObject,
    /// `unrecognised-document`: an object that is no pin, no location and no error.
    UnrecognisedDocument,
    /// `invalid-text`: a text that `FromStr` cannot read.
    InvalidText,
    /// `invalid-value`: a value outside the range of the type.
    InvalidValue,
    /// `incomplete`: members are missing that the live service always sends.
    Incomplete,
}

impl ErrorKind {
    /// The stable code; of a deviation, that of the deviation.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Deviation(code) => code.as_str(),
            Self::EmptyBody => "empty-body",
            Self::NotUtf8 => "not-utf8",
            Self::XmlBody => "xml-body",
            Self::HtmlBody => "html-body",
            Self::Syntax => "syntax",
            Self::UnexpectedEnd => "unexpected-end",
            Self::LoneSurrogate => "lone-surrogate",
            Self::TooDeep => "too-deep",
            Self::TrailingText => "trailing-text",
            Self::NotAnObject => "not-an-object",
            Self::UnrecognisedDocument => "unrecognised-document",
            Self::InvalidText => "invalid-text",
            Self::InvalidValue => "invalid-value",
            Self::Incomplete => "incomplete",
        }
    }

    /// What to do about it, in one line.
    #[must_use]
    pub const fn help(self) -> &'static str {
        match self {
            Self::Deviation(code) => code.help(),
            Self::EmptyBody => "check that the answer has a body: PUT /api/v2/pins/link has none",
            Self::NotUtf8 => "save the body as it came, in UTF-8",
            Self::XmlBody => "send the request with the header Accept: application/json",
            Self::HtmlBody => "this is a web page, not an answer of the API; send Accept: application/json",
            Self::Syntax => "check that the body was captured as it came",
            Self::TrailingText => "keep one document to a file, or one to a line in NDJSON",
            Self::UnexpectedEnd => "the body was cut off; capture it whole",
            Self::LoneSurrogate => "write the character whole, as a pair of escapes or as UTF-8",
            Self::TooDeep => "no answer of the service nests deeper than three levels",
            Self::NotAnObject => "every answer of the service is a JSON object",
            Self::UnrecognisedDocument => {
                "say which document it is, if it is one: a pin, a location or errors"
            }
            Self::InvalidText | Self::InvalidValue => "see the documentation of the type",
            Self::Incomplete => "use Pin or Location, whose members are optional",
        }
    }
}

/// The code's text.
impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

const ROOT: &Pointer = &Pointer::ROOT;

impl Error {
    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match *self.0 {
            Inner::Deviation(ref deviation) => ErrorKind::Deviation(deviation.code()),
            Inner::Refusal { kind, .. } | Inner::Value { kind, .. } => kind,
            Inner::Incomplete(_) => ErrorKind::Incomplete,
        }
    }

    /// Where in the document: as far as it had been read. The root where there is no document, as in
    /// `"x".parse::<PinId>()`.
    #[must_use]
    pub fn pointer(&self) -> &Pointer {
        match &*self.0 {
            Inner::Deviation(deviation) => deviation.pointer(),
            Inner::Refusal { pointer, .. } => pointer,
            Inner::Value { .. } | Inner::Incomplete(_) => ROOT,
        }
    }

    /// Where in the text. Empty at its start where there is no text.
    #[must_use]
    pub fn span(&self) -> Span {
        match *self.0 {
            Inner::Deviation(ref deviation) => deviation.span(),
            Inner::Refusal { span, .. } => span,
            Inner::Value { .. } | Inner::Incomplete(_) => Span::new(0, 0),
        }
    }

    /// The deviation that a strict parse met, if that is what is wrong.
    #[must_use]
    pub fn deviation(&self) -> Option<&Deviation> {
        match &*self.0 {
            Inner::Deviation(deviation) => Some(deviation),
            _ => None,
        }
    }

    /// The members that lack, as JSON pointers in the wire's order, where a pin is incomplete.
    #[must_use]
    pub fn missing_members(&self) -> &[&'static str] {
        match &*self.0 {
            Inner::Incomplete(members) => members,
            _ => &[],
        }
    }

    /// What was expected and what was found, without the place: `expected number, found string`.
    #[must_use]
    pub const fn message(&self) -> impl fmt::Display + use<'_> {
        Message(self)
    }

    #[cold]
    pub(crate) fn refusal(
        kind: ErrorKind,
        pointer: Pointer,
        span: Span,
        expected: &'static str,
        found: &'static str,
    ) -> Self {
        Self(Box::new(Inner::Refusal { kind, pointer, span, expected, found }))
    }

    #[cold]
    pub(crate) fn syntax(error: SyntaxError, pointer: Pointer, text: &str) -> Self {
        let span = error.span(text);
        let (kind, found) = match error.wanted {
            Wanted::LowSurrogate | Wanted::HighSurrogate => (ErrorKind::LoneSurrogate, "lone surrogate"),
            _ if span.is_empty() => (ErrorKind::UnexpectedEnd, "end of input"),
            Wanted::Shallower => (ErrorKind::TooDeep, "deeper nesting"),
            Wanted::End => (ErrorKind::TrailingText, "more text"),
            _ => (ErrorKind::Syntax, character_name(text.as_bytes()[error.at])),
        };
        Self::refusal(kind, pointer, span, error.wanted.phrase(), found)
    }

    /// A text that is no `expected`.
    #[cold]
    pub(crate) fn text(expected: &'static str, empty: bool) -> Self {
        let found = if empty { "empty text" } else { "other text" };
        Self(Box::new(Inner::Value { kind: ErrorKind::InvalidText, expected, found }))
    }

    /// A value that is no `expected`.
    #[cold]
    pub(crate) fn value(expected: &'static str, found: &'static str) -> Self {
        Self(Box::new(Inner::Value { kind: ErrorKind::InvalidValue, expected, found }))
    }

    #[cold]
    pub(crate) fn incomplete(members: Vec<&'static str>) -> Self {
        Self(Box::new(Inner::Incomplete(members.into_boxed_slice())))
    }
}

/// A single character may be the first of a secret, so it is named by its kind.
fn character_name(byte: u8) -> &'static str {
    match byte {
        b'"' => "quote",
        b'\'' => "apostrophe",
        b',' => "comma",
        b':' => "colon",
        b'{' => "opening brace",
        b'}' => "closing brace",
        b'[' => "opening bracket",
        b']' => "closing bracket",
        b'\\' => "backslash",
        b'0'..=b'9' => "digit",
        b'a'..=b'z' | b'A'..=b'Z' => "letter",
        0..0x20 => "control character",
        _ => "other character",
    }
}

impl From<Deviation> for Error {
    #[cold]
    fn from(deviation: Deviation) -> Self {
        Self(Box::new(Inner::Deviation(deviation)))
    }
}

struct Message<'e>(&'e Error);

impl fmt::Display for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0.0 {
            Inner::Deviation(deviation) => deviation.message().fmt(f),
            Inner::Refusal { expected, found, .. } | Inner::Value { expected, found, .. } => {
                write!(f, "expected {expected}, found {found}")
            }
            Inner::Incomplete(members) => {
                f.write_str("expected complete document, found nothing at ")?;
                members.iter().enumerate().try_for_each(|(index, member)| {
                    write!(f, "{}{member}", if index == 0 { "" } else { ", " })
                })
            }
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Inner::Deviation(deviation) => deviation.fmt(f),
            Inner::Refusal { pointer, span, .. } => {
                write!(f, "{}{}", self.message(), Place(pointer, *span))
            }
            Inner::Value { .. } | Inner::Incomplete(_) => self.message().fmt(f),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.kind())
            .field("pointer", self.pointer())
            .field("span", &self.span())
            .field("message", &format_args!("{}", self.message()))
            .finish()
    }
}

impl Clone for Error {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl PartialEq for Error {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl Eq for Error {}

impl core::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::{Error, character_name};
    use crate::{Parser, Pin};

    #[test]
    fn ok_errors_are_told_apart_and_shown() {
        let error = Pin::parse("{\"id\":true}").unwrap_err();
        assert_eq!(error, Parser::STRICT.pin("{\"id\":true}").unwrap_err());
        assert_ne!(error, Pin::parse("{\"id\":null}").unwrap_err());
        assert_ne!(Pin::parse("{\"id\":true}"), Pin::parse("{ \"id\":true}"));
        let shown = format!("{error:?}");
        assert!(
            shown.starts_with("Error { kind: ") && shown.contains("/id") && shown.contains("start: 6"),
            "{shown}"
        );
    }

    #[test]
    fn ok_characters_are_named_by_their_kind() {
        let named = b"\"',:{}[]\\5aZ\t~".map(character_name);
        let expected = [
            "quote",
            "apostrophe",
            "comma",
            "colon",
            "opening brace",
            "closing brace",
            "opening bracket",
            "closing bracket",
            "backslash",
            "digit",
            "letter",
            "letter",
            "control character",
            "other character",
        ];
        assert_eq!(named, expected);
    }

    #[test]
    fn ok_error_is_one_word() {
        assert_eq!(size_of::<Error>(), size_of::<usize>());
        assert_eq!(size_of::<Result<(), Error>>(), size_of::<usize>());
    }
}
