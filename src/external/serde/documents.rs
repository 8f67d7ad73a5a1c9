//! Strict `Deserialize` of objects whose members serde derives, and of documents.

use alloc::string::ToString;
use core::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_with::DeserializeAs;

use super::borrowed::Lent;
use super::members::{CompleteLocationMembers, CompletePinMembers, DocumentMembers};
use super::objects;
use crate::model::{ApiError, ApiErrors, CompleteLocation, CompletePin, Document, Location, Pin};

/// The same error without the text that was found in the place of something else: it may quote a secret, as
/// JSON inside of JSON does.
pub(super) fn without_text<E: Error>(error: E) -> E {
    let message = error.to_string();
    match (message.strip_prefix("invalid type: string \""), message.rsplit_once(", expected ")) {
        // What serde_json adds at the end, line and column, it reads back.
        (Some(_), Some((_, expected))) => {
            E::custom(format_args!("invalid type: string, expected {expected}"))
        }
        _ => error,
    }
}

/// A deserializer that reads a struct from an object alone. What serde derives takes an array too, the members
/// in a row.
struct ObjectOnly<D>(D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for ObjectOnly<D> {
    type Error = D::Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        members: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_struct(name, members, ObjectOnly(visitor)).map_err(without_text)
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for ObjectOnly<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(members)
    }
}

macro_rules! derived {
    ($($model:ident $members:ident)+) => {
        $(impl<'de> DeserializeAs<'de, $model<'de>> for Lent {
            fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<$model<'de>, D::Error> {
                $members::deserialize(ObjectOnly(deserializer))
            }
        })+
    };
}

derived! {
    CompletePin CompletePinMembers
    CompleteLocation CompleteLocationMembers
}

macro_rules! declared {
    ($($model:ident)+) => {
        $(impl<'de> DeserializeAs<'de, $model<'de>> for Lent {
            fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<$model<'de>, D::Error> {
                objects::read(deserializer)
            }
        })+
    };
}

declared! { Pin Location ApiErrors ApiError }

impl<'de> DeserializeAs<'de, Document<'de>> for Lent {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<Document<'de>, D::Error> {
        DocumentMembers::deserialize(ObjectOnly(deserializer))?.tell_apart().map_err(D::Error::custom)
    }
}

impl<'a> DocumentMembers<'a> {
    fn tell_apart(self) -> Result<Document<'a>, &'static str> {
        let null_for_pin = self.auth_token.is_some() || self.new_registration.is_some();
        let mut pin = Pin {
            id: self.id,
            code: None,
            product: self.product,
            trusted: self.trusted,
            qr: self.qr,
            client_identifier: self.client_identifier,
            location: self.location,
            expires_in: self.expires_in,
            created_at: self.created_at,
            expires_at: self.expires_at,
            auth_token: self.auth_token.flatten(),
            new_registration: self.new_registration.flatten(),
        };
        let mut location = Location {
            code: None,
            european_union_member: self.european_union_member,
            continent_code: self.continent_code,
            country: self.country,
            city: self.city,
            time_zone: self.time_zone,
            postal_code: self.postal_code,
            in_privacy_restricted_country: self.in_privacy_restricted_country,
            in_privacy_restricted_region: self.in_privacy_restricted_region,
            subdivisions: self.subdivisions,
            coordinates: self.coordinates,
        };
        let of_pin = null_for_pin || pin != Pin::default();
        let of_location = location != Location::default();
        match (self.errors, of_pin, of_location) {
            (Some(errors), false, false) if self.code.is_none() => {
                let errors = Some(errors);
                Ok(Document::ApiErrors(ApiErrors { errors }))
            }
            (None, true, false) => {
                pin.code = self.code;
                Ok(Document::Pin(pin))
            }
            (None, false, true) => {
                location.code = self.code;
                Ok(Document::Location(location))
            }
            (None, false, false) => Err("expected pin, location or errors, found another object"),
            _ => Err("expected one document, found members of several"),
        }
    }
}
