//! The report for people: an excerpt for each finding, a line for each file, a summary.

use std::io::Write;

use annotate_snippets::renderer::{AnsiColor, Style};
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use plex_pin::{Escaped, Position, Positions};

use crate::check::{Checked, Finding, Kind, Severity, Verdict, is_about_object};
use crate::excerpt::{Excerpt, Excerpts};
use crate::report::{Record, Tally};

/// Longer names of files and pointers are cut.
const LONGEST_NAME: usize = 4096;
const LONGEST_POINTER: usize = 200;

/// Excerpts are cut before they are drawn; none is so wide.
const WIDEST: usize = 1000;

#[derive(Debug)]
pub(crate) struct Human {
    renderer: Renderer,
    good: Style,
    bad: Style,
}

impl Human {
    pub(crate) fn new(colour: bool) -> Self {
        let style = |colour: AnsiColor| colour.on_default().bold();
        if colour {
            Self {
                renderer: Renderer::styled().term_width(WIDEST),
                good: style(AnsiColor::Green),
                bad: style(AnsiColor::Red),
            }
        } else {
            Self {
                renderer: Renderer::plain().term_width(WIDEST),
                good: Style::new(),
                bad: Style::new(),
            }
        }
    }

    /// An excerpt for each finding of a document.
    pub(crate) fn findings(&self, record: Record<'_>, checked: &Checked, out: &mut Vec<u8>) {
        if checked.findings.is_empty() {
            return;
        }
        let excerpts = Excerpts::new(record.body);
        let mut positions = Positions::new(record.body);
        let source = name(record.source);
        for finding in &checked.findings {
            let mut position = positions.at(finding.span.start);
            if let Some(line) = record.line {
                position.line = line;
            }
            let excerpt = excerpts.around(finding.span, !is_about_object(finding.code));
            out.extend_from_slice(self.draw(&source, position, excerpt, finding).as_bytes());
            out.extend_from_slice(b"\n\n");
        }
        let more = checked.more_findings();
        if more > 0 {
            let line = record.line.map_or(String::new(), |line| format!(":{line}"));
            let what = counted(more, "more finding");
            let shown = if more == 1 { "is" } else { "are" };
            line_to(
                out,
                format_args!("{source}{line}: {what} {shown} not shown (--max-findings)\n"),
            );
        }
    }

    fn draw(&self, source: &str, position: Position, excerpt: Excerpt, finding: &Finding) -> String {
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let pointer = match &*finding.pointer {
            "" => "the root",
            pointer => pointer,
        };
        let pointer = Escaped::new(pointer).at_most(LONGEST_POINTER);
        let title = format!("{} at {pointer}", finding.message);
        let label = AnnotationKind::Primary
            .span(excerpt.marked)
            .label(finding.outcome);
        let group = level
            .primary_title(title)
            .id(finding.code)
            .element(
                Origin::path(source)
                    .line(position.line)
                    .char_column(position.column),
            )
            .element(
                Snippet::source(excerpt.line)
                    .line_start(position.line)
                    .annotation(label),
            )
            .element(Level::HELP.message(finding.help));
        self.renderer.render(&[group])
    }

    /// What became of a file that is one document.
    pub(crate) fn file(
        &self,
        source: &str,
        document: Option<Kind>,
        verdict: Verdict,
        tally: &Tally,
        out: &mut Vec<u8>,
    ) {
        let kind = document.map_or("document", Kind::name);
        let style = self.style(verdict);
        let counts = match verdict {
            Verdict::Refused => String::new(),
            _ => findings(tally),
        };
        line_to(
            out,
            format_args!(
                "{}: {kind} {style}{}{style:#}{counts}",
                name(source),
                verdict.name()
            ),
        );
        if !tally.codes.is_empty() {
            out.push(b'\n');
        }
    }

    /// What became of a file of lines.
    pub(crate) fn lines(&self, source: &str, tally: &Tally, out: &mut Vec<u8>) {
        line_to(out, format_args!("{}: {}", name(source), self.verdicts(tally)));
        if !tally.codes.is_empty() {
            out.push(b'\n');
        }
    }

    pub(crate) fn summary(&self, files: usize, unreadable: usize, tally: &Tally, out: &mut Vec<u8>) {
        line_to(
            out,
            format_args!("{}: {}", counted(files, "file"), self.verdicts(tally)),
        );
        if unreadable > 0 {
            let style = self.style(Verdict::Refused);
            let what = counted(unreadable, "source");
            line_to(out, format_args!("{style}{what} could not be read{style:#}"));
        }
        if tally.codes.is_empty() {
            return;
        }
        let mut codes: Vec<_> = tally.codes.iter().collect();
        // The most frequent first, equal ones by name.
        codes.sort_by_key(|&(_, &count)| std::cmp::Reverse(count));
        let width = codes[0].1.to_string().len();
        out.push(b'\n');
        for (code, count) in codes {
            line_to(out, format_args!("  {count:width$}  {code}"));
        }
        line_to(
            out,
            format_args!("\nFor more about a code: plex-pin explain CODE"),
        );
    }

    /// `3 documents: 1 conforms, 2 deviate`.
    fn verdicts(&self, tally: &Tally) -> String {
        let mut text = counted(tally.documents(), "document");
        let mut separator = ": ";
        for (count, verdict) in [
            (tally.conforming, Verdict::Conforms),
            (tally.deviating, Verdict::Deviates),
            (tally.refused, Verdict::Refused),
        ] {
            if count > 0 {
                let style = self.style(verdict);
                let word = match (verdict, count) {
                    (Verdict::Refused, _) | (_, 1) => verdict.name(),
                    (Verdict::Conforms, _) => "conform",
                    (Verdict::Deviates, _) => "deviate",
                };
                text += &format!("{separator}{style}{count} {word}{style:#}");
                separator = ", ";
            }
        }
        text + &findings(tally)
    }

    const fn style(&self, verdict: Verdict) -> Style {
        match verdict {
            Verdict::Conforms => self.good,
            Verdict::Deviates | Verdict::Refused => self.bad,
        }
    }
}

/// ` (2 errors, 1 warning)`, where there are any.
fn findings(tally: &Tally) -> String {
    match (tally.errors, tally.warnings) {
        (0, 0) => String::new(),
        (errors, 0) => format!(" ({})", counted(errors, "error")),
        (0, warnings) => format!(" ({})", counted(warnings, "warning")),
        (errors, warnings) => format!(
            " ({}, {})",
            counted(errors, "error"),
            counted(warnings, "warning")
        ),
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn name(source: &str) -> String {
    Escaped::new(source).at_most(LONGEST_NAME).to_string()
}

fn line_to(out: &mut Vec<u8>, line: std::fmt::Arguments<'_>) {
    writeln!(out, "{line}").expect("a vector takes everything");
}
