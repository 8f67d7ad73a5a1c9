//! One JSON value, read once from its beginning to its end: each object in it that is a document, each string,
//! array of bytes and base64 text that holds one.

use std::ops::Range;

use memchr::memchr3;

use super::candidate::{Exchange, Notation};
use super::recognise::{
    CODE, CODE_IS_KNOWN, CODE_IS_NUMBER, ERRORS, ERRORS_ARE_ERRORS, Field, MESSAGE, Name, Names, WRAPPER,
    WRAPS_PIN, name,
};
use super::search::{Search, Text};
use super::strings::{ESCAPE, base64, byte_array, colour_length, unescape};

/// How deep arrays and objects may be nested. What is deeper is searched as if it stood alone.
const MAX_NESTING: usize = 512;

/// The fewest numbers that are taken for the bytes of a text.
const FEWEST_BYTES: usize = 8;

/// How many containers there may be between a document and what is said of its exchange.
const MAX_DISTANCE: usize = 5;

/// A container that is being read.
#[derive(Default)]
struct Frame {
    start: usize,
    is_object: bool,
    names: Names,
    /// The name of the member being read: its content, and what it means.
    member: Range<usize>,
    meaning: Option<Name>,
    /// How many elements or members are read.
    count: usize,
    /// What was found before it began.
    first_pending: usize,
    first_other: usize,
    /// Of an array: all elements are numbers from 0 to 255; all are errors; one has a number for a code.
    all_bytes: bool,
    all_errors: bool,
    any_number: bool,
    exchange: Exchange,
    has_exchange: bool,
    is_base64: bool,
    body: Option<Range<usize>>,
    /// Of `{"key":…,"value":…}`.
    key: Range<usize>,
    value: Range<usize>,
}

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
                    self.string(text, content, || pointer(text, frames));
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
    fn close(&mut self, text: &Text<'_>, end: usize, frame: Frame, frames: &mut [Frame]) {
        let span = frame.start..end;
        let mut kind = None;
        if frame.is_object {
            kind = frame.names.kind();
            if kind.is_some() {
                self.pending.truncate(frame.first_pending);
                self.others.truncate(frame.first_other);
                self.found(text, span.clone(), Notation::Json, kind, pointer(text, frames));
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
                        pointer(text, frames) + "/" + &frame.body_name(text),
                    );
                }
            }
        } else if frame.all_bytes && frame.count >= FEWEST_BYTES {
            self.decoded(text, frame.start, byte_array(&text.bytes[span.clone()]), pointer(text, frames));
        }
        if frame.has_exchange && kind.is_none() {
            let depth = self.depth;
            for it in &mut self.pending[frame.first_pending..] {
                if it.depth <= depth + MAX_DISTANCE {
                    it.exchange.fill(&frame.exchange);
                }
            }
        }
        lift(text, &frame, frames);
    }

    /// Reports the outermost container that is broken and was to be a document.
    fn broken(&mut self, text: &Text<'_>, at: usize, frames: &[Frame]) {
        if at == text.bytes.len() && text.level == 0 {
            let start = frames.first().map_or(at, |frame| frame.start);
            self.open_from = Some(self.open_from.map_or(start, |open| open.min(start)));
        }
        let Some(index) = frames.iter().position(|frame| frame.is_object && frame.names.is_promising())
        else {
            return;
        };
        let frame = &frames[index];
        self.pending.truncate(frame.first_pending);
        // To the end of the line, so that what is wrong is in it.
        let end = memchr::memchr(b'\n', &text.bytes[at..]).map_or(text.bytes.len(), |line| at + line);
        self.found(text, frame.start..end, Notation::Json, None, pointer(text, &frames[..index]));
    }
}

