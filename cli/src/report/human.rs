//! The format `human`: a line for each file, an excerpt for each finding, a summary.

use std::cmp::Reverse;
use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use annotate_snippets::renderer::{AnsiColor, Style};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use plex_pin::Outcome;
use plex_pin_captures::{CheckMode, CheckedDocument, Container, Counts, Finding, Record, Severity, Verdict};

use super::ReportOptions;
use super::excerpt::{Excerpt, Excerpts};
use super::format::{Report, SourceEnd};
use super::groups::Groups;
use super::place::{FilePlace, Locator};
use super::totals::{Totals, counted};
use super::wrap::wrap;
use crate::advice::advice;
use crate::display::escape;

/// How many characters of a pointer are shown.
const MAX_POINTER: usize = 200;

/// Excerpts are cut before they are drawn, and are never this wide.
const TERMINAL_WIDTH: usize = 1000;

/// The width of excerpts where that of the terminal is not known.
const DEFAULT_WIDTH: usize = 80;

pub(crate) struct Human {
    mode: CheckMode,
    renderer: Renderer,
    location: Style,
    good: Style,
    bad: Style,
    /// The width of the terminal; `None` if there is none.
    width: Option<usize>,
    /// None if nothing is grouped.
    groups: Option<Mutex<Groups>>,
}

impl Human {
    pub(super) fn new(options: &ReportOptions) -> Self {
        let colour = options.colour;
        let style = |it: AnsiColor| {
            if colour { it.on_default().bold() } else { Style::new() }
        };
        let location = style(AnsiColor::BrightBlue);
        let renderer = if colour { Renderer::styled().line_num(location) } else { Renderer::plain() };
        Self {
            mode: options.mode,
            renderer: renderer.term_width(TERMINAL_WIDTH),
            location,
            good: style(AnsiColor::Green),
            bad: style(AnsiColor::Red),
            width: options.width,
            groups: Groups::new(options.grouping, options.is_terminal).map(Mutex::new),
        }
    }

    fn groups(&self) -> Option<MutexGuard<'_, Groups>> {
        self.groups.as_ref().map(|groups| groups.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Writes an excerpt for each finding of a document that is told, each followed by a blank line.
    fn findings(&self, source: &str, record: Record<'_>, checked: &CheckedDocument) -> Vec<String> {
        let mut groups = self.groups();
        if let Some(groups) = &mut groups {
            groups.start_record();
        }
        let excerpts = Excerpts::new(record.body);
        let mut locator = Locator::new(record);
        let mut last = None;
        let mut told = Vec::new();
        for finding in &checked.findings {
            let place = locator.at(finding);
            let label = || format!("{source}:{}:{}", place.line, place.column);
            if groups.as_mut().is_some_and(|groups| !groups.is_told(finding, label)) {
                continue;
            }
            // All missing members of an object share one excerpt.
            let this = Some((finding.code, finding.span));
            let digits = place.line.to_string().len();
            let width = self.width.unwrap_or(DEFAULT_WIDTH).saturating_sub(digits + " | ".len());
            let excerpt =
                (last != this).then(|| excerpts.around(finding.span, !finding.is_about_object(), width));
            last = this;
            told.push(self.finding(source, place, excerpt, finding));
        }
        told
    }

    fn finding(&self, source: &str, place: FilePlace, excerpt: Option<Excerpt>, finding: &Finding) -> String {
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
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
            let snippet = Snippet::source(excerpt.line).line_start(place.line);
            let help = Level::HELP.message(advice(finding.code, finding.help));
            group = group.element(snippet.annotation(mark)).element(help);
        }
        let drawn = self.renderer.render(&[group]);
        // The location line is written here, since its column is that of the file and not of the excerpt.
        let (title, rest) = drawn.split_at(drawn.find('\n').unwrap_or(drawn.len()));
        let location = self.location;
        let indent = place.line.to_string().len();
        let (line, column) = (place.line, place.column);
        let arrow = format!("{:indent$}{location}-->{location:#} {source}:{line}:{column}", "");
        let Some(width) = self.width else { return format!("{title}\n{arrow}{rest}") };
        // The last line is the help.
        let (excerpt, help) = rest.rsplit_once('\n').unwrap_or(("", rest));
        let help = wrap(help, width, indent + " = help: ".len());
        let separator = if excerpt.is_empty() { "" } else { "\n" };
        format!("{}\n{arrow}{excerpt}{separator}{help}", wrap(title, width, 4))
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
            Verdict::Deviates | Verdict::Refused | Verdict::Unread => self.bad,
        };
        format!("{style}{text}{style:#}")
    }
}

