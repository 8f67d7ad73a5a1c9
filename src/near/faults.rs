//! What may be wrong with a value: one table for each kind.

use arbitrary::{Result, Unstructured};

use super::Fault;
use super::tree::{Kind, quote};
use crate::deviation::{DeviationCode, Outcome};
use crate::model::{Coordinates, Timestamp};

/// A fault, and how to write a value that has it.
type Row = (
    DeviationCode,
    Outcome,
    fn(&mut Unstructured<'_>) -> Result<String>,
);

use DeviationCode::{
    BooleanForString, CoordinatesFormat, EmptyValue, IdPrecision, NullValue, NumberForBoolean,
    NumberForString, NumberForTimestamp, OutOfRange, StringForBoolean, StringForNumber, TimestampFormat,
    TimestampZoneAssumed, UnknownMarker, WrongType,
};
use Outcome::{Coerced, Dropped};

const ID: &[Row] = &[
    (StringForNumber, Coerced, |u| {
        let zeros = ["", ".0", ".000"];
        let digits = u.int_in_range(0..=9_999_999_999_999_999_999_u64)?;
        padded(&format!("{digits}{}", u.choose(&zeros)?), u)
    }),
    (IdPrecision, Coerced, |u| {
        u.int_in_range(1 << 53..=u64::MAX).map(|id| id.to_string())
    }),
    (OutOfRange, Dropped, |u| {
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
    (NumberForString, Coerced, number),
    (BooleanForString, Coerced, flag),
    NULL,
    INFINITE,
    CONTAINER,
];

const BOOLEAN: &[Row] = &[
    (NumberForBoolean, Coerced, zero_or_one),
    (StringForBoolean, Coerced, |u| {
        let texts = ["0", "1", "true", "false", "True", "FALSE", "tRUE"];
        padded(u.choose(&texts)?, u)
    }),
    (WrongType, Dropped, neither_zero_nor_one),
    NULL,
    EMPTY,
    UNKNOWN,
    OTHER_TEXT,
    INFINITE,
    CONTAINER,
];

const SECONDS: &[Row] = &[
    (StringForNumber, Coerced, |u| {
        let fractions = ["", ".5", ".000000001"];
        let digits = u.arbitrary::<u32>()?;
        padded(&format!("{digits}{}", u.choose(&fractions)?), u)
    }),
    (OutOfRange, Dropped, |u| {
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
    (TimestampFormat, Coerced, other_timestamp),
    (TimestampZoneAssumed, Coerced, |u| {
        let separators = ["T", "t", " "];
        let [date, clock, _] = date_clock_zone(u.arbitrary()?);
        padded(&format!("{date}{}{clock}", u.choose(&separators)?), u)
    }),
    (NumberForTimestamp, Coerced, |u| {
        u.int_in_range(0..=Timestamp::MAX_UNIX)
            .map(|seconds| seconds.to_string())
    }),
    (TimestampFormat, Dropped, |u| {
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
    (TimestampFormat, Dropped, other_text),
    (OutOfRange, Dropped, |u| {
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
    (EmptyValue, Dropped, |_| Ok(quote(""))),
    (NumberForString, Coerced, number),
    INFINITE,
    FLAG,
    CONTAINER,
];

const REGISTRATION: &[Row] = &[
    (NumberForBoolean, Coerced, zero_or_one),
    (WrongType, Dropped, neither_zero_nor_one),
    INFINITE,
    CONTAINER,
];

const COORDINATES: &[Row] = &[
    (CoordinatesFormat, Coerced, |u| {
        let separator = *u.choose(&[",", ", ", " "])?;
        let text = u.arbitrary::<Coordinates>()?.to_string().replace(", ", separator);
        match separator {
            "," => padded(&text, u),
            // In a strict form the white space is what is off.
            _ => Ok(quote(&format!("{text}{}", u.choose(&SPACES)?))),
        }
    }),
    (CoordinatesFormat, Dropped, |u| {
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
    (CoordinatesFormat, Dropped, other_text),
    (OutOfRange, Dropped, |u| {
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
    (WrongType, Dropped, number),
    NULL,
    EMPTY,
    UNKNOWN,
    FLAG,
    CONTAINER,
];

const ERROR_CODE: &[Row] = &[
    (StringForNumber, Coerced, |u| {
        let digits = u.arbitrary::<u32>()?.to_string();
        padded(&digits, u)
    }),
    (OutOfRange, Dropped, |u| {
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
    (StringForNumber, Coerced, |u| {
        let digits = u.int_in_range(100..=599)?.to_string();
        padded(&digits, u)
    }),
    (OutOfRange, Dropped, |u| {
        let values = [
            "0", "42", "99", "600", "404.5", "-404", "\"600\"", "\"99\"", TOO_LARGE,
        ];
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
    (WrongType, Dropped, |u| Ok(quote(u.arbitrary()?))),
    (WrongType, Dropped, number),
    (WrongType, Dropped, |_| Ok("[]".to_owned())),
    NULL,
    INFINITE,
    FLAG,
];

const ARRAY: &[Row] = &[
    (WrongType, Dropped, |u| Ok(quote(u.arbitrary()?))),
    (WrongType, Dropped, number),
    (WrongType, Dropped, |_| Ok("{}".to_owned())),
    NULL,
    INFINITE,
    FLAG,
];

const NULL: Row = (NullValue, Dropped, |_| Ok("null".to_owned()));
const EMPTY: Row = (EmptyValue, Dropped, |u| {
    let space = if u.arbitrary()? { u.choose(&SPACES)? } else { "" };
    Ok(quote(space))
});
const UNKNOWN: Row = (UnknownMarker, Dropped, |u| {
    let texts = ["Unknown", "unknown", "UNKNOWN"];
    padded(u.choose(&texts)?, u)
});
const INFINITE: Row = (OutOfRange, Dropped, |_| Ok(TOO_LARGE.to_owned()));
const OTHER_TEXT: Row = (WrongType, Dropped, other_text);
const FLAG: Row = (WrongType, Dropped, flag);
const CONTAINER: Row = (WrongType, Dropped, |u| {
    let values = ["[]", "{}", "[\"text\"]", "{\"authToken\":\"text\"}", "[[],{}]"];
    u.choose(&values).map(|&value| value.to_owned())
});

/// Too large for a double.
const TOO_LARGE: &str = "1e999";

const SPACES: [&str; 5] = [" ", "\t", "\n", "\r\n", "\u{C} "];

/// Writes a value that has one of the faults of its kind.
pub(super) fn make(kind: Kind, is_array: bool, u: &mut Unstructured<'_>) -> Result<(Fault, String)> {
    let rows = match kind {
        Kind::Id => ID,
        Kind::Text => TEXT,
        Kind::Boolean => BOOLEAN,
        Kind::Seconds => SECONDS,
        Kind::Timestamp => TIMESTAMP,
        Kind::Token => TOKEN,
        Kind::Registration => REGISTRATION,
        Kind::Coordinates => COORDINATES,
        Kind::ErrorCode => ERROR_CODE,
        Kind::ErrorStatus => ERROR_STATUS,
        Kind::Container if is_array => ARRAY,
        Kind::Container => OBJECT,
    };
    let &(code, outcome, write) = u.choose(rows)?;
    Ok(((code, outcome), write(u)?))
}

/// Any JSON, for a member that nobody knows.
pub(super) fn any_json(u: &mut Unstructured<'_>) -> Result<String> {
    Ok(match u.int_in_range(0..=3)? {
        0 => quote(u.arbitrary()?),
        1 => number(u)?,
        2 => "[{\"id\":\"1\"},null,1e999]".to_owned(),
        _ => "{\"id\":\"1\",\"id\":{},\"\":[[]]}".to_owned(),
    })
}

/// Any date in a form that is not strict, but clear.
fn other_timestamp(u: &mut Unstructured<'_>) -> Result<String> {
    let timestamp = u.arbitrary::<Timestamp>()?;
    let [date, clock, zone] = date_clock_zone(timestamp);
    // `+02:00` as Go writes it.
    let offset = if zone == "Z" {
        "+0000".to_owned()
    } else {
        zone.replace(':', "")
    };
    let text = match u.int_in_range(0..=7)? {
        0 => return Ok(quote(&format!("{timestamp}{}", u.choose(&SPACES)?))),
        1 => format!("{date}t{clock}{}", zone.to_ascii_lowercase()),
        2 => format!("{date} {clock}{zone}"),
        3 => format!("{date}T{clock} UTC"),
        4 => format!("{date} {clock}{offset}"),
        5 => format!("{date} {clock} {offset} CEST"),
        6 => format!("{date} {clock} {offset} {}", &offset[..3]),
        _ => format!("{date} {clock} +0000 UTC m=+0.000012"),
    };
    padded(&text, u)
}

/// Splits `2023-04-12T17:00:03.5+02:00` into its parts, without the `T`.
fn date_clock_zone(timestamp: Timestamp) -> [String; 3] {
    let text = timestamp.to_string();
    let (date, rest) = text.split_once('T').unwrap_or_default();
    let (clock, zone) = rest.split_at(rest.find(['Z', '+', '-']).unwrap_or_default());
    [date, clock, zone].map(str::to_owned)
}

/// A text that is no number, no boolean, no date, and not blank.
fn other_text(u: &mut Unstructured<'_>) -> Result<String> {
    let text: &str = u.arbitrary()?;
    Ok(quote(&format!("n{text}")))
}

/// Any finite number, with a sign, a fraction or an exponent too.
fn number(u: &mut Unstructured<'_>) -> Result<String> {
    Ok(match u.int_in_range(0..=3)? {
        0 => u.arbitrary::<u64>()?.to_string(),
        1 => u.arbitrary::<i64>()?.to_string(),
        2 => format!("{}.50", u.arbitrary::<u16>()?),
        _ => format!("{}E-{}", u.arbitrary::<u8>()?, u.arbitrary::<u8>()?),
    })
}

fn negative(u: &mut Unstructured<'_>) -> Result<String> {
    Ok(format!("-{}", u.int_in_range(1..=u64::MAX)?))
}

fn fraction(u: &mut Unstructured<'_>) -> Result<String> {
    Ok(format!("{}.5", u.arbitrary::<u32>()?))
}

fn flag(u: &mut Unstructured<'_>) -> Result<String> {
    Ok(u.arbitrary::<bool>()?.to_string())
}

fn zero_or_one(u: &mut Unstructured<'_>) -> Result<String> {
    let values = ["0", "1", "0.0", "1e0", "-0", "10e-1"];
    u.choose(&values).map(|&value| value.to_owned())
}

fn neither_zero_nor_one(u: &mut Unstructured<'_>) -> Result<String> {
    let values = ["2", "-1", "0.5", "1.5", "1e3", "18446744073709551616"];
    u.choose(&values).map(|&value| value.to_owned())
}

/// Quotes a text, sometimes with white space around it.
fn padded(text: &str, u: &mut Unstructured<'_>) -> Result<String> {
    let mut pad = || {
        Ok(if u.int_in_range(0..=3)? == 3 {
            *u.choose(&SPACES)?
        } else {
            ""
        })
    };
    Ok(quote(&format!("{}{text}{}", pad()?, pad()?)))
}
