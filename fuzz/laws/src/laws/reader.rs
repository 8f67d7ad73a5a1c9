//! The reader reads JSON as `serde_json` does.

use plex_pin::{ApiErrors, Error, ErrorKind, Parser, Pin, PinId};
use serde_json::from_str;

use crate::token::token_at;
use crate::tree::{Node, NotJson, Tree, offset};

/// The reader accepts what `serde_json` accepts, refuses what it refuses within the same token, and has the same
/// names, strings and numbers.
///
/// The reader is private, so it is observed through a lenient parse, which refuses no JSON object: with the text as the
/// document itself, as the value of a member that is skipped, and of one that is read.
///
/// Where the two differ on purpose: a byte order mark before the document is no error here, 128 containers may
/// be open (127 in `serde_json`, which is why its own limit plays no part in the comparison), a number too large
/// for a double is refused by the member that it is for and not by the reader.
pub fn reader_equals_serde_json(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else {
        let error = Parser::LENIENT.parse::<Pin>(data).expect_err("not UTF-8");
        // A web page in another encoding is reported as a web page.
        let body = data.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(data);
        let is_page = body.trim_ascii_start().starts_with(b"<");
        let is_named = matches!(error.kind(), ErrorKind::XmlBody | ErrorKind::HtmlBody);
        assert!(if is_page { is_named } else { error.kind() == ErrorKind::NotUtf8 }, "{error}");
        return;
    };
    let unmarked = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let marked = text.len() - unmarked.len();
    if let Some(tree) = same_grammar(unmarked, marked, &Parser::LENIENT.parse::<Pin>(text).map(|_| ())) {
        same_members(&tree, text);
        same_leaves(&tree);
    }
    for name in ["?", "code", "authToken", "location", "errors"] {
        let text = format!("{{\"{name}\":{text}}}");
        same_grammar(&text, 0, &Parser::LENIENT.parse::<Pin>(&text).map(|_| ()));
        same_grammar(&text, 0, &Parser::LENIENT.parse::<ApiErrors>(&text).map(|_| ()));
    }
}

fn same_grammar<'t>(text: &'t str, before: usize, result: &Result<(), Error>) -> Option<Tree<'t>> {
    let theirs = Tree::parse(text);
    let Err(error) = result else {
        return Some(theirs.unwrap_or_else(|refused| panic!("accepts what is {refused:?}: {text:?}")));
    };
    let span = error.span().expect("a place in the body");
    let at = span.start.checked_sub(before).expect("nothing is wrong before the text");
    match (error.kind(), theirs) {
        (ErrorKind::NotAnObject, Ok(tree)) => {
            assert!(tree.members().is_none(), "{error} in {text:?}");
            assert_eq!((at, span.len()), (tree.start, tree.raw.len()));
            return Some(tree);
        }
        (ErrorKind::UnrecognisedDocument, Ok(tree)) => {
            assert!(tree.members().is_some(), "{error} in {text:?}");
            assert_eq!((at, span.len()), (tree.start, tree.raw.len()));
            return Some(tree);
        }
        (ErrorKind::LoneSurrogate, Err(_)) => lone_surrogate(text, at, error),
        (ErrorKind::TooDeep, _) => assert_eq!(opened(text, at), 128, "{error} in {text:?}"),
        (_, Err(NotJson::Deep)) => panic!("{error} before it is too deep: {text:?}"),
        (ErrorKind::EmptyBody | ErrorKind::UnexpectedEnd, Err(NotJson::End)) => {
            assert_eq!(span, plex_pin::Span::new(before + text.len(), before + text.len()));
        }
        // The end of the text is no part of a number there.
        (ErrorKind::UnexpectedEnd, Err(NotJson::At(theirs))) => {
            assert_eq!((at, *token_at(text, theirs).end()), (text.len(), text.len()), "{error} in {text:?}");
        }
        // A word that is cut off is a wrong word here; an escape that ends too early is read on there.
        (ErrorKind::Syntax, Err(NotJson::End)) => {
            let is_cut_off = ["true", "false", "null"].iter().any(|word| word.starts_with(&text[at..]));
            let token = token_at(text, at);
            let in_string = text.as_bytes()[*token.start()] == b'"' && *token.end() == text.len();
            assert!(is_cut_off || in_string, "{error} in {text:?}");
        }
        (
            ErrorKind::Syntax | ErrorKind::TrailingText | ErrorKind::XmlBody | ErrorKind::HtmlBody,
            Err(NotJson::At(theirs)),
        ) => {
            let token = token_at(text, at);
            assert!(token.contains(&theirs), "{error}, serde_json at {theirs} of {text:?}");
        }
        (_, theirs) => panic!("{error}, serde_json {theirs:?} in {text:?}"),
    }
    None
}

