//! The format `human`: a line for each file, an excerpt for each finding, a summary.

use std::cmp::Reverse;
use std::io::{self, Write};

use annotate_snippets::renderer::{AnsiColor, Style};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use plex_pin::{Outcome, Position, Positions};
use plex_pin_captures::{CheckMode, CheckedDocument, Container, Counts, Finding, Record, Severity, Verdict};

use super::excerpt::{Excerpt, Excerpts};
use super::format::{Report, Totals};
use super::writer::ReportWriter;
use crate::advice::advice;
use crate::display::escape;

/// How many characters of a pointer are shown.
const MAX_POINTER: usize = 200;

/// Excerpts are cut before they are drawn, and are never this wide.
const TERMINAL_WIDTH: usize = 1000;

pub(crate) struct Human {
    mode: CheckMode,
    renderer: Renderer,
    location: Style,
    good: Style,
    bad: Style,
}

impl Human {
    pub(super) fn new(mode: CheckMode, colour: bool) -> Self {
        let style = |it: AnsiColor| {
            if colour { it.on_default().bold() } else { Style::new() }
        };
        let location = style(AnsiColor::BrightBlue);
        let renderer = if colour { Renderer::styled().line_num(location) } else { Renderer::plain() };
        Self {
            mode,
            renderer: renderer.term_width(TERMINAL_WIDTH),
            location,
            good: style(AnsiColor::Green),
            bad: style(AnsiColor::Red),
        }
    }

    /// Adds an excerpt for each finding of a document, each followed by a blank line.
    fn findings(
        &self,
        source: &str,
        record: Record<'_>,
        checked: &CheckedDocument,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let excerpts = Excerpts::new(record.body);
        let mut positions = Positions::new(record.body);
        let mut last = None;
        for (index, finding) in checked.findings.iter().enumerate() {
            let mut position = positions.at(finding.span.start);
            position.line = record.line.unwrap_or(position.line);
            if let Some(place) = record.container.and_then(|it| it.places.get(index)) {
                position.line = place.line;
                position.column = usize::try_from(place.column).unwrap_or(usize::MAX);
            }
            // All missing members of an object share one excerpt.
            let this = Some((finding.code, finding.span));
            let excerpt = (last != this).then(|| excerpts.around(finding.span, !finding.is_about_object()));
            last = this;
            write!(out, "{}\n\n", self.finding(source, position, excerpt, finding))?;
        }
        Ok(())
    }

    fn finding(
        &self,
        source: &str,
        position: Position,
        excerpt: Option<Excerpt>,
        finding: &Finding,
    ) -> String {
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let pointer = match &*finding.pointer {
            "" => "the root",
            pointer => pointer,
        };
        let pointer = escape(pointer, MAX_POINTER);
        let title = format!("{} at {pointer}", finding.message);
        let mut group = Group::with_title(level.primary_title(title).id(finding.code));
        if let Some(excerpt) = excerpt {
            let mark = AnnotationKind::Primary.span(excerpt.marked);
            // A strict parse keeps no value, so the outcome only matters in lenient mode.
            let outcome = finding.outcome.filter(|_| self.mode == CheckMode::Lenient);
            let mark = mark.label(outcome.map(Outcome::as_str));
            let snippet = Snippet::source(excerpt.line).line_start(position.line);
            let help = Level::HELP.message(advice(finding.code, finding.help));
            group = group.element(snippet.annotation(mark)).element(help);
        }
        let drawn = self.renderer.render(&[group]);
        // The location line is written here, since its column is that of the file and not of the excerpt.
        let (title, rest) = drawn.split_at(drawn.find('\n').unwrap_or(drawn.len()));
        let location = self.location;
        let indent = position.line.to_string().len();
        format!("{title}\n{:indent$}{location}-->{location:#} {source}:{position}{rest}", "")
    }

    /// Writes `3 documents: 1 conforms, 2 deviate (2 errors)`.
    fn verdicts(&self, counts: &Counts) -> String {
        let parts = [
            (counts.conforming, Verdict::Conforms, "conform"),
            (counts.deviating, Verdict::Deviates, "deviate"),
            (counts.refused, Verdict::Refused, "refused"),
        ];
        let parts = parts.into_iter().filter(|&(count, ..)| count > 0);
        let parts: Vec<_> = parts
            .map(|(count, verdict, plural)| {
                let word = if count == 1 { verdict.as_str() } else { plural };
                self.styled(verdict, &format!("{count} {word}"))
            })
            .collect();
        let documents = counted(counts.documents(), "document");
        let colon = if parts.is_empty() { "" } else { ": " };
        let notes = in_parentheses(&severities(counts));
        format!("{documents}{colon}{}{notes}", parts.join(", "))
    }

