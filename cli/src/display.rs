//! Untrusted text, such as a file name or a JSON Pointer, made safe to show.

use plex_pin::Escaped;

/// Writes `text` on one line, at most `max_chars` characters of it.
///
/// Escapes terminal control characters and build-server commands: `##[` and `##vso[` anywhere in a line, `::error::` at
/// its start or after white space, which GitHub's runner trims first.
pub(crate) fn escape(text: &str, max_chars: usize) -> String {
    let shown = Escaped::new(text).at_most(max_chars).to_string().replace("##", "#\\u{23}");
    let (space, text) = shown.split_at(shown.len() - shown.trim_start().len());
    match text.strip_prefix("::") {
        Some(rest) => format!("{space}\\u{{3a}}:{rest}"),
        None => shown,
    }
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn ok_build_server_commands() {
        for (text, expected) in [
            ("a::error::b", "a::error::b"),
            ("::error::b", "\\u{3a}:error::b"),
            (" ::error::b", " \\u{3a}:error::b"),
            ("\u{3000}\u{a0} ::b", "\u{3000}\u{a0} \\u{3a}:b"),
            ("\n::b", "\\u{a}::b"),
            ("a ##[error]", "a #\\u{23}[error]"),
            ("###[error]", "#\\u{23}#[error]"),
        ] {
            assert_eq!(escape(text, usize::MAX), expected, "{text:?}");
        }
    }
}
