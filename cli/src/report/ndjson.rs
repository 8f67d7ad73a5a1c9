//! The format `ndjson`: one JSON object per line.

use plex_pin_captures::{CheckMode, CheckedDocument, Record};

use super::format::Report;
use super::machine;

pub(crate) struct JsonLines {
    pub(crate) mode: CheckMode,
}

impl Report for JsonLines {
    fn document(&self, record: Record<'_>, checked: &CheckedDocument, out: &mut Vec<u8>) {
        machine::write(record, self.mode, checked, out);
        out.push(b'\n');
    }
}
