use std::borrow::Cow;

use super::{AuthToken, Coordinates, Location, NewRegistration, Pin, PinId, Seconds, Timestamp};
use crate::error::Error;

/// A [`Pin`] in which no member is optional that the live service has always sent since 2024-07.
///
/// ```
/// use plex_pin::{IssuedPin, Pin};
///
/// let pin = Pin::parse(r#"{"id":1,"code":"ABCD","authToken":null}"#)?;
/// let error = IssuedPin::try_from(pin).unwrap_err();
/// assert_eq!(error.missing_members()[..2], ["/product", "/trusted"]);
/// # Ok::<(), plex_pin::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct IssuedPin<'a> {
    /// See [`Pin::id`].
    pub id: PinId,
    /// See [`Pin::code`].
    pub code: Cow<'a, str>,
    /// See [`Pin::product`].
    pub product: Cow<'a, str>,
    /// See [`Pin::trusted`].
    pub trusted: bool,
    /// See [`Pin::qr`].
    pub qr: Cow<'a, str>,
    /// See [`Pin::client_identifier`].
    pub client_identifier: Cow<'a, str>,
    /// See [`Pin::location`].
    pub location: IssuedLocation<'a>,
    /// See [`Pin::expires_in`].
    pub expires_in: Seconds,
    /// See [`Pin::created_at`].
    pub created_at: Timestamp,
    /// See [`Pin::expires_at`].
    pub expires_at: Timestamp,
    /// See [`Pin::auth_token`]: null until the pin is claimed.
    pub auth_token: Option<AuthToken<'a>>,
    /// See [`Pin::new_registration`]: null until the pin is claimed.
    pub new_registration: Option<NewRegistration<'a>>,
}

/// A [`Location`] in which no member is optional that the live service has always sent since 2024-07.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct IssuedLocation<'a> {
    /// See [`Location::code`].
    pub code: Cow<'a, str>,
    /// See [`Location::european_union_member`].
    pub european_union_member: bool,
    /// See [`Location::continent_code`].
    pub continent_code: Cow<'a, str>,
    /// See [`Location::country`].
    pub country: Cow<'a, str>,
    /// See [`Location::city`].
    pub city: Cow<'a, str>,
    /// See [`Location::time_zone`].
    pub time_zone: Cow<'a, str>,
    /// See [`Location::postal_code`].
    pub postal_code: Cow<'a, str>,
    /// See [`Location::in_privacy_restricted_country`].
    pub in_privacy_restricted_country: bool,
    /// See [`Location::in_privacy_restricted_region`].
    pub in_privacy_restricted_region: bool,
    /// See [`Location::subdivisions`].
    pub subdivisions: Cow<'a, str>,
    /// See [`Location::coordinates`].
    pub coordinates: Coordinates,
}

/// The members that lack, so far.
#[derive(Default)]
struct Missing(Vec<&'static str>);

impl Missing {
    fn note<T>(&mut self, member: Option<T>, pointer: &'static str) -> Option<T> {
        if member.is_none() {
            self.0.push(pointer);
        }
        member
    }
}

/// # Errors
///
/// `Pin::default()`, and any other pin that lacks a member: the error names them all, in the wire's order
/// (see [`Error::missing_members`]).
impl<'a> TryFrom<Pin<'a>> for IssuedPin<'a> {
    type Error = Error;

    fn try_from(pin: Pin<'a>) -> Result<Self, Error> {
        let mut missing = Missing::default();
        let id = missing.note(pin.id, "/id");
        let code = missing.note(pin.code, "/code");
        let product = missing.note(pin.product, "/product");
        let trusted = missing.note(pin.trusted, "/trusted");
        let qr = missing.note(pin.qr, "/qr");
        let client_identifier = missing.note(pin.client_identifier, "/clientIdentifier");
        let location = missing.note(pin.location, "/location");
        let location = location.and_then(|location| IssuedLocation::gather(location, &mut missing));
        let expires_in = missing.note(pin.expires_in, "/expiresIn");
        let created_at = missing.note(pin.created_at, "/createdAt");
        let expires_at = missing.note(pin.expires_at, "/expiresAt");
        let gathered = (|| {
            Some(Self {
                id: id?,
                code: code?,
                product: product?,
                trusted: trusted?,
                qr: qr?,
                client_identifier: client_identifier?,
                location: location?,
                expires_in: expires_in?,
                created_at: created_at?,
                expires_at: expires_at?,
                auth_token: pin.auth_token,
                new_registration: pin.new_registration,
            })
        })();
        gathered.ok_or_else(|| Error::incomplete(missing.0))
    }
}

