//! Adapters of the crate [`serde_with`](https://docs.rs/serde_with) for fields of your own structs, and
//! [`Lenient`], which reads a whole document leniently.
//!
//! ```
//! # #[cfg(feature = "time")] {
//! use plex_pin::serde_with::{DocumentedCoordinates, DocumentedTimestamp, DoubleId, FlexibleBool, WireTimestamp};
//! use plex_pin::{Coordinates, Timestamp};
//! use serde_with::serde_as;
//! use time::OffsetDateTime;
//!
//! #[serde_as]
//! #[derive(serde::Serialize, serde::Deserialize)]
//! struct Session {
//!     #[serde_as(as = "DoubleId")]
//!     pin: u64,
//!     #[serde_as(as = "Option<FlexibleBool>")]
//!     trusted: Option<bool>,
//!     #[serde_as(as = "WireTimestamp")]
//!     start: OffsetDateTime,
//!     #[serde_as(as = "DocumentedTimestamp")]
//!     end: Timestamp,
//!     #[serde_as(as = "DocumentedCoordinates")]
//!     place: Coordinates,
//! }
//!
//! let session: Session = serde_json::from_str(
//!     r#"{"pin":1272322473.0,"trusted":"1","start":"2023-04-12 17:00:03 +0000 UTC",
//!         "end":"2023-04-12T17:30:03Z","place":"30.3768, -97.8935"}"#,
//! )?;
//! assert_eq!(
//!     serde_json::to_string(&session)?,
//!     concat!(
//!         r#"{"pin":1272322473,"trusted":true,"start":"2023-04-12T17:00:03Z","#,
//!         r#""end":"2023-04-12 17:30:03 +0000 UTC","place":"30.3768 -97.8935"}"#,
//!     ),
//! );
//! # }
//! # Ok::<(), serde_json::Error>(())
//! ```

mod lenient;

use core::fmt::Display;

use serde::de::{Deserialize, Deserializer, Error as _, Unexpected};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::Value;
use serde_with::{DeserializeAs, SerializeAs};

pub use self::lenient::{Lenient, LenientDocument};

use crate::external::serde::{Integer, value};
use crate::model::{Coordinates, MAX_SAFE_INTEGER, Timestamp};

/// Reads an id that the model documentation types as *double*: any number that is an integer in
/// `0..=9007199254740991`, such as `1272322473.0`. Writes an integer. For [`PinId`](crate::PinId) and integer types.
#[derive(Debug, Clone, Copy)]
pub struct DoubleId;

impl<'de, T: TryFrom<u64>> DeserializeAs<'de, T> for DoubleId {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        value::<Integer<T, 0, MAX_SAFE_INTEGER>, D>(deserializer)
    }
}

impl<T: Clone + TryInto<u64>> SerializeAs<T> for DoubleId {
    fn serialize_as<S: Serializer>(id: &T, serializer: S) -> Result<S::Ok, S::Error> {
        match id.clone().try_into() {
            Ok(id @ ..=MAX_SAFE_INTEGER) => serializer.serialize_u64(id),
            _ => Err(S::Error::custom("expected id, found number out of range")),
        }
    }
}

/// Reads a timestamp in either strict form. Writes it as the service does: `2023-04-12T17:00:03Z`. For [`Timestamp`]
/// and `time::OffsetDateTime` (feature `time`).
#[derive(Debug, Clone, Copy)]
pub struct WireTimestamp;

/// Reads a timestamp in either strict form. Writes it as the model documentation does:
/// `2023-04-12 17:00:03 +0000 UTC`. For [`Timestamp`] and `time::OffsetDateTime`
/// (feature `time`).
#[derive(Debug, Clone, Copy)]
pub struct DocumentedTimestamp;

fn timestamp<T: Clone + TryInto<Timestamp, Error: Display>, E: serde::ser::Error>(
    moment: &T,
) -> Result<Timestamp, E> {
    moment.clone().try_into().map_err(E::custom)
}

impl<'de, T: From<Timestamp>> DeserializeAs<'de, T> for WireTimestamp {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        Timestamp::deserialize(deserializer).map(T::from)
    }
}

