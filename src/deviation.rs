//! Deviations as data: which rule a value breaks, where, and what the parser did with the value.
//!
//! The decoder makes them; everything else reads them.

mod code;
mod mismatch;

use core::fmt;

use crate::escaped::Escaped;
use crate::json::Type;
use crate::pointer::Pointer;
use crate::span::{Position, Span};

pub use code::{DeviationCode, Outcome};
pub(crate) use mismatch::ExpectedFound;
pub use mismatch::{Expected, Found};

/// One deviation of a document from the strict form.
///
/// It has a stable [code](Self::code), an [outcome](Self::outcome), a JSON pointer into the document
/// ([`pointer`](Self::pointer)) and a range of bytes in the body ([`span`](Self::span)). It contains no value of the
/// document, only names of members. The same is true of its `Display` form, which is safe for a log and a terminal:
///
/// ```
/// use plex_pin::{DeviationCode, Expected, Found, Outcome, Parser, Pin};
///
/// let body = r#"{"id":"5123"}"#;
/// let parsed = Parser::LENIENT.parse::<Pin>(body)?;
/// let deviation = &parsed.deviations()[0];
/// assert_eq!(deviation.to_string(), "expected integer in 0..=9007199254740991, found string at /id (byte 6)");
/// assert_eq!(deviation.code(), DeviationCode::StringForNumber);
/// assert_eq!(deviation.outcome(), Outcome::Coerced);
/// assert_eq!(deviation.expected(), Expected::Value("integer in 0..=9007199254740991"));
/// assert_eq!(deviation.found(), Found::String);
/// assert_eq!(&body[deviation.span().range()], "\"5123\"");
/// assert_eq!(deviation.position(body).to_string(), "1:7");
/// # Ok::<(), plex_pin::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Deviation {
    pub(crate) code: DeviationCode,
    pub(crate) outcome: Outcome,
    pub(crate) pointer: Pointer,
    pub(crate) span: Span,
    pub(crate) expected: Expected,
    pub(crate) found: Type,
}

impl Deviation {
    /// Returns the rule that is broken.
    #[must_use]
    pub const fn code(&self) -> DeviationCode {
        self.code
    }

    /// Returns what the parser did with the value.
    #[must_use]
    pub const fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// Returns the JSON pointer to the value, with the member names as the document writes them: `/location/city`.
    #[must_use]
    pub const fn pointer(&self) -> &Pointer {
        &self.pointer
    }

    /// Returns the range of bytes in the body.
    ///
    /// It covers the value; for a deviation of a name, the name with its quotes; for a missing member, the enclosing
    /// object.
    #[must_use]
    pub const fn span(&self) -> Span {
        self.span
    }

    /// Returns line and column of the first byte. `body` must be the body that was parsed.
    ///
    /// Reads `body` from its start. For many deviations of one body use [`Positions`](crate::Positions).
    #[must_use]
    pub fn position(&self, body: impl AsRef<[u8]>) -> Position {
        self.span.position(body)
    }

    /// Returns what the strict form requires here.
    #[must_use]
    pub const fn expected(&self) -> Expected {
        self.expected
    }

    /// Returns what the document has instead.
    #[must_use]
    pub const fn found(&self) -> Found {
        Found::of(self.code, self.outcome, self.found)
    }

    /// Returns what the deviation means to a person who holds a capture of the body, in one line.
    ///
    /// This is [`DeviationCode::help`], or a more precise text if the code has several causes.
    ///
    /// ```
    /// use plex_pin::{Parser, Pin};
    ///
    /// let parsed = Parser::LENIENT.parse::<Pin>(r#"{"id":"5123"}"#)?;
    /// assert_eq!(
    ///     parsed.deviations()[0].help(),
    ///     "plex.tv sends a number here; a client that compares types will fail",
    /// );
    /// # Ok::<(), plex_pin::Error>(())
    /// ```
    #[must_use]
    pub fn help(&self) -> &'static str {
        match (self.code, self.expected) {
            (DeviationCode::WrappedDocument, Expected::Value("array of errors")) => {
                "plex.tv sends errors in an array; a client that reads `errors` will find none"
            }
            (DeviationCode::WrappedDocument, _) => {
                "only the v1 endpoints wrap the pin; a client of the v2 endpoints will find no member"
            }
            (DeviationCode::EmptyValue, Expected::Value("non-empty string or null")) => {
                "plex.tv sends null until the pin is claimed; a client may take the empty string for a token"
            }
            _ => self.code.help(),
        }
    }

    /// Returns what was expected and what was found, without the location: `expected number, found string`.
    #[must_use]
    pub const fn message(&self) -> impl fmt::Display + use<'_> {
        ExpectedFound { expected: self.expected, found: self.found() }
    }
}

/// Writes `expected timestamp, found number at /expiresAt (byte 29)`.
impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.message(), AtPointer(&self.pointer, self.span))
    }
}

/// Writes ` at /createdAt (byte 214)`, escaped for a terminal. The document itself is `the root`.
pub(crate) struct AtPointer<'d>(pub(crate) &'d Pointer, pub(crate) Span);

impl fmt::Display for AtPointer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(pointer, span) = *self;
        let pointer = if pointer.is_root() { "the root" } else { pointer.as_str() };
        write!(f, " at {} (byte {})", Escaped::new(pointer).at_most(200), span.start)
    }
}
