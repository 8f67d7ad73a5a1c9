//! What a search finds, and what it passes over.

use std::borrow::Cow;
use std::ops::Range;

use super::lookalike::Lookalike;
use super::map::PositionMap;
use crate::model::DocumentKind;

/// The notation of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Notation {
    /// JSON.
    Json,
    /// XML.
    Xml,
    /// Neither: HTML or plain text where a document was expected.
    Other,
}

/// What is known of the request and response that a document belongs to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exchange {
    /// The URL of the request. It may hold secrets.
    pub url: Option<String>,
    /// The method of the request.
    pub method: Option<String>,
    /// The status of the response, 100 to 599.
    pub status: Option<u16>,
    /// The `Content-Type` of the response.
    pub content_type: Option<String>,
    /// The `Accept` of the request.
    pub accept: Option<String>,
    /// When the request was sent, as the capture writes it.
    pub started: Option<String>,
}

impl Exchange {
    /// Takes from `other` what is not known yet.
    pub(crate) fn fill(&mut self, other: &Self) {
        let text = |mine: &mut Option<String>, theirs: &Option<String>| {
            if mine.is_none() {
                mine.clone_from(theirs);
            }
        };
        text(&mut self.url, &other.url);
        text(&mut self.method, &other.method);
        text(&mut self.content_type, &other.content_type);
        text(&mut self.accept, &other.accept);
        text(&mut self.started, &other.started);
        self.status = self.status.or(other.status);
    }
}

/// A document in a record, or what stands where one is expected.
#[derive(Debug, Clone)]
pub struct Candidate<'r> {
    /// The decoded bytes of the document.
    pub body: Cow<'r, [u8]>,
    /// How it is written.
    pub notation: Notation,
    /// The document it was recognised as. None for one that is broken, cut off, or not recognised where a document is
    /// expected: read it to learn what is wrong.
    pub kind: Option<DocumentKind>,
    /// The JSON pointer to it, or to the string that holds it; empty for the record itself and in other text.
    pub pointer: String,
    /// What is known of its request and response.
    pub exchange: Exchange,
    /// From positions in `body` to positions in the record.
    pub map: PositionMap,
}

impl Candidate<'_> {
    /// Returns where the document is in its record.
    #[must_use]
    pub fn place(&self) -> Range<usize> {
        self.map.locate(0..self.body.len())
    }
}

/// Why something in a capture was not checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SkipReason {
    /// An exchange with another host than plex.tv or one below it.
    OtherHost,
    /// An exchange with another endpoint of plex.tv.
    OtherEndpoint,
    /// A response whose body the capture does not hold.
    NoBodyKept,
    /// A response whose body is in another file, as Playwright attaches them.
    BodyInOtherFile,
    /// A response that has no body: 204, a redirect, the answer to a preflight.
    NoBodyExpected,
    /// A request that got no response.
    NoResponse,
    /// HTML or plain text of what stands between, with a status that allows it.
    TextOfProxy,
    /// A document of something else.
    OtherDocument(Option<Lookalike>),
    /// A body that is encoded in a way that is not read.
    EncodedBody,
    /// Strings within strings, deeper than eight.
    TooDeep,
    /// An entry that is no HTTP exchange.
    NotAnEntry,
    /// A record of more bytes than allowed.
    TooLarge,
}

impl SkipReason {
    /// Returns the stable word for it: `other-host`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OtherHost => "other-host",
            Self::OtherEndpoint => "other-endpoint",
            Self::NoBodyKept => "no-body-kept",
            Self::BodyInOtherFile => "body-in-other-file",
            Self::NoBodyExpected => "no-body-expected",
            Self::NoResponse => "no-response",
            Self::TextOfProxy => "text-of-proxy",
            Self::OtherDocument(_) => "other-document",
            Self::EncodedBody => "encoded-body",
            Self::TooDeep => "too-deep",
            Self::NotAnEntry => "not-an-entry",
            Self::TooLarge => "too-large",
        }
    }
}

impl SkipReason {
    /// Returns what was not checked, for a summary: `3 entries of other hosts`.
    #[must_use]
    pub fn counted(self, count: usize) -> String {
        let (one, many, of) = match self {
            Self::OtherHost => ("entry", "entries", " of another host than plex.tv"),
            Self::OtherEndpoint => ("entry", "entries", " of other endpoints of plex.tv"),
            Self::NoBodyKept => ("entry", "entries", " without a kept body"),
            Self::BodyInOtherFile => ("entry", "entries", " with the body in another file"),
            Self::NoBodyExpected => ("response", "responses", " without a body, as expected"),
            Self::NoResponse => ("request", "requests", " without a response"),
            Self::TextOfProxy => ("error page", "error pages", " in HTML or plain text"),
            Self::OtherDocument(None) => ("other document", "other documents", ""),
            Self::OtherDocument(Some(it)) => {
                let noun = if count == 1 { "document" } else { "documents" };
                return format!("{count} other {noun}: {}", it.description());
            }
            Self::EncodedBody => ("body", "bodies", " in an encoding that is not read"),
            Self::TooDeep => ("string", "strings", " within more than eight strings"),
            Self::NotAnEntry => ("entry", "entries", " without an HTTP exchange"),
            Self::TooLarge => ("record", "records", " larger than the limit"),
        };
        format!("{count} {}{of}", if count == 1 { one } else { many })
    }
}

/// Something that was not checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Why.
    pub reason: SkipReason,
    /// Where it is in the record.
    pub span: Range<usize>,
}

/// What a record holds.
#[derive(Debug, Default)]
pub struct Found<'r> {
    /// The documents, in the order of the record.
    pub candidates: Vec<Candidate<'r>>,
    /// What was not checked.
    pub skipped: Vec<Skipped>,
    /// Where the first value of the record stops being JSON, if it began as JSON.
    pub broken_at: Option<usize>,
}

impl Found<'_> {
    /// A record that is too large to be searched, of which `kept` bytes are left.
    pub(crate) fn too_large(kept: usize) -> Self {
        let skipped = vec![Skipped { reason: SkipReason::TooLarge, span: 0..kept }];
        Self { skipped, ..Self::default() }
    }

    /// The same, free of the record.
    #[must_use]
    pub fn into_owned(self) -> Found<'static> {
        let candidates = self.candidates.into_iter().map(|it| Candidate {
            body: Cow::Owned(it.body.into_owned()),
            notation: it.notation,
            kind: it.kind,
            pointer: it.pointer,
            exchange: it.exchange,
            map: it.map,
        });
        Found { candidates: candidates.collect(), skipped: self.skipped, broken_at: self.broken_at }
    }
}
