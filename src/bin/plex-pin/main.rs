//! The command `plex-pin`: checks captured answers of plex.tv, and explains what is off.
#![forbid(unsafe_code)]

mod args;
mod check;
mod excerpt;
mod explain;
mod human;
mod jobs;
mod ledger;
mod lines;
mod machine;
mod output;
mod progress;
mod report;
mod schema;
mod secrets;
mod sources;
mod table;
mod turns;
mod validate;

fn main() -> std::process::ExitCode {
    args::run()
}
