//! What a search has found so far.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr;

use super::candidate::{Candidate, Exchange, Found, Notation, SkipReason, Skipped};
use super::lookalike::Lookalike;
use super::map::PositionMap;
use super::strings::without_colour;
use crate::model::DocumentKind;
use crate::tokens::ESCAPE;

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

    /// Notes that what starts at `at` may go on behind the outermost text.
    pub(crate) fn open(&mut self, at: usize) {
        self.open_from = Some(self.open_from.map_or(at, |open| open.min(at)));
    }

    /// Forgets what begins at or behind `end` of the record, since that is searched again.
    pub(crate) fn forget_from(&mut self, end: usize) {
        self.pending.retain(|it| it.map_start() < end);
        self.others.retain(|(_, span)| span.start < end);
        self.skipped.retain(|it| it.span.start < end);
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
