//! The command `plex-pin`: checks captured Plex sign-in responses, and explains what deviates.
//!
//! The path of `validate`: `main` → `commands` (with `args`) → `pipeline`, which reads by `input`, checks by the captures
//! crate, writes by `report` and `output`, and decides the code of `exit`.
#![forbid(unsafe_code)]

mod advice;
mod args;
mod baseline;
mod commands;
mod convert;
mod display;
mod examples;
mod exit;
mod help;
mod input;
mod output;
mod pipeline;
mod report;
mod summary;

fn main() -> std::process::ExitCode {
    commands::run().into()
}
