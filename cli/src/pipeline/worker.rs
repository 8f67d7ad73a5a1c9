//! Does jobs: reads and checks documents, and writes their reports into memory.

use std::io::{self, Read};
use std::sync::{Mutex, PoisonError};

use plex_pin_captures::codes::DOCUMENT_TOO_LARGE;
use plex_pin_captures::detect::{Form, is_log_record};
use plex_pin_captures::encoding::Encoding;
use plex_pin_captures::forms::SkipReason;
use plex_pin_captures::forms::compression::Compression;
use plex_pin_captures::forms::ndjson::LineBatch;
use plex_pin_captures::{CheckedCapture, CheckedDocument, Checker, EachDocument, Record, Skips, Verdict};

use super::abort::AbortOnPanic;
use super::jobs::{Job, JobQueue};
use super::read_ahead::read_ahead;
use super::reorder::ReorderBuffer;
use super::sink::{JobResult, ReportSink, add_skips};
use crate::input::{InputError, Source};
use crate::report::{Piece, ReportWriter, Reporter};

/// How many bytes of a buffer are kept for the next document.
const MAX_KEPT: usize = 256 * 1024;

/// How many bytes tell what an input is.
const PREFIX: usize = 64 * 1024;

/// Few documents are larger than this many bytes.
const TYPICAL_DOCUMENT: usize = 8 * 1024;

/// What the threads share.
pub(super) struct Workers<'r> {
    checker: &'r Checker,
    reporter: &'r Reporter,
    max_document_bytes: usize,
    /// Whether documents are looked for. A body of a kind that is known is one document, whatever is in it.
    finds_documents: bool,
    /// Whether a file may be read by another thread than the one that checks its documents.
    reads_ahead: bool,
    jobs: Mutex<JobQueue>,
    results: ReorderBuffer<JobResult, ReportSink<'r>>,
}

impl<'r> Workers<'r> {
    pub(super) fn new(
        checker: &'r Checker,
        reporter: &'r Reporter,
        max_document_bytes: usize,
        reads_ahead: bool,
        jobs: JobQueue,
        results: ReorderBuffer<JobResult, ReportSink<'r>>,
    ) -> Self {
        let finds_documents = !checker.expects_kind();
        let jobs = Mutex::new(jobs);
        Self { checker, reporter, max_document_bytes, finds_documents, reads_ahead, jobs, results }
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
        let failed = |error| JobResult::Unreadable(InputError::Failed(source.name(), error));
        body.clear();
        body.shrink_to(MAX_KEPT);
        let opened = source.open().and_then(|mut reader| {
            read_more(&mut reader, PREFIX, body)?;
            Ok(reader)
        });
        let mut reader = match opened {
            Ok(reader) => reader,
            Err(error) => return failed(error),
        };
        if self.finds_documents && !is_body(source, body) {
            let is_long = body.len() == PREFIX && matches!(source, Source::File(_));
            return self.capture(job, &name, body, reader, self.reads_ahead && is_long);
        }
        let left = self.max_document_bytes.saturating_add(1).saturating_sub(body.len());
        if let Err(error) = read_more(&mut reader, left, body) {
            return failed(error);
        }
        let checked = self.checker.check(body);
        let pass_on = |pieces| self.part(job, pieces);
        let mut out = self.writer(&pass_on);
        if self.finds_documents && checked.verdict == Verdict::Refused && !self.checker.is_too_large(body) {
            let each: EachDocument<'_> = &mut |record, checked| self.report(record, checked, &mut out);
            if let Some(CheckedCapture { skipped, .. }) =
                self.checker.check_text(&name, 1, body, &checked, each)
            {
                let (size, pieces) = (body.len(), out.into_pieces());
                return JobResult::Capture { name: name.into(), size, pieces, skipped, error: None };
            }
        }
        self.report(Record { source: &name, line: None, body, container: None }, checked, &mut out);
        JobResult::Document { name: name.into(), size: body.len(), pieces: out.into_pieces() }
    }

