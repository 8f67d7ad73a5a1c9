//! Lines of a text, one at a time.

use std::io::{self, Read};

use memchr::memchr;

use super::split::{Ending, Part};

const CHUNK: usize = 256 * 1024;

/// How much is kept of a line that is too long.
const KEPT: usize = 1024;

/// Reads lines in memory bounded by the longest.
#[derive(Debug)]
pub(crate) struct Lines<R> {
    reader: R,
    max: usize,
    buffer: Vec<u8>,
    /// `buffer[at..filled]` is not given yet, `buffer[at..looked]` has no line feed.
    at: usize,
    looked: usize,
    filled: usize,
    at_end: bool,
    base: u64,
    number: usize,
}

impl<R: Read> Lines<R> {
    pub(crate) fn new(reader: R, max: usize) -> Self {
        Self {
            reader,
            max,
            buffer: Vec::new(),
            at: 0,
            looked: 0,
            filled: 0,
            at_end: false,
            base: 0,
            number: 0,
        }
    }

    /// Reads the next line, without its line feed; blank ones too.
    pub(crate) fn next_line(&mut self) -> io::Result<Option<Part<'_>>> {
        // Bytes of a line that is too long, which are gone.
        let mut lost = 0u64;
        loop {
            let found = memchr(b'\n', &self.buffer[self.looked..self.filled]).map(|run| self.looked + run);
            let end = match found {
                Some(end) => end,
                None if self.at_end && (self.at < self.filled || lost > 0) => self.filled,
                None if self.at_end => return Ok(None),
                None => {
                    self.looked = self.filled;
                    if self.filled - self.at > self.max {
                        let kept = self.at + KEPT.min(self.filled - self.at);
                        lost += (self.filled - kept) as u64;
                        (self.looked, self.filled) = (kept, kept);
                    }
                    self.fill()?;
                    continue;
                }
            };
            let (start, number) = (self.at, self.number);
            self.number += 1;
            let offset = self.base + start as u64;
            self.base += lost;
            self.at = (end + 1).min(self.filled);
            self.looked = self.at;
            let is_too_large = lost > 0 || end - start > self.max;
            let ending = if is_too_large { Ending::TooLarge } else { Ending::Whole };
            let end = if is_too_large { end.min(start + KEPT) } else { end };
            return Ok(Some(Part {
                bytes: &self.buffer[start..end],
                offset,
                line: number + 1,
                column: 0,
                number,
                ending,
            }));
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        if self.at > 0 {
            self.buffer.copy_within(self.at..self.filled, 0);
            self.base += self.at as u64;
            self.filled -= self.at;
            self.looked -= self.at;
            self.at = 0;
        }
        if self.buffer.len() < self.filled + CHUNK {
            self.buffer.resize(self.filled + CHUNK, 0);
        }
        let read = loop {
            match self.reader.read(&mut self.buffer[self.filled..self.filled + CHUNK]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read?,
            }
        };
        self.filled += read;
        self.at_end = read == 0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Ending, Lines};

    #[test]
    fn ok_lines() {
        let long = "x".repeat(5000);
        let text = format!("a\n\n{long}\nlast");
        let mut lines = Lines::new(text.as_bytes(), 100);
        let mut found = Vec::new();
        while let Some(line) = lines.next_line().unwrap() {
            found.push((line.bytes.len(), line.offset, line.line, line.ending));
        }
        assert_eq!(
            found,
            [
                (1, 0, 1, Ending::Whole),
                (0, 2, 2, Ending::Whole),
                (1024, 3, 3, Ending::TooLarge),
                (4, 5004, 4, Ending::Whole),
            ]
        );
    }
}
