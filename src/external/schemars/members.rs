//! The members of every document: what they mean, and the schemas of their values.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::json;

use super::objects::{Form, Member, Model, inner};
use super::values::{
    LenientAuthToken, LenientBoolean, LenientCoordinates, LenientErrorCode, LenientErrorStatus,
    LenientNewRegistration, LenientPinId, LenientSeconds, LenientString, LenientTimestamp, any_of, boolean,
    error_code, error_status, null, string,
};
use crate::model::{
    ApiError, ApiErrors, AuthToken, Coordinates, Location, NewRegistration, Pin, PinId, Seconds, Timestamp,
};

/// Implements [`Model`]: of each member its name, title, description, examples, whether a complete document has it,
/// and the schema of its value.
macro_rules! table {
    ($model:ident $name:literal $article:literal $source:literal:
     $($member:literal $title:literal $description:literal [$($example:tt),+] $always:literal $schema:expr;)+) => {
        impl Model for $model<'_> {
            const NAME: &'static str = $name;
            const ARTICLE: &'static str = $article;
            const SOURCE: &'static str = $source;
            const MEMBERS: &'static [Member] = &[$(Member {
                name: $member,
                title: $title,
                description: $description,
                examples: || json!([$($example),+]),
                always: $always,
                schema: $schema,
            }),+];
        }
    };
}

table! { Pin "Pin" "A pin" "the response to POST /api/v2/pins and GET /api/v2/pins/{id}":
    "id" "Id" "The pin's number. Documented as a double, an integer on the wire."
        [1_272_322_473] true by_form::<PinId, LenientPinId>;
    "code" "Code" "What the user types in at plex.tv/link: four characters, 25 of a strong pin."
        ["7RQZ", "b1xa8n0xt2v7m4kd9w3sgqz5e"] true string_member;
    "product" "Product" "What the client sent as X-Plex-Product, 0 where it sent none."
        ["Plex Web", "0"] true string_member;
    "trusted" "Trusted" "Whether the client is trusted."
        [false] true boolean_member;
    "qr" "QR code" "Address of a QR code that leads to the link page."
        ["https://plex.tv/api/v2/pins/qr/7RQZ"] true string_member;
    "clientIdentifier" "Client identifier" "What the client sent as X-Plex-Client-Identifier."
        ["2d5b0c34-6f6e-4cf1-9f0e-0a3bb41b0c55"] true string_member;
    "location" "Location" "Where the service believes that the client is."
        [{
            "code": "NL", "european_union_member": true, "continent_code": "EU", "country": "Netherlands",
            "city": "Breda", "time_zone": "Europe/Amsterdam", "postal_code": "4811",
            "in_privacy_restricted_country": true, "in_privacy_restricted_region": false,
            "subdivisions": "North Brabant", "coordinates": "51.5719, 4.7683",
        }] true inner::<Location<'_>>;
    "expiresIn" "Expires in" "Seconds left when the response was written."
        [1799, 876] true by_form::<Seconds, LenientSeconds>;
    "createdAt" "Created at" "When the pin was made."
        ["2023-04-12T17:00:03Z", "2023-04-12 17:00:03 +0000 UTC"] true timestamp;
    "expiresAt" "Expires at" "When the pin expires."
        ["2023-04-12T17:30:03Z", "2023-04-12 17:30:03 +0000 UTC"] true timestamp;
    "authToken" "Token" "The account's secret, a bearer credential; null until the pin is claimed."
        [null, "example-token"] true auth_token;
    "newRegistration" "New registration" "Whether the account is new; null until the pin is claimed."
        [null, false] true new_registration;
}

table! { Location "Location" "A location"
    "where the service believes that the client is, a member of a pin and the response to GET /api/v2/geoip":
    "code" "Country code" "Country, as two letters of ISO 3166-1."
        ["NL"] true string_member;
    "european_union_member" "European Union member" "Whether the country is a member of the European Union."
        [true] true boolean_member;
    "continent_code" "Continent code" "Continent, as two letters."
        ["EU"] true string_member;
    "country" "Country" "Country, by its English name."
        ["Netherlands"] true string_member;
    "city" "City" "City; Unknown for an address that is not in the service's database."
        ["Breda", "Unknown"] true string_member;
    "time_zone" "Time zone" "Time zone, by its name in the tz database."
        ["Europe/Amsterdam"] true string_member;
    "postal_code" "Postal code" "Postal code, often only the first part of one."
        ["4811", "M5J"] true string_member;
    "in_privacy_restricted_country" "In a privacy restricted country"
        "Whether the country restricts what may be done with personal data."
        [true] true boolean_member;
    "in_privacy_restricted_region" "In a privacy restricted region"
        "Whether the region restricts what may be done with personal data."
        [false] true boolean_member;
    "subdivisions" "Subdivisions" "Regions of the country, with commas between."
        ["North Brabant", "England, Windsor and Maidenhead"] true string_member;
    "coordinates" "Coordinates" "Latitude and longitude in decimal degrees."
        ["51.5719, 4.7683", "30.3768 -97.8935"] true by_form::<Coordinates, LenientCoordinates>;
}

table! { ApiErrors "ApiErrors" "Errors" "the response with any status 4xx":
    "errors" "Errors" "The errors. The same one may be there twice."
        [[{ "code": 1020, "message": "Code not found or expired" }]] true errors;
}

table! { ApiError "ApiError" "An error" "an element of the response with any status 4xx":
    "code" "Code" "What happened, as a number."
        [1000, 1001, 1020] true code_of_error;
    "message" "Message" "What happened, in English."
        ["Code not found or expired"] true string_member;
    "status" "Status" "The HTTP status of the response. Error 1020 comes without it."
        [401] false status_of_error;
}

fn by_form<S: JsonSchema, L: JsonSchema>(form: Form, generator: &mut SchemaGenerator) -> Schema {
    match form {
        Form::Lenient => generator.subschema_for::<L>(),
        _ => generator.subschema_for::<S>(),
    }
}

/// A strict form too short for a name of its own.
fn or_lenient<L: JsonSchema>(form: Form, generator: &mut SchemaGenerator, strict: fn() -> Schema) -> Schema {
    match form {
        Form::Lenient => generator.subschema_for::<L>(),
        _ => strict(),
    }
}

fn string_member(form: Form, generator: &mut SchemaGenerator) -> Schema {
    or_lenient::<LenientString>(form, generator, string)
}

fn boolean_member(form: Form, generator: &mut SchemaGenerator) -> Schema {
    or_lenient::<LenientBoolean>(form, generator, boolean)
}

fn code_of_error(form: Form, generator: &mut SchemaGenerator) -> Schema {
    or_lenient::<LenientErrorCode>(form, generator, error_code)
}

fn status_of_error(form: Form, generator: &mut SchemaGenerator) -> Schema {
    or_lenient::<LenientErrorStatus>(form, generator, error_status)
}

fn timestamp(form: Form, generator: &mut SchemaGenerator) -> Schema {
    by_form::<Timestamp, LenientTimestamp>(form, generator)
}

fn auth_token(form: Form, generator: &mut SchemaGenerator) -> Schema {
    let token = by_form::<AuthToken<'_>, LenientAuthToken>(form, generator);
    let mut schema = any_of(&[token, null()]);
    schema.insert("writeOnly".into(), true.into());
    schema
}

fn new_registration(form: Form, generator: &mut SchemaGenerator) -> Schema {
    any_of(&[by_form::<NewRegistration<'_>, LenientNewRegistration>(form, generator), null()])
}

fn errors(form: Form, generator: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "array", "items": inner::<ApiError<'_>>(form, generator) })
}
