//! The format `ndjson`: one JSON object per line.

use std::io::{self, Write};

use plex_pin_captures::{CheckMode, CheckedDocument, Record};

use super::format::Report;
use super::machine;
use super::writer::ReportWriter;

pub(crate) struct JsonLines {
    pub(crate) mode: CheckMode,
}

impl Report for JsonLines {
    fn document(
        &self,
        record: Record<'_>,
        checked: &CheckedDocument,
        out: &mut ReportWriter<'_>,
    ) -> io::Result<()> {
        machine::write(record, self.mode, checked, out)?;
        out.write_all(b"\n")
    }
}
