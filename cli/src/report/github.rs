//! The format `github`: annotations of pull requests, and the summary of the step.

use std::cmp::Reverse;
use std::env;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use plex_pin_captures::{CheckedDocument, Finding, Record, Severity};

use super::format::Report;
use super::place::{FilePlace, Locator};
use super::totals::{Totals, counted};
use crate::advice::advice;
use crate::display::escape;
use crate::output::eprint_error;

/// How many annotations of each level GitHub shows for a step.
const MAX_ANNOTATIONS: usize = 10;

/// How many characters of a message are shown.
const MAX_MESSAGE: usize = 1000;

pub(crate) struct GitHub {
    /// The file of the step's summary: `GITHUB_STEP_SUMMARY`.
    summary: Option<PathBuf>,
    /// How many findings there were of each severity.
    seen: Mutex<[usize; 3]>,
}

impl GitHub {
    pub(super) fn new() -> Self {
        let summary = env::var_os("GITHUB_STEP_SUMMARY").filter(|it| !it.is_empty()).map(PathBuf::from);
        Self { summary, seen: Mutex::default() }
    }

    /// Writes the summary of the step in Markdown.
    fn write_summary(&self, totals: &Totals) -> io::Result<()> {
        let Some(path) = &self.summary else { return Ok(()) };
        let mut file = File::options().append(true).create(true).open(path)?;
        file.write_all(summary(totals).as_bytes())
    }
}

impl Report for GitHub {
    fn document(&self, record: Record<'_>, checked: &CheckedDocument, out: &mut dyn Write) -> io::Result<()> {
        if checked.findings.is_empty() && checked.omitted.is_empty() {
            return Ok(());
        }
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let mut locator = Locator::new(record);
        for finding in &checked.findings {
            let count = &mut seen[finding.severity as usize];
            *count += 1;
            if *count <= MAX_ANNOTATIONS {
                writeln!(out, "{}", annotation(record, finding, locator.at(finding)))?;
            }
        }
        for &(_, severity, count) in &checked.omitted {
            seen[severity as usize] += count;
        }
        Ok(())
    }

    fn is_ordered(&self) -> bool {
        true
    }

    fn has_summary(&self) -> bool {
        true
    }

    fn end(&self, totals: &Totals, _: bool, out: &mut Vec<u8>) -> io::Result<()> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        for severity in Severity::ALL {
            let more = seen[severity as usize].saturating_sub(MAX_ANNOTATIONS);
            if more > 0 {
                let noun = format!("more {}", severity.as_str());
                writeln!(out, "{} not shown as annotations", counted(more, &noun))?;
            }
        }
        for line in lines(totals) {
            writeln!(out, "{line}")?;
        }
        if let Err(error) = self.write_summary(totals) {
            eprint_error(format_args!("cannot write the summary of the step: {error}"));
        }
        Ok(())
    }
}

/// Writes `::error file=a.json,line=2,col=9::expected …`.
fn annotation(record: Record<'_>, finding: &Finding, place: FilePlace) -> String {
    let source = record.source;
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let file = property(&escape(source.strip_prefix("./").unwrap_or(source), usize::MAX));
    let mut text = format!("::{level} file={file},line={}", place.line);
    // GitHub takes an end for granted where there is a column.
    if let Some(column) = place.utf16_column {
        write!(text, ",col={column}").expect("a string takes everything");
        if let Some((line, column)) = place.end {
            let end =
                if line == place.line { format!(",endColumn={column}") } else { format!(",endLine={line}") };
            text.push_str(&end);
        }
    }
    let pointer = if finding.pointer.is_empty() { "the root" } else { &finding.pointer };
    let message = format!("{} at {pointer}: {}", finding.message, advice(record, finding));
    let message = data(&escape(&message, MAX_MESSAGE));
    write!(text, ",title={}::{message}", property(finding.code)).expect("a string takes everything");
    text
}

/// Escapes the message of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// What there is to say of a whole run.
fn lines(totals: &Totals) -> Vec<String> {
    let counts = &totals.tally.counts;
    let mut lines = vec![format!(
        "{}, {}: {} conforming, {} deviating, {} refused",
        counted(totals.files, "file"),
        counted(counts.documents(), "document"),
        counts.conforming,
        counts.deviating,
        counts.refused
    )];
    if totals.unreadable > 0 {
        lines.push(format!("{} could not be checked", counted(totals.unreadable, "path")));
    }
    let not_checked = totals.not_checked();
    if !not_checked.is_empty() {
        lines.push(format!("not checked: {not_checked}"));
    }
    lines.extend(totals.left_out());
    lines
}

fn summary(totals: &Totals) -> String {
    let mut text = String::from("### plex-pin\n\n");
    for line in lines(totals) {
        text += &markdown(&line);
        text += "\n\n";
    }
    let counts = &totals.tally.counts;
    if counts.codes.is_empty() {
        return text;
    }
    text.push_str("| findings | code | first in |\n|---:|---|---|\n");
    let mut codes: Vec<_> = counts.codes.iter().collect();
    codes.sort_by_key(|&(_, &count)| Reverse(count));
    for (code, count) in codes {
        let first = totals.tally.first.get(code).map(|first| markdown(first)).unwrap_or_default();
        writeln!(text, "| {count} | {code} | {first} |").expect("a string takes everything");
    }
    text.push('\n');
    text
}

/// Escapes what Markdown and HTML would take for markup. The text has no line feed.
fn markdown(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' | '(' | ')' | '@' | '$' => {
                escaped.extend(['\\', character]);
            }
            _ => escaped.push(character),
        }
    }
    escaped
}