/// What a container tells the one around it.
fn lift(text: &Text<'_>, frame: &Frame, frames: &mut [Frame]) {
    let pair = (!frame.key.is_empty() && !frame.value.is_empty())
        .then(|| (&text.bytes[frame.key.clone()], text_of(&text.bytes[frame.value.clone()])));
    if let (Some((key, value)), [.., response, array]) = (pair, &mut *frames)
        && !array.is_object
    {
        // A header, as HAR and Postman write it.
        if key.eq_ignore_ascii_case(b"content-type") {
            response.exchange.content_type.get_or_insert(value);
            response.has_exchange = true;
        } else if key.eq_ignore_ascii_case(b"accept") {
            response.exchange.accept.get_or_insert(value);
            response.has_exchange = true;
        }
    }
    let Some(parent) = frames.last_mut() else { return };
    match parent.meaning.filter(|_| parent.is_object) {
        Some(Name::Exchange(Field::Request)) => {
            let request = Exchange { status: None, content_type: None, ..frame.exchange.clone() };
            parent.exchange.fill(&request);
            parent.has_exchange |= frame.has_exchange;
        }
        // `"url":{"raw":"https://…"}`
        Some(Name::Exchange(Field::Url)) if frame.exchange.url.is_some() => {
            parent.exchange.url.clone_from(&frame.exchange.url);
            parent.has_exchange = true;
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

impl Frame {
    fn name(&mut self, bytes: &[u8], content: Range<usize>) {
        let raw = &bytes[content.clone()];
        let meaning = if raw.contains(&b'\\') { name(&unescape(raw).text) } else { name(raw) };
        self.names.add(meaning, raw);
        self.member = content;
        self.meaning = Some(meaning);
    }

    /// The member or element that is a string.
    fn string(&mut self, bytes: &[u8], content: Range<usize>) {
        self.count += 1;
        (self.all_bytes, self.all_errors) = (false, false);
        let raw = &bytes[content.clone()];
        match self.meaning {
            Some(Name::Member(CODE)) => self.code(raw),
            Some(Name::Exchange(field)) => match field {
                Field::Url if raw.len() < 8192 && raw.starts_with(b"http") => {
                    self.exchange.url = Some(text_of(raw))
                }
                Field::Method if raw.len() < 16 => self.exchange.method = Some(text_of(raw)),
                Field::ContentType if raw.len() < 256 => self.exchange.content_type = Some(text_of(raw)),
                Field::Status => self.exchange.status = status(raw).or(self.exchange.status),
                Field::Encoding => self.is_base64 = raw.eq_ignore_ascii_case(b"base64"),
                Field::Body if raw.len() >= FEWEST_BYTES => self.body = Some(content),
                Field::Key if raw.len() < 16 => self.key = content,
                Field::Value if raw.len() < 256 => self.value = content,
                _ => return,
            },
            _ => return,
        }
        self.has_exchange = self.exchange != Exchange::default();
    }

    /// The member or element that is a number, a boolean or null.
    fn scalar(&mut self, raw: &[u8]) {
        self.count += 1;
        self.all_errors = false;
        self.all_bytes &= raw.len() <= 3 && std::str::from_utf8(raw).is_ok_and(|it| it.parse::<u8>().is_ok());
        match self.meaning {
            Some(Name::Member(CODE)) => {
                self.code(raw);
                // newman and Postman: `"code": 201` beside `"status": "Created"`.
                if let Some(status) = status(raw) {
                    self.exchange.status.get_or_insert(status);
                    self.has_exchange = true;
                }
            }
            Some(Name::Exchange(Field::Status)) => {
                self.exchange.status = status(raw).or(self.exchange.status);
                self.has_exchange |= self.exchange.status.is_some();
            }
            Some(Name::Exchange(Field::IsBase64)) => self.is_base64 = raw == b"true",
            _ => {}
        }
    }

    fn code(&mut self, raw: &[u8]) {
        if !raw.is_empty() && raw.iter().all(u8::is_ascii_digit) {
            self.names.members |= CODE_IS_NUMBER;
            if raw.len() == 4 && raw[0] == b'1' {
                self.names.members |= CODE_IS_KNOWN;
            }
        }
    }

    fn body_name(&self, text: &Text<'_>) -> String {
        // Invariant: the name ends before `": "`, but white space may be anything; the usual names need no more.
        let before = self.body.as_ref().map_or(0, |body| body.start.saturating_sub(1));
        let head = text.bytes[self.start..before].trim_ascii_end();
        let head = head.strip_suffix(b":").unwrap_or(head).trim_ascii_end();
        let head = head.strip_suffix(b"\"").unwrap_or(head);
        let start = memchr::memrchr(b'"', head).map_or(0, |at| at + 1);
        token(&head[start..])
    }
}

/// The JSON pointer to what is being read in the innermost of `frames`.
fn pointer(text: &Text<'_>, frames: &[Frame]) -> String {
    let mut pointer = text.pointer.clone();
    for frame in frames {
        pointer.push('/');
        if frame.is_object {
            pointer.push_str(&token(&text.bytes[frame.member.clone()]));
        } else {
            pointer.push_str(&frame.count.to_string());
        }
    }
    pointer
}

/// A member name as a token of a JSON pointer.
fn token(raw: &[u8]) -> String {
    text_of(raw).replace('~', "~0").replace('/', "~1")
}

pub(crate) fn text_of(raw: &[u8]) -> String {
    String::from_utf8_lossy(&unescape(raw).text).into_owned()
}

pub(crate) fn status(raw: &[u8]) -> Option<u16> {
    std::str::from_utf8(raw).ok()?.parse().ok().filter(|status| (100..600).contains(status))
}

/// Steps over white space and colour escapes.
pub(crate) fn skip(bytes: &[u8], mut at: usize) -> usize {
    loop {
        match bytes.get(at) {
            Some(b' ' | b'\n' | b'\r' | b'\t') => at += 1,
            Some(&ESCAPE) => match colour_length(&bytes[at..]) {
                0 => return at,
                length => at += length,
            },
            _ => return at,
        }
    }
}

/// Returns where the string ends that starts at `at`, behind its closing quote; or where it breaks.
pub(crate) fn string_end(bytes: &[u8], at: usize) -> Result<usize, usize> {
    let mut at = at + 1;
    loop {
        let Some(run) = memchr3(b'"', b'\\', b'\n', &bytes[at..]) else { return Err(bytes.len()) };
        at += run;
        match bytes[at] {
            b'"' => return Ok(at + 1),
            b'\\' => at = (at + 2).min(bytes.len()),
            _ => return Err(at),
        }
    }
}

/// Returns where the number or literal ends that starts at `at`.
fn scalar_end(bytes: &[u8], at: usize) -> Result<usize, usize> {
    let is_part = |byte: &&u8| matches!(byte, b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'+' | b'-' | b'.');
    let length = bytes[at..].iter().take_while(is_part).count();
    let raw = &bytes[at..at + length];
    match raw {
        b"true" | b"false" | b"null" => Ok(at + length),
        [b'-' | b'0'..=b'9', rest @ ..]
            if rest.iter().all(|byte| !byte.is_ascii_alphabetic() || matches!(byte, b'e' | b'E')) =>
        {
            Ok(at + length)
        }
        // Cut off within.
        _ if at + length == bytes.len() => Err(bytes.len()),
        _ => Err(at),
    }
}
