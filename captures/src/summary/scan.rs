//! Steps through a document that a check has accepted, and hands over each value with its member.
//!
//! The text is valid JSON then. On any other text the scan stops early: it panics on none, and reads no byte twice.

use super::object::{Object, is_spelling};
use super::raw::Raw;
use super::value::Type;
use crate::model::DocumentKind;
use crate::tokens::{scalar_end, skip, value_end};

/// Receives the parts of a document.
pub(super) trait Visitor<'b> {
    /// An object begins.
    fn begin(&mut self, object: Object);

    /// A known member: its index, and its value as written. Of one that is given twice, the last counts.
    fn member(&mut self, object: Object, index: usize, raw: Raw<'b>);

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
    let (name, value) = first_member(body, start);
    let begins = |byte| body.get(value) == Some(&byte);
    if object == Object::Pin && is_spelling(name, "pin") && begins(b'{') {
        return members(object, body, value, visitor);
    }
    if object == Object::Error && is_spelling(name, "errors") && begins(b'[') {
        return errors(body, value, visitor);
    }
    if object == Object::Error {
        return error_root(body, start, visitor);
    }
    members(object, body, start, visitor)
}

/// Returns the name and the start of the value of the first member of an object.
fn first_member(body: &[u8], start: usize) -> (&[u8], usize) {
    let name = skip(body, start + 1);
    match string_end(body, name) {
        Some(end) if body[name] == b'"' => {
            let colon = skip(body, end);
            (&body[name + 1..end - 1], skip(body, colon + 1))
        }
        _ => (&[], body.len()),
    }
}

/// The root of errors: the array is one of several members, or the root is the one error.
fn error_root<'b>(body: &'b [u8], start: usize, visitor: &mut impl Visitor<'b>) -> Option<usize> {
    let mut array = None;
    let end = each_member(body, start, |name, value| {
        if is_spelling(name, "errors") && body[value] == b'[' {
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

/// Returns where the string ends that starts at `start`, behind its closing quote.
///
/// Eight bytes at a time: most of a document is strings.
fn string_end(body: &[u8], start: usize) -> Option<usize> {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGHEST: u64 = ONES << 7;
    // The lowest bit that is set is that of the first such byte; higher ones may be wrong.
    let find = |word: u64, byte: u8| {
        let zero = word ^ (ONES * u64::from(byte));
        zero.wrapping_sub(ONES) & !zero & HIGHEST
    };
    let mut at = start + 1;
    loop {
        if let Some(chunk) = body.get(at..)?.first_chunk() {
            let word = u64::from_le_bytes(*chunk);
            let found = find(word, b'"') | find(word, b'\\');
            if found == 0 {
                at += 8;
                continue;
            }
            at += found.trailing_zeros() as usize / 8;
        }
        match body.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// Steps through the members of an object.
fn members<'b>(
    object: Object,
    body: &'b [u8],
    start: usize,
    visitor: &mut impl Visitor<'b>,
) -> Option<usize> {
    let known = object.members();
    visitor.begin(object);
    // The service writes the members in one order, so the next one can be guessed.
    let mut next = 0;
    let end = each_member(body, start, |name, value| {
        let index = match known.get(next) {
            Some(member) if member.name.as_bytes() == name => Some(next),
            _ => object.find(name),
        };
        let Some(index) = index else { return value_end(body, value).ok() };
        next = index + 1;
        let is_location = object == Object::Pin && known[index].name == "location" && body[value] == b'{';
        let end = if is_location {
            members(Object::PinLocation, body, value, visitor)?
        } else {
            match Type::of(&body[value..])? {
                Type::String => string_end(body, value)?,
                Type::Array | Type::Object => value_end(body, value).ok()?,
                _ => scalar_end(body, value).ok()?,
            }
        };
        visitor.member(object, index, Raw::Json(&body[value..end]));
        Some(end)
    });
    visitor.end(object);
    end
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
        if body.get(at) != Some(&b'"') {
            return None;
        }
        let end = string_end(body, at)?;
        let name = &body[at + 1..end - 1];
        at = skip(body, end);
        if body.get(at) != Some(&b':') {
            return None;
        }
        at = skip(body, at + 1);
        body.get(at)?;
        at = skip(body, read(name, at)?);
        match body.get(at)? {
            b',' => at = skip(body, at + 1),
            b'}' => return Some(at + 1),
            _ => return None,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::raw::Raw;
    use super::{Object, Visitor, scan};
    use crate::model::DocumentKind;

    #[derive(Default)]
    pub(in super::super) struct Log(Vec<String>);

    impl Visitor<'_> for Log {
        fn begin(&mut self, object: Object) {
            self.0.push(format!("{}{{", object.as_str()));
        }

        fn member(&mut self, object: Object, index: usize, raw: Raw<'_>) {
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
    fn ok_ends_of_strings() {
        for text in
            ["", "a", "1234567", "12345678", "123456789", "a\\\"b", "\\\\", "1234567\\\"", "é!\u{1}\u{7f}#[]"]
        {
            for rest in ["", "\"", ",\"a\":1}", "1234567890"] {
                let body = format!("\"{text}\"{rest}");
                assert_eq!(super::string_end(body.as_bytes(), 0), Some(text.len() + 2), "{body}");
            }
            assert_eq!(super::string_end(format!("\"{text}").as_bytes(), 0), None, "{text}");
            assert_eq!(super::string_end(format!("\"{text}\\").as_bytes(), 0), None, "{text}");
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
