//! What the commands that read an archive have in common: which arguments are invalid, what is read, and for `summarize` and
//! `convert` the whole run.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::error::ErrorKind;
use plex_pin_captures::{CheckMode, CheckOptions, Checker, Engine};

use crate::args::InputArgs;
use crate::display::escape;
use crate::exit::{Exit, FailOn};
use crate::input::{FolderFilter, InputError, Outputs, sources};
use crate::output::{Output, Target, eprint_error};
use crate::pipeline::{self, PipelineOptions, ReportOutputs};
use crate::report::{Report, Reporter};

/// Returns what is wrong with paths to read and files to write.
pub(super) fn conflict(paths: &[PathBuf], files: &[&Path]) -> Option<&'static str> {
    if paths.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
        return Some("standard input (-) can be read only once");
    }
    let is_twice = files.iter().enumerate().any(|(index, file)| files[..index].contains(file));
    is_twice.then_some("two results would be written to the same file")
}

/// Returns which files of folders are read. An error is that of a glob.
pub(super) fn filter(input: &InputArgs) -> Result<FolderFilter, (ErrorKind, String)> {
    FolderFilter::new(&input.include, &input.exclude, input.hidden)
        .map_err(|message| (ErrorKind::ValueValidation, message))
}

/// Returns how `paths` are read, in place of those of `input`. The files in `written` are not.
pub(super) fn options(
    input: &InputArgs,
    paths: Vec<PathBuf>,
    filter: FolderFilter,
    written: Outputs,
) -> PipelineOptions {
    PipelineOptions {
        paths,
        filter,
        written,
        lines: input.lines,
        max_document_bytes: input.max_document_bytes.get(),
        threads: input.threads.map(usize::from),
    }
}

/// What to read.
pub(super) struct Archive<'a> {
    pub(super) input: &'a InputArgs,
    /// In place of the paths of `input`.
    pub(super) paths: Vec<PathBuf>,
    /// Whether documents are checked against their request and response.
    pub(super) http: bool,
}

/// Reads every document into each report, and writes the reports to their targets.
///
/// An error is one of the arguments.
pub(super) fn read(
    archive: &Archive<'_>,
    reports: Vec<(Box<dyn Report>, Target)>,
    fail_on: FailOn,
) -> Result<Exit, (ErrorKind, String)> {
    let Archive { input, paths, http } = archive;
    let targets: Vec<_> = reports.iter().map(|(_, target)| target.clone()).collect();
    let files: Vec<_> = targets.iter().filter_map(Target::file).collect();
    if let Some(message) = conflict(paths, &files) {
        return Err((ErrorKind::ArgumentConflict, message.to_owned()));
    }
    let filter = filter(input)?;
    if let Some(file) = files.iter().find(|file| is_input(file, archive)) {
        return Ok(cannot_write(&Target::File(file.to_path_buf()), "it is an input"));
    }
    let mut outputs = Vec::new();
    let mut all = Vec::new();
    for (report, target) in reports {
        match Output::open(target.clone(), false, report.opening().into_owned(), report.is_list()) {
            Ok(output) => outputs.push(output),
            Err(error) => return Ok(cannot_write(&target, &error.to_string())),
        }
        all.push(report);
    }
    let reporter = Reporter {
        reports: all,
        quiet: false,
        fail_on,
        allowed: Vec::new(),
        max_findings: CheckOptions::MAX_FINDINGS,
        has_baseline: false,
    };
    let checker = Checker::new(&CheckOptions {
        engine: Engine::Decoder,
        mode: CheckMode::Strict,
        kind: input.kind.0,
        http: *http,
        max_document_bytes: input.max_document_bytes.get(),
        ..CheckOptions::default()
    });
    let options = options(input, paths.clone(), filter, Outputs::of_process(&files, None));
    Ok(pipeline::run(options, &checker, &reporter, ReportOutputs::new(outputs), None).0)
}

/// Returns whether a file that will be written is read as well, by whatever path, or as one of a folder.
fn is_input(file: &Path, archive: &Archive<'_>) -> bool {
    let Archive { input, paths, .. } = archive;
    // A filter of its own, since it counts what it leaves out.
    let Ok(filter) = filter(input) else { return false };
    let (written, filter) = (Arc::new(Outputs::of_files(&[file])), Arc::new(filter));
    // A file that does not exist yet is in no folder.
    file.is_file()
        && paths
            .iter()
            .flat_map(|path| sources(path, &written, &filter))
            .any(|source| matches!(source, Err(InputError::IsOutput(_) | InputError::SkippedOutput(_))))
}

/// Reports that a result cannot be written.
fn cannot_write(target: &Target, why: &str) -> Exit {
    eprint_error(format_args!("cannot write to {target}: {}", escape(why, usize::MAX)));
    Exit::Failure
}
