//! The document as a whole: what stands before it, which one it is, what it is wrapped in.

use super::context::{Findings, Mismatch, Settings};
use super::decoder::Decoder;
use super::names::is_spelling;
use super::object::{Record, Seen, find_member, record};
use crate::deviation::{DeviationCode, Expected, Outcome};
use crate::error::{Error, ErrorKind};
use crate::json::Type;
use crate::model::{ApiError, ApiErrors, Document, Location, Pin};
use crate::pointer::{Path, Pointer};
use crate::span::Span;

const BYTE_ORDER_MARK: &str = "\u{FEFF}";

impl<'a> Decoder<'a> {
    /// Reads a body whole, its root into a place of the caller's, since models are large.
    #[inline(never)]
    pub(super) fn run<T>(
        settings: Settings,
        body: &'a [u8],
        value: &mut T,
        root: impl FnOnce(&mut Self, &mut T) -> Result<(), Error>,
    ) -> Result<Findings, Error> {
        let text = simdutf8::basic::from_utf8(body).map_err(|_| not_utf8(body))?;
        let mut decoder = Self::new(settings, text);
        decoder.before_root()?;
        root(&mut decoder, value)?;
        decoder.reader.end().map_err(|error| decoder.syntax(error, Path::Root))?;
        decoder.context.finish()
    }

    /// Over what stands before the root, up to its opening brace.
    #[inline]
    fn before_root(&mut self) -> Result<(), Error> {
        if self.reader.cursor.byte() != Some(b'{') {
            self.other_start()?;
        }
        Ok(())
    }

    #[inline(never)]
    fn other_start(&mut self) -> Result<(), Error> {
        let marked = self.reader.cursor.eat(BYTE_ORDER_MARK);
        self.reader.cursor.space();
        let rest = &self.reader.text()[self.reader.offset()..];
        let here = Span::new(self.reader.offset(), self.reader.offset());
        let refuse =
            |kind, span, expected, found| Err(Error::refusal(kind, Pointer::ROOT, span, expected, found));
        if rest.is_empty() {
            return refuse(ErrorKind::EmptyBody, here, "JSON object", "empty body");
        }
        if let Some((kind, found)) = markup(rest.as_bytes()) {
            return refuse(kind, Span { end: here.end + 1, ..here }, "JSON object", found);
        }
        if marked {
            let span = Span::new(0, BYTE_ORDER_MARK.len());
            let mismatch = Mismatch {
                path: Path::Root,
                span,
                expected: Expected::Value("document"),
                found: Type::String,
            };
            self.context.deviate(DeviationCode::ByteOrderMark, Outcome::Ignored, mismatch)?;
        }
        if rest.starts_with('{') {
            return Ok(());
        }
        let value = self.reader.value().map_err(|error| self.syntax(error, Path::Root))?;
        let span = Span { end: self.reader.offset(), ..here };
        self.reader.end().map_err(|error| self.syntax(error, Path::Root))?;
        refuse(ErrorKind::NotAnObject, span, "JSON object", value.kind().name())
    }

    #[inline(always)]
    pub(super) fn root_pin(&mut self, pin: &mut Pin<'a>) -> Result<(), Error> {
        // What the wire begins with is no wrapper, at the cost of a compare.
        let wrapper = if self.reader.cursor.is_at("{\"id\"") { None } else { self.wrapper() };
        let Some(span) = wrapper else { return self.root(pin) };
        self.unwrap(span, "pin without wrapper")?;
        let mut wrapper = Wrapper::default();
        self.object(&mut wrapper, &Path::Root)?;
        *pin = wrapper.pin.unwrap_or_default();
        Ok(())
    }

    pub(super) fn root_location(&mut self, location: &mut Location<'a>) -> Result<(), Error> {
        self.root(location)
    }

    pub(super) fn root_api_errors(&mut self, errors: &mut ApiErrors<'a>) -> Result<(), Error> {
        let (names, broken) = self.root_names();
        if !names.is_bare_error() {
            return self.root(errors);
        }
        if let Some(error) = broken {
            return Err(error);
        }
        self.unwrap(names.span, "array of errors")?;
        let error = errors.errors.insert(vec![ApiError::default()]);
        self.root(&mut error[0])
    }

    pub(super) fn root_document(&mut self, document: &mut Document<'a>) -> Result<(), Error> {
        let (names, broken) = self.root_names();
        if !names.errors && (names.pin || self.wrapper().is_some()) {
            let mut pin = Pin::default();
            self.root_pin(&mut pin)?;
            *document = Document::Pin(pin);
        } else if !names.errors && names.location {
            let mut location = Location::default();
            self.root_location(&mut location)?;
            *document = Document::Location(location);
        } else if names.errors || names.is_bare_error() {
            let mut errors = ApiErrors::default();
            self.root_api_errors(&mut errors)?;
            *document = Document::ApiErrors(errors);
        } else {
            let kind = ErrorKind::UnrecognisedDocument;
            let other = "another object";
            return Err(broken.unwrap_or_else(|| {
                Error::refusal(kind, Pointer::ROOT, names.span, "pin, location or errors", other)
            }));
        }
        Ok(())
    }

