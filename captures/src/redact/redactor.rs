//! Redacts inputs: collects their secrets, masks them, and checks the result.
//!
//! `redact` reads each input twice, since a secret may be repeated before it is named.

use std::collections::HashMap;
use std::io::{self, Read, Write};

use plex_pin::Span;
use plex_pin::secrets::{Form, Repetitions, Secret, find_named, open_table, sort};

use super::personal::{self, Personal};
use super::rewrite::{Numbered, rewrite};
use super::windows::{Window, Windows};
use super::wrapped::{Lines, Unsafe};

/// Collects and masks the secrets of any number of inputs. Equal secrets have equal masks in all of them.
#[derive(Debug, Default)]
pub struct Redactor {
    also: Vec<Personal>,
    known: HashMap<Vec<u8>, Secret>,
    numbers: HashMap<Vec<u8>, usize>,
    repetitions: Option<Repetitions>,
}

/// A secret that was masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masked {
    /// The name it was found by.
    pub name: &'static str,
    /// The number in its mask.
    pub number: usize,
    /// Offset of its first byte in the input.
    pub start: u64,
    /// Offset after its last byte.
    pub end: u64,
    /// Line of its first byte, from 1.
    pub line: u64,
    /// Column of its first byte, in bytes, from 1.
    pub column: u64,
    /// Its length in bytes, without escapes.
    pub len: usize,
}

/// The result for an input.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Why the input could not be read to its end.
    pub failure: Option<io::Error>,
    /// Why the input cannot be redacted safely, and at which byte.
    pub problem: Option<(Unsafe, u64)>,
}

impl Redactor {
    /// Makes a redactor of secrets and of these personal values.
    #[must_use]
    pub fn new(also: &[Personal]) -> Self {
        Self { also: also.to_vec(), ..Self::default() }
    }

    /// Collects the secrets of an input. Call it for all inputs before masking the first.
    pub fn learn(&mut self, input: impl Read) -> Outcome {
        let mut windows = Windows::new(input);
        let mut lines = Lines::default();
        let mut problem = None;
        let mut head = Vec::new();
        while let Some(window) = windows.read() {
            let secrets = self.named(&window, &mut head);
            let end = window.end_outside(spans(&secrets));
            let body = &window.bytes[window.body..end];
            problem = problem
                .or_else(|| lines.add(body).map(|problem| (problem, window.offset + window.body as u64)));
            for secret in secrets {
                if secret.span.start < window.body || secret.span.start >= end {
                    continue;
                }
                let is_wrapped = secret.form == Form::Text
                    && secret.parts.iter().any(|&(span, _)| window.bytes[span.range()].contains(&b'\n'));
                if is_wrapped {
                    problem =
                        problem.or(Some((Unsafe::HardWrapped, window.offset + secret.span.start as u64)));
                }
                self.known
                    .entry(secret.value.clone())
                    .and_modify(|known| known.merge(&secret))
                    .or_insert(secret);
            }
            windows.advance(end);
        }
        self.repetitions = None;
        Outcome { failure: windows.failure, problem }
    }

    /// Writes an input with masks in place of its secrets, and reports each.
    ///
    /// # Errors
    ///
    /// Errors of `out`.
    pub fn mask(
        &mut self,
        input: impl Read,
        out: &mut impl Write,
        report: &mut dyn FnMut(Masked),
    ) -> io::Result<Outcome> {
        self.prepare();
        let mut windows = Windows::new(input);
        let mut head = Vec::new();
        let mut position = LineCounter { line: 1, line_start: 0, counted: 0 };
        while let Some(window) = windows.read() {
            let mut secrets = self.named(&window, &mut head);
            secrets.extend(self.repetitions.iter().flat_map(|it| it.find(window.bytes)));
            sort(&mut secrets);
            let end = window.end_outside(spans(&secrets));
            let numbered: Vec<_> = secrets
                .into_iter()
                .filter(|secret| secret.span.end > window.body && secret.span.start < end)
                .map(|secret| Numbered { number: self.number(&secret.value), secret })
                .collect();
            for it in &numbered {
                let span = it.secret.span;
                let start = window.offset + span.start as u64;
                position.count_to(start, &window);
                report(Masked {
                    name: it.secret.name,
                    number: it.number,
                    start,
                    end: window.offset + span.end as u64,
                    line: position.line,
                    column: start.saturating_sub(position.line_start) + 1,
                    len: it.secret.parts.iter().map(|&(_, len)| len).sum(),
                });
            }
            out.write_all(&rewrite(window.bytes, window.body, end, &numbered))?;
            position.count_to(window.offset + end as u64, &window);
            windows.advance(end);
        }
        Ok(Outcome { failure: windows.failure, problem: None })
    }

