//! `JsonSchema`: the contract a third time, as JSON Schemas.
//!
//! The strict forms are those of the models, the complete ones of [`CompletePin`] and [`CompleteLocation`]. The lenient ones,
//! which no type declares, are written by hand.

mod members;
mod patterns;
mod values;

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};

use self::members::{API_ERROR, API_ERRORS, LOCATION, Member, PIN};
use crate::model::Document;
use crate::model::{ApiError, ApiErrors, CompleteLocation, CompletePin, Location, Pin};

/// Which of the forms of a document a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Strict,
    Complete,
    Lenient,
}

macro_rules! objects {
    ($($(#[doc = $doc:literal])* $type:ty, $name:literal $members:ident $form:ident $description:literal;)+) => {
        $($(#[doc = $doc])*
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                object($members, Form::$form, $description, generator)
            }
        })+
    };
}

objects! {
    /// The strict form.
    Pin<'_>, "Pin" PIN Strict
        "A pin: the answer of POST /api/v2/pins and GET /api/v2/pins/{id}.";
    /// The strict form, every member being there.
    CompletePin<'_>, "CompletePin" PIN Complete
        "A pin with every member that the service has always sent since 2024-07.";
    LenientPin, "LenientPin" PIN Lenient
        "A pin in any form that can be read without loss.";
    /// The strict form.
    Location<'_>, "Location" LOCATION Strict
        "Where the service believes that the client is: a member of a pin, and the answer of GET /api/v2/geoip.";
    /// The strict form, every member being there.
    CompleteLocation<'_>, "CompleteLocation" LOCATION Complete
        "A location with every member that the service has always sent since 2024-07.";
    LenientLocation, "LenientLocation" LOCATION Lenient
        "A location in any form that can be read without loss.";
    /// The strict form.
    ApiErrors<'_>, "ApiErrors" API_ERRORS Strict
        "The errors that come with any status 4xx.";
    CompleteApiErrors, "CompleteApiErrors" API_ERRORS Complete
        "The errors that come with any status 4xx, with every member that the service always sends.";
    LenientApiErrors, "LenientApiErrors" API_ERRORS Lenient
        "The errors that come with any status 4xx, in any form that can be read without loss.";
    /// The strict form.
    ApiError<'_>, "ApiError" API_ERROR Strict
        "One error.";
    CompleteApiError, "CompleteApiError" API_ERROR Complete
        "One error, with every member that the service always sends.";
    LenientApiError, "LenientApiError" API_ERROR Lenient
        "One error in any form that can be read without loss.";
}

pub(crate) struct LenientPin;
pub(crate) struct LenientLocation;
pub(crate) struct LenientApiErrors;
pub(crate) struct CompleteApiErrors;
struct LenientApiError;
struct CompleteApiError;

fn object(
    members: &[Member],
    form: Form,
    description: &'static str,
    generator: &mut SchemaGenerator,
) -> Schema {
    let properties: Map<String, Value> = members
        .iter()
        .map(|member| (member.name.to_owned(), member.schema(form, generator).into()))
        .collect();
    let mut schema = json_schema!({
        "type": "object",
        "description": description,
        "properties": properties,
    });
    if form != Form::Lenient {
        schema.insert("additionalProperties".into(), false.into());
    }
    if form == Form::Complete {
        let always = members.iter().filter(|member| member.always);
        let names: Vec<_> = always.map(|member| member.name).collect();
        schema.insert("required".into(), names.into());
    }
    schema
}

/// The strict form of any of them, told apart by their members.
impl JsonSchema for Document<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Document".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                with_one_of::<Pin<'_>>(PIN, generator),
                with_one_of::<Location<'_>>(LOCATION, generator),
                with_one_of::<ApiErrors<'_>>(API_ERRORS, generator),
            ],
            "description": "A pin, a location or errors.",
        })
    }
}

/// The schema of `T`, with one member at least that tells it from others, which `code` does not.
fn with_one_of<T: JsonSchema>(members: &[Member], generator: &mut SchemaGenerator) -> Schema {
    let telling = members.iter().filter(|member| member.name != "code");
    let required: Vec<_> = telling.map(|member| json_schema!({ "required": [member.name] })).collect();
    json_schema!({ "allOf": [generator.subschema_for::<T>(), { "anyOf": required }] })
}

/// The schema of another type.
macro_rules! the_same {
    ($($(#[$attribute:meta])+ [$($parameter:tt)*] $type:ty = $schema:ty;)+) => {
        $($(#[$attribute])+
        impl $($parameter)* JsonSchema for $type {
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

the_same! {
    /// That of the model.
    #[cfg(feature = "serde")]
    [<T: JsonSchema>] crate::external::serde::Borrowed<T> = T;
    /// The lenient form.
    #[cfg(feature = "serde_with")]
    [] crate::external::serde_with::Lenient<Pin<'_>> = LenientPin;
    /// The lenient form.
    #[cfg(feature = "serde_with")]
    [] crate::external::serde_with::Lenient<Location<'_>> = LenientLocation;
    /// The lenient form.
    #[cfg(feature = "serde_with")]
    [] crate::external::serde_with::Lenient<ApiErrors<'_>> = LenientApiErrors;
}
