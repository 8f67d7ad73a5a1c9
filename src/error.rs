//! The error of this crate: what is wrong, its JSON pointer, and its range of bytes.
//!
//! The decoder and the constructors of values make it; users read it.

mod kind;

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;

use crate::deviation::{AtPointer, Deviation, ExpectedFound};
use crate::json::{SyntaxError, Wanted};
use crate::pointer::Pointer;
use crate::span::{Position, Span};

pub use kind::ErrorKind;

/// Why a body was refused, or a value could not be made.
///
/// It is one word in size. Its `Display` form has one grammar, `expected …, found … at POINTER (byte N)`, in lower case and
/// without a full stop, and shows no value of the document:
///
/// ```
/// use plex_pin::{ErrorKind, Pin, PinId};
///
/// let body = r#"{"id":1,"createdAt":""}"#;
/// let error = Pin::parse(body).unwrap_err();
/// assert_eq!(error.to_string(), "expected timestamp, found empty string at /createdAt (byte 20)");
/// assert_eq!(error.kind().as_str(), "empty-value");
/// assert_eq!(error.pointer().unwrap(), "/createdAt");
/// assert_eq!(error.position(body).unwrap().to_string(), "1:21");
///
/// // A value by itself is not part of a document.
/// let error = "x".parse::<PinId>().unwrap_err();
/// assert_eq!(error.to_string(), "expected pin id in digits, found other text");
/// assert_eq!((error.pointer(), error.span()), (None, None));
/// ```
pub struct Error(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
enum Inner {
    Deviation(Deviation),
    Refusal { kind: ErrorKind, pointer: Pointer, span: Span, expected: &'static str, found: &'static str },
    Value { kind: ErrorKind, expected: &'static str, found: &'static str },
    Incomplete(Box<[&'static str]>),
}

impl Error {
    /// Returns what is wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match *self.0 {
            Inner::Deviation(ref deviation) => ErrorKind::Deviation(deviation.code()),
            Inner::Refusal { kind, .. } | Inner::Value { kind, .. } => kind,
            Inner::Incomplete(_) => ErrorKind::Incomplete,
        }
    }

    /// Returns what the error means to a person who holds a capture of the body, in one line: [`Deviation::help`] or
    /// [`ErrorKind::help`].
    #[must_use]
    pub fn help(&self) -> &'static str {
        self.deviation().map_or_else(|| self.kind().help(), Deviation::help)
    }

    /// Returns the JSON pointer to the error, as far as the document was read.
    ///
    /// `None` for an error without a location in a document: `"x".parse::<PinId>()`, and a pin that is
    /// [incomplete](Self::missing_members).
    #[must_use]
    pub fn pointer(&self) -> Option<&Pointer> {
        match &*self.0 {
            Inner::Deviation(deviation) => Some(deviation.pointer()),
            Inner::Refusal { pointer, .. } => Some(pointer),
            Inner::Value { .. } | Inner::Incomplete(_) => None,
        }
    }

    /// Returns the range of bytes in the body; an empty range at its end if the body ends too early.
    ///
    /// `None` if [`pointer`](Self::pointer) is `None`.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match *self.0 {
            Inner::Deviation(ref deviation) => Some(deviation.span()),
            Inner::Refusal { span, .. } => Some(span),
            Inner::Value { .. } | Inner::Incomplete(_) => None,
        }
    }

    /// Returns line and column of the first byte. `body` must be the body that was parsed.
    ///
    /// `None` where [`pointer`](Self::pointer) is `None`.
    #[must_use]
    pub fn position(&self, body: impl AsRef<[u8]>) -> Option<Position> {
        self.span().map(|span| span.position(body))
    }

    /// Returns the deviation that the parser does not allow, if that is what is wrong.
    #[must_use]
    pub fn deviation(&self) -> Option<&Deviation> {
        match &*self.0 {
            Inner::Deviation(deviation) => Some(deviation),
            _ => None,
        }
    }

    /// Returns the missing members of an incomplete pin or location, as JSON pointers in the order in which the service
    /// sends them.
    ///
    /// Empty for any other error.
    #[must_use]
    pub fn missing_members(&self) -> &[&'static str] {
        match &*self.0 {
            Inner::Incomplete(members) => members,
            _ => &[],
        }
    }

    /// Returns what was expected and what was found, without the location: `expected number, found string`.
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

    /// Makes the error of a body that is not UTF-8.
    #[cold]
    pub(crate) fn not_utf8(body: &[u8]) -> Self {
        // Check again, since the fast check does not return the position of the error.
        let (start, length) = match core::str::from_utf8(body) {
            Ok(_) => (0, None),
            Err(error) => (error.valid_up_to(), error.error_len()),
        };
        let end = length.map_or(body.len(), |length| start + length);
        let found = match body {
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "UTF-16",
            _ => "another byte",
        };
        Self::refusal(ErrorKind::NotUtf8, Pointer::ROOT, Span::new(start, end), "UTF-8", found)
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

    /// Makes the error of a string that is not an `expected`.
    #[cold]
    pub(crate) fn text(expected: &'static str, empty: bool) -> Self {
        let found = if empty { "empty text" } else { "other text" };
        Self(Box::new(Inner::Value { kind: ErrorKind::InvalidText, expected, found }))
    }

    /// Makes the error of a value that is not an `expected`.
    #[cold]
    pub(crate) fn value(expected: &'static str, found: &'static str) -> Self {
        Self(Box::new(Inner::Value { kind: ErrorKind::InvalidValue, expected, found }))
    }

    #[cold]
    pub(crate) fn incomplete(members: Vec<&'static str>) -> Self {
        Self(Box::new(Inner::Incomplete(members.into_boxed_slice())))
    }
}

