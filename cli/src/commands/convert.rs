//! `plex-pin convert`: from arguments to a pipeline that writes documents.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use clap::error::ErrorKind;

use super::archive::{self, Archive};
use crate::args::{ConvertArgs, ConvertForm};
use crate::convert::{Csv, DeviationLines, JsonArray, JsonLines, Kept};
use crate::exit::{Exit, FailOn};
use crate::output::Target;
use crate::report::Report;

pub(super) fn run(args: &ConvertArgs) -> Result<Exit, (ErrorKind, String)> {
    let kept = Kept { kind: args.input.kind.0, redacted: args.redacted };
    let documents: Box<dyn Report> = match args.to {
        ConvertForm::Ndjson => Box::new(JsonLines(kept)),
        ConvertForm::Json => Box::new(JsonArray(kept)),
        ConvertForm::Csv => Box::new(Csv(kept)),
    };
    let target = args.output.clone().map_or(Target::Stdout, Target::File);
    let deviations = DeviationLines::default();
    let has_refused = Arc::clone(&deviations.has_refused);
    let reports = vec![(documents, target), (Box::new(deviations) as Box<dyn Report>, Target::Stderr)];
    let archive = Archive { input: &args.input, paths: args.input.paths.clone(), http: false };
    // Deviations are what this command is for: only what cannot be converted makes it fail.
    let exit = archive::read(&archive, reports, FailOn::Never)?;
    Ok(if exit == Exit::Success && has_refused.load(Ordering::Relaxed) { Exit::Deviations } else { exit })
}
