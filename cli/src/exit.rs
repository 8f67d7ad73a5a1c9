//! Every exit code of the command. Nothing else names one.

use std::process::{self, ExitCode};

use plex_pin_captures::{Counts, Severity};

/// How the command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// No finding makes the run fail.
    Success = 0,
    /// At least one finding makes the run fail: by default, a document does not conform. Of `redact --check`: there is
    /// something to mask.
    Deviations = 1,
    /// The arguments are invalid.
    Usage = 2,
    /// Something could not be read or written.
    Failure = 3,
    /// A file cannot be redacted: it would show a secret.
    Unsafe = 4,
    /// A thread panicked: the same code as for a panic of the main thread.
    Panic = 101,
}

impl Exit {
    /// Ends the process at once, whatever other threads do.
    pub(crate) fn now(self) -> ! {
        process::exit(self as i32)
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        // The discriminants are what a process can return.
        Self::from(exit as u8)
    }
}

/// Which findings make a run fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FailOn {
    Error,
    Warning,
    Note,
    Never,
}

impl FailOn {
    /// Returns whether a document whose worst finding is `severity` makes the run fail.
    pub(crate) fn fails(self, severity: Option<Severity>) -> bool {
        severity.is_some_and(|severity| self.least().is_some_and(|least| severity >= least))
    }

    /// Returns how a run ends in which something could not be read or not, with these findings.
    pub(crate) fn exit(self, is_unread: bool, counts: &[&Counts]) -> Exit {
        let severities = Severity::ALL.into_iter();
        let mut found = severities.filter(|&it| counts.iter().any(|counts| counts.of(it) > 0));
        if is_unread {
            Exit::Failure
        } else if found.any(|severity| self.fails(Some(severity))) {
            Exit::Deviations
        } else {
            Exit::Success
        }
    }

    const fn least(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Never => None,
        }
    }
}
