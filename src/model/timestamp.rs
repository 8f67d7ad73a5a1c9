use core::fmt;
use core::ops::Deref;
use core::str::FromStr;

use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

use super::Unread;
use super::text::{Text, two_digits, with_pairs};
use crate::digits::pairs;
use crate::error::Error;

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

    /// Reads `2023-04-12T17:00:03Z`, the one form on the wire since 2020, and none other.
    // Eight bytes at a time: exclusive or with the pattern leaves digits as their values, and nothing of what
    // stands between them.
    #[inline(always)] // Then the parts are written where they stay, and are not put together to be taken apart.
    pub(crate) fn read_wire(text: &[u8; 20]) -> Option<Self> {
        let (date, rest) = text.split_first_chunk()?;
        let (time, end) = rest.split_first_chunk()?;
        let date = pairs(fields(*date, *b"0000-00-")?).to_le_bytes();
        let time = pairs(fields(*time, *b"00T00:00")?).to_le_bytes();
        let end =
            pairs(fields([end[0], end[1], end[2], end[3], 0, 0, 0, 0], *b":00Z\0\0\0\0")?).to_le_bytes();
        let fields = Fields {
            year: u16::from(date[0]) * 100 + u16::from(date[2]),
            month: date[5],
            day: time[0],
            hour: time[3],
            minute: time[6],
            second: end[1],
            nanosecond: 0,
        };
        fields.at(UtcOffset::UTC)
    }
}

/// The values of the digits of a text, which has digits where the pattern has 0, and else what the pattern has.
#[inline]
fn fields(text: [u8; 8], pattern: [u8; 8]) -> Option<u64> {
    let word = u64::from_le_bytes(text) ^ u64::from_le_bytes(pattern);
    // What turns the high bit of a byte on: ten for a digit, one for the rest.
    let limits = pattern.map(|byte| if byte == b'0' { 0x80 - 10 } else { 0x80 - 1 });
    // A carry out of a byte needs one of 0x80 or above, which is refused itself.
    let wrong = (word.wrapping_add(u64::from_le_bytes(limits)) | word) & 0x8080_8080_8080_8080;
    (wrong == 0).then_some(word)
}

/// How a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// In one of the two strict forms.
    Strict,
    /// In another one.
    Other,
    /// In another one, and UTC is a guess.
    ZoneAssumed,
}

struct Fields {
    year: u16,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    second: u8,
    nanosecond: u32,
}

impl Fields {
    #[inline(always)]
    fn at(&self, offset: UtcOffset) -> Option<Timestamp> {
        let month = *MONTHS.get(usize::from(self.month).wrapping_sub(1))?;
        let date = Date::from_calendar_date(self.year.into(), month, self.day).ok()?;
        let time = Time::from_hms_nano(self.hour, self.minute, self.second, self.nanosecond).ok()?;
        Some(Timestamp(PrimitiveDateTime::new(date, time).assume_offset(offset)))
    }
}

const MONTHS: [Month; 12] = {
    use Month::{
        April, August, December, February, January, July, June, March, May, November, October, September,
    };
    [January, February, March, April, May, June, July, August, September, October, November, December]
};

/// Reads ` 2023-04-12 19:00:03.5 +0200 CEST m=+0.1 ` and everything between that and the strict forms.
#[inline(never)]
fn read_any(text: &str) -> Result<(Form, Timestamp), Unread> {
    let trimmed = text.trim_ascii();
    let (fields, separator, rest) = read_fields(trimmed.as_bytes()).ok_or(Unread::Form)?;
    let (zone, reading) = split_monotonic(rest).ok_or(Unread::Form)?;
    let (form, offset) = read_zone(separator, zone)?;
    let untouched = trimmed.len() == text.len() && reading.is_empty();
    let form = if form == Form::Strict && !untouched { Form::Other } else { form };
    if zone.is_empty() && !reading.is_empty() {
        return Err(Unread::Form);
    }
    let (hours, minutes) = offset;
    let offset = if hours.unsigned_abs() < 24 && minutes.unsigned_abs() < 60 {
        UtcOffset::from_hms(hours, minutes, 0).map_err(|_| Unread::Range)?
    } else {
        return Err(Unread::Range);
    };
    Ok((form, fields.at(offset).ok_or(Unread::Range)?))
}

