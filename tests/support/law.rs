//! The law that binds the modes together, checked for one body at a time.

use std::fmt::Debug;

use plex_pin::{
    ApiErrors, Deviation, DeviationCode, Document, Error, ErrorKind, Location, Parsed, Parser, Pin,
};

/// Asserts that strict accepts if and only if lenient records no deviation, and that both values are then equal.
/// Otherwise strict refuses with lenient's first deviation. Compatible does the same, unknown members apart. All of it for
/// each kind of document, with and without `complete`.
#[track_caller]
pub(crate) fn holds(body: &[u8]) {
    // Miri is some thousand times slower: two reads in place of 32.
    if cfg!(miri) {
        _ = modes_agree(body, |parser| parser.parse_document(body));
        return;
    }
    let pin = of(body, |parser| parser.parse::<Pin>(body));
    let location = of(body, |parser| parser.parse::<Location>(body));
    let errors = of(body, |parser| parser.parse::<ApiErrors>(body));
    match of(body, |parser| parser.parse_document(body)) {
        Ok(parsed) => {
            let kind = parsed.value().clone();
            let agrees = match kind {
                Document::Pin(value) => pin == Ok(parsed.map(|_| value)),
                Document::Location(value) => location == Ok(parsed.map(|_| value)),
                Document::ApiErrors(value) => errors == Ok(parsed.map(|_| value)),
                _ => false,
            };
            assert!(agrees, "parse_document is not the parse of its kind: {}", show(body));
        }
        Err(error) if error.kind() == ErrorKind::UnrecognisedDocument => {
            // One shared member may be enough for these.
            for other in [pin.err(), location.err(), errors.err()].into_iter().flatten() {
                assert_eq!((other.kind(), other.span()), (error.kind(), error.span()), "{}", show(body));
            }
        }
        Err(error) => {
            for other in [pin.err(), location.err(), errors.err()] {
                let other = other.as_ref().map(|other| (other.kind(), other.span()));
                assert_eq!(other, Some((error.kind(), error.span())), "{error}: {}", show(body));
            }
        }
    }
}

/// Asserts the same for a body in XML. Its root element decides what it is, so at most one kind of document can be read.
#[cfg(feature = "xml")]
#[track_caller]
#[allow(dead_code, reason = "not every test binary reads XML")]
pub(crate) fn holds_xml(body: &[u8]) {
    let pin = of(body, |parser| parser.parse_xml::<Pin>(body)).map(|it| it.map(Document::Pin));
    let location = of(body, |parser| parser.parse_xml::<Location>(body)).map(|it| it.map(Document::Location));
    let errors = of(body, |parser| parser.parse_xml::<ApiErrors>(body)).map(|it| it.map(Document::ApiErrors));
    let document = of(body, |parser| parser.parse_xml_document(body));
    let is_other = |error: &Error| error.kind() == ErrorKind::UnrecognisedDocument;
    let kinds = [pin, location, errors];
    let agreeing = kinds.iter().filter(|kind| match (kind, &document) {
        (Ok(kind), Ok(document)) => kind == document,
        (Err(kind), Err(document)) => {
            is_other(kind) || (kind.kind(), kind.span()) == (document.kind(), document.span())
        }
        (Err(kind), Ok(_)) => is_other(kind),
        (Ok(_), Err(_)) => false,
    });
    assert_eq!(agreeing.count(), 3, "{document:?}: {}", show(body));
    assert!(kinds.iter().filter(|kind| kind.is_ok()).count() <= 1, "{}", show(body));
}

fn show(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    text.chars().take(2000).collect()
}

/// Checks one kind of document, and returns what lenient makes of the body.
#[track_caller]
fn of<T: PartialEq + Debug>(
    body: &[u8],
    parse: impl Fn(Parser) -> Result<Parsed<T>, Error>,
) -> Result<Parsed<T>, Error> {
    let plain = modes_agree(body, &parse);
    let complete = modes_agree(body, |parser| parse(parser.complete()));
    settings_agree(body, &plain, &parse);
    settings_agree(body, &complete, |parser| parse(parser.complete()));
    match (&plain, &complete) {
        (Ok(plain), Ok(complete)) => {
            assert_eq!(plain.value(), complete.value(), "complete changes no value: {}", show(body));
            let (others, missing) = complete.deviations().split_at(plain.deviation_count());
            assert_eq!(others, plain.deviations(), "complete only adds: {}", show(body));
            assert!(plain.deviations().iter().all(|it| !is_missing(it)), "{}", show(body));
            assert!(missing.iter().all(is_missing), "what is missing comes last: {}", show(body));
        }
        _ => assert_eq!(plain.as_ref().err(), complete.as_ref().err(), "{}", show(body)),
    }
    plain
}

fn is_missing(deviation: &Deviation) -> bool {
    deviation.code() == DeviationCode::MissingMember
}

