//! What bytes are: the form of a capture by its first bytes, and foreign notations by their looks.

use memchr::memmem;

use crate::encoding::Encoding;
use crate::tokens::{colour_length, is_html, scalar_end, skip, string_end, value_end};

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

/// What a text without documents looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Foreign {
    /// Nothing but white space.
    Empty,
    /// An HTML page.
    Html,
    /// A dictionary as Python prints it.
    Python,
    /// An object as JavaScript prints it.
    JavaScript,
    /// A hash as Ruby prints it.
    Ruby,
    /// An array as PHP prints it.
    Php,
    /// A value as Rust's `{:?}` prints it.
    Rust,
    /// A cassette of VCR in YAML.
    Cassette,
    /// A hexadecimal dump.
    HexDump,
    /// What `curl --trace` writes: lines of hexadecimal digits.
    CurlTrace,
    /// What `curl --trace-ascii` writes: lines of 64 characters.
    CurlTraceAscii,
    /// A zip archive, as Playwright's `.har.zip`.
    Zip,
    /// A flow file of mitmproxy.
    MitmproxyFlow,
    /// Captured packets.
    Packets,
    /// A compressed file of a kind that is not read: bzip2, xz, 7z, brotli's are not told.
    OtherCompression,
    /// UTF-16 or UTF-32 without a mark.
    NoMark,
    /// Not text.
    Binary,
    /// The answer to too many requests, in plain text or HTML.
    RateLimit,
    /// Text.
    Text,
}

impl Foreign {
    /// Tells from its beginning what a text without documents looks like.
    #[must_use]
    pub fn detect(prefix: &[u8]) -> Self {
        let text = prefix.strip_prefix(b"\xef\xbb\xbf").unwrap_or(prefix).trim_ascii_start();
        match *text {
            [] => return Self::Empty,
            [b'P', b'K', 3 | 5, 4 | 6, ..] => return Self::Zip,
            [0xd4, 0xc3, 0xb2, 0xa1, ..] | [0xa1, 0xb2, 0xc3, 0xd4, ..] | [0x0a, 0x0d, 0x0d, 0x0a, ..] => {
                return Self::Packets;
            }
            [b'B', b'Z', b'h', b'1'..=b'9', ..]
            | [0xfd, b'7', b'z', b'X', b'Z', ..]
            | [b'7', b'z', 0xbc, 0xaf, ..] => return Self::OtherCompression,
            _ => {}
        }
        let has = |words: &[&[u8]]| words.iter().any(|word| memmem::find(text, word).is_some());
        if is_netstring(text) && has(&[b"8:response;", b"7:request;", b"7:version;"]) {
            Self::MitmproxyFlow
        } else if Encoding::without_mark(prefix).is_some() {
            Self::NoMark
        } else if text.iter().take(4096).any(|byte| *byte == 0) {
            Self::Binary
        } else if text.len() < 4096
            && has(&[
                b"ate limit",
                b"Too Many Requests",
                b"Too many requests",
                b"error code: 1015",
                b"HTTP/2 429",
                b"HTTP/1.1 429",
            ])
        {
            Self::RateLimit
        } else if is_html(text) || has(&[b"<!DOCTYPE html", b"<!doctype html", b"<html"]) {
            Self::Html
        } else if has(&[b"http_interactions:", b"\ninteractions:"]) || text.starts_with(b"interactions:") {
            Self::Cassette
        } else if has(&[b"=> Send ", b"<= Recv "]) && has(&[b"\n0000: "]) {
            if has_hex_line(text) { Self::CurlTrace } else { Self::CurlTraceAscii }
        } else if is_hex_dump(text) {
            Self::HexDump
        } else if has(&[b"{'", b"': None", b"': True", b"': False"]) && has(&[b"': "]) {
            Self::Python
        } else if has(&[b"\"=>", b"\" => ", b"=>nil", b" => nil"]) && has(&[b"{"]) {
            Self::Ruby
        } else if has(&[b"[\"id\"]=>", b"[id] =>", b"Array\n(", b"'id' =>", b"array(", b"stdClass"]) {
            Self::Php
        } else if has(&[b"Some(", b": None,", b"Pin {", b"Location {", b"Ok("]) && has(&[b" {", b"("]) {
            Self::Rust
        } else if is_javascript(text) {
            Self::JavaScript
        } else if std::str::from_utf8(text).is_err_and(|error| error.error_len().is_some()) {
            Self::Binary
        } else {
            Self::Text
        }
    }

    /// Whether bodies in it are cut or compressed, so that what looks like a document in it may be a part of one.
    pub(crate) const fn cuts_bodies(self) -> bool {
        matches!(
            self,
            Self::MitmproxyFlow | Self::CurlTrace | Self::CurlTraceAscii | Self::Zip | Self::Packets
        )
    }

