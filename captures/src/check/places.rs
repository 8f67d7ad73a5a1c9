//! Where in a body the value is that a finding is about, if the decoder has not said so.

use plex_pin::Span;

use crate::detect::is_xml;
use crate::tokens::{is_spelling, skip, string_end, value_end};

/// Returns the pointer to a member of a pin as its notation has it: `/code`, `/pin/@code` in XML.
pub(super) fn pointer_in_pin(member: &str, is_xml: bool) -> String {
    format!("{}{member}", if is_xml { "/pin/@" } else { "/" })
}

/// Returns the span of a member of a pin, in JSON with or without its wrapper, or in XML.
pub(super) fn member_of_pin(body: &[u8], member: &str) -> Option<Span> {
    if is_xml(body) {
        return attribute(body, member, 0);
    }
    locate(body, &["pin", member]).or_else(|| locate(body, &[member]))
}

/// Returns the span of the value of an attribute of XML with its quotes: of those with this name the one with this index.
pub(super) fn attribute(body: &[u8], name: &str, index: usize) -> Option<Span> {
    let is_value = |at: &usize| {
        let before = at.checked_sub(1).and_then(|at| body.get(at));
        let after = body.get(at + name.len()..).unwrap_or_default();
        before.is_some_and(u8::is_ascii_whitespace) && matches!(after, [b'=', b'"' | b'\'', ..])
    };
    let at = memchr::memmem::find_iter(body, name).filter(is_value).nth(index)? + name.len() + 1;
    let length = memchr::memchr(body[at], &body[at + 1..])?;
    Some(Span::new(at, at + length + 2))
}

/// Returns the span of the value at a path of names, in any spelling, and of indices. The last of several members counts.
///
/// `None` for what is not there or is written with escapes, and in other notations than JSON.
pub(super) fn locate(body: &[u8], path: &[&str]) -> Option<Span> {
    let start = skip(body, if body.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 });
    let mut at = start;
    for name in path {
        at = match body.get(at)? {
            b'{' => member(body, at, name)?,
            b'[' => element(body, at, name.parse().ok()?)?,
            _ => return None,
        };
    }
    Some(Span::new(at, value_end(body, at).ok()?))
}

/// Returns where the value of a member begins, in the object that begins at `at`.
fn member(body: &[u8], at: usize, name: &str) -> Option<usize> {
    let mut found = None;
    let mut at = skip(body, at + 1);
    while body.get(at) == Some(&b'"') {
        let end = string_end(body, at).ok()?;
        let value = skip(body, skip(body, end) + 1);
        if is_spelling(&body[at + 1..end - 1], name.as_bytes()) {
            found = Some(value);
        }
        at = skip(body, value_end(body, value).ok()?);
        if body.get(at) != Some(&b',') {
            break;
        }
        at = skip(body, at + 1);
    }
    found
}

/// Returns where an element begins, in the array that begins at `at`.
fn element(body: &[u8], at: usize, index: usize) -> Option<usize> {
    let mut at = skip(body, at + 1);
    for _ in 0..index {
        at = skip(body, value_end(body, at).ok()?);
        if body.get(at) != Some(&b',') {
            return None;
        }
        at = skip(body, at + 1);
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::{attribute, locate};

    #[test]
    fn ok_and_err_spans_of_attributes() {
        for (body, name, index, expected) in [
            (r#"<pin code="AB" product='0'/>"#, "product", 0, Some("'0'")),
            (r#"<errors><error code="1"/><error code="2"/></errors>"#, "code", 1, Some("\"2\"")),
            (r#"<pin qrcode="x"/>"#, "code", 0, None),
            (r#"<pin code="x"#, "code", 0, None),
            (r"<pin><code>AB</code></pin>", "code", 0, None),
        ] {
            let found = attribute(body.as_bytes(), name, index).map(|span| &body[span.range()]);
            assert_eq!(found, expected, "{body}");
        }
    }

    #[test]
    fn ok_and_err_spans_of_values() {
        for (body, path, expected) in [
            (r#"{"id":1,"code":"AB"}"#, &["code"][..], Some("\"AB\"")),
            (r#"{ "CODE" : "x" , "code" : "y" }"#, &["code"], Some("\"y\"")),
            ("\u{FEFF}{\"expires_in\":12}", &["expiresIn"], Some("12")),
            (r#"{"pin":{"auth-token":"t"}}"#, &["pin", "authToken"], Some("\"t\"")),
            (r#"{"errors":[{"code":1},{"a":[1,2],"code":1003}]}"#, &["errors", "1", "code"], Some("1003")),
            (r#"{"errors":[]}"#, &["errors", "1", "code"], None),
            (r#"{"errors":{"code":1}}"#, &["errors", "0", "code"], None),
            (r#"{"id":1}"#, &["code"], None),
            (r#"{"code":"#, &["code"], None),
            (r#"<pin code="x"/>"#, &["code"], None),
            ("", &["code"], None),
        ] {
            let found = locate(body.as_bytes(), path).map(|span| &body[span.range()]);
            assert_eq!(found, expected, "{body}");
        }
    }
}
