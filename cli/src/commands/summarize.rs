//! `plex-pin summarize`: from arguments to a pipeline that counts, and what is compared.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use clap::error::ErrorKind;
use plex_pin_captures::redact::redact_name;
use plex_pin_captures::summary::Overview;

use super::archive::{self, Archive};
use crate::args::{SummarizeArgs, SummaryFailOn, SummaryFormat};
use crate::display::escape;
use crate::exit::{Exit, FailOn};
use crate::output::{Target, eprint_error};
use crate::report::Report;
use crate::summary::{Form, Summarizer, SummaryReport};

/// A saved summary is smaller than this many bytes.
const MAX_SAVED: u64 = 64 << 20;

pub(super) fn run(args: &SummarizeArgs) -> Result<Exit, (ErrorKind, String)> {
    if args.fail_on == SummaryFailOn::Drift && args.against.is_none() {
        return Err((ErrorKind::MissingRequiredArgument, "--fail-on drift needs --against OLD".to_owned()));
    }
    let against = match args.against.as_deref().map(|old| overview(args, old)).transpose()? {
        Some(Err(exit)) => return Ok(exit),
        Some(Ok(overview)) => Some(overview),
        None => None,
    };
    let summarizer = Arc::new(Summarizer::new(against));
    let form = match args.format {
        SummaryFormat::Text => Form::Text,
        SummaryFormat::Json => Form::Json,
    };
    let target = args.output.clone().map_or(Target::Stdout, Target::File);
    let mut reports: Vec<(Box<dyn Report>, Target)> =
        vec![(Box::new(SummaryReport::collecting(&summarizer, form)), target)];
    if let Some(file) = &args.html {
        let page = SummaryReport::of_collected(&summarizer, Form::Html);
        reports.push((Box::new(page), Target::File(file.clone())));
    }
    let archive = Archive { input: &args.input, paths: args.input.paths.clone(), http: true };
    let exit = archive::read(&archive, reports, FailOn::Never)?;
    let fails = args.fail_on == SummaryFailOn::Drift && summarizer.has_drift();
    Ok(if exit == Exit::Success && fails { Exit::Deviations } else { exit })
}

/// The overview of `--against`: read from a file, or made of an archive. Or the exit code, when it is neither.
fn overview(args: &SummarizeArgs, old: &Path) -> Result<Result<Overview, Exit>, (ErrorKind, String)> {
    let unusable = |why: &str| {
        let name = escape(&redact_name(&old.display().to_string()), usize::MAX);
        eprint_error(format_args!("cannot compare with {name}: {why}"));
        Ok(Err(Exit::Failure))
    };
    if old.as_os_str() == "-" {
        let message = "--against takes a file or a folder, not standard input (-)".to_owned();
        return Err((ErrorKind::ValueValidation, message));
    }
    match saved(old) {
        Err(error) => return unusable(&error.to_string()),
        Ok(Some(text)) => {
            return match Overview::parse(&text) {
                Ok(overview) => Ok(Ok(overview)),
                Err(error) => unusable(&error.to_string()),
            };
        }
        Ok(None) => {}
    }
    let summarizer = Arc::new(Summarizer::new(None));
    let report = SummaryReport::collecting(&summarizer, Form::Nothing);
    let archive = Archive { input: &args.input, paths: vec![old.to_owned()], http: true };
    match archive::read(&archive, vec![(Box::new(report), Target::Stdout)], FailOn::Never)? {
        Exit::Success => Ok(summarizer.overview().cloned().ok_or(Exit::Failure)),
        exit => Ok(Err(exit)),
    }
}

/// Reads a file that begins as a saved summary does.
fn saved(path: &Path) -> io::Result<Option<String>> {
    if !path.metadata()?.is_file() {
        return Ok(None);
    }
    let mut file = File::open(path)?;
    let mut start = Vec::new();
    file.by_ref().take(256).read_to_end(&mut start)?;
    if !Overview::is_saved(&start) {
        return Ok(None);
    }
    file.take(MAX_SAVED).read_to_end(&mut start)?;
    Ok(Some(String::from_utf8_lossy(&start).into_owned()))
}
