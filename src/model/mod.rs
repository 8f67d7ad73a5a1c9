//! The types: what the service sends, and nothing of how it is written.

mod api_errors;
mod auth_token;
mod coordinates;
mod document;
mod issued_pin;
mod location;
mod new_registration;
mod pin;
mod pin_id;
mod seconds;
mod text;
mod timestamp;

pub use api_errors::{ApiError, ApiErrors};
pub use auth_token::AuthToken;
pub use coordinates::Coordinates;
pub use document::{Document, DocumentKind};
pub use issued_pin::{IssuedLocation, IssuedPin};
pub use location::Location;
pub use new_registration::NewRegistration;
pub use pin::{Pin, PinState};
pub use pin_id::PinId;
pub use seconds::Seconds;
pub use timestamp::{Timestamp, TimestampText};

#[cfg(feature = "serde")]
pub(crate) use text::Text;
pub(crate) use timestamp::Form as TimestampForm;

use std::borrow::Cow;

/// The largest integer up to which every integer is a double of its own: 2^53-1.
pub(crate) const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// Why a text is not a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unread {
    /// It is not in the form.
    Form,
    /// It is in the form, but there is no such value.
    Range,
}

fn owned(text: Option<Cow<'_, str>>) -> Option<Cow<'static, str>> {
    text.map(|text| Cow::Owned(text.into_owned()))
}
