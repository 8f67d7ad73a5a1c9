//! A capture from its first byte to its last: decompressed, in UTF-8, in records, with what is found in each.

use std::io::{self, Read};

use memchr::{memchr_iter, memrchr};

use super::candidate::Found;
use super::compression::{Compression, Decompressed, Limit};
use super::docker::{self, LineStart, Output};
use super::find::find;
use super::har::find_in_entry;
use super::lines::Lines;
use super::split::{Ending, Part, Split, Splitter};
use super::text::Windows;
use super::utf8::Utf8;
use crate::detect::{Foreign, Form};
use crate::encoding::Encoding;

/// How much of a capture tells what it is.
const PREFIX: usize = 64 * 1024;

/// Compressed data in compressed data is decompressed so often.
const MAX_LAYERS: usize = 3;

/// How a capture is read.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The most bytes that a record may have.
    pub max_bytes: usize,
    /// The form, where it is known. None: told by the content.
    pub form: Option<Form>,
    /// How much compressed data may grow.
    pub limit: Limit,
}

impl Default for Options {
    /// Records of at most 16 MiB, of any form.
    fn default() -> Self {
        Self { max_bytes: 16 << 20, form: None, limit: Limit::default() }
    }
}

/// A part of a capture that is searched as one.
#[derive(Debug, Clone, Copy)]
pub struct Record<'b> {
    /// The form of the capture.
    pub form: Form,
    /// Its bytes, decompressed and in UTF-8. Of one that is too large only the first.
    pub bytes: &'b [u8],
    /// Where it starts in the capture.
    pub offset: u64,
    /// The line it starts on, from 1.
    pub line: usize,
    /// How many bytes of that line are before it.
    pub column: u64,
    /// The number of the entry or value, from 0, where the capture has several.
    pub entry: Option<usize>,
    /// How it ended.
    pub ending: Ending,
    /// Where lines start, if the record is put together from several of them and has no bytes of its own.
    pub lines: &'b [LineStart],
}

/// A place in a capture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Location {
    /// In bytes from the beginning, from 0.
    pub offset: u64,
    /// From 1.
    pub line: usize,
    /// In bytes, from 1.
    pub column: u64,
}

impl Record<'_> {
    /// Returns where a position in the record is in the capture.
    #[must_use]
    pub fn locate(&self, at: usize) -> Location {
        let offset = self.offset + at as u64;
        let after = self.lines.partition_point(|line| line.offset <= offset);
        if let Some(it) = after.checked_sub(1).and_then(|last| self.lines.get(last)) {
            return Location { offset, line: it.line, column: offset - it.offset + 1 };
        }
        let before = &self.bytes[..at.min(self.bytes.len())];
        let column = match memrchr(b'\n', before) {
            Some(line) => (at - line) as u64,
            None => self.column + at as u64 + 1,
        };
        let line = self.line + memchr_iter(b'\n', before).count();
        Location { offset, line, column }
    }
}

/// What a capture is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// How it was read.
    pub form: Form,
    /// How it was compressed, outermost first.
    pub compression: Vec<Compression>,
    /// How it was encoded, unless in UTF-8.
    pub encoding: Option<Encoding>,
    /// How many documents there are.
    pub documents: usize,
    /// Where there are none: what it looks like.
    pub looks_like: Option<Foreign>,
}

/// Reads a capture, and gives each record with what was found in it to `each`, in order.
///
/// Memory is bounded by `max_bytes`, and by what one read brings.
///
/// # Errors
///
/// What `reader` fails with, and [`io::ErrorKind::FileTooLarge`] for compressed data that grows beyond the limit.
/// Records that came before were given.
pub fn read<'r>(
    reader: Box<dyn Read + 'r>,
    options: &Options,
    each: &mut dyn FnMut(Record<'_>, Found<'_>),
) -> io::Result<Summary> {
    let mut compression = Vec::new();
    let (mut prefix, mut reader) = peek(reader)?;
    while let Some(it) = Compression::detect(&prefix).filter(|_| compression.len() < MAX_LAYERS) {
        compression.push(it);
        (prefix, reader) = peek(Box::new(Decompressed::new(reader, it, options.limit)))?;
    }
    let encoding = Encoding::detect(&prefix);
    if let Some(it) = encoding {
        (prefix, reader) = peek(Box::new(Utf8::new(reader, it)))?;
    }
    let form = options.form.unwrap_or_else(|| Form::detect(&prefix));
    let mut documents = 0;
    let is_told = options.form.is_none() && matches!(form, Form::Http | Form::Text);
    let told = is_told.then(|| Foreign::detect(&prefix));
    if told.is_some_and(Foreign::cuts_bodies) {
        return Ok(Summary { form, compression, encoding, documents, looks_like: told });
    }
    let mut count = |record: Record<'_>, found: Found<'_>| {
        documents += found.candidates.len();
        each(record, found);
    };
    match form {
        Form::Har => har(reader, options, &mut count)?,
        Form::Json => json(reader, options, &mut count)?,
        Form::Ndjson => ndjson(reader, options, &mut count)?,
        Form::Docker => docker(reader, options, &mut count)?,
        Form::Xml | Form::Http | Form::Text => text(form, reader, options, &mut count)?,
    }
    let looks_like = (documents == 0).then(|| told.unwrap_or_else(|| Foreign::detect(&prefix)));
    Ok(Summary { form, compression, encoding, documents, looks_like })
}

type Each<'e> = &'e mut dyn FnMut(Record<'_>, Found<'_>);
type Reader<'r> = Box<dyn Read + 'r>;