impl<'a> IssuedLocation<'a> {
    fn gather(location: Location<'a>, missing: &mut Missing) -> Option<Self> {
        let code = missing.note(location.code, "/location/code");
        let european_union_member =
            missing.note(location.european_union_member, "/location/european_union_member");
        let continent_code = missing.note(location.continent_code, "/location/continent_code");
        let country = missing.note(location.country, "/location/country");
        let city = missing.note(location.city, "/location/city");
        let time_zone = missing.note(location.time_zone, "/location/time_zone");
        let postal_code = missing.note(location.postal_code, "/location/postal_code");
        let in_privacy_restricted_country =
            missing.note(location.in_privacy_restricted_country, "/location/in_privacy_restricted_country");
        let in_privacy_restricted_region =
            missing.note(location.in_privacy_restricted_region, "/location/in_privacy_restricted_region");
        let subdivisions = missing.note(location.subdivisions, "/location/subdivisions");
        let coordinates = missing.note(location.coordinates, "/location/coordinates");
        Some(Self {
            code: code?,
            european_union_member: european_union_member?,
            continent_code: continent_code?,
            country: country?,
            city: city?,
            time_zone: time_zone?,
            postal_code: postal_code?,
            in_privacy_restricted_country: in_privacy_restricted_country?,
            in_privacy_restricted_region: in_privacy_restricted_region?,
            subdivisions: subdivisions?,
            coordinates: coordinates?,
        })
    }
}

/// # Errors
///
/// `Location::default()`, and any other location with a missing member.
impl<'a> TryFrom<Location<'a>> for IssuedLocation<'a> {
    type Error = Error;

    fn try_from(location: Location<'a>) -> Result<Self, Error> {
        let mut missing = Missing::default();
        Self::gather(location, &mut missing).ok_or_else(|| Error::incomplete(missing.0))
    }
}

/// The same pin, its members optional again.
impl<'a> From<IssuedPin<'a>> for Pin<'a> {
    fn from(pin: IssuedPin<'a>) -> Self {
        let location = pin.location;
        Self {
            id: Some(pin.id),
            code: Some(pin.code),
            product: Some(pin.product),
            trusted: Some(pin.trusted),
            qr: Some(pin.qr),
            client_identifier: Some(pin.client_identifier),
            location: Some(Location {
                code: Some(location.code),
                european_union_member: Some(location.european_union_member),
                continent_code: Some(location.continent_code),
                country: Some(location.country),
                city: Some(location.city),
                time_zone: Some(location.time_zone),
                postal_code: Some(location.postal_code),
                in_privacy_restricted_country: Some(location.in_privacy_restricted_country),
                in_privacy_restricted_region: Some(location.in_privacy_restricted_region),
                subdivisions: Some(location.subdivisions),
                coordinates: Some(location.coordinates),
            }),
            expires_in: Some(pin.expires_in),
            created_at: Some(pin.created_at),
            expires_at: Some(pin.expires_at),
            auth_token: pin.auth_token,
            new_registration: pin.new_registration,
        }
    }
}

impl IssuedPin<'_> {
    /// The same pin, free of what it was read from.
    #[must_use]
    pub fn into_owned(self) -> IssuedPin<'static> {
        IssuedPin {
            id: self.id,
            code: owned(self.code),
            product: owned(self.product),
            trusted: self.trusted,
            qr: owned(self.qr),
            client_identifier: owned(self.client_identifier),
            location: self.location.into_owned(),
            expires_in: self.expires_in,
            created_at: self.created_at,
            expires_at: self.expires_at,
            auth_token: self.auth_token.map(AuthToken::into_owned),
            new_registration: self.new_registration.map(NewRegistration::into_owned),
        }
    }
}

impl IssuedLocation<'_> {
    /// The same location, free of what it was read from.
    #[must_use]
    pub fn into_owned(self) -> IssuedLocation<'static> {
        IssuedLocation {
            code: owned(self.code),
            european_union_member: self.european_union_member,
            continent_code: owned(self.continent_code),
            country: owned(self.country),
            city: owned(self.city),
            time_zone: owned(self.time_zone),
            postal_code: owned(self.postal_code),
            in_privacy_restricted_country: self.in_privacy_restricted_country,
            in_privacy_restricted_region: self.in_privacy_restricted_region,
            subdivisions: owned(self.subdivisions),
            coordinates: self.coordinates,
        }
    }
}

fn owned(text: Cow<'_, str>) -> Cow<'static, str> {
    Cow::Owned(text.into_owned())
}
