//! The law of masks: `redact` of what it has masked changes nothing.
//!
//! The masks are those of `redact`; its own tests cover the masks in base64 and in numbers.

use plex_pin::secrets::{Form, find};

/// Masks the secrets of a text, as `redact` does. None if one is not written as text, or cut off by the end of another.
pub(crate) fn masked(text: &str) -> Option<String> {
    let mut values: Vec<Vec<u8>> = Vec::new();
    let mut out: Vec<u8> = Vec::new();
    let mut done = 0;
    for secret in find(text.as_bytes()) {
        if secret.form != Form::Text || secret.span.start < done {
            return None;
        }
        let number = values.iter().position(|it| *it == secret.value).unwrap_or(values.len());
        if number == values.len() {
            values.push(secret.value.clone());
        }
        let len = secret.parts.iter().map(|&(_, len)| len).sum();
        let mut mask = mask(number + 1, len).into_bytes();
        for (span, len) in secret.parts {
            out.extend_from_slice(&text.as_bytes()[done..span.start]);
            out.extend(mask.drain(..len));
            done = span.end;
        }
    }
    out.extend_from_slice(&text.as_bytes()[done..]);
    String::from_utf8(out).ok()
}

fn mask(number: usize, len: usize) -> String {
    let label = [format!("REDACTED-{number}-"), format!("R{number}")].into_iter().find(|it| it.len() <= len);
    format!("{:x<len$}", label.unwrap_or_default())
}

/// What a second run makes of a text that is masked, if that is another text.
pub(crate) fn changed(text: &str) -> Option<String> {
    let once = masked(text)?;
    let twice = masked(&once);
    (twice.as_ref() != Some(&once)).then(|| format!("{text}\n   once {once}\n  twice {twice:?}"))
}
