//! The peer jiter, which has no derived structs: its pull reader, used by hand.
//!
//! Its strings end with the next step, so that none is kept: each is only looked at.

use core::hint::black_box;

use jiter::{Jiter, JiterResult, Peek};

/// What a member holds.
#[derive(Clone, Copy)]
enum Kind {
    Integer,
    Boolean,
    Text,
    MaybeBoolean,
    MaybeText,
    Location,
    Errors,
    Unknown,
}

/// Reads a pin.
pub fn pin(body: &[u8]) -> JiterResult<()> {
    document(body, in_pin)
}

fn in_pin(name: &str) -> Kind {
    match name {
        "id" | "expiresIn" => Kind::Integer,
        "code" | "product" | "qr" | "clientIdentifier" | "createdAt" | "expiresAt" => Kind::Text,
        "trusted" => Kind::Boolean,
        "location" => Kind::Location,
        "authToken" => Kind::MaybeText,
        "newRegistration" => Kind::MaybeBoolean,
        _ => Kind::Unknown,
    }
}

/// Whether a member of a pin has this name.
#[cfg(test)]
pub(crate) fn is_in_pin(name: &str) -> bool {
    !matches!(in_pin(name), Kind::Unknown)
}

/// Whether a member of a location has this name.
#[cfg(test)]
pub(crate) fn is_in_location(name: &str) -> bool {
    !matches!(in_location(name), Kind::Unknown)
}

/// Reads a location.
pub fn location(body: &[u8]) -> JiterResult<()> {
    document(body, in_location)
}

/// Reads errors.
pub fn errors(body: &[u8]) -> JiterResult<()> {
    document(body, |name| match name {
        "errors" => Kind::Errors,
        _ => Kind::Unknown,
    })
}

fn document(body: &[u8], kind: fn(&str) -> Kind) -> JiterResult<()> {
    let mut reader = Jiter::new(body);
    object(&mut reader, kind)?;
    reader.finish()
}

fn in_location(name: &str) -> Kind {
    match name {
        "european_union_member" | "in_privacy_restricted_country" | "in_privacy_restricted_region" => {
            Kind::Boolean
        }
        "code" | "continent_code" | "country" | "city" | "time_zone" | "postal_code" | "subdivisions"
        | "coordinates" => Kind::Text,
        _ => Kind::Unknown,
    }
}

fn in_error(name: &str) -> Kind {
    match name {
        "code" | "status" => Kind::Integer,
        "message" => Kind::Text,
        _ => Kind::Unknown,
    }
}

fn object(reader: &mut Jiter<'_>, kind: fn(&str) -> Kind) -> JiterResult<()> {
    let mut member = reader.next_object()?.map(kind);
    while let Some(found) = member {
        value(reader, found)?;
        member = reader.next_key()?.map(kind);
    }
    Ok(())
}

fn value(reader: &mut Jiter<'_>, kind: Kind) -> JiterResult<()> {
    if matches!(kind, Kind::MaybeBoolean | Kind::MaybeText) && reader.peek()? == Peek::Null {
        return reader.known_null();
    }
    match kind {
        Kind::Integer => _ = black_box(reader.next_int()?),
        Kind::Boolean | Kind::MaybeBoolean => _ = black_box(reader.next_bool()?),
        Kind::Text | Kind::MaybeText => _ = black_box(reader.next_str()?),
        Kind::Location => object(reader, in_location)?,
        Kind::Errors => {
            let mut element = reader.next_array()?;
            while element.is_some() {
                object(reader, in_error)?;
                element = reader.array_step()?;
            }
        }
        Kind::Unknown => reader.next_skip()?,
    }
    Ok(())
}
