//! Points on the earth: the value of `coordinates`.

use core::fmt;
use core::hash::{Hash, Hasher};
use core::str::FromStr;

use super::ParseFailure;
use super::ascii::AsciiText;
use crate::digits::{digits, few_digits, short_decimal};
use crate::error::Error;

/// A point on the earth, in decimal degrees: latitude in `-90..=90`, longitude in `-180..=180`.
///
/// The service writes `30.3768, -97.8935`; the model documentation (`Location`) writes `30.3768 -97.8935`. An address that
/// the service does not know is at `0, 0`.
///
/// ```
/// use plex_pin::Coordinates;
///
/// let coordinates: Coordinates = "30.3768 -97.8935".parse()?;
/// assert_eq!(coordinates.latitude(), 30.3768);
/// assert_eq!(coordinates.to_string(), "30.3768, -97.8935");
/// # Ok::<(), plex_pin::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coordinates {
    latitude: f64,
    longitude: f64,
}

const EXPECTED: &str = "latitude in -90..=90 and longitude in -180..=180";

impl Coordinates {
    /// Makes the point at these degrees, latitude first; `-0.0` becomes `0.0`.
    ///
    /// # Errors
    ///
    /// `(90.1, 0.0)`, `(0.0, -181.0)`, `(f64::NAN, 0.0)`.
    pub fn new(latitude: f64, longitude: f64) -> Result<Self, Error> {
        if latitude.abs() <= 90.0 && longitude.abs() <= 180.0 {
            // The sum turns -0.0 into 0.0, so that equal values have equal bits.
            Ok(Self { latitude: latitude + 0.0, longitude: longitude + 0.0 })
        } else {
            Err(Error::value(EXPECTED, "number out of range"))
        }
    }

    /// Returns the degrees north of the equator, negative south of it: -90 to 90.
    #[must_use]
    pub const fn latitude(self) -> f64 {
        self.latitude
    }

    /// Returns the degrees east of Greenwich, negative west of it: -180 to 180.
    #[must_use]
    pub const fn longitude(self) -> f64 {
        self.longitude
    }

    /// Writes the text as the service does, if seven decimal places are enough for it. Returns whether they are.
    // As long as `-90.1234567, -180.123456700`.
    #[inline]
    pub(crate) fn write(self, text: &mut AsciiText<27>) -> bool {
        for (separator, degrees) in [("", self.latitude), (", ", self.longitude)] {
            // Invariant: at most 180 degrees. (`round` is a call where the processor may be an old one.)
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let scaled = (degrees.abs() * 1e7 + 0.5) as u32;
            // Where the quotient is the same double, these digits are the shortest that read as it: two decimals
            // of seven places are further apart than doubles are.
            #[allow(clippy::float_cmp)]
            if f64::from(scaled) / 1e7 != degrees.abs() {
                return false;
            }
            text.push(separator.as_bytes());
            text.push_minus(degrees < 0.0);
            text.push_small(scaled / 10_000_000);
            text.push_fraction(scaled % 10_000_000 * 100);
        }
        true
    }

    /// Reads `30.3768, -97.8935` or `30.3768 -97.8935`, which are strict forms, or `30.3768,-97.8935`, which is not.
    /// Returns whether the form is strict, and the coordinates.
    pub(crate) fn read(text: &str) -> Result<(bool, Self), ParseFailure> {
        let (latitude, rest) = degrees(text.as_bytes(), 90).ok_or(ParseFailure::Syntax)?;
        let (strict, rest) = match rest {
            [b',', b' ', rest @ ..] | [b' ', rest @ ..] => (true, rest),
            [b',', rest @ ..] => (false, rest),
            _ => return Err(ParseFailure::Syntax),
        };
        match degrees(rest, 180) {
            Some((longitude, [])) => Ok((strict, Self { latitude: latitude?, longitude: longitude? })),
            _ => Err(ParseFailure::Syntax),
        }
    }

