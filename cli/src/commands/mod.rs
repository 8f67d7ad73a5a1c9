//! The subcommands: from arguments to the exit code.

mod archive;
mod convert;
mod explain;
mod generate;
mod manual;
mod redact;
mod schema;
mod summarize;
mod validate;

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};

use clap::error::ErrorKind;
use clap::{CommandFactory, Error, Parser};

use crate::args::{Cli, Command};
use crate::display::escape;
use crate::exit::Exit;
use crate::output;

/// Runs the subcommand that the arguments name.
pub(crate) fn run() -> Exit {
    let args: Vec<_> = env::args_os().collect();
    Cli::try_parse_from(&args).and_then(run_command).unwrap_or_else(|error| print_and_exit(error, &args))
}

fn run_command(cli: Cli) -> Result<Exit, Error> {
    let command = match (cli.generate, cli.command) {
        (Some(kind), _) => return Ok(generate::run(kind)),
        (None, Some(command)) => command,
        (None, None) => {
            return Err(Cli::command().error(ErrorKind::MissingSubcommand, "expected a subcommand"));
        }
    };
    Ok(match command {
        Command::Validate(args) => validate::run(&args).map_err(argument_error)?,
        Command::Summarize(args) => summarize::run(&args).map_err(argument_error)?,
        Command::Convert(args) => convert::run(&args).map_err(argument_error)?,
        Command::Redact(args) => match redact::conflict(&args) {
            Some(message) => return Err(Cli::command().error(ErrorKind::ArgumentConflict, message)),
            None => redact::run(&args),
        },
        Command::Schema(args) => schema::run(&args),
        Command::Explain { code } => explain::run(code.as_deref()),
    })
}

/// Makes the error of an argument that clap cannot judge.
fn argument_error((kind, message): (ErrorKind, String)) -> Error {
    Cli::command().error(kind, escape(&message, usize::MAX))
}

/// Prints clap's output: help, the version, or what is wrong with the arguments.
fn print_and_exit(error: Error, args: &[OsString]) -> Exit {
    if !error.use_stderr() {
        let printed = error.print().and_then(|()| io::stdout().flush());
        return output::exit_after(printed, Exit::Success);
    }
    // clap prints an invalid argument unescaped, so the arguments are escaped and parsed again.
    let escaped = args.iter().map(|arg| escape(&arg.to_string_lossy(), usize::MAX));
    let error = Cli::try_parse_from(escaped).err().unwrap_or(error);
    // A closed standard error does not change the exit code.
    _ = error.print();
    Exit::Usage
}
