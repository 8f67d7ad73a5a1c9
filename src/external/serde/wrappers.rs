//! `Deserialize` of the models, and the wrappers that change it: [`Strict`] and [`Borrowed`].

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use super::objects::{IgnoreUnknown, Members, Policy, RefuseUnknown, RequireAll};
use super::rules::{Registration, Token};
use super::values::value;
use super::{document, objects};
use crate::model::{
    ApiError, ApiErrors, AuthToken, CompleteLocation, CompletePin, Document, Location, NewRegistration, Pin,
};

/// Deserialises a model without copying its strings, if the format supports borrowing.
///
/// Without the wrapper a model owns its strings, so that it can be read from any input, and be a field of your own
/// types. The model in the wrapper borrows from the input:
///
/// ```
/// # #[cfg(feature = "serde")] {
/// use std::borrow::Cow;
///
/// use plex_pin::{Borrowed, Pin};
///
/// let body = r#"{"id":1272322473,"code":"7RQZ"}"#;
/// let Borrowed(pin): Borrowed<Pin<'_>> = serde_json::from_str(body)?;
/// assert!(matches!(pin.code, Some(Cow::Borrowed("7RQZ"))));
/// let pin: Pin<'static> = serde_json::from_reader(body.as_bytes())?;
/// assert_eq!(pin.code.as_deref(), Some("7RQZ"));
/// # }
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// As a field of a struct it needs `#[serde(borrow)]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Borrowed<T>(pub T);

/// Deserialises a model strictly: an unknown member is an error, as in [`Parser::STRICT`](crate::Parser::STRICT).
///
/// Without the wrapper a model ignores unknown members, so that an application keeps working when the service adds one.
/// Use the wrapper to check what the service sends. It applies to nested objects, too.
///
/// ```
/// # #[cfg(feature = "serde")] {
/// use plex_pin::{Pin, Strict};
///
/// let body = r#"{"id":1272322473,"avatar":null}"#;
/// assert!(serde_json::from_str::<Pin<'_>>(body).is_ok());
/// let error = serde_json::from_str::<Strict<Pin<'_>>>(body).unwrap_err();
/// assert!(error.to_string().starts_with("unknown field `avatar`, expected one of `id`, "));
/// # }
/// ```
///
/// It can be combined with [`Borrowed`], in either order: `Strict<Borrowed<Pin<'_>>>`. In a field with
/// `#[serde(flatten)]` it refuses nothing more, since serde passes on the known members only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Strict<T>(pub T);

macro_rules! serialize_content {
    ($($wrapper:ident)+) => {
        $(/// Writes the content alone.
        impl<T: Serialize> Serialize for $wrapper<T> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        })+
    };
}

serialize_content! { Borrowed Strict }

/// Reads directly into the wrapper, since moving a large model is slow.
impl<'de, M: Members<'de>> Members<'de> for Borrowed<M> {
    const MODEL: &'static str = M::MODEL;
    const EXPECTED: &'static str = M::EXPECTED;
    const NAMES: &'static [&'static str] = M::NAMES;

    fn fill<P: Policy, A: serde::de::MapAccess<'de>>(&mut self, object: &mut A) -> Result<u32, A::Error> {
        self.0.fill::<P, A>(object)
    }
}

/// A model that borrows from the input, and how it is read.
trait Model<'de>: Sized {
    fn read<P: Policy, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

macro_rules! read_in_place {
    ($($read:path: $($model:ty),+;)+) => {
        $($(impl<'de> Model<'de> for $model {
            fn read<P: Policy, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use $read as read;
                read::<_, P, D>(deserializer)
            }
        })+)+
    };
}

read_in_place! {
    super::objects::document: Pin<'de>, Borrowed<Pin<'de>>, Location<'de>, Borrowed<Location<'de>>, ApiErrors<'de>,
        Borrowed<ApiErrors<'de>>;
    super::objects::object: ApiError<'de>, Borrowed<ApiError<'de>>;
}

macro_rules! read_moved {
    ($($model:ident $read:ident;)+) => {
        $(impl<'de> Model<'de> for $model<'de> {
            fn read<P: Policy, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $read::<P, D>(deserializer)
            }
        }

        impl<'de> Model<'de> for Borrowed<$model<'de>> {
            fn read<P: Policy, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $read::<P, D>(deserializer).map(Borrowed)
            }
        })+
    };
}

