//! Moments in time: the values of `createdAt` and `expiresAt`.

mod calendar;
mod convert;
mod forms;

use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::num::NonZeroU8;
use core::ops::Deref;

use super::ascii::{AsciiText, two_digits, with_pairs};
use crate::error::Error;

use calendar::SECONDS_PER_DAY;

/// The form that a timestamp was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// One of the two strict forms.
    Strict,
    /// `2023-04-12 17:00:03 UTC`, which the service writes in XML.
    Utc,
    /// Another form.
    Other,
    /// Another form, without a zone: UTC is assumed.
    ZoneAssumed,
}

/// A moment, to the nanosecond, with the offset from UTC that it was written with.
///
/// The date as written is in the years 0 to 9999, the offset in whole minutes from -23:59 to +23:59. Leap seconds do not
/// exist: seconds are 0 to 59.
///
/// Two forms are strict. The service writes RFC 3339, `2023-04-12T17:00:03Z`, in 2019 with milliseconds; the model
/// documentation (`GetPinResponseBody`) writes `2023-04-12 17:00:03 +0000 UTC`.
///
/// Timestamps of the same moment are equal, whatever their offsets, and are ordered by the moment.
///
/// ```
/// use plex_pin::Timestamp;
///
/// let timestamp: Timestamp = "2023-04-12 17:00:03 +0000 UTC".parse()?;
/// assert_eq!(timestamp.to_string(), "2023-04-12T17:00:03Z");
/// assert_eq!(timestamp, "2023-04-12T19:00:03+02:00".parse()?);
/// assert_eq!(timestamp.to_unix(), 1_681_318_803);
/// assert_eq!(Timestamp::from_unix(1_681_318_803)?, timestamp);
/// # Ok::<(), plex_pin::Error>(())
/// ```
///
/// It converts to and from [`SystemTime`](https://doc.rust-lang.org/std/time/struct.SystemTime.html) (feature `std`) and
/// [`time::OffsetDateTime`](https://docs.rs/time/0.3/time/struct.OffsetDateTime.html) (feature `time`).
// The fields as written: reading and writing a timestamp need no conversion, only comparing it does.
#[derive(Clone, Copy)]
pub struct Timestamp {
    year: u16,
    // Never zero, so that an `Option` of a timestamp needs no more room.
    month: NonZeroU8,
    day: u8,
    hour: u8,
    minute: u8,
    second: u8,
    nanosecond: u32,
    /// Minutes east of UTC.
    offset: i16,
}

const EXPECTED: &str = "timestamp in years 0..=9999";

/// The largest offset, in minutes: 23:59.
const MAX_OFFSET: i16 = 24 * 60 - 1;

impl Timestamp {
    /// The last second of the year 9999 of UTC, 9999-12-31T23:59:59Z: the largest number that lenient parsing takes for a
    /// date.
    pub const MAX_UNIX: i64 = 253_402_300_799;

    /// The first second of the year 0 of UTC, 0000-01-01T00:00:00Z.
    const MIN_UNIX: i64 = -62_167_219_200;

    /// The earliest moment: 0000-01-01T00:00:00+23:59.
    pub const MIN: Self = Self {
        year: 0,
        month: NonZeroU8::MIN,
        day: 1,
        hour: 0,
        minute: 0,
        second: 0,
        nanosecond: 0,
        offset: MAX_OFFSET,
    };

    /// The latest moment: 9999-12-31T23:59:59.999999999-23:59.
    pub const MAX: Self = Self {
        year: 9999,
        month: NonZeroU8::new(12).unwrap(),
        day: 31,
        hour: 23,
        minute: 59,
        second: 59,
        nanosecond: 999_999_999,
        offset: -MAX_OFFSET,
    };

    /// Returns the moment this many seconds after 1970-01-01T00:00:00Z, negative before.
    ///
    /// It accepts every number that [`to_unix`](Self::to_unix) returns: -62167305540 to 253402387139. The timestamp is
    /// at UTC if its year is then in 0 to 9999. On the day before and the day after those years it is at an offset of
    /// +23:59 or -23:59, at which its year is in range.
    ///
    /// # Errors
    ///
    /// `-62167305541`, `253402387140`.
    ///
    /// ```
    /// use plex_pin::Timestamp;
    ///
    /// assert_eq!(Timestamp::from_unix(-1)?.to_string(), "1969-12-31T23:59:59Z");
    /// assert_eq!(Timestamp::from_unix(253_402_300_800)?.to_string(), "9999-12-31T00:01:00-23:59");
    /// assert!(Timestamp::from_unix(253_402_387_140).is_err());
    /// # Ok::<(), plex_pin::Error>(())
    /// ```
    pub fn from_unix(seconds: i64) -> Result<Self, Error> {
        Self::at(seconds, 0).ok_or_else(|| Error::value(EXPECTED, "number out of range"))
    }

