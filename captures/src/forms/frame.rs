//! A container that is being read, and what its members say.

use std::ops::Range;

use super::candidate::Exchange;
use super::recognise::{CODE, CODE_IS_KNOWN, CODE_IS_NUMBER, Field, Name, Names, name};
use super::strings::{status, text_of, unescape};
use crate::tokens::string_end;

/// The fewest numbers that are taken for the bytes of a text.
pub(crate) const FEWEST_BYTES: usize = 8;

/// How many bytes of a URL are read.
const MAX_URL: usize = 8192;

/// A container that is being read.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools)] // Each is a question of its own.
pub(crate) struct Frame {
    pub(crate) start: usize,
    pub(crate) is_object: bool,
    pub(crate) names: Names,
    /// The name of the member being read: its content, and what it means.
    pub(crate) member: Range<usize>,
    pub(crate) meaning: Option<Name>,
    /// How many elements or members are read.
    pub(crate) count: usize,
    /// What was found before it began.
    pub(crate) first_pending: usize,
    pub(crate) first_other: usize,
    /// Of an array: all elements are numbers from 0 to 255; all are errors; one has a number for a code.
    pub(crate) all_bytes: bool,
    pub(crate) all_errors: bool,
    pub(crate) any_number: bool,
    pub(crate) about: About,
    pub(crate) is_base64: bool,
    pub(crate) body: Option<Range<usize>>,
    /// Of `{"key":…,"value":…}`.
    pub(crate) key: Range<usize>,
    pub(crate) value: Range<usize>,
}

/// What a container says of an exchange: where it says so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct About {
    pub(crate) url: Place,
    pub(crate) parts: UrlParts,
    pub(crate) method: Place,
    pub(crate) content_type: Place,
    pub(crate) accept: Place,
    pub(crate) status: Option<u16>,
}

/// A URL in parts: `{"protocol":"https","host":["plex","tv"],"path":["api","v2","pins"]}`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct UrlParts {
    pub(crate) protocol: Place,
    pub(crate) host: Place,
    pub(crate) path: Place,
}

impl UrlParts {
    /// Returns the URL, if all parts are there.
    fn url(&self, bytes: &[u8]) -> Option<String> {
        let part = |(start, end): Place| {
            let part = &bytes[start as usize..end as usize];
            (1..MAX_URL).contains(&part.len()).then_some(part)
        };
        let (host, path) = (strings(part(self.host)?)?.join("."), strings(part(self.path)?)?.join("/"));
        Some(format!("{}://{host}/{path}", text_of(part(self.protocol)?)))
    }
}

/// Returns the strings of an array.
fn strings(array: &[u8]) -> Option<Vec<String>> {
    let mut strings = Vec::new();
    let mut at = 0;
    while let Some(start) = memchr::memchr(b'"', &array[at..]).map(|quote| at + quote) {
        at = string_end(array, start).ok()?;
        strings.push(text_of(&array[start + 1..at - 1]));
    }
    Some(strings)
}

/// The content of a string, or an array; empty if there is none.
pub(crate) type Place = (u32, u32);

pub(crate) fn place(content: &Range<usize>) -> Place {
    let offset = |at: usize| u32::try_from(at).unwrap_or_default();
    (offset(content.start), offset(content.end))
}

impl About {
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Takes from `other` what is not known yet.
    pub(crate) fn fill(&mut self, other: &Self) {
        let or = |mine: &mut Place, theirs: Place| {
            if mine.1 == 0 {
                *mine = theirs;
            }
        };
        or(&mut self.url, other.url);
        or(&mut self.parts.protocol, other.parts.protocol);
        or(&mut self.parts.host, other.parts.host);
        or(&mut self.parts.path, other.parts.path);
        or(&mut self.method, other.method);
        or(&mut self.content_type, other.content_type);
        or(&mut self.accept, other.accept);
        self.status = self.status.or(other.status);
    }

    /// Reads the strings in `bytes`, where they are.
    pub(crate) fn exchange(&self, bytes: &[u8]) -> Exchange {
        let text = |(start, end): Place| (end > 0).then(|| text_of(&bytes[start as usize..end as usize]));
        Exchange {
            url: text(self.url).or_else(|| self.parts.url(bytes)),
            method: text(self.method),
            status: self.status,
            content_type: text(self.content_type),
            accept: text(self.accept),
            started: None,
        }
    }
}

impl Frame {
    pub(crate) fn name(&mut self, bytes: &[u8], content: Range<usize>) {
        let raw = &bytes[content.clone()];
        let meaning = if raw.contains(&b'\\') { name(&unescape(raw).text) } else { name(raw) };
        self.names.add(meaning, raw);
        self.member = content;
        self.meaning = Some(meaning);
    }

    /// The member or element that is a string.
    pub(crate) fn string(&mut self, bytes: &[u8], content: Range<usize>) {
        self.count += 1;
        (self.all_bytes, self.all_errors) = (false, false);
        let raw = &bytes[content.clone()];
        match self.meaning {
            Some(Name::Member(CODE)) => self.code(raw),
            Some(Name::Exchange(field)) => match field {
                Field::Url if raw.len() < MAX_URL && raw.starts_with(b"http") => {
                    self.about.url = place(&content);
                }
                Field::Protocol if raw.len() < 16 => self.about.parts.protocol = place(&content),
                Field::Method if raw.len() < 16 => self.about.method = place(&content),
                Field::ContentType if raw.len() < 256 => self.about.content_type = place(&content),
                Field::Status => self.about.status = status(raw).or(self.about.status),
                Field::Encoding => self.is_base64 = raw.eq_ignore_ascii_case(b"base64"),
                Field::Body if raw.len() >= FEWEST_BYTES => self.body = Some(content),
                Field::Key if raw.len() < 16 => self.key = content,
                Field::Value if raw.len() < 256 => self.value = content,
                _ => {}
            },
            _ => {}
        }
    }

    /// The member or element that is a number, a boolean or null.
    pub(crate) fn scalar(&mut self, raw: &[u8]) {
        self.count += 1;
        self.all_errors = false;
        self.all_bytes &= raw.len() <= 3 && std::str::from_utf8(raw).is_ok_and(|it| it.parse::<u8>().is_ok());
        match self.meaning {
            Some(Name::Member(CODE)) => {
                self.code(raw);
                // newman and Postman: `"code": 201` beside `"status": "Created"`.
                if let Some(status) = status(raw) {
                    self.about.status.get_or_insert(status);
                }
            }
            Some(Name::Exchange(Field::Status)) => {
                self.about.status = status(raw).or(self.about.status);
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

    pub(crate) fn body_name(&self, bytes: &[u8]) -> String {
        // Invariant: the name ends before `": "`, but white space may be anything; the usual names need no more.
        let before = self.body.as_ref().map_or(0, |body| body.start.saturating_sub(1));
        let head = bytes[self.start..before].trim_ascii_end();
        let head = head.strip_suffix(b":").unwrap_or(head).trim_ascii_end();
        let head = head.strip_suffix(b"\"").unwrap_or(head);
        let start = memchr::memrchr(b'"', head).map_or(0, |at| at + 1);
        token(&head[start..])
    }
}

/// The JSON pointer to what is being read in the innermost of `frames`.
pub(crate) fn pointer(prefix: &str, bytes: &[u8], frames: &[Frame]) -> String {
    let mut pointer = prefix.to_owned();
    for frame in frames {
        pointer.push('/');
        if frame.is_object {
            pointer.push_str(&token(&bytes[frame.member.clone()]));
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
