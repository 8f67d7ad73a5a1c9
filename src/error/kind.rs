//! The kinds of errors and their texts.

use core::fmt;
use core::str::FromStr;

use super::Error;
use crate::deviation::DeviationCode;

macro_rules! kinds {
    ($($variant:ident $text:literal $description:literal $help:literal)+) => {
        /// What is wrong.
        ///
        /// The text of a kind ([`as_str`](Self::as_str)) is stable, part of the public interface. `FromStr` reads it
        /// back. For a deviation it is the text of the [`DeviationCode`].
        ///
        /// | kind | when |
        /// |---|---|
        $(#[doc = concat!("| `", $text, "` | ", $description, " |")])+
        ///
        /// ```
        /// use plex_pin::{DeviationCode, ErrorKind, Pin};
        ///
        /// let error = Pin::parse(r#"{"id":5123"#).unwrap_err();
        /// assert_eq!(error.kind(), ErrorKind::UnexpectedEnd);
        /// assert_eq!(error.kind().as_str(), "unexpected-end");
        /// assert_eq!("unexpected-end".parse(), Ok(ErrorKind::UnexpectedEnd));
        /// assert_eq!("null-value".parse(), Ok(ErrorKind::Deviation(DeviationCode::NullValue)));
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum ErrorKind {
            /// A deviation that the parser does not allow.
            Deviation(DeviationCode),
            $(#[doc = concat!("`", $text, "`: ", $description, ".")] $variant,)+
        }

        impl ErrorKind {
            /// Every kind: those of deviations, in the order of [`DeviationCode::ALL`], then the others, in the order
            /// of the table.
            pub const ALL: &[Self] = &{
                const OTHERS: &[ErrorKind] = &[$(ErrorKind::$variant),+];
                const CODES: &[DeviationCode] = DeviationCode::ALL;
                let mut all = [Self::EmptyBody; CODES.len() + OTHERS.len()];
                let mut index = 0;
                while index < all.len() {
                    all[index] = if index < CODES.len() {
                        Self::Deviation(CODES[index])
                    } else {
                        OTHERS[index - CODES.len()]
                    };
                    index += 1;
                }
                all
            };

            /// Returns the stable text of the kind, such as `unexpected-end`; for a deviation that of its code, such as
            /// `null-value`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    Self::Deviation(code) => code.as_str(),
                    $(Self::$variant => $text,)+
                }
            }

            /// Returns what the kind means, in half a sentence.
            #[must_use]
            pub const fn description(self) -> &'static str {
                match self {
                    Self::Deviation(code) => code.description(),
                    $(Self::$variant => $description,)+
                }
            }

            /// Returns what the error means to a person who holds a capture of the body, in one line.
            ///
            /// [`Error::help`] is more precise where one kind has several causes.
            #[must_use]
            pub const fn help(self) -> &'static str {
                match self {
                    Self::Deviation(code) => code.help(),
                    $(Self::$variant => $help,)+
                }
            }
        }
    };
}

kinds! {
    EmptyBody "empty-body"
        "an empty body, or white space alone"
        "the response had no body, as that of PUT /api/v2/pins/link (204), or the capture did not keep it"
    NotUtf8 "not-utf8"
        "bytes that are not UTF-8"
        "plex.tv sends UTF-8; the capture was saved in another encoding, or is compressed"
    XmlBody "xml-body"
        "an XML body, which the service sends unless it is asked for JSON"
        "plex.tv sends JSON only for Accept: application/json, with no other type beside it"
    HtmlBody "html-body"
        "a web page, as proxies and maintenance send it"
        "not from the API: its title names a sign-in page (a media server, a proxy), a rate limit or maintenance"
    XmlDoctype "xml-doctype"
        "an XML body with a document type declaration"
        "plex.tv sends none; it may define entities that grow without limit, so nothing behind it is read"
    Syntax "syntax"
        "a body that is not JSON, or not well-formed XML"
        "the body is not as plex.tv sent it: it was edited, mixed with other text or printed by a program"
    UnexpectedEnd "unexpected-end"
        "a body that ends before its document does"
        "the body was cut off; the rest is missing from the capture"
    LoneSurrogate "lone-surrogate"
        "half of a surrogate pair in an escape, which is not a character"
        "a program has cut the string in the middle of a character; strict JSON readers refuse it"
    TooDeep "too-deep"
        "arrays, objects or XML elements nested deeper than 128 levels"
        "responses of plex.tv nest three levels deep; this is another document"
    TrailingText "trailing-text"
        "more text after the document"
        "a response is one document; the capture holds several, or has text around it"
    NotAnObject "not-an-object"
        "JSON whose root is not an object"
        "a pin, a location and errors are JSON objects; this is another document or a list of them"
    UnrecognisedDocument "unrecognised-document"
        "an object or XML element that is not a pin, a location or errors, or not the one it is read as"
        "the body may come from another endpoint, or be another document than it is read as"
    InvalidText "invalid-text"
        "a text that `FromStr` of a type does not read"
        "the text is not in a form of the type; the documentation of the type lists them"
    InvalidValue "invalid-value"
        "a value outside the range of a type"
        "the value is outside the range of the type; the documentation of the type states it"
    Incomplete "incomplete"
        "a pin or location without a member that the live service has always sent since 2024-07"
        "the response is older or shortened; use Pin or Location, whose members are optional"
}

/// The stable text.
impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl From<DeviationCode> for ErrorKind {
    fn from(code: DeviationCode) -> Self {
        Self::Deviation(code)
    }
}

/// Reads the stable text: `unexpected-end`, `null-value`.
///
/// # Errors
///
/// `unexpected_end`, `Unexpected-End`, `deviation` and the empty string.
impl FromStr for ErrorKind {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let kind = Self::ALL.iter().find(|kind| kind.as_str() == text);
        kind.copied().ok_or_else(|| Error::text("error kind", text.is_empty()))
    }
}

/// Reads the stable text: `unknown-member`.
///
/// # Errors
///
/// `unknown_member`, `Unknown-Member`, `syntax` and the empty string.
// It is here because `deviation` must not import errors.
impl FromStr for DeviationCode {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let code = Self::ALL.iter().find(|code| code.as_str() == text);
        code.copied().ok_or_else(|| Error::text("deviation code", text.is_empty()))
    }
}
