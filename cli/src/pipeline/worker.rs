//! Does jobs: reads and checks documents, and writes their reports into memory.

use std::io::{self, Read};
use std::mem;
use std::sync::{Mutex, PoisonError};
use std::thread;

use plex_pin_captures::detect::Form;
use plex_pin_captures::forms::compression::Compression;
use plex_pin_captures::forms::encoding::Encoding;
use plex_pin_captures::forms::ndjson::LineBatch;
use plex_pin_captures::{
    CheckedCapture, CheckedDocument, Checker, Counts, EachDocument, Record, Skips, Verdict,
};

use super::jobs::{Job, JobQueue};
use super::reorder::ReorderBuffer;
use super::sink::{JobResult, ReportSink};
use crate::exit::Exit;
use crate::input::{InputError, Source};
use crate::report::Report;

/// How many bytes of the report of one job are kept before they are passed on, so that memory stays flat if every
/// line has findings.
const MAX_PART: usize = 256 * 1024;

/// How many bytes tell what an input is.
const PREFIX: usize = 64 * 1024;

/// Few documents are larger than this many bytes.
const TYPICAL_DOCUMENT: usize = 8 * 1024;

/// How many bytes of a document that is too large are kept for its excerpt.
const TOO_LARGE_EXCERPT: usize = 1024;

/// What the threads share.
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

    /// Does at most `max_jobs` jobs; returns whether there may be more.
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
        let opened = source.open().and_then(|mut reader| {
            body.clear();
            body.shrink_to(MAX_PART);
            read_more(&mut reader, PREFIX, body)?;
            Ok(reader)
        });
        let failed = |error| JobResult::Unreadable(InputError::Failed(source.name(), error));
        let mut reader = match opened {
            Ok(reader) => reader,
            Err(error) => return failed(error),
        };
        // A body of a kind that is known is one document, whatever is in it.
        let is_capture = !self.checker.expects_kind();
        let form = Form::detect(body);
        let is_plain = Compression::detect(body).is_none() && Encoding::detect(body).is_none();
        let is_body = matches!(form, Form::Json | Form::Xml)
            || source.is_json() && form != Form::Har
            || body.trim_ascii().is_empty();
        if is_capture && !(is_plain && is_body) {
            return self.capture(job, &name, |each| {
                let reader = Box::new(io::Cursor::new(&**body).chain(reader));
                self.checker.check_capture(&name, reader, each)
            });
        }
        let left = self.max_document_bytes.saturating_add(1).saturating_sub(body.len());
        if let Err(error) = read_more(&mut reader, left, body) {
            return failed(error);
        }
        if is_capture && !self.checker.is_too_large(body) {
            let mut counts = Counts::default();
            let mut report = Vec::new();
            let checked = self.checker.check_text(&name, body, &mut |record, checked| {
                self.report(record, checked, &mut counts, &mut report);
            });
            if let Some(CheckedCapture { skipped, .. }) = checked {
                let name = name.into();
                return JobResult::Capture { name, size: body.len(), counts, report, skipped, error: None };
            }
        }
        let mut counts = Counts::default();
        let mut report = Vec::new();
        let record = Record { source: &name, line: None, body, container: None };
        self.check(record, &mut counts, &mut report);
        JobResult::Document(body.len(), counts, report)
    }

    /// Checks a capture of any length, and passes its report on in parts.
    fn capture(
        &self,
        job: usize,
        name: &str,
        check: impl FnOnce(EachDocument<'_>) -> io::Result<CheckedCapture>,
    ) -> JobResult {
        let mut counts = Counts::default();
        let mut report = Vec::new();
        let checked = check(&mut |record, checked| {
            self.report(record, checked, &mut counts, &mut report);
            if report.len() > MAX_PART {
                let part = JobResult::Lines(0, mem::take(&mut counts), mem::take(&mut report));
                self.results.push_part(job, part);
            }
        });
        let (skipped, error) = match checked {
            Ok(CheckedCapture { skipped, .. }) => (skipped, None),
            Err(error) => (Skips::default(), Some(error)),
        };
        JobResult::Capture { name: name.into(), size: 0, counts, report, skipped, error }
    }

    fn lines(&self, job: usize, source: &str, batch: &LineBatch) -> JobResult {
        let mut counts = Counts::default();
        let mut report = Vec::new();
        for (line, body) in batch.lines() {
            self.check(Record { source, line: Some(line), body, container: None }, &mut counts, &mut report);
            if report.len() > MAX_PART {
                let part = JobResult::Lines(0, mem::take(&mut counts), mem::take(&mut report));
                self.results.push_part(job, part);
            }
        }
        JobResult::Lines(batch.len(), counts, report)
    }

    /// Checks one document, counts it, and adds its report to `out`.
    fn check(&self, mut record: Record<'_>, counts: &mut Counts, out: &mut Vec<u8>) {
        let checked = self.checker.check(record.body);
        if self.checker.is_too_large(record.body) {
            record.body = &record.body[..record.body.len().min(TOO_LARGE_EXCERPT)];
        }
        self.report(record, &checked, counts, out);
    }

    /// Counts a document that is checked, and adds its report to `out`.
    fn report(&self, record: Record<'_>, checked: &CheckedDocument, counts: &mut Counts, out: &mut Vec<u8>) {
        counts.add_document(checked);
        if !(self.quiet && checked.verdict == Verdict::Conforms) {
            self.report.document(record, checked, out);
        }
    }
}

/// Reads at most `length` more bytes into `body`.
fn read_more(reader: &mut impl Read, length: usize, body: &mut Vec<u8>) -> io::Result<()> {
    body.reserve(TYPICAL_DOCUMENT);
    let length = u64::try_from(length).unwrap_or(u64::MAX);
    reader.take(length).read_to_end(body)?;
    Ok(())
}

/// Ends the process if its thread panics. Other threads would wait for the result for ever.
struct AbortOnPanic;

impl Drop for AbortOnPanic {
    fn drop(&mut self) {
        if thread::panicking() {
            Exit::Panic.now();
        }
    }
}
