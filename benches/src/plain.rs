//! What the peers read into: plain derived structs that check nothing of the contract.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// A pin with strings of type `S` and dates of type `D`.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Pin<S, D = S> {
    pub id: u64,
    pub code: S,
    pub product: S,
    pub trusted: bool,
    pub qr: S,
    pub client_identifier: S,
    pub location: Location<S>,
    pub expires_in: u32,
    pub created_at: D,
    pub expires_at: D,
    pub auth_token: Option<S>,
    pub new_registration: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
pub struct Location<S> {
    pub code: S,
    pub european_union_member: bool,
    pub continent_code: S,
    pub country: S,
    pub city: S,
    pub time_zone: S,
    pub postal_code: S,
    pub in_privacy_restricted_country: bool,
    pub in_privacy_restricted_region: bool,
    pub subdivisions: S,
    pub coordinates: S,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Errors<S> {
    pub errors: Vec<ApiError<S>>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ApiError<S> {
    pub code: u32,
    pub message: S,
    pub status: Option<u16>,
}

/// A string that is borrowed unless escapes stand in it. (`Cow` by itself never borrows.)
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct Text<'a>(#[serde(borrow)] pub Cow<'a, str>);

/// A date in the form of RFC 3339.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Date(#[serde(with = "time::serde::rfc3339")] pub OffsetDateTime);

impl<S: AsRef<str>> PartialEq<Pin<S>> for plex_pin::Pin<'_> {
    fn eq(&self, other: &Pin<S>) -> bool {
        let location = self.location.as_ref();
        self.id.map(plex_pin::PinId::get) == Some(other.id)
            && self.code.as_deref() == Some(other.code.as_ref())
            && self.product.as_deref() == Some(other.product.as_ref())
            && self.trusted == Some(other.trusted)
            && self.qr.as_deref() == Some(other.qr.as_ref())
            && self.client_identifier.as_deref() == Some(other.client_identifier.as_ref())
            && location.is_some_and(|it| *it == other.location)
            && self.expires_in.map(plex_pin::Seconds::get) == Some(other.expires_in.into())
            && same(self.created_at, other.created_at.as_ref())
            && same(self.expires_at, other.expires_at.as_ref())
            && self.auth_token.as_ref().map(plex_pin::AuthToken::expose)
                == other.auth_token.as_ref().map(AsRef::as_ref)
            && self.new_registration == other.new_registration.map(Into::into)
    }
}

impl<S: AsRef<str>> PartialEq<Location<S>> for plex_pin::Location<'_> {
    fn eq(&self, other: &Location<S>) -> bool {
        self.code.as_deref() == Some(other.code.as_ref())
            && self.european_union_member == Some(other.european_union_member)
            && self.continent_code.as_deref() == Some(other.continent_code.as_ref())
            && self.country.as_deref() == Some(other.country.as_ref())
            && self.city.as_deref() == Some(other.city.as_ref())
            && self.time_zone.as_deref() == Some(other.time_zone.as_ref())
            && self.postal_code.as_deref() == Some(other.postal_code.as_ref())
            && self.in_privacy_restricted_country == Some(other.in_privacy_restricted_country)
            && self.in_privacy_restricted_region == Some(other.in_privacy_restricted_region)
            && self.subdivisions.as_deref() == Some(other.subdivisions.as_ref())
            && same(self.coordinates, other.coordinates.as_ref())
    }
}

fn same<T: core::fmt::Display>(value: Option<T>, text: &str) -> bool {
    value.is_some_and(|value| value.to_string() == text)
}

impl AsRef<str> for Text<'_> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Pin;
    use crate::texts::Texts;

    /// The peers read as many members as this crate does.
    #[test]
    fn ok_members_of_the_peers() {
        fn names(value: &serde_json::Value) -> Vec<&str> {
            value.as_object().expect("an object").keys().map(String::as_str).collect()
        }
        fn sorted(members: &[plex_pin::Member]) -> Vec<&str> {
            let mut names: Vec<_> = members.iter().map(|member| member.name).collect();
            names.sort_unstable();
            names
        }
        let pin: Pin<String> = serde_json::from_slice(&Texts::new().compact[0]).expect("a pin");
        let pin = serde_json::to_value(pin).expect("a pin");
        assert_eq!(names(&pin), sorted(plex_pin::Pin::MEMBERS), "benches/src/plain.rs: Pin");
        let location = &pin["location"];
        assert_eq!(names(location), sorted(plex_pin::Location::MEMBERS), "benches/src/plain.rs: Location");
        for (members, knows) in [
            (plex_pin::Pin::MEMBERS, crate::pull::is_in_pin as fn(&str) -> bool),
            (plex_pin::Location::MEMBERS, crate::pull::is_in_location),
        ] {
            for member in members {
                assert!(knows(member.name), "benches/src/pull.rs: {}", member.name);
            }
        }
    }
}