    /// Returns the seconds after 1970-01-01T00:00:00Z, negative before it, rounded down.
    #[must_use]
    pub const fn to_unix(self) -> i64 {
        self.local_seconds() - self.offset as i64 * 60
    }

    /// Returns the moment this many nanoseconds after 1970-01-01T00:00:00Z, negative before.
    ///
    /// It accepts every number that [`to_unix_nanos`](Self::to_unix_nanos) returns, and sets the offset as
    /// [`from_unix`](Self::from_unix) does.
    ///
    /// # Errors
    ///
    /// `-62167305540000000001`, `253402387140000000000`.
    ///
    /// ```
    /// use plex_pin::Timestamp;
    ///
    /// assert_eq!(Timestamp::from_unix_nanos(-1)?.to_string(), "1969-12-31T23:59:59.999999999Z");
    /// # Ok::<(), plex_pin::Error>(())
    /// ```
    pub fn from_unix_nanos(nanoseconds: i128) -> Result<Self, Error> {
        let seconds = i64::try_from(nanoseconds.div_euclid(NANOSECONDS)).ok();
        let nanosecond = u32::try_from(nanoseconds.rem_euclid(NANOSECONDS)).ok();
        let timestamp =
            seconds.zip(nanosecond).and_then(|(seconds, nanosecond)| Self::at(seconds, nanosecond));
        timestamp.ok_or_else(|| Error::value(EXPECTED, "number out of range"))
    }

    /// Returns the nanoseconds after 1970-01-01T00:00:00Z, negative before.
    #[must_use]
    pub const fn to_unix_nanos(self) -> i128 {
        self.to_unix() as i128 * NANOSECONDS + self.nanosecond as i128
    }

    /// Returns the offset that the timestamp is written with, in minutes east of UTC: -1439 to 1439.
    #[must_use]
    pub const fn offset_minutes(self) -> i16 {
        self.offset
    }

    /// Returns the same moment, written at another offset, in minutes east of UTC.
    ///
    /// # Errors
    ///
    /// `1440` and `-1440`; an offset at which the date is not in the years 0 to 9999, such as 60 for
    /// `9999-12-31T23:59:59Z`.
    ///
    /// ```
    /// use plex_pin::Timestamp;
    ///
    /// let timestamp: Timestamp = "2023-04-12T17:00:03Z".parse()?;
    /// assert_eq!(timestamp.with_offset(-210)?.to_string(), "2023-04-12T13:30:03-03:30");
    /// # Ok::<(), plex_pin::Error>(())
    /// ```
    pub fn with_offset(self, minutes: i16) -> Result<Self, Error> {
        if minutes.unsigned_abs() > MAX_OFFSET.unsigned_abs() {
            return Err(Error::value("offset in -1439..=1439 minutes", "number out of range"));
        }
        let local = self.to_unix() + i64::from(minutes) * 60;
        Self::from_local(local, self.nanosecond, minutes)
            .ok_or_else(|| Error::value(EXPECTED, "another year at this offset"))
    }

    /// Formats the timestamp as RFC 3339, `2023-04-12T17:00:03Z`: at its own offset, with as many digits of the fraction
    /// as it needs.
    #[must_use]
    pub fn to_rfc3339(self) -> TimestampText {
        let mut text = TimestampText(AsciiText::new());
        self.write(&mut text.0);
        text
    }

    /// Formats the timestamp as the model documentation does, `2023-04-12 17:00:03 +0000 UTC`.
    ///
    /// `None` for a moment outside of the years 0 to 9999 of UTC, such as `0000-01-01T00:00:00+00:01`.
    ///
    /// ```
    /// use plex_pin::Timestamp;
    ///
    /// let timestamp: Timestamp = "2023-04-12T19:00:03.5+02:00".parse()?;
    /// assert_eq!(&*timestamp.to_documented().unwrap(), "2023-04-12 17:00:03.5 +0000 UTC");
    /// # Ok::<(), plex_pin::Error>(())
    /// ```
    #[must_use]
    pub fn to_documented(self) -> Option<TimestampText> {
        let utc = Self::from_local(self.to_unix(), self.nanosecond, 0)?;
        let mut text = TimestampText(AsciiText::new());
        utc.write_clock(b' ', &mut text.0);
        text.0.push(b" +0000 UTC");
        Some(text)
    }

