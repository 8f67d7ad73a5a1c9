//! The members of every document: what they mean, and the schemas of their values.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use super::values::{
    LenientAuthToken, LenientBoolean, LenientCoordinates, LenientErrorCode, LenientErrorStatus,
    LenientNewRegistration, LenientPinId, LenientSeconds, LenientText, LenientTimestamp, any_of, boolean,
    error_code, error_status, null, string,
};
use super::{CompleteApiError, Form, LenientApiError, LenientLocation};
use crate::model::{
    ApiError, AuthToken, CompleteLocation, Coordinates, Location, NewRegistration, PinId, Seconds, Timestamp,
};

/// One member of an object.
pub(super) struct Member {
    pub(super) name: &'static str,
    title: &'static str,
    description: &'static str,
    examples: fn() -> Value,
    /// Whether a complete document has it.
    pub(super) always: bool,
    schema: fn(Form, &mut SchemaGenerator) -> Schema,
}

impl Member {
    /// The schema of the value, with the notes that users read.
    pub(super) fn schema(&self, form: Form, generator: &mut SchemaGenerator) -> Schema {
        let mut schema = (self.schema)(form, generator);
        schema.insert("title".into(), self.title.into());
        schema.insert("description".into(), self.description.into());
        schema.insert("examples".into(), (self.examples)());
        schema
    }
}

macro_rules! members {
    ($($name:literal $title:literal $description:literal [$($example:tt),+] $always:literal $schema:expr;)+) => {
        &[$(Member {
            name: $name,
            title: $title,
            description: $description,
            examples: || json!([$($example),+]),
            always: $always,
            schema: $schema,
        }),+]
    };
}

pub(super) const PIN: &[Member] = members! {
    "id" "Id" "The pin's number. Documented as a double, an integer on the wire."
        [1_272_322_473] true by_form::<PinId, PinId, LenientPinId>;
    "code" "Code" "What the user types in at plex.tv/link: four characters, 25 of a strong pin."
        ["7RQZ", "b1xa8n0xt2v7m4kd9w3sgqz5e"] true text;
    "product" "Product" "What the client sent as X-Plex-Product, 0 where it sent none."
        ["Plex Web", "0"] true text;
    "trusted" "Trusted" "Whether the client is trusted."
        [false] true flag;
    "qr" "QR code" "Address of a QR code that leads to the link page."
        ["https://plex.tv/api/v2/pins/qr/7RQZ"] true text;
    "clientIdentifier" "Client identifier" "What the client sent as X-Plex-Client-Identifier."
        ["2d5b0c34-6f6e-4cf1-9f0e-0a3bb41b0c55"] true text;
    "location" "Location" "Where the service believes that the client is."
        [{
            "code": "NL", "european_union_member": true, "continent_code": "EU", "country": "Netherlands",
            "city": "Breda", "time_zone": "Europe/Amsterdam", "postal_code": "4811",
            "in_privacy_restricted_country": true, "in_privacy_restricted_region": false,
            "subdivisions": "North Brabant", "coordinates": "51.5719, 4.7683",
        }] true by_form::<Location<'_>, CompleteLocation<'_>, LenientLocation>;
    "expiresIn" "Expires in" "Seconds that were left when the answer was written."
        [1799, 876] true by_form::<Seconds, Seconds, LenientSeconds>;
    "createdAt" "Created at" "When the pin was made."
        ["2023-04-12T17:00:03Z", "2023-04-12 17:00:03 +0000 UTC"] true timestamp;
    "expiresAt" "Expires at" "When the pin expires."
        ["2023-04-12T17:30:03Z", "2023-04-12 17:30:03 +0000 UTC"] true timestamp;
    "authToken" "Token" "The account's secret, a bearer credential; null until the pin is claimed."
        [null, "example-token"] true auth_token;
    "newRegistration" "New registration" "Whether the account is new; null until the pin is claimed."
        [null, false] true new_registration;
};

