//! The command line: clap types. Only `commands/` uses them.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, value_parser};
use plex_pin::schema::{Draft, Mode};
use plex_pin_captures::redact::Personal;
use plex_pin_captures::{CheckMode, CheckOptions, DocumentKind, Engine};

use crate::examples;
use crate::help::{LONG_HELP, REDACT_HELP};
use crate::output::Colour;
use crate::report::Format;

/// Check captured Plex sign-in responses: pins, locations, errors.
#[derive(Debug, Parser)]
#[command(name = "plex-pin", version, max_term_width = 100, propagate_version = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check files, folders and standard input, and report every deviation
    #[command(after_long_help = LONG_HELP)]
    Validate(ValidateArgs),
    /// Mask the secrets of files, to share these
    #[command(after_long_help = REDACT_HELP)]
    Redact(RedactArgs),
    /// Print the JSON Schema of a document
    Schema(SchemaArgs),
    /// Explain a code: what it means, an example, and what to do
    Explain {
        /// A code such as `string-for-number`; without it, list all codes
        #[arg(value_parser = PossibleValuesParser::new(examples::codes()), hide_possible_values = true)]
        code: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct RedactArgs {
    /// Files, or `-` for standard input
    #[arg(value_name = "PATH", default_value = "-")]
    pub(crate) paths: Vec<PathBuf>,

    /// Write to FILE in place of standard output
    #[arg(long, short, value_name = "FILE", conflicts_with = "in_place")]
    pub(crate) output: Option<PathBuf>,

    /// Replace each file by its redacted text
    #[arg(long)]
    pub(crate) in_place: bool,

    /// Only list what would be masked and where, without values
    #[arg(long, conflicts_with_all = ["output", "in_place"])]
    pub(crate) list: bool,

    /// Mask personal values as well, separated by commas
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = choice(ALSO))]
    pub(crate) also: Vec<Also>,

    /// The format of the report on standard error, or of the list
    #[arg(long, default_value = "human", value_parser = choice(REDACT_FORMATS))]
    pub(crate) format: RedactFormat,
}

/// The kind of personal values that `--also` names; `None` for `all`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Also(pub(crate) Option<Personal>);

/// The format of what `redact` reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RedactFormat {
    Human,
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// The kind of document
    #[arg(value_name = "DOCUMENT", default_value_t = DocumentKind::Pin, value_parser = one_of(DocumentKind::ALL, DocumentKind::as_str))]
    pub(crate) kind: DocumentKind,

    /// What the schema accepts: strict forms, strict forms with every member present, or lenient forms
    #[arg(long, default_value_t = Mode::Strict, value_parser = one_of(Mode::ALL, Mode::as_str))]
    pub(crate) mode: Mode,

    /// The draft of JSON Schema; 07 is for editors and has strict schemas only
    #[arg(long, default_value_t = Draft::Draft202012, value_parser = one_of(Draft::ALL, Draft::as_str))]
    pub(crate) draft: Draft,
}

#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools)] // Each is a question of its own.
pub(crate) struct ValidateArgs {
    /// Files, folders (searched for .json, .ndjson and .jsonl files), or `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,

    /// Which findings are errors
    #[arg(long, default_value = "strict", value_parser = choice(MODES))]
    pub(crate) mode: CheckMode,

    /// What documents are checked with. XML has no schema: it is always checked by the decoder
    #[arg(long, default_value = "decoder", value_parser = choice(ENGINES))]
    pub(crate) engine: Engine,

    /// Require every member that plex.tv has always sent since 2024-07
    #[arg(long)]
    pub(crate) complete: bool,

    /// The kind of every document; `auto` detects it by the members
    #[arg(long = "as", value_name = "DOCUMENT", default_value = "auto", value_parser = choice(KINDS))]
    pub(crate) kind: ExpectedKind,

    /// Read every file as NDJSON, one document per line; the default for .ndjson and .jsonl files
    #[arg(long)]
    pub(crate) lines: bool,

    /// Do not check documents against what is known of their request and response
    #[arg(long)]
    pub(crate) no_http: bool,

    /// The format of the report
    #[arg(long, default_value = "human", value_parser = choice(Format::ALL))]
    pub(crate) format: Format,

