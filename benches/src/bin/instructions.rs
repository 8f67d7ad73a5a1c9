//! Holds the number of instructions that each case takes against those in `instructions.tsv`.
//!
//! `cargo run --release --bin instructions`: counts them all with callgrind (of valgrind), and ends with 1 where one has
//! grown by more than 3 %. `-- --accept` writes the new numbers down; commit them with the reason.



use std::process::ExitCode;
use std::env;

use plex_pin_benches::cases;
use plex_pin_benches::texts::{COUNT, Texts};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/instructions.tsv");

/// How much more than the accepted number is too much.
const GROWTH: f64 = 0.03;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--run", id] => {
            run(id);
            ExitCode::SUCCESS
        }
        _ => todo!(),
    }
}

/// What callgrind counts: the case once with every input, after a first time that is not counted.
fn run(id: &str) {
    let mut all = cases::all(&Texts::new());
    let case = all.iter_mut().find(|case| case.id == id).unwrap_or_else(|| panic!("no case {id}"));
    case.run(COUNT);
    counted(|| case.run(COUNT));
}

/// Callgrind counts from here on, until this returns: it knows the function by its name.
#[inline(never)]
fn counted(run: impl FnOnce()) {
    run();
}