impl<T: Clone + TryInto<Timestamp, Error: Display>> SerializeAs<T> for WireTimestamp {
    fn serialize_as<S: Serializer>(moment: &T, serializer: S) -> Result<S::Ok, S::Error> {
        timestamp::<_, S::Error>(moment)?.serialize(serializer)
    }
}

impl<'de, T: From<Timestamp>> DeserializeAs<'de, T> for DocumentedTimestamp {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        WireTimestamp::deserialize_as(deserializer)
    }
}

impl<T: Clone + TryInto<Timestamp, Error: Display>> SerializeAs<T> for DocumentedTimestamp {
    fn serialize_as<S: Serializer>(moment: &T, serializer: S) -> Result<S::Ok, S::Error> {
        match timestamp::<_, S::Error>(moment)?.to_documented() {
            Some(text) => serializer.serialize_str(&text),
            None => Err(S::Error::custom("expected year in 0..=9999 of UTC, found another one")),
        }
    }
}

/// Reads coordinates in either strict form. Writes them as the service does: `30.3768, -97.8935`. For [`Coordinates`]
/// and `(f64, f64)`, latitude first.
#[derive(Debug, Clone, Copy)]
pub struct WireCoordinates;

/// Reads coordinates in either strict form. Writes them as the model documentation does: `30.3768 -97.8935`. For
/// [`Coordinates`] and `(f64, f64)`, latitude first.
#[derive(Debug, Clone, Copy)]
pub struct DocumentedCoordinates;

macro_rules! coordinates_adapters {
    ($($adapter:ident $separator:literal),+) => {$(
        impl<'de> DeserializeAs<'de, Coordinates> for $adapter {
            fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<Coordinates, D::Error> {
                Coordinates::deserialize(deserializer)
            }
        }

        impl SerializeAs<Coordinates> for $adapter {
            fn serialize_as<S: Serializer>(coordinates: &Coordinates, serializer: S) -> Result<S::Ok, S::Error> {
                let (latitude, longitude) = (coordinates.latitude(), coordinates.longitude());
                serializer.collect_str(&format_args!(concat!("{}", $separator, "{}"), latitude, longitude))
            }
        }

        impl<'de> DeserializeAs<'de, (f64, f64)> for $adapter {
            fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<(f64, f64), D::Error> {
                let coordinates = Coordinates::deserialize(deserializer)?;
                Ok((coordinates.latitude(), coordinates.longitude()))
            }
        }

        impl SerializeAs<(f64, f64)> for $adapter {
            fn serialize_as<S: Serializer>(degrees: &(f64, f64), serializer: S) -> Result<S::Ok, S::Error> {
                let coordinates = Coordinates::new(degrees.0, degrees.1).map_err(S::Error::custom)?;
                Self::serialize_as(&coordinates, serializer)
            }
        }
    )+};
}

coordinates_adapters! { WireCoordinates ", ", DocumentedCoordinates " " }

/// Reads a boolean in any form that has one obvious meaning: `true`, `0`, `1.0`, `"1"`, `" False "`. Writes a boolean.
#[derive(Debug, Clone, Copy)]
pub struct FlexibleBool;

impl<'de> DeserializeAs<'de, bool> for FlexibleBool {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
        // Only a `Value` distinguishes a number from a map whatever features serde_json has.
        let value = Value::deserialize(deserializer)?;
        let unexpected = match &value {
            Value::Bool(flag) => return Ok(*flag),
            Value::Number(number) if number.as_f64() == Some(0.0) => return Ok(false),
            Value::Number(number) if number.as_f64() == Some(1.0) => return Ok(true),
            Value::String(text) => match &*text.trim_ascii().to_ascii_lowercase() {
                "0" | "false" => return Ok(false),
                "1" | "true" => return Ok(true),
                _ => Unexpected::Other("another string"),
            },
            Value::Null => Unexpected::Unit,
            Value::Number(_) => Unexpected::Other("number"),
            Value::Array(_) => Unexpected::Seq,
            Value::Object(_) => Unexpected::Map,
        };
        Err(D::Error::invalid_value(unexpected, &"a boolean, 0 or 1"))
    }
}

impl SerializeAs<bool> for FlexibleBool {
    fn serialize_as<S: Serializer>(flag: &bool, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*flag)
    }
}