    /// Reads the root as an object with these members.
    fn root<R: Record<'a>>(&mut self, record: &mut R) -> Result<(), Error> {
        self.outer_object(record, Path::Root)
    }

    fn wrapped_pin(&mut self, pin: &mut Option<Pin<'a>>, path: Path<'_>) -> Result<(), Error> {
        self.outer_object(pin.insert(Pin::default()), path)
    }

    #[inline(always)]
    fn outer_object<R: Record<'a>>(&mut self, record: &mut R, path: Path<'_>) -> Result<(), Error> {
        let start = self.reader.offset();
        let seen = self.object(record, &path)?;
        self.note_absent::<R>(seen, start, path);
        Ok(())
    }

    fn note_absent<R: Record<'a>>(&mut self, seen: Seen, start: usize, path: Path<'_>) {
        if self.context.is_complete() {
            let span = Span::new(start, self.reader.offset());
            self.context.record_missing_first(seen.missing::<R>(), path, span);
        }
    }

    fn unwrap(&mut self, span: Span, expected: &'static str) -> Result<(), Error> {
        let mismatch =
            Mismatch { path: Path::Root, span, expected: Expected::Value(expected), found: Type::Object };
        self.context.deviate(DeviationCode::WrappedDocument, Outcome::Coerced, mismatch)
    }

    /// The root's span, if it is `{"pin":{…}}` and nothing else.
    fn wrapper(&self) -> Option<Span> {
        let mut ahead = self.reader;
        if !ahead.open_object().ok()? {
            return None;
        }
        find_member::<Wrapper<'_>>(&ahead.string().ok()?)?;
        ahead.colon().ok()?;
        if ahead.cursor.byte() != Some(b'{') {
            return None;
        }
        ahead.skip().ok()?;
        let more = ahead.next_member().ok()?;
        (!more).then(|| Span::new(self.reader.offset(), ahead.offset()))
    }

    /// Looks through the whole text for the names of the root's members: those that there are, and what is
    /// wrong with the text.
    fn root_names(&self) -> (RootNames, Option<Error>) {
        let mut names = RootNames::default();
        let mut ahead = self.reader;
        let mut member = None;
        let mut look = || {
            let mut more = ahead.open_object()?;
            while more {
                let name = ahead.string()?;
                names.note(&name);
                member = Some(name);
                ahead.colon()?;
                ahead.skip()?;
                more = ahead.next_member()?;
            }
            names.span = Span::new(self.reader.offset(), ahead.offset());
            member = None;
            ahead.end()
        };
        let broken = look().err().map(|error| match &member {
            Some(name) => self.syntax(error, Path::Root.name(name)),
            None => self.syntax(error, Path::Root),
        });
        (names, broken)
    }
}

/// A pin as the legacy endpoints write it: `{"pin":{…}}`.
#[derive(Default)]
struct Wrapper<'a> {
    pin: Option<Pin<'a>>,
}

record! { Wrapper { 0 "pin" pin: wrapped_pin, } always 0 }

/// Which documents the members of a root speak for.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools)] // Each is a question of its own.
struct RootNames {
    span: Span,
    errors: bool,
    pin: bool,
    location: bool,
    code: bool,
    message: bool,
}

impl RootNames {
    fn note(&mut self, name: &str) {
        if find_member::<Pin<'_>>(name).is_some_and(|index| Pin::NAMES[index] != "code") {
            self.pin = true;
        } else if is_spelling(name, "code") {
            self.code = true;
        } else {
            self.errors |= find_member::<ApiErrors<'_>>(name).is_some();
            self.location |= find_member::<Location<'_>>(name).is_some();
            self.message |= is_spelling(name, "message");
        }
    }

    /// Whether the root is an error without its array.
    const fn is_bare_error(&self) -> bool {
        !self.errors && self.code && self.message
    }
}

/// What a body is that begins like XML or HTML.
fn markup(mut body: &[u8]) -> Option<(ErrorKind, &'static str)> {
    body = body.strip_prefix(BYTE_ORDER_MARK.as_bytes()).unwrap_or(body).trim_ascii_start();
    if body.first() != Some(&b'<') {
        return None;
    }
    // Both may begin with a declaration and with comments.
    for (open, close) in [("<?", "?>"), ("<!--", "-->"), ("<!--", "-->")] {
        if body.starts_with(open.as_bytes())
            && let Some(end) = body.windows(close.len()).position(|window| window == close.as_bytes())
        {
            body = body[end + close.len()..].trim_ascii_start();
        }
    }
    let is =
        |name: &&str| body.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()));
    if ["<!doctype html", "<html", "<head", "<body", "<title", "<meta"].iter().any(is) {
        Some((ErrorKind::HtmlBody, "HTML (ask with Accept: application/json)"))
    } else {
        Some((ErrorKind::XmlBody, "XML (ask with Accept: application/json)"))
    }
}

#[cold]
fn not_utf8(body: &[u8]) -> Error {
    // A page in another encoding is a page first of all.
    if let Some((kind, found)) = markup(body) {
        let at = body.iter().position(|&byte| byte == b'<').unwrap_or_default();
        return Error::refusal(kind, Pointer::ROOT, Span::new(at, at + 1), "JSON object", found);
    }
    // Read again, since what finds that it is none does not say where.
    let (start, length) = match core::str::from_utf8(body) {
        Ok(_) => (0, None),
        Err(error) => (error.valid_up_to(), error.error_len()),
    };
    let end = length.map_or(body.len(), |length| start + length);
    let found = match body {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "UTF-16",
        _ => "another byte",
    };
    Error::refusal(ErrorKind::NotUtf8, Pointer::ROOT, Span::new(start, end), "UTF-8", found)
}
