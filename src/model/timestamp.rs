use core::fmt;
use core::ops::Deref;
use core::str::FromStr;

use time::{OffsetDateTime, UtcOffset};

use super::Unread;
use super::text::{Text, two_digits, with_pairs};
use crate::error::Error;

mod forms;

pub(crate) use forms::Form;
use forms::read_any;

/// A moment, to the nanosecond, with the offset it was written with; years 0 to 9999.
///
/// Two forms are strict. The service writes RFC 3339, `2023-04-12T17:00:03Z`, in 2019 with milliseconds; the model documentation
/// (`GetPinResponseBody`) writes `2023-04-12 17:00:03 +0000 UTC`.
///
/// Moments are equal where they are the same moment, whatever the offset.
///
/// ```
/// use plex_pin::Timestamp;
///
/// let timestamp: Timestamp = "2023-04-12 17:00:03 +0000 UTC".parse()?;
/// assert_eq!(timestamp.to_string(), "2023-04-12T17:00:03Z");
/// assert_eq!(timestamp, "2023-04-12T19:00:03+02:00".parse()?);
/// assert_eq!(&*timestamp.documented().unwrap(), "2023-04-12 17:00:03 +0000 UTC");
/// # Ok::<(), plex_pin::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(OffsetDateTime);

const EXPECTED: &str = "timestamp in years 0..=9999";

impl Timestamp {
    /// The last second that [`from_unix`](Self::from_unix) takes: 9999-12-31T23:59:59Z.
    pub const MAX_UNIX: i64 = 253_402_300_799;

    /// The moment this many seconds after 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    ///
    /// `-62167219201` (before year 0), `253402300800` (after year 9999).
    pub fn from_unix(seconds: i64) -> Result<Self, Error> {
        OffsetDateTime::from_unix_timestamp(seconds)
            .ok()
            .and_then(Self::checked)
            .ok_or_else(|| Error::value(EXPECTED, "number out of range"))
    }

    /// Seconds after 1970-01-01T00:00:00Z; negative before.
    #[must_use]
    pub const fn to_unix(self) -> i64 {
        self.0.unix_timestamp()
    }

    /// The text in the form of RFC 3339 (`2023-04-12T17:00:03Z`), with as many digits of a fraction as there
    /// are, at the offset it was written with.
    #[must_use]
    pub fn rfc3339(self) -> TimestampText {
        let mut text = TimestampText(Text::new());
        self.write(&mut text.0);
        text
    }

    /// Writes the text in the form of RFC 3339.
    #[inline]
    pub(crate) fn write(self, text: &mut Text<39>) {
        write_clock(self.0, b'T', text);
        let (hours, minutes, _) = self.0.offset().as_hms();
        if self.0.offset().is_utc() {
            text.push(b"Z");
        } else {
            text.push(if self.0.offset().is_negative() { b"-" } else { b"+" });
            text.push(&two_digits(hours.unsigned_abs()));
            text.push(b":");
            text.push(&two_digits(minutes.unsigned_abs()));
        }
    }

    /// The text in the documented form, `2023-04-12 17:00:03 +0000 UTC`: none where the moment lies outside
    /// of the years 0 to 9999 of UTC.
    #[must_use]
    pub fn documented(self) -> Option<TimestampText> {
        let utc = Self::checked(self.0.checked_to_offset(UtcOffset::UTC)?)?;
        let mut text = TimestampText(Text::new());
        write_clock(utc.0, b' ', &mut text.0);
        text.0.push(b" +0000 UTC");
        Some(text)
    }

    /// RFC 3339 knows years of four digits, and offsets of whole minutes within a day.
    fn checked(time: OffsetDateTime) -> Option<Self> {
        let (hours, _, seconds) = time.offset().as_hms();
        let fits = (0..=9999).contains(&time.year()) && hours.abs() < 24 && seconds == 0;
        fits.then_some(Self(time))
    }

    /// Reads every form that has one obvious meaning.
    #[inline]
    pub(crate) fn read(text: &str) -> Result<(Form, Self), Unread> {
        match text.as_bytes().try_into().ok().and_then(Self::read_wire) {
            Some(timestamp) => Ok((Form::Strict, timestamp)),
            None => read_any(text),
        }
    }
}

/// The text of a [`Timestamp`], without allocation.
#[derive(Clone, Copy)]
// As long as `9999-12-31T23:59:59.123456789 +0000 UTC`.
pub struct TimestampText(Text<39>);

/// Writes `2023-04-12T17:00:03.12`.
#[inline]
fn write_clock(time: OffsetDateTime, separator: u8, text: &mut Text<39>) {
    let (year, month, day) = time.to_calendar_date();
    let (hour, minute, second, nanosecond) = time.to_hms_nano();
    // Invariant: a year of 0 to 9999.
    #[allow(clippy::cast_possible_truncation)]
    let (century, year) = ((year.unsigned_abs() / 100) as u8, (year.unsigned_abs() % 100) as u8);
    text.push(&with_pairs(*b"0000-00-", [(0, century), (2, year), (5, month.into())]));
    let pattern = [b'0', b'0', separator, b'0', b'0', b':', b'0', b'0'];
    text.push(&with_pairs(pattern, [(0, day), (3, hour), (6, minute)]));
    let [tens, ones] = two_digits(second);
    text.push(&[b':', tens, ones]);
    text.push_fraction(nanosecond);
}

impl Deref for TimestampText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TimestampText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for TimestampText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

/// Reads both strict forms.
///
/// # Errors
///
/// `2023-04-12T17:00:03`, `2023-04-12t17:00:03z`, `2023-04-12 17:00:03Z`, `2023-04-12`, `1681318803` and the
/// empty text (another form); `2023-02-30T00:00:00Z`, `2023-04-12T24:00:00Z` (no such moment).
impl FromStr for Timestamp {
    type Err = Error;

    #[inline]
    fn from_str(text: &str) -> Result<Self, Error> {
        // Out of what `read` gives the timestamp would be copied once more.
        if let Some(timestamp) = text.as_bytes().try_into().ok().and_then(Self::read_wire) {
            return Ok(timestamp);
        }
        match read_any(text) {
            Ok((Form::Strict, timestamp)) => Ok(timestamp),
            Err(Unread::Range) => {
                Err(Error::value("timestamp", "no day of the calendar or time of the clock"))
            }
            _ => Err(Error::text("timestamp", text.is_empty())),
        }
    }
}

/// In the form of RFC 3339.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rfc3339().fmt(f)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Timestamp({self})")
    }
}

impl From<Timestamp> for OffsetDateTime {
    fn from(timestamp: Timestamp) -> Self {
        timestamp.0
    }
}

/// # Errors
///
/// The year -1, the year 10000, an offset of a day or more, an offset with seconds.
impl TryFrom<OffsetDateTime> for Timestamp {
    type Error = Error;

    fn try_from(time: OffsetDateTime) -> Result<Self, Error> {
        Self::checked(time)
            .ok_or_else(|| Error::value("year in 0..=9999 and offset in whole minutes", "another one"))
    }
}
