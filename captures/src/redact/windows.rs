//! Reads a long input in windows that overlap, so that memory is bounded.

use std::io::{self, Read};

/// How many bytes are redacted at a time.
const SIZE: usize = 4 << 20;

/// How many bytes before and after these are examined: enough for a name and its secret, or an object with both.
const CONTEXT: usize = 64 << 10;

/// The longest secret that is masked as one.
const MAX_SECRET: usize = 64 << 20;

/// Reads an input window by window.
#[derive(Debug)]
pub(super) struct Windows<R> {
    input: R,
    buffer: Vec<u8>,
    /// Offset in `buffer` of the first byte that is not done.
    body: usize,
    /// Offset of `buffer` in the input.
    offset: u64,
    is_end: bool,
    /// Why the input ended early.
    pub(super) failure: Option<io::Error>,
}

/// A part of the input.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window<'b> {
    /// All bytes to examine.
    pub(super) bytes: &'b [u8],
    /// Where in `bytes` the part to redact begins, and where it should end.
    pub(super) body: usize,
    pub(super) end: usize,
    /// Offset of `bytes` in the input.
    pub(super) offset: u64,
    pub(super) is_start: bool,
    pub(super) is_end: bool,
}

impl<R: Read> Windows<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, buffer: Vec::new(), body: 0, offset: 0, is_end: false, failure: None }
    }

    /// Reads the next window, until all is done.
    pub(super) fn read(&mut self) -> Option<Window<'_>> {
        let context = self.body.saturating_sub(CONTEXT);
        self.buffer.drain(..context);
        self.offset += context as u64;
        self.body -= context;
        self.fill(self.body + SIZE + CONTEXT);
        if self.body == self.buffer.len() {
            return None;
        }
        Some(self.window())
    }

    fn window(&self) -> Window<'_> {
        let end = if self.is_end { self.buffer.len() } else { self.buffer.len() - CONTEXT };
        let lines = &self.buffer[self.body.max(end.saturating_sub(CONTEXT))..end];
        let cut = memchr::memrchr(b'\n', lines).filter(|_| !self.is_end);
        let end = cut.map_or(end, |at| end - lines.len() + at + 1);
        Window {
            bytes: &self.buffer,
            body: self.body,
            end,
            offset: self.offset,
            is_start: self.offset == 0,
            is_end: self.is_end,
        }
    }

    fn fill(&mut self, len: usize) {
        while self.buffer.len() < len && !self.is_end {
            let missing = (len - self.buffer.len()) as u64;
            let before = self.buffer.len();
            let read = self.input.by_ref().take(missing).read_to_end(&mut self.buffer);
            match read {
                Ok(_) => self.is_end = self.buffer.len() == before,
                Err(error) => {
                    self.is_end = true;
                    self.failure = Some(error);
                }
            }
        }
    }

    /// Marks the bytes of a window as done up to `end`.
    pub(super) fn advance(&mut self, end: usize) {
        self.body = end;
    }
}

impl Window<'_> {
    /// Moves the end before a secret that it would cut. Returns the end, which is after the start.
    pub(super) fn end_outside(&self, spans: impl Iterator<Item = (usize, usize)>) -> usize {
        let mut end = self.end;
        let mut crossing: Vec<_> = spans.filter(|&(start, stop)| start < end && stop > self.body).collect();
        // From the last secret on: each may move the end into the one before it.
        crossing.sort_unstable();
        for &(start, stop) in crossing.iter().rev() {
            if start < end && stop > end && start > self.body {
                end = start;
            }
        }
        // One secret as long as the window is masked piece by piece.
        if self.bytes.len() > MAX_SECRET { self.end } else { end }
    }
}
