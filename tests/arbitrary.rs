//! What the feature `arbitrary` promises: generated values are valid, mutants are valid except for one fault.
#![cfg(all(feature = "arbitrary", feature = "serde"))]

use std::collections::BTreeSet;
use std::fmt::Debug;

use arbitrary::{Arbitrary, Unstructured};
use plex_pin::mutate::{self, Mutant};
use plex_pin::{
    ApiError, ApiErrors, AuthToken, CompletePin, Coordinates, Deviation, DeviationCode, Document, Error,
    Location, NewRegistration, Outcome, Parsed, Parser, Pin, PinId, PinState, Seconds, Timestamp,
};

/// Hands the same bytes to `check` in every run: all zeros, all ones, then noise of many lengths.
fn for_many_bytes(mut check: impl FnMut(&mut Unstructured<'_>)) {
    check(&mut Unstructured::new(&[]));
    check(&mut Unstructured::new(&[0; 400]));
    check(&mut Unstructured::new(&[0xFF; 400]));
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let (step, count) = if cfg!(miri) { (133, 4) } else { (1, 6_000) };
    for length in (0..400).cycle().step_by(step).take(count) {
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            // Xorshift.
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_be_bytes()[0]
        })
        .take(length)
        .collect();
        check(&mut Unstructured::new(&noise));
    }
}

#[test]
fn ok_documents_are_strict_bodies() {
    for_many_bytes(|u| {
        let document = Document::arbitrary(u).unwrap();
        let body = serde_json::to_string(&document).unwrap();
        let read = match &document {
            Document::Pin(_) => Parser::STRICT.parse::<Pin>(&body).map(|it| it.map(Document::Pin)),
            Document::Location(_) => {
                Parser::STRICT.parse::<Location>(&body).map(|it| it.map(Document::Location))
            }
            _ => Parser::STRICT.parse::<ApiErrors>(&body).map(|it| it.map(Document::ApiErrors)),
        };
        assert_eq!(read.map(Parsed::into_value), Ok(document), "{body}");
    });
}

#[test]
fn ok_complete_pins_are_complete() {
    for_many_bytes(|u| {
        let pin = CompletePin::arbitrary(u).unwrap();
        let body = serde_json::to_string(&pin).unwrap();
        let read = Parser::STRICT.complete().parse::<Pin>(&body).map(Parsed::into_value);
        assert_eq!(read.and_then(CompletePin::try_from), Ok(pin), "{body}");
    });
}

/// Whether a generator yields each of these kinds of value, so that none is left out by mistake.
#[track_caller]
fn yields_all<T>(generate: fn(&mut Unstructured<'_>) -> arbitrary::Result<T>, kinds: &[fn(&T) -> bool]) {
    let mut made = vec![false; kinds.len()];
    for_many_bytes(|u| {
        loop {
            let value = generate(u).unwrap();
            for (made, is_kind) in made.iter_mut().zip(kinds) {
                *made |= is_kind(&value);
            }
            // One alone is enough for Miri.
            if cfg!(miri) || u.is_empty() {
                break;
            }
        }
    });
    assert!(cfg!(miri) || made.iter().all(|&made| made), "{made:?}");
}

#[test]
#[allow(clippy::redundant_closure_for_method_calls)] // The method is of one lifetime, the closure of any.
fn ok_scalars_are_of_all_kinds() {
    yields_all::<PinId>(|u| u.arbitrary(), &[|id| u32::try_from(id.get()).is_ok(), |id| id.get() > 1 << 52]);
    yields_all::<Seconds>(
        |u| u.arbitrary(),
        &[
            |seconds| seconds.whole().is_some_and(|whole| whole > 0),
            |seconds| seconds.whole().is_none(),
            |seconds| seconds.get() > 4e9,
        ],
    );
    yields_all::<Timestamp>(
        |u| u.arbitrary(),
        &[
            |timestamp| timestamp.to_string().len() == 20,
            |timestamp| timestamp.to_string().contains('.'),
            |timestamp| timestamp.to_string().contains('+'),
            |timestamp| timestamp.to_string()[10..].contains('-'),
            |timestamp| timestamp.to_unix() < 0,
            |timestamp| timestamp.to_string().ends_with("+23:59"),
            |timestamp| timestamp.to_string().ends_with("-23:59"),
        ],
    );
    yields_all::<Coordinates>(
        |u| u.arbitrary(),
        &[
            |at| at.latitude() < 0.0 && at.longitude() > 100.0,
            |at| at.to_string().len() <= "-00.0000, -000.0000".len(),
            |at| at.to_string().len() > 30,
        ],
    );
    yields_all::<AuthToken<'_>>(
        |u| u.arbitrary().map(AuthToken::into_owned),
        &[|token| token.expose() == "token", |token| token.expose().len() > 10],
    );
    yields_all::<NewRegistration<'_>>(
        |u| u.arbitrary().map(NewRegistration::into_owned),
        &[
            |it| matches!(it, NewRegistration::Flag(true)),
            |it| matches!(it, NewRegistration::Text(text) if !text.is_empty()),
        ],
    );
    yields_all::<Pin<'_>>(
        |u| u.arbitrary().map(Pin::into_owned),
        &[
            |pin| pin.auth_token.is_some(),
            |pin| pin.location.as_ref().is_some_and(|location| location.coordinates.is_some()),
        ],
    );
    yields_all::<Document<'_>>(
        |u| u.arbitrary().map(Document::into_owned),
        &[
            |it| matches!(it, Document::Pin(_)),
            |it| matches!(it, Document::Location(_)),
            |it| matches!(it, Document::ApiErrors(_)),
        ],
    );
    yields_all::<ApiError<'_>>(
        |u| u.arbitrary().map(ApiError::into_owned),
        &[
            |error| error.code.is_some() && error.message.is_some() && error.status.is_some(),
            |error| error.status.is_none(),
            |error| error.status == Some(100),
            |error| error.status == Some(599),
        ],
    );
    yields_all::<PinState>(
        |u| u.arbitrary(),
        &[
            |&state| state == PinState::Pending,
            |&state| state == PinState::Claimed,
            |&state| state == PinState::Expired,
            |&state| state == PinState::Unknown,
        ],
    );
}