/// Returns the kind of a character, since the character itself may be the first of a secret.
// By a table, since what is found in broken text cannot be predicted.
pub(crate) fn character_name(byte: u8) -> &'static str {
    static NAMES: [&str; 256] = character_names();
    NAMES[usize::from(byte)]
}

#[allow(clippy::cast_possible_truncation)] // A byte is less than 256.
const fn character_names() -> [&'static str; 256] {
    let mut names = ["other character"; 256];
    let mut byte = 0;
    while byte < names.len() {
        names[byte] = match byte as u8 {
            b'"' => "quote",
            b'\'' => "apostrophe",
            b',' => "comma",
            b':' => "colon",
            b'{' => "opening brace",
            b'}' => "closing brace",
            b'[' => "opening bracket",
            b']' => "closing bracket",
            b'\\' => "backslash",
            b'<' => "opening angle bracket",
            b'>' => "closing angle bracket",
            b'&' => "ampersand",
            b'0'..=b'9' => "digit",
            b'a'..=b'z' | b'A'..=b'Z' => "letter",
            0..0x20 => "control character",
            _ => "other character",
        };
        byte += 1;
    }
    names
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
                ExpectedFound { expected, found }.fmt(f)
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
                write!(f, "{}{}", self.message(), AtPointer(pointer, *span))
            }
            Inner::Value { .. } | Inner::Incomplete(_) => self.message().fmt(f),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.kind())
            .field("pointer", &self.pointer())
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
    fn ok_equality_and_debug() {
        let error = Pin::parse("{\"id\":true}").unwrap_err();
        assert_eq!(error, Parser::STRICT.parse::<Pin>("{\"id\":true}").unwrap_err());
        assert_ne!(error, Pin::parse("{\"id\":null}").unwrap_err());
        assert_ne!(Pin::parse("{\"id\":true}"), Pin::parse("{ \"id\":true}"));
        let shown = format!("{error:?}");
        assert!(
            shown.starts_with("Error { kind: ") && shown.contains("/id") && shown.contains("start: 6"),
            "{shown}"
        );
    }

    #[test]
    fn ok_character_names() {
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
    fn ok_size() {
        assert_eq!(size_of::<Error>(), size_of::<usize>());
        assert_eq!(size_of::<Result<(), Error>>(), size_of::<usize>());
    }
}
