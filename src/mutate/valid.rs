//! Bodies that are valid and complete, in any of the strict forms.

use arbitrary::{Arbitrary, Result, Unstructured};

use super::literals::{quote, quote_in_escapes};
use super::tree::{Entry, Object, Value};
use crate::model::{AuthToken, Coordinates, Member, MemberKind, NewRegistration, PinId, Seconds, Timestamp};

/// Makes an object with these members. Sometimes leaves out those that the service does not always send.
pub(super) fn object(known: &'static [Member], u: &mut Unstructured<'_>) -> Result<Object> {
    let mut members = Vec::new();
    for member in known {
        if member.always || u.arbitrary()? {
            let value = value(member, u)?;
            members.push(Entry { name: member.name.to_owned(), member: Some(member), value });
        }
    }
    Ok(Object { known, members })
}

fn value(member: &Member, u: &mut Unstructured<'_>) -> Result<Value> {
    if member.nullable && u.arbitrary()? {
        return Ok(Value::Scalar(member.kind, "null".to_owned()));
    }
    let literal = match member.kind {
        MemberKind::Id => id(u.arbitrary()?, u)?,
        MemberKind::Text => text(u.arbitrary()?, u)?,
        MemberKind::Boolean => u.arbitrary::<bool>()?.to_string(),
        MemberKind::Seconds => u.arbitrary::<Seconds>()?.to_string(),
        MemberKind::Timestamp => timestamp(u.arbitrary()?, u)?,
        MemberKind::AuthToken => quote(AuthToken::arbitrary(u)?.expose()),
        MemberKind::NewRegistration => match u.arbitrary()? {
            NewRegistration::Flag(flag) => flag.to_string(),
            NewRegistration::Text(text) => quote(&text),
        },
        MemberKind::Coordinates => coordinates(u.arbitrary()?, u)?,
        MemberKind::ErrorCode => u.arbitrary::<u32>()?.to_string(),
        MemberKind::ErrorStatus => u.int_in_range(100..=599)?.to_string(),
        MemberKind::Location => return Ok(Value::Object(object(member.kind.members(), u)?)),
        MemberKind::Errors => {
            let mut errors = vec![Value::Object(object(member.kind.members(), u)?)];
            while errors.len() < 8 && u.arbitrary()? {
                errors.push(Value::Object(object(member.kind.members(), u)?));
            }
            return Ok(Value::Array(errors));
        }
    };
    Ok(Value::Scalar(member.kind, literal))
}

/// Writes a string literally, or with every character escaped.
fn text(text: &str, u: &mut Unstructured<'_>) -> Result<String> {
    Ok(if u.int_in_range(0..=3)? == 3 { quote_in_escapes(text) } else { quote(text) })
}

/// `1272322473`, `1272322473.0` or `1.272322473e9`.
fn id(id: PinId, u: &mut Unstructured<'_>) -> Result<String> {
    Ok(match u.int_in_range(0..=7)? {
        6 => format!("{id}.0"),
        7 => {
            let digits = id.to_string();
            let (first, rest) = digits.split_at(1);
            format!("{first}.{rest}0E+{}", rest.len())
        }
        _ => id.to_string(),
    })
}

/// In either of the two strict forms.
fn timestamp(timestamp: Timestamp, u: &mut Unstructured<'_>) -> Result<String> {
    let documented = if u.arbitrary()? { timestamp.to_documented() } else { None };
    Ok(quote(&documented.unwrap_or_else(|| timestamp.to_rfc3339())))
}

/// In either of the two strict forms.
fn coordinates(coordinates: Coordinates, u: &mut Unstructured<'_>) -> Result<String> {
    let mut text = coordinates.to_string();
    if u.arbitrary()? {
        text = text.replace(',', "");
    }
    Ok(quote(&text))
}

/// Another valid value of a kind.
pub(super) const fn another(kind: MemberKind) -> &'static str {
    match kind {
        MemberKind::Id | MemberKind::Seconds | MemberKind::ErrorCode => "7",
        MemberKind::Text => "\"another\"",
        MemberKind::Boolean => "true",
        MemberKind::Timestamp => "\"2001-01-01T00:00:00Z\"",
        MemberKind::AuthToken => "\"another token\"",
        MemberKind::NewRegistration => "null",
        MemberKind::Coordinates => "\"1, -1\"",
        MemberKind::ErrorStatus => "418",
        MemberKind::Errors => "[]",
        MemberKind::Location => "{}",
    }
}
