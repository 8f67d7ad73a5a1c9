//! Reads an object into a model whose members are all optional: one loop, over the table in `members.rs`.
//!
//! Called by `fields.rs`, `document.rs` and `wrappers.rs`. What serde derives was slower, for two reasons. It searches
//! for each name, but the service never reorders members: here the next name is predicted, and compared at once. And
//! it moves what it has read, a large pin several times: here a value is read into its field.

use alloc::format;
use alloc::string::String;
use core::fmt;
use core::marker::PhantomData;

use serde::de::{
    DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor,
};

use super::errors::{reject_types, without_value};

/// Which members an object and its nested objects may and must have.
pub(super) trait Policy {
    /// Whether an unknown member is an error.
    const REFUSES_UNKNOWN: bool;
    /// Whether a missing member is an error.
    const REQUIRES_ALL: bool;
}

/// Ignores unknown members.
pub(super) struct IgnoreUnknown;

/// Refuses unknown members.
pub(super) struct RefuseUnknown;

/// Requires every member, and treats unknown ones as `P` does.
pub(super) struct RequireAll<P>(PhantomData<P>);

impl Policy for IgnoreUnknown {
    const REFUSES_UNKNOWN: bool = false;
    const REQUIRES_ALL: bool = false;
}

impl Policy for RefuseUnknown {
    const REFUSES_UNKNOWN: bool = true;
    const REQUIRES_ALL: bool = false;
}

impl<P: Policy> Policy for RequireAll<P> {
    const REFUSES_UNKNOWN: bool = P::REFUSES_UNKNOWN;
    const REQUIRES_ALL: bool = true;
}

/// A model as the members of an object.
pub(super) trait Members<'de>: Default {
    const MODEL: &'static str;
    /// The model with its article, for errors.
    const EXPECTED: &'static str;
    /// The canonical names, in the order in which the service sends them.
    const NAMES: &'static [&'static str];

    /// Reads all members of an object, each at most once. Returns which were present, one bit for each.
    fn fill<P: Policy, A: MapAccess<'de>>(&mut self, object: &mut A) -> Result<u32, A::Error>;
}

/// Implements [`Members`]: the index and the name of each member, its field, and how its value is read.
macro_rules! members {
    ($model:ident, $expected:literal:
     $($index:literal $member:literal $field:ident: $how:ty),+ $(,)?) => {
        impl<'de> Members<'de> for $model<'de> {
            const MODEL: &'static str = stringify!($model);
            const EXPECTED: &'static str = $expected;
            const NAMES: &'static [&'static str] = &[$($member),+];

            fn fill<P: Policy, A: MapAccess<'de>>(&mut self, object: &mut A) -> Result<u32, A::Error> {
                let mut seen = 0_u32;
                let Some(mut index) = next_member::<Self, P, A, 0>(object)? else { return Ok(seen) };
                // Another turn for each member that is not in order.
                loop {
                    $(if index == $index {
                        if seen & 1 << $index != 0 {
                            return Err(A::Error::duplicate_field($member));
                        }
                        seen |= 1 << $index;
                        object.next_value_seed(Field::<_, P, $how>::new(&mut self.$field))?;
                        match next_member::<Self, P, A, { $index + 1 }>(object)? {
                            Some(next) => index = next,
                            None => return Ok(seen),
                        }
                    })+
                }
            }
        }
    };
}
pub(super) use members;

/// Reads a document: an object that has at least one member of the model.
pub(super) fn document<'de, M: Members<'de>, P: Policy, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<M, D::Error> {
    read::<M, P, D, true>(deserializer)
}

/// Reads an object that may be empty.
pub(super) fn object<'de, M: Members<'de>, P: Policy, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<M, D::Error> {
    read::<M, P, D, false>(deserializer)
}

/// Reads an object, which may be empty, into its field.
pub(super) fn fill_object<'de, M: Members<'de>, P: Policy, D: Deserializer<'de>>(
    model: &mut M,
    deserializer: D,
) -> Result<(), D::Error> {
    fill::<M, P, D, false>(model, deserializer)
}

#[inline]
fn read<'de, M: Members<'de>, P: Policy, D: Deserializer<'de>, const IS_ROOT: bool>(
    deserializer: D,
) -> Result<M, D::Error> {
    // The model is made within the result that is returned.
    let mut model = Ok(M::default());
    if let Ok(place) = &mut model
        && let Err(error) = fill::<M, P, D, IS_ROOT>(place, deserializer)
    {
        model = Err(error);
    }
    model
}

fn fill<'de, M: Members<'de>, P: Policy, D: Deserializer<'de>, const IS_ROOT: bool>(
    model: &mut M,
    deserializer: D,
) -> Result<(), D::Error> {
    let visitor = ObjectVisitor::<M, P, IS_ROOT>(model, PhantomData);
    deserializer.deserialize_struct(M::MODEL, M::NAMES, visitor).map_err(without_value)
}

/// Accepts only an object. Derived implementations also accept an array of the members' values.
struct ObjectVisitor<'m, M, P, const IS_ROOT: bool>(&'m mut M, PhantomData<P>);

