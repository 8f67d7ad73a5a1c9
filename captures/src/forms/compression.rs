//! Compressed captures: gzip of several members, zlib (mitmproxy's `.zhar`), zstd of several frames.

use std::fmt;
use std::io::{self, BufReader, Read};

use flate2::bufread::{MultiGzDecoder, ZlibDecoder};
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Compression {
    /// gzip, by its magic bytes.
    Gzip,
    /// zlib, by its header of two bytes.
    Zlib,
    /// Zstandard, by its magic bytes.
    Zstd,
}

impl Compression {
    /// Returns its name: `gzip`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zlib => "zlib",
            Self::Zstd => "zstd",
        }
    }

    /// Tells from its first bytes how a file is compressed.
    #[must_use]
    pub fn detect(prefix: &[u8]) -> Option<Self> {
        match *prefix {
            [0x1f, 0x8b, 8, ..] => Some(Self::Gzip),
            // Deflate with a window of 32 KiB, and no text begins so: `x` and a byte that makes it divisible by 31.
            [0x78, flags @ (0x01 | 0x5e | 0x9c | 0xda), ..]
                if (0x7800 + u32::from(flags)).is_multiple_of(31) =>
            {
                Some(Self::Zlib)
            }
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Some(Self::Zstd),
            _ => None,
        }
    }
}

/// How much a file may grow: to `free` bytes, and beyond that to `ratio` times what was read of it.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// Bytes of output that every file may have.
    pub free: u64,
    /// Bytes of output for each byte of input beyond that.
    pub ratio: u64,
}

impl Default for Limit {
    /// 64 MiB, and 250 times the input.
    fn default() -> Self {
        Self { free: 64 << 20, ratio: 250 }
    }
}

/// The error of a file that grows beyond the limit. Its kind is [`io::ErrorKind::FileTooLarge`].
#[derive(Debug)]
struct Bomb(Compression);

impl fmt::Display for Bomb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} data grows beyond the decompression limit", self.0.name())
    }
}

impl std::error::Error for Bomb {}

/// Reads a compressed file. What comes before an error in it is given first.
pub struct Decompressed<R: Read> {
    compression: Compression,
    decoder: Decoder<R>,
    limit: Limit,
    written: u64,
}

enum Decoder<R: Read> {
    Gzip(MultiGzDecoder<Input<R>>),
    Zlib(ZlibDecoder<Input<R>>),
    /// The frame being read, or what is between frames.
    Zstd(Box<FrameDecoder>, Input<R>),
    Between(Option<Input<R>>),
}

type Input<R> = BufReader<Counted<R>>;

/// Counts what is read.
struct Counted<R> {
    reader: R,
    read: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.read += read as u64;
        Ok(read)
    }
}

impl<R: Read> Decompressed<R> {
    /// Decompresses what `reader` gives.
    pub fn new(reader: R, compression: Compression, limit: Limit) -> Self {
        let input = BufReader::with_capacity(64 * 1024, Counted { reader, read: 0 });
        let decoder = match compression {
            Compression::Gzip => Decoder::Gzip(MultiGzDecoder::new(input)),
            Compression::Zlib => Decoder::Zlib(ZlibDecoder::new(input)),
            Compression::Zstd => Decoder::Between(Some(input)),
        };
        Self { compression, decoder, limit, written: 0 }
    }

    fn bytes_in(&self) -> u64 {
        match &self.decoder {
            Decoder::Gzip(decoder) => decoder.get_ref().get_ref().read,
            Decoder::Zlib(decoder) => decoder.get_ref().get_ref().read,
            Decoder::Zstd(_, input) => input.get_ref().read,
            Decoder::Between(input) => input.as_ref().map_or(0, |input| input.get_ref().read),
        }
    }

