//! The format `gitlab`: a code quality report, which GitLab shows in merge requests.

use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

use plex_pin_captures::{CheckedDocument, Record, Severity, Verdict};
use serde_json::json;

use super::fingerprint::Fingerprints;
use super::format::Report;
use super::machine::write_json;
use super::place::Locator;
use super::totals::Totals;
use crate::advice::advice;
use crate::output::SEPARATOR;

#[derive(Default)]
pub(crate) struct GitLab {
    fingerprints: Mutex<Fingerprints>,
}

impl Report for GitLab {
    fn document(&self, record: Record<'_>, checked: &CheckedDocument, out: &mut dyn Write) -> io::Result<()> {
        if checked.findings.is_empty() {
            return Ok(());
        }
        let mut fingerprints = self.fingerprints.lock().unwrap_or_else(PoisonError::into_inner);
        let mut locator = Locator::new(record);
        for finding in &checked.findings {
            let severity = match finding.severity {
                Severity::Error if matches!(checked.verdict, Verdict::Refused | Verdict::Unread) => {
                    "critical"
                }
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Note => "info",
            };
            let pointer = if finding.pointer.is_empty() { "the root" } else { &finding.pointer };
            let help = advice(record, finding);
            out.write_all(SEPARATOR)?;
            let violation = json!({
                "description": format!("{} at {pointer}: {help}", finding.message),
                "check_name": finding.code,
                "fingerprint": fingerprints.next(record.source, finding),
                "severity": severity,
                "location": {
                    "path": record.source.strip_prefix("./").unwrap_or(record.source),
                    "lines": {"begin": locator.at(finding).line},
                },
            });
            write_json(&violation, out)?;
        }
        Ok(())
    }

    fn opening(&self) -> Cow<'static, str> {
        Cow::Borrowed("[")
    }

    fn is_list(&self) -> bool {
        true
    }

    fn is_ordered(&self) -> bool {
        true
    }

    fn end(&self, _: &Totals, _: bool, out: &mut Vec<u8>) -> io::Result<()> {
        out.extend_from_slice(b"\n]\n");
        Ok(())
    }
}
