//! Prints how the cost of a parse grows with its body, and whether a byte costs the same in large ones.
//!
//! `cargo run --release --bin growth [CHART.svg]`: nanoseconds a byte for bodies of 0.5 KB to 64 MB. Ends with 1 where
//! a byte costs more than 1.3 times what it costs at the size that is best for its kind. The last column leaves out
//! what only small bodies pay, the beginning and the end of a parse: how much more than in a smaller body a byte costs.
//!
//! `-- --instructions` counts instructions in place of time (with callgrind, of valgrind), up to 8 MB: what grows there
//! grows by the decoder's doing, and what grows in time alone is memory that is far away, or new from the system.
//!
//! `-- --guard` counts the instructions at two sizes alone, and ends with 1 where a byte of the larger body takes more than
//! 1.1 times as many: what CI runs.

mod kinds;

use std::process::{Command, ExitCode};
use std::{env, fs};

use core::hint::black_box;

use cpu_time::ThreadTime;
use plex_pin_benches::chart::{self, Line, size};

use kinds::{KINDS, Kind};

const SIZES: [usize; 9] = [512, 2 << 10, 8 << 10, 32 << 10, 128 << 10, 512 << 10, 2 << 20, 8 << 20, 64 << 20];

/// How many bytes are read in a turn, at least.
const VOLUME: usize = 1 << 20;

/// How many turns there are; the best one counts, since nothing but disturbance makes one longer.
const TURNS: usize = 16;

const MOST: f64 = 1.3;

/// The sizes that are guarded, and how much more a byte of the larger body may take.
const GUARDED: [usize; 2] = [16 << 10, 64 << 10];
const MOST_GUARDED: f64 = 1.1;

impl Kind {
    /// A body of about so many bytes, and how often it has its piece.
    fn body(&self, bytes: usize) -> (String, usize) {
        let frame = self.before.len() + self.behind.len();
        let pieces = (bytes.saturating_sub(frame) / self.piece.len()).max(1);
        ([self.before, &self.piece.repeat(pieces), self.behind].concat(), pieces)
    }

    /// Nanoseconds a byte, for each size.
    fn costs(&self) -> [f64; SIZES.len()] {
        let bodies = SIZES.map(|bytes| self.body(bytes));
        for (body, pieces) in &bodies {
            let found = (self.read)(body).unwrap_or_else(|error| panic!("{}: {error}", self.name));
            assert!(
                (found >= *pieces) == self.deviant,
                "{}: {found} deviations of {pieces} pieces",
                self.name
            );
        }
        let mut costs = [f64::MAX; SIZES.len()];
        // The sizes take turns, so that a machine that is busy for a while is so for all of them.
        for _ in 0..TURNS {
            for (cost, (body, _)) in costs.iter_mut().zip(&bodies) {
                *cost = cost.min(self.cost(body));
            }
        }
        costs
    }

    fn cost(&self, body: &str) -> f64 {
        // Untimed, since what the parse of a larger body left the allocator to tidy up is none of this one's doing.
        let _ = black_box((self.read)(black_box(body)));
        let rounds = (VOLUME / body.len()).max(1);
        let start = ThreadTime::now();
        for _ in 0..rounds {
            let _ = black_box((self.read)(black_box(body)));
        }
        start.elapsed().as_nanos() as f64 / (rounds * body.len()) as f64
    }

    /// Instructions a byte.
    fn instructions(&self, bytes: usize) -> f64 {
        let output = Command::new("valgrind")
            .args(["--tool=callgrind", "--collect-atstart=no", "--toggle-collect=*growth::counted*"])
            .arg("--callgrind-out-file=/dev/null")
            .arg(env::current_exe().expect("this program has a path"))
            .args(["--run", self.name, &bytes.to_string()])
            .output()
            .expect("valgrind is installed");
        let report = String::from_utf8_lossy(&output.stderr);
        let collected = report.lines().find_map(|line| line.split_once("Collected : "));
        let (_, count) = collected.unwrap_or_else(|| panic!("callgrind counted nothing: {report}"));
        count.trim().parse::<f64>().expect("a number") / self.body(bytes).0.len() as f64
    }

    /// What callgrind looks at: one parse, after one that is not counted.
    fn run(&self, bytes: usize) {
        let (body, _) = self.body(bytes);
        let _ = black_box((self.read)(&body));
        let _ = counted(|| black_box((self.read)(black_box(&body))));
    }
}

/// Callgrind counts until this returns: it knows the function by its name.
#[inline(never)]
fn counted<T>(run: impl FnOnce() -> T) -> T {
    run()
}

/// By how much the worst is above the best, and above the best of those before it.
fn ratios(costs: &[f64]) -> (f64, f64) {
    let (mut best, mut growth) = (f64::MAX, 1.0_f64);
    for &cost in costs {
        growth = growth.max(cost / best);
        best = best.min(cost);
    }
    let worst = costs.iter().copied().fold(0.0, f64::max);
    (worst / best, growth)
}

fn guard() -> ExitCode {
    let mut missed = 0;
    for kind in KINDS {
        let [small, large] = GUARDED.map(|bytes| kind.instructions(bytes));
        let is_linear = large <= small * MOST_GUARDED;
        missed += u32::from(!is_linear);
        let mark = if is_linear { "" } else { "  GROWS" };
        println!("{:28} {small:9.1} {large:9.1} instructions a byte{mark}", kind.name);
    }
    ExitCode::from(u8::from(missed > 0))
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if let ["--run", name, bytes] = arguments[..] {
        let kind = KINDS.iter().find(|kind| kind.name == name).expect("a kind by this name");
        kind.run(bytes.parse().expect("a number of bytes"));
        return ExitCode::SUCCESS;
    }
    if arguments == ["--guard"] {
        return guard();
    }
    let counts = arguments == ["--instructions"];
    let (unit, sizes) = if counts { ("instructions a byte", &SIZES[..8]) } else { ("ns a byte", &SIZES[..]) };
    let names: Vec<String> = sizes.iter().map(|&bytes| size(bytes as f64)).collect();
    println!("| {unit} | {} | worst : best | growth |", names.join(" | "));
    println!("|---{}|", "|--:".repeat(sizes.len() + 2));
    let mut missed = 0;
    let mut lines = Vec::new();
    for kind in KINDS {
        let costs: Vec<f64> = if counts {
            sizes.iter().map(|&bytes| kind.instructions(bytes)).collect()
        } else {
            kind.costs().to_vec()
        };
        let (ratio, growth) = ratios(&costs);
        let reached = ratio <= MOST;
        missed += u32::from(!reached);
        let mark = if reached { "" } else { "**" };
        let cells: Vec<String> = costs.iter().map(|cost| format!("{cost:.3}")).collect();
        println!("| {} | {} | {mark}{ratio:.2}{mark} | {growth:.2} |", kind.name, cells.join(" | "));
        let points = sizes.iter().map(|&bytes| bytes as f64).zip(costs).collect();
        lines.push(Line { name: kind.name, points });
    }
    if let [path] = arguments[..]
        && !counts
    {
        fs::write(path, chart::lines(&lines, "ns a byte")).expect("the chart can be written");
    }
    ExitCode::from(u8::from(missed > 0))
}
