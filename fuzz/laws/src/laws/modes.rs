//! Strict and lenient are one decoder with two ends.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Debug;

use plex_pin::{DeviationCode, Document, Error, ErrorKind, Parsed, Parser};

use crate::tree::Tree;

/// Strict accepts a document if and only if lenient has nothing to tell of it, and then both give equal values.
/// Otherwise strict's error is the first deviation; where lenient fails, strict fails no later.
pub fn strict_lenient_law(data: &[u8]) {
    for complete in [false, true] {
        let asked = |parser: Parser| if complete { parser.complete() } else { parser };
        law(data, |parser| asked(parser).pin(data));
        law(data, |parser| asked(parser).location(data));
        law(data, |parser| asked(parser).api_errors(data));
        law(data, |parser| asked(parser).document(data));
    }
    told_apart(data);
}

fn law<T: Clone + Debug + PartialEq>(data: &[u8], parse: impl Fn(Parser) -> Result<Parsed<T>, Error>) {
    let strict = parse(Parser::STRICT);
    let all = DeviationCode::ALL.iter().copied().collect();
    // Strict that forgives everything is lenient, in every result.
    let parsed = parse(Parser::LENIENT.max_deviations(usize::MAX));
    assert_eq!(parse(allowing(&all)), parsed);

    let lenient = match parsed {
        Ok(lenient) => lenient,
        Err(failure) => {
            let error = strict.expect_err("strict refuses what lenient refuses");
            // What is missing comes last, though its span begins with its object.
            let in_text = error.deviation().is_some_and(|it| it.code() != DeviationCode::MissingMember);
            let earlier = in_text && error.span().start <= failure.span().start;
            assert!(error == failure || earlier, "{error} is no {failure}");
            in_bounds(data, &failure);
            return;
        }
    };
    let deviations = lenient.deviations();
    assert_eq!(deviations.len(), lenient.deviation_count());

    match (strict, deviations.first()) {
        (Ok(strict), None) => assert_eq!(strict, lenient),
        (Err(error), Some(first)) => {
            assert_eq!(error.kind(), ErrorKind::Deviation(first.code()));
            assert_eq!(error.deviation(), Some(first));
            assert_eq!((error.pointer(), error.span()), (first.pointer(), first.span()));
            assert_eq!(error.to_string(), first.to_string());
            in_bounds(data, &error);
        }
        (strict, first) => panic!("strict {strict:?} but lenient {first:?}"),
    }

    // Forgiving all codes but one leaves the first deviation of that one.
    let codes: BTreeSet<_> = deviations.iter().map(plex_pin::Deviation::code).collect();
    for code in &codes {
        let mut others = codes.clone();
        others.remove(code);
        let error = parse(allowing(&others)).expect_err("one code is not allowed");
        let first = deviations.iter().find(|deviation| deviation.code() == *code);
        assert_eq!(error.deviation(), first);
    }

    // A limit cuts the list, and nothing else.
    for limit in [2, Parser::MAX_DEVIATIONS] {
        let limited = parse(Parser::LENIENT.max_deviations(limit)).expect("a limit refuses nothing");
        assert_eq!(limited.deviations(), &deviations[..limit.min(deviations.len())]);
        assert_eq!(limited.deviation_count(), deviations.len());
        assert_eq!(limited.value(), lenient.value());
        // The rest is counted by what it is.
        let mut rest = HashMap::new();
        for deviation in &deviations[limit.min(deviations.len())..] {
            *rest.entry((deviation.code(), deviation.outcome())).or_default() += 1;
        }
        let omitted = limited.omitted().iter().map(|&(code, outcome, count)| ((code, outcome), count));
        assert_eq!(omitted.collect::<HashMap<_, usize>>(), rest);
    }
    assert_eq!(
        lenient.clone().into_strict().map_err(|error| error.deviation().cloned()),
        deviations.first().map_or_else(|| Ok(lenient.value().clone()), |first| Err(Some(first.clone()))),
    );
}

fn allowing(codes: &BTreeSet<DeviationCode>) -> Parser {
    codes.iter().fold(Parser::STRICT.max_deviations(usize::MAX), |parser, &code| parser.allow(code))
}

/// An error's span can be cut out of the text.
fn in_bounds(data: &[u8], error: &Error) {
    let span = error.span();
    assert!(data.get(span.range()).is_some(), "{span:?} in {} bytes", data.len());
    if let Ok(text) = str::from_utf8(data) {
        assert!(text.get(span.range()).is_some(), "{span:?} cuts a character");
    }
}

/// `document` tells the three apart by the names of their members, as the contract says.
fn told_apart(data: &[u8]) {
    const PIN: &str = "id product trusted qr clientidentifier location expiresin createdat expiresat authtoken \
        newregistration";
    const LOCATION: &str = "europeanunionmember continentcode country city timezone postalcode \
        inprivacyrestrictedcountry inprivacyrestrictedregion subdivisions coordinates";
    let Ok(text) = str::from_utf8(data) else { return };
    let Ok(tree) = Tree::parse(text.strip_prefix('\u{FEFF}').unwrap_or(text)) else {
        return;
    };
    let Some(members) = tree.members() else { return };
    // Longer names are no spelling of any.
    let names: BTreeSet<_> = members
        .iter()
        .filter(|(name, _)| name.len() <= 100)
        .map(|(name, _)| name.replace(['_', '-'], "").to_ascii_lowercase())
        .collect();
    let any = |known: &str| known.split(' ').any(|known| names.contains(known));
    let wrapped = members.len() == 1 && any("pin") && members[0].1.members().is_some();
    let expected = if any("errors") {
        "errors"
    } else if any(PIN) || wrapped {
        "pin"
    } else if any(LOCATION) {
        "location"
    } else if any("code") && any("message") {
        "errors"
    } else {
        "none"
    };
    let document = Parser::LENIENT.document(data).map(Parsed::into_value);
    let (found, alone) = match &document {
        Ok(Document::Pin(_)) => ("pin", Parser::LENIENT.pin(data).map(|it| it.map(Document::Pin))),
        Ok(Document::Location(_)) => {
            ("location", Parser::LENIENT.location(data).map(|it| it.map(Document::Location)))
        }
        Ok(_) => ("errors", Parser::LENIENT.api_errors(data).map(|it| it.map(Document::ApiErrors))),
        Err(error) if error.kind() == ErrorKind::TooDeep => return,
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::UnrecognisedDocument, "{error}");
            assert_eq!(expected, "none");
            return;
        }
    };
    assert_eq!(found, expected);
    assert_eq!(document, alone.map(Parsed::into_value));
}
