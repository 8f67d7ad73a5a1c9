//! The strict contract, declared once more: the members of every document, as tables of names where all of them
//! are optional, and else as private shadow structs.
//!
//! This is a definition of its own, not a call into the decoder; the tests hold the two against each other.

#![allow(
    dead_code, // The models themselves are made: a remote definition is never constructed.
    clippy::option_option // Absent, null, or there.
)]

use alloc::borrow::Cow;
use alloc::vec::Vec;

use serde::Deserialize;
use serde::de::{Error, MapAccess};
use serde_with::{As, BorrowCow};

use super::borrowed::Lent;
use super::objects::{Members, Object, Place, Text, members, next_name};
use super::scalars::{Integer, Present};
use crate::model::{
    ApiError, ApiErrors, AuthToken, CompleteLocation, CompletePin, Coordinates, Location, NewRegistration,
    Pin, PinId, Seconds, Timestamp,
};

members! { Pin, "Pin", "a pin":
    0 "id" id: Present,
    1 "code" code: Text,
    2 "product" product: Text,
    3 "trusted" trusted: Present,
    4 "qr" qr: Text,
    5 "clientIdentifier" client_identifier: Text,
    6 "location" location: Object,
    7 "expiresIn" expires_in: Present,
    8 "createdAt" created_at: Present,
    9 "expiresAt" expires_at: Present,
    10 "authToken" auth_token: Option<Lent>,
    11 "newRegistration" new_registration: Option<Lent>,
}

members! { Location, "Location", "a location":
    0 "code" code: Text,
    1 "european_union_member" european_union_member: Present,
    2 "continent_code" continent_code: Text,
    3 "country" country: Text,
    4 "city" city: Text,
    5 "time_zone" time_zone: Text,
    6 "postal_code" postal_code: Text,
    7 "in_privacy_restricted_country" in_privacy_restricted_country: Present,
    8 "in_privacy_restricted_region" in_privacy_restricted_region: Present,
    9 "subdivisions" subdivisions: Text,
    10 "coordinates" coordinates: Present,
}

members! { ApiErrors, "ApiErrors", "errors":
    0 "errors" errors: Present<Vec<Lent>>,
}

members! { ApiError, "ApiError", "an error":
    0 "code" code: Present<Integer<0, 4_294_967_295>>,
    1 "message" message: Text,
    2 "status" status: Present<Integer<100, 599>>,
}

#[derive(Deserialize)]
#[serde(remote = "CompletePin", rename_all = "camelCase", deny_unknown_fields, expecting = "a pin")]
pub(super) struct CompletePinMembers<'a> {
    id: PinId,
    #[serde(borrow, with = "As::<BorrowCow>")]
    code: Cow<'a, str>,
    #[serde(borrow, with = "As::<BorrowCow>")]
    product: Cow<'a, str>,
    trusted: bool,
    #[serde(borrow, with = "As::<BorrowCow>")]
    qr: Cow<'a, str>,
    #[serde(borrow, with = "As::<BorrowCow>")]
    client_identifier: Cow<'a, str>,
    #[serde(borrow, with = "As::<Lent>")]
    location: CompleteLocation<'a>,
    expires_in: Seconds,
    created_at: Timestamp,
    expires_at: Timestamp,
    // With an adapter named, serde does not take absence for None.
    #[serde(borrow, with = "As::<Option<Lent>>")]
    auth_token: Option<AuthToken<'a>>,
    #[serde(borrow, with = "As::<Option<Lent>>")]
    new_registration: Option<NewRegistration<'a>>,
}

