//! NDJSON in batches of whole lines: bounded memory, and no allocation for a line.

use std::io::{self, Read};

/// How much is read at once.
const CHUNK: usize = 256 * 1024;

/// Some lines of a file. The buffers are used again for the next ones.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    buffer: Vec<u8>,
    /// Where each line ends.
    ends: Vec<usize>,
    /// Number of the first line, from 1.
    first_line: usize,
    /// A longer line may have lost its end.
    most: usize,
    length: usize,
}

impl Batch {
    /// How many bytes there are.
    pub(crate) const fn len(&self) -> usize {
        self.length
    }

    /// The lines and their numbers, but blank ones. Of one that is longer than allowed the end may lack; it is still
    /// longer than allowed.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &[u8])> {
        let mut start = 0;
        let lines = self.ends.iter().map(move |&end| {
            let line = &self.buffer[start..end];
            start = end + 1;
            line
        });
        let numbered = (self.first_line..).zip(lines);
        numbered.filter(|(_, line)| line.len() > self.most || !line.trim_ascii_start().is_empty())
    }
}

/// Reads batches. Each holds at least one line, and no more than one read brings.
#[derive(Debug)]
pub(crate) struct Batches<R> {
    reader: R,
    /// How long a line may be.
    most: usize,
    next_line: usize,
    /// The beginning of a line, whose end is not read yet.
    rest: Vec<u8>,
}

impl<R: Read> Batches<R> {
    pub(crate) fn new(reader: R, most: usize) -> Self {
        Self { reader, most, next_line: 1, rest: Vec::new() }
    }

    /// Reads the next lines into `batch`: false at the end of the file.
    ///
    /// Lines are given away as soon as they are whole, so that none is held back by an error that follows it.
    pub(crate) fn read(&mut self, batch: &mut Batch) -> io::Result<bool> {
        let Batch { buffer, ends, .. } = batch;
        ends.clear();
        batch.length = 0;
        batch.first_line = self.next_line;
        batch.most = self.most;
        let mut filled = self.rest.len();
        if buffer.len() < filled {
            buffer.resize(filled, 0);
        }
        buffer[..filled].copy_from_slice(&self.rest);
        self.rest.clear();
        let whole = loop {
            // Of a line that is too long, one byte more than allowed tells as much as all of it.
            filled = filled.min(self.most.saturating_add(1));
            if buffer.len() < filled + CHUNK {
                // A vector grows by doubling, so that a long line is not copied again and again.
                buffer.resize(filled + CHUNK, 0);
            }
            let chunk = match self.reader.read(&mut buffer[filled..filled + CHUNK]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                chunk => chunk?,
            };
            if chunk == 0 {
                // A last line need not end like the others.
                ends.extend((filled > 0).then_some(filled));
                break filled;
            }
            let start = filled;
            filled += chunk;
            // Invariant: what stands before is the beginning of one line.
            ends.extend(memchr::memchr_iter(b'\n', &buffer[start..filled]).map(|end| start + end));
            if let Some(end) = ends.last() {
                break end + 1;
            }
        };
        self.rest.extend_from_slice(&buffer[whole..filled]);
        self.next_line += ends.len();
        batch.length = whole;
        Ok(whole > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Batch, Batches};
    use std::io::{self, Read};

    /// Gives a few bytes at a time, then fails or ends.
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
        let mut batches = Batches::new(Slow(text.as_bytes(), step, fails), 1000);
        let mut batch = Batch::default();
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
    fn ok_lines_do_not_depend_on_how_they_are_read() {
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
    fn err_whole_lines_come_before_a_failure() {
        let expected = (vec![(1, "a".to_owned()), (2, "b".to_owned())], true);
        for step in 1..=6 {
            assert_eq!(lines("a\nb\ncut", step, true), expected, "by {step}");
        }
    }
}
