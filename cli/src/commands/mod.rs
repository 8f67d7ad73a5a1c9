//! The subcommands: from arguments to exit.

mod explain;
mod schema;
mod validate;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};

use crate::args::{Cli, Command};
use crate::exit::Exit;

/// Runs the subcommand that the arguments name.
pub(crate) fn run() -> Exit {
    match Cli::parse().command {
        Command::Validate(args) => match validate::conflict(&args) {
            Some(message) => Cli::command().error(ErrorKind::ArgumentConflict, message).exit(),
            None => validate::run(&args),
        },
        Command::Schema(args) => schema::run(&args),
        Command::Explain { code } => explain::run(code.as_deref()),
    }
}
