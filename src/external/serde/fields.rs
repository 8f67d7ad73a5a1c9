//! Reads the value of a member into its field: by a [`Rule`], as an object, or as an array of objects. Named by the
//! tables in `members.rs`.

use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, SeqAccess, Unexpected, Visitor};

use super::errors::{reject_types, without_value};
use super::objects::{Members, Policy, fill_object, object};
use super::rules::Rule;
use super::values::{read_nullable, read_value};

/// Reads a value into its field: by a [`Rule`], or in one of the ways below.
pub(super) trait ReadField<'de, T> {
    fn read<P: Policy, D: Deserializer<'de>>(field: &mut T, deserializer: D) -> Result<(), D::Error>;
}

impl<'de, R: Rule<'de>> ReadField<'de, Option<R::Value>> for R {
    #[inline]
    fn read<P: Policy, D: Deserializer<'de>>(
        field: &mut Option<R::Value>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        read_value::<R, D>(field, deserializer)
    }
}

/// Reads null or what the rule takes.
pub(super) struct Nullable<R>(PhantomData<R>);

impl<'de, R: Rule<'de>> ReadField<'de, Option<R::Value>> for Nullable<R> {
    #[inline]
    fn read<P: Policy, D: Deserializer<'de>>(
        field: &mut Option<R::Value>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        read_nullable::<R, D>(field, deserializer)
    }
}

/// Reads an object, which may be empty.
pub(super) struct Object;

impl<'de, M: Members<'de>> ReadField<'de, Option<M>> for Object {
    fn read<P: Policy, D: Deserializer<'de>>(field: &mut Option<M>, deserializer: D) -> Result<(), D::Error> {
        fill_object::<M, P, D>(field.insert(M::default()), deserializer)
    }
}

/// Reads an array of objects, each of which may be empty.
pub(super) struct Objects;

impl<'de, M: Members<'de>> ReadField<'de, Option<Vec<M>>> for Objects {
    fn read<P: Policy, D: Deserializer<'de>>(
        field: &mut Option<Vec<M>>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        let visitor = ArrayVisitor::<M, P>(field.insert(Vec::new()), PhantomData);
        deserializer.deserialize_seq(visitor).map_err(without_value)
    }
}

struct ArrayVisitor<'m, M, P>(&'m mut Vec<M>, PhantomData<P>);

impl<M, P> ArrayVisitor<'_, M, P> {
    #[cold]
    #[expect(clippy::unused_self, reason = "`reject_types!` calls it on any visitor")]
    fn reject<E: Error>(self, found: &'static str) -> E {
        E::invalid_type(Unexpected::Other(found), &"an array")
    }
}

impl<'de, M: Members<'de>, P: Policy> Visitor<'de> for ArrayVisitor<'_, M, P> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<(), A::Error> {
        while let Some(element) = array.next_element_seed(Element::<M, P>(PhantomData))? {
            self.0.push(element);
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
}

struct Element<M, P>(PhantomData<(M, P)>);

impl<'de, M: Members<'de>, P: Policy> DeserializeSeed<'de> for Element<M, P> {
    type Value = M;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<M, D::Error> {
        object::<M, P, D>(deserializer)
    }
}

/// A field, and how its value is read.
pub(super) struct Field<'m, T, P, How>(&'m mut T, PhantomData<(P, How)>);

impl<'m, T, P, How> Field<'m, T, P, How> {
    #[inline]
    pub(super) fn new(field: &'m mut T) -> Self {
        Self(field, PhantomData)
    }
}

impl<'de, T, P: Policy, How: ReadField<'de, T>> DeserializeSeed<'de> for Field<'_, T, P, How> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        How::read::<P, D>(self.0, deserializer)
    }
}
