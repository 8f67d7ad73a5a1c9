//! Every exit code of the command. Nothing else names one.

use std::process::{self, ExitCode};

/// How the command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Every document conforms.
    Success = 0,
    /// At least one document does not conform.
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
