//! The members of every document for `Deserialize`, as tables: a second definition of the strict contract.
//!
//! It does not call the decoder, so that the tests can check the two against each other.

use serde::de::{Error, MapAccess};

use super::fields::{Field, Nullable, Object, Objects};
use super::objects::{Members, Policy, members, next_member};
use super::rules::{Boolean, Duration, ErrorCode, ErrorStatus, Id, Moment, Point, Registration, Str, Token};
use crate::model::{ApiError, ApiErrors, Location, Pin};

members! { Pin, "a pin":
    0 "id" id: Id,
    1 "code" code: Str,
    2 "product" product: Str,
    3 "trusted" trusted: Boolean,
    4 "qr" qr: Str,
    5 "clientIdentifier" client_identifier: Str,
    6 "location" location: Object,
    7 "expiresIn" expires_in: Duration,
    8 "createdAt" created_at: Moment,
    9 "expiresAt" expires_at: Moment,
    10 "authToken" auth_token: Nullable<Token>,
    11 "newRegistration" new_registration: Nullable<Registration>,
}

members! { Location, "a location":
    0 "code" code: Str,
    1 "european_union_member" european_union_member: Boolean,
    2 "continent_code" continent_code: Str,
    3 "country" country: Str,
    4 "city" city: Str,
    5 "time_zone" time_zone: Str,
    6 "postal_code" postal_code: Str,
    7 "in_privacy_restricted_country" in_privacy_restricted_country: Boolean,
    8 "in_privacy_restricted_region" in_privacy_restricted_region: Boolean,
    9 "subdivisions" subdivisions: Str,
    10 "coordinates" coordinates: Point,
}

members! { ApiErrors, "errors":
    0 "errors" errors: Objects,
}

members! { ApiError, "an error":
    0 "code" code: ErrorCode,
    1 "message" message: Str,
    2 "status" status: ErrorStatus,
}
