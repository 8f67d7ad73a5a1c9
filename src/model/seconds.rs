//! Numbers of seconds: the value of `expiresIn`.

use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::str::FromStr;
use core::time::Duration;

use super::{MAX_SAFE_INTEGER, ParseFailure};
use crate::digits::all_digits;
use crate::error::Error;

/// A number of seconds in `0..=9007199254740991`, fractions allowed.
///
/// The service sends integers; the model documentation (`GetPinResponseBody`) types them as *double*.
///
/// ```
/// use core::time::Duration;
///
/// use plex_pin::Seconds;
///
/// let seconds = Seconds::new(876.5)?;
/// assert_eq!(Duration::from(seconds), Duration::from_millis(876_500));
/// assert_eq!(seconds.to_string(), "876.5");
/// assert_eq!("900".parse::<Seconds>()?, Seconds::from(900));
/// assert!(seconds < Seconds::from(900));
/// # Ok::<(), plex_pin::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seconds(f64);

const EXPECTED: &str = "seconds in 0..=9007199254740991";

impl Seconds {
    #[allow(clippy::cast_precision_loss)] // Exact, which is what the constant is for.
    const MAX: f64 = MAX_SAFE_INTEGER as f64;

    /// Makes a number of seconds; `-0.0` becomes `0.0`.
    ///
    /// # Errors
    ///
    /// `-1.0`, `9007199254740992.0`, `f64::INFINITY`, `f64::NAN`.
    pub fn new(seconds: f64) -> Result<Self, Error> {
        Self::checked(seconds).ok_or_else(out_of_range)
    }

    #[inline]
    pub(crate) fn checked(seconds: f64) -> Option<Self> {
        // The sum turns -0.0 into 0.0, so that equal values have equal bits.
        (0.0..=Self::MAX).contains(&seconds).then_some(Self(seconds + 0.0))
    }

    /// Reads `900` or `876.5`.
    pub(crate) fn read(text: &str) -> Result<Self, ParseFailure> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        if !all_digits(whole.as_bytes()) || !all_digits(fraction.as_bytes()) {
            return Err(ParseFailure::Syntax);
        }
        text.parse().ok().and_then(Self::checked).ok_or(ParseFailure::OutOfRange)
    }

    /// Returns the number of seconds, with its fraction.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }

    /// Returns the number of seconds if it has no fraction: 876 for 876.0, `None` for 876.5.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::float_cmp)]
    pub fn whole(self) -> Option<u64> {
        // Invariant: every integer in range is exact. (`fract` is a call on older processors, and not in `core`.)
        let whole = self.0 as i64;
        (whole as f64 == self.0).then_some(whole.unsigned_abs())
    }
}

#[cold]
fn out_of_range() -> Error {
    Error::value(EXPECTED, "number out of range")
}

// Invariant: never NaN, and never -0.0. So equality is total, and that of the bits.
impl Eq for Seconds {}

impl PartialOrd for Seconds {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Seconds {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

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

/// To the nearest nanosecond.
impl From<Seconds> for Duration {
    fn from(seconds: Seconds) -> Self {
        Self::from_secs_f64(seconds.0)
    }
}

/// To the nearest double.
///
/// # Errors
///
/// A duration of more than 9007199254740991 seconds: `Duration::MAX`.
impl TryFrom<Duration> for Seconds {
    type Error = Error;

    fn try_from(duration: Duration) -> Result<Self, Error> {
        Self::new(duration.as_secs_f64())
    }
}

/// To the nearest nanosecond.
#[cfg(feature = "time")]
impl From<Seconds> for time::Duration {
    fn from(seconds: Seconds) -> Self {
        Self::seconds_f64(seconds.0)
    }
}

/// To the nearest double.
///
/// # Errors
///
/// A negative duration; one of more than 9007199254740991 seconds.
#[cfg(feature = "time")]
impl TryFrom<time::Duration> for Seconds {
    type Error = Error;

    fn try_from(duration: time::Duration) -> Result<Self, Error> {
        Self::new(duration.as_seconds_f64())
    }
}

/// Reads decimal digits, with or without a fraction.
///
/// # Errors
///
/// The empty string, `-1`, `1e3`, `.5`, `5.` and ` 5` are in another form; `9007199254740992` is out of range.
impl FromStr for Seconds {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::read(text).map_err(|failure| match failure {
            ParseFailure::Syntax => Error::text("seconds in digits", text.is_empty()),
            ParseFailure::OutOfRange => out_of_range(),
        })
    }
}

/// Writes digits without an exponent, with a fraction only if it is not zero: `900`, `876.5`.
impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
