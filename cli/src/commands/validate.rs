//! `plex-pin validate`: from arguments to a pipeline.

use std::io::{self, IsTerminal};
use std::path::Path;

use clap::error::ErrorKind;
use plex_pin_captures::codes;
use plex_pin_captures::{CheckMode, CheckOptions, Checker, Engine};

use super::archive;
use crate::args::{FormatArg, ValidateArgs};
use crate::baseline::Baseline;
use crate::display::escape;
use crate::exit::Exit;
use crate::input::{FolderFilter, Outputs};
use crate::output::{Output, Target, eprint_error, terminal_width};
use crate::pipeline::{self, ReportOutputs};
use crate::report::{Format, ReportOptions, Reporter};

/// Returns the error of a combination of arguments that is invalid.
fn conflict(args: &ValidateArgs) -> Option<&'static str> {
    let is_lenient_schema = (args.engine, args.mode) == (Engine::Schema, CheckMode::Lenient);
    if is_lenient_schema && args.complete {
        return Some("there is no lenient schema that is complete: omit --complete or --engine schema");
    }
    let stdout = args.format.iter().filter(|it| it.1.is_none()).count();
    if stdout > 1 {
        return Some("only one report can go to standard output: use --format FORMAT=FILE for the others");
    }
    if args.output.is_some() && stdout == 0 && !args.format.is_empty() {
        return Some("every format has a file of its own: omit --output, or add a --format without a file");
    }
    archive::conflict(&args.input.paths, &written(args))
}

/// The files that the run writes.
fn written(args: &ValidateArgs) -> Vec<&Path> {
    let formats = args.format.iter().filter_map(|it| it.1.as_deref());
    formats.chain(args.output.as_deref()).chain(args.write_baseline.as_deref()).collect()
}

pub(super) fn run(args: &ValidateArgs) -> Result<Exit, (ErrorKind, String)> {
    if let Some(message) = conflict(args) {
        return Err((ErrorKind::ArgumentConflict, message.to_owned()));
    }
    let filter = archive::filter(&args.input)?;
    Ok(run_checked(args, filter).unwrap_or_else(|message| {
        eprint_error(message);
        Exit::Failure
    }))
}

/// Runs with arguments that are valid. An error says which file cannot be used, and why.
fn run_checked(args: &ValidateArgs, filter: FolderFilter) -> Result<Exit, String> {
    let input = &args.input;
    let baseline = baseline(args)?;
    for file in written(args) {
        let output = Outputs::of_files(&[file]);
        if args.input.paths.iter().any(|path| output.contains(path)) {
            return Err(format!("cannot write to {}: it is an input", shown(file)));
        }
    }
    let mut outputs = Vec::new();
    let mut reports = Vec::new();
    for (format, target) in targets(args) {
        let is_stdout = target == Target::Stdout;
        let colour = is_stdout && args.color.is_on();
        let report = format.report(ReportOptions {
            mode: args.mode,
            complete: args.complete,
            engine: args.engine,
            colour,
            width: is_stdout.then(terminal_width).flatten(),
            is_terminal: is_stdout && io::stdout().is_terminal(),
            grouping: args.group,
        });
        let name = target.to_string();
        let output = Output::open(target, colour, report.opening().into_owned(), report.is_list());
        outputs.push(output.map_err(|error| format!("cannot write to {name}: {error}"))?);
        reports.push(report);
    }
    let reporter = Reporter {
        reports,
        quiet: args.quiet,
        fail_on: args.fail_on,
        allowed: codes::all().filter(|code| args.allow.iter().any(|allowed| allowed == code)).collect(),
        max_findings: args.max_findings.get(),
        has_baseline: baseline.is_some(),
    };
    let all = reporter.needs_all_findings();
    let checker = Checker::new(&CheckOptions {
        engine: args.engine,
        mode: args.mode,
        complete: args.complete,
        kind: input.kind.0,
        http: !args.no_http,
        max_findings: if all { usize::MAX } else { args.max_findings.get() },
        max_document_bytes: input.max_document_bytes.get(),
    });
    let skipped = Outputs::of_process(&written(args), args.baseline.as_deref());
    let options = archive::options(input, input.paths.clone(), filter, skipped);
    let (exit, baseline) = pipeline::run(options, &checker, &reporter, ReportOutputs::new(outputs), baseline);
    write_baseline(args, baseline.as_ref())?;
    Ok(exit)
}

/// The format and target of each report. Without a format for standard output, the report there is human.
fn targets(args: &ValidateArgs) -> Vec<(Format, Target)> {
    let first = || args.output.clone().map_or(Target::Stdout, Target::File);
    let mut targets: Vec<_> = args
        .format
        .iter()
        .map(|FormatArg(format, file)| (*format, file.clone().map_or_else(first, Target::File)))
        .collect();
    if args.format.iter().all(|it| it.1.is_some()) {
        targets.insert(0, (Format::Human, first()));
    }
    targets
}

fn baseline(args: &ValidateArgs) -> Result<Option<Baseline>, String> {
    match &args.baseline {
        Some(file) => {
            let read = Baseline::read(file);
            read.map(Some).map_err(|message| format!("cannot use the baseline {}: {message}", shown(file)))
        }
        None => Ok(args.write_baseline.is_some().then(Baseline::empty)),
    }
}

fn write_baseline(args: &ValidateArgs, baseline: Option<&Baseline>) -> Result<(), String> {
    let Some(baseline) = baseline else { return Ok(()) };
    let (file, written) = match (&args.write_baseline, &args.baseline) {
        (Some(file), _) => (file, baseline.write(file)),
        (None, Some(file)) if args.prune_baseline => (file, baseline.write_pruned(file)),
        _ => return Ok(()),
    };
    written.map_err(|error| format!("cannot write to {}: {error}", shown(file)))
}

fn shown(path: &Path) -> String {
    escape(&path.display().to_string(), usize::MAX)
}
