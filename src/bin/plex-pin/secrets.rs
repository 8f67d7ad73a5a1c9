//! What may not be shown of a document.

use std::borrow::Cow;

use plex_pin::{Pointer, Span, secret_spans};

/// What stands for a secret, however long it is.
pub(crate) const REDACTED: &str = "<redacted>";

/// Where secrets stand in a text. One that is no object may be anything, a token alone or the middle of a document, so that at
/// most the mark at its start is shown.
pub(crate) fn spans(text: &str) -> Vec<Span> {
    let content = text.trim_start_matches(['\u{FEFF}', ' ', '\n', '\r', '\t']);
    if content.starts_with('{') || content.is_empty() {
        return secret_spans(text);
    }
    let mark = usize::from(content.starts_with(['[', '"', '<']));
    vec![Span::new(text.len() - content.len() + mark, text.len())]
}

/// What the secrets of a document are, so that no name that says one is shown.
pub(crate) struct Secrets<'b>(Vec<Cow<'b, str>>);

impl<'b> Secrets<'b> {
    pub(crate) fn of(body: &'b [u8]) -> Self {
        // The names of other bytes are not read.
        let text = std::str::from_utf8(body).unwrap_or_default();
        let said = secret_spans(text).into_iter().map(|span| said(&text[span.range()]));
        // As short as one that is looked for in the text.
        Self(said.filter(|said| said.len() >= 8).collect())
    }

    /// The text of a pointer. A name in it may quote a secret, as in `{"X-Plex-Token=…":1}`, or be one.
    pub(crate) fn hidden_in(&self, pointer: &Pointer) -> String {
        let mut shown = String::new();
        for name in pointer.as_str().split('/').skip(1) {
            shown.push('/');
            shown.push_str(if self.are_in(name) { REDACTED } else { name });
        }
        shown
    }

    fn are_in(&self, name: &str) -> bool {
        let plain = name.replace("~1", "/").replace("~0", "~");
        // As the name of a member, where the plain names of the secrets themselves may stand.
        let object = serde_json::json!({ &*plain: null }).to_string();
        !secret_spans(&object).is_empty() || self.0.iter().any(|secret| plain.contains(&**secret))
    }
}

/// What a hidden part of a text says.
fn said(text: &str) -> Cow<'_, str> {
    serde_json::from_str(text).map_or_else(|_| text.trim_matches('"').into(), Cow::Owned)
}
