//! Strict `Deserialize` of models whose members are all optional, over the members declared beside.
//!
//! What serde derives was slower, for two reasons. It searches for each name, and the wire never reorders its
//! members: the next name is known, and compared at once. And it moves what it reads again and again, 416 bytes for a
//! pin, which are slow to read as a block when they have just been written one by one: here a value is read to
//! where it belongs. Of 14,460 instructions for a pin 13,620 are left, and against a plain derived struct with the
//! dates of `time` a ratio of 0.93 has become 1.08.

use alloc::borrow::Cow;
use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use core::fmt;
use core::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Unexpected, Visitor};
use serde_with::DeserializeAs;

use super::borrowed::Borrowed;
use super::documents::without_text;

/// A model as the members of an object.
pub(super) trait Members<'de>: Default {
    const MODEL: &'static str;
    const EXPECTED: &'static str;
    /// In the order of the wire.
    const NAMES: &'static [&'static str];

    /// Reads all members of an object, each no more than once.
    fn fill<A: MapAccess<'de>>(&mut self, object: &mut A) -> Result<(), A::Error>;
}

impl<'de, M: Members<'de>> Members<'de> for Borrowed<M> {
    const MODEL: &'static str = M::MODEL;
    const EXPECTED: &'static str = M::EXPECTED;
    const NAMES: &'static [&'static str] = M::NAMES;

    fn fill<A: MapAccess<'de>>(&mut self, object: &mut A) -> Result<(), A::Error> {
        self.0.fill(object)
    }
}

/// Implements [`Members`]: the name of each member and its index, its field, and how it is read.
macro_rules! members {
    ($model:ident, $name:literal, $expected:literal:
     $($index:literal $member:literal $field:ident: $how:ty),+ $(,)?) => {
        impl<'de> Members<'de> for $model<'de> {
            const MODEL: &'static str = $name;
            const EXPECTED: &'static str = $expected;
            const NAMES: &'static [&'static str] = &[$($member),+];

            fn fill<A: MapAccess<'de>>(&mut self, object: &mut A) -> Result<(), A::Error> {
                let mut seen = 0_u32;
                let Some(mut index) = next_name::<Self, A, 0>(object)? else { return Ok(()) };
                // Round again for members that are not in order.
                loop {
                    $(if index == $index {
                        if seen & 1 << $index != 0 {
                            return Err(A::Error::duplicate_field($member));
                        }
                        seen |= 1 << $index;
                        object.next_value_seed(Place::<_, $how>::new(&mut self.$field))?;
                        match next_name::<Self, A, { $index + 1 }>(object)? {
                            Some(next) => index = next,
                            None => return Ok(()),
                        }
                    })+
                }
            }
        }
    };
}
pub(super) use members;

/// Reads a model from an object alone. What serde derives takes an array too, the members in a row.
pub(super) fn read<'de, M: Members<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<M, D::Error> {
    // The model is made within the result that is returned.
    let mut model = Ok(M::default());
    if let Ok(place) = &mut model
        && let Err(error) = fill(place, deserializer)
    {
        model = Err(error);
    }
    model
}

fn fill<'de, M: Members<'de>, D: Deserializer<'de>>(place: &mut M, deserializer: D) -> Result<(), D::Error> {
    deserializer.deserialize_struct(M::MODEL, M::NAMES, Filler(place)).map_err(without_text)
}

struct Filler<'m, M>(&'m mut M);

impl<'de, M: Members<'de>> Visitor<'de> for Filler<'_, M> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(M::EXPECTED)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        self.0.fill(&mut object)
    }
}

/// Reads the name of the next member, most likely the one with the index `NEXT`: the index of the member.
#[inline]
pub(super) fn next_name<'de, M: Members<'de>, A: MapAccess<'de>, const NEXT: usize>(
    object: &mut A,
) -> Result<Option<usize>, A::Error> {
    object.next_key_seed(Name::<M, NEXT>(PhantomData))
}

struct Name<M, const NEXT: usize>(PhantomData<M>);

impl<'de, M: Members<'de>, const NEXT: usize> DeserializeSeed<'de> for Name<M, NEXT> {
    type Value = usize;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

/// Takes what the visitor of a field takes that serde derives.
impl<'de, M: Members<'de>, const NEXT: usize> Visitor<'de> for Name<M, NEXT> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("field identifier")
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        match M::NAMES.get(NEXT) {
            Some(&next) if name == next => Ok(NEXT),
            _ => find(name, M::NAMES),
        }
    }

    fn visit_bytes<E: Error>(self, name: &[u8]) -> Result<usize, E> {
        find(&String::from_utf8_lossy(name), M::NAMES)
    }

    fn visit_u64<E: Error>(self, index: u64) -> Result<usize, E> {
        let member = usize::try_from(index).ok().filter(|&index| index < M::NAMES.len());
        member.ok_or_else(|| {
            let expected = format!("field index 0 <= i < {}", M::NAMES.len());
            E::invalid_value(Unexpected::Unsigned(index), &&*expected)
        })
    }
}

#[inline(never)]
fn find<E: Error>(name: &str, names: &'static [&'static str]) -> Result<usize, E> {
    names.iter().position(|known| *known == name).ok_or_else(|| E::unknown_field(name, names))
}

/// How a value is read to where it belongs: in the way of an adapter, or in one of those below.
pub(super) trait Read<'de, T> {
    fn read<D: Deserializer<'de>>(place: &mut T, deserializer: D) -> Result<(), D::Error>;
}

impl<'de, T, A: DeserializeAs<'de, T>> Read<'de, T> for A {
    #[inline]
    fn read<D: Deserializer<'de>>(place: &mut T, deserializer: D) -> Result<(), D::Error> {
        *place = A::deserialize_as(deserializer)?;
        Ok(())
    }
}

/// An object, not null.
pub(super) struct Object;

impl<'de, M: Members<'de>> Read<'de, Option<M>> for Object {
    fn read<D: Deserializer<'de>>(place: &mut Option<M>, deserializer: D) -> Result<(), D::Error> {
        fill(place.insert(M::default()), deserializer)
    }
}

/// A text, not null; lent where the format can lend it.
pub(super) struct Text;

impl<'de> Read<'de, Option<Cow<'de, str>>> for Text {
    #[inline]
    fn read<D: Deserializer<'de>>(
        place: &mut Option<Cow<'de, str>>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        deserializer.deserialize_string(TextPlace(place))
    }
}

struct TextPlace<'m, 'de>(&'m mut Option<Cow<'de, str>>);

impl<'de> Visitor<'de> for TextPlace<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    #[inline]
    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<(), E> {
        *self.0 = Some(text.into());
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<(), E> {
        *self.0 = Some(text.into());
        Ok(())
    }
}

/// The place of a value, and how it is read.
pub(super) struct Place<'m, T, How>(&'m mut T, PhantomData<How>);

impl<'m, T, How> Place<'m, T, How> {
    #[inline]
    pub(super) fn new(place: &'m mut T) -> Self {
        Self(place, PhantomData)
    }
}

impl<'de, T, How: Read<'de, T>> DeserializeSeed<'de> for Place<'_, T, How> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        How::read(self.0, deserializer)
    }
}
