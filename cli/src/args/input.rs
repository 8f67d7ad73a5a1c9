//! What to read: arguments that `validate`, `summarize` and `convert` share.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, value_parser};
use plex_pin_captures::{CheckOptions, DocumentKind};

/// The kind of document that `--as` names; `None` for `auto`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DocumentArg(pub(crate) Option<DocumentKind>);

#[derive(Debug, Args)]
pub(crate) struct InputArgs {
    /// Files, folders (searched for .json, .ndjson, .jsonl, .har and .xml files), or `-` for standard input
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
    #[arg(long, value_name = "N", default_value_t = NonZeroUsize::new(CheckOptions::MAX_DOCUMENT_BYTES).unwrap(), value_parser = parse_nonzero)]
    pub(crate) max_document_bytes: NonZeroUsize,

    /// Use N threads, from 1 to 256; the default is one per processor
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,
}

fn kind() -> impl TypedValueParser<Value = DocumentArg> {
    let words = std::iter::once("auto").chain(DocumentKind::ALL.iter().map(|kind| kind.as_str()));
    PossibleValuesParser::new(words).map(|word| DocumentArg(word.parse().ok()))
}

/// Parses a whole number of at least 1.
pub(super) fn parse_nonzero(text: &str) -> Result<NonZeroUsize, &'static str> {
    let digits = Some(text).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    digits.and_then(|text| text.parse().ok()).ok_or("expected a whole number of at least 1")
}