pub(super) const LOCATION: &[Member] = members! {
    "code" "Country code" "Country, as two letters of ISO 3166-1."
        ["NL"] true text;
    "european_union_member" "European Union member" "Whether the country is a member of the European Union."
        [true] true flag;
    "continent_code" "Continent code" "Continent, as two letters."
        ["EU"] true text;
    "country" "Country" "Country, by its English name."
        ["Netherlands"] true text;
    "city" "City" "City; Unknown for an address that is not in the service's database."
        ["Breda", "Unknown"] true text;
    "time_zone" "Time zone" "Time zone, by its name in the tz database."
        ["Europe/Amsterdam"] true text;
    "postal_code" "Postal code" "Postal code, often only the first part of one."
        ["4811", "M5J"] true text;
    "in_privacy_restricted_country" "In a privacy restricted country"
        "Whether the country restricts what may be done with personal data."
        [true] true flag;
    "in_privacy_restricted_region" "In a privacy restricted region"
        "Whether the region restricts what may be done with personal data."
        [false] true flag;
    "subdivisions" "Subdivisions" "Regions of the country, with commas between."
        ["North Brabant", "England, Windsor and Maidenhead"] true text;
    "coordinates" "Coordinates" "Latitude and longitude in decimal degrees."
        ["51.5719, 4.7683", "30.3768 -97.8935"] true by_form::<Coordinates, Coordinates, LenientCoordinates>;
};

pub(super) const API_ERRORS: &[Member] = members! {
    "errors" "Errors" "The errors; the same one may stand twice."
        [[{ "code": 1020, "message": "Code not found or expired" }]] true errors;
};

pub(super) const API_ERROR: &[Member] = members! {
    "code" "Code" "What happened, as a number."
        [1000, 1001, 1020] true code_of_error;
    "message" "Message" "What happened, in English."
        ["Code not found or expired"] true text;
    "status" "Status" "The HTTP status of the answer. Error 1020 comes without it."
        [401] false status_of_error;
};

fn by_form<S: JsonSchema, C: JsonSchema, L: JsonSchema>(
    form: Form,
    generator: &mut SchemaGenerator,
) -> Schema {
    match form {
        Form::Strict => generator.subschema_for::<S>(),
        Form::Complete => generator.subschema_for::<C>(),
        Form::Lenient => generator.subschema_for::<L>(),
    }
}

/// A strict form too short for a name of its own.
fn or_lenient<L: JsonSchema>(form: Form, generator: &mut SchemaGenerator, strict: fn() -> Schema) -> Schema {
    match form {
        Form::Strict | Form::Complete => strict(),
        Form::Lenient => generator.subschema_for::<L>(),
    }
}

fn text(form: Form, generator: &mut SchemaGenerator) -> Schema {
    or_lenient::<LenientText>(form, generator, string)
}

fn flag(form: Form, generator: &mut SchemaGenerator) -> Schema {
    or_lenient::<LenientBoolean>(form, generator, boolean)
}

fn code_of_error(form: Form, generator: &mut SchemaGenerator) -> Schema {
    or_lenient::<LenientErrorCode>(form, generator, error_code)
}

fn status_of_error(form: Form, generator: &mut SchemaGenerator) -> Schema {
    or_lenient::<LenientErrorStatus>(form, generator, error_status)
}

fn timestamp(form: Form, generator: &mut SchemaGenerator) -> Schema {
    by_form::<Timestamp, Timestamp, LenientTimestamp>(form, generator)
}

fn auth_token(form: Form, generator: &mut SchemaGenerator) -> Schema {
    let token = by_form::<AuthToken<'_>, AuthToken<'_>, LenientAuthToken>(form, generator);
    let mut schema = any_of(&[token, null()]);
    schema.insert("writeOnly".into(), true.into());
    schema
}

fn new_registration(form: Form, generator: &mut SchemaGenerator) -> Schema {
    type Strict = NewRegistration<'static>;
    any_of(&[by_form::<Strict, Strict, LenientNewRegistration>(form, generator), null()])
}

fn errors(form: Form, generator: &mut SchemaGenerator) -> Schema {
    let error = by_form::<ApiError<'_>, CompleteApiError, LenientApiError>(form, generator);
    json_schema!({ "type": "array", "items": error })
}
