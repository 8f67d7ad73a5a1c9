//! [`Lenient`]: a whole document read by the lenient parser, through serde.

use alloc::boxed::Box;
use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;
use serde_with::{DeserializeAs, Same, SerializeAs};

use crate::decode::{Parsed, Parser};
use crate::error::Error;
use crate::model::{ApiErrors, Document, Location, Pin};

/// Deserialises a document leniently, with its deviations.
///
/// Reads only JSON: from a string, a reader or a [`serde_json::Value`]. It accepts what [`Parser::LENIENT`] accepts.
/// Spans are offsets in the document, not in the input that contains it. As an adapter, `Lenient<_>`, it reads a field
/// of type [`Parsed`], or of the model alone, without the deviations.
///
/// It cannot read a member of a `#[serde(flatten)]` struct, or of a tagged or untagged enum: serde collects those first.
///
/// ```
/// use plex_pin::serde_with::Lenient;
/// use plex_pin::{Parsed, Pin, PinId};
/// use serde_with::serde_as;
///
/// #[serde_as]
/// #[derive(serde::Deserialize)]
/// struct Capture {
///     at: u64,
///     #[serde_as(as = "Lenient<_>")]
///     body: Parsed<Pin<'static>>,
/// }
///
/// let capture: Capture = serde_json::from_str(r#"{"at":1681318803,"body":{"id":"5123","new":1}}"#)?;
/// assert_eq!(capture.body.value().id, Some(PinId::new(5123)));
/// assert_eq!(capture.body.deviations()[0].to_string(), "expected integer in 0..=9007199254740991, found string at /id (byte 6)");
///
/// let Lenient(parsed): Lenient<Pin<'_>> = serde_json::from_str(r#"{"trusted":"0"}"#)?;
/// assert_eq!(parsed.value().trusted, Some(false));
/// assert_eq!(parsed.deviation_count(), 1);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lenient<T>(pub Parsed<T>);

/// A document that [`Lenient`] reads: [`Pin`], [`Location`], [`ApiErrors`] and [`Document`], each with strings of its
/// own.
pub trait LenientDocument: sealed::Sealed + Sized {}

mod sealed {
    use super::{Error, Parsed};

    pub trait Sealed: Sized {
        fn parse(text: &str) -> Result<Parsed<Self>, Error>;
    }
}

macro_rules! lenient_documents {
    ($($document:ident $method:ident),+) => {
        $(impl LenientDocument for $document<'static> {}

        impl sealed::Sealed for $document<'static> {
            fn parse(text: &str) -> Result<Parsed<Self>, Error> {
                Ok(Parser::LENIENT.$method(text)?.map($document::into_owned))
            }
        })+
    };
}

lenient_documents! { Pin parse, Location parse, ApiErrors parse, Document parse_document }

impl<'de, T: LenientDocument> Deserialize<'de> for Lenient<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The source text: the digits of a number and duplicate members are lost in any other form.
        let text = Box::<RawValue>::deserialize(deserializer)?;
        T::parse(text.get()).map(Self).map_err(D::Error::custom)
    }
}

impl<'de, T: LenientDocument> DeserializeAs<'de, Parsed<T>> for Lenient<Same> {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<Parsed<T>, D::Error> {
        Lenient::<T>::deserialize(deserializer).map(|Lenient(parsed)| parsed)
    }
}

impl<'de, T: LenientDocument> DeserializeAs<'de, T> for Lenient<Same> {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        Self::deserialize_as(deserializer).map(Parsed::into_value)
    }
}

/// Writes the document, without the deviations.
impl<T: Serialize> Serialize for Lenient<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.value().serialize(serializer)
    }
}

/// Writes the document, without the deviations.
impl<T: Serialize> SerializeAs<Parsed<T>> for Lenient<Same> {
    fn serialize_as<S: Serializer>(parsed: &Parsed<T>, serializer: S) -> Result<S::Ok, S::Error> {
        parsed.value().serialize(serializer)
    }
}

impl<T: LenientDocument + Serialize> SerializeAs<T> for Lenient<Same> {
    fn serialize_as<S: Serializer>(document: &T, serializer: S) -> Result<S::Ok, S::Error> {
        document.serialize(serializer)
    }
}
