//! The location: the table of its members.

use super::table::{complete, model};

/// Passes the table of the members of a location to a macro, behind the name of a second one if that is given: see
/// `table.rs`.
macro_rules! location_table {
    ($make:ident $($next:ident)?) => { $make! {
        $($next)?
        /// Where the service locates the client: the member `location` of a pin, and the whole response of
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
        struct Location

        /// A [`Location`] in which a member that the service has sent in every one since 2024-07 is not optional.
        ///
        /// ```
        /// use plex_pin::{CompleteLocation, Location};
        ///
        /// let location = Location::parse(r#"{"code":"NL","city":"Breda"}"#)?;
        /// let error = CompleteLocation::try_from(location).unwrap_err();
        /// assert_eq!(error.missing_members()[..2], ["/european_union_member", "/continent_code"]);
        /// # Ok::<(), plex_pin::Error>(())
        /// ```
        complete CompleteLocation
        {
            /// Country, as two letters of ISO 3166-1.
            ///
            /// JSON: `code`, string, not null.
            /// Lenient: a number, written out; a boolean.
            0 "code" code, with_code: text, always, since 2019, example r#""NL""#;

            /// Whether the country is in the European Union.
            ///
            /// JSON: `european_union_member`, boolean, not null.
            /// Lenient: 0, 1; "0", "1", "true", "false". "Unknown" is dropped.
            1 "european_union_member" european_union_member, with_european_union_member: boolean, always, since 2022, example "true";

            /// Continent, as two letters.
            ///
            /// JSON: `continent_code`, string, not null.
            /// Lenient: a number, written out; a boolean.
            2 "continent_code" continent_code, with_continent_code: text, always, since 2022, example r#""EU""#;

            /// Country, in English.
            ///
            /// JSON: `country`, string, not null.
            /// Lenient: a number, written out; a boolean.
            3 "country" country, with_country: text, always, since 2019, example r#""Netherlands""#;

            /// City, or `Unknown`.
            ///
            /// JSON: `city`, string, not null.
            /// Lenient: a number, written out; a boolean.
            4 "city" city, with_city: text, always, since 2019, example r#""Breda""#;

            /// Time zone, by its IANA name.
            ///
            /// JSON: `time_zone`, string, not null.
            /// Lenient: a number, written out; a boolean.
            5 "time_zone" time_zone, with_time_zone: text, always, since 2019, example r#""Europe/Amsterdam""#;

            /// Postal code, often its first part only: `M5J`, `N19`.
            ///
            /// JSON: `postal_code`, string, not null.
            /// Lenient: a number, written out (without the leading zeros it may have had); a boolean.
            6 "postal_code" postal_code, with_postal_code: text, always, since 2019, example r#""4811""#;

            /// Whether the service applies a privacy law of the country.
            ///
            /// JSON: `in_privacy_restricted_country`, boolean, not null.
            /// Lenient: 0, 1; "0", "1", "true", "false". "Unknown" is dropped.
            7 "in_privacy_restricted_country" in_privacy_restricted_country, with_in_privacy_restricted_country: boolean, always, since 2022, example "true";

            /// Whether the service applies a privacy law of the region.
            ///
            /// JSON: `in_privacy_restricted_region`, boolean, not null.
            /// Lenient: 0, 1; "0", "1", "true", "false". "Unknown" is dropped.
            8 "in_privacy_restricted_region" in_privacy_restricted_region, with_in_privacy_restricted_region: boolean, always, since 2024, example "false";

            /// Parts of the country, from large to small, separated by commas: `England, Windsor and Maidenhead`.
            ///
            /// JSON: `subdivisions`, string, not null.
            /// Lenient: a number, written out; a boolean.
            9 "subdivisions" subdivisions, with_subdivisions: text, always, since 2019, example r#""North Brabant""#;

            /// Latitude and longitude in decimal degrees; `0, 0` if the service does not know the address.
            ///
            /// JSON: `coordinates`, string, not null.
            /// Lenient: no space after the comma; white space around. "Unknown" is dropped.
            10 "coordinates" coordinates, with_coordinates: coordinates, always, since 2019, example r#""51.5719, 4.7683""#;
        }
    } };
}
pub(crate) use location_table;

location_table!(model);
location_table!(complete);
