//! Where an XML element that may be a document begins and ends. What is in it is read elsewhere.

use std::ops::Range;

use memchr::{memchr, memchr2, memchr3, memmem};

use super::candidate::Notation;
use super::lookalike::Lookalike;
use super::search::{Search, Text};
use crate::model::DocumentKind;

/// A longer element is no known document. The limit ends the search for the end of an element that is never closed.
const MAX_ELEMENT: usize = 64 * 1024;

/// How many elements may be open within each other.
const MAX_OPEN: usize = 16;

/// The elements that are documents.
fn kind(name: &[u8]) -> Option<DocumentKind> {
    match name {
        b"pin" => Some(DocumentKind::Pin),
        b"location" => Some(DocumentKind::Location),
        b"errors" => Some(DocumentKind::ApiErrors),
        _ => None,
    }
}

/// The elements that are known to be something else.
fn lookalike(name: &[u8]) -> Option<Lookalike> {
    match name {
        b"user" => Some(Lookalike::Account),
        b"resources" | b"Device" => Some(Lookalike::Resource),
        b"MediaContainer" => Some(Lookalike::MediaContainer),
        _ if name.eq_ignore_ascii_case(b"html") => Some(Lookalike::Html),
        _ => None,
    }
}

/// An element whose end is not found yet.
struct Open {
    kind: DocumentKind,
    /// Of the XML declaration, where there is one.
    start: usize,
    /// Behind the start tag.
    content: usize,
    tag: usize,
    first_pending: usize,
}

/// The elements of one text.
#[derive(Default)]
pub(crate) struct Elements {
    open: Vec<Open>,
    declaration: Option<Range<usize>>,
}

/// Whether a text may hold an element that is a document.
pub(crate) fn may_hold(bytes: &[u8]) -> bool {
    [&b"<pin"[..], b"<location", b"<errors", b"<user", b"<MediaContainer"]
        .iter()
        .any(|it| memmem::find(bytes, it).is_some())
}

impl Elements {
    /// Whether no element is open.
    pub(crate) fn is_outside(&self) -> bool {
        self.open.is_empty()
    }

    /// Reads the tag at `at`. Returns where to go on, and whether it ended a document.
    pub(crate) fn tag(&mut self, search: &mut Search, text: &Text<'_>, at: usize) -> (usize, bool) {
        let bytes = text.bytes;
        let after = &bytes[at + 1..];
        match after.first() {
            Some(b'p' | b'l' | b'e' | b'u' | b'r' | b'D' | b'M' | b'h' | b'H') => {}
            Some(b'/') => return self.end_tag(search, text, at),
            Some(b'?') if after.starts_with(b"?xml ") => {
                let Some(end) = memchr(b'>', &after[..after.len().min(256)]) else { return (at + 1, false) };
                self.declaration = Some(at..at + end + 2);
                return (at + end + 2, false);
            }
            _ => return (at + 1, false),
        }
        let name = name(after);
        let Some(kind) = kind(name) else {
            if let Some(it) = lookalike(name) {
                let end = memchr(b'>', after).map_or(bytes.len(), |end| at + end + 2);
                search.others.push((it, text.map.locate(at..end)));
            }
            return (at + 1 + name.len(), false);
        };
        let (end, is_closed) = match tag_end(bytes, at + 1 + name.len()) {
            Ok(end) => end,
            Err(broken) => {
                if broken == bytes.len() && text.level == 0 && broken - at < MAX_ELEMENT {
                    search.open(at);
                }
                return (broken, false);
            }
        };
        let start = match self.declaration.take() {
            Some(it) if bytes[it.end..at].trim_ascii().is_empty() => it.start,
            _ => at,
        };
        let open = Open { kind, start, content: end, tag: at, first_pending: search.pending.len() };
        if is_closed {
            return (end, open.is_plausible(bytes, end) && open.found(search, text, end));
        }
        if self.open.len() == MAX_OPEN {
            self.open.remove(0);
        }
        self.open.push(open);
        (end, false)
    }

