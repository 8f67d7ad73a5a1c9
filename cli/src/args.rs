//! The command line: clap types. Only `commands/` uses them.

mod convert;
mod generate;
mod input;
mod summarize;

use std::ffi::OsStr;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Args, Command as Command_, Error, Parser, Subcommand};
use plex_pin::KnownError;
use plex_pin::schema::{Draft, Mode};
use plex_pin_captures::redact::Personal;
use plex_pin_captures::{CheckMode, CheckOptions, DocumentKind, Engine, codes};

pub(crate) use self::convert::{ConvertArgs, ConvertForm};
pub(crate) use self::generate::Generated;
pub(crate) use self::input::InputArgs;
use self::input::parse_nonzero;
pub(crate) use self::summarize::{SummarizeArgs, SummaryFailOn, SummaryFormat};
use crate::exit::FailOn;
use crate::help::{CONVERT_HELP, LONG_HELP, REDACT_HELP, SUMMARIZE_HELP};
use crate::output::Colour;
use crate::report::{Format, Grouping};

/// Check captured Plex sign-in responses: pins, locations, errors.
#[derive(Debug, Parser)]
#[command(name = "plex-pin", version, max_term_width = 100, propagate_version = true)]
#[command(arg_required_else_help = true, args_conflicts_with_subcommands = true)]
pub(crate) struct Cli {
    /// Print a manual page or completions for a shell
    #[arg(long, value_name = "KIND", value_enum)]
    pub(crate) generate: Option<Generated>,

    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check files, folders and standard input, and report every deviation
    #[command(after_long_help = LONG_HELP)]
    Validate(ValidateArgs),
    /// Show what an archive holds, member by member, and what has changed
    #[command(after_long_help = SUMMARIZE_HELP)]
    Summarize(SummarizeArgs),
    /// Write the documents of captures in one form, as far as they can be read
    #[command(after_long_help = CONVERT_HELP)]
    Convert(ConvertArgs),
    /// Mask the secrets of files, to share these
    #[command(after_long_help = REDACT_HELP)]
    Redact(RedactArgs),
    /// Print the JSON Schema of a document
    Schema(SchemaArgs),
    /// Explain a code: what it means, an example, and what to do
    Explain {
        /// A code such as `string-for-number`, or an error code of plex.tv such as 1003; without it, list all codes
        #[arg(value_parser = CodeParser, hide_possible_values = true)]
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

    /// Like --list, and fail if there is anything to mask
    #[arg(long, conflicts_with_all = ["output", "in_place"])]
    pub(crate) check: bool,

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
    #[command(flatten)]
    pub(crate) input: InputArgs,

    /// Which findings are errors
    #[arg(long, default_value = "strict", value_parser = choice(MODES))]
    pub(crate) mode: CheckMode,

    /// What documents are checked with. XML has no schema: it is always checked by the decoder
    #[arg(long, default_value = "decoder", value_parser = choice(ENGINES))]
    pub(crate) engine: Engine,

    /// Require every member that plex.tv has always sent since 2024-07
    #[arg(long)]
    pub(crate) complete: bool,

    /// Do not check documents against what is known of their request and response
    #[arg(long)]
    pub(crate) no_http: bool,

    /// The format of the report; FORMAT=FILE writes one more report to FILE [default: human]
    #[arg(long, value_name = "FORMAT", value_parser = FormatParser)]
    pub(crate) format: Vec<FormatArg>,

    /// Write the report to FILE in place of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Count findings with this code, and do not report them; may be repeated
    #[arg(long, value_name = "CODE", value_parser = PossibleValuesParser::new(codes::all()), hide_possible_values = true)]
    pub(crate) allow: Vec<String>,

    /// The least severity that makes the run fail
    #[arg(long, value_name = "SEVERITY", default_value = "error", value_parser = choice(FAIL_ON))]
    pub(crate) fail_on: FailOn,

    /// Suppress the findings that FILE counts, written by --write-baseline
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,

    /// Write the counts of all findings to FILE
    #[arg(long, value_name = "FILE")]
    pub(crate) write_baseline: Option<PathBuf>,

    /// Remove from the baseline what is no longer needed
    #[arg(long, requires = "baseline", conflicts_with = "write_baseline")]
    pub(crate) prune_baseline: bool,

    /// When to show equal findings of several records once, in the human report
    #[arg(long, value_name = "WHEN", num_args = 0..=1, require_equals = true, default_value = "auto", default_missing_value = "always", value_parser = choice(GROUPING))]
    pub(crate) group: Grouping,

    /// Show at most N findings per document; the rest are counted
    #[arg(long, value_name = "N", default_value_t = NonZeroUsize::new(CheckOptions::MAX_FINDINGS).unwrap(), value_parser = parse_nonzero)]
    pub(crate) max_findings: NonZeroUsize,

    /// Show only documents that make the run fail, and the summary; show no progress
    #[arg(long, short)]
    pub(crate) quiet: bool,

    /// When to colour the human report; `auto` means on a terminal, unless `NO_COLOR` is set
    #[arg(long, value_name = "WHEN", default_value = "auto", value_parser = choice(COLOURS))]
    pub(crate) color: Colour,
}

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

const FAIL_ON: &[Choice<FailOn>] = &[
    (FailOn::Error, "error", "A document that does not conform"),
    (FailOn::Warning, "warning", "An error, or a deviation that lenient mode forgives"),
    (FailOn::Note, "note", "Any finding"),
    (FailOn::Never, "never", "No finding; only what cannot be read"),
];

const GROUPING: &[Choice<Grouping>] = &[
    (Grouping::Auto, "auto", "On a terminal, after 20 records with findings"),
    (Grouping::Always, "always", ""),
    (Grouping::Never, "never", ""),
];

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

/// A format, and the file that it is written to; `None` for standard output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FormatArg(pub(crate) Format, pub(crate) Option<PathBuf>);

/// Parses `FORMAT` or `FORMAT=FILE`; an error lists the formats.
#[derive(Debug, Clone)]
struct FormatParser;

impl TypedValueParser for FormatParser {
    type Value = FormatArg;