    /// Searches an output for every secret that was masked: literally, with escapes, percent-encoded, in base64, and
    /// across line ends.
    pub fn check(&mut self, output: impl Read) -> Outcome {
        self.prepare();
        let Some(repetitions) = &self.repetitions else { return Outcome::default() };
        let mut windows = Windows::new(output);
        while let Some(window) = windows.read() {
            // Without line ends it shows what is in the lines, and what a terminal has cut.
            let is_part = |byte: &u8| !matches!(byte, b'\n' | b'\r');
            let joined: Vec<u8> = window.bytes.iter().copied().filter(is_part).collect();
            let problem = repetitions.find(&joined).into_iter().next().map(|_| {
                match repetitions.find(window.bytes).into_iter().next() {
                    Some(secret) => (Unsafe::Leak, window.offset + secret.span.start as u64),
                    None => (Unsafe::HardWrapped, window.offset + window.body as u64),
                }
            });
            if problem.is_some() {
                return Outcome { failure: None, problem };
            }
            let end = window.end;
            windows.advance(end);
        }
        Outcome { failure: windows.failure, problem: None }
    }

    fn prepare(&mut self) {
        if self.repetitions.is_none() {
            let known: Vec<Secret> = self.known.values().cloned().collect();
            self.repetitions = Some(Repetitions::new(&known));
        }
    }

    /// Finds the secrets of a window by their names and shapes, and those of a table that began before it.
    ///
    /// `head`: the first line of that table. Empty if there is none.
    fn named(&self, window: &Window<'_>, head: &mut Vec<u8>) -> Vec<Secret> {
        let mut secrets = find_named(window.bytes, window.is_start, window.is_end);
        let mut joined = Vec::new();
        if !head.is_empty() {
            // The window may begin within a row.
            let row = memchr::memchr(b'\n', window.bytes).map_or(window.bytes.len(), |end| end + 1);
            joined = [head, &window.bytes[row..]].concat();
            let found = find_named(&joined, false, window.is_end).into_iter();
            secrets.extend(found.filter_map(|secret| moved(secret, head.len(), row)));
        }
        if !window.is_end {
            let text = if head.is_empty() { window.bytes } else { &joined };
            // With the rule that is below a head in Markdown.
            *head = open_table(text).map_or(Vec::new(), |span| [&text[span.range()], b"\n|-|\n"].concat());
        }
        if !self.also.is_empty() {
            secrets.extend(personal::find(window.bytes, &self.also));
        }
        sort(&mut secrets);
        secrets
    }

    fn number(&mut self, value: &[u8]) -> usize {
        let next = self.numbers.len() + 1;
        match self.numbers.get(value) {
            Some(&number) => number,
            None => *self.numbers.entry(value.to_vec()).or_insert(next),
        }
    }
}

/// Counts the lines of an input as far as it has been read.
struct LineCounter {
    line: u64,
    /// Where the line begins.
    line_start: u64,
    counted: u64,
}

impl LineCounter {
    fn count_to(&mut self, offset: u64, window: &Window<'_>) {
        let local = |offset: u64| usize::try_from(offset.saturating_sub(window.offset)).unwrap_or(usize::MAX);
        let from = self.counted.max(window.offset);
        for at in memchr::memchr_iter(b'\n', window.bytes.get(local(from)..local(offset)).unwrap_or_default())
        {
            self.line += 1;
            self.line_start = from + at as u64 + 1;
        }
        self.counted = self.counted.max(offset);
    }
}

/// Moves a secret that was found `from` bytes into a text or later to `to`.
fn moved(mut secret: Secret, from: usize, to: usize) -> Option<Secret> {
    let moved = |span: Span| Some(Span::new(span.start.checked_sub(from)? + to, span.end - from + to));
    secret.span = moved(secret.span)?;
    for (span, _) in &mut secret.parts {
        *span = moved(*span)?;
    }
    Some(secret)
}

fn spans(secrets: &[Secret]) -> impl Iterator<Item = (usize, usize)> {
    secrets.iter().map(|secret| (secret.span.start, secret.span.end))
}
