//! The types: what the service sends, and nothing of how it is written.

mod api_errors;
mod ascii;
mod auth_token;
mod coordinates;
mod document;
mod issued_pin;
mod location;
mod masked;
mod new_registration;
mod pin;
mod pin_id;
mod seconds;
mod timestamp;

pub use api_errors::{ApiError, ApiErrors};
pub use auth_token::AuthToken;
#[cfg(feature = "serde")]
pub(crate) use auth_token::MASK;
pub use coordinates::Coordinates;
pub use document::Document;
pub use issued_pin::{IssuedLocation, IssuedPin};
pub use location::Location;
pub use new_registration::NewRegistration;
pub use pin::{Pin, PinState};
pub use pin_id::PinId;
pub use seconds::Seconds;
pub use timestamp::{Timestamp, TimestampText};

#[cfg(feature = "serde")]
pub(crate) use ascii::AsciiText;
pub(crate) use timestamp::Form as TimestampForm;

use alloc::borrow::Cow;

/// The largest integer up to which every integer is a double of its own: 2^53-1.
pub(crate) const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// Why a text is not a value of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ParseFailure {
    /// It has another form.
    Syntax,
    /// It has the form, but names no value of the type.
    OutOfRange,
}

fn owned(text: Option<Cow<'_, str>>) -> Option<Cow<'static, str>> {
    text.map(|text| Cow::Owned(text.into_owned()))
}