    /// Reads `30.3768, -97.8935"`, as the service writes it, from the start of a text. Returns the coordinates and the
    /// length with the quote; `None` for anything else, even if it is in another form of coordinates.
    #[inline(always)] // As for a timestamp.
    pub(crate) fn read_wire(text: &[u8]) -> Option<(Self, usize)> {
        let (latitude, rest) = short_degrees(text, 90)?;
        let [b',', b' ', rest @ ..] = rest else { return None };
        let (longitude, rest) = short_degrees(rest, 180)?;
        let [b'"', rest @ ..] = rest else { return None };
        // Both at once: a division takes long.
        let coordinates = Self { latitude: latitude.0 / latitude.1, longitude: longitude.0 / longitude.1 };
        Some((coordinates, text.len() - rest.len()))
    }
}

/// Reads `-97.8935` from the start of a text. Returns the number without its point, the power of ten to divide it by, and
/// the rest of the text. `None` for a number without a point or longer than eight bytes without its minus, and where the
/// text has fewer bytes than that.
// Without a branch on the position of the point, or on a minus.
#[inline(always)]
fn short_degrees(text: &[u8], limit: u64) -> Option<((f64, f64), &[u8])> {
    let negative = text.first() == Some(&b'-');
    let unsigned = text.get(usize::from(negative)..)?;
    let (digits, point, length) = short_decimal(*unsigned.first_chunk()?)?;
    let power = *POWERS.get(length - point - 1)?;
    if !(1..=3).contains(&point) || digits > limit * power {
        return None;
    }
    // Negative as an integer, so that there is no -0.0.
    let digits = if negative { digits.cast_signed().wrapping_neg() } else { digits.cast_signed() };
    #[allow(clippy::cast_precision_loss)] // Seven digits.
    Some(((digits as f64, power.cast_signed() as f64), &unsigned[length..]))
}

/// Reads `-97.8935` from the start of a text. Returns the number and the rest of the text; `None` where there is no number.
// The digits decide the range, as they do in the pattern of a schema: 90.00000000000000000001 is too large,
// although its double is 90.
#[inline(always)]
fn degrees(text: &[u8], limit: u64) -> Option<(Result<f64, ParseFailure>, &[u8])> {
    let unsigned = text.strip_prefix(b"-").unwrap_or(text);
    let (whole, count @ 1..=3) = few_digits(unsigned) else { return None };
    let (mut fraction, mut places, mut rest) = (0, 0, &unsigned[count..]);
    if let [b'.', digits_and_rest @ ..] = rest {
        (fraction, places) = digits(digits_and_rest);
        if places == 0 {
            return None;
        }
        rest = &digits_and_rest[places..];
    }
    let (number, no_fraction) = match POWERS.get(places) {
        // Both are exact doubles, so their quotient is the nearest one.
        #[allow(clippy::cast_precision_loss)]
        Some(&power) => {
            ((whole * power + fraction).cast_signed() as f64 / power.cast_signed() as f64, fraction == 0)
        }
        None => many_places(&unsigned[..unsigned.len() - rest.len()])?,
    };
    let in_range = whole < limit || whole == limit && no_fraction;
    // A difference from 0.0, so that there is no -0.0.
    let number = if unsigned.len() < text.len() { 0.0 - number } else { number };
    Some((if in_range { Ok(number) } else { Err(ParseFailure::OutOfRange) }, rest))
}

/// Reads a number of any length. Returns also whether its fraction is zero.
#[cold]
fn many_places(number: &[u8]) -> Option<(f64, bool)> {
    let text = core::str::from_utf8(number).ok()?;
    let (_, fraction) = text.split_once('.')?;
    Some((text.parse().ok()?, fraction.bytes().all(|digit| digit == b'0')))
}

/// The most decimal places at which a number with three digits before the point is exact in a double.
const POWERS: [u64; 13] = {
    let mut powers = [1; 13];
    let mut index = 1;
    while index < powers.len() {
        powers[index] = powers[index - 1] * 10;
        index += 1;
    }
    powers
};

// Invariant: never NaN, and never -0.0.
impl Eq for Coordinates {}