type Seen = BTreeSet<(DeviationCode, String)>;

#[track_caller]
fn one_deviation<T: Debug + PartialEq>(
    mutant: &Mutant,
    seen: &mut Seen,
    parse: impl Fn(Parser) -> Result<Parsed<T>, Error>,
    repaired: Result<Parsed<T>, Error>,
) {
    let lenient = parse(Parser::LENIENT.complete()).unwrap();
    let found: Vec<_> =
        lenient.deviations().iter().map(|it| (it.code(), it.outcome(), it.pointer().as_str())).collect();
    assert_eq!(found, [(mutant.code, mutant.outcome, &*mutant.pointer)], "{mutant:?}");
    let strict = parse(Parser::STRICT.complete()).unwrap_err();
    assert_eq!(strict.deviation().map(Deviation::code), Some(mutant.code), "{mutant:?}");
    let repaired = repaired.unwrap();
    assert_eq!(lenient.value(), repaired.value(), "{mutant:?}");
    let is_other = |deviation: &Deviation| deviation.code() != DeviationCode::IdPrecision;
    assert!(!repaired.deviations().iter().any(is_other), "{mutant:?}");
    let is_missing = mutant.outcome == Outcome::Absent;
    assert_eq!(parse(Parser::STRICT).is_ok(), is_missing, "{mutant:?}");
    seen.insert((mutant.code, mutant.pointer.clone()));
}

#[test]
fn ok_mutants_have_one_known_deviation() {
    let mut seen = Seen::new();
    for_many_bytes(|u| {
        let mutant = mutate::pin(u).unwrap();
        one_deviation(
            &mutant,
            &mut seen,
            |parser| parser.parse::<Pin>(&mutant.body),
            Parser::LENIENT.parse::<Pin>(&mutant.repaired),
        );
        let mutant = mutate::location(u).unwrap();
        one_deviation(
            &mutant,
            &mut seen,
            |parser| parser.parse::<Location>(&mutant.body),
            Parser::LENIENT.parse::<Location>(&mutant.repaired),
        );
        let mutant = mutate::api_errors(u).unwrap();
        one_deviation(
            &mutant,
            &mut seen,
            |parser| parser.parse::<ApiErrors>(&mutant.body),
            Parser::LENIENT.parse::<ApiErrors>(&mutant.repaired),
        );
    });
    if cfg!(miri) {
        return; // It makes too few of them.
    }
    let codes: BTreeSet<_> = seen.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes.len(), DeviationCode::ALL.len(), "every code: {codes:?}");
    for (code, pointer) in [
        ("unknown-member", "/a~1b~0c"),
        ("missing-member", "/location/city"),
        ("missing-member", "/errors/0/code"),
        ("string-for-number", "/errors/0/status"),
        ("null-value", "/errors/1"),
        ("wrong-type", "/location"),
        ("out-of-range", "/coordinates"),
        ("number-for-timestamp", "/expiresAt"),
    ] {
        let place = (code.parse().unwrap(), pointer.to_owned());
        assert!(seen.contains(&place), "{code} at {pointer}");
    }
}

