//! Holds the number of instructions that each case takes against those in `instructions.tsv`.
//!
//! `cargo run --release --bin instructions` counts them with callgrind (of valgrind), and ends with 1 where one has
//! grown by more than 3 %. With `-- --accept` it writes the new numbers down instead.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::{Command, ExitCode};
use std::{env, fs};

use plex_pin_benches::cases;
use plex_pin_benches::texts::{COUNT, Texts};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/instructions.tsv");

/// How much more than the accepted number is too much, in per cent.
const GROWTH: f64 = 3.0;

const HEADER: &str = "# Instructions for one input, counted by callgrind. To accept new ones: cargo run --release --bin instructions -- --accept\n";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["--run", id] => run(id),
        [] => return check(&count_all(), &fs::read_to_string(FILE).unwrap_or_default()),
        ["--accept"] => fs::write(FILE, table(&count_all())).expect("the file can be written"),
        _ => panic!("usage: instructions [--accept]"),
    }
    ExitCode::SUCCESS
}

/// What callgrind looks at: the case once with every input, after a first time that is not counted.
fn run(id: &str) {
    let mut all = cases::all(&Texts::new());
    let case = all.iter_mut().find(|case| case.id == id).unwrap_or_else(|| panic!("no case {id}"));
    case.run(COUNT);
    counted(|| case.run(COUNT));
}

/// Callgrind counts until this returns: it knows the function by its name.
#[inline(never)]
fn counted(run: impl FnOnce()) {
    run();
}

/// Instructions for one input, by id. The peers are not ours to guard.
fn count_all() -> BTreeMap<&'static str, u64> {
    let cases = cases::all(&Texts::new());
    let own = cases.iter().map(|case| case.id).filter(|id| !id.starts_with("peer/"));
    own.map(|id| (id, count(id))).collect()
}

fn count(id: &str) -> u64 {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--collect-atstart=no", "--toggle-collect=*instructions::counted*"])
        .arg("--callgrind-out-file=/dev/null")
        .arg(env::current_exe().expect("this program has a path"))
        .args(["--run", id])
        .output()
        .expect("valgrind is installed");
    let report = String::from_utf8_lossy(&output.stderr);
    let collected = report.lines().find_map(|line| line.split_once("Collected : "));
    let (_, count) = collected.unwrap_or_else(|| panic!("callgrind counted nothing: {report}"));
    count.trim().parse::<u64>().expect("a number") / COUNT as u64
}

fn table(counts: &BTreeMap<&str, u64>) -> String {
    counts.iter().fold(HEADER.to_owned(), |mut table, (id, count)| {
        let _ = writeln!(table, "{id}\t{count}");
        table
    })
}

fn check(counts: &BTreeMap<&str, u64>, accepted: &str) -> ExitCode {
    let accepted: BTreeMap<&str, u64> = accepted
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(id, count)| (id, count.parse().expect("instructions.tsv holds numbers")))
        .collect();
    let mut grown = 0;
    println!("| | accepted | now | growth |\n|---|--:|--:|--:|");
    for (id, &count) in counts {
        let Some(&before) = accepted.get(id) else {
            println!("| `{id}` | – | {count} | **new** |");
            grown += 1;
            continue;
        };
        let growth = (count as f64 / before as f64 - 1.0) * 100.0;
        let mark = if growth > GROWTH { "**" } else { "" };
        grown += u32::from(growth > GROWTH);
        println!("| `{id}` | {before} | {count} | {mark}{growth:+.1} %{mark} |");
    }
    if grown == 0 {
        return ExitCode::SUCCESS;
    }
    eprintln!(
        "{grown} of {} have grown by more than {GROWTH} %, or are new. Where that is worth it, run\n    \
         cargo run --release --bin instructions -- --accept\nand commit benches/instructions.tsv with the reason. \
         Another compiler counts otherwise too: accept its numbers in a commit of their own.",
        counts.len(),
    );
    ExitCode::FAILURE
}
