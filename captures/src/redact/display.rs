//! Finds what must be masked when a part of a document is shown.

use plex_pin::secrets::{Repetitions, Secret, find, find_named};
use plex_pin::{Pointer, Span, redacted, secret_spans};

/// What replaces a secret, whatever its length.
pub const REDACTED: &str = "<redacted>";

/// Finds the parts of a body that must not be shown.
#[must_use]
pub fn hidden_spans(text: &str) -> Vec<Span> {
    secret_spans(text)
}

/// Masks the secrets of the name of a file.
#[must_use]
pub fn redact_name(name: &str) -> String {
    // By their names and shapes: a name alone is not a token.
    masked(name, find_named(name.as_bytes(), false, false))
}

/// Masks these secrets in a text.
fn masked(text: &str, mut secrets: Vec<Secret>) -> String {
    secrets.sort_by_key(|secret| secret.span.start);
    let mut shown = String::new();
    let mut at = 0;
    for Secret { span, .. } in secrets {
        if span.start >= at {
            shown += text.get(at..span.start).unwrap_or_default();
            shown += REDACTED;
        }
        at = at.max(span.end);
    }
    shown + text.get(at..).unwrap_or_default()
}

/// The secrets of a document. They may be repeated in member names, and so in pointers.
#[derive(Debug)]
pub struct SecretValues(Repetitions);

impl SecretValues {
    /// Collects the secrets of a document.
    #[must_use]
    pub fn of(body: &[u8]) -> Self {
        Self(Repetitions::new(&find(body)))
    }

    /// Writes a pointer with every name masked that is a secret or names one, as in `{"X-Plex-Token=…":1}`.
    #[must_use]
    pub fn redact_pointer(&self, pointer: &Pointer) -> String {
        self.redact_text(pointer.as_str())
    }

    /// Masks what a text made of the document repeats of its secrets, and what it names itself.
    #[must_use]
    pub fn redact(&self, text: &str) -> String {
        let shown = redacted(text);
        let repeated = self.0.find(shown.as_bytes());
        masked(&shown, repeated)
    }

    /// Writes the text of a pointer in the same way.
    #[must_use]
    pub fn redact_text(&self, pointer: &str) -> String {
        let mut shown = String::new();
        for name in pointer.split('/').skip(1) {
            shown.push('/');
            shown.push_str(if self.are_in(name) { REDACTED } else { name });
        }
        shown
    }

    fn are_in(&self, name: &str) -> bool {
        let plain = name.replace("~1", "/").replace("~0", "~");
        // As a member name, since the plain names of secrets are not secret there.
        let object = serde_json::json!({ &*plain: null }).to_string();
        !secret_spans(&object).is_empty() || !self.0.find(plain.as_bytes()).is_empty()
    }
}
