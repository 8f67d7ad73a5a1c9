//! The document as a whole: the byte order mark before it, its kind, and its wrapper.

use super::decoder::{Decoder, Mode, Settings};
use super::documents::Wrapper;
use super::object::{Seen, find_member};
use super::recognise::{Recognition, is_pin};
use crate::deviation::{DeviationCode, Expected, Outcome};
use crate::error::{Error, ErrorKind};
use crate::json::{Reader, Type};
use crate::markup::markup;
use crate::model::{ApiError, ApiErrors, Document, DocumentKind, Location, Pin};
use crate::parsed::{Findings, Mismatch};
use crate::pointer::{Path, Pointer};
use crate::span::Span;
use alloc::vec;

const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// A document that a body can be read as.
pub(super) trait Root<'a> {
    /// The kind of document, if it is known before reading.
    const KIND: Option<DocumentKind>;

    /// Reads the object at the cursor. Returns the members of the model that it has, in any spelling.
    fn read_root(&mut self, decoder: &mut Decoder<'a>) -> Result<Seen, Error>;
}

impl<'a> Root<'a> for Pin<'a> {
    const KIND: Option<DocumentKind> = Some(DocumentKind::Pin);

    #[inline(always)]
    fn read_root(&mut self, decoder: &mut Decoder<'a>) -> Result<Seen, Error> {
        // A name that begins with another letter than `p` is no spelling of the wrapper's.
        let may_wrap = !matches!(decoder.reader.cursor.bytes(), [b'{', b'"', b'a'..=b'o' | b'q'..=b'z', ..]);
        let Some(span) = may_wrap.then(|| decoder.wrapper()).flatten() else {
            return decoder.root_object(self, Path::Root);
        };
        decoder.unwrap(span, "pin without wrapper")?;
        let mut wrapper = Wrapper::default();
        let seen = decoder.object(&mut wrapper, &Path::Root)?;
        *self = wrapper.pin.unwrap_or_default();
        Ok(seen)
    }
}

impl<'a> Root<'a> for Location<'a> {
    const KIND: Option<DocumentKind> = Some(DocumentKind::Location);

    fn read_root(&mut self, decoder: &mut Decoder<'a>) -> Result<Seen, Error> {
        decoder.root_object(self, Path::Root)
    }
}

impl<'a> Root<'a> for ApiErrors<'a> {
    const KIND: Option<DocumentKind> = Some(DocumentKind::ApiErrors);

    fn read_root(&mut self, decoder: &mut Decoder<'a>) -> Result<Seen, Error> {
        // An object with this member is never a bare error.
        if decoder.reader.cursor.is_at("{\"errors\"") {
            return decoder.root_object(self, Path::Root);
        }
        let recognition = Recognition::scan(decoder.reader);
        decoder.read_errors(self, &recognition)
    }
}

impl<'a> Root<'a> for Document<'a> {
    const KIND: Option<DocumentKind> = None;

    fn read_root(&mut self, decoder: &mut Decoder<'a>) -> Result<Seen, Error> {
        if let Document::Pin(pin) = self
            && let Some(seen) = decoder.usual_pin(pin)
        {
            return Ok(seen);
        }
        let recognition = Recognition::scan(decoder.reader);
        *self = Document::new(decoder.kind(&recognition)?);
        match self {
            Document::Pin(pin) => pin.read_root(decoder),
            Document::Location(location) => location.read_root(decoder),
            Document::ApiErrors(errors) => decoder.read_errors(errors, &recognition),
        }
    }
}

/// Reads a body as a `T`, in place, since models are large.
#[inline(never)]
pub(super) fn read<'a, T: Root<'a>>(
    settings: Settings,
    body: &'a [u8],
    value: &mut T,
) -> Result<Findings, Error> {
    let mut decoder = Decoder::at_root(settings, body)?;
    let start = decoder.reader;
    let seen = value.read_root(&mut decoder).map_err(|error| first_error(error, start, T::KIND))?;
    decoder.reader.end().map_err(|error| decoder.syntax(error, Path::Root))?;
    if !seen.any() {
        return Err(unrecognised(&Recognition::scan(start), T::KIND));
    }
    decoder.context.finish()
}

impl DocumentKind {
    /// Returns the kind of document that an object is, by its members: the rule of
    /// [`Parser::parse_document`](crate::Parser::parse_document).
    ///
    /// ```
    /// use plex_pin::DocumentKind;
    ///
    /// assert_eq!(DocumentKind::recognise(r#"{"city":"Oslo","continent_code":"EU"}"#), Ok(DocumentKind::Location));
    /// let error = DocumentKind::recognise(r#"{"MediaContainer":{}}"#).unwrap_err();
    /// assert_eq!(error.message().to_string(), "expected pin, location or errors, found MediaContainer of a media server");
    /// ```
    ///
    /// # Errors
    ///
    /// [`UnrecognisedDocument`](ErrorKind::UnrecognisedDocument) for `{}`, `{"id":1}`, `{"MediaContainer":{}}`; for
    /// what is not a JSON object, the errors of [`Parser`](crate::Parser).
    pub fn recognise<B: AsRef<[u8]> + ?Sized>(body: &B) -> Result<Self, Error> {
        let decoder = Decoder::at_root(Settings::new(Mode::Lenient), body.as_ref())?;
        let recognition = Recognition::scan(decoder.reader);
        let kind = decoder.kind(&recognition)?;
        decoder.broken(&recognition).map_or(Ok(kind), Err)
    }
}

