//! Records that are free of what they were read from, so that another thread can check them.

use std::ops::Range;

use super::candidate::Found;
use super::docker::LineStart;
use super::input::Record;
use super::split::Ending;

/// Some records of one capture, in order, each with what was found in it.
#[derive(Debug, Default)]
pub struct Batch {
    bytes: Vec<u8>,
    records: Vec<Kept>,
    /// How many bytes the documents have.
    documents: usize,
}

#[derive(Debug)]
struct Kept {
    /// Without its bytes and lines.
    record: Record<'static>,
    bytes: Range<usize>,
    lines: Vec<LineStart>,
    found: Found<'static>,
}

impl Batch {
    /// Adds a record. Its bytes are kept if there is something to say about them.
    pub fn add(&mut self, record: &Record<'_>, found: Found<'_>) {
        let has_bytes =
            !found.candidates.is_empty() || found.broken_at.is_some() || record.ending != Ending::Whole;
        let start = self.bytes.len();
        self.bytes.extend_from_slice(if has_bytes { record.bytes } else { &[] });
        let found = found.into_owned();
        self.documents += found.candidates.iter().map(|it| it.body.len()).sum::<usize>();
        self.records.push(Kept {
            record: Record { bytes: &[], lines: &[], ..*record },
            bytes: start..self.bytes.len(),
            lines: record.lines.to_vec(),
            found,
        });
    }

    /// Returns the approximate memory in bytes.
    #[must_use]
    pub fn size(&self) -> usize {
        self.bytes.len() + self.documents + self.records.len() * size_of::<Kept>()
    }

    /// Returns the records in their order.
    pub fn records(&self) -> impl Iterator<Item = (Record<'_>, &Found<'static>)> {
        self.records.iter().map(|it| {
            let (bytes, lines) = (&self.bytes[it.bytes.clone()], &*it.lines);
            (Record { bytes, lines, ..it.record }, &it.found)
        })
    }
}
