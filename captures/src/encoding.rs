//! Recognises bodies that are not UTF-8: compressed data, other encodings, text truncated inside a character.

use plex_pin::Span;

/// What was found in place of UTF-8.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NotText {
    /// The end of `expected UTF-8, found …`.
    pub(crate) found: &'static str,
    /// The bytes by which it was recognised.
    pub(crate) span: Span,
    /// What to do about it.
    pub(crate) help: &'static str,
}

const CONVERT: &str = "convert the file to UTF-8 first, for example with iconv";

/// Recognises a body by its first bytes or by its end. `None` if it is UTF-8 or not recognised.
pub(crate) fn detect(body: &[u8]) -> Option<NotText> {
    magic_bytes(body).or_else(|| without_mark(body)).or_else(|| cut_off(body))
}

fn magic_bytes(body: &[u8]) -> Option<NotText> {
    // A longer magic number comes before one that it begins with.
    let known: [(&[u8], _, _); 9] = [
        (b"\x1F\x8B", "gzip data", "unpack it first: gunzip -c FILE | plex-pin validate -"),
        (b"\x28\xB5\x2F\xFD", "zstd data", "unpack it first: zstd -dc FILE | plex-pin validate -"),
        (b"PK\x03\x04", "zip archive", "unpack it first: unzip FILE -d FOLDER"),
        (b"PK\x05\x06", "empty zip archive", "check what was put into the archive"),
        (b"\xFF\xFE\0\0", "UTF-32", CONVERT),
        (b"\0\0\xFE\xFF", "UTF-32", CONVERT),
        (b"\xFF\xFE", "UTF-16", CONVERT),
        (b"\xFE\xFF", "UTF-16", CONVERT),
        (b"\x78\x9C", "zlib data", "unpack it first: zlib-flate -uncompress < FILE | plex-pin validate -"),
    ];
    known.into_iter().find(|(magic, ..)| body.starts_with(magic)).map(|(magic, found, help)| NotText {
        found,
        span: Span::new(0, magic.len()),
        help,
    })
}

/// A JSON text begins with two ASCII characters, so the zeros between them identify the encoding (RFC 4627, section 3).
fn without_mark(body: &[u8]) -> Option<NotText> {
    let is_zero = |index: usize| body.get(index).is_some_and(|byte| *byte == 0);
    let is_ascii = |index: usize| body.get(index).is_some_and(|byte| matches!(byte, 1..=0x7F));
    let zeros =
        |places: [bool; 4]| (0..4).all(|index| if places[index] { is_zero(index) } else { is_ascii(index) });
    let found = if zeros([true, true, true, false]) || zeros([false, true, true, true]) {
        "UTF-32 without a byte order mark"
    } else if zeros([true, false, true, false]) || zeros([false, true, false, true]) {
        "UTF-16 without a byte order mark"
    } else {
        return None;
    };
    Some(NotText { found, span: Span::new(0, 4), help: CONVERT })
}

fn cut_off(body: &[u8]) -> Option<NotText> {
    let error = str::from_utf8(body).err()?;
    // `error_len` is set if bytes are invalid, not if they are missing.
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
            // Invalid bytes, valid text, a part of a magic number, a zero byte, an empty body.
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
