//! The format `json`: one JSON object.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use plex_pin_captures::{CheckedDocument, Record};
use serde::Serialize;

use super::ReportOptions;
use super::format::Report;
use super::machine::{self, JsonSummary};
use super::totals::Totals;
use crate::output::SEPARATOR;

/// The version of the machine-readable reports, see `schemas/report.json`.
const VERSION: u32 = 1;

pub(crate) struct Json {
    pub(crate) options: ReportOptions,
}

#[derive(Serialize)]
struct Counts<'t> {
    files: usize,
    documents: usize,
    conforming: usize,
    deviating: usize,
    refused: usize,
    unread: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    suppressed: usize,
    allowed: &'t BTreeMap<&'static str, usize>,
    codes: Vec<Code<'t>>,
}

#[derive(Serialize)]
struct Code<'t> {
    code: &'static str,
    count: usize,
    first: Option<&'t str>,
}

impl Report for Json {
    fn document(&self, record: Record<'_>, checked: &CheckedDocument, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(SEPARATOR)?;
        machine::write(record, &self.options, checked, out)
    }

    fn opening(&self) -> Cow<'static, str> {
        Cow::Owned(format!("{{\"version\":{VERSION},\"documents\":["))
    }

    fn is_list(&self) -> bool {
        true
    }

    fn has_summary(&self) -> bool {
        true
    }

    fn end(&self, totals: &Totals, _: bool, out: &mut Vec<u8>) -> io::Result<()> {
        #[derive(Serialize)]
        struct End<'t> {
            #[serde(flatten)]
            left_out: JsonSummary<'t>,
            summary: Counts<'t>,
        }

        let counts = &totals.tally.counts;
        let first = |code| totals.tally.first.get(code).map(String::as_str);
        let summary = Counts {
            files: totals.files,
            documents: counts.documents(),
            conforming: counts.conforming,
            deviating: counts.deviating,
            refused: counts.refused,
            unread: totals.unreadable,
            errors: counts.errors,
            warnings: counts.warnings,
            notes: counts.notes,
            suppressed: counts.suppressed,
            allowed: &counts.allowed,
            codes: counts
                .codes
                .iter()
                .map(|(&code, &count)| Code { code, count, first: first(code) })
                .collect(),
        };
        out.extend_from_slice(b"\n],\n");
        let mut end = Vec::new();
        machine::write_json(&End { left_out: JsonSummary::of(totals), summary }, &mut end)?;
        // The members continue the object of the opening.
        out.extend_from_slice(&end[1..]);
        out.push(b'\n');
        Ok(())
    }
}
