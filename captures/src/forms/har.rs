//! One entry of a HAR: its request, its response, and the document in the body.

use std::ops::Range;

use plex_pin::Parser;

use super::candidate::{Exchange, Found, Notation, SkipReason};
use super::map::{Decoded, PositionMap};
use super::search::{Search, Text};
use super::strings::{base64, read_string, status, text_of};
use super::url::{Target, target};
use crate::tokens::{is_html, skip, string_end, value_end};

/// What is read of an entry.
#[derive(Default)]
struct Entry {
    exchange: Exchange,
    /// The content of the body's string, without its quotes, and what it says.
    text: Option<(Range<usize>, Decoded)>,
    is_base64: bool,
    is_in_file: bool,
    failed: bool,
}

/// Finds the document in an entry. `pointer` leads to the entry.
#[must_use]
pub fn find_in_entry<'r>(entry: &'r [u8], pointer: &str) -> Found<'r> {
    let mut search = Search::default();
    let whole = 0..entry.len();
    let mut read = Entry::default();
    if entry.first() != Some(&b'{') {
        search.skip(SkipReason::NotAnEntry, whole);
        return search.into_found(entry);
    }
    let (mut reason, mut response) = (None, None);
    let broken_at = members(entry, 0, |name, start| {
        let end = match name {
            b"request" if entry[start] == b'{' => read.request(entry, start, &mut reason)?,
            // The request tells whether the response is of interest. It comes first, unless somebody has sorted the members.
            b"response" if read.exchange.url.is_some() => match read.response(entry, start) {
                Ok(end) => end,
                Err(_) => value_end(entry, start)?,
            },
            b"response" => {
                response = Some(start);
                value_end(entry, start)?
            }
            b"_error" => {
                read.failed = entry[start] == b'"';
                value_end(entry, start)?
            }
            b"startedDateTime" => {
                let end = value_end(entry, start)?;
                read.exchange.started = string(&entry[start..end]);
                end
            }
            _ => value_end(entry, start)?,
        };
        // Of another host nothing more is of interest, and such entries are most of an archive.
        Ok(if reason.is_some() { Step::Stop } else { Step::Next(end) })
    })
    .err();
    if let Some(reason) = reason {
        search.skip(reason, whole);
        return search.into_found(entry);
    }
    if let Some(start) = response.filter(|_| read.exchange.url.is_some()) {
        _ = read.response(entry, start);
    }
    match broken_at {
        // What could be read of the body comes first; a string cut off is no body.
        Some(at) if read.text.is_none() => return Found { broken_at: Some(at), ..Found::default() },
        _ => {}
    }
    match read.reason() {
        Some(reason) => search.skip(reason, whole),
        None => read.body(entry, pointer, &mut search),
    }
    for it in &mut search.pending {
        it.exchange = read.exchange.clone();
    }
    Found { broken_at, ..search.into_found(entry) }
}

impl Entry {
    /// Reads the request at `at`. Returns where it ends, or why the entry is not checked.
    fn request(&mut self, bytes: &[u8], at: usize, reason: &mut Option<SkipReason>) -> Result<usize, usize> {
        members(bytes, at, |name, start| {
            if name == b"headers" && bytes[start] == b'[' {
                let end = elements(bytes, start, |start| self.header(bytes, start))?;
                return Ok(Step::Next(end));
            }
            let end = value_end(bytes, start)?;
            let raw = &bytes[start..end];
            match name {
                b"method" => self.exchange.method = string(raw),
                b"url" => {
                    self.exchange.url = string(raw);
                    *reason = match self.exchange.url.as_deref().map(target) {
                        Some(Target::OtherHost) => Some(SkipReason::OtherHost),
                        Some(Target::OtherEndpoint) => Some(SkipReason::OtherEndpoint),
                        _ => None,
                    };
                    if reason.is_some() {
                        return Ok(Step::Stop);
                    }
                }
                _ => {}
            }
            Ok(Step::Next(end))
        })
    }

    /// Reads a header at `at`, of which only one is of interest.
    fn header(&mut self, bytes: &[u8], at: usize) -> Result<usize, usize> {
        if bytes.get(at) != Some(&b'{') {
            return value_end(bytes, at);
        }
        let (mut is_accept, mut text) = (false, 0..0);
        let end = members(bytes, at, |key, start| {
            let end = value_end(bytes, start)?;
            match key {
                b"name" => is_accept = bytes[start..end].eq_ignore_ascii_case(b"\"accept\""),
                b"value" => text = start..end,
                _ => {}
            }
            Ok(Step::Next(end))
        })?;
        if is_accept {
            self.exchange.accept = string(&bytes[text]);
        }
        Ok(end)
    }

    fn response(&mut self, bytes: &[u8], at: usize) -> Result<usize, usize> {
        members(bytes, at, |name, start| {
            if name == b"content" && bytes[start] == b'{' {
                return self.content(bytes, start).map(Step::Next);
            }
            let end = value_end(bytes, start)?;
            match name {
                b"status" => self.exchange.status = status(&bytes[start..end]),
                b"_error" => self.failed = bytes[start] == b'"',
                _ => {}
            }
            Ok(Step::Next(end))
        })
    }

    fn content(&mut self, bytes: &[u8], at: usize) -> Result<usize, usize> {
        members(bytes, at, |name, start| {
            let is_string = bytes[start] == b'"';
            if name == b"text" && is_string {
                let (decoded, end) = read_string(bytes, start)?;
                self.text = Some((start + 1..end - 1, decoded));
                return Ok(Step::Next(end));
            }
            let end = value_end(bytes, start)?;
            match name {
                b"mimeType" => self.exchange.content_type = string(&bytes[start..end]),
                b"encoding" => self.is_base64 = bytes[start..end].eq_ignore_ascii_case(b"\"base64\""),
                b"_file" => self.is_in_file = is_string,
                _ => {}
            }
            Ok(Step::Next(end))
        })
    }

