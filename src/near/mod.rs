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
//! }
//! # Ok::<(), arbitrary::Error>(())
//! ```
//!
//! What the rules of this crate find is written down here a second time, by hand: nothing of the decoder is used.

mod faults;
mod names;
mod tree;
mod valid;

use arbitrary::{Result, Unstructured};

use crate::deviation::{DeviationCode, Outcome};
use tree::{Object, Value};

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
}

/// Makes a pin that is valid but for one thing.
///
/// # Errors
///
/// None for want of bytes, which count as zeros then.
pub fn pin(u: &mut Unstructured<'_>) -> Result<NearBody> {
    let choices = choices(u)?;
    let pin = valid::pin(&u.arbitrary()?, u)?;
    break_one(pin, choices, Some(wrapped_pin))
}

/// Makes a location that is valid but for one thing.
///
/// # Errors
///
/// None for want of bytes, which count as zeros then.
pub fn location(u: &mut Unstructured<'_>) -> Result<NearBody> {
    let choices = choices(u)?;
    let location = valid::location(&u.arbitrary()?, u)?;
    break_one(location, choices, None)
}

/// Makes an answer with errors that is valid but for one thing.
///
/// # Errors
///
/// None for want of bytes, which count as zeros then.
pub fn api_errors(u: &mut Unstructured<'_>) -> Result<NearBody> {
    let choices = choices(u)?;
    let mut errors = vec![valid::api_error(u)?];
    while errors.len() < 8 && u.arbitrary()? {
        errors.push(valid::api_error(u)?);
    }
    break_one(valid::api_errors(errors), choices, Some(bare_error))
}

/// What is off, and what becomes of it.
type Fault = (DeviationCode, Outcome);

/// The bytes that choose what is off. They come first: a text may use up all others.
fn choices<'a>(u: &mut Unstructured<'a>) -> Result<Unstructured<'a>> {
    u.bytes(u.len().min(48)).map(Unstructured::new)
}

fn break_one(
    mut root: Object,
    mut u: Unstructured<'_>,
    wrap: Option<fn(Object) -> Object>,
) -> Result<NearBody> {
    let mut body = String::new();
    let mut pointer = String::new();
    let spaced = u.arbitrary()?;
    let (code, outcome) = match (u.int_in_range(0..=31)?, wrap) {
        (31, _) => {
            body.push('\u{FEFF}');
            (DeviationCode::ByteOrderMark, Outcome::Ignored)
        }
        (30, Some(wrap)) => {
            root = wrap(root);
            (DeviationCode::WrappedDocument, Outcome::Coerced)
        }
        _ => root.break_one(&mut u, &mut pointer)?,
    };
    Value::Object(root).write(spaced, &mut body);
    Ok(NearBody {
        body,
        code,
        outcome,
        pointer,
    })
}

/// `{"pin":{…}}`, as the legacy endpoints write it.
fn wrapped_pin(pin: Object) -> Object {
    Object {
        known: &["pin"],
        members: vec![("pin".to_owned(), Value::Object(pin))],
    }
}

/// The first error, without the array.
fn bare_error(mut root: Object) -> Object {
    match root.members.pop() {
        Some((_, Value::Array(errors))) => errors.into_iter().next(),
        _ => None,
    }
    .map_or(root, |error| match error {
        Value::Object(error) => error,
        // Invariant: errors are objects.
        _ => Object::default(),
    })
}
