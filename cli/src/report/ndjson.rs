//! The format `ndjson`: one JSON object per line. If something was not checked, the last line counts it.

use std::io::{self, Write};

use plex_pin_captures::{CheckedDocument, Record};

use super::ReportOptions;
use super::format::Report;
use super::machine::{self, JsonSummary};
use super::totals::Totals;

pub(crate) struct JsonLines {
    pub(crate) options: ReportOptions,
}

impl Report for JsonLines {
    fn document(&self, record: Record<'_>, checked: &CheckedDocument, out: &mut dyn Write) -> io::Result<()> {
        machine::write(record, &self.options, checked, out)?;
        out.write_all(b"\n")
    }

    fn has_summary(&self) -> bool {
        true
    }

    fn end(&self, totals: &Totals, _: bool, out: &mut Vec<u8>) -> io::Result<()> {
        let summary = JsonSummary::of(totals);
        if !summary.is_empty() {
            machine::write_json(&summary, out)?;
            out.push(b'\n');
        }
        Ok(())
    }
}