impl Hash for Coordinates {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.latitude.to_bits().hash(state);
        self.longitude.to_bits().hash(state);
    }
}

/// Reads both strict forms: at most three digits and a fraction for each, separated by `, ` or a space.
///
/// # Errors
///
/// `30.3768,-97.8935`, `30.3768;-97.8935`, `+30, 0`, `30., 0`, `0030, 0` and the empty string are in another form; `91, 0`
/// and `0, -180.1` are out of range.
impl FromStr for Coordinates {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match Self::read(text) {
            Ok((true, coordinates)) => Ok(coordinates),
            Err(ParseFailure::OutOfRange) => Err(Error::value(EXPECTED, "number out of range")),
            _ => Err(Error::text("coordinates", text.is_empty())),
        }
    }
}

/// Writes them as the service does: `30.3768, -97.8935`.
impl fmt::Display for Coordinates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = AsciiText::new();
        if self.write(&mut text) { text.fmt(f) } else { write!(f, "{}, {}", self.latitude, self.longitude) }
    }
}

#[cfg(test)]
mod tests {
    use super::{AsciiText, Coordinates};

    #[test]
    fn ok_longest_texts() {
        for text in ["-89.1234567, -179.1234567", "-89.12345678, -179.12345678", "-0.0000001, 100.0000001"] {
            assert_eq!(text.parse::<Coordinates>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn ok_seven_places() {
        for (text, written) in [
            ("30.3768, -97.8935", true),
            ("-0.0000001, 179.9999999", true),
            ("90, -180", true),
            ("0.12345678, 1", false),
            ("1, 0.12345678", false),
        ] {
            let coordinates: Coordinates = text.parse().unwrap();
            assert_eq!(coordinates.write(&mut AsciiText::new()), written, "{text}");
        }
    }

    /// The fast path accepts the form that the service sends, and no other: `read` accepts the others.
    #[test]
    fn ok_fast_reading() {
        for (text, value, length) in [
            ("30.3768, -97.8935\"}        ", Some((30.3768, -97.8935)), 18),
            ("-90.0, 180.00\",\"x\":1      ", Some((-90.0, 180.0)), 14),
            ("-0.0, 0.25\"        ", Some((0.0, 0.25)), 11),
            ("30.3768,-97.8935\"         ", None, 0),
            ("30.3768 -97.8935\"         ", None, 0),
            ("30.3768; -97.8935\"        ", None, 0),
            ("30.3768, -97.8935         ", None, 0),
            ("30, -97.8935\"             ", None, 0),
            ("1.5, -97\"                 ", None, 0),
            (".5, 1.5\"                  ", None, 0),
            ("1., 1.5\"                  ", None, 0),
            ("90.1, 0.5\"                ", None, 0),
            ("0.5, -180.1\"              ", None, 0),
            ("0.5, 1000.1\"              ", None, 0),
            ("30.123456, 1.5\"           ", None, 0),
            ("1.5, 1.5\"", None, 0),
        ] {
            let read = Coordinates::read_wire(text.as_bytes());
            let expected = value.map(|(latitude, longitude)| (Coordinates { latitude, longitude }, length));
            assert_eq!(read, expected, "{text}");
            // 0.0 and -0.0 are equal, their bits are not.
            let bits = |(it, _): (Coordinates, usize)| (it.latitude.to_bits(), it.longitude.to_bits());
            assert_eq!(read.map(bits), expected.map(bits), "{text}");
        }
    }

    #[test]
    fn ok_shortest_text() {
        // Steps that share no factor with a power of ten, over all degrees.
        for step in (0..20_000_u32).step_by(if cfg!(miri) { 9_973 } else { 1 }) {
            for places in 0..=9 {
                let scale = 10_f64.powi(places);
                let degrees = (f64::from(step) * 89.999_983_7 / 20_000.0 * scale).round() / scale;
                let coordinates = Coordinates::new(degrees, -2.0 * degrees).unwrap();
                let text = coordinates.to_string();
                assert_eq!(text, format!("{}, {}", coordinates.latitude, coordinates.longitude));
            }
        }
    }
}
