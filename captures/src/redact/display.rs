//! What must be masked when a part of a document is shown.

use std::borrow::Cow;

use plex_pin::{Pointer, Span, secret_spans};

/// What replaces a secret, whatever its length.
pub const REDACTED: &str = "<redacted>";

/// Finds the parts of a body that must not be shown.
///
/// A body that is not an object may be anything, such as a token alone or the middle of a document. All of it is
/// hidden but for a bracket, a quote or `<` at its start.
#[must_use]
pub fn hidden_spans(text: &str) -> Vec<Span> {
    let content = text.trim_start_matches(['\u{FEFF}', ' ', '\n', '\r', '\t']);
    if content.starts_with('{') || content.is_empty() {
        return secret_spans(text);
    }
    let mark = usize::from(content.starts_with(['[', '"', '<']));
    vec![Span::new(text.len() - content.len() + mark, text.len())]
}

/// The values of the secrets of a document. They may be repeated in names, and so in pointers.
#[derive(Debug)]
pub struct SecretValues<'b>(Vec<Cow<'b, str>>);

impl<'b> SecretValues<'b> {
    /// Shorter values are too common to be masked wherever they are.
    const MIN_LENGTH: usize = 8;

    /// Collects the secrets of a document. Bytes that are not UTF-8 have no names, and so no pointers.
    #[must_use]
    pub fn of(body: &'b [u8]) -> Self {
        let text = std::str::from_utf8(body).unwrap_or_default();
        let values = secret_spans(text).into_iter().map(|span| string_value(&text[span.range()]));
        Self(values.filter(|value| value.len() >= Self::MIN_LENGTH).collect())
    }

    /// Writes a pointer with every name masked that is a secret or names one, as in `{"X-Plex-Token=…":1}`.
    #[must_use]
    pub fn redact_pointer(&self, pointer: &Pointer) -> String {
        let mut shown = String::new();
        for name in pointer.as_str().split('/').skip(1) {
            shown.push('/');
            shown.push_str(if self.are_in(name) { REDACTED } else { name });
        }
        shown
    }

    fn are_in(&self, name: &str) -> bool {
        let plain = name.replace("~1", "/").replace("~0", "~");
        // As a member name, since the plain names of secrets are not secret there.
        let object = serde_json::json!({ &*plain: null }).to_string();
        !secret_spans(&object).is_empty() || self.0.iter().any(|secret| plain.contains(&**secret))
    }
}

/// Returns what a hidden string says.
fn string_value(text: &str) -> Cow<'_, str> {
    serde_json::from_str(text).map_or_else(|_| text.trim_matches('"').into(), Cow::Owned)
}