/// Reads `2023-04-12T17:00:03.120`: the fields, the separator, what follows.
fn read_fields(text: &[u8]) -> Option<(Fields, u8, &[u8])> {
    let (&text, mut rest) = text.split_first_chunk::<19>()?;
    let separator = text[10];
    let punctuation = [text[4], text[7], text[13], text[16]];
    if &punctuation != b"--::" || !matches!(separator, b'T' | b't' | b' ') {
        return None;
    }
    let nanosecond = match rest {
        [b'.', digits @ ..] => {
            let end = digits.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(digits.len());
            let (digits, behind) = digits.split_at(end);
            rest = behind;
            // As many zeros behind the digits as make nanoseconds of them.
            let zeros = 9_usize.checked_sub(digits.len()).filter(|&zeros| zeros < 9)?;
            number(digits)? * 10_u32.pow(u32::try_from(zeros).ok()?)
        }
        _ => 0,
    };
    let two = |at: usize| number(&text[at..at + 2]).and_then(|value| u8::try_from(value).ok());
    let fields = Fields {
        year: u16::try_from(number(&text[..4])?).ok()?,
        month: two(5)?,
        day: two(8)?,
        hour: two(11)?,
        minute: two(14)?,
        second: two(17)?,
        nanosecond,
    };
    Some((fields, separator, rest))
}

/// Splits the tail ` m=+0.000012` off, which Go's `time.Now().String()` has.
fn split_monotonic(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let Some(at) = rest.windows(3).position(|window| window == b" m=") else {
        return Some((rest, &[]));
    };
    let (zone, reading) = rest.split_at(at);
    let (b'+' | b'-', digits) = reading[3..].split_first()? else {
        return None;
    };
    let point = digits.iter().position(|&byte| byte == b'.')?;
    let all_digits = |digits: &[u8]| !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    (all_digits(&digits[..point]) && all_digits(&digits[point + 1..])).then_some((zone, reading))
}

/// Reads `Z`, `+02:00`, ` UTC`, `+0200` or ` +0200 CEST`: hours and minutes, not yet held against the clock.
fn read_zone(separator: u8, zone: &[u8]) -> Result<(Form, (i8, i8)), Unread> {
    let wire = separator == b'T';
    Ok(match zone {
        b"" => (Form::ZoneAssumed, (0, 0)),
        b"Z" if wire => (Form::Strict, (0, 0)),
        b"Z" | b"z" | b" UTC" => (Form::Other, (0, 0)),
        b" +0000 UTC" if separator == b' ' => (Form::Strict, (0, 0)),
        [sign, h, hh, b':', m, mm] => {
            (if wire { Form::Strict } else { Form::Other }, offset(*sign, [*h, *hh, *m, *mm])?)
        }
        [sign, h, hh, m, mm] => (Form::Other, offset(*sign, [*h, *hh, *m, *mm])?),
        [b' ', sign, h, hh, m, mm, b' ', name @ ..] if is_zone_name(name) => {
            (Form::Other, offset(*sign, [*h, *hh, *m, *mm])?)
        }
        _ => return Err(Unread::Form),
    })
}

fn offset(sign: u8, digits: [u8; 4]) -> Result<(i8, i8), Unread> {
    let part = |digits: &[u8]| number(digits).and_then(|value| i8::try_from(value).ok());
    match (sign, part(&digits[..2]), part(&digits[2..])) {
        (b'+', Some(hours), Some(minutes)) => Ok((hours, minutes)),
        (b'-', Some(hours), Some(minutes)) => Ok((-hours, -minutes)),
        _ => Err(Unread::Form),
    }
}

/// `CEST`, or `+03` as Go writes a zone that has no name.
fn is_zone_name(name: &[u8]) -> bool {
    match name {
        [b'+' | b'-', digits @ ..] => {
            (2..=4).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit)
        }
        letters => (1..=5).contains(&letters.len()) && letters.iter().all(u8::is_ascii_alphabetic),
    }
}

/// The value of up to nine digits.
fn number(digits: &[u8]) -> Option<u32> {
    digits
        .iter()
        .try_fold(0, |value, digit| digit.is_ascii_digit().then(|| value * 10 + u32::from(digit - b'0')))
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
