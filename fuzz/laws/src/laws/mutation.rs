//! One thing that is off is found, and nothing else.

use std::fmt::Debug;

use arbitrary::Unstructured;
use plex_pin::near::{self, NearBody};
use plex_pin::{Deviation, DeviationCode, Error, ErrorKind, Outcome, Parsed, Parser};

use super::spans;

/// A valid body that is broken in a known way has exactly that deviation, at that place, in both modes, and lenient
/// reads what it means.
pub fn one_mutation(data: &[u8]) {
    let u = &mut Unstructured::new(data);
    match u.int_in_range(0..=7) {
        Ok(0) => {
            let near = near::location(u).expect("never fails");
            law(&near, |parser| parser.location(&near.body), Parser::LENIENT.location(&near.mended));
            spans::law(near.body.as_bytes(), "location");
        }
        Ok(1) => {
            let near = near::api_errors(u).expect("never fails");
            law(&near, |parser| parser.api_errors(&near.body), Parser::LENIENT.api_errors(&near.mended));
            spans::law(near.body.as_bytes(), "errors");
        }
        _ => {
            let near = near::pin(u).expect("never fails");
            law(&near, |parser| parser.pin(&near.body), Parser::LENIENT.pin(&near.mended));
            spans::law(near.body.as_bytes(), "pin");
        }
    }
}

fn law<T: Debug + PartialEq>(
    near: &NearBody,
    parse: impl Fn(Parser) -> Result<Parsed<T>, Error>,
    mended: Result<Parsed<T>, Error>,
) {
    let lenient = parse(Parser::LENIENT.complete()).expect("an object");
    let found: Vec<_> =
        lenient.deviations().iter().map(|it| (it.code(), it.outcome(), it.pointer().as_str())).collect();
    assert_eq!(found, [(near.code, near.outcome, &*near.pointer)], "{}", near.body);

    // What is kept of it is what it means.
    let mended = mended.expect("valid");
    assert_eq!(lenient.value(), mended.value(), "{near:?}");
    let is_other = |deviation: &Deviation| deviation.code() != DeviationCode::IdPrecision;
    assert!(!mended.deviations().iter().any(is_other), "{near:?}");

    let strict = parse(Parser::STRICT.complete()).expect_err("a deviation");
    assert_eq!(strict.kind(), ErrorKind::Deviation(near.code), "{}", near.body);
    assert_eq!(strict.deviation(), lenient.deviations().first());

    // Nothing but absence is a matter of completeness.
    let is_absent = near.outcome == Outcome::Absent;
    assert_eq!(parse(Parser::STRICT).is_ok(), is_absent, "{}", near.body);
    assert!(parse(Parser::STRICT.complete().allow(near.code)).is_ok(), "{}", near.body);
}
