//! `plex-pin validate`: every source, with all processors at work and the report in the order of the input.

use std::io::{self, Read};
use std::mem;
use std::process::{self, ExitCode};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::args::{Format, Validate};
use crate::jobs::{Job, Jobs};
use crate::ledger::{Ledger, Piece};
use crate::lines::Batch;
use crate::output::{self, Output};
use crate::progress::Progress;
use crate::report::{Record, Reporter, Tally};
use crate::sources::{Source, Unreadable};
use crate::turns::Turns;

/// How much of a report is kept before it is written. More is written as soon as its turn comes, so that memory
/// stays flat where every line has findings.
const MOST_KEPT: usize = 256 * 1024;

/// Few documents are larger.
const USUAL: usize = 8 * 1024;

/// How many jobs are done before other threads are started: those of one small file.
const ALONE: usize = 3;

pub(crate) fn run(options: &Validate) -> ExitCode {
    let colour = options.format == Format::Human && output::colour(options.color);
    let output = Output::new(colour, options.format == Format::Json);
    let reporter = Reporter::new(options, colour);
    let validation = Validation {
        reporter: &reporter,
        most: options.max_document_bytes.get(),
        jobs: Mutex::new(Jobs::new(options)),
        turns: Turns::new(Ledger::new(&reporter, output, Progress::new(options))),
    };
    if validation.work(ALONE) {
        let threads = match options.threads {
            Some(threads) => threads.into(),
            None => thread::available_parallelism().map_or(1, usize::from),
        };
        thread::scope(|scope| {
            for _ in 1..threads {
                // Where there is no thread more to be had, those that run do all.
                _ = thread::Builder::new().spawn_scoped(scope, || validation.work(usize::MAX));
            }
            validation.work(usize::MAX);
        });
    }
    ExitCode::from(validation.turns.into_ledger().end())
}

struct Validation<'r> {
    reporter: &'r Reporter,
    most: usize,
    jobs: Mutex<Jobs>,
    turns: Turns<'r>,
}

impl Validation<'_> {
    /// Does so many jobs, and tells whether there may be more.
    fn work(&self, jobs: usize) -> bool {
        let _bomb = Bomb;
        let mut batch = Batch::default();
        let mut body = Vec::new();
        for _ in 0..jobs {
            let Some((number, job)) = self.next(&mut batch) else { return false };
            let piece = match job {
                Job::Document(source) => self.document(&source, &mut body),
                Job::Lines(name) => self.lines(number, &name, &batch),
                Job::EndOfLines(name, error) => Piece::EndOfLines(name, error),
                Job::Unreadable(error) => Piece::Unreadable(error),
            };
            self.turns.finish(number, piece);
        }
        true
    }

    fn next(&self, batch: &mut Batch) -> Option<(usize, Job)> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner).next(batch)
    }

    fn document(&self, source: &Source, body: &mut Vec<u8>) -> Piece {
        let source_name = source.name();
        if let Err(error) = read(source, self.most, body) {
            return Piece::Unreadable(Unreadable::Failed(source_name, error));
        }
        let mut tally = Tally::default();
        let mut report = Vec::new();
        let record = Record { source: &source_name, line: None, body };
        self.reporter.document(record, &mut tally, &mut report);
        Piece::Document(body.len(), tally, report)
    }

    fn lines(&self, job: usize, source: &str, batch: &Batch) -> Piece {
        let mut tally = Tally::default();
        let mut report = Vec::new();
        for (line, body) in batch.lines() {
            self.reporter.document(Record { source, line: Some(line), body }, &mut tally, &mut report);
            if report.len() > MOST_KEPT {
                self.turns.go_on(job, Piece::Lines(0, mem::take(&mut tally), mem::take(&mut report)));
            }
        }
        Piece::Lines(batch.len(), tally, report)
    }
}

/// Reads a source into `body`; of one that is too large no more than tells so.
fn read(source: &Source, most: usize, body: &mut Vec<u8>) -> io::Result<()> {
    body.clear();
    body.shrink_to(MOST_KEPT);
    // Most are small, and then read at once.
    body.reserve(USUAL);
    let most = u64::try_from(most).unwrap_or(u64::MAX);
    source.open()?.take(most.saturating_add(1)).read_to_end(body)?;
    Ok(())
}

/// A thread that panics would leave the others waiting for its turn.
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        if thread::panicking() {
            process::exit(101);
        }
    }
}