    fn parse_ref(&self, command: &Command_, arg: Option<&Arg>, value: &OsStr) -> Result<FormatArg, Error> {
        let bytes = value.as_encoded_bytes();
        let Some(equals) = bytes.iter().position(|&byte| byte == b'=') else {
            return Ok(FormatArg(choice(Format::ALL).parse_ref(command, arg, value)?, None));
        };
        let text = value.to_str().ok_or_else(|| {
            Error::raw(
                ErrorKind::InvalidUtf8,
                "expected UTF-8 in FORMAT=FILE; use --output FILE for other names\n",
            )
        })?;
        let format = choice(Format::ALL).parse_ref(command, arg, OsStr::new(&text[..equals]))?;
        if text.len() == equals + 1 {
            return Err(Error::raw(ErrorKind::ValueValidation, "expected FORMAT=FILE, found no FILE\n"));
        }
        Ok(FormatArg(format, Some(PathBuf::from(&text[equals + 1..]))))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let values =
            Format::ALL.iter().map(|(_, word, description)| PossibleValue::new(*word).help(*description));
        Some(Box::new(values))
    }
}

/// Parses a code of the command, or a number of plex.tv; an error lists them.
#[derive(Debug, Clone)]
struct CodeParser;

impl TypedValueParser for CodeParser {
    type Value = String;

    fn parse_ref(&self, command: &Command_, arg: Option<&Arg>, value: &OsStr) -> Result<String, Error> {
        let number =
            value.to_str().filter(|text| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit()));
        let Some(text) = number else {
            return PossibleValuesParser::new(codes::all()).parse_ref(command, arg, value);
        };
        if text.parse().is_ok_and(|code| KnownError::find(code).is_some()) {
            return Ok(text.to_owned());
        }
        let known: Vec<_> = KnownError::ALL.iter().map(|known| known.code().to_string()).collect();
        let message = format!(
            "nothing is known of error {text} of plex.tv\n\nIts message and the HTTP status say more. Known are {}.\n",
            known.join(", ")
        );
        Err(Error::raw(ErrorKind::ValueValidation, message).with_cmd(command))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(codes::all().map(PossibleValue::new)))
    }
}
