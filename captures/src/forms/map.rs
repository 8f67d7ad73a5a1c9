//! Positions: from a decoded body back to the bytes of the record it was found in.

use std::ops::Range;
use std::sync::Arc;

/// A run of decoded bytes that came from raw bytes.
///
/// `unit` is (decoded bytes, raw bytes): (1, 1) for plain text, (1, 2) for `\n`, (3, 4) for base64. All of the run are such
/// units if it `repeats`; otherwise the first one is, and plain text follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(crate) decoded: u32,
    pub(crate) raw: u32,
    pub(crate) unit: (u8, u8),
    pub(crate) repeats: bool,
}

/// Decoded text with the segments that lead back to the raw text.
#[derive(Debug, Default)]
pub(crate) struct Decoded {
    pub(crate) text: Vec<u8>,
    pub(crate) segments: Vec<Segment>,
}

impl Decoded {
    /// Appends bytes that appear unchanged at `raw`.
    pub(crate) fn copy(&mut self, bytes: &[u8], raw: usize) {
        if !bytes.is_empty() {
            self.begin(raw, (1, 1));
            self.text.extend_from_slice(bytes);
        }
    }

    /// Appends bytes that are written in `length` bytes at `raw`.
    pub(crate) fn unit(&mut self, bytes: &[u8], raw: usize, length: usize) {
        self.begin(raw, (bytes.len(), length));
        self.text.extend_from_slice(bytes);
    }

    /// Starts a segment at the end of the text, unless the last one leads to the same place.
    pub(crate) fn begin(&mut self, raw: usize, unit: (usize, usize)) {
        let segment = Segment::new(self.text.len(), raw, unit, true);
        let unit = segment.unit;
        let continues = self.segments.last().is_some_and(|last| {
            last.repeats
                && last.unit == unit
                && (segment.decoded - last.decoded).is_multiple_of(u32::from(unit.0.max(1)))
                && {
                    let units = (segment.decoded - last.decoded) / u32::from(unit.0.max(1));
                    last.raw.saturating_add(units.saturating_mul(unit.1.into())) == segment.raw
                }
        });
        if !continues {
            self.segments.push(segment);
        }
    }
}

fn narrow(length: usize) -> u8 {
    u8::try_from(length).unwrap_or(u8::MAX)
}

fn clamp(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// One decoding step: where a text starts in a decoded text, and how that leads back to the text around it.
#[derive(Debug, Clone)]
struct Step {
    start: usize,
    segments: Arc<[Segment]>,
}

/// Maps positions in a decoded body to positions in its record, through every decoding step.
#[derive(Debug, Clone, Default)]
pub struct PositionMap {
    /// The outermost step first.
    steps: Vec<Step>,
    /// Added to positions in the innermost text.
    start: usize,
}

impl PositionMap {
    /// Returns the map of a text that starts at `start` of its record and is not decoded.
    #[must_use]
    pub fn at(start: usize) -> Self {
        Self { steps: Vec::new(), start }
    }

    /// Whether positions go through a decoding step.
    pub(crate) fn is_decoded(&self) -> bool {
        !self.steps.is_empty()
    }

    /// Returns the map of a part of the same text.
    pub(crate) fn part(&self, start: usize) -> Self {
        Self { steps: self.steps.clone(), start: self.start + start }
    }

    /// Returns the map of what was decoded from this text.
    pub(crate) fn decoded(&self, segments: Vec<Segment>) -> Self {
        let mut steps = self.steps.clone();
        steps.push(Step { start: self.start, segments: segments.into() });
        Self { steps, start: 0 }
    }

    /// Returns where a range of the body is in the record.
    #[must_use]
    pub fn locate(&self, span: Range<usize>) -> Range<usize> {
        let (mut start, mut end) = (span.start + self.start, span.end + self.start);
        for step in self.steps.iter().rev() {
            let raw_start = raw_start(&step.segments, start);
            let raw_end = if end > start { raw_end(&step.segments, end) } else { raw_start };
            (start, end) = (raw_start + step.start, raw_end.max(raw_start) + step.start);
        }
        start..end
    }
}

fn segment(segments: &[Segment], offset: usize) -> Option<&Segment> {
    let after = segments.partition_point(|segment| segment.decoded as usize <= offset);
    segments.get(after.checked_sub(1)?)
}

impl Segment {
    pub(crate) fn new(decoded: usize, raw: usize, unit: (usize, usize), repeats: bool) -> Self {
        let unit = (narrow(unit.0), narrow(unit.1));
        Self { decoded: clamp(decoded), raw: clamp(raw), unit, repeats }
    }

    /// The raw bytes of the unit, or of the plain byte, that the decoded byte at `offset` belongs to.
    fn unit_at(&self, offset: usize) -> Range<usize> {
        let (decoded, raw) = (usize::from(self.unit.0.max(1)), usize::from(self.unit.1));
        let behind = offset - self.decoded as usize;
        let (start, length) = if self.repeats {
            (behind / decoded * raw, raw)
        } else if behind < decoded {
            (0, raw)
        } else {
            (behind - decoded + raw, 1)
        };
        let start = self.raw as usize + start;
        start..start + length
    }
}

fn raw_start(segments: &[Segment], offset: usize) -> usize {
    segment(segments, offset).map_or(0, |it| it.unit_at(offset).start)
}

/// Where the unit ends that holds the byte before `offset`.
fn raw_end(segments: &[Segment], offset: usize) -> usize {
    let last = offset - 1;
    segment(segments, last).map_or(0, |it| it.unit_at(last).end)
}

#[cfg(test)]
mod tests {
    use super::{Decoded, PositionMap};

    #[test]
    fn ok_positions_through_two_steps() {
        // The record is `"a\\nb"` behind a prefix of 10 bytes: outer `\\` is `\`, inner `\n` is a line feed.
        let mut outer = Decoded::default();
        outer.copy(b"a", 1);
        outer.unit(b"\\", 2, 2);
        outer.copy(b"nb", 4);
        let mut inner = Decoded::default();
        inner.copy(b"a", 0);
        inner.unit(b"\n", 1, 2);
        inner.copy(b"b", 3);
        let map = PositionMap::at(10).decoded(outer.segments).decoded(inner.segments);
        for (span, expected) in
            [(0..1, 11..12), (1..2, 12..15), (2..3, 15..16), (0..3, 11..16), (3..3, 16..16)]
        {
            assert_eq!(map.locate(span.clone()), expected, "{span:?}");
        }
    }
}
