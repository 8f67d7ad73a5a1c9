//! The report for people: a line for each file, an excerpt for each finding, a summary.

use std::cmp::Reverse;
use std::fmt::Arguments;
use std::io::Write;

use annotate_snippets::renderer::{AnsiColor, Style};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use plex_pin::{Outcome, Position, Positions};

use crate::args::Mode;
use crate::check::{Checked, Finding, Severity, Verdict};
use crate::excerpt::{Excerpt, Excerpts};
use crate::output::harmless;
use crate::report::{Record, Tally, Totals};

/// Longer pointers are cut.
const LONGEST_POINTER: usize = 200;

/// Excerpts are cut before they are drawn; none is so wide.
const WIDEST: usize = 1000;

#[derive(Debug)]
pub(crate) struct Human {
    mode: Mode,
    renderer: Renderer,
    place: Style,
    good: Style,
    bad: Style,
}

impl Human {
    pub(crate) fn new(mode: Mode, colour: bool) -> Self {
        let style = |it: AnsiColor| {
            if colour { it.on_default().bold() } else { Style::new() }
        };
        let place = style(AnsiColor::BrightBlue);
        let renderer = if colour { Renderer::styled().line_num(place) } else { Renderer::plain() };
        Self {
            mode,
            renderer: renderer.term_width(WIDEST),
            place,
            good: style(AnsiColor::Green),
            bad: style(AnsiColor::Red),
        }
    }

    /// What became of a document, and all that is off in it.
    pub(crate) fn document(&self, record: Record<'_>, checked: &Checked, out: &mut Vec<u8>) {
        let source = shown_name(record.source);
        let name = match record.line {
            Some(line) => format!("{source}:{line}"),
            None => source.clone(),
        };
        let verdict = self.styled(checked.verdict, checked.verdict.name());
        let mut notes: Vec<_> = checked.document.map(|kind| kind.name().to_owned()).into_iter().collect();
        if checked.verdict != Verdict::Refused {
            let mut tally = Tally::default();
            tally.note(checked);
            notes.extend(findings(&tally));
        }
        line_to(out, format_args!("{name}: {verdict}{}", in_brackets(&notes)));
        if checked.findings.is_empty() {
            return;
        }
        out.push(b'\n');
        self.findings(&source, record, checked, out);
        let more = checked.more_findings();
        if more > 0 {
            let more = counted(more, "more finding");
            line_to(out, format_args!("{name}: {more} not shown; see --max-findings\n"));
        }
    }

    /// An excerpt for each finding of a document, and an empty line after each.
    fn findings(&self, source: &str, record: Record<'_>, checked: &Checked, out: &mut Vec<u8>) {
        let excerpts = Excerpts::new(record.body);
        let mut positions = Positions::new(record.body);
        let mut last = None;
        for finding in &checked.findings {
            let mut position = positions.at(finding.span.start);
            position.line = record.line.unwrap_or(position.line);
            // All that an object lacks stands below one excerpt of it.
            let this = Some((finding.code, finding.span));
            let excerpt = (last != this).then(|| excerpts.around(finding.span, !finding.is_about_object()));
            last = this;
            out.extend_from_slice(self.finding(source, position, excerpt, finding).as_bytes());
            out.extend_from_slice(b"\n\n");
        }
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
        let pointer = harmless(pointer, LONGEST_POINTER);
        let title = format!("{} at {pointer}", finding.message);
        let mut group = Group::with_title(level.primary_title(title).id(finding.code));
        if let Some(excerpt) = excerpt {
            let mark = AnnotationKind::Primary.span(excerpt.marked);
            // A strict reader keeps nothing, so that only a lenient one says what became of the value.
            let outcome = finding.outcome.filter(|_| self.mode == Mode::Lenient);
            let mark = mark.label(outcome.map(Outcome::as_str));
            let snippet = Snippet::source(excerpt.line).line_start(position.line);
            group = group.element(snippet.annotation(mark)).element(Level::HELP.message(finding.help));
        }
        let drawn = self.renderer.render(&[group]);
        // Drawn by ourselves, since the column is that of the file and not of the excerpt.
        let (title, rest) = drawn.split_at(drawn.find('\n').unwrap_or(drawn.len()));
        let place = self.place;
        let indent = position.line.to_string().len();
        format!("{title}\n{:indent$}{place}-->{place:#} {source}:{position}{rest}", "")
    }

    /// What became of a file of lines.
    pub(crate) fn lines(&self, source: &str, tally: &Tally, out: &mut Vec<u8>) {
        line_to(out, format_args!("{}: {}", shown_name(source), self.verdicts(tally)));
    }

    pub(crate) fn summary(&self, totals: &Totals, out: &mut Vec<u8>) {
        let Totals { files, unreadable, ref tally } = *totals;
        line_to(out, format_args!("{}, {}", counted(files, "file"), self.verdicts(tally)));
        if unreadable > 0 {
            let unread = format!("{} could not be checked", counted(unreadable, "path"));
            line_to(out, format_args!("{}", self.styled(Verdict::Refused, &unread)));
        }
        if tally.codes.is_empty() {
            return;
        }
        let mut codes: Vec<_> = tally.codes.iter().collect();
        // The most frequent first; equal ones stay in the order of their names.
        codes.sort_by_key(|&(_, &count)| Reverse(count));
        let width = codes[0].1.to_string().len();
        out.push(b'\n');
        for (code, count) in codes {
            line_to(out, format_args!("  {count:width$}  {code}"));
        }
        line_to(out, format_args!("\nFor more about a code: plex-pin explain CODE"));
    }

    /// `3 documents: 1 conforms, 2 deviate (2 errors)`.
    fn verdicts(&self, tally: &Tally) -> String {
        let parts = [
            (tally.conforming, Verdict::Conforms, "conform"),
            (tally.deviating, Verdict::Deviates, "deviate"),
            (tally.refused, Verdict::Refused, "refused"),
        ];
        let parts = parts.into_iter().filter(|&(count, ..)| count > 0);
        let parts: Vec<_> = parts
            .map(|(count, verdict, many)| {
                let word = if count == 1 { verdict.name() } else { many };
                self.styled(verdict, &format!("{count} {word}"))
            })
            .collect();
        let documents = counted(tally.documents(), "document");
        let colon = if parts.is_empty() { "" } else { ": " };
        let notes = in_brackets(&findings(tally));
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

/// `2 errors`, `1 warning`, where there are any.
fn findings(tally: &Tally) -> Vec<String> {
    let counts = [(tally.errors, "error"), (tally.warnings, "warning")];
    let counts = counts.into_iter().filter(|&(count, _)| count > 0);
    counts.map(|(count, what)| counted(count, what)).collect()
}

fn in_brackets(notes: &[String]) -> String {
    if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn shown_name(source: &str) -> String {
    harmless(source, usize::MAX)
}

fn line_to(out: &mut Vec<u8>, line: Arguments<'_>) {
    writeln!(out, "{line}").expect("a vector takes everything");
}
