//! Strict `Deserialize` of values.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use core::fmt;
use core::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_with::{DeserializeAs, DisplayFromStr, Same};

use super::borrowed::Lent;
use crate::model::{AuthToken, Coordinates, MAX_SAFE_INTEGER, NewRegistration, PinId, Seconds, Timestamp};

/// The member is there, and null is not what it is: `Option` alone would take null for its absence.
pub(super) struct Present<A = Same>(PhantomData<A>);

impl<'de, T, A: DeserializeAs<'de, T>> DeserializeAs<'de, Option<T>> for Present<A> {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
        A::deserialize_as(deserializer).map(Some)
    }
}

/// A number in any notation whose double is an integer in `LEAST..=MOST`.
pub(crate) struct Integer<const LEAST: u64, const MOST: u64>;

impl<'de, T: TryFrom<u64>, const LEAST: u64, const MOST: u64> DeserializeAs<'de, T> for Integer<LEAST, MOST> {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        // A hint is given, since to a visitor without one serde_json shows its numbers as maps where another
        // crate turns on its `arbitrary_precision`. Every integer in range is exact in a double.
        let number = f64::deserialize(deserializer)?;
        // `fract` is a call where the processor may be an old one.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let integer = number as u64;
        #[allow(clippy::cast_precision_loss, clippy::float_cmp)]
        let in_range = (LEAST..=MOST).contains(&integer) && integer as f64 == number;
        let integer = in_range.then_some(integer);
        integer.and_then(|integer| T::try_from(integer).ok()).ok_or_else(|| {
            let expected = format!("an integer in {LEAST}..={MOST}");
            D::Error::invalid_value(Unexpected::Float(number), &&*expected)
        })
    }
}

/// Strict: a number in any notation whose double is an integer in `0..=9007199254740991`.
impl<'de> Deserialize<'de> for PinId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Integer::<0, MAX_SAFE_INTEGER>::deserialize_as(deserializer)
    }
}

/// Strict: a number in `0..=9007199254740991`.
impl<'de> Deserialize<'de> for Seconds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let seconds = f64::deserialize(deserializer)?;
        Self::new(seconds).map_err(|_| {
            D::Error::invalid_value(Unexpected::Float(seconds), &"seconds in 0..=9007199254740991")
        })
    }
}

/// Strict: a text in either of the two forms of [`FromStr`](core::str::FromStr).
impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        DisplayFromStr::deserialize_as(deserializer)
    }
}

/// Strict: a text in either of the two forms of [`FromStr`](core::str::FromStr).
impl<'de> Deserialize<'de> for Coordinates {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        DisplayFromStr::deserialize_as(deserializer)
    }
}

/// A text that is more than white space. No error shows what was there in its place.
impl<'de> DeserializeAs<'de, AuthToken<'de>> for Lent {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<AuthToken<'de>, D::Error> {
        // With the hint of a string, a format would write the error itself, and show a number in it.
        let text = deserializer.deserialize_any(Secret)?;
        AuthToken::new(text).map_err(|_| D::Error::invalid_value(Unexpected::Str(""), &Secret))
    }
}

/// A string, whose errors never show what they find in its place.
struct Secret;

macro_rules! refuse {
    ($($visit:ident($type:ty))+) => {
        $(fn $visit<E: Error>(self, _: $type) -> Result<Self::Value, E> {
            Err(E::invalid_type(ANOTHER_TYPE, &self))
        })+
    };
}

/// Not named more closely: a number is a map where `serde_json` has its `arbitrary_precision` on.
const ANOTHER_TYPE: Unexpected<'_> = Unexpected::Other("another type");

impl<'de> Visitor<'de> for Secret {
    type Value = alloc::borrow::Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a non-empty string")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(text.into())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(text.to_owned().into())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(text.into())
    }

    refuse! {
        visit_bool(bool)
        visit_i64(i64)
        visit_i128(i128)
        visit_u64(u64)
        visit_u128(u128)
        visit_f64(f64)
        visit_bytes(&[u8])
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
        Err(A::Error::invalid_type(ANOTHER_TYPE, &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
        Err(A::Error::invalid_type(ANOTHER_TYPE, &self))
    }
}

/// A boolean or a text.
impl<'de> DeserializeAs<'de, NewRegistration<'de>> for Lent {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<NewRegistration<'de>, D::Error> {
        deserializer.deserialize_any(FlagOrText)
    }
}

struct FlagOrText;

impl<'de> Visitor<'de> for FlagOrText {
    type Value = NewRegistration<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a boolean or a string")
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Self::Value, E> {
        Ok(NewRegistration::Flag(flag))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(NewRegistration::Text(text.into()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(NewRegistration::Text(text.to_owned().into()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(NewRegistration::Text(text.into()))
    }
}
