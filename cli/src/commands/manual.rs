//! The manual page: what `--help` of every subcommand says, in one page.

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

/// An empty argument of a macro. The text would depend on the day otherwise.
const NO_DATE: &str = "\"\"";

/// Returns the page in the language of troff, with the macros of `man`.
pub(super) fn page(command: Command) -> String {
    let mut root = command.disable_help_subcommand(true);
    root.build();
    let manual = man(&mut root).date(NO_DATE).manual("User Commands");
    let mut page = Roff::new().render();
    push(&mut page, |out| manual.render_title(out));
    push(&mut page, |out| manual.render_name_section(out));
    push(&mut page, |out| manual.render_synopsis_section(out));
    push(&mut page, |out| manual.render_options_section(out));
    for subcommand in root.get_subcommands_mut() {
        push_subcommand(&mut page, subcommand);
    }
    page
}

/// Makes the parts of a page, with the synopsis that `--help` has: one of every option would be long.
fn man(command: &mut Command) -> Man {
    let usage = command.render_usage().to_string();
    Man::new(command.clone().override_usage(usage.trim_start_matches("Usage: ").to_owned()))
}

/// Adds a section for a subcommand, in which the sections that it would have in a page of its own are one level lower.
fn push_subcommand(page: &mut String, command: &mut Command) {
    let manual = man(command);
    let mut sections = String::new();
    push(&mut sections, |out| manual.render_synopsis_section(out));
    push(&mut sections, |out| manual.render_description_section(out));
    push(&mut sections, |out| manual.render_options_section(out));
    if let Some(help) = command.get_after_long_help() {
        let mut roff = Roff::new();
        roff.control("SH", ["NOTES"]);
        push_help(&mut roff, &help.to_string());
        push(&mut sections, |out| roff.to_writer(out));
    }
    let mut heading = Roff::new();
    heading.control("SH", [command.get_name().to_uppercase().as_str()]);
    push(page, |out| heading.to_writer(out));
    // Only a macro begins with a period: those of texts are escaped.
    for line in sections.lines() {
        match line.strip_prefix(".SH ") {
            Some(name) => page.extend([".SS ", name, "\n"]),
            None => page.extend([line, "\n"]),
        }
    }
}

/// Adds a part of a page, without the definitions that each part begins with.
fn push(page: &mut String, write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) {
    let mut part = Vec::new();
    write(&mut part).expect("a vector takes everything");
    let part = String::from_utf8(part).expect("the page is UTF-8");
    page.push_str(part.strip_prefix(&Roff::new().render()).unwrap_or(&part));
}

/// Adds a long help text: paragraphs, and rows that have a term, at least two spaces and what the term means.
fn push_help(roff: &mut Roff, text: &str) {
    /// Of a term in a list, and of each further level.
    const INDENT: usize = 2;
    /// What is indented further continues the row above it.
    const MAX_INDENT: usize = 6;
    let mut depth = 0;
    for line in text.lines() {
        let content = line.trim_start();
        let indent = line.len() - content.len();
        if indent > MAX_INDENT {
            roff.text([roman(content)]);
            continue;
        }
        let row = content.split_once("  ").filter(|_| indent > 0);
        let level = if row.is_some() { indent / INDENT } else { 0 };
        nest(roff, depth, level);
        depth = level;
        match row {
            Some((term, meaning)) => {
                let meaning = meaning.trim_start();
                let width = (content.len() - meaning.len()).to_string();
                roff.control("TP", [width.as_str()]).text([bold(term)]).text([roman(meaning)]);
            }
            None if content.is_empty() => {}
            None => {
                roff.control("PP", []).text([roman(content)]);
            }
        }
    }
    nest(roff, depth, 0);
}

/// Goes from a level of lists to another one: 0 outside of lists, whose rows have no space between them.
fn nest(roff: &mut Roff, from: usize, to: usize) {
    if from == 0 && to > 0 {
        roff.control("PD", ["0"]);
    }
    for _ in from..to {
        roff.control("RS", ["2"]);
    }
    for _ in to..from {
        roff.control("RE", []);
    }
    if from > 0 && to == 0 {
        roff.control("PD", []);
    }
}

#[cfg(test)]
mod tests {
    use clap_mangen::roff::Roff;

    use super::push_help;

    #[test]
    fn ok_long_help() {
        for (help, expected) in [
            ("One.\n\nTwo.", ".PP\nOne.\n.PP\nTwo.\n"),
            (
                "Codes:\n  0  yes\n  1  no,\n          not at all\n\nEnd",
                ".PP\nCodes:\n.PD 0\n.RS 2\n.TP 3\n\\fB0\\fR\nyes\n.TP 3\n\\fB1\\fR\nno,\nnot at all\n.RE\n.PD\n\
                 .PP\nEnd\n",
            ),
            (
                "  a    of a:\n    b  of b\n  c    of c",
                ".PD 0\n.RS 2\n.TP 5\n\\fBa\\fR\nof a:\n.RS 2\n.TP 3\n\\fBb\\fR\nof b\n.RE\n.TP 5\n\\fBc\\fR\nof c\n\
                 .RE\n.PD\n",
            ),
            (".SH is text, `-` too", ".PP\n\\&.SH is text, `\\-` too\n"),
        ] {
            let mut roff = Roff::new();
            push_help(&mut roff, help);
            assert_eq!(roff.to_roff(), expected, "{help}");
        }
    }
}
