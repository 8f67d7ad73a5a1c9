//! A deviation's pointer and its span refer to the same value.

use plex_pin::{ApiErrors, Deviation, DeviationCode, Error, Location, Outcome, Parser, Pin, Positions, Span};

use crate::tree::{Node, Tree};

/// Each deviation's span, cut out of the text, is the value that its pointer resolves to; read alone it has the same
/// deviation. A span of a name is a name before such a value. Deviations are in the order of the text.
pub fn spans_point_home(data: &[u8]) {
    for document in ["pin", "location", "errors"] {
        law(data, document);
    }
}

/// The law for one way to read a body.
pub(super) fn law(data: &[u8], document: &str) {
    let Ok(text) = str::from_utf8(data) else { return };
    let unmarked = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let Ok(tree) = Tree::parse(unmarked) else { return };
    let home = Home::of(&tree, text, text.len() - unmarked.len());
    if let Ok(deviations) = deviations(Parser::LENIENT.complete(), text, document) {
        home.law(&deviations, document);
    }
}

fn deviations(parser: Parser, text: &str, document: &str) -> Result<Vec<Deviation>, Error> {
    let parser = parser.max_deviations(usize::MAX);
    match document {
        "pin" => parser.parse::<Pin>(text).map(|parsed| parsed.into_parts().1),
        "location" => parser.parse::<Location>(text).map(|parsed| parsed.into_parts().1),
        _ => parser.parse::<ApiErrors>(text).map(|parsed| parsed.into_parts().1),
    }
}

/// A text, and every value in it.
struct Home<'t> {
    text: &'t str,
    values: Vec<Place>,
    root: Span,
}

struct Place {
    pointer: String,
    span: Span,
    kind: &'static str,
}

impl<'t> Home<'t> {
    fn of(tree: &Tree<'_>, text: &'t str, before: usize) -> Self {
        let mut values = Vec::new();
        tree.visit("", &mut |pointer, value| {
            let start = before + value.start;
            let span = Span::new(start, start + value.raw.len());
            assert_eq!(&text[span.range()], value.raw);
            let kind = match &value.node {
                Node::String(_) => "string",
                Node::Array(_) => "array",
                Node::Object(_) => "object",
                Node::Plain => match value.raw {
                    "null" => "null",
                    "true" | "false" => "boolean",
                    _ => "number",
                },
            };
            values.push(Place { pointer: pointer.to_owned(), span, kind });
        });
        let root = values[0].span;
        Self { text, values, root }
    }

    fn law(&self, deviations: &[Deviation], document: &str) {
        let mut positions = Positions::new(self.text.as_bytes());
        let mut last = 0;
        let mut are_missing = false;
        for deviation in deviations {
            let span = deviation.span();
            assert_eq!(span.position(self.text), positions.at(span.start));
            self.position(span);
            let is_missing = deviation.code() == DeviationCode::MissingMember;
            assert!(is_missing || !are_missing, "missing members come last: {deviation}");
            are_missing = is_missing;
            assert!(is_missing || last <= span.start, "in the order of the text: {deviation}");
            last = span.start;
            self.points_home(deviation, document);
        }
    }

    /// Line and column, counted another way.
    fn position(&self, span: Span) {
        let position = span.position(self.text);
        let before = &self.text[..span.start];
        let line = before.rsplit('\n').next().unwrap_or_default();
        assert_eq!(position.line, before.matches('\n').count() + 1);
        assert_eq!(position.column, line.chars().count() + 1);
        assert_eq!(position.utf16_column, line.encode_utf16().count() + 1);
    }

