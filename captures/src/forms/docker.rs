//! The output in a log of Docker's json-file driver, whose lines may each be a part of a line.

use std::ops::Range;

use memchr::memmem;

use super::candidate::Found;
use super::map::{Decoded, PositionMap, Segment};
use super::search::{Search, Text};
use super::strings::unescape;
use crate::tokens::string_end;

/// How much output is searched at once.
const WINDOW: usize = 1 << 20;

/// What was printed to one stream and is not searched yet.
#[derive(Default)]
pub(crate) struct Output {
    text: Vec<u8>,
    segments: Vec<Segment>,
    /// Positions of the segments are relative to this place of the file.
    base: u64,
    /// The lines it was in, in order.
    lines: Vec<LineStart>,
}

/// Where a line of the log starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineStart {
    /// In bytes from the beginning of the log.
    pub offset: u64,
    /// The number of the line, from 1.
    pub line: usize,
}

/// The parts of a line: the content of `log`, and whether it went to standard error.
pub(crate) fn log(line: &[u8]) -> Option<(Range<usize>, bool)> {
    let start = b"{\"log\":\"".len();
    if !line.starts_with(b"{\"log\":\"") {
        return None;
    }
    let end = string_end(line, start - 1).ok()?;
    let is_error = memmem::find(&line[end..], b"\"stream\":\"stderr\"").is_some();
    Some((start..end - 1, is_error))
}

impl Output {
    /// Adds the content of a `log` that is at `offset` of the file, in the line `line`.
    pub(crate) fn add(&mut self, content: &[u8], offset: u64, line: LineStart) {
        if self.text.is_empty() {
            self.base = offset;
            self.segments.clear();
            self.lines.clear();
        }
        self.lines.push(line);
        let shift = u32::try_from(offset - self.base).unwrap_or(u32::MAX);
        let at = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        let Decoded { text, segments } = unescape(content);
        self.text.extend_from_slice(&text);
        self.segments.extend(segments.into_iter().map(|it| Segment {
            decoded: it.decoded.saturating_add(at),
            raw: it.raw.saturating_add(shift),
            ..it
        }));
    }

    pub(crate) fn lines(&self) -> &[LineStart] {
        &self.lines
    }

    pub(crate) fn is_full(&self) -> bool {
        self.text.len() >= WINDOW
    }

    /// Searches what there is, of which a document that is not whole is kept for later unless this `is_last`.
    ///
    /// Returns what was found, with positions relative to the place in the file that comes with it. The lines stay
    /// until more is added.
    pub(crate) fn search(&mut self, is_last: bool, max: usize) -> (u64, Found<'static>) {
        let base = self.base;
        let segments = std::mem::take(&mut self.segments);
        let map = PositionMap::default().decoded(segments.clone());
        let mut search = Search::default();
        search.text(&Text { bytes: &self.text, map, pointer: "/log".to_owned(), level: 0 }, 0);
        let open = search.open_from.filter(|_| !is_last && self.text.len() <= max.max(WINDOW) * 2);
        let Some(open) = open else {
            self.text.clear();
            return (base, search.into_found(&[]).into_owned());
        };
        let index = segments.partition_point(|it| it.decoded as usize <= open).saturating_sub(1);
        let mut kept = segments[index..].to_vec();
        let raw = PositionMap::default().decoded(segments).locate(open..open).start;
        search.forget_from(raw);
        // The first segment goes on in the middle.
        let cut = u32::try_from(open).unwrap_or(u32::MAX);
        let shift = u32::try_from(raw).unwrap_or(u32::MAX);
        for (index, it) in kept.iter_mut().enumerate() {
            if index == 0 && it.decoded < cut && !it.repeats {
                (it.unit, it.repeats) = ((1, 1), true);
            }
            it.raw = if index == 0 { 0 } else { it.raw - shift };
            it.decoded = it.decoded.saturating_sub(cut);
        }
        self.segments = kept;
        self.text.drain(..open);
        self.base = base + raw as u64;
        (base, search.into_found(&[]).into_owned())
    }
}
