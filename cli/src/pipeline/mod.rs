//! From paths to a report: jobs, worker threads, and results in the order of the input.
//!
//! A [`jobs::JobQueue`] hands out jobs, [`worker::Workers`] does them, a [`reorder::ReorderBuffer`] restores their
//! order, and a [`sink::ReportSink`] counts and writes. `commands/validate.rs` calls [`run`].

mod abort;
mod jobs;
mod outputs;
mod progress;
mod read_ahead;
mod reorder;
mod sink;
mod worker;

use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use plex_pin_captures::Checker;

pub(crate) use self::outputs::ReportOutputs;

use self::jobs::JobQueue;
use self::progress::Progress;
use self::reorder::ReorderBuffer;
use self::sink::ReportSink;
use self::worker::Workers;
use crate::baseline::Baseline;
use crate::exit::Exit;
use crate::input::{FolderFilter, Outputs};
use crate::report::{Reporter, SkippedFiles};

/// How many jobs run before other threads are started: one small file has no more.
const JOBS_BEFORE_THREADS: usize = 3;

/// What to read and how.
pub(crate) struct PipelineOptions {
    /// Files, folders, `-` for standard input.
    pub(crate) paths: Vec<PathBuf>,
    /// Which files of folders are read.
    pub(crate) filter: FolderFilter,
    /// Files that are not read, since this run writes them.
    pub(crate) written: Outputs,
    /// Read every file as NDJSON.
    pub(crate) lines: bool,
    pub(crate) max_document_bytes: usize,
    /// `None` for one thread per processor.
    pub(crate) threads: Option<usize>,
}

/// Checks every document of every path, and writes the reports. Returns what was found for a baseline, if there is one.
pub(crate) fn run(
    options: PipelineOptions,
    checker: &Checker,
    reporter: &Reporter,
    outputs: ReportOutputs,
    baseline: Option<Baseline>,
) -> (Exit, Option<Baseline>) {
    let PipelineOptions { paths, filter, written, lines, max_document_bytes, threads } = options;
    let progress = Progress::new(&paths, reporter.quiet);
    let sink = ReportSink::new(reporter, outputs, progress, baseline);
    let results = ReorderBuffer::new(sink);
    let filter = Arc::new(filter);
    let jobs = JobQueue::new(paths, written, Arc::clone(&filter), lines, max_document_bytes);
    let workers = Workers::new(checker, reporter, max_document_bytes, threads != Some(1), jobs, results);
    if workers.work(JOBS_BEFORE_THREADS) {
        let threads = threads.unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from));
        thread::scope(|scope| {
            for _ in 1..threads {
                // If the system has no more threads, those that run do all the work.
                _ = thread::Builder::new().spawn_scoped(scope, || workers.work(usize::MAX));
            }
            workers.work(usize::MAX);
        });
    }
    let sink = workers.into_results().into_consumer();
    sink.end(|totals| {
        let files = filter.not_read().into_iter().map(|(reason, (count, examples))| SkippedFiles {
            reason: reason.as_str(),
            nouns: reason.nouns(),
            count,
            examples,
        });
        totals.files_skipped = files.collect();
    })
}
