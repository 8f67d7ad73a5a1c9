//! Reads values by their [`Rule`], with one visitor for all of them: called by `fields.rs` for members, and by the
//! `Deserialize` implementations of values.
//!
//! The visitor is made for every format. A number may be written as an integer or as a float. An error names the type
//! of what was found, never the value.

use alloc::string::String;
use core::any::type_name;
use core::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor,
};

use super::errors::{reject_types, without_value};
use super::rules::{Duration, Id, Mismatch, Moment, Point, Rule};
use crate::model::{Coordinates, PinId, Seconds, Timestamp};

/// Reads a value into its field.
#[inline]
pub(super) fn read_value<'de, R: Rule<'de>, D: Deserializer<'de>>(
    field: &mut Option<R::Value>,
    deserializer: D,
) -> Result<(), D::Error> {
    let visitor = ValueVisitor::<R, false>(field);
    // Asked for a float, CBOR refuses an integer, and what serde has collected refuses the maps that are numbers
    // under serde_json's `arbitrary_precision`. Not asked for a number, serde_json shows such a map for every
    // number, and a string for a number that is a key.
    if R::IS_NUMBER && deserializer.is_human_readable() && !is_collected::<D>() {
        deserializer.deserialize_f64(visitor).map_err(without_value)
    } else {
        // The visitor writes the errors itself, without values.
        deserializer.deserialize_any(visitor)
    }
}

/// Reads null, which leaves the field as it is, or a value.
#[inline]
pub(super) fn read_nullable<'de, R: Rule<'de>, D: Deserializer<'de>>(
    field: &mut Option<R::Value>,
    deserializer: D,
) -> Result<(), D::Error> {
    deserializer.deserialize_option(ValueVisitor::<R, true>(field))
}

/// Reads a value that is not a member.
pub(crate) fn value<'de, R: Rule<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<R::Value, D::Error> {
    let mut value = None;
    read_value::<R, D>(&mut value, deserializer)?;
    // Invariant: the visitor has stored a value, or failed.
    value.ok_or_else(|| D::Error::custom("expected value, found none"))
}

struct ValueVisitor<'m, 'de, R: Rule<'de>, const IS_NULLABLE: bool>(&'m mut Option<R::Value>);

impl<'de, R: Rule<'de>, const IS_NULLABLE: bool> ValueVisitor<'_, 'de, R, IS_NULLABLE> {
    /// Stores the result of the rule for a value of the type `found`.
    #[inline]
    fn store<E: Error>(self, value: Result<R::Value, Mismatch>, found: &'static str) -> Result<(), E> {
        match value {
            Ok(value) => {
                *self.0 = Some(value);
                Ok(())
            }
            Err(Mismatch::Type) => Err(self.reject(found)),
            Err(Mismatch::Value) => Err(E::invalid_value(Unexpected::Other(found), &self)),
        }
    }

    #[cold]
    fn reject<E: Error>(self, found: &'static str) -> E {
        E::invalid_type(Unexpected::Other(found), &self)
    }
}

#[allow(clippy::cast_precision_loss)] // Integers in range are exact, and others stay out of range.
impl<'de, R: Rule<'de>, const IS_NULLABLE: bool> Visitor<'de> for ValueVisitor<'_, 'de, R, IS_NULLABLE> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        R::expecting(f)
    }

    #[inline]
    fn visit_bool<E: Error>(self, flag: bool) -> Result<(), E> {
        self.store(R::from_boolean(flag), "boolean")
    }

    #[inline]
    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.visit_f64(number as f64)
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<(), E> {
        self.visit_f64(number as f64)
    }

    #[inline]
    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.visit_f64(number as f64)
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<(), E> {
        self.visit_f64(number as f64)
    }

    #[inline]
    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        self.store(R::from_number(number), "number")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.store(R::from_str(text), "string")
    }

    #[inline]
    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<(), E> {
        self.store(R::from_borrowed_str(text), "string")
    }

    fn visit_string<E: Error>(self, text: String) -> Result<(), E> {
        self.store(R::from_string(text), "string")
    }

    reject_types! { reject: visit_bytes(&[u8]) "bytes" }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        if IS_NULLABLE { Ok(()) } else { Err(self.reject("null")) }
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        read_value::<R, D>(self.0, deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(self.reject("array"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        match number_of_map(&mut map)? {
            Some(number) => self.visit_f64(number),
            None => Err(self.reject("object")),
        }
    }
}

/// Returns whether a type is of serde, serde_with or serde_json: then the values come from a buffer, not the input.
///
/// The name of a type may change. If it does, the numbers of `arbitrary_precision` are refused
/// in flattened and tagged members, which the tests in `tests/downstream` show.
#[inline]
pub(super) fn is_collected<T>() -> bool {
    let name = type_name::<T>();
    let name = name.strip_prefix("&mut ").unwrap_or(name);
    ["serde::", "serde_core::", "serde_with::", "serde_json::number::"]
        .iter()
        .any(|origin| name.starts_with(origin))
}

/// Reads the number that a map is under serde_json's `arbitrary_precision`; `None` for an object.
#[cold]
fn number_of_map<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<f64>, A::Error> {
    if !is_collected::<A>() || map.next_key_seed(NumberName).map_err(without_value)? != Some(true) {
        return Ok(None);
    }
    map.next_value_seed(NumberText).map_err(without_value)
}

/// The only member of a map that is a number.
pub(super) const NUMBER_NAME: &str = "$serde_json::private::Number";

/// Reads a name: whether it is the one that serde_json gives to a number.
struct NumberName;

/// Reads a number written as a string.
struct NumberText;

macro_rules! read_str {
    ($seed:ident $value:ty = $read:expr) => {
        impl<'de> DeserializeSeed<'de> for $seed {
            type Value = $value;

            fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<$value, D::Error> {
                deserializer.deserialize_any(self)
            }
        }

        impl<'de> Visitor<'de> for $seed {
            type Value = $value;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<$value, E> {
                Ok($read(text))
            }
        }
    };
}

read_str! { NumberName bool = |name| name == NUMBER_NAME }
read_str! { NumberText Option<f64> = |text: &str| text.parse().ok() }

macro_rules! deserialize {
    ($($(#[doc = $doc:literal])+ $type:ident $rule:ident;)+) => {
        $($(#[doc = $doc])+
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                value::<$rule, D>(deserializer)
            }
        })+
    };
}

deserialize! {
    /// Reads the strict form: a number in any notation whose double is an integer in `0..=9007199254740991`.
    PinId Id;
    /// Reads the strict form: a number in `0..=9007199254740991`.
    Seconds Duration;
    /// Reads a string in either of the two forms of [`FromStr`](core::str::FromStr).
    Timestamp Moment;
    /// Reads a string in either of the two forms of [`FromStr`](core::str::FromStr).
    Coordinates Point;
}
