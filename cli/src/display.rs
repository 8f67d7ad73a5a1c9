//! Untrusted text, such as a file name or a JSON Pointer, made safe to show.

use plex_pin::Escaped;

/// Writes `text` on one line, at most `max_chars` characters of it.
///
/// Characters that a terminal obeys are escaped, and so are the marks of commands that build servers obey: `##[` and
/// `##vso[` anywhere in a line, `::error::` at its start.
pub(crate) fn escape(text: &str, max_chars: usize) -> String {
    let shown = Escaped::new(text).at_most(max_chars).to_string().replace("##", "#\\u{23}");
    match shown.strip_prefix("::") {
        Some(rest) => format!("\\u{{3a}}:{rest}"),
        None => shown,
    }
}