    fn styled(&self, verdict: Verdict, text: &str) -> String {
        let style = match verdict {
            Verdict::Conforms => self.good,
            Verdict::Deviates | Verdict::Refused => self.bad,
        };
        format!("{style}{text}{style:#}")
    }
}

impl Report for Human {
    fn document(
        &self,
        record: Record<'_>,
        checked: &CheckedDocument,
        out: &mut ReportWriter<'_>,
    ) -> io::Result<()> {
        // A file of lines has too many documents to list those without findings.
        if record.line.is_some() && checked.findings.is_empty() {
            return Ok(());
        }
        let source = escape(record.source, usize::MAX);
        let mut name = match record.line {
            Some(line) => format!("{source}:{line}"),
            None => source.clone(),
        };
        name.extend(record.container.and_then(exchange));
        let verdict = self.styled(checked.verdict, checked.verdict.as_str());
        let mut notes: Vec<_> = checked.kind.map(|kind| kind.as_str().to_owned()).into_iter().collect();
        if checked.verdict != Verdict::Refused {
            let mut counts = Counts::default();
            counts.add_document(checked);
            notes.extend(severities(&counts));
        }
        writeln!(out, "{name}: {verdict}{}", in_parentheses(&notes))?;
        if checked.findings.is_empty() {
            return Ok(());
        }
        writeln!(out)?;
        self.findings(&source, record, checked, out)?;
        match checked.omitted_count() {
            0 => Ok(()),
            more => {
                writeln!(out, "{name}: {} not shown; see --max-findings\n", counted(more, "more finding"))
            }
        }
    }

    fn has_summary(&self) -> bool {
        true
    }

    fn end_of_lines(&self, source: &str, counts: &Counts, out: &mut Vec<u8>) -> io::Result<()> {
        writeln!(out, "{}: {}", escape(source, usize::MAX), self.verdicts(counts))
    }

    fn end(&self, totals: &Totals, after_blank_line: bool, out: &mut Vec<u8>) -> io::Result<()> {
        if !after_blank_line {
            writeln!(out)?;
        }
        let Totals { files, unreadable, ref counts, ref skipped } = *totals;
        writeln!(out, "{}, {}", counted(files, "file"), self.verdicts(counts))?;
        if unreadable > 0 {
            let unread = format!("{} could not be checked", counted(unreadable, "path"));
            writeln!(out, "{}", self.styled(Verdict::Refused, &unread))?;
        }
        if !skipped.is_empty() {
            writeln!(out, "not checked: {}", totals.not_checked())?;
        }
        if counts.codes.is_empty() {
            return Ok(());
        }
        let mut codes: Vec<_> = counts.codes.iter().collect();
        // The most frequent first; the sort is stable, so equal counts stay in alphabetical order.
        codes.sort_by_key(|&(_, &count)| Reverse(count));
        let width = codes[0].1.to_string().len();
        writeln!(out)?;
        for (code, count) in codes {
            writeln!(out, "  {count:width$}  {code}")?;
        }
        writeln!(out, "\nFor more about a code: plex-pin explain CODE")
    }
}

/// Writes ` [entry 3, GET https://plex.tv/api/v2/pins/1, status 404]`, or the pointer to what is in an envelope.
fn exchange(container: &Container) -> Option<String> {
    let shown = |text: &String| escape(text, MAX_POINTER).clone();
    let method = container.method.as_ref().map(|it| format!("{} ", shown(it))).unwrap_or_default();
    let parts = [
        container.entry.map(|entry| format!("entry {entry}")),
        Some(shown(&container.pointer)).filter(|pointer| container.entry.is_none() && !pointer.is_empty()),
        container.url.as_ref().map(|url| format!("{method}{}", shown(url))),
        container.status.map(|status| format!("status {status}")),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!(" [{}]", parts.join(", ")))
}

/// Writes `2 errors`, `1 warning`, without counts of zero.
fn severities(counts: &Counts) -> Vec<String> {
    let counts = [(counts.errors, "error"), (counts.warnings, "warning")];
    let counts = counts.into_iter().filter(|&(count, _)| count > 0);
    counts.map(|(count, severity)| counted(count, severity)).collect()
}

fn in_parentheses(notes: &[String]) -> String {
    if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) }
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
