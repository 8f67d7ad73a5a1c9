//! The pin: the table of its members.

use super::table::{complete, model};

/// Passes the table of the members of a pin to a macro, behind the name of a second one if that is given: see
/// `table.rs`.
macro_rules! pin_table {
    ($make:ident $($next:ident)?) => { $make! {
        $($next)?
        /// A pin: the response of `POST /api/v2/pins` (201) and `GET /api/v2/pins/{id}` (200).
        ///
        /// Every member is optional, since the documentation (the SDK model `GetPinResponseBody`) marks none as
        /// required. [`CompletePin`](crate::CompletePin) requires the members that the service always sends.
        ///
        /// A pin with a code of 4 characters expires after 900 s, one with a code of 25 characters (a strong pin) after
        /// 1800 s.
        ///
        /// Tests can make a pin without a body:
        ///
        /// ```
        /// use plex_pin::{AuthToken, Location, Pin};
        ///
        /// let pin = Pin::default()
        ///     .with_id(1_272_322_473)
        ///     .with_code("7RQZ")
        ///     .with_location(Location::default().with_city("Breda"))
        ///     .with_auth_token(AuthToken::new("example-token")?);
        /// assert_eq!(pin, Pin::parse(
        ///     r#"{"id":1272322473,"code":"7RQZ","location":{"city":"Breda"},"authToken":"example-token"}"#,
        /// )?);
        /// # Ok::<(), plex_pin::Error>(())
        /// ```
        struct Pin

        /// A [`Pin`] whose members are not optional, except for `auth_token` and `new_registration`, which are null
        /// until it is claimed.
        ///
        /// The service has sent these members in every pin since 2024-07.
        ///
        /// ```
        /// use plex_pin::{CompletePin, Pin};
        ///
        /// let pin = Pin::parse(r#"{"id":1,"code":"ABCD","authToken":null}"#)?;
        /// let error = CompletePin::try_from(pin).unwrap_err();
        /// assert_eq!(error.missing_members()[..2], ["/product", "/trusted"]);
        /// # Ok::<(), plex_pin::Error>(())
        /// ```
        complete CompletePin
        {
            /// The number of the pin.
            ///
            /// JSON: `id`, number in `0..=9007199254740991` without fraction, not null.
            /// Lenient: up to 18446744073709551615; a string of 1 to 19 digits.
            0 "id" id, with_id: pin_id, always, since 2017, example "1272322473";

            /// What the user types in at plex.tv/link: `[A-Z0-9]{4}`, or `[a-z0-9]{25}` for a strong pin.
            ///
            /// JSON: `code`, string, not null.
            /// Lenient: a number, written out; a boolean.
            1 "code" code, with_code: text, always, since 2017, example r#""7RQZ""#;

            /// What the client sent as `X-Plex-Product`; `0` if it sent none.
            ///
            /// JSON: `product`, string, not null.
            /// Lenient: a number, written out; a boolean.
            2 "product" product, with_product: text, always, since 2020, example r#""Plex Web""#;

            /// Whether the client is trusted.
            ///
            /// JSON: `trusted`, boolean, not null.
            /// Lenient: 0, 1; "0", "1", "true", "false". "Unknown" is dropped.
            3 "trusted" trusted, with_trusted: boolean, always, since 2019, example "false";

            /// Address of a QR code that leads to the link page.
            ///
            /// JSON: `qr`, string, not null.
            /// Lenient: a number, written out; a boolean.
            4 "qr" qr, with_qr: text, always, since 2023, example r#""https://plex.tv/api/v2/pins/qr/7RQZ""#;

            /// What the client sent as `X-Plex-Client-Identifier`.
            ///
            /// JSON: `clientIdentifier`, string, not null.
            /// Lenient: a number, written out; a boolean.
            5 "clientIdentifier" client_identifier, with_client_identifier: text, always, since 2017, example r#""2d5b0c34-6f6e-4cf1-9f0e-0a3bb41b0c55""#;

            /// Where the client is.
            ///
            /// JSON: `location`, object, not null.
            /// Lenient: no other form.
            6 "location" location, with_location: location, always, since 2019, example r#"{"code":"NL","city":"Breda"}"#;

            /// Seconds until the pin expires, counted from when the response was written.
            ///
            /// JSON: `expiresIn`, number in `0..=9007199254740991`, not null.
            /// Lenient: a string of digits, with or without a fraction.
            7 "expiresIn" expires_in, with_expires_in: seconds, always, since 2019, example "876";

            /// When the pin was created.
            ///
            /// JSON: `createdAt`, string in one of two forms (see [`Timestamp`](crate::Timestamp)), not null.
            /// Lenient: other forms of date; Unix seconds.
            8 "createdAt" created_at, with_created_at: timestamp, always, since 2019, example r#""2023-04-12T17:00:03Z""#;

            /// When the pin expires.
            ///
            /// JSON: `expiresAt`, string in one of two forms (see [`Timestamp`](crate::Timestamp)), not null.
            /// Lenient: other forms of date; Unix seconds.
            9 "expiresAt" expires_at, with_expires_at: timestamp, always, since 2017, example r#""2023-04-12T17:15:03Z""#;

            /// The account's token, once the pin is claimed.
            ///
            /// JSON: `authToken`, string or null.
            /// Lenient: a number, written out. "" is dropped.
            10 "authToken" auth_token, with_auth_token: auth_token, nullable, since 2017, example r#""example-token""#;

            /// Whether the account is new, once the pin is claimed.
            ///
            /// JSON: `newRegistration`, boolean, string or null.
            /// Lenient: 0, 1.
            11 "newRegistration" new_registration, with_new_registration: new_registration, nullable, since 2020, example "false";
        }
    } };
}
pub(crate) use pin_table;

pin_table!(model);
pin_table!(complete);
