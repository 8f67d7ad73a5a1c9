//! What a body that cannot be read is: compressed data, another encoding of text, or text cut off in a character.

use plex_pin::Span;

use crate::encoding::Encoding;
use crate::forms::compression::Compression;

/// What was found in place of UTF-8.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NotText {
    /// The end of `expected UTF-8, found …`.
    pub(crate) found: &'static str,
    /// The bytes that tell.
    pub(crate) span: Span,
    /// What to do about it.
    pub(crate) help: &'static str,
}

const CONVERT: &str = "convert the file to UTF-8 first, for example with iconv";

/// Names a body by its first bytes or by its end. `None` if it is UTF-8, or its bytes tell nothing.
pub(crate) fn detect(body: &[u8]) -> Option<NotText> {
    magic_bytes(body).or_else(|| without_mark(body)).or_else(|| cut_off(body))
}

fn magic_bytes(body: &[u8]) -> Option<NotText> {
    let (found, length, help) = match (Compression::detect(body), Encoding::detect(body)) {
        (Some(Compression::Gzip), _) => {
            ("gzip data", 2, "unpack it first: gunzip -c FILE | plex-pin validate -")
        }
        (Some(Compression::Zstd), _) => {
            ("zstd data", 4, "unpack it first: zstd -dc FILE | plex-pin validate -")
        }
        (Some(Compression::Zlib), _) => {
            ("zlib data", 2, "unpack it first: zlib-flate -uncompress < FILE | plex-pin validate -")
        }
        (None, Some(encoding)) => (encoding.family(), encoding.unit(), CONVERT),
        (None, None) if body.starts_with(b"PK\x03\x04") => {
            ("zip archive", 4, "unpack it first: unzip FILE -d FOLDER")
        }
        (None, None) if body.starts_with(b"PK\x05\x06") => {
            ("empty zip archive", 4, "check what was put into the archive")
        }
        (None, None) => return None,
    };
    Some(NotText { found, span: Span::new(0, length), help })
}

fn without_mark(body: &[u8]) -> Option<NotText> {
    let found = match Encoding::without_mark(body)? {
        Encoding::Utf16Be | Encoding::Utf16Le => "UTF-16 without a byte order mark",
        Encoding::Utf32Be | Encoding::Utf32Le => "UTF-32 without a byte order mark",
    };
    Some(NotText { found, span: Span::new(0, 4), help: CONVERT })
}

fn cut_off(body: &[u8]) -> Option<NotText> {
    let error = str::from_utf8(body).err()?;
    // A length means that the bytes are wrong, not missing.
    error.error_len().is_none().then(|| NotText {
        found: "character cut off by the end of input",
        span: Span::new(error.valid_up_to(), body.len()),
        help: "the body is cut off; capture all of it",
    })
}

#[cfg(test)]
mod tests {
    use super::detect;

    #[test]
    fn ok_bodies_that_are_not_utf8() {
        let utf16 = |text: &str, to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<_>>();
        let utf32 = |text: &str, to: fn(u32) -> [u8; 4]| {
            text.chars().flat_map(|it| to(u32::from(it))).collect::<Vec<_>>()
        };
        let text = "{\"id\":1}";
        let marked = "\u{FEFF}{\"id\":1}";
        for (body, expected) in [
            (b"\x1F\x8B\x08\0".to_vec(), Some(("gzip data", 0, 2))),
            (b"\x28\xB5\x2F\xFD\x04".to_vec(), Some(("zstd data", 0, 4))),
            (b"PK\x03\x04\x14\0".to_vec(), Some(("zip archive", 0, 4))),
            (b"PK\x05\x06\0\0".to_vec(), Some(("empty zip archive", 0, 4))),
            (b"\x78\x9C\xAB".to_vec(), Some(("zlib data", 0, 2))),
            (utf16(marked, u16::to_le_bytes), Some(("UTF-16", 0, 2))),
            (utf16(marked, u16::to_be_bytes), Some(("UTF-16", 0, 2))),
            (utf32(marked, u32::to_le_bytes), Some(("UTF-32", 0, 4))),
            (utf32(marked, u32::to_be_bytes), Some(("UTF-32", 0, 4))),
            (utf16(text, u16::to_le_bytes), Some(("UTF-16 without a byte order mark", 0, 4))),
            (utf16(text, u16::to_be_bytes), Some(("UTF-16 without a byte order mark", 0, 4))),
            (utf32(text, u32::to_le_bytes), Some(("UTF-32 without a byte order mark", 0, 4))),
            (utf32(text, u32::to_be_bytes), Some(("UTF-32 without a byte order mark", 0, 4))),
            (b"{\"code\":\"\xC3".to_vec(), Some(("character cut off by the end of input", 9, 10))),
            (b"{\"code\":\"\xF0\x9F\x98".to_vec(), Some(("character cut off by the end of input", 9, 12))),
            // Wrong bytes, valid text, nothing.
            (b"{\"code\":\"\xE9\"}".to_vec(), None),
            (b"{\"code\":\"\0\"}".to_vec(), None),
            (b"PK".to_vec(), None),
            (b"\0".to_vec(), None),
            (Vec::new(), None),
        ] {
            let found = detect(&body).map(|it| (it.found, it.span.start, it.span.end));
            assert_eq!(found, expected, "{}", body.escape_ascii());
        }
    }
}
