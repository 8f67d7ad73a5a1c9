//! The input of `redact`: a file or standard input, perhaps compressed with gzip.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;

use plex_pin_captures::detect::Foreign;

use super::spool::Spool;

/// An input that can be read several times.
#[derive(Debug)]
pub(super) struct Source {
    /// None for standard input.
    path: Option<PathBuf>,
    stdin: Spool,
    pub(super) is_gzip: bool,
}

/// How many bytes tell what a file is.
const PREFIX: u64 = 64 * 1024;

/// The first bytes of formats that cannot be searched for secrets.
const UNREADABLE: [(&[u8], &str); 8] = [
    (b"\x28\xB5\x2F\xFD", "zstd"),
    (b"PK\x03\x04", "zip"),
    (b"\xFD7zXZ", "xz"),
    (b"BZh", "bzip2"),
    // Of each level of compression.
    (b"\x78\x01", "zlib"),
    (b"\x78\x5E", "zlib"),
    (b"\x78\x9C", "zlib"),
    (b"\x78\xDA", "zlib"),
];

impl Source {
    /// Opens a path, or standard input for `-`, which is read to its end.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let mut source = Self { path: None, stdin: Spool::default(), is_gzip: false };
        if path.as_os_str() == "-" {
            io::copy(&mut io::stdin().lock(), &mut source.stdin)?;
        } else {
            if path.is_dir() {
                return Err(io::Error::new(io::ErrorKind::IsADirectory, "is a folder"));
            }
            source.path = Some(path.to_owned());
        }
        let mut start = Vec::new();
        source.raw()?.take(PREFIX).read_to_end(&mut start)?;
        source.is_gzip = start.starts_with(b"\x1F\x8B");
        if let Some((_, name)) = UNREADABLE.iter().find(|(magic, _)| start.starts_with(magic)) {
            return Err(io::Error::other(format!("is compressed with {name}: decompress it first")));
        }
        let looks_like = Foreign::detect(&start);
        if looks_like == Foreign::MitmproxyFlow {
            // Its texts have a length before them, which a mask would have to keep.
            let (what, help) = (looks_like.description(), looks_like.help().unwrap_or_default());
            return Err(io::Error::other(format!("is {what}: {help}")));
        }
        Ok(source)
    }

    /// Reads the text from its start.
    pub(super) fn text(&self) -> io::Result<Box<dyn Read + '_>> {
        let raw = self.raw()?;
        Ok(if self.is_gzip { Box::new(MultiGzDecoder::new(raw)) } else { raw })
    }

    fn raw(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(match &self.path {
            Some(path) => Box::new(BufReader::with_capacity(1 << 16, File::open(path)?)),
            None => self.stdin.reader()?,
        })
    }
}

/// Copies a redacted text, compressed if its source was.
pub(super) fn write(text: &Spool, is_gzip: bool, mut out: impl Write) -> io::Result<()> {
    if is_gzip {
        let mut encoder = flate2::write::GzEncoder::new(out, flate2::Compression::default());
        io::copy(&mut text.reader()?, &mut encoder)?;
        out = encoder.finish()?;
    } else {
        io::copy(&mut text.reader()?, &mut out)?;
    }
    out.flush()
}
