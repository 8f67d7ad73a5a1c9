//! The rules of the contract for scalars: each kind has one that converts any JSON value. The rules depend on neither
//! the mode, nor the location of the value, nor the reader.

use alloc::borrow::Cow;

use crate::deviation::DeviationCode;
use crate::digits::{all_digits, digits};
use crate::json::{Number, Value};
use crate::model::{
    AuthToken, Coordinates, NewRegistration, ParseFailure, PinId, Seconds, Timestamp, TimestampForm,
};

/// The `expected` part of the messages of a rule.
#[rustfmt::skip]
macro_rules! expected {
    (text) => { "string" };
    (boolean) => { "boolean" };
    (pin_id) => { "integer in 0..=9007199254740991" };
    (seconds) => { "number in 0..=9007199254740991" };
    (timestamp) => { "timestamp" };
    (coordinates) => { "coordinates" };
    (auth_token) => { "non-empty string or null" };
    (new_registration) => { "boolean, string or null" };
    (error_code) => { "integer in 0..=4294967295" };
    (error_status) => { "integer in 100..=599" };
    (location) => { "object" };
    (errors) => { "array of errors" };
}
pub(super) use expected;

/// The result of a rule.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Reading<T> {
    /// A strict form.
    Strict(T),
    /// Null, if null is a strict form.
    Null,
    /// Another form, with one obvious meaning.
    Coerced(DeviationCode, T),
    /// Unreadable: the member is dropped.
    Dropped(DeviationCode),
}

use DeviationCode::{
    BooleanForString, CoordinatesFormat, EmptyValue, IdPrecision, NullValue, NumberForBoolean,
    NumberForString, NumberForTimestamp, OutOfRange, StringForBoolean, StringForNumber, TimestampFormat,
    TimestampZoneAssumed, UnknownMarker, WrongType,
};
use Reading::{Coerced, Dropped, Null, Strict};

/// Rejects a value that the kind has no rule for.
pub(super) fn reject<T>(value: &Value<'_>) -> Reading<T> {
    match value {
        Value::Null => Dropped(NullValue),
        Value::Number(number) if number.double().is_infinite() => Dropped(OutOfRange),
        _ => Dropped(WrongType),
    }
}

/// Returns the text without white space around it, unless it is empty or a marker for no value.
fn content<T>(text: &str) -> Result<&str, Reading<T>> {
    match text.trim_ascii() {
        "" => Err(Dropped(EmptyValue)),
        unknown if unknown.eq_ignore_ascii_case("unknown") => Err(Dropped(UnknownMarker)),
        content => Ok(content),
    }
}

pub(crate) fn pin_id(value: Value<'_>) -> Reading<PinId> {
    match value {
        Value::Number(number) => match number.integer(PinId::MAX_PRECISE.get()) {
            Some(id) => Strict(PinId::new(id)),
            None => number.exact().map_or(Dropped(OutOfRange), |id| Coerced(IdPrecision, PinId::new(id))),
        },
        Value::String(text) => content(&text).map_or_else(|reading| reading, parse_id),
        other => reject(&other),
    }
}

/// Reads `1272322473` or `1272322473.0`.
fn parse_id(text: &str) -> Reading<PinId> {
    let (id, count) = digits(text.as_bytes());
    let zeros = text[count..].strip_prefix('.').unwrap_or(if text.len() == count { "0" } else { "" });
    // As many digits always fit.
    if (1..=19).contains(&count) && !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0') {
        return Coerced(StringForNumber, PinId::new(id));
    }
    Dropped(WrongType)
}

