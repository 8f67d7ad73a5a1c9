//! The codes of deviations with their texts, and the outcomes of deviations.

use core::fmt;

/// What the parser did with the value that deviates.
///
/// | text | what |
/// |---|---|
/// | `coerced` | the value has one obvious meaning and is kept |
/// | `ignored` | the model has no field for it, or does not need it |
/// | `dropped` | no rule reads it: the member is `None` |
/// | `absent` | the member is missing |
///
/// The text ([`as_str`](Self::as_str)) is stable, a part of the public interface.
///
/// ```
/// use plex_pin::{Outcome, Parser, Pin};
///
/// let parsed = Parser::LENIENT.parse::<Pin>(r#"{"id":"5123","trusted":[]}"#)?;
/// let outcomes: Vec<Outcome> = parsed.deviations().iter().map(|it| it.outcome()).collect();
/// assert_eq!(outcomes, [Outcome::Coerced, Outcome::Dropped]);
/// # Ok::<(), plex_pin::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// The value has one obvious meaning and is kept.
    Coerced,
    /// The model has no field for it, or does not need it.
    Ignored,
    /// No rule reads it: the member is `None`.
    Dropped,
    /// The member is missing.
    Absent,
}

impl Outcome {
    /// Returns the stable text: `coerced`, `ignored`, `dropped`, `absent`.
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
        /// The rule of the strict form that a value breaks.
        ///
        /// The text of a code ([`as_str`](Self::as_str)) is stable, a part of the public interface. `FromStr` reads it
        /// back.
        ///
        /// | code | when |
        /// |---|---|
        $(#[doc = concat!("| `", $code, "` | ", $description, " |")])+
        ///
        /// ```
        /// use plex_pin::DeviationCode;
        ///
        /// let code: DeviationCode = "string-for-number".parse()?;
        /// assert_eq!(code, DeviationCode::StringForNumber);
        /// assert_eq!(code.description(), "a number written as a string");
        /// # Ok::<(), plex_pin::Error>(())
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum DeviationCode {
            $(#[doc = concat!("`", $code, "`: ", $description, ".")] $variant,)+
        }

        impl DeviationCode {
            /// Every code, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Returns the stable text of the code: `string-for-number`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// Returns what the code means, in half a sentence.
            #[must_use]
            pub const fn description(self) -> &'static str {
                match self { $(Self::$variant => $description),+ }
            }

            /// Returns what the deviation means to a person who holds a capture of the body, in one line.
            ///
            /// [`Deviation::help`](crate::Deviation::help) is more precise where one code has several causes.
            #[must_use]
            pub const fn help(self) -> &'static str {
                match self { $(Self::$variant => $help),+ }
            }
        }
    };
}

codes! {
    UnknownMember "unknown-member"
        "a member that the model does not have, in any spelling"
        "plex.tv may have added this member; a client that refuses unknown members will fail"
    MemberSpelling "member-spelling"
        "a known member name, but for `_`, `-` and ASCII case"
        "plex.tv writes this name in another way; a client that compares names will miss the member"
    DuplicateMember "duplicate-member"
        "a second member of the same name, in any spelling; the last one counts"
        "the last value counts here and in most JSON readers; a client that takes the first will differ"
    MissingMember "missing-member"
        "an absent member that the service has always sent since 2024-07; reported only with `complete`"
        "plex.tv has always sent this member since 2024-07; the capture is older, shortened or not from plex.tv"
    WrappedDocument "wrapped-document"
        "a pin inside `{\"pin\": …}`, or an error without its `errors` array"
        "a client of the v2 endpoints expects the document without a wrapper, and errors in an array"
    ByteOrderMark "byte-order-mark"
        "a UTF-8 byte order mark before the document"
        "plex.tv sends none; a tool has added it to the capture, and many JSON readers refuse it"
    NullValue "null-value"
        "null where the strict form has no null"
        "plex.tv sends a value here or leaves the member out; a client that does not expect null will fail"
    EmptyValue "empty-value"
        "an empty string, or white space alone, for a number, boolean, date, coordinates or token"
        "plex.tv sends a value here or leaves the member out; a client that converts the string will fail"
    UnknownMarker "unknown-marker"
        "the string \"Unknown\" for a boolean, number or coordinates"
        "the sender did not know the value; a client that converts the string will fail"
    StringForNumber "string-for-number"
        "a number written as a string"
        "plex.tv sends a number here; a client that compares types will fail"
    StringForBoolean "string-for-boolean"
        "a boolean written as a string"
        "plex.tv sends true or false here; a client that compares types will fail"
    NumberForBoolean "number-for-boolean"
        "0 or 1 for a boolean"
        "plex.tv sends true or false here; a client that compares types will fail"
    NumberForString "number-for-string"
        "a number for a string"
        "plex.tv sends a string here; leading zeros may be lost, and a client that compares types will fail"
    BooleanForString "boolean-for-string"
        "a boolean for a string"
        "plex.tv sends a string here; a client that compares types will fail"
    NumberForTimestamp "number-for-timestamp"
        "Unix seconds for a date, as in 2017"
        "plex.tv sent Unix seconds in 2017 and sends 2023-04-12T17:00:03Z now; a client of today will fail"
    IdPrecision "id-precision"
        "an id above 2^53-1: exact here, not in a client that reads doubles"
        "a client that reads numbers as doubles, as JavaScript does, will ask for another pin"
    TimestampFormat "timestamp-format"
        "a date in a form that neither the service nor its documentation uses"
        "plex.tv sends 2023-04-12T17:00:03Z; a client that reads RFC 3339 alone will fail"
    TimestampZoneAssumed "timestamp-zone-assumed"
        "a date without a zone, taken as UTC"
        "plex.tv sends a zone; a client that takes the date as local time will be hours off"
    CoordinatesFormat "coordinates-format"
        "coordinates in a form that neither the service nor its documentation uses"
        "plex.tv sends \"30.3768, -97.8935\"; a client that splits at the comma and space will fail"
    OutOfRange "out-of-range"
        "the right type, but a value that the member cannot hold"
        "plex.tv sends no such value; a client that converts it will fail or hold a wrong one"
    WrongType "wrong-type"
        "a value of another type"
        "plex.tv sends another type here, and this value has no obvious meaning; a client will fail"
}

impl fmt::Display for DeviationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