/// The tree's grammar comes first and its strings last, so `serde_json` has to read these texts in one pass.
fn lone_surrogate(text: &str, at: usize, error: &Error) {
    let escape = text.get(at..at + "\\uXXXX".len()).expect("an escape");
    let unit = escape.strip_prefix("\\u").and_then(|digits| u16::from_str_radix(digits, 16).ok());
    assert!(matches!(unit, Some(0xD800..=0xDFFF)), "{error} in {text:?}");
    let theirs = from_str::<serde_json::Value>(text).expect_err("half a character");
    let message = theirs.to_string();
    if message.starts_with("number out of range") || message.starts_with("recursion limit") {
        return;
    }
    match offset(&theirs, text, 0) {
        NotJson::At(theirs) => {
            assert!(token_at(text, at).contains(&theirs), "{error}, {message} in {text:?}");
        }
        // It waits for the other half.
        refused => assert_eq!(*token_at(text, at).end(), text.len(), "{error}, {refused:?} in {text:?}"),
    }
}

/// How many containers are open at an offset of a text that is JSON up to there.
fn opened(text: &str, at: usize) -> usize {
    let (mut open, mut start) = (0, 0);
    while start < at {
        match text.as_bytes()[start] {
            b'{' | b'[' => open += 1,
            b'}' | b']' => open -= 1,
            _ => {}
        }
        start = *token_at(&text[start..], 0).end() + start;
    }
    open
}

/// The members of the root: a pin has the last one of each name, and the names are read alike.
fn same_members(tree: &Tree<'_>, text: &str) {
    let Some(members) = tree.members() else { return };
    // An object without a member of a pin is refused.
    let Ok(parsed) = Parser::LENIENT.max_deviations(usize::MAX).parse::<Pin>(text) else { return };
    let pin = parsed.value();
    if members.len() == 1 && matches!(members[0].0.as_str(), "pin" | "PIN" | "Pin") {
        return;
    }
    let fields: [(&str, &Option<std::borrow::Cow<'_, str>>); 4] = [
        ("code", &pin.code),
        ("product", &pin.product),
        ("qr", &pin.qr),
        ("clientIdentifier", &pin.client_identifier),
    ];
    for (name, field) in fields {
        let folded = |name: &str| name.replace(['_', '-'], "").to_ascii_lowercase();
        let last = members.iter().rfind(|(other, _)| other.len() <= 100 && folded(other) == folded(name));
        match last.map(|(_, value)| &value.node) {
            Some(Node::String(text)) => assert_eq!(field.as_deref(), Some(text.as_str())),
            Some(Node::Array(_) | Node::Object(_)) | None => assert_eq!(field.as_deref(), None),
            Some(Node::Plain) => {}
        }
    }
}

/// Every string and number of a text, alone in a member that is read.
fn same_leaves(tree: &Tree<'_>) {
    let mut left = 64;
    tree.visit("", &mut |_, value| {
        let raw = value.raw;
        if left == 0 {
            return;
        }
        left -= 1;
        match &value.node {
            Node::String(text) => {
                let body = format!("{{\"qr\":{raw}}}");
                let pin = Pin::parse(&body).expect("a string");
                assert_eq!(pin.qr.as_deref(), Some(text.as_str()));
                // As a name it is the last part of a pointer, if it is none of a pin's.
                let body = format!("{{{raw}:0,\"?\":0,\"id\":1}}");
                let parsed = Parser::LENIENT.parse::<Pin>(&body).expect("an object");
                let first = parsed.deviations()[0].pointer().as_str();
                let name = text.replace('~', "~0").replace('/', "~1");
                assert!(first.strip_prefix('/') == Some(&name) || first == "/?", "{first:?} for {name:?}");
            }
            Node::Plain if raw.starts_with(['-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) => {
                same_number(raw);
            }
            _ => {}
        }
    });
}

fn same_number(raw: &str) {
    const MOST: f64 = 9_007_199_254_740_991.0;
    // Too large for a double is an error there.
    let double: f64 = from_str(raw).unwrap_or(f64::INFINITY);
    let body = format!("{{\"id\":{raw},\"qr\":{raw},\"expiresIn\":{raw}}}");
    let pin = Parser::LENIENT.parse::<Pin>(&body).expect("an object").into_value();

    let seconds = pin.expires_in.map(|seconds| seconds.get().to_bits());
    let in_range = (0.0..=MOST).contains(&double);
    // The sum turns -0.0 into 0.0.
    assert_eq!(seconds, in_range.then_some((double + 0.0).to_bits()), "{raw}");

    let written_out = double.is_finite().then_some(raw);
    assert_eq!(pin.qr.as_deref(), written_out, "{raw}");

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // In range, and an integer.
    let rounded = (in_range && double.fract() == 0.0).then_some(double as u64);
    // Above, an id is exact.
    let exact = || exact(raw).filter(|id| *id > PinId::MAX_PRECISE.get());
    assert_eq!(pin.id.map(PinId::get), rounded.or_else(exact), "{raw}");
}

/// The integer that a number is, by its digits alone.
// One with a negative exponent is none to the decoder, where no double holds it.
fn exact(raw: &str) -> Option<u64> {
    let (mantissa, exponent) = raw.split_once(['e', 'E']).unwrap_or((raw, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    let exponent: usize = exponent.parse().ok()?;
    let zeros = exponent.checked_sub(fraction.len()).filter(|&zeros| zeros < 20)?;
    format!("{whole}{fraction}{}", "0".repeat(zeros)).parse().ok()
}
