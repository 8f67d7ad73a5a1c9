//! What an endpoint answers, and what the responses of one pin must agree on (contract, sections 1 and 8).
//!
//! Everything here is data in, data out: it knows of no capture and of no report.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};

use plex_pin::{ApiErrors, Pin};

use crate::codes::{
    CLAIM_UNDONE, CLOCK_RAN_BACK, CONTENT_TYPE, Code, PIN_CHANGED, STATUS_MISMATCH, UNEXPECTED_DOCUMENT,
};
use crate::forms::url::{Endpoint, Target, target};
use crate::forms::{Exchange, Notation};
use crate::model::{DocumentKind, Severity};

/// How many pins are remembered. Who signs in has a few; an archive of more is checked for the first ones.
const MAX_PINS: usize = 10_000;

/// What a response held.
#[derive(Debug, Clone, Copy)]
pub struct Response<'d> {
    /// How the body is written.
    pub notation: Notation,
    /// What the body is; None for one that is no document of the service, or that could not be read.
    pub document: Option<Known<'d>>,
}

/// A document as far as it could be read.
#[derive(Debug, Clone, Copy)]
pub enum Known<'d> {
    /// A pin.
    Pin(&'d Pin<'d>),
    /// A location.
    Location,
    /// Errors.
    ApiErrors(&'d ApiErrors<'d>),
}

impl Known<'_> {
    const fn kind(&self) -> DocumentKind {
        match self {
            Self::Pin(_) => DocumentKind::Pin,
            Self::Location => DocumentKind::Location,
            Self::ApiErrors(_) => DocumentKind::ApiErrors,
        }
    }
}

/// An expectation that a response does not meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmet {
    /// What it is.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// The JSON pointer to the member that is in question; empty for the document.
    pub pointer: &'static str,
    /// What was expected and what was found.
    pub message: String,
}

impl Unmet {
    fn new(code: Code, pointer: &'static str, message: impl Into<String>) -> Self {
        let is_warning = [CONTENT_TYPE.name, CLOCK_RAN_BACK.name].contains(&code.name);
        let severity = if is_warning { Severity::Warning } else { Severity::Error };
        Self { code, severity, pointer, message: message.into() }
    }
}

/// The expectations of one capture. Responses are given in their order.
#[derive(Debug, Default)]
pub struct Expectations {
    /// By id.
    pins: BTreeMap<u64, Seen>,
    hasher: RandomState,
}

/// What was seen of a pin. Texts are kept as hashes: they are only compared, and one is a secret.
#[derive(Debug, Default)]
struct Seen {
    code: Option<u64>,
    client_identifier: Option<u64>,
    seconds_left: Option<f64>,
    token: Option<u64>,
}

impl Expectations {
    /// Returns what a response does not meet of what is known of its exchange, and of the responses before it.
    pub fn check(&mut self, exchange: &Exchange, response: &Response<'_>) -> Vec<Unmet> {
        let mut unmet = Vec::new();
        let endpoint = match exchange.url.as_deref().map(target) {
            Some(Target::Endpoint(endpoint)) => Some(endpoint),
            _ => None,
        };
        answer(endpoint, exchange, response, &mut unmet);
        content_type(exchange, response, &mut unmet);
        match response.document {
            Some(Known::ApiErrors(errors)) => status_of_errors(exchange.status, errors, &mut unmet),
            Some(Known::Pin(pin)) => {
                if endpoint == Some(Endpoint::Pin(true)) {
                    other_pin(exchange, pin, &mut unmet);
                }
                self.same_pin(pin, &mut unmet);
            }
            _ => {}
        }
        unmet
    }

