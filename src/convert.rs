//! Standard library conversions from strings and bytes to documents, for generic code and command-line arguments.
//!
//! Each calls `parse` of the document.

use core::str::FromStr;

use crate::error::Error;
use crate::model::{ApiErrors, Location, Pin};

macro_rules! conversions {
    ($($model:ident $body:literal $wrong:literal;)+) => {$(
        #[doc = concat!("Reads a body as [`", stringify!($model), "::parse`] does, and borrows from it.")]
        ///
        /// # Errors
        ///
        #[doc = concat!("The empty string, `[1]`, `", $wrong, "`.")]
        ///
        /// ```
        #[doc = concat!("use plex_pin::", stringify!($model), ";")]
        ///
        #[doc = concat!("let body = r#\"", $body, "\"#;")]
        #[doc = concat!("assert_eq!(", stringify!($model), "::try_from(body), ", stringify!($model), "::parse(body));")]
        /// ```
        impl<'a> TryFrom<&'a str> for $model<'a> {
            type Error = Error;

            fn try_from(body: &'a str) -> Result<Self, Error> {
                Self::parse(body)
            }
        }

        #[doc = concat!("Reads a body as [`", stringify!($model), "::parse`] does, and borrows from it.")]
        ///
        /// # Errors
        ///
        #[doc = concat!("No bytes, bytes that are not UTF-8, `[1]`, `", $wrong, "`.")]
        impl<'a> TryFrom<&'a [u8]> for $model<'a> {
            type Error = Error;

            fn try_from(body: &'a [u8]) -> Result<Self, Error> {
                Self::parse(body)
            }
        }

        #[doc = concat!("Reads a body as [`", stringify!($model), "::parse`] does, and owns all that it holds.")]
        ///
        /// # Errors
        ///
        #[doc = concat!("The empty string, `[1]`, `", $wrong, "`.")]
        ///
        /// ```
        #[doc = concat!("use plex_pin::", stringify!($model), ";")]
        ///
        #[doc = concat!("let value: ", stringify!($model), "<'static> = r#\"", $body, "\"#.parse()?;")]
        #[doc = concat!("assert_ne!(value, ", stringify!($model), "::default());")]
        /// # Ok::<(), plex_pin::Error>(())
        /// ```
        impl FromStr for $model<'static> {
            type Err = Error;

            fn from_str(body: &str) -> Result<Self, Error> {
                $model::parse(body).map($model::into_owned)
            }
        }
    )+};
}

conversions! {
    Pin r#"{"id":1272322473,"code":"7RQZ"}"# r#"{"id":"1272322473"}"#;
    Location r#"{"code":"NL","city":"Breda"}"# r#"{"postal_code":802}"#;
    ApiErrors r#"{"errors":[{"code":1020,"message":"gone"}]}"# r#"{"errors":[{"code":"1020"}]}"#;
}
