//! A body with one fault has that deviation, and no other.

use std::fmt::Debug;

use arbitrary::Unstructured;
use plex_pin::mutate::{self, Mutant};
use plex_pin::{
    ApiErrors, Deviation, DeviationCode, Error, ErrorKind, Location, Outcome, Parsed, Parser, Pin,
};

use super::spans;

/// A valid body that is broken in a known way has exactly that deviation, at that pointer, in both modes, and lenient
/// reads the intended value.
pub fn one_mutation(data: &[u8]) {
    let u = &mut Unstructured::new(data);
    match u.int_in_range(0..=7) {
        Ok(0) => {
            let mutant = mutate::location(u).expect("never fails");
            law(
                &mutant,
                |parser| parser.parse::<Location>(&mutant.body),
                Parser::LENIENT.parse::<Location>(&mutant.repaired),
            );
            spans::law(mutant.body.as_bytes(), "location");
        }
        Ok(1) => {
            let mutant = mutate::api_errors(u).expect("never fails");
            law(
                &mutant,
                |parser| parser.parse::<ApiErrors>(&mutant.body),
                Parser::LENIENT.parse::<ApiErrors>(&mutant.repaired),
            );
            spans::law(mutant.body.as_bytes(), "errors");
        }
        _ => {
            let mutant = mutate::pin(u).expect("never fails");
            law(
                &mutant,
                |parser| parser.parse::<Pin>(&mutant.body),
                Parser::LENIENT.parse::<Pin>(&mutant.repaired),
            );
            spans::law(mutant.body.as_bytes(), "pin");
        }
    }
}

fn law<T: Debug + PartialEq>(
    mutant: &Mutant,
    parse: impl Fn(Parser) -> Result<Parsed<T>, Error>,
    repaired: Result<Parsed<T>, Error>,
) {
    let lenient = parse(Parser::LENIENT.complete()).expect("an object");
    let found: Vec<_> =
        lenient.deviations().iter().map(|it| (it.code(), it.outcome(), it.pointer().as_str())).collect();
    assert_eq!(found, [(mutant.code, mutant.outcome, &*mutant.pointer)], "{}", mutant.body);

    // The value that is kept is the intended one.
    let repaired = repaired.expect("valid");
    assert_eq!(lenient.value(), repaired.value(), "{mutant:?}");
    let is_other = |deviation: &Deviation| deviation.code() != DeviationCode::IdPrecision;
    assert!(!repaired.deviations().iter().any(is_other), "{mutant:?}");

    let strict = parse(Parser::STRICT.complete()).expect_err("a deviation");
    assert_eq!(strict.kind(), ErrorKind::Deviation(mutant.code), "{}", mutant.body);
    assert_eq!(strict.deviation(), lenient.deviations().first());

    // Nothing but absence is a matter of completeness.
    let is_absent = mutant.outcome == Outcome::Absent;
    assert_eq!(parse(Parser::STRICT).is_ok(), is_absent, "{}", mutant.body);
    assert!(parse(Parser::STRICT.complete().allow(mutant.code)).is_ok(), "{}", mutant.body);
}
