//! The format `json`: one JSON array of documents.

use std::io::{self, Write};

use plex_pin_captures::{CheckMode, CheckedDocument, Record};

use super::format::Report;
use super::machine;
use super::writer::ReportWriter;
use crate::output::SEPARATOR;

pub(crate) struct JsonArray {
    pub(crate) mode: CheckMode,
}

impl Report for JsonArray {
    fn document(
        &self,
        record: Record<'_>,
        checked: &CheckedDocument,
        out: &mut ReportWriter<'_>,
    ) -> io::Result<()> {
        out.write_all(SEPARATOR)?;
        machine::write(record, self.mode, checked, out)
    }

    fn is_array(&self) -> bool {
        true
    }
}
