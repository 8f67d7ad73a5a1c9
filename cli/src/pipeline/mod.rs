//! From paths to a report: jobs, worker threads, and results in the order of the input.
//!
//! A [`jobs::JobQueue`] hands out jobs, [`worker::Workers`] does them, a [`reorder::ReorderBuffer`] restores their
//! order, and a [`sink::ReportSink`] counts and writes. `commands/validate.rs` calls [`run`].

mod jobs;
mod progress;
mod reorder;
mod sink;
mod worker;

use std::path::PathBuf;
use std::thread;

use plex_pin_captures::Checker;

use self::jobs::JobQueue;
use self::progress::Progress;
use self::reorder::ReorderBuffer;
use self::sink::ReportSink;
use self::worker::Workers;
use crate::exit::Exit;
use crate::output::Output;
use crate::report::Report;

/// How many jobs run before other threads are started: one small file has no more.
const JOBS_BEFORE_THREADS: usize = 3;

/// What to read and how.
pub(crate) struct PipelineOptions {
    /// Files, folders, `-` for standard input.
    pub(crate) paths: Vec<PathBuf>,
    /// Read every file as NDJSON.
    pub(crate) lines: bool,
    pub(crate) max_document_bytes: usize,
    /// `None` for one thread per processor.
    pub(crate) threads: Option<usize>,
    /// Report only documents with errors, and show no progress.
    pub(crate) quiet: bool,
}

/// Checks every document of every path, and writes the report.
pub(crate) fn run(options: &PipelineOptions, checker: &Checker, report: &dyn Report, output: Output) -> Exit {
    let progress = Progress::new(&options.paths, options.quiet);
    let sink = ReportSink::new(report, options.quiet, output, progress);
    let results = ReorderBuffer::new(sink);
    let jobs = JobQueue::new(options.paths.clone(), options.lines, options.max_document_bytes);
    let workers = Workers::new(checker, report, options.quiet, options.max_document_bytes, jobs, results);
    if workers.work(JOBS_BEFORE_THREADS) {
        let threads =
            options.threads.unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from));
        thread::scope(|scope| {
            for _ in 1..threads {
                // If the system has no more threads, those that run do all the work.
                _ = thread::Builder::new().spawn_scoped(scope, || workers.work(usize::MAX));
            }
            workers.work(usize::MAX);
        });
    }
    workers.into_results().into_consumer().end()
}
