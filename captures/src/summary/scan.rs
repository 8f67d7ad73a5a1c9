//! Steps through a document that a check has accepted, and hands over each value with its member.
//!
//! The text is valid JSON then. On any other text the scan stops early: it panics on none, and reads no byte twice.

use super::known::Rule;
use super::object::Object;
use super::raw::Raw;
use super::value::Type;
use crate::model::DocumentKind;
use crate::tokens::{is_spelling, skip, string_end, value_end};

/// Receives the parts of a document.
pub(super) trait Visitor<'b> {
    /// An object begins.
    fn begin(&mut self, object: Object);

    /// A known member: its index, and its value, its type and as written. Of one that is given twice, the last counts.
    fn member(&mut self, object: Object, index: usize, kind: Type, raw: Raw<'b>);

    /// The object ends.
    fn end(&mut self, object: Object);
}

/// Steps through a document of a kind. Returns false if it is not read to its end.
pub(super) fn scan<'b>(kind: DocumentKind, body: &'b [u8], visitor: &mut impl Visitor<'b>) -> bool {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let start = skip(body, 0);
    match body.get(start) {
        Some(b'{') => root(kind, body, start, visitor).is_some(),
        _ => false,
    }
}

fn root<'b>(
    kind: DocumentKind,
    body: &'b [u8],
    start: usize,
    visitor: &mut impl Visitor<'b>,
) -> Option<usize> {
    let object = Object::root(kind);
    if object != Object::Error && object.known()[0].key_length(&body[start + 1..]).is_some() {
        // As the service writes it, which is no wrapper.
        return members(object, body, start, visitor);
    }
    let (name, value) = name_and_value(body, skip(body, start + 1)).unwrap_or((&[], body.len()));
    let begins = |byte| body.get(value) == Some(&byte);
    if object == Object::Pin && is_spelling(name, b"pin") && begins(b'{') {
        return members(object, body, value, visitor);
    }
    if object == Object::Error && is_spelling(name, b"errors") && begins(b'[') {
        return errors(body, value, visitor);
    }
    if object == Object::Error {
        return error_root(body, start, visitor);
    }
    members(object, body, start, visitor)
}

/// The root of errors: the array is one of several members, or the root is the one error.
fn error_root<'b>(body: &'b [u8], start: usize, visitor: &mut impl Visitor<'b>) -> Option<usize> {
    let mut array = None;
    let end = each_member(body, start, |name, value| {
        if is_spelling(name, b"errors") && body[value] == b'[' {
            array = Some(value);
        }
        value_end(body, value).ok()
    })?;
    match array {
        Some(value) => errors(body, value, visitor).map(|_| end),
        None => members(Object::Error, body, start, visitor),
    }
}

fn errors<'b>(body: &'b [u8], start: usize, visitor: &mut impl Visitor<'b>) -> Option<usize> {
    let mut at = skip(body, start + 1);
    if body.get(at) == Some(&b']') {
        return Some(at + 1);
    }
    loop {
        at = match body.get(at)? {
            b'{' => members(Object::Error, body, at, visitor)?,
            _ => value_end(body, at).ok()?,
        };
        at = skip(body, at);
        match body.get(at)? {
            b',' => at = skip(body, at + 1),
            b']' => return Some(at + 1),
            _ => return None,
        }
    }
}

/// Returns the type of the value of a member, and where it ends. Of an accepted document a scalar needs no second look.
#[inline(always)]
fn type_and_end(body: &[u8], start: usize) -> Option<(Type, usize)> {
    let rest = body.get(start..)?;
    let literal = |kind: Type, word: &[u8]| rest.starts_with(word).then_some((kind, start + word.len()));
    match rest.first()? {
        b'"' => Some((Type::String, string_end(body, start).ok()?)),
        b'n' => literal(Type::Null, b"null"),
        b't' => literal(Type::Boolean, b"true"),
        b'f' => literal(Type::Boolean, b"false"),
        b'-' | b'0'..=b'9' => {
            let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
            let length = rest.iter().position(|byte| !is_part(byte)).unwrap_or(rest.len());
            Some((Type::Number, start + length))
        }
        b'{' => Some((Type::Object, value_end(body, start).ok()?)),
        b'[' => Some((Type::Array, value_end(body, start).ok()?)),
        _ => None,
    }
}

/// Steps through the members of an object.
fn members<'b>(
    object: Object,
    body: &'b [u8],
    start: usize,
    visitor: &mut impl Visitor<'b>,
) -> Option<usize> {
    visitor.begin(object);
    let end = known_members(object, body, start, visitor);
    visitor.end(object);
    end
}

fn known_members<'b>(
    object: Object,
    body: &'b [u8],
    start: usize,
    visitor: &mut impl Visitor<'b>,
) -> Option<usize> {
    let known = object.known();
    // The service writes the members in one order, so the next one is predicted.
    let mut next = 0;
    let mut at = skip(body, start + 1);
    if body.get(at) == Some(&b'}') {
        return Some(at + 1);
    }
    loop {
        let key_length = known.get(next).and_then(|it| it.key_length(body.get(at..)?));
        let (index, value) = match key_length {
            Some(length) => (next, skip(body, at + length)),
            None => {
                let (name, value) = name_and_value(body, at)?;
                match object.find(name) {
                    Some(index) => (index, value),
                    None => {
                        at = match next_member(body, value_end(body, value).ok()?)? {
                            Next::Member(at) => at,
                            Next::End(end) => return Some(end),
                        };
                        continue;
                    }
                }
            }
        };
        next = index + 1;
        let rule = known[index].rule;
        let (kind, end) = if rule == Rule::Location && body.get(value) == Some(&b'{') {
            (Type::Object, members(Object::PinLocation, body, value, visitor)?)
        } else {
            type_and_end(body, value)?
        };
        visitor.member(object, index, kind, Raw::Json(body.get(value..end)?));
        at = match next_member(body, end)? {
            Next::Member(at) => at,
            Next::End(end) => return Some(end),
        };
    }
}

