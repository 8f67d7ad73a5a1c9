//! One source, and why it cannot be read.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use plex_pin_captures::redact::redact_name;

use super::filter::has_extension;
use crate::display::escape;

/// Something to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    Stdin,
    File(PathBuf),
}

/// Why something could not be read.
#[derive(Debug)]
pub(crate) enum InputError {
    /// The name of a source, and the error of the system.
    Failed(String, io::Error),
    /// A folder without a capture, and what was looked for.
    EmptyFolder(String, &'static str),
    /// A file on the command line that this run writes.
    IsOutput(String),
    /// A file in a folder that this run writes. It was not named on the command line, so this is not a failure.
    SkippedOutput(String),
}

impl InputError {
    /// Returns the name of the source, and why it could not be read.
    pub(crate) fn parts(&self) -> (&str, String) {
        match self {
            Self::Failed(name, error) => (name, error.to_string()),
            Self::EmptyFolder(name, expected) => (name, (*expected).to_owned()),
            Self::IsOutput(name) | Self::SkippedOutput(name) => (name, "this run writes it".to_owned()),
        }
    }

    /// Returns whether the error makes the run fail: a source was to be checked, and was not.
    pub(crate) const fn is_failure(&self) -> bool {
        !matches!(self, Self::SkippedOutput(_))
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(name, error) => write!(f, "cannot read {}: {error}", shown(name)),
            Self::EmptyFolder(name, expected) => write!(f, "{expected} in {}", shown(name)),
            Self::IsOutput(name) => write!(f, "cannot read {}: this run writes it", shown(name)),
            Self::SkippedOutput(name) => write!(f, "skipped {}: this run writes it", shown(name)),
        }
    }
}

fn shown(name: &str) -> String {
    escape(name, usize::MAX)
}

impl Source {
    /// Returns the name for reports. Bytes that are not UTF-8 are replaced, and secrets are masked.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => "<stdin>".to_owned(),
            Self::File(path) => redact_name(&path.display().to_string()),
        }
    }

    /// Returns whether the file is NDJSON by its extension.
    pub(crate) fn is_ndjson(&self) -> bool {
        match self {
            Self::Stdin => false,
            Self::File(path) => has_extension(path, &["ndjson", "jsonl"]),
        }
    }

    /// Returns whether the extension says that it is JSON.
    pub(crate) fn is_json(&self) -> bool {
        match self {
            Self::Stdin => false,
            Self::File(path) => has_extension(path, &["json"]),
        }
    }

    pub(crate) fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(match self {
            Self::Stdin => Box::new(io::stdin()),
            Self::File(path) => Box::new(File::open(path)?),
        })
    }
}

/// Returns whether a path on the command line stands for standard input.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}
