//! Standard output: the array around the elements, colours, and how it may fail.

use std::io::{self, Write};

use anstream::AutoStream;
use clap::ColorChoice;

/// What stands before each element of an array; before the first one it becomes the opening bracket.
pub(crate) const SEPARATOR: &[u8] = b",\n";

/// Whether standard output is to be coloured.
pub(crate) fn colour(choice: ColorChoice) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
    }
}

/// Standard output. Pieces are written at once, so that a reader sees them as they come.
pub(crate) struct Output {
    stream: Box<dyn Write>,
    is_array: bool,
    is_empty: bool,
}

impl Output {
    pub(crate) fn new(colour: bool, is_array: bool) -> Self {
        let stdout = io::stdout().lock();
        Self {
            // On old consoles this turns colours into calls.
            stream: if colour {
                Box::new(AutoStream::always(stdout))
            } else {
                Box::new(stdout)
            },
            is_array,
            is_empty: true,
        }
    }

    pub(crate) fn write(&mut self, piece: &[u8]) -> io::Result<()> {
        if piece.is_empty() {
            return Ok(());
        }
        let opens = self.is_array && self.is_empty;
        self.is_empty = false;
        if opens {
            self.stream.write_all(b"[")?;
        }
        self.stream.write_all(&piece[usize::from(opens)..])
    }

    pub(crate) fn end(&mut self) -> io::Result<()> {
        if self.is_array {
            let end: &[u8] = if self.is_empty { b"[]\n" } else { b"\n]\n" };
            self.stream.write_all(end)?;
        }
        self.stream.flush()
    }
}
