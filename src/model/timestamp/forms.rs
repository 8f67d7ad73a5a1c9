//! The forms of a timestamp, and how they are read.

use core::str::FromStr;

use super::super::ParseFailure;
use super::{Form, Timestamp};
use crate::digits::pairs;
use crate::error::Error;

impl Timestamp {
    /// Reads `2023-04-12T17:00:03Z`, the one form on the wire since 2020, and no other.
    // Eight bytes at a time: exclusive or with the pattern leaves the values of digits, and zero for what is between.
    #[inline(always)] // The fields are then written where the timestamp stays.
    pub(crate) fn read_wire(text: &[u8; 20]) -> Option<Self> {
        let (date, rest) = text.split_first_chunk()?;
        let (time, end) = rest.split_first_chunk()?;
        let date = pairs(fields(*date, *b"0000-00-")?).to_le_bytes();
        let time = pairs(fields(*time, *b"00T00:00")?).to_le_bytes();
        let end =
            pairs(fields([end[0], end[1], end[2], end[3], 0, 0, 0, 0], *b":00Z\0\0\0\0")?).to_le_bytes();
        let year = u16::from(date[0]) * 100 + u16::from(date[2]);
        Self::from_fields((year, date[5], time[0]), (time[3], time[6], end[1]), 0, 0)
    }

    /// Reads every form that has one obvious meaning.
    #[inline]
    pub(crate) fn read(text: &str) -> Result<(Form, Self), ParseFailure> {
        match text.as_bytes().try_into().ok().and_then(Self::read_wire) {
            Some(timestamp) => Ok((Form::Strict, timestamp)),
            None => read_any(text),
        }
    }
}

/// Reads both strict forms.
///
/// # Errors
///
/// `2023-04-12T17:00:03`, `2023-04-12t17:00:03z`, `2023-04-12 17:00:03Z`, `2023-04-12`, `1681318803` and the empty string
/// are in another form; `2023-02-30T00:00:00Z` and `2023-04-12T24:00:00Z` are not in the calendar or on the clock.
impl FromStr for Timestamp {
    type Err = Error;

    #[inline]
    fn from_str(text: &str) -> Result<Self, Error> {
        // The result of `read` would be copied once more.
        if let Some(timestamp) = text.as_bytes().try_into().ok().and_then(Self::read_wire) {
            return Ok(timestamp);
        }
        match read_any(text) {
            Ok((Form::Strict, timestamp)) => Ok(timestamp),
            Err(ParseFailure::OutOfRange) => {
                Err(Error::value("timestamp", "no day of the calendar or time of the clock"))
            }
            _ => Err(Error::text("timestamp", text.is_empty())),
        }
    }
}

/// Returns the digits of a text that matches a pattern: a digit for each 0, otherwise the same byte.
#[inline]
fn fields(text: [u8; 8], pattern: [u8; 8]) -> Option<u64> {
    let word = u64::from_le_bytes(text) ^ u64::from_le_bytes(pattern);
    // A sum that sets the high bit of a byte: from ten on for a digit, from one on for the rest.
    let limits = pattern.map(|byte| if byte == b'0' { 0x80 - 10 } else { 0x80 - 1 });
    // A carry out of a byte needs a byte of 0x80 or above, which is refused itself.
    let wrong = (word.wrapping_add(u64::from_le_bytes(limits)) | word) & 0x8080_8080_8080_8080;
    (wrong == 0).then_some(word)
}

/// A date and a clock as they are written, in digits of the right number.
struct Fields {
    date: (u16, u8, u8),
    clock: (u8, u8, u8),
    nanosecond: u32,
}

/// Reads ` 2023-04-12 19:00:03.5 +0200 CEST m=+0.1 ` and everything between that and the strict forms.
#[inline(never)]
fn read_any(text: &str) -> Result<(Form, Timestamp), ParseFailure> {
    let trimmed = text.trim_ascii();
    let (fields, separator, rest) = read_fields(trimmed.as_bytes()).ok_or(ParseFailure::Syntax)?;
    let (zone, reading) = split_monotonic(rest).ok_or(ParseFailure::Syntax)?;
    let (form, offset) = read_zone(separator, zone)?;
    let untouched = trimmed.len() == text.len() && reading.is_empty();
    let form = if matches!(form, Form::Strict | Form::Utc) && !untouched { Form::Other } else { form };
    if zone.is_empty() && !reading.is_empty() {
        return Err(ParseFailure::Syntax);
    }
    let (hours, minutes) = offset;
    if hours.unsigned_abs() >= 24 || minutes.unsigned_abs() >= 60 {
        return Err(ParseFailure::OutOfRange);
    }
    let offset = i16::from(hours) * 60 + i16::from(minutes);
    let timestamp = Timestamp::from_fields(fields.date, fields.clock, fields.nanosecond, offset);
    Ok((form, timestamp.ok_or(ParseFailure::OutOfRange)?))
}

