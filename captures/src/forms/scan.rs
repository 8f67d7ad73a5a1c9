//! The search for documents in any text.
//!
//! The text is gone through once, forwards. JSON values are read by `envelope`, XML elements by `xml`, the lines of
//! HTTP messages by `http`; strings that may hold documents are decoded and searched in the same way, to a depth of
//! eight.

use std::ops::Range;

use memchr::{memchr, memchr2, memmem};

use super::candidate::SkipReason;
use super::http::Messages;
use super::lookalike::Lookalike;
use super::map::{Decoded, PositionMap};
use super::python::{dictionaries, is_escaped_literal};
use super::search::{Search, Text};
use super::strings::{unescape, without_colour};
use super::xml::{self, Elements};
use crate::tokens::ESCAPE;

/// How deep strings within strings are searched.
const MAX_LEVEL: usize = 8;

impl Search {
    /// Searches a whole record: JSON values one after another, or any text.
    ///
    /// Returns where a text that begins as JSON stops being JSON.
    pub(crate) fn record(&mut self, text: &Text<'_>) -> Option<usize> {
        let bytes = text.bytes;
        let start = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let first = bytes[start..].iter().position(|byte| !byte.is_ascii_whitespace());
        let Some(first) = first.map(|at| start + at).filter(|at| matches!(bytes[*at], b'{' | b'[' | b'"'))
        else {
            self.text(text, start);
            return None;
        };
        let mut at = first;
        loop {
            match self.value(text, at) {
                Ok(end) => at = end,
                Err(broken) => {
                    self.text(text, broken.max(at + 1));
                    return Some(broken);
                }
            }
            at += bytes[at..].iter().position(|byte| !byte.is_ascii_whitespace())?;
            if !matches!(bytes[at], b'{' | b'[' | b'"') {
                self.text(text, at);
                return Some(at);
            }
        }
    }

    /// Searches any text from `at` on for JSON objects and XML elements that are documents.
    pub(crate) fn text(&mut self, text: &Text<'_>, at: usize) {
        if memchr(ESCAPE, &text.bytes[at..]).is_none() {
            return self.plain_text(text, at);
        }
        let plain = without_colour(&text.bytes[at..]);
        let to_colour = PositionMap::at(at).decoded(plain.segments.clone());
        let (map, pointer) = (text.map.part(at).decoded(plain.segments), text.pointer.clone());
        let before = self.open_from.take();
        self.plain_text(&Text { bytes: &plain.text, map, pointer, level: text.level }, 0);
        let open = self.open_from.take().map(|open| to_colour.locate(open..open).start);
        self.open_from = before.into_iter().chain(open).min();
    }

    /// Searches text without colour escapes.
    fn plain_text(&mut self, text: &Text<'_>, mut at: usize) {
        let bytes = text.bytes;
        // Up to where dictionaries of Python were looked for.
        let mut tried = 0;
        let mut elements = Elements::default();
        let mut messages = Messages::of(bytes);
        while let Some(run) = memchr2(b'{', b'<', &bytes[at..]) {
            at += run;
            messages.read_to(self, text, at);
            if bytes[at] == b'<' {
                let (next, found) = elements.tag(self, text, at);
                at = next;
                if let Some(last) = self.pending.last_mut().filter(|_| found && elements.is_outside()) {
                    messages.apply(std::slice::from_mut(last));
                }
            } else if may_begin_object(&bytes[at + 1..]) {
                let (before, start) = (self.pending.len(), at);
                at = match self.value(text, at) {
                    Ok(end) => end,
                    Err(broken) => broken.max(at + 1),
                };
                if self.pending.len() > before && is_escaped_literal(bytes, start..at) {
                    self.pending.truncate(before);
                    self.others.push((Lookalike::Python, text.map.locate(start..at)));
                }
                messages.apply(&mut self.pending[before..]);
            } else if bytes.get(at + 1) == Some(&b'\'') && at >= tried {
                let found;
                (tried, found) = dictionaries(bytes, at);
                let others = found.into_iter().map(|span| (Lookalike::Python, text.map.locate(span)));
                self.others.extend(others);
                at += 1;
            } else {
                at += 1;
            }
        }
        messages.read_to(self, text, bytes.len());
        let before = self.pending.len();
        elements.end(self, text);
        messages.apply(&mut self.pending[before.saturating_sub(1)..]);
    }

    /// Decodes the string whose content is `content`, and searches it, if it may hold a document.
    pub(crate) fn string(
        &mut self,
        text: &Text<'_>,
        content: Range<usize>,
        pointer: impl FnOnce() -> String,
    ) {
        let raw = &text.bytes[content.clone()];
        if !may_hold_document(raw) {
            return;
        }
        if text.level == MAX_LEVEL {
            self.skip(SkipReason::TooDeep, text.map.locate(content));
            return;
        }
        let has_escapes = memchr(b'\\', raw).is_some();
        if has_escapes {
            self.decoded(text, content.start, unescape(raw), pointer());
        } else {
            let map = text.map.part(content.start);
            self.record(&Text { bytes: raw, map, pointer: pointer(), level: text.level + 1 });
        }
    }

    /// Searches what was decoded from a part of `text` that starts at `start`.
    pub(crate) fn decoded(&mut self, text: &Text<'_>, start: usize, decoded: Decoded, pointer: String) {
        if text.level == MAX_LEVEL {
            self.skip(SkipReason::TooDeep, text.map.locate(start..start));
            return;
        }
        let map = text.map.part(start).decoded(decoded.segments);
        let text = Text { bytes: &decoded.text, map, pointer, level: text.level + 1 };
        self.record(&text);
    }
}

/// Whether what follows an opening brace may go on as an object does.
fn may_begin_object(after: &[u8]) -> bool {
    let next = after.iter().find(|byte| !byte.is_ascii_whitespace());
    matches!(next, Some(&(b'"' | b'}' | ESCAPE)) | None)
}

/// Whether the raw content of a string may hold a JSON object or an XML element.
fn may_hold_document(raw: &[u8]) -> bool {
    // `{"id":1}` and `<pin/>` are the shortest.
    if raw.len() < 6 {
        return false;
    }
    let unicode = || memmem::find(raw, b"\\u00").is_some();
    match memchr2(b'{', b'<', raw) {
        // A JSON object needs quotes, which a string escapes.
        Some(at) if raw[at] == b'{' => {
            memchr(b'\\', raw).is_some()
                || memchr(b'<', &raw[at..]).is_some_and(|it| xml::may_hold(&raw[at + it..]))
        }
        Some(at) => xml::may_hold(&raw[at..]) || memchr(b'{', &raw[at..]).is_some() || unicode(),
        None => memchr(b'\\', raw).is_some() && unicode(),
    }
}
