use alloc::borrow::Cow;

use super::{Coordinates, owned};

/// Where the service believes that the client is: the member `location` of a pin, and the whole answer of
/// `GET /api/v2/geoip`.
///
/// Every member is optional, since the documentation (the SDK model `Location`) marks none as required.
///
/// ```
/// use plex_pin::Location;
///
/// let location = Location::parse(r#"{"code":"CA","postal_code":"M5J","coordinates":"43.6227, -79.3892"}"#)?;
/// assert_eq!(location.postal_code.as_deref(), Some("M5J"));
/// assert_eq!(location.coordinates.map(|it| it.latitude()), Some(43.6227));
/// # Ok::<(), plex_pin::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct Location<'a> {
    /// Country, as two letters of ISO 3166-1.
    ///
    /// JSON: `code`, string, not null.
    /// Lenient: a number, written out; a boolean.
    pub code: Option<Cow<'a, str>>,
    /// Whether the country is in the European Union. Sent since 2022.
    ///
    /// JSON: `european_union_member`, boolean, not null.
    /// Lenient: 0, 1; "0", "1", "true", "false". "Unknown" is dropped.
    pub european_union_member: Option<bool>,
    /// Continent, as two letters. Sent since 2022.
    ///
    /// JSON: `continent_code`, string, not null.
    /// Lenient: a number, written out; a boolean.
    pub continent_code: Option<Cow<'a, str>>,
    /// Country, in English.
    ///
    /// JSON: `country`, string, not null.
    /// Lenient: a number, written out; a boolean.
    pub country: Option<Cow<'a, str>>,
    /// City, or `Unknown`.
    ///
    /// JSON: `city`, string, not null.
    /// Lenient: a number, written out; a boolean.
    pub city: Option<Cow<'a, str>>,
    /// Time zone, by its IANA name.
    ///
    /// JSON: `time_zone`, string, not null.
    /// Lenient: a number, written out; a boolean.
    pub time_zone: Option<Cow<'a, str>>,
    /// Postal code, often its first part only: `M5J`, `N19`.
    ///
    /// JSON: `postal_code`, string, not null.
    /// Lenient: a number, written out (leading zeros are lost already); a boolean.
    pub postal_code: Option<Cow<'a, str>>,
    /// Whether the country has a privacy law that the service heeds. Sent since 2022.
    ///
    /// JSON: `in_privacy_restricted_country`, boolean, not null.
    /// Lenient: 0, 1; "0", "1", "true", "false". "Unknown" is dropped.
    pub in_privacy_restricted_country: Option<bool>,
    /// The same for the region. Sent since 2024-07.
    ///
    /// JSON: `in_privacy_restricted_region`, boolean, not null.
    /// Lenient: 0, 1; "0", "1", "true", "false". "Unknown" is dropped.
    pub in_privacy_restricted_region: Option<bool>,
    /// Parts of the country, from large to small, with commas: `England, Windsor and Maidenhead`.
    ///
    /// JSON: `subdivisions`, string, not null.
    /// Lenient: a number, written out; a boolean.
    pub subdivisions: Option<Cow<'a, str>>,
    /// Latitude and longitude in decimal degrees; `0, 0` where the address is not in the database.
    ///
    /// JSON: `coordinates`, string, not null.
    /// Lenient: no space after the comma; white space around. "Unknown" is dropped.
    pub coordinates: Option<Coordinates>,
}

impl Location<'_> {
    /// The same location, free of what it was read from.
    #[must_use]
    pub fn into_owned(self) -> Location<'static> {
        Location {
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