/// What follows a value in an object.
enum Next {
    /// Another member, which starts here.
    Member(usize),
    /// The end of the object.
    End(usize),
}

#[inline(always)]
fn next_member(body: &[u8], end: usize) -> Option<Next> {
    // As the service writes it.
    if let Some(b",\"") = body.get(end..end + 2) {
        return Some(Next::Member(end + 1));
    }
    let at = skip(body, end);
    match body.get(at)? {
        b',' => Some(Next::Member(skip(body, at + 1))),
        b'}' => Some(Next::End(at + 1)),
        _ => None,
    }
}

/// Returns the name of the member that starts at `at`, and where its value starts.
fn name_and_value(body: &[u8], at: usize) -> Option<(&[u8], usize)> {
    if body.get(at) != Some(&b'"') {
        return None;
    }
    let end = string_end(body, at).ok()?;
    let colon = skip(body, end);
    if body.get(colon) != Some(&b':') {
        return None;
    }
    let value = skip(body, colon + 1);
    (value < body.len()).then_some((&body[at + 1..end - 1], value))
}

/// Hands over the name of each member, and where its value begins. `read` returns where the value ends.
fn each_member(
    body: &[u8],
    start: usize,
    mut read: impl FnMut(&[u8], usize) -> Option<usize>,
) -> Option<usize> {
    let mut at = skip(body, start + 1);
    if body.get(at) == Some(&b'}') {
        return Some(at + 1);
    }
    loop {
        let (name, value) = name_and_value(body, at)?;
        at = match next_member(body, read(name, value)?)? {
            Next::Member(at) => at,
            Next::End(end) => return Some(end),
        };
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::raw::Raw;
    use super::{Object, Type, Visitor, scan};
    use crate::model::DocumentKind;

    #[derive(Default)]
    pub(in super::super) struct Log(Vec<String>);

    impl Visitor<'_> for Log {
        fn begin(&mut self, object: Object) {
            self.0.push(format!("{}{{", object.as_str()));
        }

        fn member(&mut self, object: Object, index: usize, _: Type, raw: Raw<'_>) {
            let (Raw::Json(raw) | Raw::Text(raw)) = raw;
            let raw = String::from_utf8_lossy(raw);
            let raw = if raw.starts_with('{') { "{}" } else { &*raw };
            self.0.push(format!("{}={raw}", object.members()[index].name));
        }

        fn end(&mut self, _: Object) {
            self.0.push("}".to_owned());
        }
    }

    /// What a scan hands over, and whether it came to the end.
    pub(in super::super) fn log_of(scan: impl FnOnce(&mut Log) -> bool) -> (String, bool) {
        let mut log = Log::default();
        let is_whole = scan(&mut log);
        (log.0.join(" "), is_whole)
    }

    fn log(kind: DocumentKind, body: &str) -> (String, bool) {
        log_of(|log| scan(kind, body.as_bytes(), log))
    }

    #[test]
    fn ok_members_of_documents() {
        for (kind, body, expected) in [
            (DocumentKind::Pin, r#"{"id":1,"code":"A\"B"}"#, r#"pin{ id=1 code="A\"B" }"#),
            (
                DocumentKind::Pin,
                " {\n \"code\" : \"A\" , \"id\" : -1.5e3\n}\n",
                r#"pin{ code="A" id=-1.5e3 }"#,
            ),
            (DocumentKind::Pin, "\u{feff}{\"id\":1}", "pin{ id=1 }"),
            (DocumentKind::Pin, r#"{"ID":null,"new":{"id":[1]},"qr":[{}]}"#, "pin{ id=null qr=[{}] }"),
            (DocumentKind::Pin, r#"{"pin":{"id":1,"auth_token":null}}"#, "pin{ id=1 authToken=null }"),
            (
                DocumentKind::Pin,
                r#"{"id":1,"location":{"city":"A","code":"NL"},"qr":""}"#,
                r#"pin{ id=1 pin.location{ city="A" code="NL" } location={} qr="" }"#,
            ),
            (DocumentKind::Pin, r#"{"id":1,"location":null}"#, "pin{ id=1 location=null }"),
            (DocumentKind::Pin, r#"{"id":1,"id":2}"#, "pin{ id=1 id=2 }"),
            (DocumentKind::Location, r#"{"city":"A"}"#, r#"location{ city="A" }"#),
            (
                DocumentKind::ApiErrors,
                r#"{"errors":[{"code":1},{"code":2}]}"#,
                "error{ code=1 } error{ code=2 }",
            ),
            (DocumentKind::ApiErrors, r#"{"a":1,"errors":[{"code":1}]}"#, "error{ code=1 }"),
            (DocumentKind::ApiErrors, r#"{"errors":[]}"#, ""),
            (DocumentKind::ApiErrors, r#"{"code":1,"message":"m"}"#, r#"error{ code=1 message="m" }"#),
        ] {
            assert_eq!(log(kind, body), (expected.to_owned(), true), "{body}");
        }
    }

    #[test]
    fn err_other_texts() {
        let whole = r#"{"id":1,"location":{"city":"A"},"qr":[1]}"#;
        let cut = (0..whole.len()).map(|end| &whole[..end]);
        let others =
            ["", "[]", "<pin id=\"1\">", "{\"id\"1}", "{\"id\":}", "{id:1}", "{\"id\":1]", "{\"code\":x}"];
        for body in others.into_iter().chain(cut) {
            for &kind in DocumentKind::ALL {
                assert!(!log(kind, body).1, "{body}");
            }
        }
    }
}
