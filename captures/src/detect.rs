//! What bytes are: the form of a capture by its first bytes.
//!
//! [`Foreign`] tells what else they may be, where no document is in them.

mod foreign;

use memchr::memmem;

use crate::tokens::{colour_length, first_line, is_html, scalar_end, skip, string_end, value_end};

pub use foreign::Foreign;

/// How a capture is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Form {
    /// JSON: a body, several one after another, an array of them, or an envelope.
    Json,
    /// A JSON value a line.
    Ndjson,
    /// An HTTP archive.
    Har,
    /// A log of Docker's json-file driver: a line is a JSON object with a part of the output.
    Docker,
    /// XML, or HTML.
    Xml,
    /// HTTP messages, as `curl -i` and `curl -v` print them.
    Http,
    /// Any other text.
    Text,
}

impl Form {
    /// Returns the stable word for it: `har`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Har => "har",
            Self::Docker => "docker",
            Self::Xml => "xml",
            Self::Http => "http",
            Self::Text => "text",
        }
    }

    /// Tells the form from the beginning of a text, of which 64 KiB are enough.
    #[must_use]
    pub fn detect(prefix: &[u8]) -> Self {
        let text = prefix.strip_prefix(b"\xef\xbb\xbf").unwrap_or(prefix).trim_ascii_start();
        match text.first() {
            Some(b'{') if is_har(text) => Self::Har,
            Some(b'{') if is_docker(text) => Self::Docker,
            Some(b'{') if has_value_a_line(text) => Self::Ndjson,
            Some(b'{') => Self::Json,
            Some(b'[') if begins_array(text) => Self::Json,
            Some(b'"') if string_end(text, 0).is_ok_and(|end| text[end..].trim_ascii().is_empty()) => {
                Self::Json
            }
            Some(b'<') if !text.starts_with(b"< ") => Self::Xml,
            // A number or literal alone is JSON, though no document.
            Some(_) if scalar_end(text, 0) == Ok(text.trim_ascii_end().len()) => Self::Json,
            _ if is_http(text) => Self::Http,
            _ => Self::Text,
        }
    }
}

/// Whether a line is a record of a structured log: it has a level, and a time or a message.
#[must_use]
pub fn is_log_record(line: &[u8]) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| memmem::find(line, word.as_bytes()).is_some());
    has(&["\"level\":", "\"severity\":", "\"levelname\":", "\"@l\":", "\"PRIORITY\":"])
        && has(&[
            "\"time\":",
            "\"timestamp\":",
            "\"@timestamp\":",
            "\"ts\":",
            "\"msg\":",
            "\"message\":",
            "\"event\":",
            "\"@t\":",
            "\"MESSAGE\":",
        ])
}

/// Whether the members of the root, or of `log` in it, are those of an HTTP archive.
fn is_har(text: &[u8]) -> bool {
    let mut depth = 0usize;
    let (mut creator, mut version, mut in_log) = (false, false, false);
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'"' => {
                let Ok(end) = string_end(text, at) else { return false };
                let colon = skip(text, end);
                if text.get(colon) == Some(&b':') && (depth == 1 || depth == 2 && in_log) {
                    match &text[at + 1..end - 1] {
                        b"log" if depth == 1 => in_log = true,
                        b"creator" => creator = true,
                        b"version" | b"pages" | b"browser" => version = true,
                        b"entries" => {
                            let value = skip(text, colon + 1);
                            let first = skip(text, (value + 1).min(text.len()));
                            let is_array = text.get(value) == Some(&b'[');
                            return is_array && (creator || version || text.get(first) == Some(&b'{'));
                        }
                        _ if depth == 1 => in_log = false,
                        _ => {}
                    }
                }
                at = end;
            }
            b'{' | b'[' => {
                depth += 1;
                at += 1;
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                at += 1;
            }
            _ => at += 1,
        }
    }
    creator && version
}

fn is_docker(text: &[u8]) -> bool {
    let line = first_line(text).map_or(text, |(line, _)| line);
    let has = |word: &[u8]| memmem::find(line, word).is_some();
    line.starts_with(b"{\"log\":\"")
        && (has(b"\"stream\":\"std") && has(b"\"time\":\"") || line.len() == text.len())
}

/// Whether the first line is a whole value, and another begins on the next.
fn has_value_a_line(text: &[u8]) -> bool {
    let Some((line, rest)) = first_line(text) else { return false };
    rest.trim_ascii_start().first() == Some(&b'{')
        && line.ends_with(b"}")
        && value_end(line, 0).is_ok_and(|end| end == line.len())
}

/// Whether a bracket begins a JSON array, not a log's date or level.
fn begins_array(text: &[u8]) -> bool {
    let start = skip(text, 1);
    match text.get(start) {
        None | Some(b'{' | b'[' | b']' | b'"') => true,
        Some(b'-' | b'0'..=b'9' | b't' | b'f' | b'n') => {
            let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'+');
            let end = start + 1 + text[start + 1..].iter().take_while(is_part).count();
            let word = &text[start..end];
            let is_literal = matches!(word, b"true" | b"false" | b"null") || !word[0].is_ascii_lowercase();
            is_literal && (matches!(text.get(skip(text, end)), Some(b',')) || text[end..].starts_with(b"]\n"))
        }
        _ => false,
    }
}

/// Whether a status line, or a request line of `curl -v`, is among the lines.
fn is_http(text: &[u8]) -> bool {
    memmem::find_iter(text, b"HTTP").take(64).any(|at| {
        let start = memchr::memrchr2(b'\n', b'\r', &text[..at]).map_or(0, |line| line + 1);
        let mut before = &text[start..at];
        while colour_length(before) > 0 {
            before = &before[colour_length(before)..];
        }
        before.is_empty() || before == b"< " || before.starts_with(b"> ")
    })
}

/// Returns whether a body is read as XML: it begins with a tag, and not as a web page does.
#[must_use]
pub fn is_xml(body: &[u8]) -> bool {
    let content = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body).trim_ascii_start();
    content.first() == Some(&b'<') && !is_html(content)
}

#[cfg(test)]
mod tests;