/// Checks one kind of document with one setting, and returns what lenient makes of the body.
#[track_caller]
pub(crate) fn modes_agree<T: PartialEq + Debug>(
    body: &[u8],
    parse: impl Fn(Parser) -> Result<Parsed<T>, Error>,
) -> Result<Parsed<T>, Error> {
    let strict = parse(Parser::STRICT);
    let lenient = parse(Parser::LENIENT.max_deviations(usize::MAX));
    match (strict, &lenient) {
        (Ok(strict), Ok(lenient)) => {
            assert_eq!(lenient.deviation_count(), 0, "strict accepts: {}", show(body));
            assert_eq!(&strict, lenient, "strict accepts with the same value: {}", show(body));
        }
        (Err(strict), Ok(lenient)) => {
            let first = lenient.deviations().first();
            assert!(first.is_some(), "strict refuses ({strict}), lenient records nothing: {}", show(body));
            assert_eq!(strict.deviation(), first, "strict refuses the first: {}", show(body));
        }
        (Err(strict), Err(lenient)) => {
            // What is missing comes last, though its span begins with its object.
            let in_text = strict.deviation().is_some_and(|deviation| !is_missing(deviation));
            let earlier = in_text && start(&strict) <= start(lenient);
            assert!(&strict == lenient || earlier, "{strict}, {lenient}: {}", show(body));
            in_bounds(body, &strict);
        }
        (Ok(_), Err(lenient)) => panic!("only lenient refuses ({lenient}): {}", show(body)),
    }
    compatible_agrees(body, &parse(Parser::COMPATIBLE.max_deviations(usize::MAX)), &lenient);
    match &lenient {
        Ok(parsed) => well_kept(body, parsed),
        Err(error) => {
            assert_eq!(error.deviation(), None, "lenient refuses no deviation: {}", show(body));
            in_bounds(body, error);
        }
    }
    lenient
}

/// Compatible refuses lenient's first deviation other than an unknown member.
#[track_caller]
fn compatible_agrees<T: PartialEq + Debug>(
    body: &[u8],
    compatible: &Result<Parsed<T>, Error>,
    lenient: &Result<Parsed<T>, Error>,
) {
    let other = |it: &&Deviation| it.code() != DeviationCode::UnknownMember;
    match (compatible, lenient) {
        (Ok(_), Ok(lenient)) => {
            assert_eq!(lenient.deviations().iter().find(other), None, "{}", show(body));
            assert_eq!(compatible.as_ref().ok(), Some(lenient), "{}", show(body));
        }
        (Err(error), Ok(lenient)) => {
            let first = lenient.deviations().iter().find(other);
            assert!(first.is_some() && error.deviation() == first, "{error}: {}", show(body));
        }
        (Err(error), Err(lenient)) => {
            let deviates = error.deviation().is_some_and(|it| other(&it));
            assert!(error == lenient || deviates, "{error}, {lenient}: {}", show(body));
        }
        (Ok(_), Err(lenient)) => panic!("only lenient refuses ({lenient}): {}", show(body)),
    }
}

/// Strict that allows all codes is lenient, and a limit omits nothing but deviations.
#[track_caller]
fn settings_agree<T: PartialEq + Debug>(
    body: &[u8],
    lenient: &Result<Parsed<T>, Error>,
    parse: impl Fn(Parser) -> Result<Parsed<T>, Error>,
) {
    let permissive = DeviationCode::ALL
        .iter()
        .fold(Parser::STRICT.max_deviations(usize::MAX), |parser, &code| parser.allow(code));
    assert_eq!(&parse(permissive), lenient, "strict that allows all: {}", show(body));
    match (parse(Parser::LENIENT.max_deviations(1)), lenient) {
        (Ok(one), Ok(all)) => {
            assert_eq!(one.value(), all.value(), "{}", show(body));
            assert_eq!(one.deviation_count(), all.deviation_count(), "{}", show(body));
            assert_eq!(one.deviations(), &all.deviations()[..all.deviation_count().min(1)], "{}", show(body));
        }
        (one, all) => assert_eq!(one.as_ref().err(), all.as_ref().err(), "a limit: {}", show(body)),
    }
}

/// All deviations that are counted are kept, in the order of the text, with spans that are a part of it.
#[track_caller]
fn well_kept<T>(body: &[u8], all: &Parsed<T>) {
    assert_eq!(all.deviation_count(), all.deviations().len(), "{}", show(body));
    let text = std::str::from_utf8(body).unwrap_or_else(|error| panic!("accepted: {error}"));
    let mut last = 0;
    for deviation in all.deviations() {
        let span = deviation.span();
        let part = text.get(span.range());
        assert!(part.is_some_and(|part| !part.is_empty()), "{deviation}: {}", show(body));
        let in_order = is_missing(deviation) || span.start >= last;
        assert!(in_order, "out of order ({deviation}): {}", show(body));
        last = span.start;
    }
}

#[track_caller]
fn in_bounds(body: &[u8], error: &Error) {
    let range = error.span().expect("a place in the body").range();
    let inside = match std::str::from_utf8(body) {
        Ok(text) => text.get(range).is_some(),
        Err(_) => body.get(range).is_some(),
    };
    assert!(inside, "{error:?}: {}", show(body));
}

fn start(error: &Error) -> usize {
    error.span().expect("a place in the body").start
}
