//! Text of any length, in windows: logs, tracebacks, JSONP, event streams, HTTP messages, XML.

use std::io::{self, Read};

use memchr::{memchr_iter, memrchr};

use super::candidate::Found;
use super::map::PositionMap;
use super::search::{Search, Text};
use super::split::{Ending, Part};

/// How much is searched at once, unless a document is longer.
const WINDOW: usize = 1 << 20;

/// Reads text in windows that cut no document.
#[derive(Debug)]
pub(crate) struct Windows<R> {
    reader: R,
    max: usize,
    buffer: Vec<u8>,
    /// Given already.
    at: usize,
    filled: usize,
    at_end: bool,
    base: u64,
    line: usize,
    line_start: u64,
    number: usize,
}

impl<R: Read> Windows<R> {
    /// Reads what `reader` gives. A document of more than `max` bytes may be cut.
    pub(crate) fn new(reader: R, max: usize) -> Self {
        Self {
            reader,
            max,
            buffer: Vec::new(),
            at: 0,
            filled: 0,
            at_end: false,
            base: 0,
            line: 1,
            line_start: 0,
            number: 0,
        }
    }

    /// Searches the next window; none at the end.
    pub(crate) fn next_window(&mut self) -> io::Result<Option<(Part<'_>, Found<'_>)>> {
        let mut window = WINDOW;
        loop {
            let failed = self.fill(window).err();
            let text = &self.buffer[self.at..self.filled];
            if text.is_empty() {
                return failed.map_or(Ok(None), Err);
            }
            // Lines are cut only where one alone fills the window.
            let is_last = self.at_end || failed.is_some();
            let end =
                if is_last { text.len() } else { memrchr(b'\n', text).map_or(text.len(), |end| end + 1) };
            let mut search = Search::default();
            search.text(&outermost(&text[..end]), 0);
            let open = search.open_from.filter(|_| !is_last && end <= self.max);
            if open == Some(0) {
                // Twice as much each time, so that all of it is searched twice at most.
                window = end.max(WINDOW / 2) * 2;
                continue;
            }
            let end = open.unwrap_or(end);
            search.forget_from(end);
            let (start, offset) = (self.at, self.base + self.at as u64);
            let (line, column, number) = (self.line, offset - self.line_start, self.number);
            let bytes = start..start + end;
            self.advance(end);
            let bytes = &self.buffer[bytes];
            let part = Part { bytes, offset, line, column, number, ending: Ending::Whole };
            return Ok(Some((part, search.into_found(bytes))));
        }
    }

    fn advance(&mut self, count: usize) {
        let text = &self.buffer[self.at..self.at + count];
        let lines = memchr_iter(b'\n', text).count();
        if let Some(last) = memrchr(b'\n', text) {
            self.line += lines;
            self.line_start = self.base + (self.at + last + 1) as u64;
        }
        self.at += count;
        self.number += 1;
    }

    /// Reads until a window of `length` bytes is there, or all.
    fn fill(&mut self, length: usize) -> io::Result<()> {
        if self.at > 0 {
            self.buffer.copy_within(self.at..self.filled, 0);
            self.base += self.at as u64;
            self.filled -= self.at;
            self.at = 0;
        }
        if self.buffer.len() < length {
            self.buffer.resize(length, 0);
        }
        while self.filled < length && !self.at_end {
            match self.reader.read(&mut self.buffer[self.filled..length]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    // What was read before is searched first; the next call meets the error again.
                    return Err(error);
                }
                Ok(0) => self.at_end = true,
                Ok(read) => self.filled += read,
            }
        }
        Ok(())
    }
}

fn outermost(bytes: &[u8]) -> Text<'_> {
    Text { bytes, map: PositionMap::default(), pointer: String::new(), level: 0 }
}