/// Reads the beginning, and returns it with a reader that gives all. An error behind it comes when it is met again.
fn peek(mut reader: Reader<'_>) -> io::Result<(Vec<u8>, Reader<'_>)> {
    let mut prefix = Vec::new();
    let read = reader.by_ref().take(PREFIX as u64).read_to_end(&mut prefix);
    match read {
        Err(error) if prefix.is_empty() => Err(error),
        Err(error) => {
            let failing = Failing(Some(error));
            Ok((prefix.clone(), Box::new(io::Cursor::new(prefix).chain(failing))))
        }
        Ok(_) => Ok((prefix.clone(), Box::new(io::Cursor::new(prefix).chain(reader)))),
    }
}

/// Gives an error, then nothing.
struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

fn record<'b>(form: Form, part: &Part<'b>) -> Record<'b> {
    let &Part { bytes, offset, line, column, number, ending } = part;
    Record { form, bytes, offset, line, column, entry: Some(number), ending, lines: &[] }
}

fn har(reader: Reader<'_>, options: &Options, each: Each<'_>) -> io::Result<()> {
    let mut splitter = Splitter::new(reader, Split::HarEntries, options.max_bytes);
    loop {
        let (has_log, part) = (splitter.entries_pointer(), splitter.next_part()?);
        let Some(part) = part else { break };
        let record = record(Form::Har, &part);
        let mut found = match part.ending {
            Ending::TooLarge => Found::too_large(part.bytes.len()),
            _ => find_in_entry(part.bytes, &format!("{has_log}/{}", part.number)),
        };
        if part.ending == Ending::CutOff {
            // Also of another host: what comes behind it is lost.
            found.broken_at.get_or_insert(part.bytes.len());
            each(record, found);
            return Ok(());
        }
        each(record, found);
    }
    if splitter.is_cut_off() {
        let part = splitter.end();
        each(record(Form::Har, &part), Found { broken_at: Some(0), ..Found::default() });
    }
    Ok(())
}

fn json(mut reader: Reader<'_>, options: &Options, each: Each<'_>) -> io::Result<()> {
    let mut bytes = Vec::new();
    let max = options.max_bytes as u64;
    let read = reader.by_ref().take(max.saturating_add(1)).read_to_end(&mut bytes);
    let form = Form::Json;
    if bytes.len() <= options.max_bytes {
        let ending = if read.is_err() { Ending::CutOff } else { Ending::Whole };
        let record =
            Record { form, bytes: &bytes, offset: 0, line: 1, column: 0, entry: None, ending, lines: &[] };
        each(record, find(&bytes));
        return read.map(|_| ());
    }
    // Too much for one record: each value by itself.
    let all = io::Cursor::new(bytes).chain(reader);
    let mut splitter = Splitter::new(all, Split::Values, options.max_bytes);
    while let Some(part) = splitter.next_part()? {
        let found = match part.ending {
            Ending::TooLarge => Found::too_large(part.bytes.len()),
            _ => find(part.bytes),
        };
        each(record(form, &part), found);
    }
    Ok(())
}

fn ndjson(reader: Reader<'_>, options: &Options, each: Each<'_>) -> io::Result<()> {
    let mut lines = Lines::new(reader, options.max_bytes);
    while let Some(part) = lines.next_line()? {
        let found = match part.ending {
            Ending::TooLarge => Found::too_large(part.bytes.len()),
            _ if part.bytes.trim_ascii().is_empty() => continue,
            _ => find(part.bytes),
        };
        each(record(Form::Ndjson, &part), found);
    }
    Ok(())
}

fn docker(reader: Reader<'_>, options: &Options, each: Each<'_>) -> io::Result<()> {
    let mut lines = Lines::new(reader, options.max_bytes);
    let mut outputs = [Output::default(), Output::default()];
    while let Some(part) = lines.next_line()? {
        match docker::log(part.bytes).filter(|_| part.ending == Ending::Whole) {
            Some((content, is_error)) => {
                let output = &mut outputs[usize::from(is_error)];
                let line = LineStart { offset: part.offset, line: part.line };
                output.add(&part.bytes[content.clone()], part.offset + content.start as u64, line);
                if output.is_full() {
                    give_outputs(&mut outputs, false, options, each);
                }
            }
            None if part.bytes.trim_ascii().is_empty() => {}
            None => each(record(Form::Docker, &part), find(part.bytes)),
        }
    }
    give_outputs(&mut outputs, true, options, each);
    Ok(())
}

/// Searches what was printed to both streams, and gives the documents in the order of the log.
fn give_outputs(outputs: &mut [Output; 2], is_last: bool, options: &Options, each: Each<'_>) {
    let mut documents = Vec::new();
    for (index, output) in outputs.iter_mut().enumerate() {
        let (offset, mut found) = output.search(is_last, options.max_bytes);
        let candidates = std::mem::take(&mut found.candidates);
        documents
            .extend(candidates.into_iter().map(|it| (offset + it.place().start as u64, index, offset, it)));
        each(printed(output, offset), found);
    }
    documents.sort_by_key(|(place, ..)| *place);
    for (_, index, offset, it) in documents {
        each(printed(&outputs[index], offset), Found { candidates: vec![it], ..Found::default() });
    }
}

/// The record of what was printed to a stream, from a place of the log on.
fn printed(output: &Output, offset: u64) -> Record<'_> {
    let (form, ending, lines) = (Form::Docker, Ending::Whole, output.lines());
    Record { form, bytes: &[], offset, line: 1, column: 0, entry: None, ending, lines }
}

fn text(form: Form, reader: Reader<'_>, options: &Options, each: Each<'_>) -> io::Result<()> {
    let mut windows = Windows::new(reader, options.max_bytes);
    while let Some((part, found)) = windows.next_window()? {
        each(Record { entry: None, ..record(form, &part) }, found);
    }
    Ok(())
}
