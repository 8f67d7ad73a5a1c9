use core::fmt;
use core::str::FromStr;

use super::MAX_SAFE_INTEGER;
use crate::error::Error;

/// The number of a pin, as in `GET /api/v2/pins/{id}`.
///
/// Any `u64`. The service sends 32-bit integers so far; the model documentation (`GetPinResponseBody`) types it as *double*,
/// so that the strict form ends at 2^53-1.
///
/// ```
/// use plex_pin::{Pin, PinId};
///
/// let id = Pin::parse(r#"{"id":1.272322473e9}"#)?.id;
/// assert_eq!(id, Some(PinId::new(1_272_322_473)));
/// assert_eq!("1272322473".parse::<PinId>()?, PinId::new(1_272_322_473));
/// # Ok::<(), plex_pin::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PinId(u64);

impl PinId {
    /// The largest id that every client reads exactly, those that read doubles too: 2^53-1.
    pub const MAX_PRECISE: Self = Self(MAX_SAFE_INTEGER);

    /// The id of this number.
    #[must_use]
    pub const fn new(id: u64) -> Self {
        Self(id)
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }

    /// Whether a client that reads doubles has the same id; strict accepts no other.
    #[must_use]
    pub const fn is_precise(self) -> bool {
        self.0 <= MAX_SAFE_INTEGER
    }
}

impl From<u64> for PinId {
    fn from(id: u64) -> Self {
        Self(id)
    }
}

impl From<PinId> for u64 {
    fn from(id: PinId) -> Self {
        id.0
    }
}

/// Reads decimal digits.
///
/// # Errors
///
/// The empty text; `+5`, `-5`, `5.0` and ` 5` (digits only); `18446744073709551616` (no `u64`).
impl FromStr for PinId {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match text.parse() {
            Ok(id) if !text.starts_with('+') => Ok(Self(id)),
            _ => Err(Error::text("pin id in digits", text.is_empty())),
        }
    }
}

impl fmt::Display for PinId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
