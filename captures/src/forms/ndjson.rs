//! NDJSON: one document per line, read in batches of whole lines with bounded memory and no allocation per line.

use std::io::{self, Read};

/// How many bytes are read at once.
const CHUNK: usize = 256 * 1024;

/// Some lines of a file. The buffers are used again for the next lines.
#[derive(Debug, Default)]
pub struct LineBatch {
    buffer: Vec<u8>,
    /// The end of each line.
    ends: Vec<usize>,
    /// The number of the first line, from 1.
    first_line: usize,
    /// The limit of a line in bytes. The end of a longer line may be missing.
    max_line: usize,
    length: usize,
}

impl LineBatch {
    /// Returns the number of bytes, line feeds included.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.length
    }

    /// Returns whether there is nothing in the batch.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Iterates over the lines and their numbers, without blank lines.
    ///
    /// The end of a line longer than the limit may be missing; what is left is still longer than the limit.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &[u8])> {
        let mut start = 0;
        let lines = self.ends.iter().map(move |&end| {
            let line = &self.buffer[start..end];
            start = end + 1;
            line
        });
        let numbered = (self.first_line..).zip(lines);
        numbered.filter(|(_, line)| line.len() > self.max_line || !line.trim_ascii_start().is_empty())
    }
}

/// Reads a file in batches. Each has at least one line, and no more than one read returns.
#[derive(Debug)]
pub struct LineReader<R> {
    reader: R,
    /// The limit of a line in bytes.
    max_line: usize,
    next_line: usize,
    /// The beginning of a line whose end is not read yet.
    partial: Vec<u8>,
}

impl<R: Read> LineReader<R> {
    /// Makes a reader that keeps no more than `max_line` bytes of a line, and one more to detect that it is longer.
    pub fn new(reader: R, max_line: usize) -> Self {
        Self { reader, max_line, next_line: 1, partial: Vec::new() }
    }

    /// Reads the next lines into `batch`; returns false at the end of the file.
    ///
    /// Lines are returned as soon as they are whole, so that no line waits for an error that follows it.
    ///
    /// # Errors
    ///
    /// Errors of the reader, other than interruptions. An incomplete line is then lost.
    pub fn read(&mut self, batch: &mut LineBatch) -> io::Result<bool> {
        let LineBatch { buffer, ends, .. } = batch;
        ends.clear();
        batch.length = 0;
        batch.first_line = self.next_line;
        batch.max_line = self.max_line;
        let mut filled = self.partial.len();
        if buffer.len() < filled {
            buffer.resize(filled, 0);
        }
        buffer[..filled].copy_from_slice(&self.partial);
        self.partial.clear();
        let whole = loop {
            // One byte more than the limit is enough to know that a line is too long.
            filled = filled.min(self.max_line.saturating_add(1));
            if buffer.len() < filled + CHUNK {
                // A vector grows by doubling, so that a long line is not copied again and again.
                buffer.resize(filled + CHUNK, 0);
            }
            let chunk = match self.reader.read(&mut buffer[filled..filled + CHUNK]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                chunk => chunk?,
            };
            if chunk == 0 {
                // The last line may have no line feed.
                ends.extend((filled > 0).then_some(filled));
                break filled;
            }
            let start = filled;
            filled += chunk;
            // Invariant: the bytes before `start` are the beginning of one line.
            ends.extend(memchr::memchr_iter(b'\n', &buffer[start..filled]).map(|end| start + end));
            if let Some(end) = ends.last() {
                break end + 1;
            }
        };
        self.partial.extend_from_slice(&buffer[whole..filled]);
        self.next_line += ends.len();
        batch.length = whole;
        Ok(whole > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::{LineBatch, LineReader};
    use std::io::{self, Read};

    /// Returns a few bytes at a time, then fails or ends.
    struct Slow<'t>(&'t [u8], usize, bool);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let (now, later) = self.0.split_at(self.1.min(self.0.len()));
            self.0 = later;
            buffer[..now.len()].copy_from_slice(now);
            match (now.len(), self.2) {
                (0, true) => Err(io::Error::other("broken")),
                (length, _) => Ok(length),
            }
        }
    }

    /// Reads all lines with steps of `step` bytes.
    fn lines(text: &str, step: usize, fails: bool) -> (Vec<(usize, String)>, bool) {
        let mut batches = LineReader::new(Slow(text.as_bytes(), step, fails), 1000);
        let mut batch = LineBatch::default();
        let mut lines = Vec::new();
        loop {
            match batches.read(&mut batch) {
                Ok(true) => lines.extend(
                    batch.lines().map(|(number, line)| (number, String::from_utf8_lossy(line).into_owned())),
                ),
                Ok(false) => return (lines, false),
                Err(_) => return (lines, true),
            }
        }
    }

    #[test]
    fn ok_lines_with_reads_of_any_size() {
        for (text, expected) in [
            ("", vec![]),
            ("\n", vec![]),
            ("a", vec![(1, "a")]),
            ("a\n", vec![(1, "a")]),
            ("\n \t\r\na b\r\n\nlong line\nlast", vec![(3, "a b\r"), (5, "long line"), (6, "last")]),
        ] {
            let expected: Vec<_> =
                expected.into_iter().map(|(number, line)| (number, line.to_owned())).collect();
            for step in 1..=text.len() + 1 {
                assert_eq!(lines(text, step, false), (expected.clone(), false), "{text:?} by {step}");
            }
        }
    }

    #[test]
    fn err_failure_after_whole_lines() {
        let expected = (vec![(1, "a".to_owned()), (2, "b".to_owned())], true);
        for step in 1..=6 {
            assert_eq!(lines("a\nb\ncut", step, true), expected, "by {step}");
        }
    }
}