    fn read_some(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match &mut self.decoder {
                Decoder::Gzip(decoder) => return decoder.read(buffer),
                Decoder::Zlib(decoder) => return decoder.read(buffer),
                Decoder::Zstd(frame, input) => {
                    while frame.can_collect() == 0 && !frame.is_finished() {
                        let one = BlockDecodingStrategy::UptoBlocks(1);
                        let decoded = frame.decode_blocks(&mut *input, one);
                        decoded
                            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.to_string()))?;
                    }
                    let read = frame.read(buffer)?;
                    if read > 0 {
                        return Ok(read);
                    }
                    let between = Decoder::Between(None);
                    let Decoder::Zstd(_, input) = std::mem::replace(&mut self.decoder, between) else {
                        return Ok(0);
                    };
                    self.decoder = Decoder::Between(Some(input));
                }
                Decoder::Between(input) => {
                    let Some(mut input) = input.take() else { return Ok(0) };
                    if io::BufRead::fill_buf(&mut input)?.is_empty() {
                        return Ok(0);
                    }
                    let mut frame = FrameDecoder::new();
                    match frame.init(&mut input) {
                        Ok(()) => {}
                        Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                            length,
                            ..
                        })) => {
                            io::copy(&mut Read::by_ref(&mut input).take(length.into()), &mut io::sink())?;
                            self.decoder = Decoder::Between(Some(input));
                            continue;
                        }
                        Err(error) => {
                            return Err(io::Error::new(io::ErrorKind::InvalidData, error.to_string()));
                        }
                    }
                    self.decoder = Decoder::Zstd(Box::new(frame), input);
                }
            }
        }
    }
}

impl<R: Read> Read for Decompressed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let allowed = self.limit.free.saturating_add(self.bytes_in().saturating_mul(self.limit.ratio));
        if self.written > allowed {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, Bomb(self.compression)));
        }
        // Not much at once, so that little is lost with an error and the limit is near.
        let length = buffer.len().min(32 * 1024);
        let read = self.read_some(&mut buffer[..length])?;
        self.written += read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use flate2::Compression as Level;
    use flate2::write::{GzEncoder, ZlibEncoder};
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::{Compression, Decompressed, Limit};

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Level::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zlib(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Level::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        compress_to_vec(bytes, CompressionLevel::Fastest)
    }

    /// What comes out, and the error at its end.
    fn read(bytes: &[u8], limit: Limit) -> (Vec<u8>, Option<String>) {
        let compression = Compression::detect(bytes).unwrap();
        let mut decompressed = Decompressed::new(bytes, compression, limit);
        let (mut out, mut buffer) = (Vec::new(), [0; 700]);
        loop {
            match decompressed.read(&mut buffer) {
                Ok(0) => return (out, None),
                Ok(read) => out.extend_from_slice(&buffer[..read]),
                Err(error) => return (out, Some(error.to_string())),
            }
        }
    }

    #[test]
    fn ok_members_and_frames() {
        let skippable = b"\x50\x2a\x4d\x18\x03\0\0\0abc".to_vec();
        for (bytes, compression) in [
            (gzip(b"one two"), Compression::Gzip),
            ([gzip(b"one "), gzip(b""), gzip(b"two")].concat(), Compression::Gzip),
            (zlib(b"one two"), Compression::Zlib),
            (zstd(b"one two"), Compression::Zstd),
            ([skippable.clone(), zstd(b"one "), skippable, zstd(b"two")].concat(), Compression::Zstd),
        ] {
            assert_eq!(Compression::detect(&bytes), Some(compression));
            assert_eq!(read(&bytes, Limit::default()), (b"one two".to_vec(), None), "{compression:?}");
        }
    }

    #[test]
    fn ok_no_text_is_compressed() {
        for text in ["", "x", "x\u{1}", "{\"id\":1}", "xml", "x^", "(\u{b5}/\u{fd}"] {
            assert_eq!(Compression::detect(text.as_bytes()).filter(|_| text.len() > 2), None, "{text:?}");
        }
    }

    #[test]
    fn err_cut_off_gives_what_comes_before() {
        let text: Vec<u8> = (0..20_000u32).flat_map(|number| number.to_string().into_bytes()).collect();
        let bytes = gzip(&text);
        let (out, error) = read(&bytes[..bytes.len() / 2], Limit::default());
        assert!(error.is_some() && out.len() > 10_000 && text.starts_with(&out), "{} {error:?}", out.len());
    }

    #[test]
    fn err_every_cut() {
        for whole in [gzip(b"{\"id\":1}"), zlib(b"{\"id\":1}"), zstd(b"{\"id\":1}")] {
            for end in 4..whole.len() {
                let (out, _) = read(&whole[..end], Limit::default());
                assert!(b"{\"id\":1}".starts_with(&out[..]), "{end}");
            }
        }
    }

    #[test]
    fn err_bombs() {
        let zeros = vec![0; 8 << 20];
        for bytes in [gzip(&zeros), zlib(&zeros), zstd(&zeros)] {
            let (out, error) = read(&bytes, Limit { free: 1 << 20, ratio: 20 });
            assert!(error.unwrap().ends_with("grows beyond the decompression limit"));
            assert!(out.len() < 3 << 20, "{}", out.len());
        }
    }
}