read_moved! {
    CompletePin complete_pin;
    CompleteLocation complete_location;
    Document any_document;
}

fn complete_pin<'de, P: Policy, D: Deserializer<'de>>(deserializer: D) -> Result<CompletePin<'de>, D::Error> {
    let pin = objects::document::<Pin<'de>, RequireAll<P>, D>(deserializer)?;
    pin.try_into().map_err(D::Error::custom)
}

fn complete_location<'de, P: Policy, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<CompleteLocation<'de>, D::Error> {
    let location = objects::document::<Location<'de>, RequireAll<P>, D>(deserializer)?;
    location.try_into().map_err(D::Error::custom)
}

fn any_document<'de, P: Policy, D: Deserializer<'de>>(deserializer: D) -> Result<Document<'de>, D::Error> {
    document::read::<P, D>(deserializer)
}

macro_rules! deserialize {
    ($($(#[doc = $doc:literal])+ $model:ident;)+) => {
        $($(#[doc = $doc])+
        impl<'de, 'a> Deserialize<'de> for $model<'a> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <$model<'de>>::read::<IgnoreUnknown, D>(deserializer).map($model::into_owned)
            }
        }

        /// Reads the model itself, borrowing its strings.
        impl<'de: 'a, 'a> Deserialize<'de> for Borrowed<$model<'a>> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <Borrowed<$model<'de>>>::read::<IgnoreUnknown, D>(deserializer)
            }
        }

        /// Reads the model itself, but refuses unknown members.
        impl<'de, 'a> Deserialize<'de> for Strict<$model<'a>> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <$model<'de>>::read::<RefuseUnknown, D>(deserializer).map($model::into_owned).map(Strict)
            }
        }

        /// Reads the model itself, borrowing its strings, but refuses unknown members.
        impl<'de: 'a, 'a> Deserialize<'de> for Strict<Borrowed<$model<'a>>> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <Borrowed<$model<'de>>>::read::<RefuseUnknown, D>(deserializer).map(Strict)
            }
        }

        /// Reads the model itself, borrowing its strings, but refuses unknown members.
        impl<'de: 'a, 'a> Deserialize<'de> for Borrowed<Strict<$model<'a>>> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <$model<'de>>::read::<RefuseUnknown, D>(deserializer).map(Strict).map(Borrowed)
            }
        })+
    };
}

deserialize! {
    /// Reads the strict forms as [`Pin::parse`] does: unknown members are ignored, a duplicate member is an
    /// error, and so is null except for `authToken` and `newRegistration`. [`Strict`] refuses unknown members.
    ///
    /// An object without any member of a pin is refused.
    ///
    /// The format skips the value of an unknown member, and `serde_json` does not look into it: there it accepts a lone
    /// surrogate, and more than 128 levels of nesting, which the parser refuses everywhere.
    Pin;
    /// Reads the strict forms as [`Location::parse`] does, unknown members being ignored.
    ///
    /// An object without any member of a location is refused, except inside a [`Pin`].
    Location;
    /// Reads the strict forms as [`ApiErrors::parse`] does, unknown members being ignored.
    ///
    /// An object without the member `errors` is refused.
    ApiErrors;
    /// Reads the strict forms, unknown members being ignored. The object may be empty.
    ApiError;
    /// Reads the strict forms, unknown members being ignored. Every member is required, as for
    /// [`Parser::complete`](crate::Parser::complete).
    CompletePin;
    /// Reads the strict forms, unknown members being ignored. Every member is required.
    CompleteLocation;
    /// Reads the strict forms, unknown members being ignored. The kind of document is recognised by its members, as
    /// by [`Parser::parse_document`](crate::Parser::parse_document).
    Document;
}

macro_rules! deserialize_value {
    ($($(#[doc = $doc:literal])+ $type:ident $rule:ident;)+) => {
        $($(#[doc = $doc])+
        impl<'de, 'a> Deserialize<'de> for $type<'a> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                value::<$rule, D>(deserializer).map($type::into_owned)
            }
        }

        $(#[doc = $doc])+
        impl<'de: 'a, 'a> Deserialize<'de> for Borrowed<$type<'a>> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                value::<$rule, D>(deserializer).map(Borrowed)
            }
        })+
    };
}

deserialize_value! {
    /// Reads a string that is not empty. Errors never show the value that was found instead.
    AuthToken Token;
    /// Reads a boolean or a string.
    NewRegistration Registration;
}
