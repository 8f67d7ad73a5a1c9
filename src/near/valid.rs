//! Bodies that are valid and complete, in any of the strict forms.

use arbitrary::{Result, Unstructured};

use super::tree::{Kind, Member, Object, Value, quote, quote_in_escapes};
use crate::model::{Coordinates, IssuedLocation, IssuedPin, NewRegistration, PinId, Timestamp};

const PIN: &[&str] = &[
    "id",
    "code",
    "product",
    "trusted",
    "qr",
    "clientIdentifier",
    "location",
    "expiresIn",
    "createdAt",
    "expiresAt",
    "authToken",
    "newRegistration",
];

const LOCATION: &[&str] = &[
    "code",
    "european_union_member",
    "continent_code",
    "country",
    "city",
    "time_zone",
    "postal_code",
    "in_privacy_restricted_country",
    "in_privacy_restricted_region",
    "subdivisions",
    "coordinates",
];

pub(super) fn pin(pin: &IssuedPin<'_>, u: &mut Unstructured<'_>) -> Result<Object> {
    let values = [
        id(pin.id, u)?,
        text(&pin.code, u)?,
        text(&pin.product, u)?,
        boolean(pin.trusted),
        text(&pin.qr, u)?,
        text(&pin.client_identifier, u)?,
        Value::Object(location(&pin.location, u)?),
        Value::Scalar(Kind::Seconds, pin.expires_in.to_string()),
        timestamp(pin.created_at, u)?,
        timestamp(pin.expires_at, u)?,
        Value::Scalar(Kind::Token, pin.auth_token.as_ref().map_or_else(null, |token| quote(token.expose()))),
        Value::Scalar(
            Kind::Registration,
            match &pin.new_registration {
                None => null(),
                Some(NewRegistration::Flag(flag)) => flag.to_string(),
                Some(NewRegistration::Text(text)) => quote(text),
            },
        ),
    ];
    Ok(object(PIN, values))
}

pub(super) fn location(location: &IssuedLocation<'_>, u: &mut Unstructured<'_>) -> Result<Object> {
    let values = [
        text(&location.code, u)?,
        boolean(location.european_union_member),
        text(&location.continent_code, u)?,
        text(&location.country, u)?,
        text(&location.city, u)?,
        text(&location.time_zone, u)?,
        text(&location.postal_code, u)?,
        boolean(location.in_privacy_restricted_country),
        boolean(location.in_privacy_restricted_region),
        text(&location.subdivisions, u)?,
        coordinates(location.coordinates, u)?,
    ];
    Ok(object(LOCATION, values))
}

pub(super) fn api_errors(errors: Vec<Value>) -> Object {
    object(&["errors"], [Value::Array(errors)])
}

pub(super) fn api_error(u: &mut Unstructured<'_>) -> Result<Object> {
    let values = [
        Value::Scalar(Kind::ErrorCode, u.arbitrary::<u32>()?.to_string()),
        text(u.arbitrary()?, u)?,
        Value::Scalar(Kind::ErrorStatus, u.int_in_range(100..=599)?.to_string()),
    ];
    let mut error = object(&["code", "message", "status"], values);
    if u.arbitrary()? {
        error.members.pop();
    }
    Ok(error)
}

fn object<const N: usize>(known: &'static [&'static str], values: [Value; N]) -> Object {
    let member =
        |(&name, value): (&&'static str, Value)| Member { name: name.to_owned(), meant: Some(name), value };
    Object { known, members: known.iter().zip(values).map(member).collect() }
}

fn null() -> String {
    "null".to_owned()
}

fn boolean(flag: bool) -> Value {
    Value::Scalar(Kind::Boolean, flag.to_string())
}

/// As it is or in escapes.
fn text(text: &str, u: &mut Unstructured<'_>) -> Result<Value> {
    let quoted = if u.int_in_range(0..=3)? == 3 { quote_in_escapes(text) } else { quote(text) };
    Ok(Value::Scalar(Kind::Text, quoted))
}

/// `1272322473`, `1272322473.0` or `1.272322473e9`.
fn id(id: PinId, u: &mut Unstructured<'_>) -> Result<Value> {
    let text = match u.int_in_range(0..=7)? {
        6 => format!("{id}.0"),
        7 => {
            let digits = id.to_string();
            let (first, rest) = digits.split_at(1);
            format!("{first}.{rest}0E+{}", rest.len())
        }
        _ => id.to_string(),
    };
    Ok(Value::Scalar(Kind::Id, text))
}

/// In either of the two strict forms.
fn timestamp(timestamp: Timestamp, u: &mut Unstructured<'_>) -> Result<Value> {
    let documented = if u.arbitrary()? { timestamp.to_documented() } else { None };
    let text = documented.unwrap_or_else(|| timestamp.to_rfc3339());
    Ok(Value::Scalar(Kind::Timestamp, quote(&text)))
}

/// In either of the two strict forms.
fn coordinates(coordinates: Coordinates, u: &mut Unstructured<'_>) -> Result<Value> {
    let mut text = coordinates.to_string();
    if u.arbitrary()? {
        text = text.replace(',', "");
    }
    Ok(Value::Scalar(Kind::Coordinates, quote(&text)))
}

/// Another valid value of a kind.
pub(super) fn another(kind: Kind, is_array: bool) -> &'static str {
    match kind {
        Kind::Id | Kind::Seconds | Kind::ErrorCode => "7",
        Kind::Text => "\"another\"",
        Kind::Boolean => "true",
        Kind::Timestamp => "\"2001-01-01T00:00:00Z\"",
        Kind::Token => "\"another token\"",
        Kind::Registration => "null",
        Kind::Coordinates => "\"1, -1\"",
        Kind::ErrorStatus => "418",
        Kind::Container if is_array => "[]",
        Kind::Container => "{}",
    }
}