impl Report for Human {
    fn document(&self, record: Record<'_>, checked: &CheckedDocument, out: &mut dyn Write) -> io::Result<()> {
        // A file of lines has too many documents to list those without findings. What could not be read is told on standard
        // error, and counted in the summary.
        let is_clean = checked.findings.is_empty() && checked.omitted.is_empty();
        if record.line.is_some() && is_clean || checked.verdict == Verdict::Unread {
            return Ok(());
        }
        let source = escape(record.source, usize::MAX);
        let told = if is_clean { Vec::new() } else { self.findings(&source, record, checked) };
        if told.is_empty() && !checked.findings.is_empty() && self.groups.is_some() {
            return Ok(());
        }
        let mut name = match record.line {
            Some(line) => format!("{source}:{line}"),
            None => source.clone(),
        };
        name.extend(record.container.and_then(exchange));
        let verdict = self.styled(checked.verdict, checked.verdict.as_str());
        let mut notes: Vec<_> = checked.kind.map(|kind| kind.as_str().to_owned()).into_iter().collect();
        let mut counts = Counts::default();
        counts.add_document(checked);
        if checked.verdict != Verdict::Refused {
            notes.extend(severities(&counts));
        }
        notes.extend(left_out(&counts));
        writeln!(out, "{name}: {verdict}{}", in_parentheses(&notes))?;
        if is_clean {
            return Ok(());
        }
        writeln!(out)?;
        for finding in told {
            write!(out, "{finding}\n\n")?;
        }
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

    fn is_ordered(&self) -> bool {
        self.groups.is_some()
    }

    fn end_of_source(&self, end: &SourceEnd<'_>, out: &mut Vec<u8>) -> io::Result<()> {
        if end.is_document || end.is_hidden {
            return Ok(());
        }
        writeln!(out, "{}: {}", escape(end.source, usize::MAX), self.verdicts(&end.tally.counts))
    }

    fn end(&self, totals: &Totals, after_blank_line: bool, out: &mut Vec<u8>) -> io::Result<()> {
        if !after_blank_line {
            writeln!(out)?;
        }
        let counts = &totals.tally.counts;
        let repeated = self.groups().map(|groups| groups.repeated()).unwrap_or_default();
        if !repeated.is_empty() {
            writeln!(
                out,
                "The same in more records, where only the first is shown (--group=never shows all):\n"
            )?;
            let width = repeated.iter().map(|it| it.count.to_string().len()).max().unwrap_or_default();
            for it in &repeated {
                let pointer =
                    if it.pointer.is_empty() { "the root".into() } else { escape(&it.pointer, MAX_POINTER) };
                let severity = it.severity.as_str();
                writeln!(
                    out,
                    "  {:width$}  {severity}[{}] at {pointer}, as in {}",
                    it.count, it.code, it.first
                )?;
            }
            writeln!(out)?;
        }
        writeln!(out, "{}, {}", counted(totals.files, "file"), self.verdicts(counts))?;
        if totals.unreadable > 0 {
            let unread = format!("{} could not be checked", counted(totals.unreadable, "path"));
            writeln!(out, "{}", self.styled(Verdict::Refused, &unread))?;
        }
        let not_checked = totals.not_checked();
        if !not_checked.is_empty() {
            writeln!(out, "not checked: {not_checked}")?;
        }
        for line in totals.left_out() {
            writeln!(out, "{line}")?;
        }
        if counts.codes.is_empty() {
            return Ok(());
        }
        let mut codes: Vec<_> = counts.codes.iter().collect();
        // The most frequent first; the sort is stable, so equal counts stay in alphabetical order.
        codes.sort_by_key(|&(_, &count)| Reverse(count));
        let width = codes[0].1.to_string().len();
        let code_width = codes.iter().map(|(code, _)| code.len()).max().unwrap_or_default();
        writeln!(out)?;
        for (code, count) in codes {
            match totals.tally.first.get(code) {
                Some(first) => writeln!(out, "  {count:width$}  {code:code_width$}  first in {first}")?,
                None => writeln!(out, "  {count:width$}  {code}")?,
            }
        }
        writeln!(out, "\nFor more about a code: plex-pin explain CODE")
    }
}

/// Writes `1 allowed`, `2 suppressed`, without counts of zero.
fn left_out(counts: &Counts) -> Vec<String> {
    let counts = [(counts.allowed.values().sum(), "allowed"), (counts.suppressed, "suppressed")];
    let counts = counts.into_iter().filter(|&(count, _)| count > 0);
    counts.map(|(count, word): (usize, _)| format!("{count} {word}")).collect()
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

/// Writes `2 errors`, `1 warning`, `1 note`, without counts of zero.
fn severities(counts: &Counts) -> Vec<String> {
    let counts = Severity::ALL.map(|severity| (counts.of(severity), severity.as_str()));
    let counts = counts.into_iter().filter(|&(count, _)| count > 0);
    counts.map(|(count, severity)| counted(count, severity)).collect()
}

fn in_parentheses(notes: &[String]) -> String {
    if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) }
}
