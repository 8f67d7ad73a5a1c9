//! Notes on a document that was read: what conforms and looks wrong, and errors whose code is known.

use plex_pin::{ApiErrors, Document, KnownError, Location, NoteCode, Pin, Span};

use crate::codes::KNOWN_ERROR;
use crate::detect::is_xml;
use crate::model::{CheckedDocument, DocumentKind, Finding, Severity};
use crate::tokens::{skip, string_end, value_end};

/// A note on a document.
pub(super) enum Note {
    /// What a pin says of itself, and the name of the member.
    Pin(NoteCode, &'static str),
    /// An error that is known, and its index.
    Known(&'static KnownError, usize),
}

/// A model on which there may be notes.
pub(super) trait Noted {
    fn kind(&self) -> DocumentKind;

    fn notes(&self) -> Vec<Note>;
}

impl Noted for Pin<'_> {
    fn kind(&self) -> DocumentKind {
        DocumentKind::Pin
    }

    fn notes(&self) -> Vec<Note> {
        let notes = Pin::notes(self).into_iter();
        notes.map(|note| Note::Pin(note.code(), note.pointer().trim_start_matches('/'))).collect()
    }
}

impl Noted for Location<'_> {
    fn kind(&self) -> DocumentKind {
        DocumentKind::Location
    }

    fn notes(&self) -> Vec<Note> {
        Vec::new()
    }
}

impl Noted for ApiErrors<'_> {
    fn kind(&self) -> DocumentKind {
        DocumentKind::ApiErrors
    }

    /// Each code once: the service sends the same error twice.
    fn notes(&self) -> Vec<Note> {
        let mut seen: Vec<u32> = Vec::new();
        let known = self.as_slice().iter().enumerate().filter_map(|(index, error)| {
            let known = error.known().filter(|known| !seen.contains(&known.code()))?;
            seen.push(known.code());
            Some(Note::Known(known, index))
        });
        known.collect()
    }
}

impl Noted for Document<'_> {
    fn kind(&self) -> DocumentKind {
        Document::kind(self)
    }

    fn notes(&self) -> Vec<Note> {
        match self {
            Document::Pin(pin) => Noted::notes(pin),
            Document::ApiErrors(errors) => Noted::notes(errors),
            // Of a location nothing is known that conforms and looks wrong; the library may add kinds.
            _ => Vec::new(),
        }
    }
}

/// Adds the notes on a document to its findings, of which at most `max` are kept.
pub(super) fn add(checked: &mut CheckedDocument, model: &impl Noted, body: &[u8], max: usize) {
    for note in model.notes() {
        checked.findings.push(finding(&note, body));
    }
    checked.keep_first(max);
}

fn finding(note: &Note, body: &[u8]) -> Finding {
    let is_xml = is_xml(body);
    let (code, message, help) = match note {
        Note::Pin(code, _) => (code.as_str(), code.message().to_owned(), code.help()),
        Note::Known(known, _) => {
            let status = known.status().map_or_else(String::new, |status| format!(", HTTP {status}"));
            let (number, meaning, evidence) = (known.code(), known.meaning(), known.evidence());
            let message = format!("error {number} of plex.tv: {meaning} ({evidence}{status})");
            (KNOWN_ERROR.name, message, known.help())
        }
    };
    let (pointer, span) = match *note {
        Note::Pin(_, member) if is_xml => (format!("/pin/@{member}"), attribute(body, member, 0)),
        Note::Pin(_, member) => {
            let span = locate(body, &["pin", member]).or_else(|| locate(body, &[member]));
            (format!("/{member}"), span)
        }
        Note::Known(_, 0) if is_xml => ("/errors/error/@code".to_owned(), attribute(body, "code", 0)),
        Note::Known(_, index) if is_xml => {
            (format!("/errors/error[{}]/@code", index + 1), attribute(body, "code", index))
        }
        Note::Known(_, index) => {
            let span = locate(body, &["errors", &index.to_string(), "code"]);
            (format!("/errors/{index}/code"), span.or_else(|| locate(body, &["code"])))
        }
    };
    // An element of version 1 has no attributes: the note is about the whole document.
    let pointer = if is_xml && span.is_none() { "/pin".to_owned() } else { pointer };
    Finding {
        code,
        outcome: None,
        severity: Severity::Note,
        pointer,
        span: span.unwrap_or(Span::new(0, body.len().min(1))),
        message,
        help,
        place: None,
    }
}

/// Returns the span of the value of an attribute of XML with its quotes: of those with this name the one with this index.
fn attribute(body: &[u8], name: &str, index: usize) -> Option<Span> {
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
fn locate(body: &[u8], path: &[&str]) -> Option<Span> {
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

/// Whether a name is the same but for `_`, `-` and ASCII case.
fn is_spelling(one: &[u8], other: &[u8]) -> bool {
    let letters = |name: &'_ [u8]| {
        let letters = name.iter().filter(|byte| !matches!(byte, b'_' | b'-'));
        letters.map(u8::to_ascii_lowercase).collect::<Vec<_>>()
    };
    // The longest name of a member has 29 bytes.
    one.len() < 100 && letters(one) == letters(other)
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
