//! `secret_spans` covers every secret.

use plex_pin::secret_spans;

use super::canary::{self, CANARY};

/// A text that is shown without its secret spans shows no eight bytes of a canary, whole or broken, wherever it is
/// planted. Spans are in order and apart, each at the borders of characters; bytes that are not UTF-8 are read too.
pub fn redact_hides(data: &[u8]) {
    if let Some(text) = canary::body(data) {
        assert_hidden(&shown(&text), &text);
        elsewhere(data);
    }
    let end = secret_spans(data).iter().fold(0, |at, span| {
        assert!(at <= span.start && span.start < span.end, "{span:?} after {at}");
        span.end
    });
    assert!(end <= data.len());
    if let Ok(text) = str::from_utf8(data) {
        shown(text);
    }
}

#[track_caller]
fn assert_hidden(shown: &str, text: &str) {
    assert!(!canary::has_part(shown), "shows {shown:?} of {text:?}");
}

/// A text with a mark in place of each secret span.
fn shown(text: &str) -> String {
    let mut shown = String::new();
    let mut at = 0;
    for span in secret_spans(text) {
        assert!(at <= span.start && !span.is_empty(), "{span:?} after {at} of {text:?}");
        let before = text.get(at..span.start);
        shown += before.unwrap_or_else(|| panic!("{span:?} of {text:?}"));
        // What is on both sides of a span is not one text.
        shown.push('*');
        at = span.end;
    }
    shown += text.get(at..).unwrap_or_else(|| panic!("{at} of {text:?}"));
    shown
}

/// The canary with its first letter in an escape.
const ESCAPED: &str = "\\u00733cr3tCanary";

/// A secret next to its name, inside of a string, or repeated, with text from the fuzzer around it.
fn elsewhere(data: &[u8]) {
    let (&choice, noise) = data.split_first().unwrap_or((&0, data));
    let noise = serde_json::to_string(&String::from_utf8_lossy(noise)).expect("a string");
    // Text from the fuzzer itself may be shown.
    if canary::has_part(&noise) {
        return;
    }
    let text = match choice % 8 {
        0 => format!("{{\"a\":{{\"name\":\"X-Plex-Token\",\"value\":\"{CANARY}\"}},\"b\":{noise}}}"),
        1 => format!("[{noise},[\"auth token\",[\"{CANARY}\"]]]"),
        2 => format!("{{\"qr\":\"https://plex.tv/?X-Plex-Token={CANARY}\",\"b\":{noise}}}"),
        3 => format!("[\"{{\\\"accessToken\\\":\\\"{CANARY}\\\"}}\",{noise}]"),
        4 => format!(
            "{{\"title\":\"{CANARY}\",\"X-Plex-Token\":\"{CANARY}\",\"b\":{noise},\"c\":\"+{CANARY}+\"}}"
        ),
        5 => format!("{{\"b\":{noise},\"X-Plex-Token={CANARY}\":1}}"),
        6 => format!("{{\"X-Plex-Token\":\"{CANARY}\",\"{ESCAPED}\":1,\"b\":{noise}}}"),
        _ => format!("{{\"title\":\"{CANARY}\",\"b\":{noise},\"X-Plex-Token\":[\"{ESCAPED}\"]}}"),
    };
    let shown = shown(&text);
    assert_hidden(&shown, &text);
}
