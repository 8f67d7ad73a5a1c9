//! Keeps values of any type until it is known which document they are a part of: called by `document.rs`.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::{IntoIter, Vec};
use core::fmt;
use core::marker::PhantomData;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, Error, IgnoredAny, IntoDeserializer, MapAccess, SeqAccess, Unexpected,
    Visitor,
};

use super::errors::{reject_types, without_value};
use super::rules::Str;
use super::values::{NUMBER_NAME, is_collected, value};

/// The members of an object, in their order.
pub(super) type BufferedMembers<'de> = Vec<(Cow<'de, str>, Buffered<'de>)>;

/// A value of JSON's types. Numbers are doubles, since no rule asks for more.
pub(super) enum Buffered<'de> {
    Null,
    Boolean(bool),
    Number(f64),
    String(Cow<'de, str>),
    Array(Vec<Self>),
    Object(BufferedMembers<'de>),
}

/// How many levels of arrays and objects are kept, as in the decoder.
const MAX_DEPTH: u8 = 128;

/// Reads a value into a buffer.
#[derive(Clone, Copy)]
struct Buffer {
    /// How many levels of arrays and objects may follow.
    depth: u8,
    /// Decides which members' values are kept; `None` keeps all.
    keeps: Option<fn(&str) -> bool>,
}

/// Reads the members of an object. Where `keeps` is false for a name, keeps the name without the value.
pub(super) fn members<'de, D: Deserializer<'de>>(
    deserializer: D,
    names: &'static [&'static str],
    keeps: fn(&str) -> bool,
) -> Result<BufferedMembers<'de>, D::Error> {
    deserializer.deserialize_struct("Document", names, Root { keeps }).map_err(without_value)
}

/// What is expected at the root.
const EXPECTED: &str = "a pin, a location or errors";

/// Accepts only an object.
struct Root {
    keeps: fn(&str) -> bool,
}

impl Root {
    #[cold]
    #[expect(clippy::unused_self, reason = "`reject_types!` calls it on any visitor")]
    fn reject<E: Error>(self, found: &'static str) -> E {
        E::invalid_type(Unexpected::Other(found), &EXPECTED)
    }
}

impl<'de> Visitor<'de> for Root {
    type Value = BufferedMembers<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<BufferedMembers<'de>, A::Error> {
        match (Buffer { depth: MAX_DEPTH, keeps: Some(self.keeps) }).visit_map(object)? {
            Buffered::Object(members) => Ok(members),
            _ => Err(self.reject("number")),
        }
    }

    reject_types! { reject:
        visit_bool(bool) "boolean",
        visit_i64(i64) "number",
        visit_u64(u64) "number",
        visit_f64(f64) "number",
        visit_str(&str) "string",
        visit_bytes(&[u8]) "bytes",
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Err(self.reject("null"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
        Err(self.reject("array"))
    }
}

impl Buffer {
    fn deeper<E: Error>(self) -> Result<Self, E> {
        match self.depth.checked_sub(1) {
            Some(depth) => Ok(Self { depth, keeps: None }),
            None => Err(E::custom("expected at most 128 levels of arrays and objects, found more")),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Buffer {
    type Value = Buffered<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Buffered<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

#[allow(clippy::cast_precision_loss)] // Integers in range are exact, and others stay out of range.
impl<'de> Visitor<'de> for Buffer {
    type Value = Buffered<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Buffered<'de>, E> {
        Ok(Buffered::Boolean(flag))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Buffered<'de>, E> {
        Ok(Buffered::Number(number as f64))
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<Buffered<'de>, E> {
        Ok(Buffered::Number(number as f64))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Buffered<'de>, E> {
        Ok(Buffered::Number(number as f64))
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<Buffered<'de>, E> {
        Ok(Buffered::Number(number as f64))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Buffered<'de>, E> {
        Ok(Buffered::Number(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Buffered<'de>, E> {
        self.visit_string(text.into())
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Buffered<'de>, E> {
        Ok(Buffered::String(text.into()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Buffered<'de>, E> {
        Ok(Buffered::String(text.into()))
    }

    fn visit_unit<E: Error>(self) -> Result<Buffered<'de>, E> {
        Ok(Buffered::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Buffered<'de>, E> {
        Ok(Buffered::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Buffered<'de>, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Buffered<'de>, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Buffered<'de>, A::Error> {
        let deeper = self.deeper()?;
        let mut elements = Vec::new();
        while let Some(element) = array.next_element_seed(deeper)? {
            elements.push(element);
        }
        Ok(Buffered::Array(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Buffered<'de>, A::Error> {
        let deeper = self.deeper()?;
        let mut members = Vec::new();
        while let Some(name) = object.next_key_seed(MemberName)? {
            if name == NUMBER_NAME {
                // What has the name in a document is no number. The member is of no model either.
                if is_collected::<A>() && members.is_empty() {
                    return match object.next_value_seed(deeper)? {
                        Buffered::String(digits) => {
                            Ok(digits.parse().map_or(Buffered::Null, Buffered::Number))
                        }
                        _ => Ok(Buffered::Null),
                    };
                }
                object.next_value::<IgnoredAny>()?;
            } else if self.keeps.is_none_or(|keeps| keeps(&name)) {
                members.push((name, object.next_value_seed(deeper)?));
            } else {
                object.next_value::<IgnoredAny>()?;
                members.push((name, Buffered::Null));
            }
        }
        Ok(Buffered::Object(members))
    }
}

/// Reads the name of a member.
struct MemberName;

impl<'de> DeserializeSeed<'de> for MemberName {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        value::<Str, D>(deserializer)
    }
}

/// A buffered value as a deserializer whose errors are `E`.
pub(super) struct BufferedDeserializer<'de, E>(Buffered<'de>, PhantomData<E>);

impl<'de, E: Error> IntoDeserializer<'de, E> for Buffered<'de> {
    type Deserializer = BufferedDeserializer<'de, E>;

    fn into_deserializer(self) -> Self::Deserializer {
        BufferedDeserializer(self, PhantomData)
    }
}

impl<'de, E: Error> Deserializer<'de> for BufferedDeserializer<'de, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.0 {
            Buffered::Null => visitor.visit_unit(),
            Buffered::Boolean(flag) => visitor.visit_bool(flag),
            Buffered::Number(number) => visitor.visit_f64(number),
            Buffered::String(Cow::Borrowed(text)) => visitor.visit_borrowed_str(text),
            Buffered::String(Cow::Owned(text)) => visitor.visit_string(text),
            Buffered::Array(elements) => visitor.visit_seq(SeqDeserializer::new(elements.into_iter())),
            Buffered::Object(members) => visitor.visit_map(object(members)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.0 {
            Buffered::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier
    }
}

/// The members as a deserializer of an object.
pub(super) fn object<'de, E: Error>(
    members: BufferedMembers<'de>,
) -> MapDeserializer<'de, IntoIter<(Cow<'de, str>, Buffered<'de>)>, E> {
    MapDeserializer::new(members.into_iter())
}
