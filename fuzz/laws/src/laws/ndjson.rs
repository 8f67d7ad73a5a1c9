//! NDJSON is read line by line.

use std::io::{self, Read};

use plex_pin_captures::forms::ndjson::{LineBatch, LineReader};

/// Stands for a line that is too long to be kept.
const TOO_LONG: &[u8] = b"too long";

/// A bad record hides no other: each line of a file is returned once, with its number and unchanged, whatever the other
/// lines hold, however few bytes a read returns, and wherever a line is too long, not UTF-8, or the last one before a
/// failure. A line that is too long is only known to be too long. Blank lines are skipped.
pub fn ndjson_lines(data: &[u8]) {
    let [step, most, fails, text @ ..] = data else {
        return;
    };
    // Small enough for many reads of a line, and for lines that are too long.
    let (step, most) = (1 + usize::from(*step), 1 + usize::from(*most));
    let fails = fails % 2 == 1;
    let file = File { rest: text, step, fails, interrupted: false };
    let found = read(file, most);
    let mut expected: Vec<_> = (1..).zip(text.split(|byte| *byte == b'\n')).collect();
    if fails {
        // What it is the beginning of was never read.
        expected.pop();
    }
    expected.retain(|(_, line)| line.len() > most || !line.iter().all(u8::is_ascii_whitespace));
    let expected: Vec<_> = expected
        .into_iter()
        .map(|(number, line)| (number, if line.len() > most { TOO_LONG } else { line }.to_vec()))
        .collect();
    assert_eq!(found, expected, "by {step}, at most {most}, fails {fails}");
}

/// All lines of a file and their numbers.
fn read(file: File<'_>, most: usize) -> Vec<(usize, Vec<u8>)> {
    let (fails, whole) = (file.fails, file.rest);
    let mut batches = LineReader::new(file, most);
    // Used again and again, as a thread of the command does.
    let mut batch = LineBatch::default();
    let mut found = Vec::new();
    loop {
        match batches.read(&mut batch) {
            Ok(true) => assert!(!batch.is_empty(), "a batch has a line"),
            Ok(false) => break assert!(!fails, "a failure is told"),
            Err(_) => break assert!(fails, "a file that can be read"),
        }
        assert!(found.len() <= whole.len(), "more lines than there are");
        for (number, line) in batch.lines() {
            let line = if line.len() > most {
                let start = whole.split(|byte| *byte == b'\n').nth(number - 1);
                assert!(start.is_some_and(|start| start.starts_with(&line[..most])), "line {number}");
                TOO_LONG
            } else {
                line
            };
            found.push((number, line.to_vec()));
        }
    }
    found
}

/// Gives a few bytes at a time, with an interruption before each read; ends, or fails.
struct File<'t> {
    rest: &'t [u8],
    step: usize,
    fails: bool,
    interrupted: bool,
}

impl Read for File<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.interrupted = !self.interrupted;
        if self.interrupted {
            return Err(io::ErrorKind::Interrupted.into());
        }
        if self.rest.is_empty() && self.fails {
            return Err(io::Error::other("broken"));
        }
        let (now, later) = self.rest.split_at(self.step.min(self.rest.len()).min(buffer.len()));
        self.rest = later;
        buffer[..now.len()].copy_from_slice(now);
        Ok(now.len())
    }
}
