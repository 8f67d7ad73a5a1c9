//! Whose the texts of a model are: its own, or lent by what it is read from.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};
use serde_with::DeserializeAs;

use super::objects;
use crate::model::{
    ApiError, ApiErrors, AuthToken, CompleteLocation, CompletePin, Document, Location, NewRegistration, Pin,
};

/// Reads a model whose texts are borrowed from the input, where the format can lend them.
pub(super) struct Lent;

/// Deserialises a model without a copy of its texts, where the format can lend them.
///
/// A model on its own is read with texts of its own, so that it can be read from anything, as a member of a
/// type of your own too. What this holds lives no longer than the input:
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
/// As a member of a struct it wants `#[serde(borrow)]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Borrowed<T>(pub T);

/// As the model itself.
impl<T: Serialize> Serialize for Borrowed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

macro_rules! deserialize {
    ($($(#[doc = $doc:literal])+ $model:ident $borrowed:expr;)+) => {
        $($(#[doc = $doc])+
        impl<'de, 'a> Deserialize<'de> for $model<'a> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Lent::deserialize_as(deserializer).map($model::into_owned)
            }
        }

        $(#[doc = $doc])+
        impl<'de: 'a, 'a> Deserialize<'de> for Borrowed<$model<'a>> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $borrowed(deserializer)
            }
        })+
    };
}

/// Reads a model, and moves it. A large one is better read in place.
fn wrapped<'de, T, D: Deserializer<'de>>(deserializer: D) -> Result<Borrowed<T>, D::Error>
where
    Lent: DeserializeAs<'de, T>,
{
    Lent::deserialize_as(deserializer).map(Borrowed)
}

deserialize! {
    /// Strict, as [`Pin::parse`]: no unknown member, none twice, null for the last two alone.
    Pin objects::read;
    /// Strict, as [`Location::parse`].
    Location objects::read;
    /// Strict, as [`ApiErrors::parse`].
    ApiErrors objects::read;
    /// Strict.
    ApiError objects::read;
    /// Strict and complete, as [`Parser::complete`](crate::Parser::complete): every member must be there.
    CompletePin wrapped;
    /// Strict and complete: every member must be there.
    CompleteLocation wrapped;
    /// Strict, as [`Parser::document`](crate::Parser::document).
    Document wrapped;
    /// Strict: a text that is not empty. No error shows what is there in its place.
    AuthToken wrapped;
    /// Strict: a boolean or a text.
    NewRegistration wrapped;
}
