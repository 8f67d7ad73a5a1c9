//! Notes on a document that was read: what conforms and looks wrong, and errors whose code is known.

use plex_pin::{ApiErrors, Document, KnownError, Location, NoteCode, Pin, Span};

use super::expectations::Known;
use super::places::{attribute, locate, member_of_pin, pointer_in_pin};
use crate::codes::KNOWN_ERROR;
use crate::detect::is_xml;
use crate::model::{CheckedDocument, DocumentKind, Finding, Severity};

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

    /// The model, for what is expected of a response.
    fn known(&self) -> Option<Known<'_>>;

    fn notes(&self) -> Vec<Note>;
}

impl Noted for Pin<'_> {
    fn kind(&self) -> DocumentKind {
        DocumentKind::Pin
    }

    fn known(&self) -> Option<Known<'_>> {
        Some(Known::Pin(self))
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

    fn known(&self) -> Option<Known<'_>> {
        Some(Known::Location)
    }

    fn notes(&self) -> Vec<Note> {
        Vec::new()
    }
}

impl Noted for ApiErrors<'_> {
    fn kind(&self) -> DocumentKind {
        DocumentKind::ApiErrors
    }

    fn known(&self) -> Option<Known<'_>> {
        Some(Known::ApiErrors(self))
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

    fn known(&self) -> Option<Known<'_>> {
        match self {
            Document::Pin(pin) => pin.known(),
            Document::Location(location) => location.known(),
            Document::ApiErrors(errors) => Noted::known(errors),
            _ => None,
        }
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
        Note::Pin(_, member) => (pointer_in_pin(member, is_xml), member_of_pin(body, member)),
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
