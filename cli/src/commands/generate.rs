//! `plex-pin --generate`: completions and the manual page, from the definition of the command line.

use clap::CommandFactory;
use clap_complete::Shell;

use super::manual;
use crate::args::{Cli, Generated};
use crate::exit::Exit;
use crate::output;

pub(super) fn run(kind: Generated) -> Exit {
    output::print(&text(kind))
}

fn text(kind: Generated) -> String {
    let shell = match kind {
        Generated::Man => return manual::page(Cli::command()),
        Generated::CompleteBash => Shell::Bash,
        Generated::CompleteZsh => Shell::Zsh,
        Generated::CompleteFish => Shell::Fish,
        Generated::CompletePowershell => Shell::PowerShell,
    };
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "plex-pin", &mut script);
    let script = String::from_utf8(script).expect("clap writes UTF-8");
    match shell {
        // clap_complete 4.6 writes the states of a command with a hyphen in two ways, so that nothing completes a subcommand's
        // arguments: clap-rs/clap#6421.
        Shell::Bash => script.replace("plex__subcmd__pin", "plex__pin"),
        _ => script,
    }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, ValueEnum};

    use super::text;
    use crate::args::{Cli, Generated};

    /// Each text has every subcommand and every long option.
    #[test]
    fn ok_every_subcommand_and_option() {
        let mut root = Cli::command();
        root.build();
        for &kind in Generated::value_variants() {
            let text = text(kind).replace("\\-", "-");
            for command in root.get_subcommands().filter(|it| it.get_name() != "help") {
                assert!(text.contains(command.get_name()), "{kind:?}: {}", command.get_name());
                for option in command.get_arguments().filter_map(|it| it.get_long()) {
                    // fish has `-l mode`.
                    let is_found = [format!("--{option}"), format!("-l {option}")];
                    assert!(is_found.iter().any(|it| text.contains(it)), "{kind:?}: --{option}");
                }
            }
        }
    }
}
