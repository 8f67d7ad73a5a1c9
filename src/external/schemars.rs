//! `JsonSchema`: the contract a third time, as JSON Schemas.
//!
//! The strict forms are those of the models, the complete ones of [`IssuedPin`] and [`IssuedLocation`]. The lenient ones,
//! which no type declares, are written by hand.

mod members;
mod patterns;
mod values;

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};

use self::members::{API_ERROR, API_ERRORS, LOCATION, Member, PIN};
use crate::model::{ApiError, ApiErrors, IssuedLocation, IssuedPin, Location, Pin};
use crate::schema::Mode;

macro_rules! objects {
    ($($(#[doc = $doc:literal])* $type:ty, $name:literal $members:ident $mode:ident $description:literal;)+) => {
        $($(#[doc = $doc])*
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                object($members, Mode::$mode, $description, generator)
            }
        })+
    };
}

objects! {
    /// The strict form.
    Pin<'_>, "Pin" PIN Strict
        "A pin: the answer of POST /api/v2/pins and GET /api/v2/pins/{id}.";
    /// The strict form, every member being there.
    IssuedPin<'_>, "IssuedPin" PIN Complete
        "A pin with every member that the service has always sent since 2024-07.";
    LenientPin, "LenientPin" PIN Lenient
        "A pin in any form that can be read without loss.";
    /// The strict form.
    Location<'_>, "Location" LOCATION Strict
        "Where the service believes that the client is: a member of a pin, and the answer of GET /api/v2/geoip.";
    /// The strict form, every member being there.
    IssuedLocation<'_>, "IssuedLocation" LOCATION Complete
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
    mode: Mode,
    description: &'static str,
    generator: &mut SchemaGenerator,
) -> Schema {
    let properties: Map<String, Value> = members
        .iter()
        .map(|member| (member.name.to_owned(), member.schema(mode, generator).into()))
        .collect();
    let mut schema = json_schema!({
        "type": "object",
        "description": description,
        "properties": properties,
    });
    if mode != Mode::Lenient {
        schema.insert("additionalProperties".into(), false.into());
    }
    if mode == Mode::Complete {
        let always = members.iter().filter(|member| member.always);
        let names: Vec<_> = always.map(|member| member.name).collect();
        schema.insert("required".into(), names.into());
    }
    schema
}
