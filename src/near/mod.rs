//! Almost valid bodies, made of a fuzzer's bytes: what a client meets when the service changes.
//!
//! Each body is complete and valid but for one thing, which is known. To hold a client against all that may
//! be off in an answer, feed it with these:
//!
//! ```
//! use arbitrary::Unstructured;
//! use plex_pin::{Parser, near};
//!
//! let bytes: Vec<u8> = (0..=255).cycle().take(4096).collect();
//! let mut u = Unstructured::new(&bytes);
//! for _ in 0..10 {
//!     let near = near::pin(&mut u)?;
//!     assert!(Parser::STRICT.complete().pin(&near.body).is_err());
//!     let parsed = Parser::LENIENT.complete().pin(&near.body).unwrap();
//!     assert_eq!(parsed.deviations().len(), 1);
//!     assert_eq!(parsed.deviations()[0].code(), near.code);
//!     assert_eq!(parsed.deviations()[0].pointer(), &*near.pointer);
//!     assert_eq!(parsed.value(), Parser::LENIENT.pin(&near.mended).unwrap().value());
//! }
//! # Ok::<(), arbitrary::Error>(())
//! ```
//!
//! What the rules of this crate find is written down here a second time, by hand: nothing of the decoder is used.

mod coerced;
mod faults;
mod names;
mod tree;
mod valid;

use arbitrary::{Result, Unstructured};

use crate::deviation::{DeviationCode, Outcome};
use tree::{Object, Style, Value, Version};

/// A body that is complete and valid but for one thing, and what that is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct NearBody {
    /// The body: JSON, an object.
    pub body: String,
    /// What is off. [`MissingMember`](DeviationCode::MissingMember) is found by those who ask for it only: see
    /// [`Parser::complete`](crate::Parser::complete).
    pub code: DeviationCode,
    /// What becomes of it in a lenient parse.
    pub outcome: Outcome,
    /// Where: a JSON pointer (RFC 6901).
    pub pointer: String,
    /// A body without the fault that says the same: a lenient parse of both gives equal values. It is strict, but
    /// for an id above 2^53-1, which no strict body can hold.
    pub mended: String,
}

/// Makes a pin that is valid but for one thing.
///
/// # Errors
///
/// None for want of bytes, which count as zeros then.
pub fn pin(u: &mut Unstructured<'_>) -> Result<NearBody> {
    let mut choices = choices(u)?;
    let pin = valid::pin(&u.arbitrary()?, u)?;
    if rarely(&mut choices)? {
        let mended = pin.text(Version::Mended, Style::COMPACT);
        return Ok(wrapped(format!("{{\"pin\":{mended}}}"), mended));
    }
    break_one(pin, choices)
}

/// Makes a location that is valid but for one thing.
///
/// # Errors
///
/// None for want of bytes, which count as zeros then.
pub fn location(u: &mut Unstructured<'_>) -> Result<NearBody> {
    let choices = choices(u)?;
    let location = valid::location(&u.arbitrary()?, u)?;
    break_one(location, choices)
}

/// Makes an answer with errors that is valid but for one thing.
///
/// # Errors
///
/// None for want of bytes, which count as zeros then.
pub fn api_errors(u: &mut Unstructured<'_>) -> Result<NearBody> {
    let mut choices = choices(u)?;
    let error = valid::api_error(u)?;
    if rarely(&mut choices)? {
        let error = error.text(Version::Mended, Style::COMPACT);
        let mended = format!("{{\"errors\":[{error}]}}");
        return Ok(wrapped(error, mended));
    }
    let mut errors = vec![Value::Object(error)];
    while errors.len() < 8 && u.arbitrary()? {
        errors.push(Value::Object(valid::api_error(u)?));
    }
    break_one(valid::api_errors(errors), choices)
}

/// What is off, and what becomes of it.
type Fault = (DeviationCode, Outcome);

/// The bytes that choose what is off. They come first: a text may use up all others.
fn choices<'a>(u: &mut Unstructured<'a>) -> Result<Unstructured<'a>> {
    u.bytes(u.len().min(48)).map(Unstructured::new)
}

fn rarely(u: &mut Unstructured<'_>) -> Result<bool> {
    Ok(u.int_in_range(0..=31)? == 31)
}

fn wrapped(body: String, mended: String) -> NearBody {
    NearBody {
        body,
        code: DeviationCode::WrappedDocument,
        outcome: Outcome::Coerced,
        pointer: String::new(),
        mended,
    }
}

