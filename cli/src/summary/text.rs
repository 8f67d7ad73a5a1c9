//! The summary as tables of text, 80 columns wide.

use plex_pin_captures::summary::Overview;

use super::table::{Cell, Table};
use super::tables::tables;
use super::whole::Whole;
use crate::display::escape;

const WIDTH: usize = 80;
/// Between two columns.
const GAP: usize = 2;
/// The last column is at least this wide.
const MIN_LAST: usize = 16;

pub(super) fn write(whole: &Whole) -> String {
    let mut text = headline(&whole.overview);
    for table in tables(whole) {
        text.push('\n');
        show(&table, &mut text);
    }
    text
}

/// Writes `58 documents in 42 files, 2017-07 to 2026-10`.
pub(super) fn headline(overview: &Overview) -> String {
    let counted = |count: u64, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    let documents = counted(overview.documents.total, "document");
    let files = counted(overview.files, "file");
    let mut dated = overview.dated();
    match (dated.next(), dated.next_back()) {
        (Some(first), Some(last)) => format!("{documents} in {files}, {first} to {last}\n"),
        (Some(month), None) => format!("{documents} in {files}, {month}\n"),
        (None, _) => format!("{documents} in {files}, without dates\n"),
    }
}

fn show(table: &Table, text: &mut String) {
    text.push_str(&table.title);
    text.push('\n');
    if !table.note.is_empty() {
        for line in wrap(&table.note, WIDTH) {
            text.push_str(&line);
            text.push('\n');
        }
    }
    if table.rows.is_empty() {
        return;
    }
    let headers: Vec<_> = table.headers.iter().map(Cell::plain).collect();
    let rows: Vec<Vec<String>> =
        std::iter::once(&headers).chain(&table.rows).map(|row| row.iter().map(shown).collect()).collect();
    let mut widths: Vec<_> = (0..table.headers.len())
        .map(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default())
        .collect();
    let columns =
        if table.kind.is_matrix() { fitting(&widths) } else { (0..widths.len()).collect::<Vec<_>>() };
    if !table.kind.is_matrix()
        && let Some((last, first)) = widths.split_last_mut()
    {
        let used: usize = first.iter().map(|width| width + GAP).sum();
        *last = (*last).min(WIDTH.saturating_sub(used + GAP).max(MIN_LAST));
    }
    for row in &rows {
        line(table, row, &columns, &widths, text);
    }
    if columns.len() < widths.len() {
        let left_out = widths.len() - columns.len();
        text.extend([format!("  {left_out} earlier columns are on the page of --html\n")]);
    }
}

fn shown(cell: &Cell) -> String {
    if cell.text.is_empty() { String::new() } else { escape(&cell.text, 200) }
}

/// The columns of a matrix that fit: the first, and the latest periods.
fn fitting(widths: &[usize]) -> Vec<usize> {
    let mut left = WIDTH.saturating_sub(widths.first().copied().unwrap_or_default() + GAP);
    let mut columns: Vec<_> = (1..widths.len())
        .rev()
        .take_while(|&column| {
            let fits = widths[column] + GAP <= left;
            left = left.saturating_sub(widths[column] + GAP);
            fits
        })
        .collect();
    columns.push(0);
    columns.reverse();
    columns
}

fn line(table: &Table, row: &[String], columns: &[usize], widths: &[usize], text: &mut String) {
    let mut line = String::new();
    let mut further = Vec::new();
    for (position, &column) in columns.iter().enumerate() {
        line.push_str("  ");
        let (cell, width) = (&row[column], widths[column]);
        if table.is_number[column] {
            line.extend([format!("{cell:>width$}")]);
        } else if position + 1 == columns.len() {
            let mut parts = wrap(cell, width).into_iter();
            let indent = line.chars().count();
            line.push_str(&parts.next().unwrap_or_default());
            further.extend(parts.map(|part| format!("{:indent$}{part}", "")));
        } else {
            line.extend([format!("{cell:width$}")]);
        }
    }
    for line in std::iter::once(line).chain(further) {
        text.push_str(line.trim_end());
        text.push('\n');
    }
}

/// Breaks a text between words. A word that is too long stays whole.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
