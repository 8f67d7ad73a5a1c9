//! Strict and lenient agree: strict accepts a body if and only if lenient records no deviation.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Debug;

use plex_pin::{ApiErrors, DeviationCode, Document, Error, ErrorKind, Location, Member, Parsed, Parser, Pin};

use crate::tree::{Node, Tree};

/// Strict accepts a document if and only if lenient records no deviation, and then both return equal values.
/// Otherwise strict's error is the first deviation; where lenient fails, strict fails no later.
pub fn strict_lenient_law(data: &[u8]) {
    for complete in [false, true] {
        let asked = |parser: Parser| if complete { parser.complete() } else { parser };
        law(data, |parser| asked(parser).parse::<Pin>(data));
        law(data, |parser| asked(parser).parse::<Location>(data));
        law(data, |parser| asked(parser).parse::<ApiErrors>(data));
        law(data, |parser| asked(parser).parse_document(data));
    }
    recognised(data);
}

fn law<T: Clone + Debug + PartialEq>(data: &[u8], parse: impl Fn(Parser) -> Result<Parsed<T>, Error>) {
    let strict = parse(Parser::STRICT);
    let all = DeviationCode::ALL.iter().copied().collect();
    // Strict with every code allowed has every result of lenient.
    let parsed = parse(Parser::LENIENT.max_deviations(usize::MAX));
    assert_eq!(parse(allowing(&all)), parsed);

    let lenient = match parsed {
        Ok(lenient) => lenient,
        Err(failure) => {
            let error = strict.expect_err("strict refuses what lenient refuses");
            // What is missing comes last, though its span begins with its object.
            let in_text = error.deviation().is_some_and(|it| it.code() != DeviationCode::MissingMember);
            let earlier = in_text && start(&error) <= start(&failure);
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
            assert_eq!((error.pointer(), error.span()), (Some(first.pointer()), Some(first.span())));
            assert_eq!(error.to_string(), first.to_string());
            in_bounds(data, &error);
        }
        (strict, first) => panic!("strict {strict:?} but lenient {first:?}"),
    }

    // With all codes but one allowed, the error is the first deviation of that one.
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
    let span = error.span().expect("a place in the body");
    assert!(data.get(span.range()).is_some(), "{span:?} in {} bytes", data.len());
    if let Ok(text) = str::from_utf8(data) {
        assert!(text.get(span.range()).is_some(), "{span:?} cuts a character");
    }
}

/// Returns a member name without `_`, `-` and case. Longer names are no spelling of any.
fn plain(name: &str) -> String {
    let plain = name.replace(['_', '-'], "").to_ascii_lowercase();
    if name.len() <= 100 { plain } else { format!("?{plain}") }
}

/// Returns the last value of a member in any spelling.
fn last<'t, 'd>(members: &'t [(String, Tree<'d>)], name: &str) -> Option<&'t Tree<'d>> {
    members.iter().rev().find(|(other, _)| plain(other) == name).map(|(_, value)| value)
}

/// Returns the number that a value is, as a number or in digits.
fn number(value: &Tree<'_>) -> Option<f64> {
    match &value.node {
        Node::Plain => value.raw.parse().ok(),
        Node::String(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().ok(),
        _ => None,
    }
}

/// Counts the known names among these.
fn count<S: AsRef<str>>(names: &BTreeSet<String>, known: &[S]) -> usize {
    known.iter().filter(|known| names.contains(known.as_ref())).count()
}

/// `parse_document` recognises a document by the counts of its members: section 1 of the contract.
fn recognised(data: &[u8]) {
    const MARKS: &[&str] =
        &["clientidentifier", "expiresin", "expiresat", "authtoken", "newregistration", "trusted", "qr"];
    const REGION: &[&str] =
        &["europeanunionmember", "continentcode", "inprivacyrestrictedcountry", "inprivacyrestrictedregion"];
    let names_of = |members: &[Member]| members.iter().map(|it| plain(it.name)).collect::<Vec<_>>();
    let (pin, location) = (names_of(Pin::MEMBERS), names_of(Location::MEMBERS));
    let Ok(text) = str::from_utf8(data) else { return };
    let Ok(tree) = Tree::parse(text.strip_prefix('\u{FEFF}').unwrap_or(text)) else {
        return;
    };
    let Some(members) = tree.members() else { return };
    let names: BTreeSet<_> = members.iter().map(|(name, _)| plain(name)).collect();
    let unknown = names.iter().filter(|&name| !pin.contains(name) && !location.contains(name)).count();
    let wrapped = members.len() == 1 && count(&names, &["pin"]) == 1 && members[0].1.members().is_some();
    let is_error = |it: &Tree<'_>| {
        it.members().is_some_and(|it| last(it, "code").is_some() && last(it, "message").is_some())
    };
    let has_number = |it: &Tree<'_>| {
        let codes = it.members().unwrap_or_default().iter().filter(|(name, _)| plain(name) == "code");
        codes.into_iter().any(|(_, code)| number(code).is_some())
    };
    let errors = match last(members, "errors").map(|it| &it.node) {
        Some(Node::Array(all)) => !all.is_empty() && all.iter().all(is_error) && all.iter().any(has_number),
        _ => false,
    };
    let bare = last(members, "code").and_then(number).is_some_and(|it| {
        it.fract() == 0.0 && (1000.0..=1999.0).contains(&it) && count(&names, &["message"]) == 1
    });
    let expected = if errors {
        "errors"
    } else if wrapped
        || count(&names, &pin) >= 3
            && count(&names, &pin) > unknown
            && count(&names, &["id", "code"]) > 0
            && count(&names, MARKS) > 0
    {
        "pin"
    } else if count(&names, &location) > unknown
        && (count(&names, &location) >= 4 || count(&names, REGION) > 0)
    {
        "location"
    } else if bare {
        "errors"
    } else {
        "none"
    };
    let document = Parser::LENIENT.parse_document(data).map(Parsed::into_value);
    let (found, alone) = match &document {
        Ok(Document::Pin(_)) => ("pin", Parser::LENIENT.parse::<Pin>(data).map(|it| it.map(Document::Pin))),
        Ok(Document::Location(_)) => {
            ("location", Parser::LENIENT.parse::<Location>(data).map(|it| it.map(Document::Location)))
        }
        Ok(_) => ("errors", Parser::LENIENT.parse::<ApiErrors>(data).map(|it| it.map(Document::ApiErrors))),
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

fn start(error: &Error) -> usize {
    error.span().expect("a place in the body").start
}
