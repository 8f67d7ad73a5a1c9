//! UTF-16 and UTF-32 with a byte order mark, read as UTF-8.

use std::io::{self, Read};

use crate::encoding::Encoding;

/// Reads a text as UTF-8, without its mark. What is no character becomes U+FFFD.
#[derive(Debug)]
pub(super) struct Utf8<R> {
    reader: R,
    encoding: Encoding,
    raw: Vec<u8>,
    out: Vec<u8>,
    at: usize,
    high: Option<u16>,
    begun: bool,
}

impl<R: Read> Utf8<R> {
    /// Reads what `reader` gives, its mark included, in `encoding`.
    pub(super) fn new(reader: R, encoding: Encoding) -> Self {
        Self { reader, encoding, raw: Vec::new(), out: Vec::new(), at: 0, high: None, begun: false }
    }

    /// Reads some more; false at the end.
    fn fill(&mut self) -> io::Result<bool> {
        (self.at, self.out) = (0, std::mem::take(&mut self.out));
        self.out.clear();
        let kept = self.raw.len();
        self.raw.resize(kept + 32 * 1024, 0);
        let read = self.reader.read(&mut self.raw[kept..]);
        let read = match read {
            Ok(read) => read,
            Err(error) => {
                self.raw.truncate(kept);
                return Err(error);
            }
        };
        self.raw.truncate(kept + read);
        if read == 0 {
            let is_partial = !self.raw.is_empty() || self.high.take().is_some();
            self.raw.clear();
            if is_partial {
                self.push(u32::MAX);
            }
            return Ok(is_partial);
        }
        let raw = std::mem::take(&mut self.raw);
        let units = raw.chunks_exact(self.encoding.unit());
        self.raw.extend_from_slice(units.remainder());
        for unit in units {
            match (self.encoding, unit) {
                (Encoding::Utf16Be, &[high, low]) | (Encoding::Utf16Le, &[low, high]) => {
                    self.utf16(u16::from_be_bytes([high, low]));
                }
                (Encoding::Utf32Be, &[a, b, c, d]) => self.push(u32::from_be_bytes([a, b, c, d])),
                (_, &[a, b, c, d]) => self.push(u32::from_le_bytes([a, b, c, d])),
                _ => {}
            }
        }
        Ok(true)
    }

    fn utf16(&mut self, unit: u16) {
        match (self.high.take(), unit) {
            (Some(high), 0xdc00..=0xdfff) => {
                self.push(0x1_0000 + ((u32::from(high) - 0xd800) << 10) + (u32::from(unit) - 0xdc00));
            }
            (before, _) => {
                if before.is_some() {
                    self.push(u32::MAX);
                }
                match unit {
                    0xd800..=0xdbff => self.high = Some(unit),
                    _ => self.push(unit.into()),
                }
            }
        }
    }

    fn push(&mut self, scalar: u32) {
        let is_mark = scalar == 0xfeff && !self.begun;
        self.begun = true;
        if !is_mark {
            let character = char::from_u32(scalar).unwrap_or(char::REPLACEMENT_CHARACTER);
            self.out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.out.len() {
            if !self.fill()? {
                return Ok(0);
            }
        }
        let count = buffer.len().min(self.out.len() - self.at);
        buffer[..count].copy_from_slice(&self.out[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::{Encoding, Utf8};

    fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
        let text = format!("\u{feff}{text}");
        match encoding {
            Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Encoding::Utf32Be => text.chars().flat_map(|it| u32::from(it).to_be_bytes()).collect(),
            Encoding::Utf32Le => text.chars().flat_map(|it| u32::from(it).to_le_bytes()).collect(),
        }
    }

    const ALL: [Encoding; 4] = [Encoding::Utf16Be, Encoding::Utf16Le, Encoding::Utf32Be, Encoding::Utf32Le];

    #[test]
    fn ok_every_encoding() {
        let text = "{\"city\":\"Zürich 🎬\u{feff}\"}\n".repeat(3000);
        for encoding in ALL {
            let bytes = encoded(&text, encoding);
            assert_eq!(Encoding::detect(&bytes), Some(encoding));
            let mut out = String::new();
            Utf8::new(&bytes[..], encoding).read_to_string(&mut out).unwrap();
            assert!(out == text, "{encoding:?}");
        }
        assert_eq!(Encoding::detect("\u{feff}{}".as_bytes()), None);
    }

    #[test]
    fn err_cut_off_and_lone_surrogates() {
        for (bytes, text) in [
            (&b"\xfe\xff\0a\xd8"[..], "a\u{fffd}"),
            (b"\xfe\xff\xd8\x3c\0a", "\u{fffd}a"),
            (b"\xfe\xff\0a\xdc\0", "a\u{fffd}"),
            (b"\xfe\xff\xd8\x3c", "\u{fffd}"),
            (b"\xfe\xff", ""),
        ] {
            let mut out = String::new();
            Utf8::new(bytes, Encoding::Utf16Be).read_to_string(&mut out).unwrap();
            assert_eq!(out, text, "{bytes:?}");
        }
    }
}
