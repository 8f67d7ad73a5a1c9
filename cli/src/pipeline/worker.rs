//! Runs jobs: reads and checks documents, and writes their reports into memory.

use std::io::{self, Read};
use std::sync::{Mutex, PoisonError};
use std::thread;

use plex_pin_captures::forms::ndjson::LineBatch;
use plex_pin_captures::{Checker, Record, Verdict};

use super::jobs::{Job, JobQueue};
use super::reorder::ReorderBuffer;
use super::sink::{JobResult, ReportSink};
use crate::exit::Exit;
use crate::input::{InputError, Source};
use crate::report::{Report, ReportWriter};

/// How many bytes of a buffer are kept for the next document.
const MAX_KEPT: usize = 256 * 1024;

/// The capacity of the buffer, in bytes, that suffices for nearly all documents.
const TYPICAL_DOCUMENT: usize = 8 * 1024;

/// How many bytes of a document that is too large are kept for its excerpt.
const TOO_LARGE_EXCERPT: usize = 1024;

/// The state that all worker threads share.
pub(super) struct Workers<'r> {
    checker: &'r Checker,
    report: &'r dyn Report,
    quiet: bool,
    max_document_bytes: usize,
    jobs: Mutex<JobQueue>,
    results: ReorderBuffer<JobResult, ReportSink<'r>>,
}

impl<'r> Workers<'r> {
    pub(super) const fn new(
        checker: &'r Checker,
        report: &'r dyn Report,
        quiet: bool,
        max_document_bytes: usize,
        jobs: JobQueue,
        results: ReorderBuffer<JobResult, ReportSink<'r>>,
    ) -> Self {
        Self { checker, report, quiet, max_document_bytes, jobs: Mutex::new(jobs), results }
    }

    pub(super) fn into_results(self) -> ReorderBuffer<JobResult, ReportSink<'r>> {
        self.results
    }

    /// Runs at most `max_jobs` jobs; returns whether there may be more.
    pub(super) fn work(&self, max_jobs: usize) -> bool {
        let _abort = AbortOnPanic;
        let mut batch = LineBatch::default();
        let mut body = Vec::new();
        for _ in 0..max_jobs {
            let Some((number, job)) = self.next(&mut batch) else { return false };
            let result = match job {
                Job::Document(source) => self.document(number, &source, &mut body),
                Job::Lines(name) => self.lines(number, &name, &batch),
                Job::EndOfLines(name, error) => JobResult::EndOfLines(name, error),
                Job::Unreadable(error) => JobResult::Unreadable(error),
            };
            self.results.finish(number, result);
        }
        true
    }

    fn next(&self, batch: &mut LineBatch) -> Option<(usize, Job)> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner).next(batch)
    }

    fn document(&self, job: usize, source: &Source, body: &mut Vec<u8>) -> JobResult {
        let name = source.name();
        if let Err(error) = read(source, self.max_document_bytes, body) {
            return JobResult::Unreadable(InputError::Failed(name, error));
        }
        let pass_on = |counts, report| self.results.push_part(job, JobResult::DocumentPart(counts, report));
        let mut out = ReportWriter::new(&pass_on);
        self.check(Record { source: &name, line: None, body }, &mut out);
        let (counts, report) = out.into_parts();
        JobResult::Document(body.len(), counts, report)
    }

    fn lines(&self, job: usize, source: &str, batch: &LineBatch) -> JobResult {
        let pass_on = |counts, report| self.results.push_part(job, JobResult::Lines(0, counts, report));
        let mut out = ReportWriter::new(&pass_on);
        for (line, body) in batch.lines() {
            self.check(Record { source, line: Some(line), body }, &mut out);
        }
        let (counts, report) = out.into_parts();
        JobResult::Lines(batch.len(), counts, report)
    }

    /// Checks one document, counts it, and writes its report.
    fn check(&self, mut record: Record<'_>, out: &mut ReportWriter<'_>) {
        let checked = self.checker.check(record.body);
        out.count(&checked);
        if self.quiet && checked.verdict == Verdict::Conforms {
            return;
        }
        if self.checker.is_too_large(record.body) {
            record.body = &record.body[..record.body.len().min(TOO_LARGE_EXCERPT)];
        }
        self.report.document(record, &checked, out).expect("a report writer never fails");
    }
}

/// Reads a source into `body`: one byte more than the limit, if there is more.
fn read(source: &Source, max_bytes: usize, body: &mut Vec<u8>) -> io::Result<()> {
    body.clear();
    body.shrink_to(MAX_KEPT);
    body.reserve(TYPICAL_DOCUMENT);
    let max_bytes = u64::try_from(max_bytes).unwrap_or(u64::MAX);
    source.open()?.take(max_bytes.saturating_add(1)).read_to_end(body)?;
    Ok(())
}

/// Ends the process if the thread panics. Otherwise other threads would wait for its result for ever.
struct AbortOnPanic;

impl Drop for AbortOnPanic {
    fn drop(&mut self) {
        if thread::panicking() {
            Exit::Panic.now();
        }
    }
}
