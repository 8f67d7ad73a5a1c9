use core::fmt;
use core::hash::{Hash, Hasher};
use core::str::FromStr;

use super::{MAX_SAFE_INTEGER, Unread};
use crate::digits::all_digits;
use crate::error::Error;

/// A number of seconds in `0..=9007199254740991`, fractions allowed.
///
/// The service sends integers; the model documentation (`GetPinResponseBody`) types them as *double*.
///
/// ```
/// use plex_pin::Seconds;
///
/// let seconds = Seconds::new(876.5)?;
/// assert_eq!(time::Duration::from(seconds), time::Duration::milliseconds(876_500));
/// assert_eq!(seconds.to_string(), "876.5");
/// assert_eq!("900".parse::<Seconds>()?, Seconds::from(900));
/// # Ok::<(), plex_pin::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Seconds(f64);

const EXPECTED: &str = "seconds in 0..=9007199254740991";

impl Seconds {
    #[allow(clippy::cast_precision_loss)] // Exact, which is what the constant is for.
    const MAX: f64 = MAX_SAFE_INTEGER as f64;

    /// This many seconds; `-0.0` is `0.0`.
    ///
    /// # Errors
    ///
    /// `-1.0`, `9007199254740992.0`, `f64::INFINITY`, `f64::NAN`.
    pub fn new(seconds: f64) -> Result<Self, Error> {
        Self::checked(seconds).ok_or_else(|| Error::value(EXPECTED, "number out of range"))
    }

    #[inline]
    pub(crate) fn checked(seconds: f64) -> Option<Self> {
        // The sum turns -0.0 into 0.0, so that equal values have equal bits.
        (0.0..=Self::MAX).contains(&seconds).then_some(Self(seconds + 0.0))
    }

    /// Reads `900` or `876.5`.
    pub(crate) fn read(text: &str) -> Result<Self, Unread> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        if !all_digits(whole.as_bytes()) || !all_digits(fraction.as_bytes()) {
            return Err(Unread::Form);
        }
        text.parse().ok().and_then(Self::checked).ok_or(Unread::Range)
    }

    /// The number of seconds.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }

    /// The number where it has no fraction.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::float_cmp)]
    pub fn whole(self) -> Option<u64> {
        // Invariant: every integer in range is exact. (`fract` is a call where the processor may be an old one.)
        let whole = self.0 as i64;
        (whole as f64 == self.0).then_some(whole.unsigned_abs())
    }
}

// Invariant: never NaN, and never -0.0.
impl Eq for Seconds {}

impl Hash for Seconds {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

impl From<u32> for Seconds {
    fn from(seconds: u32) -> Self {
        Self(seconds.into())
    }
}

/// To the nanosecond.
impl From<Seconds> for time::Duration {
    fn from(seconds: Seconds) -> Self {
        Self::seconds_f64(seconds.0)
    }
}

/// To the nanosecond.
impl From<Seconds> for core::time::Duration {
    fn from(seconds: Seconds) -> Self {
        Self::from_secs_f64(seconds.0)
    }
}

/// To the nearest double.
///
/// # Errors
///
/// A negative duration; one of more than 9007199254740991 seconds.
impl TryFrom<time::Duration> for Seconds {
    type Error = Error;

    fn try_from(duration: time::Duration) -> Result<Self, Error> {
        Self::new(duration.as_seconds_f64())
    }
}

/// To the nearest double.
///
/// # Errors
///
/// A duration of more than 9007199254740991 seconds.
impl TryFrom<core::time::Duration> for Seconds {
    type Error = Error;

    fn try_from(duration: core::time::Duration) -> Result<Self, Error> {
        Self::new(duration.as_secs_f64())
    }
}

/// Reads decimal digits, with a fraction or without.
///
/// # Errors
///
/// The empty text; `-1`, `1e3`, `.5`, `5.` and ` 5` (another form); `9007199254740992` (out of range).
impl FromStr for Seconds {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::read(text).map_err(|unread| match unread {
            Unread::Form => Error::text("seconds in digits", text.is_empty()),
            Unread::Range => Error::value(EXPECTED, "number out of range"),
        })
    }
}

/// Without an exponent, the fraction only where there is one.
impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