fn break_one(mut root: Object, mut u: Unstructured<'_>) -> Result<NearBody> {
    let mut pointer = String::new();
    let style = *u.choose(&[Style::COMPACT, Style::SPACED])?;
    let (mark, (code, outcome)) = if rarely(&mut u)? {
        ("\u{FEFF}", (DeviationCode::ByteOrderMark, Outcome::Ignored))
    } else {
        ("", root.break_one(&mut u, &mut pointer)?)
    };
    Ok(NearBody {
        body: mark.to_owned() + &root.text(Version::Broken, style),
        code,
        outcome,
        pointer,
        mended: root.text(Version::Mended, style),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::tree::{Kind, quote};
    use super::{Result, Unstructured, faults};

    /// What is made of the same noise in every run.
    pub(super) fn of_noise<T: Ord>(
        count: usize,
        mut make: impl FnMut(&mut Unstructured<'_>) -> Result<T>,
    ) -> BTreeSet<T> {
        let mut state = 1_u32;
        let mut noise = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        };
        let mut values = BTreeSet::new();
        for _ in 0..if cfg!(miri) { 20 } else { count } {
            let bytes: Vec<u8> = std::iter::repeat_with(&mut noise).take(24).collect();
            values.extend(make(&mut Unstructured::new(&bytes)));
        }
        values
    }

    /// Faults of a kind come up that are written so.
    #[track_caller]
    fn writes(kind: Kind, code: &str, rows: &[impl AsRef<str>]) {
        let faults = of_noise(6_000, |u| faults::make(kind, false, u));
        let faults = faults.into_iter().filter(|(found, _, _)| found.as_str() == code);
        let values: BTreeSet<_> = faults.map(|(_, value, _)| value).collect();
        for row in rows {
            assert!(cfg!(miri) || values.contains(row.as_ref()), "{kind:?} {code}: {}", row.as_ref());
        }
    }

    /// Every row of a table comes up.
    #[test]
    fn ok_faults_are_written_in_every_way() {
        let flags = ["0", "1", "true", "false", "True", "FALSE", "tRUE"];
        writes(Kind::Boolean, "string-for-boolean", &flags.map(quote));
        for kind in [Kind::Boolean, Kind::Registration] {
            writes(kind, "number-for-boolean", &["0", "1", "0.0", "1e0", "-0", "10e-1"]);
            writes(kind, "wrong-type", &["2", "-1", "0.5", "1.5", "1e3", "18446744073709551616"]);
        }
        let dates = [
            "Unknown",
            "2023-04-12",
            "2023-04-12T17:00",
            "2023-4-12T17:00:03Z",
            "1681318803",
            "2023-04-12T17:00:03.Z",
            "2023-04-12T17:00:03.0123456789Z",
            "+2023-04-12T17:00:03Z",
            "2023-04-12_17:00:03Z",
            "2023-04-12T17:00:03+2:00",
            "2023-04-12 17:00:03 +0000 Zürich",
        ];
        writes(Kind::Timestamp, "timestamp-format", &dates.map(quote));
        let no_dates = [
            "2023-02-29T00:00:00Z",
            "1900-02-29T00:00:00Z",
            "2023-04-31T00:00:00Z",
            "2023-13-01T00:00:00Z",
            "2023-00-01T00:00:00Z",
            "2023-04-00T00:00:00Z",
            "2023-04-12T24:00:00Z",
            "2023-04-12T17:60:00Z",
            "2023-04-12T17:00:60Z",
            "2023-04-12T17:00:03+24:00",
            "2023-04-12T17:00:03-00:60",
            "2023-02-30 00:00:00 +0000 UTC",
        ];
        writes(Kind::Timestamp, "out-of-range", &no_dates.map(quote));
        writes(Kind::Timestamp, "out-of-range", &["253402300800", "-1", "0.5", "1e999"]);
        let places = [
            "30.3768",
            "30.3768; -97.8935",
            "+30, 0",
            "30., 0",
            ".5, 0",
            "0030, 0",
            "30, 0, 0",
            "30,  0",
            "30 , 0",
            "1e1, 0",
            "30° N, 97° W",
            "30, - 5",
        ];
        writes(Kind::Coordinates, "coordinates-format", &places.map(quote));
        let no_places =
            ["91, 0", "-90.0001, 0", "0, 180.5", "0 -181", "999,999", "90.00000000000000000001, 0"];
        writes(Kind::Coordinates, "out-of-range", &no_places.map(quote));
        writes(Kind::Coordinates, "out-of-range", &["1e999"]);
        let statuses = ["0", "42", "99", "600", "404.5", "-404", "\"600\"", "\"99\"", "1e999"];
        writes(Kind::ErrorStatus, "out-of-range", &statuses);
    }
}