    /// Why there is no body to check, if so.
    fn reason(&self) -> Option<SkipReason> {
        let method = self.exchange.method.as_deref().unwrap_or_default();
        let Some(status) = self.exchange.status else {
            return Some(if self.exchange.url.is_some() {
                SkipReason::NoResponse
            } else {
                SkipReason::NotAnEntry
            });
        };
        if ["OPTIONS", "CONNECT", "HEAD"].iter().any(|it| method.eq_ignore_ascii_case(it)) {
            return Some(SkipReason::NoBodyExpected);
        }
        if self.text.as_ref().is_some_and(|(text, _)| !text.is_empty()) {
            return None;
        }
        Some(match status {
            _ if self.is_in_file => SkipReason::BodyInOtherFile,
            _ if self.failed => SkipReason::NoResponse,
            100..=199 | 204 | 205 | 300..=399 => SkipReason::NoBodyExpected,
            _ => SkipReason::NoBodyKept,
        })
    }

    /// Searches the body; where nothing is found, the whole body is what there is to check.
    fn body(&mut self, entry: &[u8], pointer: &str, search: &mut Search) {
        let Some((content, plain)) = self.text.take() else { return };
        let raw = &entry[content.clone()];
        // Firefox says base64 of plain text.
        let decoded = self.is_base64.then(|| base64(raw)).flatten();
        let decoded = decoded.filter(|it| is_compressed(&it.text) || std::str::from_utf8(&it.text).is_ok());
        let decoded = decoded.unwrap_or(plain);
        if is_compressed(&decoded.text) {
            search.skip(SkipReason::EncodedBody, content);
            return;
        }
        let map = PositionMap::at(content.start).decoded(decoded.segments);
        let pointer = format!("{pointer}/response/content/text");
        let text = Text { bytes: &decoded.text, map, pointer, level: 1 };
        let start = text.bytes.len() - text.bytes.trim_ascii_start().len();
        let span = start..start.max(text.bytes.trim_ascii_end().len());
        // Nearly every body is a document as a whole. To read it takes a fraction of the time of a search.
        if let Ok(parsed) = Parser::LENIENT.parse_document(&text.bytes[span.clone()]) {
            let (kind, pointer) = (parsed.value().kind(), text.pointer.clone());
            search.found(&text, span, Notation::Json, Some(kind), pointer);
            return;
        }
        let broken = search.record(&text);
        if broken.is_none() && !search.pending.is_empty() {
            return;
        }
        search.pending.clear();
        search.others.clear();
        let notation = match text.bytes.get(start) {
            Some(b'{' | b'[' | b'"') => Notation::Json,
            Some(b'<') if !is_html(&text.bytes[start..]) => Notation::Xml,
            _ => Notation::Other,
        };
        if notation == Notation::Other && self.exchange.status.is_some_and(|status| status >= 300) {
            search.skip(SkipReason::TextOfProxy, content);
        } else {
            let pointer = text.pointer.clone();
            search.found(&text, span, notation, None, pointer);
        }
    }
}

fn is_compressed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1f\x8b") || bytes.starts_with(b"\x28\xb5\x2f\xfd")
}

fn string(raw: &[u8]) -> Option<String> {
    let content = raw.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
    Some(text_of(content))
}

/// What comes after a value: the place where it ends, or nothing any more.
enum Step {
    Next(usize),
    Stop,
}

/// Calls `each` with the name of each member of the object at `at` and where its value starts. Returns where the object
/// ends, or where it breaks.
fn members(
    bytes: &[u8],
    at: usize,
    mut each: impl FnMut(&[u8], usize) -> Result<Step, usize>,
) -> Result<usize, usize> {
    walk(bytes, at, b'{', |at| {
        if bytes.get(at) != Some(&b'"') {
            return Err(at);
        }
        let end = string_end(bytes, at)?;
        let colon = skip(bytes, end);
        if bytes.get(colon) != Some(&b':') {
            return Err(colon);
        }
        let start = skip(bytes, colon + 1);
        if start == bytes.len() {
            return Err(start);
        }
        each(&bytes[at + 1..end - 1], start)
    })
}

/// Calls `each` with where each element of the array at `at` starts; it returns where the element ends.
fn elements(
    bytes: &[u8],
    at: usize,
    mut each: impl FnMut(usize) -> Result<usize, usize>,
) -> Result<usize, usize> {
    walk(bytes, at, b'[', |at| each(at).map(Step::Next))
}

fn walk(
    bytes: &[u8],
    at: usize,
    open: u8,
    mut step: impl FnMut(usize) -> Result<Step, usize>,
) -> Result<usize, usize> {
    if bytes.get(at) != Some(&open) {
        return Err(at);
    }
    let close = open + 2;
    let mut at = skip(bytes, at + 1);
    if bytes.get(at) == Some(&close) {
        return Ok(at + 1);
    }
    loop {
        match step(at)? {
            Step::Next(end) => at = skip(bytes, end),
            Step::Stop => return Ok(at),
        }
        match bytes.get(at) {
            Some(b',') => at = skip(bytes, at + 1),
            Some(byte) if *byte == close => return Ok(at + 1),
            _ => return Err(at),
        }
    }
}
