//! What `plex-pin --generate` prints.

use clap::ValueEnum;

/// A text for the shell, made from the definition of the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Generated {
    /// A manual page, for a folder `man1`
    Man,
    /// Completions for bash, to be sourced
    CompleteBash,
    /// Completions for zsh: the file `_plex-pin` in a folder of `fpath`
    CompleteZsh,
    /// Completions for fish, for ~/.config/fish/completions
    CompleteFish,
    /// Completions for PowerShell, to be sourced
    CompletePowershell,
}
