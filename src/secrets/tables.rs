//! Finds secrets in tables: a column under the name of a secret in CSV, TSV and Markdown, a cell beside a name.
//!
//! A name in the head of a table has no value beside it, so the scan does not look for one there.

use alloc::vec::Vec;
use core::ops::Range;

use super::judge::{is_random, is_token_like};
use super::names::{Name, contains_name, whole_name};
use super::scan::{NamePlace, Scan, is_hidden, is_quote, repeats_bare};

/// The longest line that may be the head of a table, and the longest row.
const MAX_LINE: usize = 4096;

/// The longest name of a column.
const MAX_NAME: usize = 64;

/// The longest tag, and how many are between a name and its value.
const MAX_TAG: usize = 256;
const MAX_TAGS: usize = 4;

/// How many rows are read as damaged before there is one in order.
const MAX_DAMAGED: usize = 2;

/// What separates cells.
const DELIMITERS: [u8; 4] = *b",;\t|";

const SHOWING: [&[u8]; 19] = [
    b"td", b"dd", b"code", b"kbd", b"samp", b"pre", b"tt", b"b", b"strong", b"em", b"i", b"span", b"p",
    b"div", b"a", b"li", b"u", b"font", b"small",
];

/// Elements whose content is a value in full, also if it is a word.
const LITERAL: [&[u8]; 6] = [b"code", b"kbd", b"samp", b"pre", b"tt", b"dd"];

/// The head of a table.
struct Head {
    line: Range<usize>,
    delimiter: u8,
    /// How many columns there are.
    count: usize,
    /// Which of them have the name of a secret.
    columns: Vec<(usize, &'static Name)>,
}

impl Scan<'_> {
    /// Hides the columns of tables whose head has the name of a secret. Call it before the scan.
    ///
    /// Returns the head of the last table, if its rows go on at the end of the text.
    pub(super) fn tables(&mut self) -> Option<Range<usize>> {
        let text = self.text;
        let mut line_start = 0;
        let mut open = None;
        while line_start < text.len() {
            let line_end = line_end(text, line_start);
            let starts = [line_start, self.string_start(line_start, line_end)];
            let head = starts.into_iter().find_map(|start| self.head(start..line_end));
            let below = head.and_then(|head| Some((self.rows(&head)?, head.line)));
            line_start = match below {
                Some((end, head)) => {
                    open = Some(head.clone()).filter(|_| end >= text.len());
                    self.heads.push(head);
                    end
                }
                None => line_end + 1,
            };
        }
        open
    }

    /// Where the string begins that holds a line feed: of a table in a JSON string or a parameter, behind what is before it.
    fn string_start(&self, line_start: usize, line_end: usize) -> usize {
        let width = self.view.width(line_end);
        let limit = line_start.max(line_end.saturating_sub(MAX_LINE));
        let is_outer = |at: &usize| is_around(self.text[*at]) && (width == 1 || self.view.width(*at) < width);
        (limit..line_end).rev().find(is_outer).map_or(line_start, |quote| quote + 1)
    }

    /// The end of the row that begins at `start`: its line feed, or the quote of the string around the table.
    fn row_end(&self, start: usize, width: usize) -> Option<usize> {
        let text = self.text;
        let limit = text.len().min(start + MAX_LINE);
        let is_end = |at: &usize| {
            let is_outer = || is_quote(text[*at]) || text[*at] == b'&';
            text[*at] == b'\n' || width > 1 && is_outer() && self.view.width(*at) < width
        };
        (start..limit).find(is_end).or((limit == text.len()).then_some(limit))
    }

    /// Reads a line as the head of a table with the name of a secret.
    fn head(&self, line: Range<usize>) -> Option<Head> {
        let text = self.text;
        let content = &text[line.clone()];
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-. ,;\t|\"'`*\r".contains(byte);
        if content.len() > MAX_LINE || !content.iter().all(is_part) {
            return None;
        }
        DELIMITERS.iter().filter(|delimiter| content.contains(delimiter)).find_map(|&delimiter| {
            let names = cells(text, line.clone(), delimiter);
            let column =
                |(index, cell): (usize, &Range<usize>)| Some((index, whole_name(&text[cell.clone()])?));
            let columns: Vec<_> = names.iter().enumerate().filter_map(column).collect();
            let is_head =
                names.len() > 1 && names.iter().all(|cell| is_column(&text[cell.clone()], delimiter));
            (is_head && !columns.is_empty()).then_some(Head {
                line: line.clone(),
                delimiter,
                count: names.len(),
                columns,
            })
        })
    }