    fn end_tag(&mut self, search: &mut Search, text: &Text<'_>, at: usize) -> (usize, bool) {
        let name = name(&text.bytes[at + 2..]);
        let behind = at + 2 + name.len();
        let Some(index) = kind(name).and_then(|kind| self.open.iter().rposition(|open| open.kind == kind))
        else {
            return (behind, false);
        };
        let Some(end) = text.bytes[behind..].iter().position(|byte| !byte.is_ascii_whitespace()) else {
            return (behind, false);
        };
        let end = behind + end;
        if text.bytes[end] != b'>' {
            return (behind, false);
        }
        self.open.truncate(index + 1);
        let found = self
            .open
            .pop()
            .is_some_and(|open| open.is_plausible(text.bytes, end) && open.found(search, text, end + 1));
        (end + 1, found)
    }

    /// Reports the elements that are not closed where the text ends.
    pub(crate) fn end(&mut self, search: &mut Search, text: &Text<'_>) {
        let bytes = text.bytes;
        for open in self.open.drain(..) {
            if bytes.len() - open.start > MAX_ELEMENT {
                continue;
            }
            if text.level == 0 {
                search.open(open.start);
            }
            if !open.is_plausible(bytes, bytes.len()) {
                continue;
            }
            // To the first line that is no more of it.
            let mut end = open.content;
            while let Some(line) = memchr(b'\n', &bytes[end..]) {
                end += line + 1;
                if !matches!(bytes.get(end), Some(b'<' | b' ' | b'\t' | b'\r' | b'\n')) {
                    break;
                }
            }
            if memchr(b'\n', &bytes[end..]).is_none() && matches!(bytes.get(end), Some(b'<' | b' ' | b'\t'))
                || end == open.content
            {
                end = bytes.len();
            }
            let raw_end = text.map.locate(end..end).start;
            let mut index = 0;
            search.pending.retain(|it| {
                index += 1;
                index <= open.first_pending || it.map_start() >= raw_end
            });
            let pointer = text.pointer.clone();
            search.found(text, open.start..end, Notation::Xml, None, pointer);
            // What is open within it is part of it.
            break;
        }
    }
}

impl Open {
    /// Whether it has what a document has; a name alone may be a word in angle brackets.
    fn is_plausible(&self, bytes: &[u8], end: usize) -> bool {
        let (tag, content) = (&bytes[self.tag..self.content], &bytes[self.content.min(end)..end]);
        let has = |part: &[u8], any: &[&[u8]]| any.iter().any(|it| memmem::find(part, it).is_some());
        match self.kind {
            DocumentKind::Pin => has(tag, &[b" id=", b" code="]) || has(content, &[b"<id", b"<code"]),
            DocumentKind::Location => {
                has(tag, &[b" country=", b" code=", b" city="]) || has(content, &[b"<country", b"<code"])
            }
            _ => has(content, &[b"<error"]),
        }
    }

    fn found(&self, search: &mut Search, text: &Text<'_>, end: usize) -> bool {
        if end - self.start > MAX_ELEMENT {
            return false;
        }
        search.pending.truncate(self.first_pending);
        search.found(text, self.start..end, Notation::Xml, Some(self.kind), text.pointer.clone());
        true
    }
}

fn name(bytes: &[u8]) -> &[u8] {
    let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':');
    &bytes[..bytes.iter().take(32).take_while(is_part).count()]
}

/// Returns where a start tag ends and whether the element ends with it, or where it breaks.
fn tag_end(bytes: &[u8], mut at: usize) -> Result<(usize, bool), usize> {
    if !matches!(bytes.get(at), Some(b' ' | b'\t' | b'\r' | b'\n' | b'/' | b'>')) {
        return Err(at);
    }
    loop {
        at = next(bytes, at, |rest| {
            let end = memchr3(b'"', b'\'', b'>', rest);
            // Not in a tag.
            memchr(b'<', &rest[..end.unwrap_or(rest.len())]).or(end)
        })?;
        match bytes[at] {
            b'>' => return Ok((at + 1, bytes[at - 1] == b'/')),
            b'<' => return Err(at),
            quote => {
                at = next(bytes, at + 1, |rest| memchr2(quote, b'<', rest))?;
                if bytes[at] == b'<' {
                    return Err(at);
                }
                at += 1;
            }
        }
    }
}

fn next(bytes: &[u8], at: usize, find: impl FnOnce(&[u8]) -> Option<usize>) -> Result<usize, usize> {
    let window = &bytes[at..bytes.len().min(at + MAX_ELEMENT)];
    match find(window) {
        Some(found) => Ok(at + found),
        None => Err(at + window.len()),
    }
}
