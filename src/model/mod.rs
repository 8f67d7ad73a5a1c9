//! The types of what the service sends, without how they are read and written.

mod api_errors;
mod ascii;
mod auth_token;
mod complete;
mod coordinates;
mod document;
mod known_error;
mod location;
mod masked;
mod member;
mod new_registration;
mod note;
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
pub use known_error::{Evidence, KnownError};
pub use location::{CompleteLocation, Location};
pub use member::{Member, MemberKind};
pub use new_registration::NewRegistration;
pub use note::{Note, NoteCode};
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
pub(crate) use table::{complete_rows, rows, rows_of};
pub(crate) use timestamp::Form as TimestampForm;

/// The largest integer below which a double represents every integer exactly: 2^53-1.
pub(crate) const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// Why a string is not a value of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ParseFailure {
    /// The string has another form.
    Syntax,
    /// The string has the form, but its value is out of range.
    OutOfRange,
}