impl<'de, M: Members<'de>, P: Policy, const IS_ROOT: bool> ObjectVisitor<'_, M, P, IS_ROOT> {
    #[cold]
    #[expect(clippy::unused_self, reason = "`reject_types!` calls it on any visitor")]
    fn reject<E: Error>(self, found: &'static str) -> E {
        E::invalid_type(Unexpected::Other(found), &M::EXPECTED)
    }
}

impl<'de, M: Members<'de>, P: Policy, const IS_ROOT: bool> Visitor<'de> for ObjectVisitor<'_, M, P, IS_ROOT> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(M::EXPECTED)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let seen = self.0.fill::<P, A>(&mut object)?;
        if P::REQUIRES_ALL
            && let Some(missing) = M::NAMES.get(seen.trailing_ones() as usize)
        {
            return Err(A::Error::missing_field(missing));
        }
        if IS_ROOT && seen == 0 {
            return Err(A::Error::custom(format_args!("expected {}, found another object", M::EXPECTED)));
        }
        Ok(())
    }

    reject_types! { reject:
        visit_bool(bool) "boolean",
        visit_i64(i64) "number",
        visit_u64(u64) "number",
        visit_f64(f64) "number",
        visit_str(&str) "string",
        visit_bytes(&[u8]) "bytes",
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Err(self.reject("null"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(self.reject("array"))
    }
}

/// Stands for every unknown member.
const UNKNOWN: usize = usize::MAX;

/// Reads the name of the next member of the model, predicted to be the one with the index `NEXT`: its index.
#[inline]
pub(super) fn next_member<'de, M: Members<'de>, P: Policy, A: MapAccess<'de>, const NEXT: usize>(
    object: &mut A,
) -> Result<Option<usize>, A::Error> {
    match object.next_key_seed(Name::<M, P, NEXT>(PhantomData))? {
        Some(UNKNOWN) if !P::REFUSES_UNKNOWN => skip_unknown::<M, P, A>(object),
        next => Ok(next),
    }
}

/// Skips the value of an unknown member, and further such members.
#[cold]
fn skip_unknown<'de, M: Members<'de>, P: Policy, A: MapAccess<'de>>(
    object: &mut A,
) -> Result<Option<usize>, A::Error> {
    loop {
        object.next_value::<IgnoredAny>()?;
        // No member is predicted: the index of none.
        match object.next_key_seed(Name::<M, P, UNKNOWN>(PhantomData))? {
            Some(UNKNOWN) => {}
            next => return Ok(next),
        }
    }
}

struct Name<M, P, const NEXT: usize>(PhantomData<(M, P)>);

impl<'de, M: Members<'de>, P: Policy, const NEXT: usize> DeserializeSeed<'de> for Name<M, P, NEXT> {
    type Value = usize;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

/// Accepts the same types as the field visitor that serde derives.
impl<'de, M: Members<'de>, P: Policy, const NEXT: usize> Visitor<'de> for Name<M, P, NEXT> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("field identifier")
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        match M::NAMES.get(NEXT) {
            Some(&next) if name == next => Ok(NEXT),
            _ => find(name, M::NAMES, P::REFUSES_UNKNOWN),
        }
    }

    fn visit_bytes<E: Error>(self, name: &[u8]) -> Result<usize, E> {
        find(&String::from_utf8_lossy(name), M::NAMES, P::REFUSES_UNKNOWN)
    }

    fn visit_u64<E: Error>(self, index: u64) -> Result<usize, E> {
        match usize::try_from(index) {
            Ok(index) if index < M::NAMES.len() => Ok(index),
            _ if !P::REFUSES_UNKNOWN => Ok(UNKNOWN),
            _ => {
                let expected = format!("field index 0 <= i < {}", M::NAMES.len());
                Err(E::invalid_value(Unexpected::Unsigned(index), &&*expected))
            }
        }
    }
}

#[inline(never)]
fn find<E: Error>(name: &str, names: &'static [&'static str], refuses_unknown: bool) -> Result<usize, E> {
    if let Some(index) = names.iter().position(|known| *known == name) {
        return Ok(index);
    }
    // Another spelling is not an unknown member: it would be lost.
    if let Some(index) = find_spelling(name, names) {
        return Err(E::unknown_field(name, &names[index..=index]));
    }
    if refuses_unknown { Err(E::unknown_field(name, names)) } else { Ok(UNKNOWN) }
}

/// Finds the member that a name means, in any spelling: without `_` and `-`, whatever the ASCII case.
pub(super) fn find_spelling(name: &str, names: &[&str]) -> Option<usize> {
    fn letters(name: &str) -> impl Iterator<Item = u8> {
        name.bytes().filter(|byte| !matches!(byte, b'_' | b'-')).map(|byte| byte.to_ascii_lowercase())
    }
    let exact = names.iter().position(|known| *known == name);
    exact.or_else(|| names.iter().position(|known| letters(known).eq(letters(name))))
}
