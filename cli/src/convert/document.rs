//! What lenient parsing keeps of a document, as JSON.

use plex_pin::{ApiErrors, Document, DocumentKind, Location, Parsed, Parser, Pin, Redacted, redacted};
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
            // Secrets of other names, which only the name of the member or the shape of the value tells.
            return Some((document.kind(), redacted(&json)));
        }
        Some((document.kind(), serde_json::to_string(&document).ok()?))
    }

    /// Parses as the check did, which has accepted the document.
    fn parse(self, body: &[u8]) -> Option<Document<'_>> {
        let parser = Parser::LENIENT.max_deviations(1);
        match self.kind {
            None => parser.parse_document(body).ok().map(Parsed::into_value),
            Some(DocumentKind::Pin) => {
                parser.parse::<Pin<'_>>(body).ok().map(|it| Document::Pin(it.into_value()))
            }
            Some(DocumentKind::Location) => {
                parser.parse::<Location<'_>>(body).ok().map(|it| Document::Location(it.into_value()))
            }
            // The library may add kinds; there are three today.
            Some(_) => {
                parser.parse::<ApiErrors<'_>>(body).ok().map(|it| Document::ApiErrors(it.into_value()))
            }
        }
    }
}
