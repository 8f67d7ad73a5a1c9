//! Advice on findings that names options of the command, which the libraries do not know.

use plex_pin_captures::codes::hints;
use plex_pin_captures::{Finding, Record};

/// Returns the advice on a finding: the command's own, or that of the finding.
pub(crate) fn advice(record: Record<'_>, finding: &Finding) -> &'static str {
    let is_line = record.line.is_some() && record.container.is_none();
    match (finding.code, finding.help) {
        (_, hints::IS_PIN) => "if this is a pin, say so: --as pin",
        (_, hints::IS_LOCATION) => "if this is a location, say so: --as location",
        (_, hints::IS_ERRORS) => "if these are errors of plex.tv, say so: --as errors",
        (_, hints::SEARCH) if is_line => "omit --as and --lines: the documents in the file are found then",
        (_, hints::SEARCH) => "omit --as: the documents in it are found then",
        ("trailing-text", _) if is_line => "each line must be one document: split this one",
        (code, help) => general_advice(code, help),
    }
}

/// Returns the advice on a code, whatever the finding: the command's own, or else `general`.
pub(crate) fn general_advice(code: &str, general: &'static str) -> &'static str {
    match code {
        "trailing-text" => {
            "if the file has one document per line, use --lines; otherwise split it into files"
        }
        "document-too-large" => {
            "a response of plex.tv has about 600 bytes; raise --max-document-bytes if this is one"
        }
        "schema-keyword" => "look up the keyword in the output of `plex-pin schema`",
        _ => general,
    }
}
