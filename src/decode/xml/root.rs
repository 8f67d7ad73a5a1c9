//! The document as a whole: encoding, byte order mark, and the root element, whose name says which document it is.

use super::super::decoder::{Mode, Settings};
use super::super::names::find_spelling;
use super::decoder::XmlDecoder;
use crate::deviation::{DeviationCode, Expected, Outcome};
use crate::error::{Error, ErrorKind};
use crate::json::Type;
use crate::markup::markup;
use crate::model::{ApiErrors, Document, DocumentKind, Location, Pin};
use crate::parsed::{Findings, Mismatch};
use crate::pointer::{Path, Pointer};
use crate::span::Span;
use crate::xml::{Name, declared_encoding};

const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// Hints at what an unrecognised root element is.
const HINTS: &[(&str, &str)] = &[
    ("user", "Plex account"),
    ("Device", "device or server of /api/v2/resources"),
    ("device", "device or server of /api/v2/resources"),
    ("devices", "device or server of /api/v2/resources"),
    ("resource", "device or server of /api/v2/resources"),
    ("resources", "device or server of /api/v2/resources"),
    ("MediaContainer", "MediaContainer of a media server"),
    ("error", "error without its errors element"),
];

/// A document that an XML body can be read as.
pub(in super::super) trait XmlRoot<'a>: Sized {
    /// The kind of document, if it is known before reading.
    const KIND: Option<DocumentKind>;

    /// Returns a document without members.
    fn empty() -> Self;

    /// Reads the root element of a document of this kind. Returns whether it shares a member with the model.
    fn read_xml(
        &mut self,
        decoder: &mut XmlDecoder<'a>,
        kind: DocumentKind,
        name: Name<'a>,
        path: Path<'_>,
    ) -> Result<bool, Error>;
}

macro_rules! roots {
    ($($model:ident: |$root:ident, $decoder:ident, $name:ident, $path:ident| $read:expr;)+) => {$(
        impl<'a> XmlRoot<'a> for $model<'a> {
            const KIND: Option<DocumentKind> = Some(DocumentKind::$model);

            fn empty() -> Self {
                Self::default()
            }

            fn read_xml(
                &mut self,
                $decoder: &mut XmlDecoder<'a>,
                _: DocumentKind,
                $name: Name<'a>,
                $path: Path<'_>,
            ) -> Result<bool, Error> {
                let $root = self;
                $read
            }
        }
    )+};
}

roots! {
    Pin: |pin, decoder, name, path| decoder.root_element(pin, name, path);
    Location: |location, decoder, name, path| decoder.root_element(location, name, path);
    ApiErrors: |errors, decoder, _name, path| decoder.errors_element(errors, path).map(|()| true);
}

impl<'a> XmlRoot<'a> for Document<'a> {
    const KIND: Option<DocumentKind> = None;

    fn empty() -> Self {
        Self::new(DocumentKind::Pin)
    }

    fn read_xml(
        &mut self,
        decoder: &mut XmlDecoder<'a>,
        kind: DocumentKind,
        name: Name<'a>,
        path: Path<'_>,
    ) -> Result<bool, Error> {
        *self = Self::new(kind);
        match self {
            Document::Pin(pin) => pin.read_xml(decoder, kind, name, path),
            Document::Location(location) => location.read_xml(decoder, kind, name, path),
            Document::ApiErrors(errors) => errors.read_xml(decoder, kind, name, path),
        }
    }
}

/// Reads an XML body as a `T`, in place, since models are large.
#[inline(never)]
pub(super) fn read<'a, T: XmlRoot<'a>>(
    settings: Settings,
    body: &'a [u8],
    value: &mut T,
) -> Result<Findings, Error> {
    let text = simdutf8::basic::from_utf8(body).map_err(|_| not_utf8(body))?;
    read_text(settings, text, value).map_err(|error| first_error::<T>(error, text))
}