    /// Show at most N findings per document; the rest are counted
    #[arg(long, value_name = "N", default_value_t = NonZeroUsize::new(CheckOptions::MAX_FINDINGS).unwrap(), value_parser = parse_nonzero)]
    pub(crate) max_findings: NonZeroUsize,

    /// Refuse documents larger than N bytes without reading them
    #[arg(long, value_name = "N", default_value_t = NonZeroUsize::new(CheckOptions::MAX_DOCUMENT_BYTES).unwrap(), value_parser = parse_nonzero)]
    pub(crate) max_document_bytes: NonZeroUsize,

    /// Use N threads, from 1 to 256; the default is one per processor
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,

    /// Show only documents with errors, and the summary; show no progress
    #[arg(long, short)]
    pub(crate) quiet: bool,

    /// When to colour the human report; `auto` means on a terminal, unless `NO_COLOR` is set
    #[arg(long, value_name = "WHEN", default_value = "auto", value_parser = choice(COLOURS))]
    pub(crate) color: Colour,
}

/// The kind of document that `--as` names; `None` for `auto`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ExpectedKind(pub(crate) Option<DocumentKind>);

/// A value, its word on the command line, and its description, which may be empty.
type Choice<T> = (T, &'static str, &'static str);

const MODES: &[Choice<CheckMode>] = &[
    (CheckMode::Strict, "strict", "Every deviation is an error"),
    (
        CheckMode::Lenient,
        "lenient",
        "Dropped values and missing members are errors, other deviations are warnings",
    ),
];

const ENGINES: &[Choice<Engine>] = &[
    (Engine::Decoder, "decoder", "The decoder, which also finds other spellings, wrappers and duplicates"),
    (
        Engine::Schema,
        "schema",
        "The JSON Schema that `plex-pin schema` prints; not with lenient and --complete",
    ),
];

const KINDS: &[Choice<ExpectedKind>] = &[
    (ExpectedKind(None), "auto", ""),
    (ExpectedKind(Some(DocumentKind::Pin)), "pin", ""),
    (ExpectedKind(Some(DocumentKind::Location)), "location", ""),
    (ExpectedKind(Some(DocumentKind::ApiErrors)), "errors", ""),
];

const ALSO: &[Choice<Also>] = &[
    (Also(Some(Personal::Code)), "code", "The code of a pin, also in the address of its QR code"),
    (Also(Some(Personal::Id)), "id", "The number of a pin"),
    (Also(Some(Personal::Client)), "client", "Client identifiers; titles and initiators in a HAR"),
    (Also(Some(Personal::Location)), "location", "The members of a location"),
    (Also(Some(Personal::Ip)), "ip", "IP addresses and names below plex.direct"),
    (Also(Some(Personal::Email)), "email", "E-mail addresses and names of users"),
    (Also(None), "all", "All of these"),
];

const REDACT_FORMATS: &[Choice<RedactFormat>] =
    &[(RedactFormat::Human, "human", "Counts per name"), (RedactFormat::Json, "json", "Counts and spans")];

const COLOURS: &[Choice<Colour>] =
    &[(Colour::Auto, "auto", ""), (Colour::Always, "always", ""), (Colour::Never, "never", "")];

/// Parses one of these words; an error lists them.
fn choice<T>(choices: &'static [Choice<T>]) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    let values = choices.iter().map(|&(_, word, description)| {
        let value = PossibleValue::new(word);
        if description.is_empty() { value } else { value.help(description) }
    });
    PossibleValuesParser::new(values).try_map(move |text| {
        let found = choices.iter().find(|(_, word, _)| *word == text);
        found.map(|&(value, _, _)| value).ok_or("unknown word")
    })
}

/// Parses the word of one of these values; an error lists them.
fn one_of<T>(all: &'static [T], word: fn(T) -> &'static str) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    PossibleValuesParser::new(all.iter().map(|&it| PossibleValue::new(word(it))))
        .try_map(move |text| all.iter().copied().find(|&it| word(it) == text).ok_or("unknown word"))
}

fn parse_nonzero(text: &str) -> Result<NonZeroUsize, &'static str> {
    let digits = Some(text).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    digits.and_then(|text| text.parse().ok()).ok_or("expected a whole number of at least 1")
}
