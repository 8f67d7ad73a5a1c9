//! Splits a JSON text into records while it is read: the entries of a HAR, the elements of an array, values one after
//! another. Only brackets and quotes are looked at, so that a broken record spoils no other where they balance.

use std::io::{self, Read};

use memchr::{memchr_iter, memrchr};

use crate::blocks::Block;

/// How much is read at once.
const CHUNK: usize = 256 * 1024;

/// How much is kept of a record that is too large.
const KEPT: usize = 1024;

/// What the records are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Split {
    /// The entries of a HAR: the elements of `entries`, in the root or in `log`.
    HarEntries,
    /// The values at the root; of an array its elements.
    Values,
}

/// How a record ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Whole.
    Whole,
    /// The text ended within.
    CutOff,
    /// It has more bytes than allowed, of which the first are given.
    TooLarge,
}

/// A part of a JSON text.
#[derive(Debug)]
pub struct Part<'b> {
    /// Its bytes.
    pub bytes: &'b [u8],
    /// Where it starts in the text.
    pub offset: u64,
    /// The line it starts on, from 1.
    pub line: usize,
    /// How many bytes of that line are before it.
    pub column: u64,
    /// Its number, from 0.
    pub number: usize,
    /// How it ended.
    pub ending: Ending,
}

/// Reads the parts of a JSON text one at a time, in memory bounded by the largest part.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools)] // Each is a question of its own.
pub struct Splitter<R> {
    reader: R,
    split: Split,
    max: usize,
    buffer: Vec<u8>,
    /// `buffer[..filled]` is read, `buffer[..at]` is looked at.
    filled: usize,
    at: usize,
    at_end: bool,
    /// Where the buffer starts in the text, and the lines up to `counted`.
    base: u64,
    counted: usize,
    line: usize,
    /// Where that line starts in the text.
    line_start: u64,
    depth: usize,
    /// Of the array whose elements are parts: how deep they are.
    elements: Option<usize>,
    is_string: bool,
    /// The next byte of the string is escaped.
    is_escaped: bool,
    /// The last string outside of parts, which may be a name.
    key_start: usize,
    is_entries: bool,
    /// Where the part starts that is being read.
    part: Option<usize>,
    too_large: Option<TooLarge>,
    number: usize,
}

#[derive(Debug)]
struct TooLarge {
    head: Vec<u8>,
    offset: u64,
    line: usize,
    column: u64,
}

impl<R: Read> Splitter<R> {
    /// Splits what `reader` gives into parts of at most `max` bytes.
    pub fn new(reader: R, split: Split, max: usize) -> Self {
        Self {
            reader,
            split,
            max,
            buffer: Vec::new(),
            filled: 0,
            at: 0,
            at_end: false,
            base: 0,
            counted: 0,
            line: 1,
            line_start: 0,
            depth: 0,
            elements: (split == Split::Values).then_some(0),
            is_string: false,
            is_escaped: false,
            key_start: 0,
            is_entries: false,
            part: None,
            too_large: None,
            number: 0,
        }
    }

