//! The arguments of `plex-pin convert`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::input::InputArgs;

#[derive(Debug, Args)]
pub(crate) struct ConvertArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    /// Write the result to FILE in place of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// The form of the result
    #[arg(long, value_name = "FORM", value_enum, default_value = "ndjson")]
    pub(crate) to: ConvertForm,

    /// Mask tokens, and where other members repeat them
    #[arg(long)]
    pub(crate) redacted: bool,
}

/// The form that documents are converted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ConvertForm {
    /// One document per line
    Ndjson,
    /// One JSON array
    Json,
    /// A table for a spreadsheet, one document per row
    Csv,
}
