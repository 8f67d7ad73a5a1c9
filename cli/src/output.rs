//! Standard output and standard error: the brackets of a JSON array, colours, failures.

use std::fmt::Display;
use std::io::{self, Write};

use anstream::AutoStream;

use crate::exit::Exit;

/// Separates the elements of an array. Before the first element the opening bracket replaces the comma.
pub(crate) const SEPARATOR: &[u8] = b",\n";

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Colour {
    Auto,
    Always,
    Never,
}

impl Colour {
    /// Decides about standard output. `Auto` follows the terminal and `NO_COLOR`.
    pub(crate) fn is_on(self) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
        }
    }
}

/// Writes a message to standard error. Ignores a closed standard error.
pub(crate) fn eprint_error(message: impl Display) {
    _ = writeln!(io::stderr(), "plex-pin: {message}");
}

/// Writes a whole text to standard output.
pub(crate) fn print(text: &str) -> Exit {
    let mut stdout = io::stdout().lock();
    let written = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    exit_after(written, Exit::Success)
}

/// Returns `exit` unless standard output failed. A closed pipe is not a failure.
pub(crate) fn exit_after(written: io::Result<()>, exit: Exit) -> Exit {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            eprint_error(format_args!("cannot write to standard output: {error}"));
            Exit::Failure
        }
        _ => exit,
    }
}

/// Standard output. Each piece is flushed, so that a reader sees it at once.
pub(crate) struct Output {
    stream: Box<dyn Write + Send>,
    is_array: bool,
    is_empty: bool,
    /// The last two bytes, from which follows whether the last line is blank.
    end: [u8; 2],
}

impl Output {
    /// Opens standard output; for a JSON array, pieces are elements that each begin with [`SEPARATOR`].
    pub(crate) fn new(colour: bool, is_array: bool) -> Self {
        let stdout = io::stdout();
        Self {
            // On old Windows consoles the stream turns colours into calls.
            stream: if colour { Box::new(AutoStream::always(stdout)) } else { Box::new(stdout) },
            is_array,
            is_empty: true,
            end: *b"\n\n",
        }
    }

    pub(crate) fn write(&mut self, piece: &[u8]) -> io::Result<()> {
        if piece.is_empty() {
            return Ok(());
        }
        self.end = match *piece {
            [last] => [self.end[1], last],
            [.., first, last] => [first, last],
            [] => self.end,
        };
        let opens = self.is_array && self.is_empty;
        self.is_empty = false;
        if opens {
            self.stream.write_all(b"[")?;
        }
        self.stream.write_all(&piece[usize::from(opens)..])?;
        self.stream.flush()
    }

    /// Returns whether the last line was blank, or nothing was written.
    pub(crate) fn ends_with_blank_line(&self) -> bool {
        self.end == *b"\n\n"
    }

    /// Closes the array.
    pub(crate) fn end(&mut self) -> io::Result<()> {
        if self.is_array {
            let end: &[u8] = if self.is_empty { b"[]\n" } else { b"\n]\n" };
            self.stream.write_all(end)?;
        }
        self.stream.flush()
    }
}
