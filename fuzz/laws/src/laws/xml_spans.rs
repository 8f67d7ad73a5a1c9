//! A deviation's pointer and its span refer to the same part of an XML text.

use plex_pin::{Deviation, DeviationCode, Document, Parser};

/// Each deviation's span, cut out of the text, is what its pointer names: the name or the value of an attribute, the name or
/// the content of an element, or a whole element. A value of an attribute read alone has the same deviation. Deviations
/// are in the order of the text, missing members last.
pub fn xml_spans_point_home(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let parser = Parser::LENIENT.complete().max_deviations(usize::MAX);
    match parser.parse_xml_document(text) {
        Ok(parsed) => {
            let mut last = 0;
            let mut are_missing = false;
            for deviation in parsed.deviations() {
                let start = deviation.span().start;
                let is_missing = deviation.code() == DeviationCode::MissingMember;
                assert!(is_missing || !are_missing, "missing members come last: {deviation}");
                assert!(is_missing || last <= start, "in the order of the text: {deviation} in {text:?}");
                (last, are_missing) = (start, is_missing);
                points_home(deviation, text, parsed.value());
            }
        }
        Err(error) => {
            let span = error.span().expect("a place in the body");
            assert!(text.get(span.range()).is_some(), "{error} in {text:?}");
        }
    }
}

fn points_home(deviation: &Deviation, text: &str, document: &Document<'_>) {
    let span = deviation.span();
    let pointer = deviation.pointer().as_str();
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let cut = &text[span.range()];
    assert!(!cut.is_empty(), "{deviation} in {text:?}");
    let (object, step) = pointer.rsplit_once('/').unwrap_or_default();
    let name = step.trim_start_matches('@');
    let name = name.split_once('[').map_or(name, |(name, _)| name);
    let is_attribute = step.starts_with('@');
    let told = || format!("{deviation}: {cut:?} in {text:?}");
    match deviation.code() {
        DeviationCode::ByteOrderMark => assert_eq!((cut, pointer), ("\u{FEFF}", "")),
        DeviationCode::MissingMember => {
            let element = object.rsplit('/').next().unwrap_or_default();
            let element = element.split_once('[').map_or(element, |(name, _)| name);
            let rest = cut.strip_prefix('<').and_then(|it| it.strip_prefix(element));
            assert!(rest.is_some() && cut.ends_with('>'), "{}", told());
        }
        DeviationCode::UnknownMember if step == "text()" => {
            assert!(before.ends_with('>') || before.ends_with(char::is_whitespace), "{}", told());
            assert!(after.starts_with('<'), "{}", told());
        }
        DeviationCode::DuplicateMember if step == "text()" => assert!(after.starts_with('<'), "{}", told()),
        DeviationCode::UnknownMember | DeviationCode::MemberSpelling | DeviationCode::DuplicateMember => {
            if is_attribute {
                // The names of a token's attributes are not told.
                assert!(name == "*" || name == cut, "{}", told());
                assert!(before.ends_with([' ', '\t', '\n', '\r']), "{}", told());
                assert!(after.trim_start_matches([' ', '\t', '\n', '\r']).starts_with('='), "{}", told());
            } else {
                assert_eq!(name, cut, "{}", told());
                assert!(before.ends_with('<'), "{}", told());
            }
        }
        _ if is_attribute => {
            let quote = &cut[..1];
            assert!(["\"", "'"].contains(&quote) && cut.len() > 1 && cut.ends_with(quote), "{}", told());
            let space = [' ', '\t', '\n', '\r'];
            let before = before.trim_end_matches(space).strip_suffix('=').expect("a sign");
            assert!(before.trim_end_matches(space).ends_with(name), "{}", told());
            alone(deviation, object, name, cut, document);
        }
        // An empty element.
        _ if cut == name && before.ends_with('<') => {}
        // Comments may be before and behind.
        _ => assert!(before.ends_with('>') && after.starts_with('<'), "{}", told()),
    }
}

/// The value in a document that has nothing else.
fn alone(deviation: &Deviation, object: &str, name: &str, value: &str, document: &Document<'_>) {
    let body = match document {
        Document::Pin(_) if object.matches('/').count() > 1 => {
            format!("<pin id=\"1\"><location {name}={value}/></pin>")
        }
        Document::Pin(_) => format!("<pin {name}={value}/>"),
        Document::Location(_) => format!("<location {name}={value}/>"),
        _ => format!("<errors><error {name}={value}/></errors>"),
    };
    let found = Parser::LENIENT.parse_xml_document(&body).unwrap_or_else(|error| panic!("{error} in {body}"));
    let is_same = |other: &Deviation| {
        other.code() == deviation.code()
            && other.outcome() == deviation.outcome()
            && &body[other.span().range()] == value
    };
    assert!(found.deviations().iter().any(is_same), "{deviation}, alone in {body}");
}