    fn same_pin(&mut self, pin: &Pin<'_>, unmet: &mut Vec<Unmet>) {
        let Some(id) = pin.id.map(plex_pin::PinId::get) else { return };
        if self.pins.len() == MAX_PINS && !self.pins.contains_key(&id) {
            return;
        }
        let hash = |text: &str| self.hasher.hash_one(text);
        let code = pin.code.as_deref().map(hash);
        let client_identifier = pin.client_identifier.as_deref().map(hash);
        let token = pin.auth_token.as_ref().map(|token| hash(token.expose()));
        let seen = self.pins.entry(id).or_default();
        let changed =
            |before: Option<u64>, now: Option<u64>| before.is_some() && now.is_some() && before != now;
        if changed(seen.code, code) {
            unmet.push(Unmet::new(PIN_CHANGED, "/code", "expected code of the pin as before, found another"));
        }
        if changed(seen.client_identifier, client_identifier) {
            let message = "expected client identifier of the pin as before, found another";
            unmet.push(Unmet::new(PIN_CHANGED, "/clientIdentifier", message));
        }
        if seen.token.is_some() && token != seen.token {
            let found = if token.is_some() { "another" } else { "none" };
            let message = format!("expected token of the claimed pin as before, found {found}");
            unmet.push(Unmet::new(CLAIM_UNDONE, "/authToken", message));
        }
        let left = pin.expires_in.map(plex_pin::Seconds::get);
        if let (Some(before), Some(now)) = (seen.seconds_left, left)
            && now > before
        {
            let message = "expected at most as many seconds left as before, found more";
            unmet.push(Unmet::new(CLOCK_RAN_BACK, "/expiresIn", message));
        }
        seen.code = seen.code.or(code);
        seen.client_identifier = seen.client_identifier.or(client_identifier);
        seen.token = token.or(seen.token);
        seen.seconds_left = left.or(seen.seconds_left);
    }
}

/// What a request may be answered with: the kind, and the statuses it comes with.
fn answers(endpoint: Endpoint, method: &str) -> &'static [(DocumentKind, &'static [u16])] {
    use DocumentKind::{ApiErrors, Location, Pin};
    match (endpoint, method) {
        (Endpoint::Pins, "" | "POST") => &[(Pin, &[201]), (ApiErrors, &[400, 401, 422, 429])],
        (Endpoint::Pin(true), "" | "GET") => &[(Pin, &[200]), (ApiErrors, &[400, 401, 404, 422, 429])],
        (Endpoint::GeoIp, "" | "GET") => &[(Location, &[200]), (ApiErrors, &[400, 401, 422, 429])],
        // An id that is no number, a code that is linked, and what is not documented.
        _ => &[(ApiErrors, &[400, 401, 403, 404, 405, 406, 422, 429, 498])],
    }
}

/// The document against endpoint and status.
fn answer(endpoint: Option<Endpoint>, exchange: &Exchange, response: &Response<'_>, unmet: &mut Vec<Unmet>) {
    let status = exchange.status;
    let found = match (response.document.map(|it| it.kind()), response.notation) {
        (Some(kind), _) => kind.as_str(),
        (None, Notation::Other) => "HTML or plain text",
        (None, _) => "another document",
    };
    if status == Some(204) {
        unmet.push(Unmet::new(
            UNEXPECTED_DOCUMENT,
            "",
            format!("expected no body with status 204, found {found}"),
        ));
        return;
    }
    let method = exchange.method.as_deref().unwrap_or_default().to_ascii_uppercase();
    match (endpoint, response.document) {
        (None, None) => {}
        (Some(_), None) if status.is_some_and(is_from_between) => {}
        (Some(endpoint), None) => {
            let expected = names(answers(endpoint, &method), status);
            unmet.push(Unmet::new(UNEXPECTED_DOCUMENT, "", format!("expected {expected}, found {found}")));
        }
        (Some(endpoint), Some(document)) => {
            let answers = answers(endpoint, &method);
            match answers.iter().find(|(kind, _)| *kind == document.kind()) {
                None => {
                    let expected = names(answers, status);
                    unmet.push(Unmet::new(
                        UNEXPECTED_DOCUMENT,
                        "",
                        format!("expected {expected}, found {found}"),
                    ));
                }
                // Any error status will do: the table of the service is not known to its end.
                Some((DocumentKind::ApiErrors, _)) => status_fits(document.kind(), status, unmet),
                Some((_, statuses)) => {
                    if let Some(status) = status.filter(|status| !statuses.contains(status)) {
                        let expected = statuses.first().copied().unwrap_or_default();
                        let message = format!("expected status {expected} with {found}, found {status}");
                        unmet.push(Unmet::new(STATUS_MISMATCH, "", message));
                    }
                }
            }
        }
        (None, Some(document)) => status_fits(document.kind(), status, unmet),
    }
}