/// Reads `2023-04-12T17:00:03.120`: returns the fields, the separator and what follows.
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
            let (digits, after) = digits.split_at(end);
            rest = after;
            // As many zeros after the digits as make nanoseconds of them.
            let zeros = 9_usize.checked_sub(digits.len()).filter(|&zeros| zeros < 9)?;
            number(digits)? * 10_u32.pow(u32::try_from(zeros).ok()?)
        }
        _ => 0,
    };
    let two = |at: usize| number(&text[at..at + 2]).and_then(|value| u8::try_from(value).ok());
    let date = (u16::try_from(number(&text[..4])?).ok()?, two(5)?, two(8)?);
    let clock = (two(11)?, two(14)?, two(17)?);
    Some((Fields { date, clock, nanosecond }, separator, rest))
}

/// Splits off the tail ` m=+0.000012` of Go's `time.Now().String()`.
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

/// Reads `Z`, `+02:00`, ` UTC`, `+0200` or ` +0200 CEST`: returns hours and minutes, whose range is not yet checked.
fn read_zone(separator: u8, zone: &[u8]) -> Result<(Form, (i8, i8)), ParseFailure> {
    let wire = separator == b'T';
    Ok(match zone {
        b"" => (Form::ZoneAssumed, (0, 0)),
        b"Z" if wire => (Form::Strict, (0, 0)),
        b" UTC" if separator == b' ' => (Form::Utc, (0, 0)),
        b"Z" | b"z" | b" UTC" => (Form::Other, (0, 0)),
        b" +0000 UTC" if separator == b' ' => (Form::Strict, (0, 0)),
        [sign, h, hh, b':', m, mm] => {
            (if wire { Form::Strict } else { Form::Other }, offset(*sign, [*h, *hh, *m, *mm])?)
        }
        [sign, h, hh, m, mm] => (Form::Other, offset(*sign, [*h, *hh, *m, *mm])?),
        [b' ', sign, h, hh, m, mm, b' ', name @ ..] if is_zone_name(name) => {
            (Form::Other, offset(*sign, [*h, *hh, *m, *mm])?)
        }
        _ => return Err(ParseFailure::Syntax),
    })
}

fn offset(sign: u8, digits: [u8; 4]) -> Result<(i8, i8), ParseFailure> {
    let part = |digits: &[u8]| number(digits).and_then(|value| i8::try_from(value).ok());
    match (sign, part(&digits[..2]), part(&digits[2..])) {
        (b'+', Some(hours), Some(minutes)) => Ok((hours, minutes)),
        (b'-', Some(hours), Some(minutes)) => Ok((-hours, -minutes)),
        _ => Err(ParseFailure::Syntax),
    }
}

/// Returns whether this is the name of a zone: `CEST`, or `+03` as Go writes a zone without a name.
fn is_zone_name(name: &[u8]) -> bool {
    match name {
        [b'+' | b'-', digits @ ..] => {
            (2..=4).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit)
        }
        letters => (1..=5).contains(&letters.len()) && letters.iter().all(u8::is_ascii_alphabetic),
    }
}

/// Returns the value of up to nine digits.
fn number(digits: &[u8]) -> Option<u32> {
    digits
        .iter()
        .try_fold(0, |value, digit| digit.is_ascii_digit().then(|| value * 10 + u32::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::{Form, Timestamp, read_any};

    /// The fast path accepts only the form on the wire, and agrees with the general one: for every change of a byte.
    #[test]
    fn ok_fast_reading() {
        let text = *b"2023-04-12T17:00:03Z";
        for at in 0..text.len() {
            for byte in (0..0x80).step_by(if cfg!(miri) { 11 } else { 1 }) {
                let mut text = text;
                text[at] = byte;
                let strict =
                    read_any(str::from_utf8(&text).unwrap()).ok().filter(|read| read.0 == Form::Strict);
                let strict = strict.map(|(_, timestamp)| timestamp);
                assert_eq!(Timestamp::read_wire(&text), strict, "{}", text.escape_ascii());
            }
        }
        for byte in 0x80..=0xFF {
            assert_eq!(Timestamp::read_wire(&[byte; 20]), None);
            let mut text = text;
            text[3] = byte;
            assert_eq!(Timestamp::read_wire(&text), None);
        }
    }
}
