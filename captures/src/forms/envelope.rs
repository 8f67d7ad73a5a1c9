//! One JSON value, read once from its beginning to its end: each object in it that is a document, each string,
//! array of bytes and base64 text that holds one.

use std::ops::Range;

use super::candidate::{Notation, SkipReason};
use super::frame::{About, FEWEST_BYTES, Frame, place, pointer};
use super::recognise::{
    CODE, CODE_IS_NUMBER, ERRORS, ERRORS_ARE_ERRORS, Field, MESSAGE, Name, WRAPPER, WRAPS_PIN,
};
use super::search::{Search, Text};
use super::strings::{base64, byte_array};
use crate::tokens::{scalar_end, skip, string_end};

/// How deep arrays and objects may be nested. What is deeper is searched as if it stood alone.
const MAX_NESTING: usize = 512;

/// How much of a broken document is given behind the place where it breaks.
const MAX_BROKEN: usize = 1024;

/// How many containers there may be between a document and what is said of its exchange.
const MAX_DISTANCE: usize = 5;

enum State {
    Value,
    /// A value, or the end of an empty array.
    FirstValue,
    Name,
    FirstName,
    After,
}

impl Search {
    /// Reads the JSON value that starts at `start`. Returns where it ends, or where it stops being JSON.
    pub(crate) fn value(&mut self, text: &Text<'_>, start: usize) -> Result<usize, usize> {
        let mut frames = Vec::new();
        let depth = self.depth;
        let read = self.frames(text, start, &mut frames);
        self.depth = depth;
        if let Err(broken) = read {
            self.broken(text, broken, &frames);
        }
        read
    }

    fn frames(&mut self, text: &Text<'_>, start: usize, frames: &mut Vec<Frame>) -> Result<usize, usize> {
        let bytes = text.bytes;
        let mut at = start;
        let mut state = State::Value;
        loop {
            at = skip(bytes, at);
            let byte = *bytes.get(at).ok_or(at)?;
            match (&state, byte) {
                (State::Name | State::FirstName, b'"') => {
                    let end = string_end(bytes, at)?;
                    let colon = skip(bytes, end);
                    if bytes.get(colon) != Some(&b':') {
                        return Err(colon);
                    }
                    // Invariant: a name is read only in an object.
                    let frame = frames.last_mut().ok_or(at)?;
                    frame.name(bytes, at + 1..end - 1);
                    at = colon + 1;
                    state = State::Value;
                    continue;
                }
                (State::After, b',') => {
                    let frame = frames.last().ok_or(at)?;
                    state = if frame.is_object { State::Name } else { State::Value };
                    at += 1;
                    continue;
                }
                (State::After | State::FirstName, b'}') | (State::After | State::FirstValue, b']') => {
                    let is_object = byte == b'}';
                    let Some(frame) = frames.pop_if(|frame| frame.is_object == is_object) else {
                        return Err(at);
                    };
                    at += 1;
                    self.depth -= 1;
                    self.close(text, at, frame, frames);
                }
                (State::Value | State::FirstValue, b'{' | b'[') => {
                    if frames.len() == MAX_NESTING {
                        return Err(at);
                    }
                    frames.push(Frame {
                        start: at,
                        is_object: byte == b'{',
                        first_pending: self.pending.len(),
                        first_other: self.others.len(),
                        all_bytes: true,
                        all_errors: true,
                        ..Frame::default()
                    });
                    self.depth += 1;
                    state = if byte == b'{' { State::FirstName } else { State::FirstValue };
                    at += 1;
                    continue;
                }
                (State::Value | State::FirstValue, b'"') => {
                    let end = string_end(bytes, at)?;
                    let content = at + 1..end - 1;
                    if let Some(frame) = frames.last_mut() {
                        frame.string(bytes, content.clone());
                    }
                    self.string(text, content, || pointer(&text.pointer, bytes, frames));
                    at = end;
                }
                (State::Value | State::FirstValue, _) => {
                    let end = scalar_end(bytes, at)?;
                    if let Some(frame) = frames.last_mut() {
                        frame.scalar(&bytes[at..end]);
                    }
                    at = end;
                }
                _ => return Err(at),
            }
            state = State::After;
            if frames.is_empty() {
                return Ok(at);
            }
        }
    }

