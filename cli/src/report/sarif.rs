//! The format `sarif`: the Static Analysis Results Interchange Format 2.1.0, for code scanning and editors.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

use plex_pin::Outcome;
use plex_pin_captures::codes::{self, Code};
use plex_pin_captures::{CheckedDocument, Finding, Record, Verdict};
use serde_json::{Value, json};

use super::fingerprint::Fingerprints;
use super::format::Report;
use super::machine::write_json;
use super::options::ReportOptions;
use super::place::{FilePlace, Locator};
use super::totals::Totals;
use crate::advice::{advice, general_advice};
use crate::output::SEPARATOR;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(crate) struct Sarif {
    options: ReportOptions,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    fingerprints: Fingerprints,
    /// Inputs that could not be read.
    notifications: Vec<Value>,
}

impl Sarif {
    pub(super) fn new(options: ReportOptions) -> Self {
        Self { options, state: Mutex::default() }
    }
}

impl Report for Sarif {
    fn document(&self, record: Record<'_>, checked: &CheckedDocument, out: &mut dyn Write) -> io::Result<()> {
        if checked.findings.is_empty() {
            return Ok(());
        }
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if checked.verdict == Verdict::Unread {
            let notifications = checked.findings.iter().map(|finding| {
                json!({
                    "level": "error",
                    "descriptor": {"id": finding.code},
                    "message": {"text": finding.message},
                    "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(record.source)}}}],
                })
            });
            state.notifications.extend(notifications);
            return Ok(());
        }
        let mut locator = Locator::new(record);
        for finding in &checked.findings {
            let place = locator.at(finding);
            let fingerprint = state.fingerprints.next(record.source, finding);
            out.write_all(SEPARATOR)?;
            write_json(&result(record, finding, place, &fingerprint), out)?;
        }
        Ok(())
    }

    fn opening(&self) -> Cow<'static, str> {
        let rules: Vec<_> = codes::all().filter_map(codes::find).map(|code| rule(&code)).collect();
        let driver =
            json!({"name": "plex-pin", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules});
        let complete = if self.options.complete { "complete/" } else { "" };
        let id = format!("plex-pin/validate/{}/{complete}", self.options.mode.as_str());
        Cow::Owned(format!(
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\n\"tool\":{{\"driver\":{driver}}},\n\
             \"automationDetails\":{},\"columnKind\":\"utf16CodeUnits\",\n\"results\":[",
            json!({"id": id}),
        ))
    }

    fn is_list(&self) -> bool {
        true
    }

    fn is_ordered(&self) -> bool {
        true
    }

    fn end(&self, totals: &Totals, _: bool, out: &mut Vec<u8>) -> io::Result<()> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let unchecked = totals
            .unchecked()
            .into_iter()
            .map(|it| json!({"reason": it.reason, "count": it.count, "description": it.description}));
        let counts = &totals.tally.counts;
        let invocations = json!([{
            "executionSuccessful": totals.unreadable == 0,
            "toolExecutionNotifications": state.notifications,
        }]);
        let properties = json!({
            "documents": counts.documents(),
            "conforming": counts.conforming,
            "allowed": counts.allowed,
            "suppressed": counts.suppressed,
            "unchecked": unchecked.collect::<Vec<_>>(),
        });
        out.extend_from_slice(b"\n],\n\"invocations\":");
        write_json(&invocations, out)?;
        out.extend_from_slice(b",\n\"properties\":");
        write_json(&properties, out)?;
        out.extend_from_slice(b"}]}\n");
        Ok(())
    }

    fn has_summary(&self) -> bool {
        true
    }
}

fn rule(code: &Code) -> Value {
    let help = general_advice(code.name, code.help);
    json!({
        "id": code.name,
        "shortDescription": {"text": code.description},
        "help": {"text": format!("{help}\nFor an example: plex-pin explain {}", code.name)},
    })
}

fn result(record: Record<'_>, finding: &Finding, place: FilePlace, fingerprint: &str) -> Value {
    let pointer = if finding.pointer.is_empty() { "the root" } else { &finding.pointer };
    let mut properties = json!({
        "pointer": finding.pointer,
        "outcome": finding.outcome.map(Outcome::as_str),
        "help": advice(record, finding),
    });
    if let Some(container) = record.container {
        properties["form"] = json!(container.form);
        properties["container"] = json!(container.pointer);
        properties["entry"] = json!(container.entry);
        properties["url"] = json!(container.url);
    }
    json!({
        "ruleId": finding.code,
        "level": finding.severity.as_str(),
        "message": {"text": format!("{} at {pointer}", finding.message)},
        "locations": [{
            "physicalLocation": {"artifactLocation": {"uri": uri(record.source)}, "region": region(place)},
            "logicalLocations": [{"fullyQualifiedName": finding.pointer, "kind": "member"}],
        }],
        "partialFingerprints": {"plexPin/v1": fingerprint},
        "properties": properties,
    })
}

fn region(place: FilePlace) -> Value {
    let mut region = json!({"startLine": place.line});
    if let Some(column) = place.utf16_column {
        region["startColumn"] = json!(column);
    }
    if let Some((line, column)) = place.end {
        region["endLine"] = json!(line);
        region["endColumn"] = json!(column);
    }
    if let Some([start, end]) = place.bytes {
        region["byteOffset"] = json!(start);
        region["byteLength"] = json!(end.saturating_sub(start));
    }
    region
}

/// Writes a path as a relative or absolute reference of RFC 3986.
fn uri(path: &str) -> String {
    let path = path.strip_prefix("./").unwrap_or(path);
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.replace(std::path::MAIN_SEPARATOR, "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            write!(uri, "%{byte:02X}").expect("a string takes everything");
        }
    }
    uri
}
