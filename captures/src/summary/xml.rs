//! Steps through a document in XML that a check has accepted, and hands over each value with its member, as `scan` does
//! for JSON.

use xmlparser::{ElementEnd, Token, Tokenizer};

use super::object::Object;
use super::raw::Raw;
use super::scan::Visitor;
use super::value::Type;
use crate::model::DocumentKind;

/// An element that is open.
enum Open<'b> {
    Object(Object),
    /// A member as an element of its own, as in version 1: `<id type="integer">5123</id>`.
    Member {
        object: Object,
        index: usize,
        text: &'b str,
        is_null: bool,
    },
    /// The array of errors, or an element that no document has.
    Other,
}

/// Steps through a document of a kind. Returns false if it is not read to its end.
pub(super) fn scan<'b>(kind: DocumentKind, body: &'b [u8], visitor: &mut impl Visitor<'b>) -> bool {
    let Ok(text) = str::from_utf8(body) else { return false };
    let text = text.trim_start_matches('\u{feff}').trim_ascii_start();
    let mut open: Vec<Open<'b>> = Vec::new();
    for token in Tokenizer::from(text) {
        match token {
            Ok(Token::ElementStart { local, .. }) => {
                let element = element(kind, open.last(), local.as_str());
                if let Open::Object(object) = element {
                    visitor.begin(object);
                }
                open.push(element);
            }
            Ok(Token::Attribute { local, value, .. }) => match open.last_mut() {
                Some(Open::Object(object)) => {
                    if let Some(index) = object.find(local.as_bytes()) {
                        visitor.member(*object, index, Type::Text, Raw::Text(value.as_str().as_bytes()));
                    }
                }
                Some(Open::Member { is_null, .. }) if local.as_str() == "nil" => {
                    *is_null = value.as_str() == "true";
                }
                _ => {}
            },
            Ok(Token::Text { text } | Token::Cdata { text, .. }) => match open.last_mut() {
                Some(Open::Member { text: content, .. }) => *content = text.as_str(),
                // `<error>text</error>`
                Some(Open::Object(Object::Error)) if !text.as_str().trim().is_empty() => {
                    if let Some(index) = Object::Error.find(b"message") {
                        visitor.member(Object::Error, index, Type::Text, Raw::Text(text.as_str().as_bytes()));
                    }
                }
                _ => {}
            },
            Ok(Token::ElementEnd { end: ElementEnd::Close(..) | ElementEnd::Empty, .. }) => {
                match open.pop() {
                    Some(Open::Object(object)) => {
                        visitor.end(object);
                        if object == Object::PinLocation
                            && let Some(index) = Object::Pin.find(b"location")
                        {
                            visitor.member(Object::Pin, index, Type::Object, Raw::Json(b"{}"));
                        }
                    }
                    Some(Open::Member { object, index, text, is_null }) => {
                        let (kind, raw) = if is_null {
                            (Type::Null, Raw::Json(&b"null"[..]))
                        } else {
                            (Type::Text, Raw::Text(text.as_bytes()))
                        };
                        visitor.member(object, index, kind, raw);
                    }
                    Some(Open::Other) => {}
                    None => return false,
                }
            }
            Ok(_) => {}
            Err(_) => return false,
        }
    }
    open.is_empty()
}

/// What an element is, by the one that it is in.
fn element<'b>(kind: DocumentKind, parent: Option<&Open<'b>>, name: &str) -> Open<'b> {
    match parent {
        None if kind == DocumentKind::ApiErrors => Open::Other,
        None => Open::Object(Object::root(kind)),
        Some(Open::Other) if kind == DocumentKind::ApiErrors && name == "error" => {
            Open::Object(Object::Error)
        }
        Some(Open::Object(Object::Pin)) if name == "location" => Open::Object(Object::PinLocation),
        Some(Open::Object(object)) => match object.find(name.as_bytes()) {
            Some(index) => Open::Member { object: *object, index, text: "", is_null: false },
            None => Open::Other,
        },
        Some(_) => Open::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::scan::tests::log_of;
    use crate::model::DocumentKind;

    #[test]
    fn ok_members_of_documents() {
        for (kind, body, expected) in [
            (
                DocumentKind::Pin,
                r#"<?xml version="1.0"?><pin id='5' code="AB" new="1"><location city="A"/></pin>"#,
                "pin{ id=5 code=AB pin.location{ city=A } location={} }",
            ),
            (
                DocumentKind::Pin,
                "<pin><id type=\"integer\">5</id><expires-at/><auth_token nil=\"true\"></auth_token><new>1</new></pin>",
                "pin{ id=5 expiresAt= authToken=null }",
            ),
            (DocumentKind::Location, "<location code=\"NL\"></location>", "location{ code=NL }"),
            (
                DocumentKind::ApiErrors,
                "<errors><error code=\"1020\"/><error>text</error></errors>",
                "error{ code=1020 } error{ message=text }",
            ),
        ] {
            assert_eq!(
                log_of(|log| super::scan(kind, body.as_bytes(), log)),
                (expected.to_owned(), true),
                "{body}"
            );
        }
    }

    #[test]
    fn err_other_texts() {
        let whole = "<pin id=\"5\"><location city=\"A\"/></pin>";
        for end in 0..whole.len() {
            let (_, is_whole) = log_of(|log| super::scan(DocumentKind::Pin, &whole.as_bytes()[..end], log));
            assert!(!is_whole || end == 0, "{}", &whole[..end]);
        }
    }
}
