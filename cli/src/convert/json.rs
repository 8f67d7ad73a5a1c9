//! Documents as NDJSON, or as one JSON array.

use std::borrow::Cow;
use std::io::{self, Write};

use plex_pin_captures::{CheckedDocument, Record};

use super::document::Kept;
use crate::output::SEPARATOR;
use crate::report::{Report, Totals};

/// One document per line.
pub(crate) struct JsonLines(pub(crate) Kept);

impl Report for JsonLines {
    fn document(&self, record: Record<'_>, checked: &CheckedDocument, out: &mut dyn Write) -> io::Result<()> {
        match self.0.json(record, checked) {
            Some((_, json)) => writeln!(out, "{json}"),
            None => Ok(()),
        }
    }
}

/// One array.
pub(crate) struct JsonArray(pub(crate) Kept);

impl Report for JsonArray {
    fn document(&self, record: Record<'_>, checked: &CheckedDocument, out: &mut dyn Write) -> io::Result<()> {
        let Some((_, json)) = self.0.json(record, checked) else { return Ok(()) };
        out.write_all(SEPARATOR)?;
        out.write_all(json.as_bytes())
    }

    fn opening(&self) -> Cow<'static, str> {
        Cow::Borrowed("[")
    }

    fn is_list(&self) -> bool {
        true
    }

    fn end(&self, _: &Totals, _: bool, out: &mut Vec<u8>) -> io::Result<()> {
        writeln!(out, "]")
    }
}