    /// Makes a timestamp of fields as written. `None` if the date is not in the calendar or the time not on the clock.
    #[inline(always)] // The fields are then written where the timestamp stays.
    fn from_fields(
        (year, month, day): (u16, u8, u8),
        (hour, minute, second): (u8, u8, u8),
        nanosecond: u32,
        offset: i16,
    ) -> Option<Self> {
        let is_clock = hour < 24 && minute < 60 && second < 60;
        let month = NonZeroU8::new(month)?;
        (is_clock && calendar::is_date(year, month.get(), day)).then_some(Self {
            year,
            month,
            day,
            hour,
            minute,
            second,
            nanosecond,
            offset,
        })
    }

    /// Makes the timestamp whose date and clock are this many seconds after 1970-01-01T00:00:00 as it is written.
    /// `nanosecond` must be below 1000000000, `offset` at most 1439.
    pub(crate) fn from_local(seconds: i64, nanosecond: u32, offset: i16) -> Option<Self> {
        if !(Self::MIN_UNIX..=Self::MAX_UNIX).contains(&seconds) {
            return None;
        }
        let (year, month, day) = calendar::date_of(seconds.div_euclid(SECONDS_PER_DAY));
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Within a day.
        let clock = seconds.rem_euclid(SECONDS_PER_DAY) as u32;
        #[allow(clippy::cast_possible_truncation)] // Each is below 60.
        let clock = ((clock / 3600) as u8, (clock / 60 % 60) as u8, (clock % 60) as u8);
        Self::from_fields((year, month, day), clock, nanosecond, offset)
    }

    /// Makes the timestamp of a moment at UTC, or at the offset at which its year is in range.
    fn at(unix: i64, nanosecond: u32) -> Option<Self> {
        let offset = match unix {
            ..Self::MIN_UNIX => MAX_OFFSET,
            Self::MIN_UNIX..=Self::MAX_UNIX => 0,
            _ => -MAX_OFFSET,
        };
        Self::from_local(unix.saturating_add(i64::from(offset) * 60), nanosecond, offset)
    }

    /// The seconds after 1970-01-01T00:00:00 of the date and clock as they are written.
    const fn local_seconds(self) -> i64 {
        let days = calendar::day_number(self.year, self.month.get(), self.day);
        let clock = self.hour as i64 * 3600 + self.minute as i64 * 60 + self.second as i64;
        days * SECONDS_PER_DAY + clock
    }

    /// Returns the value to compare by: the moment, whatever the offset.
    const fn moment(self) -> (i64, u32) {
        (self.to_unix(), self.nanosecond)
    }

    /// Writes the text in the form of RFC 3339.
    #[inline]
    pub(crate) fn write(self, text: &mut AsciiText<39>) {
        self.write_clock(b'T', text);
        if self.offset == 0 {
            text.push(b"Z");
        } else {
            let minutes = self.offset.unsigned_abs();
            text.push(if self.offset < 0 { b"-" } else { b"+" });
            #[allow(clippy::cast_possible_truncation)] // Below 24 and 60.
            let (hours, minutes) = ((minutes / 60) as u8, (minutes % 60) as u8);
            text.push(&two_digits(hours));
            text.push(b":");
            text.push(&two_digits(minutes));
        }
    }

    /// Writes `2023-04-12T17:00:03.12`.
    #[inline]
    fn write_clock(self, separator: u8, text: &mut AsciiText<39>) {
        #[allow(clippy::cast_possible_truncation)] // A year of 0 to 9999.
        let (century, year) = ((self.year / 100) as u8, (self.year % 100) as u8);
        text.push(&with_pairs(*b"0000-00-", [(0, century), (2, year), (5, self.month.get())]));
        let pattern = [b'0', b'0', separator, b'0', b'0', b':', b'0', b'0'];
        text.push(&with_pairs(pattern, [(0, self.day), (3, self.hour), (6, self.minute)]));
        let [tens, ones] = two_digits(self.second);
        text.push(&[b':', tens, ones]);
        text.push_fraction(self.nanosecond);
    }
}

const NANOSECONDS: i128 = 1_000_000_000;

impl PartialEq for Timestamp {
    fn eq(&self, other: &Self) -> bool {
        self.moment() == other.moment()
    }
}

impl Eq for Timestamp {}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> Ordering {
        self.moment().cmp(&other.moment())
    }
}

impl Hash for Timestamp {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.moment().hash(state);
    }
}

/// The text of a [`Timestamp`], without allocation. It dereferences to `str`.
#[derive(Clone, Copy)]
// As long as `9999-12-31T23:59:59.123456789 +0000 UTC`.
pub struct TimestampText(AsciiText<39>);

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

/// Writes the form of RFC 3339.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_rfc3339().fmt(f)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Timestamp({self})")
    }
}
