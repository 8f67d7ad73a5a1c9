//! What is off in a document, as data: stable codes, outcomes, places.

use core::fmt;

use crate::escaped::Escaped;
use crate::json::Type;
use crate::pointer::Pointer;
use crate::span::Span;

/// What became of the value that deviates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// The value has one obvious meaning and was kept.
    Coerced,
    /// It is none of ours; nothing of ours is lost.
    Ignored,
    /// It could not be read: the member is `None`.
    Dropped,
    /// The member is not there.
    Absent,
}

impl Outcome {
    /// The stable name: `coerced`, `ignored`, `dropped`, `absent`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Coerced => "coerced",
            Self::Ignored => "ignored",
            Self::Dropped => "dropped",
            Self::Absent => "absent",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

macro_rules! codes {
    ($($variant:ident $code:literal $description:literal $help:literal)+) => {
        /// Which rule of the strict form a value breaks.
        ///
        /// The text of a code ([`as_str`](Self::as_str)) is stable, a part of the public interface.
        ///
        /// | code | when |
        /// |---|---|
        $(#[doc = concat!("| `", $code, "` | ", $description, " |")])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum DeviationCode {
            $(#[doc = concat!("`", $code, "`: ", $description, ".")] $variant,)+
        }

        impl DeviationCode {
            /// Every code, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The stable text of the code.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// What the code means, in half a sentence.
            #[must_use]
            pub const fn description(self) -> &'static str {
                match self { $(Self::$variant => $description),+ }
            }

            /// What to do about it, in one line.
            #[must_use]
            pub const fn help(self) -> &'static str {
                match self { $(Self::$variant => $help),+ }
            }
        }
    };
}

codes! {
    UnknownMember "unknown-member"
        "a member name that is none of the document's, in any spelling"
        "remove it, or allow it if the service has added it"
    MemberSpelling "member-spelling"
        "a known name but for `_`, `-` and ASCII case"
        "write the name as plex.tv does"
    DuplicateMember "duplicate-member"
        "a member given again, in any spelling; the last one counts"
        "write each member once"
    MissingMember "missing-member"
        "a member that the service has always sent since 2024-07 is absent; only asked for with `complete`"
        "capture the whole answer, or do not ask for completeness"
    WrappedDocument "wrapped-document"
        "a pin inside `{\"pin\": …}`, or an error without its `errors` array"
        "use the v2 endpoints, which send the bare document"
    ByteOrderMark "byte-order-mark"
        "a UTF-8 byte order mark before the document"
        "save the file as UTF-8 without a byte order mark"
    NullValue "null-value"
        "null where no null belongs"
        "leave the member out instead"
    EmptyValue "empty-value"
        "an empty string, or white space alone, for a number, boolean, date, coordinates or token"
        "leave the member out instead; a token that is not there yet is null"
    UnknownMarker "unknown-marker"
        "the text \"Unknown\" for a boolean, number or coordinates"
        "leave the member out instead"
    StringForNumber "string-for-number"
        "a number written as a string"
        "write the number without quotes"
    StringForBoolean "string-for-boolean"
        "a boolean written as a string"
        "write true or false without quotes"
    NumberForBoolean "number-for-boolean"
        "0 or 1 for a boolean"
        "write false for 0 and true for 1"
    NumberForString "number-for-string"
        "a number for a string"
        "put it in quotes; leading zeros are lost already"
    BooleanForString "boolean-for-string"
        "a boolean for a string"
        "put it in quotes"
    NumberForTimestamp "number-for-timestamp"
        "Unix seconds for a date, as in 2017"
        "write the date as 2023-04-12T17:00:03Z"
    IdPrecision "id-precision"
        "an id above 2^53-1: exact here, not in a client that reads doubles"
        "keep ids at or below 9007199254740991"
    TimestampFormat "timestamp-format"
        "a date in a form that neither the service nor its documentation uses"
        "write the date as 2023-04-12T17:00:03Z"
    TimestampZoneAssumed "timestamp-zone-assumed"
        "a date without a zone, taken as UTC"
        "end the date with Z"
    CoordinatesFormat "coordinates-format"
        "coordinates in a form that neither the service nor its documentation uses"
        "write latitude and longitude as \"30.3768, -97.8935\""
    OutOfRange "out-of-range"
        "the right type, but a value that the member cannot hold"
        "write a value within the range of the member"
    WrongType "wrong-type"
        "a value of another type"
        "write a value of the expected type; there is no one meaning to take this for"
}

