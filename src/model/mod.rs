//! The types: what the service sends, and nothing of how it is written.

mod api_errors;
mod ascii;
mod auth_token;
mod complete;
mod coordinates;
mod document;
mod location;
mod masked;
mod member;
mod new_registration;
mod pin;
mod pin_id;
mod pin_state;
mod seconds;
mod table;
mod timestamp;

pub use api_errors::{ApiError, ApiErrors};
pub use auth_token::AuthToken;
pub(crate) use auth_token::MASK;
pub use coordinates::Coordinates;
pub use document::{Document, DocumentKind};
pub use location::{CompleteLocation, Location};
pub use member::{Member, MemberKind};
pub use new_registration::NewRegistration;
pub use pin::{CompletePin, Pin};
pub use pin_id::PinId;
pub use pin_state::PinState;
pub use seconds::Seconds;
pub use timestamp::{Timestamp, TimestampText};

pub(crate) use api_errors::{api_error_table, api_errors_table};
#[cfg(feature = "serde")]
pub(crate) use ascii::AsciiText;
pub(crate) use location::location_table;
pub(crate) use member::always_sent;
pub(crate) use pin::pin_table;
pub(crate) use timestamp::Form as TimestampForm;

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
