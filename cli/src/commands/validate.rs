//! `plex-pin validate`: from arguments to a pipeline.

use plex_pin_captures::{CheckMode, CheckOptions, Checker, Engine};

use crate::args::ValidateArgs;
use crate::exit::Exit;
use crate::output::Output;
use crate::pipeline::{self, PipelineOptions};

/// Returns the error message of a combination of arguments that is invalid.
pub(super) fn conflict(args: &ValidateArgs) -> Option<&'static str> {
    if args.paths.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
        return Some("standard input (-) can be read only once");
    }
    let is_lenient_schema = (args.engine, args.mode) == (Engine::Schema, CheckMode::Lenient);
    (is_lenient_schema && args.complete)
        .then_some("there is no lenient schema that is complete: omit --complete or --engine schema")
}

pub(super) fn run(args: &ValidateArgs) -> Exit {
    let checker = Checker::new(&CheckOptions {
        engine: args.engine,
        mode: args.mode,
        complete: args.complete,
        kind: args.kind.0,
        http: !args.no_http,
        max_findings: args.max_findings.get(),
        max_document_bytes: args.max_document_bytes.get(),
    });
    let colour = args.color.is_on();
    let report = args.format.report(args.mode, colour);
    let options = PipelineOptions {
        paths: args.paths.clone(),
        lines: args.lines,
        max_document_bytes: args.max_document_bytes.get(),
        threads: args.threads.map(usize::from),
        quiet: args.quiet,
    };
    pipeline::run(&options, &checker, &*report, Output::new(colour, report.is_array()))
}