    fn points_home(&self, deviation: &Deviation, document: &str) {
        let span = deviation.span();
        let pointer = deviation.pointer().as_str();
        let cut = &self.text[span.range()];
        match deviation.code() {
            DeviationCode::ByteOrderMark => assert_eq!((cut, pointer), ("\u{FEFF}", "")),
            DeviationCode::WrappedDocument => assert_eq!((span, pointer), (self.root, "")),
            DeviationCode::UnknownMember | DeviationCode::MemberSpelling | DeviationCode::DuplicateMember => {
                self.is_name(span, pointer);
            }
            DeviationCode::MissingMember => {
                assert_eq!(deviation.outcome(), Outcome::Absent);
                let (object, name) = pointer.rsplit_once('/').expect("a member");
                assert!(self.value(span, object).is_some_and(|kind| kind == "object"), "{deviation}");
                let is_there = |place: &Place| {
                    place.pointer == pointer && span.start < place.span.start && place.span.end < span.end
                };
                assert!(!self.values.iter().any(is_there), "{name} is there");
            }
            code => {
                let kind =
                    self.value(span, pointer).unwrap_or_else(|| panic!("{deviation} in {:?}", self.text));
                let fits = match code {
                    DeviationCode::NullValue => kind == "null",
                    DeviationCode::EmptyValue
                    | DeviationCode::UnknownMarker
                    | DeviationCode::StringForNumber
                    | DeviationCode::StringForBoolean
                    | DeviationCode::TimestampFormat
                    | DeviationCode::TimestampZoneAssumed
                    | DeviationCode::CoordinatesFormat => kind == "string",
                    DeviationCode::NumberForBoolean
                    | DeviationCode::NumberForString
                    | DeviationCode::NumberForTimestamp
                    | DeviationCode::IdPrecision => kind == "number",
                    DeviationCode::BooleanForString => kind == "boolean",
                    DeviationCode::OutOfRange => matches!(kind, "number" | "string"),
                    _ => kind != "null",
                };
                assert!(fits, "{deviation}: {cut}");
                self.alone(deviation, document);
            }
        }
    }

    /// Returns the text at a span, if the pointer resolves to it.
    fn value(&self, span: Span, pointer: &str) -> Option<&'static str> {
        let mut values = self.values.iter();
        let place = values.find(|place| place.span == span && place.pointer == pointer);
        place.map(|place| place.kind)
    }

    /// A span covers the name of the member that the pointer resolves to, with its quotes.
    fn is_name(&self, span: Span, pointer: &str) {
        let name: String = serde_json::from_str(&self.text[span.range()]).expect("a name");
        let (_, last) = pointer.rsplit_once('/').expect("a member");
        assert_eq!(last, name.replace('~', "~0").replace('/', "~1"));
        let space = [' ', '\t', '\n', '\r'];
        let rest = self.text[span.end..].trim_start_matches(space);
        let rest = rest.strip_prefix(':').expect("a colon").trim_start_matches(space);
        let at = self.text.len() - rest.len();
        let is_its_value = |place: &Place| place.span.start == at && place.pointer == pointer;
        assert!(self.values.iter().any(is_its_value), "{pointer} at {at}");
    }

    /// The value in a document that has nothing else.
    fn alone(&self, deviation: &Deviation, document: &str) {
        let value = &self.text[deviation.span().range()];
        let mut names: Vec<_> = deviation.pointer().as_str().split('/').skip(1).collect();
        // A wrapper is no member.
        if document == "pin" && names.len() > 1 && !is_spelling(names[0], "location") {
            names.remove(0);
        }
        // Nor is an error without the array.
        if document == "errors" && names.len() == 1 && !is_spelling(names[0], "errors") {
            names.splice(..0, ["errors", "0"]);
        }
        let mut body = value.to_owned();
        for name in names.iter().rev() {
            body = if name.bytes().all(|byte| byte.is_ascii_digit()) && !name.is_empty() {
                format!("[{body}]")
            } else {
                let name = name.replace("~1", "/").replace("~0", "~");
                format!("{{{}:{body}}}", serde_json::to_string(&name).expect("a string"))
            };
        }
        let found = deviations(Parser::LENIENT, &body, document);
        let found = found.unwrap_or_else(|error| panic!("{error} in {body}"));
        let same = found.iter().any(|other| {
            other.code() == deviation.code()
                && other.outcome() == deviation.outcome()
                && &body[other.span().range()] == value
        });
        assert!(same, "{deviation}, alone {found:?} in {body}");
    }
}

fn is_spelling(name: &str, canonical: &str) -> bool {
    name.replace(['_', '-'], "").eq_ignore_ascii_case(canonical)
}
