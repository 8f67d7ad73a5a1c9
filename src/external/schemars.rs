//! `JsonSchema`: the contract written a third time, as JSON Schemas.
//!
//! The schema of a model accepts what its `Deserialize` accepts. [`crate::schema`] generates the committed schemas from
//! the types in `objects.rs`.

mod members;
mod objects;
mod patterns;
mod values;

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

pub(crate) use self::objects::{
    Compatible, CompatibleComplete, Complete, FormType, Lenient, Model, Root, Strict,
};
use self::objects::{Inner, requires_one_of};
use crate::model::{ApiError, ApiErrors, CompleteLocation, CompletePin, Document, Location, Pin};

/// Gives a type the schema of another one.
macro_rules! delegate_schema {
    ($($(#[$attribute:meta])+ [$($parameter:tt)*] $type:ty = $schema:ty $(where $bound:ty)?;)+) => {
        $($(#[$attribute])+
        impl $($parameter)* JsonSchema for $type $(where $bound: JsonSchema)? {
            fn inline_schema() -> bool {
                <$schema>::inline_schema()
            }

            fn schema_name() -> Cow<'static, str> {
                <$schema>::schema_name()
            }

            fn schema_id() -> Cow<'static, str> {
                <$schema>::schema_id()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                <$schema>::json_schema(generator)
            }
        })+
    };
}

delegate_schema! {
    /// The compatible form: unknown members are allowed.
    [] Pin<'_> = Root<Pin<'static>, Compatible>;
    /// The compatible form: unknown members are allowed.
    [] Location<'_> = Root<Location<'static>, Compatible>;
    /// The compatible form: unknown members are allowed.
    [] ApiErrors<'_> = Root<ApiErrors<'static>, Compatible>;
    /// The compatible form: unknown members are allowed.
    [] ApiError<'_> = Inner<ApiError<'static>, Compatible>;
    /// The compatible form, every member being required.
    [] CompletePin<'_> = Root<Pin<'static>, CompatibleComplete>;
    /// The compatible form, every member being required.
    [] CompleteLocation<'_> = Root<Location<'static>, CompatibleComplete>;
    /// The compatible form of any of them.
    ///
    /// A schema cannot count members as the rules of recognition do. It accepts every document that `Deserialize`
    /// reads, and some that are refused as unrecognised.
    [] Document<'_> = AnyDocument<Compatible>;
}

#[cfg(feature = "serde")]
mod wrappers {
    use super::{
        AnyDocument, ApiError, ApiErrors, Complete, CompleteLocation, CompletePin, Cow, Document, Inner,
        JsonSchema, Location, Pin, Root, Schema, SchemaGenerator, Strict,
    };
    use crate::external::serde::{Borrowed, Strict as StrictWrapper};

    delegate_schema! {
        /// Returns the schema of the model.
        [<T: JsonSchema>] Borrowed<T> = T;
        /// Returns the schema of the wrapped model.
        [<T>] StrictWrapper<Borrowed<T>> = StrictWrapper<T> where StrictWrapper<T>;
        /// The strict form.
        [] StrictWrapper<Pin<'_>> = Root<Pin<'static>, Strict>;
        /// The strict form.
        [] StrictWrapper<Location<'_>> = Root<Location<'static>, Strict>;
        /// The strict form.
        [] StrictWrapper<ApiErrors<'_>> = Root<ApiErrors<'static>, Strict>;
        /// The strict form.
        [] StrictWrapper<ApiError<'_>> = Inner<ApiError<'static>, Strict>;
        /// The strict form, every member being required.
        [] StrictWrapper<CompletePin<'_>> = Root<Pin<'static>, Complete>;
        /// The strict form, every member being required.
        [] StrictWrapper<CompleteLocation<'_>> = Root<Location<'static>, Complete>;
        /// The strict form of any of them.
        [] StrictWrapper<Document<'_>> = AnyDocument<Strict>;
    }
}

#[cfg(feature = "serde_with")]
delegate_schema! {
    /// The lenient form.
    [] crate::external::serde_with::Lenient<Pin<'_>> = Root<Pin<'static>, Lenient>;
    /// The lenient form.
    [] crate::external::serde_with::Lenient<Location<'_>> = Root<Location<'static>, Lenient>;
    /// The lenient form.
    [] crate::external::serde_with::Lenient<ApiErrors<'_>> = Root<ApiErrors<'static>, Lenient>;
}

/// The schema of a document of any kind.
struct AnyDocument<F>(core::marker::PhantomData<F>);

impl<F: FormType> JsonSchema for AnyDocument<F> {
    fn schema_name() -> Cow<'static, str> {
        "Document".into()
    }

    fn schema_id() -> Cow<'static, str> {
        format!("plex_pin::Document::{:?}", F::FORM).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        const NAMES: [&str; 2] = ["id", "code"];
        const PIN: [&str; 7] =
            ["clientIdentifier", "expiresIn", "expiresAt", "authToken", "newRegistration", "trusted", "qr"];
        let pin = generator.subschema_for::<Root<Pin<'static>, F>>();
        let location = generator.subschema_for::<Root<Location<'static>, F>>();
        let errors = generator.subschema_for::<Root<ApiErrors<'static>, F>>();
        let location_names = <Location<'_> as Model>::MEMBERS.iter().map(|member| member.name);
        let location_names = location_names.filter(|name| *name != "code");
        let error = json_schema!({ "required": ["code", "message"] });
        json_schema!({
            "description": "A pin, a location or errors.",
            "anyOf": [
                { "allOf": [
                    pin,
                    { "anyOf": requires_one_of(NAMES.into_iter()) },
                    { "anyOf": requires_one_of(PIN.into_iter()) },
                ] },
                { "allOf": [location, { "anyOf": requires_one_of(location_names) }] },
                { "allOf": [errors, { "properties": { "errors": { "minItems": 1, "items": error } } }] },
            ],
        })
    }
}