    /// Reads the next part; none at the end of the text.
    pub fn next_part(&mut self) -> io::Result<Option<Part<'_>>> {
        loop {
            if let Some(end) = self.scan() {
                return Ok(Some(self.give(end, Ending::Whole)));
            }
            if self.at_end {
                let open = self.part.is_some() || self.too_large.is_some();
                return Ok(open.then(|| self.give(self.filled, Ending::CutOff)));
            }
            self.fill()?;
        }
    }

    /// The JSON pointer to the array of a HAR's entries.
    #[must_use]
    pub fn entries_pointer(&self) -> &'static str {
        if self.elements == Some(2) { "/entries" } else { "/log/entries" }
    }

    /// Whether the text ended within an array or object, behind the last part.
    #[must_use]
    pub fn is_cut_off(&self) -> bool {
        self.depth > 0 || self.is_string
    }

    /// The end of a text that is cut off behind the last part: an empty part.
    pub(crate) fn end(&mut self) -> Part<'_> {
        self.part = None;
        self.give(self.filled, Ending::CutOff)
    }

    fn give(&mut self, end: usize, ending: Ending) -> Part<'_> {
        let number = self.number;
        self.number += 1;
        (self.is_string, self.is_escaped) = (false, false);
        if let Some(start) = self.part.filter(|start| end - start > self.max) {
            self.set_too_large(start, end);
        }
        if let Some(it) = self.too_large.take() {
            let TooLarge { head, offset, line, column } = it;
            self.part = None;
            // What was kept is given from the buffer's end, which is free to be changed: it is not looked at again.
            self.buffer.truncate(self.filled);
            self.buffer.extend_from_slice(&head);
            let bytes = &self.buffer[self.filled..];
            return Part { bytes, offset, line, column, number, ending: Ending::TooLarge };
        }
        let start = self.part.take().unwrap_or(end);
        self.count_lines(start);
        let offset = self.base + start as u64;
        let (line, column) = (self.line, offset - self.line_start);
        Part { bytes: &self.buffer[start..end], offset, line, column, number, ending }
    }

    fn count_lines(&mut self, to: usize) {
        let lines = &self.buffer[self.counted..to.max(self.counted)];
        let count = memchr_iter(b'\n', lines).count();
        if count > 0 {
            self.line += count;
            let last = memrchr(b'\n', lines).unwrap_or(0);
            self.line_start = self.base + (self.counted + last + 1) as u64;
        }
        self.counted = to.max(self.counted);
    }

    fn set_too_large(&mut self, start: usize, end: usize) {
        self.count_lines(start);
        let head = self.buffer[start..end.min(start + KEPT)].to_vec();
        let offset = self.base + start as u64;
        let column = offset - self.line_start;
        self.too_large = Some(TooLarge { head, offset, line: self.line, column });
        self.part = None;
    }

    fn fill(&mut self) -> io::Result<()> {
        if let Some(start) = self.part.filter(|start| self.filled - start > self.max) {
            self.set_too_large(start, self.filled);
        }
        let keep = self.part.unwrap_or(self.at);
        let keep = if self.is_string && self.part.is_none() && self.at.saturating_sub(self.key_start) < 64 {
            keep.min(self.key_start)
        } else {
            keep
        };
        // What is kept is moved only when as much was gone through, so that a long part is not moved again and again.
        if keep >= self.filled - keep {
            self.count_lines(keep);
            self.buffer.copy_within(keep..self.filled, 0);
            self.base += keep as u64;
            self.filled -= keep;
            self.at -= keep;
            self.counted -= keep;
            // The start of a long string is gone: it is no name that matters.
            self.key_start = self.key_start.checked_sub(keep).unwrap_or(usize::MAX / 2);
            self.part = self.part.map(|start| start - keep);
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

    /// Goes on to the end of a part, which is returned, or of what is read.
    fn scan(&mut self) -> Option<usize> {
        while self.at < self.filled {
            if self.is_inside() {
                while let Some(bytes) = self.buffer[self.at..self.filled].first_chunk() {
                    let block = Block::of(bytes, self.is_string, self.is_escaped);
                    if block.broken != 0 {
                        break;
                    }
                    // Invariant: inside of a part the depth is above that of the elements.
                    if let Some(length) = block.end(&mut self.depth, self.elements.unwrap_or(0)) {
                        self.is_string = false;
                        self.at += length;
                        return Some(self.at);
                    }
                    (self.is_string, self.is_escaped) = (block.is_string, block.is_escaped);
                    self.at += bytes.len();
                }
            }
            // What is outside of parts, or broken, or the rest of what was read, byte by byte.
            let end = self.filled.min(self.at + 64);
            while self.at < end {
                let byte = self.buffer[self.at];
                self.at += 1;
                let is_end = if self.is_string { self.string_byte(byte) } else { self.byte(byte) };
                if is_end {
                    return Some(self.at);
                }
                if matches!(byte, b'{' | b'[') && self.is_inside() {
                    break;
                }
            }
        }
        None
    }

    /// Whether a part that is a container is being read.
    fn is_inside(&self) -> bool {
        (self.part.is_some() || self.too_large.is_some())
            && self.elements.is_some_and(|depth| self.depth > depth)
    }

    /// Takes a byte of a string. Returns whether a part ends with it.
    fn string_byte(&mut self, byte: u8) -> bool {
        if self.is_escaped {
            self.is_escaped = false;
            return false;
        }
        match byte {
            b'\\' => self.is_escaped = true,
            // A line never ends within a string: there a broken one ends.
            b'"' | b'\n' => {
                self.is_string = false;
                return self.end_of_string(self.at);
            }
            _ => {}
        }
        false
    }

    /// Takes a byte outside of strings. Returns whether a part ends with it.
    fn byte(&mut self, byte: u8) -> bool {
        let at = self.at - 1;
        match byte {
            b'"' => {
                self.is_string = true;
                self.key_start = self.at;
                self.begin(at);
            }
            b'{' | b'[' => {
                self.open(byte, at);
                self.depth += 1;
            }
            b'}' | b']' => return self.close(byte),
            _ => {}
        }
        false
    }

    /// A string or container begins: a part, where parts are.
    fn begin(&mut self, at: usize) {
        if self.elements == Some(self.depth) && self.part.is_none() && self.too_large.is_none() {
            self.part = Some(at);
        }
    }

    fn open(&mut self, byte: u8, at: usize) {
        match self.split {
            // An array at the root holds the parts.
            Split::Values if self.depth == 0 && byte == b'[' => self.elements = Some(1),
            Split::HarEntries if self.elements.is_none() => {
                if byte == b'[' && self.is_entries && (1..=2).contains(&self.depth) {
                    self.elements = Some(self.depth + 1);
                }
            }
            _ => self.begin(at),
        }
    }

    /// A container ends. Returns whether a part ends with it.
    fn close(&mut self, byte: u8) -> bool {
        if byte == b'}' && self.elements == Some(self.depth) && self.depth > 0 {
            // One brace too many behind a part: it closes nothing.
            return false;
        }
        self.depth = self.depth.saturating_sub(1);
        if self.elements == Some(self.depth) {
            return self.part.is_some() || self.too_large.is_some();
        }
        if self.elements.is_some_and(|depth| self.depth < depth) {
            self.elements = (self.split == Split::Values).then_some(0);
            self.is_entries = false;
        }
        false
    }

    /// A string ended before `end`. Returns whether a part ends with it.
    fn end_of_string(&mut self, end: usize) -> bool {
        match self.elements {
            Some(depth) => depth == self.depth && (self.part.is_some() || self.too_large.is_some()),
            None => {
                self.is_entries = self.buffer.get(self.key_start..end - 1) == Some(b"entries");
                false
            }
        }
    }
}
