//! What lenient parsing keeps of a document, as JSON.

use plex_pin::{Document, DocumentKind, Error, Parsed, Parser, Redacted};
use plex_pin_captures::detect::is_xml;
use plex_pin_captures::redact::SecretValues;
use plex_pin_captures::{CheckedDocument, Record, Verdict};

/// How documents are converted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kept {
    /// The kind of every document; `None` to recognise it.
    pub(crate) kind: Option<DocumentKind>,
    pub(crate) redacted: bool,
}

impl Kept {
    /// Returns the kind and the JSON of a document; `None` if it could not be read.
    pub(super) fn json(
        self,
        record: Record<'_>,
        checked: &CheckedDocument,
    ) -> Option<(DocumentKind, String)> {
        if matches!(checked.verdict, Verdict::Refused | Verdict::Unread) {
            return None;
        }
        let document = self.parse(record.body)?;
        // Invariant: a model has strings for names, and finite numbers.
        if self.redacted {
            let json = serde_json::to_string(&Redacted(&document)).ok()?;
            // A text may repeat a secret of a member that is not kept, or name one itself.
            return Some((document.kind(), SecretValues::of(record.body).redact(&json)));
        }
        Some((document.kind(), serde_json::to_string(&document).ok()?))
    }

    /// Parses as the check did, which has accepted the document.
    fn parse(self, body: &[u8]) -> Option<Document<'_>> {
        fn kept<'a, T>(
            parsed: Result<Parsed<T>, Error>,
            document: fn(T) -> Document<'a>,
        ) -> Option<Document<'a>> {
            parsed.ok().map(|it| document(it.into_value()))
        }
        let parser = Parser::LENIENT.max_deviations(1);
        match (self.kind, is_xml(body)) {
            (None, false) => kept(parser.parse_document(body), |it| it),
            (None, true) => kept(parser.parse_xml_document(body), |it| it),
            (Some(DocumentKind::Pin), false) => kept(parser.parse(body), Document::Pin),
            (Some(DocumentKind::Pin), true) => kept(parser.parse_xml(body), Document::Pin),
            (Some(DocumentKind::Location), false) => kept(parser.parse(body), Document::Location),
            (Some(DocumentKind::Location), true) => kept(parser.parse_xml(body), Document::Location),
            // The library may add kinds; there are three today.
            (Some(_), false) => kept(parser.parse(body), Document::ApiErrors),
            (Some(_), true) => kept(parser.parse_xml(body), Document::ApiErrors),
        }
    }
}
