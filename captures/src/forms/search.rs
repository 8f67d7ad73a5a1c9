//! The search for documents in a text: its state, and what happens when one is found.
//!
//! The text is gone through once, forwards. JSON values are read by `envelope`, XML elements by `xml`, the lines of
//! HTTP messages by `http`; strings that may hold documents are decoded and searched in the same way, to a depth of
//! eight.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr2, memmem};

use super::candidate::{Candidate, Exchange, Found, Notation, SkipReason, Skipped};
use super::http::Messages;
use super::map::{Decoded, PositionMap};
use super::recognise::{DocumentKind, Lookalike};
use super::strings::{ESCAPE, unescape, without_colour};
use super::xml::{self, Elements};

/// How deep strings within strings are searched.
const MAX_LEVEL: usize = 8;

/// A text to search: the record, or what a string in it holds.
pub(crate) struct Text<'t> {
    pub(crate) bytes: &'t [u8],
    pub(crate) map: PositionMap,
    /// The JSON pointer to the string that holds it.
    pub(crate) pointer: String,
    /// How many strings it is in.
    pub(crate) level: usize,
}

impl Text<'_> {
    /// Whether these are the bytes of the record itself.
    fn is_record(&self) -> bool {
        self.level == 0 && !self.map.is_decoded()
    }
}

/// A document that was found, unless one around it is recognised.
pub(crate) struct Pending {
    body: Body,
    notation: Notation,
    kind: Option<DocumentKind>,
    pointer: String,
    pub(crate) exchange: Exchange,
    map: PositionMap,
    /// How many containers it is in.
    pub(crate) depth: usize,
}

enum Body {
    /// A range of the record.
    Part(Range<usize>),
    Decoded(Vec<u8>),
}

/// What the search has found so far.
#[derive(Default)]
pub(crate) struct Search {
    pub(crate) pending: Vec<Pending>,
    pub(crate) others: Vec<(Lookalike, Range<usize>)>,
    pub(crate) skipped: Vec<Skipped>,
    /// Containers around what is being read, over all levels.
    pub(crate) depth: usize,
    /// Where the outermost text has a document that it may not hold to its end.
    pub(crate) open_from: Option<usize>,
}

impl Pending {
    /// Where it starts in the record.
    pub(crate) fn map_start(&self) -> usize {
        self.map.locate(0..0).start
    }
}

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
            let Some(next) = bytes[at..].iter().position(|byte| !byte.is_ascii_whitespace()) else {
                return None;
            };
            at += next;
            if !matches!(bytes[at], b'{' | b'[' | b'"') {
                self.text(text, at);
                return Some(at);
            }
        }
    }

    /// Searches any text from `at` on for JSON objects and XML elements that are documents.
    pub(crate) fn text(&mut self, text: &Text<'_>, mut at: usize) {
        let bytes = text.bytes;
        let mut elements = Elements::default();
        let mut messages = Messages::of(bytes);
        while let Some(run) = memchr2(b'{', b'<', &bytes[at..]) {
            at += run;
            messages.read_to(bytes, at);
            if bytes[at] == b'<' {
                let (next, found) = elements.tag(self, text, at);
                at = next;
                if let Some(last) = self.pending.last_mut().filter(|_| found && elements.is_outside()) {
                    messages.apply(std::slice::from_mut(last));
                }
            } else if may_begin_object(&bytes[at + 1..]) {
                let before = self.pending.len();
                at = match self.value(text, at) {
                    Ok(end) => end,
                    Err(broken) => broken.max(at + 1),
                };
                messages.apply(&mut self.pending[before..]);
            } else {
                at += 1;
            }
        }
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

    /// Adds a document.
    pub(crate) fn found(
        &mut self,
        text: &Text<'_>,
        span: Range<usize>,
        notation: Notation,
        kind: Option<DocumentKind>,
        pointer: String,
    ) {
        let raw = &text.bytes[span.clone()];
        let map = text.map.part(span.start);
        let (body, map) = if memchr(ESCAPE, raw).is_some() {
            let decoded = without_colour(raw);
            (Body::Decoded(decoded.text), map.decoded(decoded.segments))
        } else if text.is_record() {
            (Body::Part(span), map)
        } else {
            (Body::Decoded(raw.to_vec()), map)
        };
        let (exchange, depth) = (Exchange::default(), self.depth);
        self.pending.push(Pending { body, notation, kind, pointer, exchange, map, depth });
    }

    pub(crate) fn skip(&mut self, reason: SkipReason, span: Range<usize>) {
        self.skipped.push(Skipped { reason, span });
    }

    /// Returns what was found in `record`.
    pub(crate) fn into_found(self, record: &[u8]) -> Found<'_> {
        let mut found = Found { skipped: self.skipped, ..Found::default() };
        for it in self.pending {
            let body = match it.body {
                Body::Part(span) => Cow::Borrowed(&record[span]),
                Body::Decoded(bytes) => Cow::Owned(bytes),
            };
            found.candidates.push(Candidate {
                body,
                notation: it.notation,
                kind: it.kind,
                pointer: it.pointer,
                exchange: it.exchange,
                map: it.map,
            });
        }
        // What is read only when its container ends, base64, comes late.
        found.candidates.sort_by_key(|it| it.place().start);
        for (it, span) in self.others {
            // The file that holds documents is no document beside them.
            if !it.is_container() || found.candidates.is_empty() {
                found.skipped.push(Skipped { reason: SkipReason::OtherDocument(Some(it)), span });
            }
        }
        found
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
