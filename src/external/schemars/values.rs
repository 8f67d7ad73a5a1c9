//! Schemas of values: the strict forms as `JsonSchema` of the models, the lenient ones of private types.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::patterns;
use crate::model::{AuthToken, Coordinates, MAX_SAFE_INTEGER, NewRegistration, PinId, Seconds, Timestamp};

macro_rules! values {
    ($($(#[doc = $doc:literal])* $type:ty, $name:literal, $description:literal => $schema:expr;)+) => {
        $($(#[doc = $doc])*
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                let mut schema = $schema;
                schema.insert("description".into(), $description.into());
                schema
            }
        })+
    };
}

values! {
    /// The strict form.
    PinId, "PinId", "An integer in any notation, exact in a double." => integer(0, MAX_SAFE_INTEGER);
    /// The strict form.
    Seconds, "Seconds", "Seconds, with a fraction or without." => number(0, MAX_SAFE_INTEGER);
    /// The strict forms, by a pattern that carries the calendar.
    Timestamp, "Timestamp", "A moment: RFC 3339, or as in 2023-04-12 17:00:03 +0000 UTC."
        => whole_string(&patterns::timestamp());
    /// The strict forms, by a pattern that carries the range.
    Coordinates, "Coordinates", "Latitude and longitude: as in 30.3768, -97.8935, or without the comma."
        => whole_string(&patterns::coordinates(",? "));
    /// The strict form.
    AuthToken<'_>, "AuthToken", "A bearer credential." => token();
    /// The strict forms.
    NewRegistration<'_>, "NewRegistration", "A boolean on the wire, once documented as a string."
        => any_of(&[boolean(), string()]);

    LenientString, "LenientString", "A string, or what can be written out as one."
        => any_of(&[string(), any_number(), boolean()]);
    LenientBoolean, "LenientBoolean", "A boolean, 0 or 1, or a string with either." => any_of(&[
        boolean(),
        integer(0, 1),
        matching_string(&patterns::trimmed("[01]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]")),
    ]);
    LenientPinId, "LenientPinId", "An integer, or a string with its digits." => any_of(&[
        integer(0, u64::MAX),
        matching_string(&patterns::trimmed(r"[0-9]{1,19}(?:\.0+)?")),
    ]);
    LenientSeconds, "LenientSeconds", "Seconds, or a string with their digits." => any_of(&[
        number(0, MAX_SAFE_INTEGER),
        matching_string(&patterns::trimmed(&patterns::decimals())),
    ]);
    LenientTimestamp, "LenientTimestamp", "A moment in any form that has one meaning, or in Unix seconds." => any_of(&[
        matching_string(&patterns::trimmed(&patterns::any_timestamp())),
        integer(0, Timestamp::MAX_UNIX.unsigned_abs()),
    ]);
    LenientCoordinates, "LenientCoordinates", "Latitude and longitude."
        => matching_string(&patterns::trimmed(&patterns::coordinates("(?:, ?| )")));
    LenientAuthToken, "LenientAuthToken", "A bearer credential."
        => any_of(&[token(), any_number()]);
    LenientNewRegistration, "LenientNewRegistration", "A boolean, 0, 1 or a string."
        => any_of(&[boolean(), string(), integer(0, 1)]);
    LenientErrorCode, "LenientErrorCode", "An integer, or a string with its digits."
        => any_of(&[error_code(), matching_string(&patterns::trimmed(&patterns::digits(u32::MAX.into())))]);
    LenientErrorStatus, "LenientErrorStatus", "An HTTP status, or a string with its digits."
        => any_of(&[error_status(), matching_string(&patterns::trimmed("0*[1-5][0-9]{2}"))]);
}

pub(super) struct LenientString;
pub(super) struct LenientBoolean;
pub(super) struct LenientPinId;
pub(super) struct LenientSeconds;
pub(super) struct LenientTimestamp;
pub(super) struct LenientCoordinates;
pub(super) struct LenientAuthToken;
pub(super) struct LenientNewRegistration;
pub(super) struct LenientErrorCode;
pub(super) struct LenientErrorStatus;

pub(super) fn string() -> Schema {
    json_schema!({ "type": "string" })
}

pub(super) fn boolean() -> Schema {
    json_schema!({ "type": "boolean" })
}

pub(super) fn null() -> Schema {
    json_schema!({ "type": "null" })
}

pub(super) fn error_code() -> Schema {
    integer(0, u32::MAX.into())
}

pub(super) fn error_status() -> Schema {
    integer(100, 599)
}

pub(super) fn any_of<const N: usize>(schemas: &[Schema; N]) -> Schema {
    json_schema!({ "anyOf": schemas.as_slice() })
}

fn integer(min: u64, max: u64) -> Schema {
    json_schema!({ "type": "integer", "minimum": min, "maximum": max })
}

fn number(min: u64, max: u64) -> Schema {
    json_schema!({ "type": "number", "minimum": min, "maximum": max })
}

/// A number that a double can hold: to a validator the others are infinite.
fn any_number() -> Schema {
    json_schema!({ "type": "number", "minimum": f64::MIN, "maximum": f64::MAX })
}

/// A string that is more than white space.
/// A character that is not white space in Unicode. `\S` is another set in each dialect of regular expressions.
const NOT_WHITE_SPACE: &str = r"[^\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]";

fn token() -> Schema {
    json_schema!({ "type": "string", "minLength": 1, "pattern": NOT_WHITE_SPACE, "writeOnly": true })
}

fn matching_string(pattern: &str) -> Schema {
    json_schema!({ "type": "string", "pattern": pattern })
}

/// A string that matches as a whole. In Python's dialect `$` also matches before a final line feed.
pub(super) fn whole_string(pattern: &str) -> Schema {
    json_schema!({ "type": "string", "pattern": patterns::whole(pattern), "not": { "type": "string", "pattern": "\n" } })
}