    /// Checks a capture of any length, which begins with `prefix`.
    fn capture(
        &self,
        job: usize,
        name: &str,
        prefix: &[u8],
        rest: Box<dyn Read + Send>,
        reads_ahead: bool,
    ) -> JobResult {
        let pass_on = |pieces| self.part(job, pieces);
        let mut out = self.writer(&pass_on);
        let reader = io::Cursor::new(prefix).chain(rest);
        let each: EachDocument<'_> = &mut |record, checked| self.report(record, checked, &mut out);
        let checked = if reads_ahead {
            let mut capture = self.checker.capture(name);
            read_ahead(reader, &self.checker.read_options(), &mut |batch| {
                batch.records().for_each(|(record, found)| capture.record(&record, found, each));
            })
            .map(|summary| capture.end(&summary, each))
        } else {
            self.checker.check_capture(name, Box::new(reader), each)
        };
        let (skipped, error) = match checked {
            Ok(CheckedCapture { skipped, .. }) => (skipped, None),
            Err(error) => (Skips::default(), Some(error)),
        };
        JobResult::Capture { name: name.into(), size: 0, pieces: out.into_pieces(), skipped, error }
    }

    fn lines(&self, job: usize, source: &str, batch: &LineBatch) -> JobResult {
        let pass_on = |pieces| self.part(job, pieces);
        let mut out = self.writer(&pass_on);
        let mut skipped = Skips::new();
        for (line, body) in batch.lines() {
            let checked = self.checker.check(body);
            if self.finds_documents && checked.is_unrecognised() {
                let each: EachDocument<'_> = &mut |record, checked| self.report(record, checked, &mut out);
                if let Some(found) = self.checker.check_text(source, line, body, &checked, each) {
                    add_skips(&mut skipped, found.skipped);
                    continue;
                }
                if is_log_record(body) {
                    add_skips(&mut skipped, Skips::from([(SkipReason::OtherDocument(None), 1)]));
                    continue;
                }
            }
            self.report(Record { source, line: Some(line), body, container: None }, checked, &mut out);
        }
        JobResult::Lines { size: batch.len(), pieces: out.into_pieces(), skipped }
    }

    fn writer<'p>(&self, pass_on: &'p dyn Fn(Vec<Piece>)) -> ReportWriter<'p> {
        ReportWriter::new(self.reporter.reports.len(), pass_on)
    }

    fn part(&self, job: usize, pieces: Vec<Piece>) {
        self.results.push_part(job, JobResult::Part(pieces));
    }

    /// Counts a document, and writes its reports.
    fn report(&self, mut record: Record<'_>, checked: CheckedDocument, out: &mut ReportWriter<'_>) {
        if checked.findings.iter().any(|finding| finding.code == DOCUMENT_TOO_LARGE.name) {
            // What is behind the limit may name a secret, so no value is shown: at most the bracket at its start.
            let has_bracket = matches!(record.body.first(), Some(b'{' | b'[' | b'<'));
            record.body = &record.body[..usize::from(has_bracket)];
        }
        self.reporter.add(record, checked, out);
    }
}

/// Whether a file that begins with `prefix` is read whole, as one body.
fn is_body(source: &Source, prefix: &[u8]) -> bool {
    if Compression::detect(prefix).is_some() || Encoding::detect(prefix).is_some() {
        return false;
    }
    let form = Form::detect(prefix);
    matches!(form, Form::Json | Form::Xml)
        || source.is_json() && form != Form::Har
        || prefix.trim_ascii().is_empty()
}

/// Reads at most `length` more bytes into `body`.
fn read_more(reader: &mut impl Read, length: usize, body: &mut Vec<u8>) -> io::Result<()> {
    body.reserve(TYPICAL_DOCUMENT);
    let length = u64::try_from(length).unwrap_or(u64::MAX);
    reader.take(length).read_to_end(body)?;
    Ok(())
}
