//! The arguments of `plex-pin summarize`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::input::InputArgs;

#[derive(Debug, Args)]
pub(crate) struct SummarizeArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    /// Write the result to FILE in place of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// The format of the summary
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: SummaryFormat,

    /// Write a page for a browser to FILE as well
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,

    /// Compare with OLD: a summary saved with --format json, or an archive
    #[arg(long, value_name = "OLD")]
    pub(crate) against: Option<PathBuf>,

    /// What makes the run fail
    #[arg(long, value_name = "WHAT", value_enum, default_value = "never")]
    pub(crate) fail_on: SummaryFailOn,
}

/// The format of a summary on standard output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SummaryFormat {
    /// Tables, 80 columns wide
    Text,
    /// One JSON object, which --against reads
    Json,
}

/// What makes `summarize` fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SummaryFailOn {
    /// A difference to the archive of --against
    Drift,
    /// Only what cannot be read
    Never,
}