impl<'a> Decoder<'a> {
    /// Starts at the opening brace of a body.
    #[inline(always)]
    fn at_root(settings: Settings, body: &'a [u8]) -> Result<Self, Error> {
        let text = simdutf8::basic::from_utf8(body).map_err(|_| not_utf8(body))?;
        let mut decoder = Self::new(settings, text);
        if decoder.reader.cursor.byte() != Some(b'{') {
            decoder.step_to_root()?;
        }
        Ok(decoder)
    }

    /// Steps over a byte order mark and white space. Anything but an object is an error.
    #[inline(never)]
    fn step_to_root(&mut self) -> Result<(), Error> {
        let marked = self.reader.cursor.eat(BYTE_ORDER_MARK);
        self.reader.cursor.space();
        let start = self.reader.offset();
        let refuse = |kind, length, found| {
            let span = Span::new(start, start + length);
            Err(Error::refusal(kind, Pointer::ROOT, span, "JSON object", found))
        };
        let rest = self.reader.cursor.bytes();
        if rest.is_empty() {
            return refuse(ErrorKind::EmptyBody, 0, "empty body");
        }
        if let Some((kind, found)) = markup(rest) {
            return refuse(kind, 1, found);
        }
        if marked {
            let span = Span::new(0, BYTE_ORDER_MARK.len());
            let expected = Expected::Value("document");
            let mismatch = Mismatch { path: Path::Root, span, expected, found: Type::String };
            self.context.deviate(DeviationCode::ByteOrderMark, Outcome::Ignored, mismatch)?;
        }
        if rest[0] == b'{' {
            return Ok(());
        }
        let value = self.reader.value().map_err(|error| self.syntax(error, Path::Root))?;
        let length = self.reader.offset() - start;
        self.reader.end().map_err(|error| self.syntax(error, Path::Root))?;
        refuse(ErrorKind::NotAnObject, length, value.kind().name())
    }

    /// Reads a pin without unknown members, which its known members show to be one. `None` for any other document.
    // To recognise a document is more work than to read it: this spares nearly all documents of an archive the scan.
    fn usual_pin(&mut self, pin: &mut Pin<'a>) -> Option<Seen> {
        let start = self.reader;
        if !start.cursor.is_at("{\"id\"") || self.context.findings.count > 0 {
            return None;
        }
        let seen = self.root_object(pin, Path::Root).ok().filter(|seen| is_pin(*seen));
        if seen.is_none() || self.context.findings.has(DeviationCode::UnknownMember) {
            (self.reader, *pin) = (start, Pin::default());
            self.context.reset();
            return None;
        }
        seen
    }

    /// Returns the kind of document at the root. Fails if it is none of them, or if a syntax error comes before that is
    /// known.
    fn kind(&self, root: &Recognition<'a>) -> Result<DocumentKind, Error> {
        root.kind().ok_or_else(|| self.broken(root).unwrap_or_else(|| unrecognised(root, None)))
    }

    /// Makes the error of text that is not JSON.
    fn broken(&self, root: &Recognition<'a>) -> Option<Error> {
        let path = root.last.as_ref().map_or(Path::Root, |name| Path::Root.name(name));
        root.broken.map(|error| self.syntax(error, path))
    }

    /// Reads errors in their array, or one without it.
    fn read_errors(&mut self, errors: &mut ApiErrors<'a>, root: &Recognition<'a>) -> Result<Seen, Error> {
        if !root.is_bare_error() {
            return self.root_object(errors, Path::Root);
        }
        if let Some(error) = self.broken(root) {
            return Err(error);
        }
        self.unwrap(root.span, "array of errors")?;
        let error = errors.errors.insert(vec![ApiError::default()]);
        self.root_object(&mut error[0], Path::Root)
    }

    fn unwrap(&mut self, span: Span, expected: &'static str) -> Result<(), Error> {
        let expected = Expected::Value(expected);
        let mismatch = Mismatch { path: Path::Root, span, expected, found: Type::Object };
        self.context.deviate(DeviationCode::WrappedDocument, Outcome::Coerced, mismatch)
    }

    /// Returns the root's span, if it is `{"pin":{…}}` and nothing else.
    fn wrapper(&self) -> Option<Span> {
        let mut ahead = self.reader;
        let is_named =
            ahead.open_object().ok()? && find_member::<Wrapper<'_>>(&ahead.string().ok()?).is_some();
        ahead.colon().ok()?;
        if !is_named || ahead.cursor.byte() != Some(b'{') {
            return None;
        }
        ahead.skip().ok()?;
        (!ahead.next_member().ok()?).then(|| ahead.span_from(self.reader.offset()))
    }
}

/// Returns the error of a root that could not be read. If strict mode refuses an unknown member of a root that has only
/// unknown ones, the error is that the document is unrecognised.
#[cold]
fn first_error(error: Error, start: Reader<'_>, kind: Option<DocumentKind>) -> Error {
    if error.kind() != ErrorKind::Deviation(DeviationCode::UnknownMember) {
        return error;
    }
    let root = Recognition::scan(start);
    let shares = kind.is_none_or(|kind| root.shares_member(kind));
    if shares || root.broken.is_some() { error } else { unrecognised(&root, kind) }
}

#[cold]
fn unrecognised(root: &Recognition<'_>, kind: Option<DocumentKind>) -> Error {
    let expected = kind.map_or("pin, location or errors", DocumentKind::as_str);
    let kind = ErrorKind::UnrecognisedDocument;
    Error::refusal(kind, Pointer::ROOT, root.span, expected, root.describe())
}

#[cold]
fn not_utf8(body: &[u8]) -> Error {
    // A web page in another encoding is reported as a web page.
    if let Some((kind, found)) = markup(body) {
        let at = body.iter().position(|&byte| byte == b'<').unwrap_or_default();
        return Error::refusal(kind, Pointer::ROOT, Span::new(at, at + 1), "JSON object", found);
    }
    Error::not_utf8(body)
}
