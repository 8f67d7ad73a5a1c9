//! `Debug` of the models, and the copy that `Redacted` serialises.
//!
//! `AuthToken` masks itself. This file masks the token in other members that repeat it, such as a URL with the token in
//! its query.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::fmt;

use super::{
    ApiError, ApiErrors, AuthToken, CompleteLocation, CompletePin, Coordinates, Location, MASK,
    NewRegistration, Pin, PinId, Seconds, Timestamp, api_error_table, api_errors_table, complete_rows,
    location_table, pin_table, rows,
};

use crate::secrets::{redacted, secret_spans};

/// A value in which a string that repeats the token is masked.
trait Masked<'v> {
    type Value;

    /// Returns the value, borrowed, with the mask in place of each string that repeats the token.
    fn masked(&'v self, token: Option<&AuthToken<'_>>) -> Self::Value;
}

impl<'v> Masked<'v> for Cow<'_, str> {
    type Value = Cow<'v, str>;

    fn masked(&'v self, token: Option<&AuthToken<'_>>) -> Cow<'v, str> {
        let text: &str = token.map_or(self, |token| token.mask(self));
        // A credential of its own, such as `?X-Plex-Token=…` in an address.
        if text == MASK || secret_spans(text).is_empty() {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(redacted(text))
        }
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

impl<'v, T: Masked<'v>> Masked<'v> for Vec<T> {
    type Value = Vec<T::Value>;

    fn masked(&'v self, token: Option<&AuthToken<'_>>) -> Self::Value {
        self.iter().map(|value| value.masked(token)).collect()
    }
}

macro_rules! without_strings {
    ($($value:ident)+) => {$(
        impl Masked<'_> for $value {
            type Value = Self;

            fn masked(&self, _: Option<&AuthToken<'_>>) -> Self {
                *self
            }
        }
    )+};
}

without_strings! { bool u16 u32 PinId Seconds Timestamp Coordinates }

/// Returns the token of a document, if the document has one.
trait Token {
    fn token(&self) -> Option<&AuthToken<'_>> {
        None
    }
}

impl Token for Location<'_> {}
impl Token for CompleteLocation<'_> {}
impl Token for ApiErrors<'_> {}
impl Token for ApiError<'_> {}

macro_rules! pins {
    ($($pin:ident)+) => {$(
        impl Token for $pin<'_> {
            fn token(&self) -> Option<&AuthToken<'_>> {
                self.auth_token.as_ref()
            }
        }

        impl $pin<'_> {
            /// Returns the pin with `<redacted>` in place of each string that repeats the token.
            #[cfg(feature = "serde")]
            pub(crate) fn without_repeated_token(&self) -> $pin<'_> {
                self.masked(self.token())
            }
        }
    )+};
}

pins! { Pin CompletePin }

/// Implements [`Masked`] and `Debug` for a type of a table: see `table.rs`.
macro_rules! masked {
    ($type:ident of $_:ident: $($index:literal $name:literal $field:ident $rule:ident $sent:ident)+) => {
        impl<'v> Masked<'v> for $type<'_> {
            type Value = $type<'v>;

            fn masked(&'v self, token: Option<&AuthToken<'_>>) -> $type<'v> {
                $type { $($field: self.$field.masked(token)),+ }
            }
        }

        /// Masks the token, also in other members that repeat it.
        impl fmt::Debug for $type<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let shown = self.masked(self.token());
                f.debug_struct(stringify!($type))$(.field(stringify!($field), &shown.$field))+.finish()
            }
        }
    };
}

pin_table!(rows masked);
pin_table!(complete_rows masked);
location_table!(rows masked);
location_table!(complete_rows masked);
api_errors_table!(rows masked);
api_error_table!(rows masked);

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
