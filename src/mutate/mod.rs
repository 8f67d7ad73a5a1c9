//! Generates bodies that are valid except for one known fault, from a fuzzer's bytes.
//!
//! A client meets such bodies when the service changes. To check how it handles every kind of fault, feed it these:
//!
//! ```
//! use arbitrary::Unstructured;
//! use plex_pin::{Parser, mutate, Pin};
//!
//! let bytes: Vec<u8> = (0..=255).cycle().take(4096).collect();
//! let mut u = Unstructured::new(&bytes);
//! for _ in 0..10 {
//!     let mutant = mutate::pin(&mut u)?;
//!     assert!(Parser::STRICT.complete().parse::<Pin>(&mutant.body).is_err());
//!     let parsed = Parser::LENIENT.complete().parse::<Pin>(&mutant.body).unwrap();
//!     assert_eq!(parsed.deviations().len(), 1);
//!     assert_eq!(parsed.deviations()[0].code(), mutant.code);
//!     assert_eq!(parsed.deviations()[0].pointer(), &*mutant.pointer);
//!     assert_eq!(parsed.value(), Parser::LENIENT.parse::<Pin>(&mutant.repaired).unwrap().value());
//! }
//! # Ok::<(), arbitrary::Error>(())
//! ```
//!
//! The expected deviations are written by hand, without the decoder.

mod breaking;
mod coerced;
mod faults;
mod literals;
mod names;
mod tree;
mod valid;

use arbitrary::{Result, Unstructured};

use crate::deviation::{DeviationCode, Outcome};
use crate::model::{ApiError, ApiErrors, Location, Pin};
use tree::{Object, Style, Version};

/// A body that is complete and valid except for one fault, and what the fault is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mutant {
    /// The body: a JSON object.
    pub body: String,
    /// The code of the fault. [`MissingMember`](DeviationCode::MissingMember) is a deviation only under
    /// [`Parser::complete`](crate::Parser::complete).
    pub code: DeviationCode,
    /// The outcome of the deviation in a lenient parse.
    pub outcome: Outcome,
    /// Where the fault is: a JSON pointer (RFC 6901).
    pub pointer: String,
    /// A body without the fault, which a lenient parse reads as the same value. It is strict, except for an id above
    /// 2^53-1, which no strict body can contain.
    pub repaired: String,
}

/// Makes a pin that is valid except for one fault.
///
/// # Errors
///
/// Too few bytes are not an error: missing bytes count as zeros.
pub fn pin(u: &mut Unstructured<'_>) -> Result<Mutant> {
    let mut choices = choices(u)?;
    let pin = valid::object(Pin::MEMBERS, u)?;
    if rarely(&mut choices)? {
        let repaired = pin.to_json(Version::Repaired, Style::COMPACT);
        return Ok(wrapped(format!("{{\"pin\":{repaired}}}"), repaired));
    }
    break_one(pin, choices)
}

/// Makes a location that is valid except for one fault.
///
/// # Errors
///
/// Too few bytes are not an error: missing bytes count as zeros.
pub fn location(u: &mut Unstructured<'_>) -> Result<Mutant> {
    let choices = choices(u)?;
    let location = valid::object(Location::MEMBERS, u)?;
    break_one(location, choices)
}

/// Makes a response with errors that is valid except for one fault.
///
/// # Errors
///
/// Too few bytes are not an error: missing bytes count as zeros.
pub fn api_errors(u: &mut Unstructured<'_>) -> Result<Mutant> {
    let mut choices = choices(u)?;
    if rarely(&mut choices)? {
        let error = valid::object(ApiError::MEMBERS, u)?.to_json(Version::Repaired, Style::COMPACT);
        let repaired = format!("{{\"errors\":[{error}]}}");
        return Ok(wrapped(error, repaired));
    }
    break_one(valid::object(ApiErrors::MEMBERS, u)?, choices)
}

/// Takes the bytes that choose the fault. They come first, since a string may use up all others.
fn choices<'a>(u: &mut Unstructured<'a>) -> Result<Unstructured<'a>> {
    u.bytes(u.len().min(48)).map(Unstructured::new)
}

fn rarely(u: &mut Unstructured<'_>) -> Result<bool> {
    Ok(u.int_in_range(0..=31)? == 31)
}

fn wrapped(body: String, repaired: String) -> Mutant {
    Mutant {
        body,
        code: DeviationCode::WrappedDocument,
        outcome: Outcome::Coerced,
        pointer: String::new(),
        repaired,
    }
}

fn break_one(mut root: Object, mut u: Unstructured<'_>) -> Result<Mutant> {
    let mut pointer = String::new();
    let style = *u.choose(&[Style::COMPACT, Style::SPACED])?;
    let (mark, (code, outcome)) = if rarely(&mut u)? {
        ("\u{FEFF}", (DeviationCode::ByteOrderMark, Outcome::Ignored))
    } else {
        ("", breaking::break_object(&mut root, &mut u, &mut pointer)?)
    };
    Ok(Mutant {
        body: mark.to_owned() + &root.to_json(Version::Broken, style),
        code,
        outcome,
        pointer,
        repaired: root.to_json(Version::Repaired, style),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::literals::quote;
    use super::{Result, Unstructured, faults};
    use crate::model::MemberKind;

    /// Returns the values made from noise, the same noise in every run.
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

    /// Asserts that the faults of a kind include these values.
    #[track_caller]
    fn writes(kind: MemberKind, code: &str, rows: &[impl AsRef<str>]) {
        let faults = of_noise(6_000, |u| faults::make(kind, u));
        let faults = faults.into_iter().filter(|(found, _, _)| found.as_str() == code);
        let values: BTreeSet<_> = faults.map(|(_, value, _)| value).collect();
        for row in rows {
            assert!(cfg!(miri) || values.contains(row.as_ref()), "{kind:?} {code}: {}", row.as_ref());
        }
    }

    /// Covers every row of the tables.
    #[test]
    fn ok_values_of_every_fault() {
        let flags = ["0", "1", "true", "false", "True", "FALSE", "tRUE"];
        writes(MemberKind::Boolean, "string-for-boolean", &flags.map(quote));
        for kind in [MemberKind::Boolean, MemberKind::NewRegistration] {
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
        writes(MemberKind::Timestamp, "timestamp-format", &dates.map(quote));
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
        writes(MemberKind::Timestamp, "out-of-range", &no_dates.map(quote));
        writes(MemberKind::Timestamp, "out-of-range", &["253402300800", "-1", "0.5", "1e999"]);
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
        writes(MemberKind::Coordinates, "coordinates-format", &places.map(quote));
        let no_places =
            ["91, 0", "-90.0001, 0", "0, 180.5", "0 -181", "999,999", "90.00000000000000000001, 0"];
        writes(MemberKind::Coordinates, "out-of-range", &no_places.map(quote));
        writes(MemberKind::Coordinates, "out-of-range", &["1e999"]);
        let statuses = ["0", "42", "99", "600", "404.5", "-404", "\"600\"", "\"99\"", "1e999"];
        writes(MemberKind::ErrorStatus, "out-of-range", &statuses);
    }
}
