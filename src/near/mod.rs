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
