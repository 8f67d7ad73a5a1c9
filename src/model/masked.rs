//! Models without their secret: for `Debug`, and for `Redacted`.
//!
//! The token is hidden by its own type. Here it is hidden where another member repeats it, as an address with the token in
//! its query does.

use alloc::borrow::Cow;
use core::fmt;

use super::{
    AuthToken, Coordinates, IssuedLocation, IssuedPin, Location, NewRegistration, Pin, PinId, Seconds,
    Timestamp,
};

/// A value in which a text that repeats the token is masked.
trait Masked<'v> {
    type Value;

    /// Returns the value, borrowed, with the mask in place of each text that repeats the token.
    fn masked(&'v self, token: Option<&AuthToken<'_>>) -> Self::Value;
}

impl<'v> Masked<'v> for Cow<'_, str> {
    type Value = Cow<'v, str>;

    fn masked(&'v self, token: Option<&AuthToken<'_>>) -> Cow<'v, str> {
        Cow::Borrowed(token.map_or(self, |token| token.mask(self)))
    }
}

impl<'v, T: Masked<'v>> Masked<'v> for Option<T> {
    type Value = Option<T::Value>;

    fn masked(&'v self, token: Option<&AuthToken<'_>>) -> Self::Value {
        self.as_ref().map(|value| value.masked(token))
    }
}

impl<'v> Masked<'v> for NewRegistration<'_> {
    type Value = NewRegistration<'v>;

    fn masked(&'v self, token: Option<&AuthToken<'_>>) -> NewRegistration<'v> {
        match self {
            Self::Flag(flag) => NewRegistration::Flag(*flag),
            Self::Text(text) => NewRegistration::Text(text.masked(token)),
        }
    }
}

impl<'v> Masked<'v> for AuthToken<'_> {
    type Value = AuthToken<'v>;

    fn masked(&'v self, _: Option<&AuthToken<'_>>) -> AuthToken<'v> {
        self.borrowed()
    }
}

macro_rules! without_texts {
    ($($value:ident)+) => {$(
        impl Masked<'_> for $value {
            type Value = Self;

            fn masked(&self, _: Option<&AuthToken<'_>>) -> Self {
                *self
            }
        }
    )+};
}

without_texts! { bool PinId Seconds Timestamp Coordinates }

macro_rules! objects {
    ($($model:ident { $($field:ident),+ $(,)? })+) => {$(
        impl<'v> Masked<'v> for $model<'_> {
            type Value = $model<'v>;

            fn masked(&'v self, token: Option<&AuthToken<'_>>) -> $model<'v> {
                $model { $($field: self.$field.masked(token)),+ }
            }
        }
    )+};
}

/// Adds to [`objects!`] what an object with a token of its own has.
macro_rules! pins {
    ($($model:ident { $($field:ident),+ $(,)? })+) => {$(
        objects! { $model { $($field),+ } }

        impl $model<'_> {
            /// Returns the pin with `<redacted>` in place of each text that repeats the token.
            pub(crate) fn without_repeated_token(&self) -> $model<'_> {
                self.masked(self.auth_token.as_ref())
            }
        }

        /// Hides the token, also where another member repeats it.
        impl fmt::Debug for $model<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let pin = self.without_repeated_token();
                f.debug_struct(stringify!($model))$(.field(stringify!($field), &pin.$field))+.finish()
            }
        }
    )+};
}

pins! {
    Pin {
        id, code, product, trusted, qr, client_identifier, location, expires_in, created_at, expires_at,
        auth_token, new_registration,
    }
    IssuedPin {
        id, code, product, trusted, qr, client_identifier, location, expires_in, created_at, expires_at,
        auth_token, new_registration,
    }
}

objects! {
    Location {
        code, european_union_member, continent_code, country, city, time_zone, postal_code,
        in_privacy_restricted_country, in_privacy_restricted_region, subdivisions, coordinates,
    }
    IssuedLocation {
        code, european_union_member, continent_code, country, city, time_zone, postal_code,
        in_privacy_restricted_country, in_privacy_restricted_region, subdivisions, coordinates,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "CANARY-0f1e2d3c";

    fn pin(token: &str, text: &str) -> Pin<'static> {
        let text = Some(Cow::Owned(text.to_owned()));
        let mut location = Location::default();
        location.city.clone_from(&text);
        location.subdivisions.clone_from(&text);
        Pin {
            code: text.clone(),
            product: text.clone(),
            qr: text.clone(),
            client_identifier: text.clone(),
            location: Some(location),
            new_registration: text.map(NewRegistration::Text),
            auth_token: AuthToken::new(token.to_owned()).ok(),
            ..Pin::default()
        }
    }

    #[test]
    fn ok_repeated_token_is_hidden() {
        for (token, text) in [
            (TOKEN, TOKEN),
            (TOKEN, "https://plex.tv/?X-Plex-Token=CANARY-0f1e2d3c&x=1"),
            (TOKEN, "https://plex.tv/?next=%2F%3Ft%3DCANARY%2D0f1e2d3c"),
            (TOKEN, "CANARY%2d0f1e2d3%63"),
            ("Bearer CANARY-0f1e2d3c", "CANARY-0f1e2d3c"),
            (" CANARY-0f1e2d3c\n", "x CANARY-0f1e2d3c"),
            ("short", "short"),
        ] {
            let pin = pin(token, text);
            let shown = format!("{pin:?} {pin:#?}");
            // Seven texts and the token, twice.
            assert_eq!(shown.matches("<redacted>").count(), 16, "{text}: {shown}");
            assert!(!shown.contains("0f1e2d3c") && !shown.contains("short"), "{text}: {shown}");
        }
    }

    #[test]
    fn ok_other_texts_are_shown() {
        for (token, text) in [
            (TOKEN, "CANARY"),
            (TOKEN, "100%"),
            (TOKEN, "%zz%4"),
            (TOKEN, ""),
            ("0", "https://plex.tv/api/v2/pins/qr/0"),
            ("short", "shorter"),
        ] {
            let shown = format!("{:?}", pin(token, text));
            assert_eq!(shown.matches("<redacted>").count(), 1, "{text}: {shown}");
        }
        // As a derived `Debug` writes it.
        let shown = format!("{:?}", Pin { trusted: Some(true), ..Pin::default() });
        assert!(
            shown.starts_with("Pin { id: None, code: None, product: None, trusted: Some(true), "),
            "{shown}"
        );
        assert!(shown.ends_with("auth_token: None, new_registration: None }"), "{shown}");
    }
}
