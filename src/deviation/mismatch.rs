//! What a strict reader expects, and what the document has in its place.

use core::fmt;

use super::code::{DeviationCode, Outcome};
use crate::json::Type;

/// What the strict form requires where a document deviates.
///
/// The texts of `Display` are stable, part of the public interface. `Display` writes them as error messages do.
///
/// | `Display` | variant |
/// |---|---|
/// | `string`, `boolean`, `object`, `array of errors`, `timestamp`, `coordinates` | [`Value`](Self::Value) |
/// | `integer in 0..=9007199254740991`, `integer in 0..=4294967295`, `integer in 100..=599` | `Value`: id, error code, error status |
/// | `number in 0..=9007199254740991` | `Value`: seconds |
/// | `non-empty string or null`, `boolean, string or null` | `Value`: `authToken`, `newRegistration` |
/// | `document`, `pin without wrapper` | `Value`: byte order mark, wrapper |
/// | `one member of the name` | `Value`: duplicate member |
/// | `member expiresIn` | [`Member`](Self::Member) |
/// | `member of pin`, `member of location`, `member of errors`, `member of error` | [`MemberOf`](Self::MemberOf) |
///
/// ```
/// use plex_pin::{Expected, Parser, Pin};
///
/// let parsed = Parser::LENIENT.parse::<Pin>(r#"{"ExpiresIn":1799}"#)?;
/// assert_eq!(parsed.deviations()[0].expected(), Expected::Member("expiresIn"));
/// assert_eq!(parsed.deviations()[0].expected().to_string(), "member expiresIn");
/// # Ok::<(), plex_pin::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Expected {
    /// A value, by its type, range or form: `integer in 100..=599`.
    Value(&'static str),
    /// A certain member, by its canonical name: `expiresIn`.
    Member(&'static str),
    /// Any member of a kind of object: `pin`.
    MemberOf(&'static str),
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(value) => f.write_str(value),
            Self::Member(name) => write!(f, "member {name}"),
            Self::MemberOf(object) => write!(f, "member of {object}"),
        }
    }
}

macro_rules! found {
    ($($variant:ident $text:literal $description:literal)+) => {
        /// What the document has where it deviates.
        ///
        /// The text ([`as_str`](Self::as_str)) is stable, a part of the public interface.
        ///
        /// | text | what |
        /// |---|---|
        $(#[doc = concat!("| `", $text, "` | ", $description, " |")])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Found {
            $(#[doc = concat!("`", $text, "`: ", $description, ".")] $variant,)+
        }

        impl Found {
            /// Every value, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Returns the stable text: `string`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }
    };
}

found! {
    Null "null" "null"
    Boolean "boolean" "a boolean"
    Number "number" "a number"
    String "string" "a string"
    Array "array" "an array"
    Object "object" "an object"
    NumberOutOfRange "number out of range" "a number that the member cannot hold"
    StringOutOfRange "string out of range" "a string in a known form, with a value that the member cannot hold"
    LargerInteger "larger integer" "an integer above 2^53-1"
    EmptyString "empty string" "an empty string, or white space alone"
    UnknownMarker "\"Unknown\"" "the string \"Unknown\", in any ASCII case"
    TimestampInAnotherForm "timestamp in another form" "a date in a form that is not strict"
    TimestampWithoutZone "timestamp without zone" "a date without a zone"
    CoordinatesInAnotherForm "coordinates in another form" "coordinates in a form that is not strict"
    OtherText "other text" "a string in no known form"
    UnknownMember "unknown member" "the name of a member that the model does not have"
    AnotherSpelling "another spelling" "the name of a known member in another spelling"
    DuplicateMember "duplicate member" "the name of a member that came before"
    Nothing "nothing" "no such member"
    WrappedDocument "wrapped document" "a document inside a wrapper, or an error outside its array"
    ByteOrderMark "byte order mark" "a UTF-8 byte order mark"
}

impl Found {
    /// Returns what was found for a deviation: from its code if that is more precise than the type of the value.
    pub(super) const fn of(code: DeviationCode, outcome: Outcome, found: Type) -> Self {
        let is_kept = matches!(outcome, Outcome::Coerced);
        match code {
            DeviationCode::UnknownMember => Self::UnknownMember,
            DeviationCode::MemberSpelling => Self::AnotherSpelling,
            DeviationCode::DuplicateMember => Self::DuplicateMember,
            DeviationCode::MissingMember => Self::Nothing,
            DeviationCode::WrappedDocument => Self::WrappedDocument,
            DeviationCode::ByteOrderMark => Self::ByteOrderMark,
            DeviationCode::EmptyValue => Self::EmptyString,
            DeviationCode::UnknownMarker => Self::UnknownMarker,
            DeviationCode::IdPrecision => Self::LargerInteger,
            DeviationCode::TimestampZoneAssumed => Self::TimestampWithoutZone,
            DeviationCode::TimestampFormat if is_kept => Self::TimestampInAnotherForm,
            DeviationCode::CoordinatesFormat if is_kept => Self::CoordinatesInAnotherForm,
            DeviationCode::TimestampFormat | DeviationCode::CoordinatesFormat => Self::OtherText,
            DeviationCode::OutOfRange => match found {
                Type::String => Self::StringOutOfRange,
                _ => Self::NumberOutOfRange,
            },
            _ => match found {
                Type::Null => Self::Null,
                Type::Boolean => Self::Boolean,
                Type::Number => Self::Number,
                Type::String => Self::String,
                Type::Array => Self::Array,
                Type::Object => Self::Object,
            },
        }
    }
}

/// Writes the stable text, as in messages.
impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Writes `expected number, found string`, the grammar of all messages.
pub(crate) struct ExpectedFound<E, F> {
    pub(crate) expected: E,
    pub(crate) found: F,
}

impl<E: fmt::Display, F: fmt::Display> fmt::Display for ExpectedFound<E, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, found {}", self.expected, self.found)
    }
}