    /// Hides the columns of a head in the rows below it, and returns where these end. None if there are none.
    ///
    /// A row with another number of cells is damaged, or a part of one: what looks generated in it is hidden.
    fn rows(&mut self, head: &Head) -> Option<usize> {
        let text = self.text;
        let width = self.view.width(head.line.end);
        let (mut start, mut has_rule, mut count, mut damaged) = (head.line.end + 1, false, 0, 0);
        while let Some(end) = self.row_end(start, width).filter(|_| start < text.len()) {
            let row = start..end;
            let cells = cells(text, row.clone(), head.delimiter);
            if text[row.clone()].trim_ascii().is_empty() || self.head(row.clone()).is_some() {
                break;
            }
            if head.delimiter == b'|' && is_rule(&text[row.clone()]) {
                has_rule = true;
            } else if head.delimiter == b'|' && !has_rule {
                // Without a rule below the head, a line of Markdown is a name and its value.
                break;
            } else if cells.len() == head.count {
                count += 1;
                for &(index, name) in &head.columns {
                    let repeats = repeats_bare(&text[cells[index].clone()]);
                    self.secret(cells[index].clone(), name.shown, name.kind, repeats);
                }
            } else {
                damaged += 1;
                // Prose may look like the head of a table.
                if count == 0 && damaged > MAX_DAMAGED {
                    break;
                }
                self.hide_words(row, head.columns[0].1.shown);
            }
            start = end + 1;
            if text.get(end) != Some(&b'\n') {
                break;
            }
        }
        (count > 0).then_some(start)
    }

    fn hide_words(&mut self, range: Range<usize>, name: &'static str) {
        let mut at = range.start;
        while at < range.end {
            let end = self.token_end(at).min(range.end);
            // `sid=…`
            let equals = self.text[at..end].iter().position(|&byte| byte == b'=');
            for start in [Some(at), equals.map(|equals| at + equals + 1)].into_iter().flatten() {
                if is_token_like(&self.text[start..end]) {
                    self.push(name, start..end, true);
                }
            }
            at = end + 1;
        }
    }

    /// Hides the cell beside a name: `<td>authToken</td><td>…</td>`, `| authToken | … |`. Returns whether there is one.
    pub(super) fn cell_beside(&mut self, place: NamePlace, word: &Range<usize>) -> bool {
        let value = self.element_beside(word).or_else(|| self.cell_behind(word));
        let Some(value) = value.filter(|value| is_hidden(&self.text[value.clone()])) else { return false };
        let repeats = repeats_bare(&self.text[value.clone()]);
        self.secret(value.clone(), place.name.shown, place.name.kind, repeats);
        let end = self.extend_over_error(value.end, place.name.shown);
        // A line that ends before the bar of its last cell: the line feed is an error.
        let text = self.text;
        let more = if text.get(end) == Some(&b'\n') { self.token_end(end + 1) } else { end };
        let is_rest = more > end
            && is_token_like(&text[end + 1..more])
            && text[more..].trim_ascii_start().starts_with(b"|");
        if is_rest {
            self.push(place.name.shown, end + 1..more, true);
        }
        self.done_until = self.done_until.max(if is_rest { more } else { end });
        true
    }

    /// `| authToken | … |`, a line of two cells.
    fn cell_behind(&self, word: &Range<usize>) -> Option<Range<usize>> {
        let text = self.text;
        let is_frame = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'*' | b'`' | b'"' | b':');
        let before = text[..word.start].iter().rev().take(8).find(|byte| !is_frame(byte));
        let bar = text[..word.start].iter().rev().take(8).take_while(is_frame).count() + 1;
        let is_first = before == Some(&b'|')
            && text[..word.start - bar]
                .iter()
                .rev()
                .take(8)
                .find(|&&byte| byte != b' ')
                .is_none_or(|&it| it == b'\n' || is_around(it));
        let next = word.end + text[word.end..].iter().take(64).take_while(is_frame).count();
        if !is_first || text.get(next) != Some(&b'|') {
            return None;
        }
        let end = line_end(text, next).min(next + MAX_LINE);
        let cells = cells(text, next..end, b'|');
        let [value] = &cells[..] else { return None };
        let content = &text[value.clone()];
        let is_value = is_word(content) || content.split(u8::is_ascii_whitespace).any(is_token_like);
        is_value.then(|| value.clone())
    }

    /// `<td>authToken</td><td>…</td>`, `<dt>authToken</dt><dd>…</dd>`, `<b>authToken</b>: <code>…</code>`.
    fn element_beside(&self, word: &Range<usize>) -> Option<Range<usize>> {
        let text = self.text;
        let name = open_tag(&text[..word.start])?;
        let is_gap = |byte: &&u8| byte.is_ascii_whitespace() || matches!(byte, b':' | b'=' | b'"' | b'\'');
        let gap = |at: usize| at + text[at..].iter().take(64).take_while(is_gap).count();
        let mut at = gap(word.end);
        let close = text[at..].strip_prefix(b"</")?;
        if !close.starts_with(name) {
            return None;
        }
        let mut element = &b""[..];
        let mut cells = 0;
        for _ in 0..=MAX_TAGS {
            if text.get(at) != Some(&b'<') {
                break;
            }
            let tag = &text[at + 1..text.len().min(at + MAX_TAG)];
            let length = tag.iter().position(|byte| matches!(byte, b'<' | b'>'))?;
            if tag[length] == b'<' {
                return None;
            }
            if tag[0] != b'/' {
                element = tag_name(tag);
                cells += usize::from(element == b"td");
            }
            at = gap(at + length + 2);
        }
        let rest = &text[at..];
        let length = rest[..rest.len().min(MAX_LINE)].windows(2).position(|pair| pair == b"</")?;
        // A wrong `<`, or an element in it.
        let inner = rest[..length].iter().position(|&byte| byte == b'<');
        let length = inner.filter(|_| rest[..length].contains(&b'>')).unwrap_or(length);
        let value = trimmed(text, at..at + length);
        let content = &text[value.clone()];
        let end = &rest[length..];
        // A row of two cells.
        let is_last = || {
            cells == 1 && end.starts_with(b"</td") && {
                let behind = end.iter().position(|&byte| byte == b'>').map_or(&b""[..], |at| &end[at + 1..]);
                !behind.trim_ascii_start().starts_with(b"<t")
            }
        };
        let is_shown = is_showing(element)
            && (is_random(content) || is_word(content) && (LITERAL.contains(&element) || is_last()));
        is_shown.then_some(value)
    }
}

