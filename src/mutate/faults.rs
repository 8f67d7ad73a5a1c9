//! The faults of values: one table for each kind of member.

use arbitrary::{Result, Unstructured};

use super::coerced;
use super::literals::{
    SPACES, TOO_LARGE, flag, fraction, negative, neither_zero_nor_one, number, other_text, padded, quote,
};
use crate::deviation::DeviationCode;
use crate::model::MemberKind;

/// A fault, and how to write a value that has it.
enum Row {
    /// The value is unreadable: a lenient parse drops it.
    Dropped(DeviationCode, fn(&mut Unstructured<'_>) -> Result<String>),
    /// The value has one obvious meaning: as written, and in its strict form.
    Coerced(DeviationCode, fn(&mut Unstructured<'_>) -> Result<[String; 2]>),
}

use DeviationCode::{
    BooleanForString, CoordinatesFormat, EmptyValue, IdPrecision, NullValue, NumberForBoolean,
    NumberForString, NumberForTimestamp, OutOfRange, StringForBoolean, StringForNumber, TimestampFormat,
    TimestampZoneAssumed, UnknownMarker, WrongType,
};
use Row::{Coerced, Dropped};

const ID: &[Row] = &[
    Coerced(StringForNumber, coerced::id),
    Coerced(IdPrecision, coerced::large_id),
    Dropped(OutOfRange, |u| {
        Ok(match u.int_in_range(0..=3)? {
            0 => negative(u)?,
            1 => fraction(u)?,
            2 => format!("{}e1", u64::MAX),
            _ => TOO_LARGE.to_owned(),
        })
    }),
    NULL,
    EMPTY,
    UNKNOWN,
    OTHER_TEXT,
    FLAG,
    CONTAINER,
];

const TEXT: &[Row] = &[
    Coerced(NumberForString, coerced::number_for_text),
    Coerced(BooleanForString, coerced::flag_for_text),
    NULL,
    INFINITE,
    CONTAINER,
];

const BOOLEAN: &[Row] = &[
    Coerced(NumberForBoolean, coerced::number_for_boolean),
    Coerced(StringForBoolean, coerced::text_for_boolean),
    Dropped(WrongType, neither_zero_nor_one),
    NULL,
    EMPTY,
    UNKNOWN,
    OTHER_TEXT,
    INFINITE,
    CONTAINER,
];

const SECONDS: &[Row] = &[
    Coerced(StringForNumber, coerced::seconds),
    Dropped(OutOfRange, |u| {
        Ok(match u.int_in_range(0..=3)? {
            0 => negative(u)?,
            1 => u.int_in_range(1 << 53..=u64::MAX)?.to_string(),
            2 => quote("9007199254740992"),
            _ => TOO_LARGE.to_owned(),
        })
    }),
    NULL,
    EMPTY,
    UNKNOWN,
    OTHER_TEXT,
    FLAG,
    CONTAINER,
];

const TIMESTAMP: &[Row] = &[
    Coerced(TimestampFormat, coerced::timestamp),
    Coerced(TimestampZoneAssumed, coerced::timestamp_without_zone),
    Coerced(NumberForTimestamp, coerced::unix_seconds),
    Dropped(TimestampFormat, |u| {
        let texts = [
            "Unknown",
            "2023-04-12",
            "2023-04-12T17:00",
            "2023-4-12T17:00:03Z",
            "1681318803",
            "2023-04-12T17:00:03.Z",
            "2023-04-12T17:00:03.0123456789Z",
            "+2023-04-12T17:00:03Z",
            "2023-04-12_17:00:03Z",
            "2023-04-12T17:00:03+2:00",
            "2023-04-12 17:00:03 +0000 Zürich",
        ];
        Ok(quote(u.choose(&texts)?))
    }),
    Dropped(TimestampFormat, other_text),
    Dropped(OutOfRange, |u| {
        let values = [
            r#""2023-02-29T00:00:00Z""#,
            r#""1900-02-29T00:00:00Z""#,
            r#""2023-04-31T00:00:00Z""#,
            r#""2023-13-01T00:00:00Z""#,
            r#""2023-00-01T00:00:00Z""#,
            r#""2023-04-00T00:00:00Z""#,
            r#""2023-04-12T24:00:00Z""#,
            r#""2023-04-12T17:60:00Z""#,
            r#""2023-04-12T17:00:60Z""#,
            r#""2023-04-12T17:00:03+24:00""#,
            r#""2023-04-12T17:00:03-00:60""#,
            r#""2023-02-30 00:00:00 +0000 UTC""#,
            "253402300800",
            "-1",
            "0.5",
            TOO_LARGE,
        ];
        u.choose(&values).map(|&value| value.to_owned())
    }),
    NULL,
    EMPTY,
    FLAG,
    CONTAINER,
];

const TOKEN: &[Row] = &[
    Dropped(EmptyValue, |_| Ok(quote(""))),
    Coerced(NumberForString, coerced::number_for_text),
    INFINITE,
    FLAG,
    CONTAINER,
];

const REGISTRATION: &[Row] = &[
    Coerced(NumberForBoolean, coerced::number_for_boolean),
    Dropped(WrongType, neither_zero_nor_one),
    INFINITE,
    CONTAINER,
];

const COORDINATES: &[Row] = &[
    Coerced(CoordinatesFormat, coerced::coordinates),
    Dropped(CoordinatesFormat, |u| {
        let texts = [
            "30.3768",
            "30.3768; -97.8935",
            "+30, 0",
            "30., 0",
            ".5, 0",
            "0030, 0",
            "30, 0, 0",
            "30,  0",
            "30 , 0",
            "1e1, 0",
            "30° N, 97° W",
            "30, - 5",
        ];
        Ok(quote(u.choose(&texts)?))
    }),
    Dropped(CoordinatesFormat, other_text),
    Dropped(OutOfRange, |u| {
        let values = [
            r#""91, 0""#,
            r#""-90.0001, 0""#,
            r#""0, 180.5""#,
            r#""0 -181""#,
            r#""999,999""#,
            r#""90.00000000000000000001, 0""#,
            TOO_LARGE,
        ];
        u.choose(&values).map(|&value| value.to_owned())
    }),
    Dropped(WrongType, number),
    NULL,
    EMPTY,
    UNKNOWN,
    FLAG,
    CONTAINER,
];

const ERROR_CODE: &[Row] = &[
    Coerced(StringForNumber, coerced::error_code),
    Dropped(OutOfRange, |u| {
        Ok(match u.int_in_range(0..=4)? {
            0 => negative(u)?,
            1 => fraction(u)?,
            2 => "4294967296".to_owned(),
            3 => quote("4294967296"),
            _ => TOO_LARGE.to_owned(),
        })
    }),
    NULL,
    EMPTY,
    UNKNOWN,
    OTHER_TEXT,
    FLAG,
    CONTAINER,
];

const ERROR_STATUS: &[Row] = &[
    Coerced(StringForNumber, coerced::error_status),
    Dropped(OutOfRange, |u| {
        let values = ["0", "42", "99", "600", "404.5", "-404", "\"600\"", "\"99\"", TOO_LARGE];
        u.choose(&values).map(|&value| value.to_owned())
    }),
    NULL,
    EMPTY,
    UNKNOWN,
    OTHER_TEXT,
    FLAG,
    CONTAINER,
];

const OBJECT: &[Row] = &[
    Dropped(WrongType, |u| Ok(quote(u.arbitrary()?))),
    Dropped(WrongType, number),
    Dropped(WrongType, |_| Ok("[]".to_owned())),
    NULL,
    INFINITE,
    FLAG,
];

const ARRAY: &[Row] = &[
    Dropped(WrongType, |u| Ok(quote(u.arbitrary()?))),
    Dropped(WrongType, number),
    Dropped(WrongType, |_| Ok("{}".to_owned())),
    NULL,
    INFINITE,
    FLAG,
];

const NULL: Row = Dropped(NullValue, |_| Ok("null".to_owned()));
const EMPTY: Row = Dropped(EmptyValue, |u| {
    let space = if u.arbitrary()? { u.choose(&SPACES)? } else { "" };
    Ok(quote(space))
});
const UNKNOWN: Row = Dropped(UnknownMarker, |u| {
    let texts = ["Unknown", "unknown", "UNKNOWN"];
    padded(u.choose(&texts)?, u)
});
const INFINITE: Row = Dropped(OutOfRange, |_| Ok(TOO_LARGE.to_owned()));
const OTHER_TEXT: Row = Dropped(WrongType, other_text);
const FLAG: Row = Dropped(WrongType, flag);
const CONTAINER: Row = Dropped(WrongType, |u| {
    let values = ["[]", "{}", "[\"text\"]", "{\"authToken\":\"text\"}", "[[],{}]"];
    u.choose(&values).map(|&value| value.to_owned())
});

/// Writes a value that has one of the faults of its kind, and its strict form, if it has one.
pub(super) fn make(
    kind: MemberKind,
    u: &mut Unstructured<'_>,
) -> Result<(DeviationCode, String, Option<String>)> {
    let rows = match kind {
        MemberKind::Id => ID,
        MemberKind::Text => TEXT,
        MemberKind::Boolean => BOOLEAN,
        MemberKind::Seconds => SECONDS,
        MemberKind::Timestamp => TIMESTAMP,
        MemberKind::AuthToken => TOKEN,
        MemberKind::NewRegistration => REGISTRATION,
        MemberKind::Coordinates => COORDINATES,
        MemberKind::ErrorCode => ERROR_CODE,
        MemberKind::ErrorStatus => ERROR_STATUS,
        MemberKind::Errors => ARRAY,
        MemberKind::Location => OBJECT,
    };
    Ok(match u.choose(rows)? {
        Dropped(code, write) => (*code, write(u)?, None),
        Coerced(code, write) => {
            let [written, strict] = write(u)?;
            (*code, written, Some(strict))
        }
    })
}