/// A value with each run of digits as one zero, and each run of white space as one space.
fn shape(value: &str) -> String {
    let spaces = ["\\u0009", "\\u000A", "\\u000C", "\\u000D"];
    let value = spaces.iter().fold(value.to_owned(), |value, escape| value.replace(escape, " "));
    let mut shape = String::new();
    for letter in value.chars().map(|it| if it.is_ascii_digit() { '0' } else { it }) {
        if !matches!(letter, '0' | ' ') || !shape.ends_with(letter) {
            shape.push(letter);
        }
    }
    shape
}

/// Every way to write a fault comes up, and so do documents of every size.
#[test]
fn ok_mutants_of_every_form() {
    // Unknown members of each sort, and ids in each form.
    let mut parts = BTreeSet::from([
        "[{\"id\":\"1\"},null,1e999]",
        "{\"id\":\"1\",\"id\":{},\"\":[[]]}",
        ".0,\"code",
        "0E+9,\"code",
    ]);
    let (mut seen, mut errors) = (BTreeSet::new(), BTreeSet::new());
    let parser = Parser::LENIENT.complete();
    let mut note = |mutant: &Mutant, deviations: &[Deviation]| {
        parts.retain(|part| !mutant.body.contains(part));
        let member = mutant.pointer.rsplit('/').next().unwrap_or_default();
        let span = deviations[0].span();
        let value = &mutant.body[span.start..span.end];
        seen.extend([value, &shape(value)].map(|value| format!("{member} {} {value}", mutant.code.as_str())));
    };
    // Each has all bytes to itself: a string may use up those of the next one.
    for_many_bytes(|u| {
        let mutant = mutate::pin(u).unwrap();
        note(&mutant, parser.parse::<Pin>(&mutant.body).unwrap().deviations());
    });
    for_many_bytes(|u| {
        let mutant = mutate::location(u).unwrap();
        note(&mutant, parser.parse::<Location>(&mutant.body).unwrap().deviations());
    });
    for_many_bytes(|u| {
        let mutant = mutate::api_errors(u).unwrap();
        let parsed = parser.parse::<ApiErrors>(&mutant.body).unwrap();
        note(&mutant, parsed.deviations());
        errors.insert(parsed.value().errors.as_ref().map(Vec::len));
    });
    if cfg!(miri) {
        return; // It makes too few of them.
    }
    for form in [
        // Each sort of a number, and of one that is out of range.
        "product number-for-string 0",
        "product number-for-string -0",
        "product number-for-string 0.0",
        "product number-for-string 0E-0",
        "id out-of-range -0",
        "id out-of-range 0.0",
        "id out-of-range 18446744073709551615e1",
        "id out-of-range 1e999",
        "expiresIn out-of-range -0",
        "expiresIn out-of-range 0",
        "expiresIn out-of-range \"9007199254740992\"",
        "expiresIn out-of-range 1e999",
        "code out-of-range -0",
        "code out-of-range 0.0",
        "code out-of-range 4294967296",
        "code out-of-range \"4294967296\"",
        "status out-of-range 404.5",
        // Each way to write a date.
        "createdAt timestamp-format \"0-0-0T0:0:0Z \"",
        "createdAt timestamp-format \"0-0-0t0:0:0z\"",
        "createdAt timestamp-format \"0-0-0 0:0:0Z\"",
        "createdAt timestamp-format \"0-0-0T0:0:0 UTC\"",
        "createdAt timestamp-format \"0-0-0 0:0:0.0+0\"",
        "createdAt timestamp-format \"0-0-0 0:0:0 +0 CEST\"",
        "createdAt timestamp-format \"0-0-0 0:0:0 +0 +0\"",
        "createdAt timestamp-format \"0-0-0 0:0:0 +0 UTC m=+0.0\"",
        "createdAt timestamp-zone-assumed \"0-0-0t0:0:0\"",
        "createdAt number-for-timestamp 0",
        "createdAt number-for-timestamp 951782400",
        "createdAt number-for-timestamp 1681318803",
        "createdAt number-for-timestamp 1681318803.0",
        "createdAt number-for-timestamp 1.681318803e9",
        "createdAt number-for-timestamp 253402300799",
        // Each way to write coordinates.
        "coordinates coordinates-format \"0.0,0.0\"",
        "coordinates coordinates-format \"0.0 0.0 \"",
        "coordinates coordinates-format \"0.0, 0.0 \"",
        // White space around, and not.
        "expiresIn unknown-marker \" Unknown\"",
        "expiresIn unknown-marker \"Unknown\"",
        "location wrong-type []",
    ] {
        assert!(seen.contains(form), "{form}");
    }
    assert!(parts.is_empty(), "{parts:?}");
    // None to eight.
    assert_eq!((errors.len(), errors.last()), (9, Some(&Some(8))), "{errors:?}");
}
