//! `plex-pin validate`: every source, one after the other.

use std::io::{self, Read};
use std::process::ExitCode;

use crate::args::{Format, Validate};
use crate::lines::{Batch, Batches};
use crate::output::{self, Output};
use crate::report::{Reporter, Tally, Totals};
use crate::sources::{Source, Unreadable, sources};

pub(crate) fn run(options: &Validate) -> ExitCode {
    let colour = options.format == Format::Human && output::colour(options.color);
    let mut validation = Validation {
        reporter: Reporter::new(options, colour),
        output: Output::new(colour, options.format == Format::Json),
        all_lines: options.lines,
        piece: Vec::new(),
        totals: Totals::default(),
    };
    let result = validation.run(options);
    output::exit_code(result, validation.exit_code())
}

struct Validation {
    reporter: Reporter,
    output: Output,
    all_lines: bool,
    /// The report that is not written yet.
    piece: Vec<u8>,
    totals: Totals,
}

impl Validation {
    fn run(&mut self, options: &Validate) -> io::Result<()> {
        for source in options.paths.iter().flat_map(|path| sources(path)) {
            match source {
                Ok(source) => self.source(&source)?,
                Err(error) => self.unreadable(&error),
            }
        }
        let has_gap = self.output.has_gap();
        self.reporter.end(&self.totals, has_gap, &mut self.piece);
        self.write()?;
        self.output.end()
    }

    fn exit_code(&self) -> ExitCode {
        if self.totals.unreadable > 0 {
            ExitCode::from(output::FAILED)
        } else if self.totals.tally.documents() > self.totals.tally.conforming {
            ExitCode::from(1)
        } else {
            ExitCode::SUCCESS
        }
    }

    fn unreadable(&mut self, error: &Unreadable) {
        self.totals.unreadable += 1;
        output::complain(error);
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
        self.totals.files += 1;
        let tally = self.reporter.document(&name, &body, &mut self.piece);
        self.totals.tally.add(tally);
        self.write()
    }

    fn lines(&mut self, name: String, reader: impl Read) -> io::Result<()> {
        let mut tally = Tally::default();
        let result = self.batches(&name, reader, &mut tally);
        self.totals.files += 1;
        self.totals.tally.add(tally);
        if let Some(error) = result? {
            self.unreadable(&Unreadable::Failed(name, error));
        }
        Ok(())
    }

    /// Reports all lines of a file, and gives the error that reading them ended with.
    fn batches(&mut self, name: &str, reader: impl Read, tally: &mut Tally) -> io::Result<Option<io::Error>> {
        let mut batches = Batches::new(reader);
        let mut batch = Batch::default();
        let failure = loop {
            match batches.read(&mut batch) {
                Ok(true) => tally.add(self.reporter.batch(name, &batch, &mut self.piece)),
                Ok(false) => break None,
                Err(error) => break Some(error),
            }
            self.write()?;
        };
        self.reporter.end_of_lines(name, tally, &mut self.piece);
        self.write()?;
        Ok(failure)
    }
}
