//! The strict contract, declared once more: the members of every document as private shadow structs.
//!
//! This is a definition of its own, not a call into the decoder; the tests hold the two against each other.

#![allow(
    dead_code, // The models themselves are made: a remote definition is never constructed.
    clippy::option_option // Absent, null, or there.
)]

use std::borrow::Cow;

use serde::Deserialize;
use serde_with::{As, BorrowCow};

use super::borrowed::Lent;
use super::scalars::{Integer, Present};
use crate::model::{
    ApiError, ApiErrors, AuthToken, Coordinates, IssuedLocation, IssuedPin, Location, NewRegistration, Pin,
    PinId, Seconds, Timestamp,
};

#[derive(Deserialize)]
#[serde(
    remote = "Pin",
    rename_all = "camelCase",
    deny_unknown_fields,
    expecting = "a pin"
)]
pub(super) struct PinMembers<'a> {
    #[serde(default, with = "As::<Present>")]
    id: Option<PinId>,
    #[serde(default, borrow, with = "As::<Present<BorrowCow>>")]
    code: Option<Cow<'a, str>>,
    #[serde(default, borrow, with = "As::<Present<BorrowCow>>")]
    product: Option<Cow<'a, str>>,
    #[serde(default, with = "As::<Present>")]
    trusted: Option<bool>,
    #[serde(default, borrow, with = "As::<Present<BorrowCow>>")]
    qr: Option<Cow<'a, str>>,
    #[serde(default, borrow, with = "As::<Present<BorrowCow>>")]
    client_identifier: Option<Cow<'a, str>>,
    #[serde(default, borrow, with = "As::<Present<Lent>>")]
    location: Option<Location<'a>>,
    #[serde(default, with = "As::<Present>")]
    expires_in: Option<Seconds>,
    #[serde(default, with = "As::<Present>")]
    created_at: Option<Timestamp>,
    #[serde(default, with = "As::<Present>")]
    expires_at: Option<Timestamp>,
    #[serde(default, borrow, with = "As::<Option<Lent>>")]
    auth_token: Option<AuthToken<'a>>,
    #[serde(default, borrow, with = "As::<Option<Lent>>")]
    new_registration: Option<NewRegistration<'a>>,
}

#[derive(Deserialize)]
#[serde(remote = "Location", deny_unknown_fields, expecting = "a location")]
pub(super) struct LocationMembers<'a> {
    #[serde(default, borrow, with = "As::<Present<BorrowCow>>")]
    code: Option<Cow<'a, str>>,
    #[serde(default, with = "As::<Present>")]
    european_union_member: Option<bool>,
    #[serde(default, borrow, with = "As::<Present<BorrowCow>>")]
    continent_code: Option<Cow<'a, str>>,
    #[serde(default, borrow, with = "As::<Present<BorrowCow>>")]
    country: Option<Cow<'a, str>>,
    #[serde(default, borrow, with = "As::<Present<BorrowCow>>")]
    city: Option<Cow<'a, str>>,
    #[serde(default, borrow, with = "As::<Present<BorrowCow>>")]
    time_zone: Option<Cow<'a, str>>,
    #[serde(default, borrow, with = "As::<Present<BorrowCow>>")]
    postal_code: Option<Cow<'a, str>>,
    #[serde(default, with = "As::<Present>")]
    in_privacy_restricted_country: Option<bool>,
    #[serde(default, with = "As::<Present>")]
    in_privacy_restricted_region: Option<bool>,
    #[serde(default, borrow, with = "As::<Present<BorrowCow>>")]
    subdivisions: Option<Cow<'a, str>>,
    #[serde(default, with = "As::<Present>")]
    coordinates: Option<Coordinates>,
}

#[derive(Deserialize)]
#[serde(remote = "ApiErrors", deny_unknown_fields, expecting = "errors")]
pub(super) struct ApiErrorsMembers<'a> {
    #[serde(default, borrow, with = "As::<Present<Vec<Lent>>>")]
    errors: Option<Vec<ApiError<'a>>>,
}

#[derive(Deserialize)]
#[serde(remote = "ApiError", deny_unknown_fields, expecting = "an error")]
pub(super) struct ApiErrorMembers<'a> {
    #[serde(default, with = "As::<Present<Integer<0, 4_294_967_295>>>")]
    code: Option<u32>,
    #[serde(default, borrow, with = "As::<Present<BorrowCow>>")]
    message: Option<Cow<'a, str>>,
    #[serde(default, with = "As::<Present<Integer<100, 599>>>")]
    status: Option<u16>,
}

#[derive(Deserialize)]
#[serde(
    remote = "IssuedPin",
    rename_all = "camelCase",
    deny_unknown_fields,
    expecting = "a pin"
)]
pub(super) struct IssuedPinMembers<'a> {
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
    location: IssuedLocation<'a>,
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
#[serde(remote = "IssuedLocation", deny_unknown_fields, expecting = "a location")]
pub(super) struct IssuedLocationMembers<'a> {
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
    #[serde(
        default,
        borrow,
        rename = "clientIdentifier",
        with = "As::<Present<BorrowCow>>"
    )]
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
    #[serde(
        default,
        borrow,
        rename = "newRegistration",
        with = "As::<Present<Option<Lent>>>"
    )]
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
