//! Numbers of pins: the value of `id`.

use core::fmt;
use core::str::FromStr;

use super::MAX_SAFE_INTEGER;
use crate::error::Error;

/// The number of a pin, as in `GET /api/v2/pins/{id}`.
///
/// It can be any `u64`. The service has only sent 32-bit integers so far. The model documentation
/// (`GetPinResponseBody`) types it as *double*, so the strict form ends at 2^53-1.
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
    /// The largest id that is exact in every client, including those that read doubles: 2^53-1.
    pub const MAX_PRECISE: Self = Self(MAX_SAFE_INTEGER);

    /// Makes the id of this number.
    #[must_use]
    pub const fn new(id: u64) -> Self {
        Self(id)
    }

    /// Returns the number.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }

    /// Returns whether the id is exact in a client that reads doubles. The strict form has no other ids.
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

/// Reads decimal digits, with or without leading zeros.
///
/// # Errors
///
/// The empty string, `+5`, `-5`, `5.0` and ` 5` are not digits alone; `18446744073709551616` is larger than a `u64`.
impl FromStr for PinId {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match text.parse() {
            Ok(id) if !text.starts_with('+') => Ok(Self(id)),
            _ => Err(Error::text("pin id in digits", text.is_empty())),
        }
    }
}

/// Writes decimal digits.
impl fmt::Display for PinId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
