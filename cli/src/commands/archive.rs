//! Reads an archive into reports: what `summarize` and `convert` have in common.

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
    if paths.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
        let message = "standard input (-) can be read only once".to_owned();
        return Err((ErrorKind::ArgumentConflict, message));
    }
    let filter = FolderFilter::new(&input.include, &input.exclude, input.hidden)
        .map_err(|message| (ErrorKind::ValueValidation, message))?;
    let files: Vec<_> = reports.iter().filter_map(|(_, target)| target.file().map(Path::to_owned)).collect();
    if files.iter().enumerate().any(|(index, file)| files[..index].contains(file)) {
        let message = "two results would be written to the same file".to_owned();
        return Err((ErrorKind::ArgumentConflict, message));
    }
    if let Some(file) = files.iter().find(|file| is_input(file, archive)) {
        return Ok(cannot_write(&Target::File(file.clone()), "it is an input"));
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
    let max_document_bytes = usize::try_from(input.max_document_bytes).unwrap_or(usize::MAX);
    let checker = Checker::new(&CheckOptions {
        engine: Engine::Decoder,
        mode: CheckMode::Strict,
        kind: input.kind.0,
        http: *http,
        max_document_bytes,
        ..CheckOptions::default()
    });
    let options = PipelineOptions {
        paths: paths.clone(),
        filter,
        written: Outputs::of_process(&files.iter().map(PathBuf::as_path).collect::<Vec<_>>(), None),
        lines: input.lines,
        max_document_bytes,
        threads: input.threads.map(usize::from),
    };
    Ok(pipeline::run(options, &checker, &reporter, ReportOutputs::new(outputs), None).0)
}

/// Returns whether a file that will be written is read as well, by whatever path, or as one of a folder.
fn is_input(file: &Path, archive: &Archive<'_>) -> bool {
    let Archive { input, paths, .. } = archive;
    // A filter of its own, since it counts what it leaves out.
    let Ok(filter) = FolderFilter::new(&input.include, &input.exclude, input.hidden) else { return false };
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