impl fmt::Display for DeviationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Reads the stable text back: `unknown-member`.
///
/// # Errors
///
/// `unknown_member`, `Unknown-Member` and the empty text are no codes.
impl core::str::FromStr for DeviationCode {
    type Err = crate::error::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let code = Self::ALL.iter().find(|code| code.as_str() == text);
        code.copied().ok_or_else(|| crate::error::Error::text("deviation code", text.is_empty()))
    }
}

/// What a strict reader would have had at the place of a deviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Expected {
    /// A value, by the name of its type or range.
    Value(&'static str),
    /// A member, by its canonical name.
    Member(&'static str),
}

/// One thing that is off: what, where in the tree, where in the bytes, and what became of it.
///
/// Its `Display` form names no value of the document, so it can be logged:
///
/// ```
/// use plex_pin::Parser;
///
/// let parsed = Parser::LENIENT.pin(r#"{"id":"5123"}"#)?;
/// let deviation = &parsed.deviations()[0];
/// assert_eq!(deviation.to_string(), "expected integer in 0..=9007199254740991, found string at /id (byte 6)");
/// assert_eq!(deviation.code().as_str(), "string-for-number");
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
    /// Which rule is broken.
    #[must_use]
    pub const fn code(&self) -> DeviationCode {
        self.code
    }

    /// What became of the value.
    #[must_use]
    pub const fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// Where in the document, by the names that it uses itself.
    #[must_use]
    pub const fn pointer(&self) -> &Pointer {
        &self.pointer
    }

    /// Where in the text: the value; the name with its quotes for what is wrong with a name; the enclosing
    /// object for a member that is missing.
    #[must_use]
    pub const fn span(&self) -> Span {
        self.span
    }

    /// What was expected and what was found, without the place: `expected number, found string`.
    #[must_use]
    pub const fn message(&self) -> impl fmt::Display + use<'_> {
        Message(self)
    }
}

impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.message(), Place(&self.pointer, self.span))
    }
}

struct Message<'d>(&'d Deviation);

impl fmt::Display for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Deviation { code, outcome, expected, found, .. } = *self.0;
        match expected {
            Expected::Value(value) => write!(f, "expected {value}, found ")?,
            Expected::Member(name) => write!(f, "expected member {name}, found ")?,
        }
        let kept = outcome == Outcome::Coerced;
        f.write_str(match code {
            DeviationCode::UnknownMember => "unknown member",
            DeviationCode::MemberSpelling => "another spelling",
            DeviationCode::DuplicateMember => "duplicate member",
            DeviationCode::MissingMember => "nothing",
            DeviationCode::WrappedDocument => "wrapped document",
            DeviationCode::ByteOrderMark => "byte order mark",
            DeviationCode::EmptyValue => "empty string",
            DeviationCode::UnknownMarker => "\"Unknown\"",
            DeviationCode::IdPrecision => "larger integer",
            DeviationCode::TimestampZoneAssumed => "timestamp without zone",
            DeviationCode::TimestampFormat if kept => "timestamp in another form",
            DeviationCode::CoordinatesFormat if kept => "coordinates in another form",
            DeviationCode::TimestampFormat | DeviationCode::CoordinatesFormat => "other text",
            DeviationCode::OutOfRange => return write!(f, "{} out of range", found.name()),
            _ => found.name(),
        })
    }
}

/// ` at /createdAt (byte 214)`, fit for a terminal and for a log; the document itself is `the root`.
pub(crate) struct Place<'d>(pub(crate) &'d Pointer, pub(crate) Span);

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(pointer, span) = *self;
        let pointer = if pointer.is_root() { "the root" } else { pointer.as_str() };
        write!(f, " at {} (byte {})", Escaped::new(pointer).at_most(200), span.start)
    }
}
