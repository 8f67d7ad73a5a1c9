//! The format `junit`: a test suite for each source, which most build servers read.

use std::borrow::Cow;
use std::io::{self, Write};
use std::mem;
use std::sync::{Mutex, PoisonError};

use plex_pin_captures::{CheckedDocument, Record, Severity, Verdict};
use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

use super::format::{Report, SourceEnd};
use super::place::Locator;
use super::totals::{Totals, counted};
use crate::advice::advice;
use crate::display::escape;

/// How many documents with findings a suite lists. The rest are counted.
const MAX_CASES: usize = 1000;

/// How many characters of a message are shown.
const MAX_MESSAGE: usize = 1000;

const OPENING: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"plex-pin\">\n";

#[derive(Default)]
pub(crate) struct JUnit {
    /// The documents with findings of the source that is being read.
    suite: Mutex<Suite>,
}

#[derive(Default)]
struct Suite {
    cases: Vec<TestCase>,
    /// Documents that are not listed.
    more: usize,
    more_errors: bool,
}

impl Report for JUnit {
    fn document(&self, record: Record<'_>, checked: &CheckedDocument, out: &mut dyn Write) -> io::Result<()> {
        let severity = checked.severity();
        if severity.is_none() {
            return Ok(());
        }
        let case = case(record, checked);
        if checked.verdict == Verdict::Unread {
            return write_suite(record.source, vec![case], out);
        }
        let mut suite = self.suite.lock().unwrap_or_else(PoisonError::into_inner);
        if suite.cases.len() < MAX_CASES {
            suite.cases.push(case);
        } else {
            suite.more += 1;
            suite.more_errors |= severity == Some(Severity::Error);
        }
        Ok(())
    }

    fn opening(&self) -> Cow<'static, str> {
        Cow::Borrowed(OPENING)
    }

    fn is_ordered(&self) -> bool {
        true
    }

    fn end_of_source(&self, end: &SourceEnd<'_>, out: &mut Vec<u8>) -> io::Result<()> {
        let Suite { mut cases, more, more_errors } =
            mem::take(&mut *self.suite.lock().unwrap_or_else(PoisonError::into_inner));
        if end.is_hidden {
            return Ok(());
        }
        let clean = end.tally.counts.documents().saturating_sub(cases.len() + more);
        if clean > 0 {
            let name = match (end.is_document, clean) {
                (true, _) => shown(end.source),
                (false, 1) => "1 document without findings".to_owned(),
                (false, _) => format!("{clean} documents without findings"),
            };
            cases.insert(0, new_case(&name, end.source, TestCaseStatus::success()));
        }
        if more > 0 {
            let status = if more_errors {
                failure("more findings", "see another format of the report")
            } else {
                TestCaseStatus::success()
            };
            cases.push(new_case(
                &format!("{} with findings", counted(more, "more document")),
                end.source,
                status,
            ));
        }
        write_suite(end.source, cases, out)
    }

    fn end(&self, _: &Totals, _: bool, out: &mut Vec<u8>) -> io::Result<()> {
        out.extend_from_slice(b"</testsuites>\n");
        Ok(())
    }
}

/// Makes the case of a document with findings.
fn case(record: Record<'_>, checked: &CheckedDocument) -> TestCase {
    let source = shown(record.source);
    let line = record.line.map(|line| format!(":{line}"));
    let entry = record.container.and_then(|it| it.entry).map(|entry| format!(" entry {entry}"));
    let name = [Some(source.clone()), line, entry].into_iter().flatten().collect::<String>();
    let mut locator = Locator::new(record);
    let told = checked.findings.iter().map(|finding| {
        let place = locator.at(finding);
        let pointer = if finding.pointer.is_empty() { "the root" } else { &finding.pointer };
        let message = xml_text(&format!("{} at {pointer}", finding.message), MAX_MESSAGE);
        format!(
            "{}[{}] {source}:{}:{}: {message}\n  {}\n",
            finding.severity.as_str(),
            finding.code,
            place.line,
            place.column,
            advice(record, finding)
        )
    });
    let mut text: String = told.collect();
    if checked.omitted_count() > 0 {
        text += &counted(checked.omitted_count(), "more finding");
        text += " not shown\n";
    }
    let is_error = checked.severity() == Some(Severity::Error);
    if !is_error {
        let mut case = new_case(&name, record.source, TestCaseStatus::success());
        case.set_system_out(text);
        return case;
    }
    let worst =
        checked.findings.iter().find(|it| it.severity == Severity::Error).or(checked.findings.first());
    let mut status = failure(worst.map_or("", |it| it.code), &text);
    if checked.verdict == Verdict::Unread {
        status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_message(text.clone());
    }
    new_case(&name, record.source, status)
}

/// A failure of a type, with a text. Its message is the first line.
fn failure(kind: &str, text: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status.set_type(kind);
    status.set_message(text.lines().next().unwrap_or_default());
    status.set_description(text);
    status
}

fn new_case(name: &str, source: &str, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(name, status);
    case.set_classname(shown(source));
    case
}

/// Writes one suite. Suites are written one by one, so that memory does not grow with their number.
fn write_suite(source: &str, cases: Vec<TestCase>, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
    let mut suite = TestSuite::new(shown(source));
    suite.add_test_cases(cases);
    let mut report = quick_junit::Report::new("plex-pin");
    report.add_test_suite(suite);
    let text = report.to_string().map_err(io::Error::other)?;
    // The root element is written once, around all suites.
    let start = text.find("<testsuite ").unwrap_or_default();
    let end = text.rfind("</testsuites>").unwrap_or(text.len());
    writeln!(out, "    {}", text[start..end].trim_end())
}

fn shown(source: &str) -> String {
    xml_text(source, usize::MAX)
}

/// Escapes what XML cannot hold: control characters, and two that are none in any text.
fn xml_text(text: &str, max_chars: usize) -> String {
    escape(text, max_chars).replace('\u{FFFE}', "\\u{fffe}").replace('\u{FFFF}', "\\u{ffff}")
}
