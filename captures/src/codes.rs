//! The codes of findings: those that are not codes of the library, and all of them.

use plex_pin::{ErrorKind, NoteCode};

/// A code, what it means, and what to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The stable name, part of the public interface.
    pub name: &'static str,
    /// What it means, in one line.
    pub description: &'static str,
    /// What to do about it, in one line.
    pub help: &'static str,
}

/// A document that is larger than the limit. It is not read, so that memory stays bounded.
pub const DOCUMENT_TOO_LARGE: Code = Code {
    name: "document-too-large",
    description: "a document larger than the limit; it is not read",
    help: "a response of plex.tv has about 600 bytes; raise the limit if this is one",
};

/// A violation of a schema for which the decoder reports no deviation.
pub const SCHEMA_KEYWORD: Code = Code {
    name: "schema-keyword",
    description: "a violation of the JSON Schema for which the decoder reports no deviation",
    help: "look up the keyword in the schema",
};

/// A document that does not answer its request.
pub const UNEXPECTED_DOCUMENT: Code = Code {
    name: "unexpected-document",
    description: "a body that the endpoint does not answer with, such as HTML with status 200",
    help: "check where the request went: a proxy, a login form or a test double may have answered in place of plex.tv",
};

/// A status that does not go with the document.
pub const STATUS_MISMATCH: Code = Code {
    name: "status-mismatch",
    description: "a status that does not go with the document, such as 404 with a pin",
    help: "plex.tv answers POST pins with 201, GET pins/{id} and geoip with 200, and errors with 400 to 599",
};

/// A content type that does not go with the body.
pub const CONTENT_TYPE: Code = Code {
    name: "content-type",
    description: "a Content-Type that does not go with the body",
    help: "a client that chooses its reader by the content type fails here",
};

/// A pin that is not the one of the request, or no longer the same.
pub const PIN_CHANGED: Code = Code {
    name: "pin-changed",
    description: "a pin that is not the one that was asked for, or whose code or client identifier changed",
    help: "poll the id that POST pins returned; an id never changes its code",
};

/// A pin with more time left than before.
pub const CLOCK_RAN_BACK: Code = Code {
    name: "clock-ran-back",
    description: "a pin with more seconds left than in the response before",
    help: "the seconds left only go down: the responses are not in their order, or one is made up",
};

/// A claimed pin that is no longer claimed, or has another token.
pub const CLAIM_UNDONE: Code = Code {
    name: "claim-undone",
    description: "a pin that was claimed and then has no token or another one",
    help: "a pin is claimed once: stop polling when the token is there",
};

/// A capture in which there is no document.
pub const NO_DOCUMENT: Code = Code {
    name: "no-document",
    description: "a capture without a document of plex.tv's sign-in",
    help: "capture the responses of https://plex.tv/api/v2/pins; what else is in the capture is not checked",
};

/// An input that cannot be read.
pub const UNREADABLE: Code = Code {
    name: "unreadable",
    description: "an input that cannot be read, or only in part",
    help: "see the message of the system; everything else was checked",
};

/// An error of plex.tv whose code is known.
pub const KNOWN_ERROR: Code = Code {
    name: "known-error",
    description: "a response with an error of plex.tv whose code is known",
    help: "plex-pin explain with the number, such as 1003, tells what to do",
};

/// The codes of captures, beside those of single documents.
pub const OF_CAPTURES: [Code; 8] = [
    UNEXPECTED_DOCUMENT,
    STATUS_MISMATCH,
    CONTENT_TYPE,
    PIN_CHANGED,
    CLOCK_RAN_BACK,
    CLAIM_UNDONE,
    NO_DOCUMENT,
    UNREADABLE,
];

/// Returns every code that a finding may have: those of the library, of captures and of notes.
pub fn all() -> impl Iterator<Item = &'static str> {
    let kinds = ErrorKind::ALL.iter().filter(|kind| {
        // Errors of values by themselves, which no document has.
        !matches!(kind, ErrorKind::InvalidText | ErrorKind::InvalidValue | ErrorKind::Incomplete)
    });
    let own = [DOCUMENT_TOO_LARGE, SCHEMA_KEYWORD].into_iter().chain(OF_CAPTURES).map(|code| code.name);
    let notes = NoteCode::ALL.iter().map(|code| code.as_str()).chain([KNOWN_ERROR.name]);
    kinds.map(|kind| kind.as_str()).chain(own).chain(notes)
}

/// Returns what a code means and what to do about it, each in one line.
#[must_use]
pub fn find(name: &str) -> Option<Code> {
    let own = [DOCUMENT_TOO_LARGE, SCHEMA_KEYWORD, KNOWN_ERROR].into_iter().chain(OF_CAPTURES);
    let kinds = ErrorKind::ALL.iter().map(|kind| Code {
        name: kind.as_str(),
        description: kind.description(),
        help: kind.help(),
    });
    let notes = NoteCode::ALL.iter().map(|code| Code {
        name: code.as_str(),
        description: code.description(),
        help: code.help(),
    });
    own.chain(kinds).chain(notes).find(|code| code.name == name)
}
