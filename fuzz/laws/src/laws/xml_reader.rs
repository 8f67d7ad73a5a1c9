//! The reader of XML reads what `quick-xml` reads.

use plex_pin::{ApiErrors, Document, Parser};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// What a lenient parse accepts, `quick-xml` accepts too, and both have the same strings in it.
///
/// Where the two differ on purpose: `quick-xml` accepts much that is not well-formed, so only what both accept is compared;
/// it allows deeper nesting, several roots and a document type.
pub fn xml_reader_agrees_with_quick_xml(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else {
        Parser::LENIENT.parse_xml_document(data).expect_err("not UTF-8");
        return;
    };
    let Ok(parsed) = Parser::LENIENT.max_deviations(usize::MAX).parse_xml_document(text) else { return };
    let root = Element::root(text).unwrap_or_else(|error| panic!("quick-xml refuses: {error} in {text:?}"));
    let told = || format!("{parsed:?} in {text:?}");
    match parsed.value() {
        Document::Pin(pin) => {
            root.has("code", pin.code.as_deref(), &told);
            root.has("product", pin.product.as_deref(), &told);
            root.has("qr", pin.qr.as_deref(), &told);
            root.has("clientidentifier", pin.client_identifier.as_deref(), &told);
            let location = root.children.iter().rfind(|it| folded(&it.name) == "location");
            assert!(location.is_none() || pin.location.is_some(), "{}", told());
            if let (Some(element), Some(location)) = (location, &pin.location) {
                element.has("city", location.city.as_deref(), &told);
                element.has("postalcode", location.postal_code.as_deref(), &told);
            }
        }
        Document::Location(location) => {
            root.has("city", location.city.as_deref(), &told);
            root.has("country", location.country.as_deref(), &told);
        }
        Document::ApiErrors(errors) => same_errors(&root, errors, &told),
        other => panic!("a document without a law: {other:?}"),
    }
}

fn same_errors(root: &Element, errors: &ApiErrors<'_>, told: &dyn Fn() -> String) {
    let elements: Vec<_> = root.children.iter().filter(|it| it.name.eq_ignore_ascii_case("error")).collect();
    assert_eq!(elements.len(), errors.as_slice().len(), "{}", told());
    for (element, error) in elements.iter().zip(errors.as_slice()) {
        if element.text.trim_ascii().is_empty() {
            element.has("message", error.message.as_deref(), told);
        }
    }
}

fn folded(name: &str) -> String {
    let folded = name.replace(['_', '-'], "").to_ascii_lowercase();
    if name.len() <= 100 { folded } else { format!("?{folded}") }
}

/// An element as `quick-xml` sees it.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Element>,
    /// Its own text.
    text: String,
}

impl Element {
    fn root(text: &str) -> Result<Self, String> {
        let mut reader = Reader::from_str(text.strip_prefix('\u{FEFF}').unwrap_or(text));
        reader.config_mut().check_comments = true;
        // The innermost last; the first one stands for the document.
        let mut open = vec![Self::default()];
        loop {
            let event = reader.read_event().map_err(|error| error.to_string())?;
            let last = open.last_mut().ok_or("more ends than elements")?;
            match event {
                Event::Start(start) => open.push(Self::of(&start)?),
                Event::Empty(start) => last.children.push(Self::of(&start)?),
                Event::End(_) => {
                    let element = open.pop().ok_or("an end without an element")?;
                    open.last_mut().ok_or("an end without an element")?.children.push(element);
                }
                Event::Text(text) => last.text.push_str(&text.xml10_content()),
                Event::CData(text) => last.text.push_str(&text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let character = reference.resolve_char_ref().map_err(|error| error.to_string())?;
                    match (character, &*reference.xml10_content()) {
                        (Some(character), _) => last.text.push(character),
                        (None, "amp") => last.text.push('&'),
                        (None, "lt") => last.text.push('<'),
                        (None, "gt") => last.text.push('>'),
                        (None, "quot") => last.text.push('"'),
                        (None, "apos") => last.text.push('\''),
                        (None, other) => return Err(format!("the entity {other}")),
                    }
                }
                Event::Eof => {
                    let mut document = open.remove(0);
                    assert!(open.is_empty() && document.children.len() == 1, "{open:?} {document:?}");
                    return Ok(document.children.remove(0));
                }
                Event::DocType(_) => return Err("a document type".to_owned()),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    fn of(start: &BytesStart<'_>) -> Result<Self, String> {
        let mut element = Self { name: start.name().as_ref().to_owned(), ..Self::default() };
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let value =
                attribute.normalized_value(XmlVersion::Explicit1_0).map_err(|error| error.to_string())?;
            element.attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
        }
        Ok(element)
    }

    /// A member that is a string has the last value that is given: of an attribute, or of an element, which comes later.
    fn has(&self, name: &str, value: Option<&str>, told: &dyn Fn() -> String) {
        let attribute = self.attributes.iter().rfind(|(other, _)| folded(other) == name);
        let expected = match self.children.iter().rfind(|it| folded(&it.name) == name) {
            Some(element) if !element.children.is_empty() => None,
            Some(element) => {
                let is_nil = element.attributes.iter().any(|(name, value)| name == "nil" && value == "true");
                (!is_nil || !element.text.trim_ascii().is_empty()).then_some(&element.text)
            }
            None => attribute.map(|(_, value)| value),
        };
        assert_eq!(value, expected.map(String::as_str), "{name}: {}", told());
    }
}
