//! What a text without documents looks like: notations of languages, dumps, archives.

use memchr::memmem;

use crate::encoding::Encoding;
use crate::tokens::{first_line, is_html, string_end};

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
    /// Properties as PowerShell lists them.
    PowerShell,
    /// YAML.
    Yaml,
    /// A table whose fields hold JSON: CSV, in which quotes are doubled.
    Csv,
    /// JSON over several lines, each of which has something before it.
    PrefixedLines,
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
        } else if has(&[b"{\"\""]) {
            Self::Csv
        } else if has_prefixed_lines(text) {
            Self::PrefixedLines
        } else if has(&[b"authToken  ", b"expiresIn  "]) && has(&[b" : "]) {
            Self::PowerShell
        } else if has(&[b"authToken: ", b"expiresIn: ", b"clientIdentifier: "]) && has(&[b"id: "]) {
            Self::Yaml
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
        matches!(
            self,
            Self::Python
                | Self::JavaScript
                | Self::Ruby
                | Self::Php
                | Self::Rust
                | Self::PowerShell
                | Self::Yaml
        )
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
            Self::PowerShell => "PowerShell's list of properties",
            Self::Yaml => "YAML",
            Self::Csv => "a table with JSON in it, whose quotes are doubled (CSV)",
            Self::PrefixedLines => "JSON whose lines have something before them",
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
            Self::PowerShell => "pipe the value through ConvertTo-Json",
            Self::Yaml => "convert it first: yq -o json FILE",
            Self::Csv => "turn its rows into JSON first: mlr --icsv --ojsonl cat FILE",
            Self::PrefixedLines => {
                "remove what is before the JSON on each line first: sed 's/^PREFIX//' FILE"
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

/// `app_1 |   "id": 1,`: several lines with the name of a member, each behind a prefix as long as that of the line before.
fn has_prefixed_lines(text: &[u8]) -> bool {
    let mut prefixes = text.split(|byte| *byte == b'\n').take(256).filter_map(|line| {
        let quote = memchr::memchr(b'"', line)?;
        let end = string_end(line, quote).ok()?;
        let prefix = line[..quote].trim_ascii_end();
        let is_prefix = line[end..].starts_with(b":") && !prefix.is_empty() && !prefix.contains(&b'{');
        is_prefix.then_some(prefix.len())
    });
    let Some(mut last) = prefixes.next() else { return false };
    prefixes.filter(|length| std::mem::replace(&mut last, *length) == *length).nth(2).is_some()
}
