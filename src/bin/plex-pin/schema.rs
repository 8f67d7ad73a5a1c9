//! The schemas: one printed, and one held against a document.

use std::process::ExitCode;

use plex_pin::schema::{Draft, Mode, Root, Schema};
use plex_pin::{DeviationCode, Error, Span};

use crate::args;
use crate::check::{Finding, Kind, Severity};
use crate::output;
use crate::secrets::Secrets;

/// Prints the schema that is asked for, or says which there are.
pub(crate) fn run(options: &args::Schema) -> ExitCode {
    match Schema::find(options.root, options.mode, options.draft) {
        Some(schema) => output::print(schema.text()),
        None => {
            let known = Schema::ALL.iter().map(|schema| {
                format!("\n  {} --mode {} --draft {}", schema.root(), schema.mode(), schema.draft())
            });
            let (root, mode, draft) = (options.root, options.mode, options.draft);
            output::complain(format_args!(
                "there is no schema {root} --mode {mode} --draft {draft}; there are:{}",
                known.collect::<String>()
            ));
            ExitCode::from(output::USAGE)
        }
    }
}

/// The code of what a schema refuses where the decoder finds nothing.
pub(crate) const CODE: &str = "schema-keyword";
pub(crate) const DESCRIPTION: &str =
    "a keyword of the schema that is not met where the decoder objects to nothing at that very place";
pub(crate) const HELP: &str = "look at the keyword in `plex-pin schema`";

/// What the schema of a document objects to.
pub(crate) fn findings(kind: Kind, mode: Mode, body: &[u8]) -> Result<Vec<Finding>, Error> {
    let root = match kind {
        Kind::Pin => Root::Pin,
        Kind::Location => Root::Location,
        Kind::Errors => Root::ApiErrors,
    };
    // Invariant: every document has a schema of every mode in the current draft.
    let Some(schema) = Schema::find(root, mode, Draft::Draft202012) else { return Ok(Vec::new()) };
    let (violations, secrets) = (schema.validate(body)?, Secrets::of(body));
    // Where no deviation tells the place: the document, whose beginning says enough.
    let start = body.iter().position(|&byte| byte == b'{').unwrap_or_default();
    let document = Span::new(start, start + 1);
    let findings = violations.iter().map(|violation| Finding {
        code: violation.code().map_or(CODE, |code| code.as_str()),
        outcome: violation.outcome(),
        severity: Severity::Error,
        pointer: secrets.hidden_in(violation.pointer()),
        span: violation.span().unwrap_or(document),
        message: violation.message().to_string(),
        help: violation.code().map_or(HELP, |code| code.help()),
    });
    let mut findings: Vec<_> = findings.collect();
    // A validator goes by the schema; a report goes by the text, and ends with what is not there.
    let is_missing = |finding: &Finding| finding.code == DeviationCode::MissingMember.as_str();
    findings.sort_by_key(|finding| (is_missing(finding), finding.span));
    Ok(findings)
}
