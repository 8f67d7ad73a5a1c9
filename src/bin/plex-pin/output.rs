//! Standard output: the array around the elements, colours, and how it may fail.

use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

use anstream::AutoStream;
use clap::ColorChoice;
use plex_pin::Escaped;

/// Untrusted text on one line, no more than `most` characters of it, with nothing that a terminal would act upon,
/// nor the marks that some build services obey: `##[` and `##vso[` anywhere in a line, `::error::` at its start.
pub(crate) fn harmless(text: &str, most: usize) -> String {
    let shown = Escaped::new(text).at_most(most).to_string().replace("##", "#\\u{23}");
    match shown.strip_prefix("::") {
        Some(rest) => format!("\\u{{3a}}:{rest}"),
        None => shown,
    }
}

/// What stands before each element of an array; before the first one it becomes the opening bracket.
pub(crate) const SEPARATOR: &[u8] = b",\n";

/// The exit code of wrong usage.
pub(crate) const USAGE: u8 = 2;

/// The exit code where something could not be read or written.
pub(crate) const FAILED: u8 = 3;

/// Says something on standard error, if anybody listens.
pub(crate) fn complain(message: impl Display) {
    _ = writeln!(io::stderr(), "plex-pin: {message}");
}

/// Writes a text, and that is all.
pub(crate) fn print(text: &str) -> ExitCode {
    let mut stdout = io::stdout().lock();
    let written = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    ExitCode::from(exit_code(written, 0))
}

/// The exit code, unless the output failed. A reader that has seen enough is no failure.
pub(crate) fn exit_code(written: io::Result<()>, code: u8) -> u8 {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(format_args!("cannot write to standard output: {error}"));
            FAILED
        }
        _ => code,
    }
}

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
    stream: Box<dyn Write + Send>,
    is_array: bool,
    is_empty: bool,
    /// Whether an empty line, or nothing, was written last.
    has_gap: bool,
}

impl Output {
    pub(crate) fn new(colour: bool, is_array: bool) -> Self {
        let stdout = io::stdout();
        Self {
            // On old consoles this turns colours into calls.
            stream: if colour { Box::new(AutoStream::always(stdout)) } else { Box::new(stdout) },
            is_array,
            is_empty: true,
            has_gap: true,
        }
    }

    pub(crate) fn write(&mut self, piece: &[u8]) -> io::Result<()> {
        if piece.is_empty() {
            return Ok(());
        }
        self.has_gap = piece.ends_with(b"\n\n");
        let opens = self.is_array && self.is_empty;
        self.is_empty = false;
        if opens {
            self.stream.write_all(b"[")?;
        }
        self.stream.write_all(&piece[usize::from(opens)..])?;
        self.stream.flush()
    }

    pub(crate) const fn has_gap(&self) -> bool {
        self.has_gap
    }

    pub(crate) fn end(&mut self) -> io::Result<()> {
        if self.is_array {
            let end: &[u8] = if self.is_empty { b"[]\n" } else { b"\n]\n" };
            self.stream.write_all(end)?;
        }
        self.stream.flush()
    }
}