    /// Whether it is what a language prints of a value.
    #[must_use]
    pub const fn is_notation(self) -> bool {
        matches!(self, Self::Python | Self::JavaScript | Self::Ruby | Self::Php | Self::Rust)
    }

    /// Returns what it is, for a message.
    #[must_use]
    pub const fn description(self) -> &'static str {
        match self {
            Self::Empty => "nothing but white space",
            Self::Html => "an HTML page",
            Self::Python => "Python's notation of a dictionary",
            Self::JavaScript => "JavaScript's notation of an object",
            Self::Ruby => "Ruby's notation of a hash",
            Self::Php => "PHP's notation of an array",
            Self::Rust => "Rust's debug notation",
            Self::Cassette => "a VCR cassette",
            Self::HexDump => "a hexadecimal dump",
            Self::CurlTrace => "a hexadecimal dump of curl --trace",
            Self::CurlTraceAscii => "a dump of curl --trace-ascii",
            Self::Zip => "a zip archive",
            Self::MitmproxyFlow => "a mitmproxy flow file",
            Self::Packets => "captured packets",
            Self::OtherCompression => "a compressed file",
            Self::NoMark => "UTF-16 or UTF-32 without a byte order mark",
            Self::Binary => "binary data",
            Self::RateLimit => "the answer to too many requests (a rate limit)",
            Self::Text => "plain text",
        }
    }

    /// Returns the one step that makes it readable, where there is one.
    #[must_use]
    pub const fn help(self) -> Option<&'static str> {
        Some(match self {
            Self::Html => {
                "plex.tv answers these requests with JSON or XML: this page is from a media server, a proxy or a login form"
            }
            Self::Python => "print json.dumps(value) in place of the value",
            Self::JavaScript => "print JSON.stringify(value) in place of the value",
            Self::Ruby => "print value.to_json in place of the value",
            Self::Php => "print json_encode($value) in place of the value",
            Self::Rust => "print the body as it was received, or serde_json::to_string(&value)",
            Self::Cassette => "extract the bodies first: yq -r '.. | .string? // .body? // empty' FILE",
            Self::CurlTrace | Self::CurlTraceAscii => {
                "call curl with -i or -v in place of it: the dump cuts the bodies into lines"
            }
            Self::HexDump => "turn it back into bytes first: xxd -r FILE",
            Self::Zip => "unpack it first: unzip FILE",
            Self::MitmproxyFlow => "export it first: mitmdump -nr FILE --set hardump=FILE.har",
            Self::Packets => "export the decrypted HTTP objects first, or capture a HAR in the browser",
            Self::OtherCompression => "decompress it first; gzip, zlib and zstd are read as they are",
            Self::NoMark => "convert it first: iconv -f UTF-16LE -t UTF-8 FILE",
            Self::RateLimit => {
                "poll more slowly, and send X-Plex-Product and an X-Plex-Client-Identifier of your own"
            }
            Self::Empty | Self::Binary | Self::Text => return None,
        })
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

fn first_line(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = memchr::memchr(b'\n', text)?;
    Some((text[..end].trim_ascii_end(), &text[end + 1..]))
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

/// `12:8:response;…`, as mitmproxy writes its flows.
fn is_netstring(text: &[u8]) -> bool {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let behind = &text[digits..];
    (1..12).contains(&digits) && behind.len() > 1 && behind[0] == b':' && behind[1].is_ascii_digit()
}

/// `00000000: 7b22 6964 …` and `0000000 7b 22 …`, as xxd, hexdump, od and tcpdump print.
fn is_hex_dump(text: &[u8]) -> bool {
    let line = first_line(text).map_or(text, |(line, _)| line);
    let line = line.strip_prefix(b"0x").unwrap_or(line);
    let digits = line.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
    if !(4..=8).contains(&digits) {
        return false;
    }
    let mut words =
        line[digits..].split(|byte| matches!(byte, b' ' | b':' | b'\t')).filter(|word| !word.is_empty());
    let is_hex = |word: &[u8]| matches!(word.len(), 2 | 4) && word.iter().all(u8::is_ascii_hexdigit);
    (0..4).all(|_| words.next().is_some_and(is_hex))
}

/// Whether the first line of data in a trace of curl is in hexadecimal digits: `0000: 16 03 01 02 00   .....`.
fn has_hex_line(text: &[u8]) -> bool {
    memmem::find(text, b"\n0000: ").is_some_and(|at| is_hex_dump(&text[at + 1..]))
}

/// `{ id: 1, code: 'x' }`, as `console.log` prints.
fn is_javascript(text: &[u8]) -> bool {
    memchr::memchr_iter(b'{', text).take(64).any(|at| {
        let name = text[at + 1..].trim_ascii_start();
        let length = name.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
        length > 0 && !name[0].is_ascii_digit() && name.get(length) == Some(&b':')
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