fn read_text<'a, T: XmlRoot<'a>>(
    settings: Settings,
    text: &'a str,
    value: &mut T,
) -> Result<Findings, Error> {
    let mut decoder = XmlDecoder::new(settings, text);
    decoder.start(text)?;
    let name = decoder.reader.root().map_err(|error| decoder.syntax(error, Path::Root))?;
    let (kind, path) = (kind(name.text), Path::Root.name(name.text));
    let kind = match (kind, T::KIND) {
        (Some(kind), None) => kind,
        (Some(kind), Some(expected)) if kind == expected => kind,
        _ => return Err(unrecognised(name, T::KIND, None)),
    };
    if kind.as_str() != name.text {
        decoder.respelled(kind.as_str(), path, name.span)?;
    }
    let shares = value.read_xml(&mut decoder, kind, name, path)?;
    decoder.reader.finish().map_err(|error| decoder.syntax(error, Path::Root))?;
    if !shares {
        return Err(unrecognised(name, T::KIND, Some("element without a known member")));
    }
    decoder.context.finish()
}

/// Returns the kind of document that a root element is, by its name in any spelling.
fn kind(name: &str) -> Option<DocumentKind> {
    DocumentKind::ALL.iter().find(|kind| find_spelling(name, &[kind.as_str()]).is_some()).copied()
}

impl XmlDecoder<'_> {
    /// Checks how a body begins: not at all, as a web page, with a byte order mark.
    fn start(&mut self, text: &str) -> Result<(), Error> {
        let unmarked = text.strip_prefix(BYTE_ORDER_MARK);
        let content = unmarked.unwrap_or(text).trim_ascii_start();
        let at = text.len() - content.len();
        let refuse = |kind, length, found| {
            let span = Span::new(at, at + length);
            Err(Error::refusal(kind, Pointer::ROOT, span, "element", found))
        };
        if content.is_empty() {
            return refuse(ErrorKind::EmptyBody, 0, "empty body");
        }
        if let Some((ErrorKind::HtmlBody, found)) = markup(content.as_bytes()) {
            return refuse(ErrorKind::HtmlBody, 1, found);
        }
        if unmarked.is_some() {
            let (span, expected) = (Span::new(0, BYTE_ORDER_MARK.len()), Expected::Value("document"));
            let mismatch = Mismatch { path: Path::Root, span, expected, found: Type::String };
            self.context.deviate(DeviationCode::ByteOrderMark, Outcome::Ignored, mismatch)?;
        }
        Ok(())
    }
}

/// Returns the error of a document that could not be read. If strict mode refuses an unknown member of a root that has only
/// unknown ones, the error is that the document is unrecognised.
#[cold]
fn first_error<'a, T: XmlRoot<'a>>(error: Error, text: &'a str) -> Error {
    if error.kind() != ErrorKind::Deviation(DeviationCode::UnknownMember) {
        return error;
    }
    match read_text(Settings::new(Mode::Lenient), text, &mut T::empty()) {
        Err(refusal) if refusal.kind() == ErrorKind::UnrecognisedDocument => refusal,
        _ => error,
    }
}

#[cold]
fn unrecognised(name: Name<'_>, kind: Option<DocumentKind>, found: Option<&'static str>) -> Error {
    let expected = kind.map_or("pin, location or errors", DocumentKind::as_str);
    let hint = || HINTS.iter().find(|(known, _)| *known == name.text).map(|(_, hint)| *hint);
    let other = || self::kind(name.text).map(DocumentKind::as_str);
    let found = found.or_else(other).or_else(hint).unwrap_or("another element");
    Error::refusal(ErrorKind::UnrecognisedDocument, Pointer::ROOT, name.span, expected, found)
}

#[cold]
fn not_utf8(body: &[u8]) -> Error {
    if let Some((ErrorKind::HtmlBody, found)) = markup(body) {
        let at = body.iter().position(|&byte| byte == b'<').unwrap_or_default();
        return Error::refusal(ErrorKind::HtmlBody, Pointer::ROOT, Span::new(at, at + 1), "element", found);
    }
    // The declaration says what the bytes are.
    if let Some((name, span)) = declared_encoding(body)
        && !["UTF-8", "US-ASCII"].contains(&name)
    {
        return Error::refusal(ErrorKind::NotUtf8, Pointer::ROOT, span, "UTF-8", name);
    }
    Error::not_utf8(body)
}
