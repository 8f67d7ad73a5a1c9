//! Where reports are written to: standard output, files, standard error; colours, width, failures.

use std::env;
use std::fmt::{self, Display};
use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anstream::AutoStream;
use terminal_size::{Width, terminal_size_of};

use crate::display::escape;
use crate::exit::Exit;

/// Separates the elements of a list. Before the first element [`Output`] leaves out the comma.
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

/// Where a report goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    Stdout,
    Stderr,
    File(PathBuf),
}

impl Target {
    /// Returns the path, if it is a file.
    pub(crate) fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Stdout | Self::Stderr => None,
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stdout => f.write_str("standard output"),
            Self::Stderr => f.write_str("standard error"),
            Self::File(path) => f.write_str(&escape(&path.display().to_string(), usize::MAX)),
        }
    }
}

/// Standard output or a file, for one report. Each piece is flushed, so that a reader sees it at once.
pub(crate) struct Output {
    pub(crate) target: Target,
    stream: Box<dyn Write + Send>,
    /// What comes before the first piece, until it is written.
    opening: Option<String>,
    /// Whether the first piece begins with a separator, which is left out.
    is_list: bool,
    /// The last two bytes, from which follows whether the last line is blank.
    end: [u8; 2],
}

impl Output {
    /// Opens a target. Fails only for a file.
    pub(crate) fn open(target: Target, colour: bool, opening: String, is_list: bool) -> io::Result<Self> {
        let stream: Box<dyn Write + Send> = match &target {
            // On old Windows consoles the stream turns colours into calls.
            Target::Stdout if colour => Box::new(AutoStream::always(io::stdout())),
            Target::Stdout => Box::new(io::stdout()),
            Target::Stderr => Box::new(io::stderr()),
            Target::File(path) => Box::new(File::create(path)?),
        };
        Ok(Self { target, stream, opening: Some(opening), is_list, end: *b"\n\n" })
    }

    pub(crate) fn write(&mut self, piece: &[u8]) -> io::Result<()> {
        if piece.is_empty() {
            return Ok(());
        }
        let mut piece = piece;
        if let Some(opening) = self.opening.take() {
            self.stream.write_all(opening.as_bytes())?;
            if self.is_list {
                piece = piece.strip_prefix(b",").unwrap_or(piece);
            }
        }
        self.end = match *piece {
            [last] => [self.end[1], last],
            [.., first, last] => [first, last],
            [] => self.end,
        };
        self.stream.write_all(piece)?;
        self.stream.flush()
    }

    /// Returns whether the last line was blank, or nothing was written.
    pub(crate) fn ends_with_blank_line(&self) -> bool {
        self.end == *b"\n\n"
    }

    /// Writes what is left when nothing follows.
    pub(crate) fn end(&mut self, piece: &[u8]) -> io::Result<()> {
        if let Some(opening) = self.opening.take() {
            self.stream.write_all(opening.as_bytes())?;
        }
        self.write(piece)?;
        self.stream.flush()
    }
}

/// The width of a terminal that does not say it.
const DEFAULT_WIDTH: usize = 80;

/// Returns the width of the terminal: `COLUMNS`, or that of standard output if it is a terminal.
pub(crate) fn terminal_width() -> Option<usize> {
    let columns = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    columns.filter(|&width| width > 0).or_else(|| {
        let is_terminal = io::stdout().is_terminal();
        let size = || terminal_size_of(io::stdout()).map_or(DEFAULT_WIDTH, |(Width(width), _)| width.into());
        is_terminal.then(size)
    })
}