/// Whether a byte is next to a string or a parameter.
fn is_around(byte: u8) -> bool {
    is_quote(byte) || matches!(byte, b'=' | b'&')
}

/// Whether an element shows a value, and does not say which one it is.
pub(super) fn is_showing(element: &[u8]) -> bool {
    SHOWING.contains(&element)
}

/// The name of the tag that ends a text, if it opens an element.
fn open_tag(before: &[u8]) -> Option<&[u8]> {
    let before = before.strip_suffix(b"\"").unwrap_or(before).trim_ascii_end().strip_suffix(b">")?;
    let start = before.iter().rev().take(MAX_TAG).position(|&byte| byte == b'<')?;
    let name = tag_name(&before[before.len() - start..]);
    (!name.is_empty()).then_some(name)
}

fn tag_name(tag: &[u8]) -> &[u8] {
    &tag[..tag.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count()]
}

fn line_end(text: &[u8], start: usize) -> usize {
    text[start..].iter().position(|&byte| byte == b'\n').map_or(text.len(), |length| start + length)
}

/// The cells of a line, without the space and the quotes around each. Of Markdown, without the bars at both ends.
fn cells(text: &[u8], line: Range<usize>, delimiter: u8) -> Vec<Range<usize>> {
    let mut line = line.start..line.end - usize::from(text[line.clone()].ends_with(b"\r"));
    if delimiter == b'|' {
        line = trimmed(text, line);
        line.start += usize::from(text[line.clone()].starts_with(b"|"));
        line.end -= usize::from(text[line.clone()].ends_with(b"|"));
    }
    let mut cells = Vec::new();
    let (mut start, mut is_quoted) = (line.start, false);
    for at in line.clone() {
        match text[at] {
            b'"' if delimiter != b'|' => is_quoted = !is_quoted,
            byte if byte == delimiter && !is_quoted => {
                cells.push(trimmed(text, start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    cells.push(trimmed(text, start..line.end));
    cells
}

/// A range without the space, the quotes and the marks of Markdown around it.
fn trimmed(text: &[u8], range: Range<usize>) -> Range<usize> {
    let is_frame = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'`' | b'*');
    let content = &text[range.clone()];
    let start = content.iter().take_while(|byte| is_frame(byte)).count();
    let end = content[start..].iter().rev().take_while(|byte| is_frame(byte)).count();
    range.start + start..range.end - end
}

/// Whether a cell may be the name of a column. Prose has commas as well.
fn is_column(cell: &[u8], delimiter: u8) -> bool {
    let has_spaces = delimiter == b'|';
    (1..=MAX_NAME).contains(&cell.len())
        && cell.iter().all(|&byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.') || has_spaces && byte == b' '
        })
        && (!is_random(cell) || contains_name(cell))
}

/// The line below the head of a table: `|---|:-:|`, `----+----`.
fn is_rule(line: &[u8]) -> bool {
    line.contains(&b'-')
        && line.iter().all(|byte| matches!(byte, b'-' | b'|' | b'+' | b':' | b'=' | b' ' | b'\r'))
}

/// A value of one word, and no name.
fn is_word(value: &[u8]) -> bool {
    !value.is_empty() && !value.iter().any(u8::is_ascii_whitespace) && !contains_name(value)
}