#[derive(Deserialize)]
#[serde(remote = "CompleteLocation", deny_unknown_fields, expecting = "a location")]
pub(super) struct CompleteLocationMembers<'a> {
    #[serde(borrow, with = "As::<BorrowCow>")]
    code: Cow<'a, str>,
    european_union_member: bool,
    #[serde(borrow, with = "As::<BorrowCow>")]
    continent_code: Cow<'a, str>,
    #[serde(borrow, with = "As::<BorrowCow>")]
    country: Cow<'a, str>,
    #[serde(borrow, with = "As::<BorrowCow>")]
    city: Cow<'a, str>,
    #[serde(borrow, with = "As::<BorrowCow>")]
    time_zone: Cow<'a, str>,
    #[serde(borrow, with = "As::<BorrowCow>")]
    postal_code: Cow<'a, str>,
    in_privacy_restricted_country: bool,
    in_privacy_restricted_region: bool,
    #[serde(borrow, with = "As::<BorrowCow>")]
    subdivisions: Cow<'a, str>,
    coordinates: Coordinates,
}

/// Whatever members a document may have, of which kind it ever is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a pin, a location or errors")]
pub(super) struct DocumentMembers<'a> {
    #[serde(default, borrow, with = "As::<Present<BorrowCow>>")]
    pub(super) code: Option<Cow<'a, str>>,
    #[serde(default, with = "As::<Present>")]
    pub(super) id: Option<PinId>,
    #[serde(default, borrow, with = "As::<Present<BorrowCow>>")]
    pub(super) product: Option<Cow<'a, str>>,
    #[serde(default, with = "As::<Present>")]
    pub(super) trusted: Option<bool>,
    #[serde(default, borrow, with = "As::<Present<BorrowCow>>")]
    pub(super) qr: Option<Cow<'a, str>>,
    #[serde(default, borrow, rename = "clientIdentifier", with = "As::<Present<BorrowCow>>")]
    pub(super) client_identifier: Option<Cow<'a, str>>,
    #[serde(default, borrow, with = "As::<Present<Lent>>")]
    pub(super) location: Option<Location<'a>>,
    #[serde(default, rename = "expiresIn", with = "As::<Present>")]
    pub(super) expires_in: Option<Seconds>,
    #[serde(default, rename = "createdAt", with = "As::<Present>")]
    pub(super) created_at: Option<Timestamp>,
    #[serde(default, rename = "expiresAt", with = "As::<Present>")]
    pub(super) expires_at: Option<Timestamp>,
    // Null is there as much as a token is, and tells that this is a pin.
    #[serde(default, borrow, rename = "authToken", with = "As::<Present<Option<Lent>>>")]
    pub(super) auth_token: Option<Option<AuthToken<'a>>>,
    #[serde(default, borrow, rename = "newRegistration", with = "As::<Present<Option<Lent>>>")]
    pub(super) new_registration: Option<Option<NewRegistration<'a>>>,
    #[serde(default, with = "As::<Present>")]
    pub(super) european_union_member: Option<bool>,
    #[serde(default, borrow, with = "As::<Present<BorrowCow>>")]
    pub(super) continent_code: Option<Cow<'a, str>>,
    #[serde(default, borrow, with = "As::<Present<BorrowCow>>")]
    pub(super) country: Option<Cow<'a, str>>,
    #[serde(default, borrow, with = "As::<Present<BorrowCow>>")]
    pub(super) city: Option<Cow<'a, str>>,
    #[serde(default, borrow, with = "As::<Present<BorrowCow>>")]
    pub(super) time_zone: Option<Cow<'a, str>>,
    #[serde(default, borrow, with = "As::<Present<BorrowCow>>")]
    pub(super) postal_code: Option<Cow<'a, str>>,
    #[serde(default, with = "As::<Present>")]
    pub(super) in_privacy_restricted_country: Option<bool>,
    #[serde(default, with = "As::<Present>")]
    pub(super) in_privacy_restricted_region: Option<bool>,
    #[serde(default, borrow, with = "As::<Present<BorrowCow>>")]
    pub(super) subdivisions: Option<Cow<'a, str>>,
    #[serde(default, with = "As::<Present>")]
    pub(super) coordinates: Option<Coordinates>,
    #[serde(default, borrow, with = "As::<Present<Vec<Lent>>>")]
    pub(super) errors: Option<Vec<ApiError<'a>>>,
}
