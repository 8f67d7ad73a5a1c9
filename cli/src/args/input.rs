//! What to read: arguments that `summarize` and `convert` share.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, value_parser};
use plex_pin_captures::{CheckOptions, DocumentKind};

/// The kind of document that `--as` names; `None` for `auto`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DocumentArg(pub(crate) Option<DocumentKind>);

#[derive(Debug, Args)]
pub(crate) struct InputArgs {
    /// Files, folders (searched for files of a known kind), or `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,

    /// The kind of every document; `auto` detects it by the members
    #[arg(long = "as", value_name = "DOCUMENT", default_value = "auto", value_parser = kind())]
    pub(crate) kind: DocumentArg,

    /// Read every file as NDJSON, one document per line; the default for .ndjson and .jsonl files
    #[arg(long)]
    pub(crate) lines: bool,

    /// In folders, read the files that match GLOB in place of those of a known kind; may be repeated
    #[arg(long, value_name = "GLOB")]
    pub(crate) include: Vec<String>,

    /// In folders, leave out files and folders that match GLOB; may be repeated
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,

    /// In folders, read hidden files and folders as well
    #[arg(long)]
    pub(crate) hidden: bool,

    /// Refuse documents larger than N bytes without reading them
    #[arg(long, value_name = "N", default_value_t = CheckOptions::MAX_DOCUMENT_BYTES as u64, value_parser = value_parser!(u64).range(1..))]
    pub(crate) max_document_bytes: u64,

    /// Use N threads, from 1 to 256; the default is one per processor
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,

    /// Write the result to FILE in place of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

fn kind() -> impl TypedValueParser<Value = DocumentArg> {
    let words = std::iter::once("auto").chain(DocumentKind::ALL.iter().map(|kind| kind.as_str()));
    PossibleValuesParser::new(words).map(|word| DocumentArg(word.parse().ok()))
}