pub(crate) fn text(value: Value<'_>) -> Reading<Cow<'_, str>> {
    match value {
        Value::String(text) => Strict(text),
        Value::Number(number) => number_as_text(number),
        Value::Boolean(flag) => Coerced(BooleanForString, Cow::Borrowed(if flag { "true" } else { "false" })),
        other => reject(&other),
    }
}

fn number_as_text(number: Number<'_>) -> Reading<Cow<'_, str>> {
    if number.double().is_finite() {
        Coerced(NumberForString, Cow::Borrowed(number.text()))
    } else {
        Dropped(OutOfRange)
    }
}

pub(crate) fn boolean(value: Value<'_>) -> Reading<bool> {
    match value {
        Value::Boolean(flag) => Strict(flag),
        Value::String(text) => match content(&text) {
            Ok("1") => Coerced(StringForBoolean, true),
            Ok("0") => Coerced(StringForBoolean, false),
            Ok(text) if text.eq_ignore_ascii_case("true") => Coerced(StringForBoolean, true),
            Ok(text) if text.eq_ignore_ascii_case("false") => Coerced(StringForBoolean, false),
            Ok(_) => Dropped(WrongType),
            Err(reading) => reading,
        },
        Value::Number(number) if number.integer(1).is_some() => {
            Coerced(NumberForBoolean, number.integer(1) == Some(1))
        }
        other => reject(&other),
    }
}

pub(crate) fn seconds(value: Value<'_>) -> Reading<Seconds> {
    match value {
        Value::Number(number) => Seconds::checked(number.double()).map_or(Dropped(OutOfRange), Strict),
        Value::String(text) => match content(&text).map(Seconds::read) {
            Ok(Ok(seconds)) => Coerced(StringForNumber, seconds),
            Ok(Err(ParseFailure::Syntax)) => Dropped(WrongType),
            Ok(Err(ParseFailure::OutOfRange)) => Dropped(OutOfRange),
            Err(reading) => reading,
        },
        other => reject(&other),
    }
}

pub(crate) fn timestamp(value: Value<'_>) -> Reading<Timestamp> {
    match value {
        Value::String(text) if text.trim_ascii().is_empty() => Dropped(EmptyValue),
        Value::String(text) => match Timestamp::read(&text) {
            Ok((TimestampForm::Strict, timestamp)) => Strict(timestamp),
            Ok((TimestampForm::Utc | TimestampForm::Other, timestamp)) => Coerced(TimestampFormat, timestamp),
            Ok((TimestampForm::ZoneAssumed, timestamp)) => Coerced(TimestampZoneAssumed, timestamp),
            Err(ParseFailure::Syntax) => Dropped(TimestampFormat),
            Err(ParseFailure::OutOfRange) => Dropped(OutOfRange),
        },
        Value::Number(number) => {
            let seconds = number.integer(Timestamp::MAX_UNIX.unsigned_abs()).map(u64::cast_signed);
            match seconds.map(Timestamp::from_unix) {
                Some(Ok(timestamp)) => Coerced(NumberForTimestamp, timestamp),
                _ => Dropped(OutOfRange),
            }
        }
        other => reject(&other),
    }
}

pub(crate) fn auth_token(value: Value<'_>) -> Reading<AuthToken<'_>> {
    match value {
        Value::Null => Null,
        Value::String(text) => AuthToken::checked(text).map_or(Dropped(EmptyValue), Strict),
        Value::Number(number) => match number_as_text(number) {
            Coerced(code, text) => AuthToken::checked(text).map_or(Dropped(code), |it| Coerced(code, it)),
            _ => Dropped(OutOfRange),
        },
        other => reject(&other),
    }
}

pub(crate) fn new_registration(value: Value<'_>) -> Reading<NewRegistration<'_>> {
    match value {
        Value::Null => Null,
        Value::Boolean(flag) => Strict(NewRegistration::Flag(flag)),
        Value::String(text) => Strict(NewRegistration::Text(text)),
        Value::Number(number) if number.integer(1).is_some() => {
            Coerced(NumberForBoolean, NewRegistration::Flag(number.integer(1) == Some(1)))
        }
        other => reject(&other),
    }
}

pub(crate) fn coordinates(value: Value<'_>) -> Reading<Coordinates> {
    match value {
        Value::String(text) => {
            match content(&text).map(|content| (content.len(), Coordinates::read(content))) {
                Ok((length, Ok((true, coordinates)))) if length == text.len() => Strict(coordinates),
                Ok((_, Ok((_, coordinates)))) => Coerced(CoordinatesFormat, coordinates),
                Ok((_, Err(ParseFailure::Syntax))) => Dropped(CoordinatesFormat),
                Ok((_, Err(ParseFailure::OutOfRange))) => Dropped(OutOfRange),
                Err(reading) => reading,
            }
        }
        other => reject(&other),
    }
}

pub(crate) fn error_code(value: Value<'_>) -> Reading<u32> {
    integer(value, 0, u32::MAX)
}

pub(crate) fn error_status(value: Value<'_>) -> Reading<u16> {
    integer(value, 100, 599)
}

fn integer<T: TryFrom<u64> + Into<u64>>(value: Value<'_>, min: T, max: T) -> Reading<T> {
    let (min, max) = (min.into(), max.into());
    let in_range = |integer: u64| (min..=max).contains(&integer).then(|| T::try_from(integer).ok())?;
    match value {
        Value::Number(number) => number.integer(max).and_then(in_range).map_or(Dropped(OutOfRange), Strict),
        Value::String(text) => match content(&text) {
            Ok(text) if all_digits(text.as_bytes()) => {
                let integer = text.parse().ok().and_then(in_range);
                integer.map_or(Dropped(OutOfRange), |integer| Coerced(StringForNumber, integer))
            }
            Ok(_) => Dropped(WrongType),
            Err(reading) => reading,
        },
        other => reject(&other),
    }
}
