//! One entry of a HAR: its request, its response, and the document in the body.

use std::ops::{ControlFlow, Range};

use memchr::memchr3;

use super::candidate::{Exchange, Found, Notation, SkipReason};
use super::envelope::{skip, status, string_end, text_of};
use super::map::PositionMap;
use super::search::{Search, Text};
use super::strings::{base64, unescape};
use super::url::{Target, target};

/// What is read of an entry.
#[derive(Default)]
struct Entry {
    exchange: Exchange,
    response: Range<usize>,
    /// The content of the body's string, without its quotes.
    text: Option<Range<usize>>,
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
    let mut reason = None;
    let broken_at = members(entry, 0, |name, value| {
        match name {
            b"request" => _ = read.request(entry, value.start),
            b"response" => read.response = value,
            b"_error" => read.failed = entry[value.start] == b'"',
            _ => {}
        }
        // Of another host nothing more is of interest, and such entries are most of an archive.
        reason = match read.exchange.url.as_deref().map(target) {
            Some(Target::OtherHost) => Some(SkipReason::OtherHost),
            Some(Target::OtherEndpoint) => Some(SkipReason::OtherEndpoint),
            _ => None,
        };
        if reason.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })
    .err();
    if let Some(reason) = reason {
        search.skip(reason, whole);
        return search.into_found(entry);
    }
    if read.exchange.url.is_some() && !read.response.is_empty() {
        let start = read.response.start;
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
    fn request(&mut self, bytes: &[u8], at: usize) -> Result<(), usize> {
        members(bytes, at, |name, value| {
            let raw = &bytes[value.clone()];
            match name {
                b"url" => self.exchange.url = string(raw),
                b"method" => self.exchange.method = string(raw),
                b"headers" => {
                    _ = elements(bytes, value.start, |header| {
                        let (mut name, mut text) = (None, None);
                        _ = members(bytes, header.start, |key, value| {
                            match key {
                                b"name" => name = string(&bytes[value]),
                                b"value" => text = string(&bytes[value]),
                                _ => {}
                            }
                            ControlFlow::Continue(())
                        });
                        if name.is_some_and(|name| name.eq_ignore_ascii_case("accept")) {
                            self.exchange.accept = text;
                        }
                    });
                }
                _ => {}
            }
            ControlFlow::Continue(())
        })
    }

    fn response(&mut self, bytes: &[u8], at: usize) -> Result<(), usize> {
        let mut content = None;
        let read = members(bytes, at, |name, value| {
            match name {
                b"status" => self.exchange.status = status(&bytes[value]),
                b"content" => content = Some(value.start),
                b"_error" => self.failed = bytes[value.start] == b'"',
                _ => {}
            }
            ControlFlow::Continue(())
        });
        let Some(content) = content else { return read };
        members(bytes, content, |name, value| {
            let is_string = bytes[value.start] == b'"';
            match name {
                b"text" if is_string => self.text = Some(value.start + 1..value.end - 1),
                b"mimeType" => self.exchange.content_type = string(&bytes[value]),
                b"encoding" => self.is_base64 = bytes[value].eq_ignore_ascii_case(b"\"base64\""),
                b"_file" => self.is_in_file = is_string,
                _ => {}
            }
            ControlFlow::Continue(())
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
        if self.text.as_ref().is_some_and(|text| !text.is_empty()) {
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
    fn body(&self, entry: &[u8], pointer: &str, search: &mut Search) {
        let Some(content) = self.text.clone() else { return };
        let raw = &entry[content.clone()];
        // Firefox says base64 of plain text.
        let decoded = self.is_base64.then(|| base64(raw)).flatten();
        let decoded = decoded.filter(|it| is_compressed(&it.text) || std::str::from_utf8(&it.text).is_ok());
        let decoded = decoded.unwrap_or_else(|| unescape(raw));
        if is_compressed(&decoded.text) {
            search.skip(SkipReason::EncodedBody, content);
            return;
        }
        let map = PositionMap::at(content.start).decoded(decoded.segments);
        let pointer = format!("{pointer}/response/content/text");
        let text = Text { bytes: &decoded.text, map, pointer, level: 1 };
        let broken = search.record(&text);
        if broken.is_none() && !search.pending.is_empty() {
            return;
        }
        search.pending.clear();
        search.others.clear();
        let start = text.bytes.len() - text.bytes.trim_ascii_start().len();
        let span = start..start.max(text.bytes.trim_ascii_end().len());
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

/// Whether a text begins as an HTML page does.
pub(crate) fn is_html(text: &[u8]) -> bool {
    let begins = |word: &[u8]| text.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word));
    begins(b"<!doctype html") || begins(b"<html") || begins(b"<head") || begins(b"<body")
}

fn string(raw: &[u8]) -> Option<String> {
    let content = raw.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
    Some(text_of(content))
}

/// Calls `each` with the name and value of each member of the object at `at`, or returns where it breaks.
fn members(
    bytes: &[u8],
    at: usize,
    mut each: impl FnMut(&[u8], Range<usize>) -> ControlFlow<()>,
) -> Result<(), usize> {
    walk(bytes, at, b'{', |bytes, at| {
        if bytes.get(at) != Some(&b'"') {
            return Err(at);
        }
        let end = string_end(bytes, at)?;
        let colon = skip(bytes, end);
        if bytes.get(colon) != Some(&b':') {
            return Err(colon);
        }
        let start = skip(bytes, colon + 1);
        let value_end = value_end(bytes, start)?;
        Ok((value_end, each(&bytes[at + 1..end - 1], start..value_end)))
    })
}

/// Calls `each` with each element of the array at `at`, or returns where it breaks.
fn elements(bytes: &[u8], at: usize, mut each: impl FnMut(Range<usize>)) -> Result<(), usize> {
    walk(bytes, at, b'[', |bytes, at| {
        let end = value_end(bytes, at)?;
        each(at..end);
        Ok((end, ControlFlow::Continue(())))
    })
}

type Step = (usize, ControlFlow<()>);

fn walk(
    bytes: &[u8],
    at: usize,
    open: u8,
    mut step: impl FnMut(&[u8], usize) -> Result<Step, usize>,
) -> Result<(), usize> {
    if bytes.get(at) != Some(&open) {
        return Err(at);
    }
    let close = open + 2;
    let mut at = skip(bytes, at + 1);
    if bytes.get(at) == Some(&close) {
        return Ok(());
    }
    loop {
        let (end, flow) = step(bytes, at)?;
        if flow.is_break() {
            return Ok(());
        }
        at = skip(bytes, end);
        match bytes.get(at) {
            Some(b',') => at = skip(bytes, at + 1),
            Some(byte) if *byte == close => return Ok(()),
            _ => return Err(at),
        }
    }
}

/// Returns where the value ends that starts at `at`. Of what is in a container only the brackets are looked at.
pub(crate) fn value_end(bytes: &[u8], mut at: usize) -> Result<usize, usize> {
    let mut depth = 0usize;
    loop {
        match bytes.get(at) {
            None => return Err(at.min(bytes.len())),
            Some(b'"') => at = string_end(bytes, at)?,
            Some(b'{' | b'[') => {
                depth += 1;
                at += 1;
                continue;
            }
            Some(b'}' | b']') => {
                depth = depth.checked_sub(1).ok_or(at)?;
                at += 1;
            }
            Some(_) if depth > 0 => {
                at += 1;
                continue;
            }
            Some(_) => {
                let end = memchr3(b',', b'}', b']', &bytes[at..]).ok_or(bytes.len())?;
                let value = bytes[at..at + end].trim_ascii_end();
                return if value.is_empty() { Err(at) } else { Ok(at + value.len()) };
            }
        }
        if depth == 0 {
            return Ok(at);
        }
    }
}
