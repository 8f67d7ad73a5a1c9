use alloc::borrow::Cow;

use super::{AuthToken, Location, NewRegistration, PinId, Seconds, Timestamp, owned};

/// A pin: what `POST /api/v2/pins` (201) and `GET /api/v2/pins/{id}` (200) answer.
///
/// Every member is optional, since the documentation (the SDK model `GetPinResponseBody`) marks none as required;
/// [`IssuedPin`](crate::IssuedPin) is the view in which those are not that the live service always sends.
/// To make one, start from `Pin::default()`.
///
/// A pin with a code of 4 characters lives 900 s, a strong one of 25 characters 1800 s.
// `Debug` is in `masked`.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct Pin<'a> {
    /// The pin's number.
    ///
    /// JSON: `id`, number in `0..=9007199254740991` without fraction, not null.
    /// Lenient: up to 18446744073709551615; a string of 1 to 19 digits.
    pub id: Option<PinId>,
    /// What the user types in at plex.tv/link: `[A-Z0-9]{4}`, or `[a-z0-9]{25}` for a strong pin.
    ///
    /// JSON: `code`, string, not null.
    /// Lenient: a number, written out; a boolean.
    pub code: Option<Cow<'a, str>>,
    /// What the client sent as `X-Plex-Product`, `0` where it sent none. Sent since 2020.
    ///
    /// JSON: `product`, string, not null.
    /// Lenient: a number, written out; a boolean.
    pub product: Option<Cow<'a, str>>,
    /// Whether the client is trusted.
    ///
    /// JSON: `trusted`, boolean, not null.
    /// Lenient: 0, 1; "0", "1", "true", "false". "Unknown" is dropped.
    pub trusted: Option<bool>,
    /// Address of a QR code that leads to the link page. Sent since 2023.
    ///
    /// JSON: `qr`, string, not null.
    /// Lenient: a number, written out; a boolean.
    pub qr: Option<Cow<'a, str>>,
    /// What the client sent as `X-Plex-Client-Identifier`.
    ///
    /// JSON: `clientIdentifier`, string, not null.
    /// Lenient: a number, written out; a boolean.
    pub client_identifier: Option<Cow<'a, str>>,
    /// Where the client is.
    ///
    /// JSON: `location`, object, not null.
    /// Lenient: nothing else.
    pub location: Option<Location<'a>>,
    /// Seconds that were left when the answer was written.
    ///
    /// JSON: `expiresIn`, number in `0..=9007199254740991`, not null.
    /// Lenient: a string of digits, with a fraction or without.
    pub expires_in: Option<Seconds>,
    /// When the pin was made.
    ///
    /// JSON: `createdAt`, string in one of two forms (see [`Timestamp`]), not null.
    /// Lenient: other forms of date; Unix seconds.
    pub created_at: Option<Timestamp>,
    /// When it expires.
    ///
    /// JSON: `expiresAt`, string in one of two forms (see [`Timestamp`]), not null.
    /// Lenient: other forms of date; Unix seconds.
    pub expires_at: Option<Timestamp>,
    /// The account's secret, once the pin is claimed.
    ///
    /// JSON: `authToken`, string or null.
    /// Lenient: a number, written out. "" is dropped.
    pub auth_token: Option<AuthToken<'a>>,
    /// Whether the account is new, once the pin is claimed. Sent since 2020.
    ///
    /// JSON: `newRegistration`, boolean, string or null.
    /// Lenient: 0, 1.
    pub new_registration: Option<NewRegistration<'a>>,
}

/// How far a sign-in has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PinState {
    /// Nobody has entered the code yet.
    Pending,
    /// The pin carries a token.
    Claimed,
    /// Nobody has entered the code in time.
    Expired,
}

impl Pin<'_> {
    /// How far the sign-in has come at the time `now`.
    ///
    /// A pin with a token is claimed, whatever the time. One without is expired from the moment of
    /// `expires_at` on; where that is absent, it is pending.
    ///
    /// ```
    /// use plex_pin::{Pin, PinState, Timestamp};
    ///
    /// let pin = Pin::parse(r#"{"expiresAt":"2025-03-07T16:52:05Z","authToken":null}"#)?;
    /// let now: Timestamp = "2025-03-07T16:52:04Z".parse()?;
    /// assert_eq!(pin.state(now), PinState::Pending);
    /// # Ok::<(), plex_pin::Error>(())
    /// ```
    #[must_use]
    pub fn state(&self, now: Timestamp) -> PinState {
        if self.auth_token.is_some() {
            return PinState::Claimed;
        }
        match self.expires_at {
            Some(end) if end <= now => PinState::Expired,
            _ => PinState::Pending,
        }
    }

    /// The same pin, free of what it was read from.
    #[must_use]
    pub fn into_owned(self) -> Pin<'static> {
        Pin {
            id: self.id,
            code: owned(self.code),
            product: owned(self.product),
            trusted: self.trusted,
            qr: owned(self.qr),
            client_identifier: owned(self.client_identifier),
            location: self.location.map(Location::into_owned),
            expires_in: self.expires_in,
            created_at: self.created_at,
            expires_at: self.expires_at,
            auth_token: self.auth_token.map(AuthToken::into_owned),
            new_registration: self.new_registration.map(NewRegistration::into_owned),
        }
    }
}