/// Whether what stands between may answer in its own way with this status.
const fn is_from_between(status: u16) -> bool {
    matches!(status, 300..=399 | 401 | 403 | 407 | 429 | 500..=599)
}

/// A status against a document where the request is not known.
fn status_fits(kind: DocumentKind, status: Option<u16>, unmet: &mut Vec<Unmet>) {
    let Some(status) = status else { return };
    let (fits, expected) = match kind {
        DocumentKind::ApiErrors => (status >= 400, "400 to 599"),
        _ => ((200..300).contains(&status), "200 or 201"),
    };
    if !fits {
        let message = format!("expected status {expected} with {}, found {status}", kind.as_str());
        unmet.push(Unmet::new(STATUS_MISMATCH, "", message));
    }
}

/// The kinds that go with a status, or all.
fn names(answers: &[(DocumentKind, &[u16])], status: Option<u16>) -> String {
    let fitting = |answer: &&(DocumentKind, &[u16])| status.is_none_or(|status| answer.1.contains(&status));
    let mut kinds: Vec<_> = answers.iter().filter(fitting).map(|(kind, _)| kind.as_str()).collect();
    if kinds.is_empty() {
        kinds = answers.iter().map(|(kind, _)| kind.as_str()).collect();
    }
    kinds.join(" or ")
}

fn content_type(exchange: &Exchange, response: &Response<'_>, unmet: &mut Vec<Unmet>) {
    let Some(content_type) = &exchange.content_type else { return };
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (is_json, is_xml) = (essence.ends_with("json"), essence.ends_with("xml"));
    // What tools write where they know none.
    if !(is_json || is_xml || matches!(&*essence, "text/html" | "text/plain")) {
        return;
    }
    let (fits, found) = match response.notation {
        Notation::Json => (is_json, "JSON"),
        Notation::Xml => (is_xml, "XML"),
        Notation::Other => (!is_json && !is_xml, "HTML or plain text"),
    };
    if !fits {
        let expected = if is_json {
            "JSON"
        } else if is_xml {
            "XML"
        } else {
            "text"
        };
        let message = format!("expected {expected} as the content type says, found {found}");
        unmet.push(Unmet::new(CONTENT_TYPE, "", message));
    }
}

fn status_of_errors(status: Option<u16>, errors: &ApiErrors<'_>, unmet: &mut Vec<Unmet>) {
    let Some(status) = status else { return };
    let other = errors.as_slice().iter().filter_map(|error| error.status).find(|it| *it != status);
    if let Some(other) = other {
        let message = format!("expected status {status} of the response, found {other}");
        unmet.push(Unmet::new(STATUS_MISMATCH, "/errors", message));
    }
}

/// A pin that is not the one that was asked for.
fn other_pin(exchange: &Exchange, pin: &Pin<'_>, unmet: &mut Vec<Unmet>) {
    let Some(asked) = exchange.url.as_deref().and_then(crate::forms::url::pin_id) else { return };
    if pin.id.is_some_and(|id| id.get() != asked) {
        unmet.push(Unmet::new(PIN_CHANGED, "/id", "expected pin of the request, found another"));
    }
}

#[cfg(test)]
mod tests;
