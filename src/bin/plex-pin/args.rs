//! The command line, and its help.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Args, ColorChoice, CommandFactory, Parser, Subcommand, ValueEnum, value_parser};

use plex_pin::schema::{Draft, Root};

use crate::{explain, schema, validate};

/// How large a document may be unless the user says otherwise: 64 MiB.
pub(crate) const MAX_DOCUMENT_BYTES: NonZeroUsize = NonZeroUsize::new(64 << 20).unwrap();

/// Runs the command that the arguments ask for.
pub(crate) fn run() -> ExitCode {
    match Cli::parse().command {
        Command::Validate(options) => {
            let stdin = options.paths.iter().filter(|path| path.as_os_str() == "-");
            if stdin.count() > 1 {
                let message = "standard input (-) can be read only once";
                Cli::command().error(ErrorKind::ArgumentConflict, message).exit();
            }
            let lenient = (options.engine, options.mode) == (Engine::Schema, Mode::Lenient);
            if lenient && options.complete {
                let message =
                    "there is no lenient schema that is complete: leave out --complete, or --engine schema";
                Cli::command().error(ErrorKind::ArgumentConflict, message).exit();
            }
            validate::run(&options)
        }
        Command::Explain { code } => explain::run(code.as_deref()),
        Command::Schema(options) => schema::run(&options),
    }
}

/// Check captured answers of plex.tv: pins, locations, errors.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check files, folders and standard input, and report all that is off
    #[command(after_long_help = MORE)]
    Validate(Validate),
    /// Print a JSON Schema of a document
    Schema(Schema),
    /// Explain a code: what it means, an example with the value that is read, and what to do
    Explain {
        /// A code such as `string-for-number`; without it all are listed
        #[arg(value_parser = PossibleValuesParser::new(explain::codes()), hide_possible_values = true)]
        code: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Schema {
    /// The document that it describes
    #[arg(value_name = "DOCUMENT", default_value_t = Root::Pin, value_parser = words(Root::ALL, Root::as_str))]
    pub(crate) root: Root,

    /// What it accepts: strict, complete (strict with every member that the service always sends) or lenient
    #[arg(long, default_value_t = plex_pin::schema::Mode::Strict, value_parser = words(plex_pin::schema::Mode::ALL, plex_pin::schema::Mode::as_str))]
    pub(crate) mode: plex_pin::schema::Mode,

    /// The draft of JSON Schema; 07 for editors, strict alone
    #[arg(long, default_value_t = Draft::Draft202012, value_parser = words(Draft::ALL, Draft::as_str))]
    pub(crate) draft: Draft,
}

/// Reads one of these by its word, and lists them where it is none.
fn words<T>(all: &'static [T], word: fn(T) -> &'static str) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    PossibleValuesParser::new(all.iter().map(|&it| PossibleValue::new(word(it))))
        .try_map(move |text| all.iter().copied().find(|&it| word(it) == text).ok_or("another word"))
}

/// Reads a count, in words of its own where it is none.
fn from_one(text: &str) -> Result<NonZeroUsize, &'static str> {
    let digits = Some(text).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    digits.and_then(|text| text.parse().ok()).ok_or("expected a whole number from 1, in digits alone")
}

#[derive(Debug, Args)]
pub(crate) struct Validate {
    /// Files, folders (walked for .json, .ndjson and .jsonl, in the order of their names), `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,

    /// What counts as an error: every deviation, or only what loses a value
    #[arg(long, value_enum, default_value_t = Mode::Strict)]
    pub(crate) mode: Mode,

    /// What checks: the decoder, or the JSON Schema of the document
    #[arg(long, value_enum, default_value_t = Engine::Decoder)]
    pub(crate) engine: Engine,

    /// Ask for every member that the service has always sent since 2024-07
    #[arg(long)]
    pub(crate) complete: bool,

    /// Which document to read; `auto` tells them apart by their members
    #[arg(long = "as", value_name = "DOCUMENT", value_enum, default_value_t = Reading::Auto)]
    pub(crate) reading: Reading,

    /// Read one document a line (NDJSON), as of .ndjson and .jsonl files
    #[arg(long)]
    pub(crate) lines: bool,

    /// The form of the report
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,

    /// Show no more than N findings of a document; the rest are counted
    #[arg(long, value_name = "N", default_value = "64", value_parser = from_one)]
    pub(crate) max_findings: NonZeroUsize,

    /// Refuse a document, or a line of NDJSON, of more than N bytes unread; no more of one is held in memory
    #[arg(long, value_name = "N", default_value_t = MAX_DOCUMENT_BYTES, value_parser = from_one)]
    pub(crate) max_document_bytes: NonZeroUsize,

    /// Work with N threads, from 1 to 256; by default with one for each processor. The report is the same
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,

    /// Show only documents with errors, and the summary; no progress
    #[arg(long, short)]
    pub(crate) quiet: bool,

    /// Colour the report for people; `auto` does so on a terminal, unless `NO_COLOR` is set
    #[arg(long, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    pub(crate) color: ColorChoice,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Engine {
    /// The one that knows other spellings, wrappers and duplicates, and tells warnings from errors
    Decoder,
    /// The schema that `plex-pin schema` prints; of the lenient mode there is none that is complete
    Schema,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Mode {
    /// Every deviation is an error
    Strict,
    /// A dropped value and a missing member are errors, the rest warnings
    Lenient,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Reading {
    Auto,
    Pin,
    Location,
    Errors,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Excerpts and a summary, for people
    Human,
    /// One JSON array
    Json,
    /// One JSON object a line
    Ndjson,
}

const MORE: &str = "\
Verdicts:
  conforms   no error; in lenient mode there may be warnings
  deviates   at least one error
  refused    nothing was read: one finding, whose code says why

Machine form (json, ndjson), one object a document:
  source         the path as given or found; <stdin> for standard input
  record         the line of the file in NDJSON, from 1; else null
  document       pin, location or errors; null where it was refused before that was known
  mode           strict or lenient
  verdict        conforms, deviates or refused
  findings       what is off, in the order of the text, missing members last:
    code         the stable code, see `plex-pin explain`
    outcome      coerced, ignored, dropped, absent; refused where nothing was read; null where the
                 schema alone objects, whose span is the brace that the document begins with
    severity     error or warning
    pointer      JSON Pointer (RFC 6901), with names as the document writes them
    span         [start, end) in bytes of the document; of its line in NDJSON
    line         line in the document, from 1; always 1 in NDJSON
    column       column in characters, from 1
    message      what was expected and what was found
  more_findings  how many findings --max-findings left out

The human form counts the lines of NDJSON in the file. Blank ones are skipped; a file without records \
has nothing to object to. With --quiet the machine form leaves out documents that conform. The values \
of authToken, accessToken and X-Plex-Token are shown in no form, nor is what follows the first error \
of a text that is not JSON.

Exit codes:
  0  every document conforms
  1  at least one does not
  2  wrong usage
  3  something could not be read, or a folder held nothing to check; the rest was still checked

Findings go to standard output, messages to standard error. If that is a terminal, progress is shown there after a \
second. The report keeps the order of the input, whatever --threads says. Memory does not grow with the \
length of a file of lines; of --threads documents at once no more than --max-document-bytes are held.";
