//! The arguments of `plex-pin convert`.

use clap::{Args, ValueEnum};

use super::input::InputArgs;

#[derive(Debug, Args)]
pub(crate) struct ConvertArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

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
