//! `plex-pin validate`: every source, one after the other.

use std::io::{self, Read, Write};
use std::process::ExitCode;

use clap::ColorChoice;

use crate::args::{Format, Validate};
use crate::lines::{Batch, Batches};
use crate::output::{self, Output};
use crate::report::{Reporter, Tally};
use crate::sources::{Source, Unreadable, sources};

const DEVIATES: u8 = 1;
const UNREADABLE: u8 = 3;

pub(crate) fn run(options: &Validate, colour: ColorChoice) -> ExitCode {
    let colour = options.format == Format::Human && output::colour(colour);
    let mut session = Session {
        reporter: Reporter::new(options, colour),
        output: Output::new(colour, options.format == Format::Json),
        all_lines: options.lines,
        piece: Vec::new(),
        tally: Tally::default(),
        files: 0,
        unreadable: 0,
    };
    match session.run(options) {
        Ok(()) => session.exit_code(),
        // The reader has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => session.exit_code(),
        Err(error) => {
            complain(format_args!("cannot write to standard output: {error}"));
            ExitCode::from(UNREADABLE)
        }
    }
}

/// Says something on standard error, if anybody listens.
fn complain(message: impl std::fmt::Display) {
    _ = writeln!(io::stderr(), "plex-pin: {message}");
}

struct Session {
    reporter: Reporter,
    output: Output,
    all_lines: bool,
    /// The report that is not written yet.
    piece: Vec<u8>,
    tally: Tally,
    files: usize,
    unreadable: usize,
}

impl Session {
    fn run(&mut self, options: &Validate) -> io::Result<()> {
        for source in options.paths.iter().flat_map(|path| sources(path)) {
            match source {
                Ok(source) => self.source(&source)?,
                Err(error) => self.unreadable(&error),
            }
        }
        self.reporter
            .end(self.files, self.unreadable, &self.tally, &mut self.piece);
        self.write()?;
        self.output.end()
    }

    fn exit_code(&self) -> ExitCode {
        if self.unreadable > 0 {
            ExitCode::from(UNREADABLE)
        } else if self.tally.documents() > self.tally.conforming {
            ExitCode::from(DEVIATES)
        } else {
            ExitCode::SUCCESS
        }
    }

    fn unreadable(&mut self, error: &Unreadable) {
        self.unreadable += 1;
        complain(error);
    }

    fn write(&mut self) -> io::Result<()> {
        let result = self.output.write(&self.piece);
        self.piece.clear();
        result
    }

    fn source(&mut self, source: &Source) -> io::Result<()> {
        let name = source.name();
        let reader = match source.open() {
            Ok(reader) => reader,
            Err(error) => {
                self.unreadable(&Unreadable::Failed(name, error));
                return Ok(());
            }
        };
        if self.all_lines || source.is_ndjson() {
            self.lines(name, reader)
        } else {
            self.document(name, reader)
        }
    }

    fn document(&mut self, name: String, mut reader: impl Read) -> io::Result<()> {
        let mut body = Vec::new();
        if let Err(error) = reader.read_to_end(&mut body) {
            self.unreadable(&Unreadable::Failed(name, error));
            return Ok(());
        }
        self.files += 1;
        let tally = self.reporter.document(&name, &body, &mut self.piece);
        self.tally.add(tally);
        self.write()
    }

    fn lines(&mut self, name: String, reader: impl Read) -> io::Result<()> {
        let mut batches = Batches::new(reader);
        let mut batch = Batch::default();
        let mut tally = Tally::default();
        let failure = loop {
            match batches.read(&mut batch) {
                Ok(true) => tally.add(self.reporter.batch(&name, &batch, &mut self.piece)),
                Ok(false) => break None,
                Err(error) => break Some(error),
            }
            self.write()?;
        };
        self.files += 1;
        self.reporter.end_of_lines(&name, &tally, &mut self.piece);
        self.tally.add(tally);
        self.write()?;
        if let Some(error) = failure {
            self.unreadable(&Unreadable::Failed(name, error));
        }
        Ok(())
    }
}