    /// Judges a container that ends at `end`.
    #[allow(clippy::needless_pass_by_value)] // It ends here.
    fn close(&mut self, text: &Text<'_>, end: usize, frame: Frame, frames: &mut [Frame]) {
        let span = frame.start..end;
        let mut kind = None;
        if frame.is_object {
            kind = frame.names.kind();
            if kind.is_some() {
                self.pending.truncate(frame.first_pending);
                self.others.truncate(frame.first_other);
                self.found(
                    text,
                    span.clone(),
                    Notation::Json,
                    kind,
                    pointer(&text.pointer, text.bytes, frames),
                );
            } else if self.pending.len() == frame.first_pending
                && let Some(it) = frame.names.lookalike()
            {
                self.others.truncate(frame.first_other);
                self.others.push((it, text.map.locate(span.clone())));
            }
            if let Some(body) = frame.body.clone().filter(|_| frame.is_base64) {
                let decoded = base64(&text.bytes[body.clone()]);
                if let Some(decoded) = decoded {
                    self.decoded(
                        text,
                        body.start,
                        decoded,
                        pointer(&text.pointer, text.bytes, frames) + "/" + &frame.body_name(text.bytes),
                    );
                }
            }
        } else if frame.all_bytes && frame.count >= FEWEST_BYTES {
            let is_body = frames.last().is_some_and(|it| it.meaning == Some(Name::Exchange(Field::Body)));
            self.byte_array(text, span.clone(), pointer(&text.pointer, text.bytes, frames), is_body);
        }
        if kind.is_none() && self.pending.len() > frame.first_pending && !frame.about.is_empty() {
            let (depth, exchange) = (self.depth, frame.about.exchange(text.bytes));
            for it in &mut self.pending[frame.first_pending..] {
                if it.depth <= depth + MAX_DISTANCE {
                    it.exchange.fill(&exchange);
                }
            }
        }
        lift(text, &frame, end, frames);
    }

    /// Searches the text that an array of bytes at `span` holds. A body without a document is counted.
    fn byte_array(&mut self, text: &Text<'_>, span: Range<usize>, pointer: String, is_body: bool) {
        let decoded = byte_array(&text.bytes[span.clone()]);
        let is_text = std::str::from_utf8(&decoded.text)
            .is_ok_and(|text| !text.contains(|it: char| it.is_control() && !it.is_whitespace()));
        let is_json = decoded.text.trim_ascii_start().first() == Some(&b'{');
        let counts = |search: &Self| (search.pending.len(), search.others.len(), search.skipped.len());
        let before = counts(self);
        self.decoded(text, span.start, decoded, pointer);
        if is_body && is_text && counts(self) == before {
            let reason = if is_json { SkipReason::OtherDocument(None) } else { SkipReason::TextOfProxy };
            self.skip(reason, text.map.locate(span));
        }
    }

    /// Reports the outermost container that is broken and was to be a document.
    fn broken(&mut self, text: &Text<'_>, at: usize, frames: &[Frame]) {
        if at == text.bytes.len() && text.level == 0 {
            let start = frames.first().map_or(at, |frame| frame.start);
            self.open(start);
        }
        let Some(index) = frames.iter().position(|frame| frame.is_object && frame.names.is_promising())
        else {
            return;
        };
        let frame = &frames[index];
        self.pending.truncate(frame.first_pending);
        // To the end of the line, so that what is wrong is in it; of a long line a part will do.
        let near = &text.bytes[at..text.bytes.len().min(at + MAX_BROKEN)];
        let end = at + memchr::memchr(b'\n', near).unwrap_or(near.len());
        self.found(
            text,
            frame.start..end,
            Notation::Json,
            None,
            pointer(&text.pointer, text.bytes, &frames[..index]),
        );
    }
}

/// What a container tells the one around it.
fn lift(text: &Text<'_>, frame: &Frame, end: usize, frames: &mut [Frame]) {
    if let [.., response, array] = &mut *frames
        && !array.is_object
        && !frame.key.is_empty()
        && !frame.value.is_empty()
    {
        // A header, as HAR and Postman write it.
        let key = &text.bytes[frame.key.clone()];
        if key.eq_ignore_ascii_case(b"content-type") {
            response.about.content_type = place(&frame.value);
        } else if key.eq_ignore_ascii_case(b"accept") {
            response.about.accept = place(&frame.value);
        }
    }
    let Some(parent) = frames.last_mut() else { return };
    match parent.meaning.filter(|_| parent.is_object) {
        Some(Name::Exchange(Field::Request)) => {
            parent.about.fill(&About { status: None, content_type: (0, 0), ..frame.about });
        }
        // `"url":{"raw":"https://…"}`
        Some(Name::Exchange(Field::Url)) if frame.about.url.1 > 0 => parent.about.url = frame.about.url,
        Some(Name::Exchange(Field::Url)) if frame.is_object => parent.about.parts = frame.about.parts,
        Some(Name::Exchange(Field::Host)) if !frame.is_object => {
            parent.about.parts.host = place(&(frame.start..end));
        }
        Some(Name::Exchange(Field::Path)) if !frame.is_object => {
            parent.about.parts.path = place(&(frame.start..end));
        }
        Some(Name::Member(ERRORS))
            if !frame.is_object && frame.count > 0 && frame.all_errors && frame.any_number =>
        {
            parent.names.members |= ERRORS_ARE_ERRORS;
        }
        Some(Name::Member(WRAPPER)) if frame.is_object && frame.names.of_pin() > 0 => {
            parent.names.members |= WRAPS_PIN;
        }
        _ => {}
    }
    if !parent.is_object {
        let is_error =
            frame.is_object && frame.names.members & MESSAGE != 0 && frame.names.members & CODE != 0;
        parent.all_errors &= is_error;
        parent.any_number |= is_error && frame.names.members & CODE_IS_NUMBER != 0;
        parent.all_bytes = false;
    }
    parent.count += 1;
}
