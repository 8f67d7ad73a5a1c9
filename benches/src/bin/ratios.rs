//! Prints the speed of plex-pin against other libraries, and whether each ratio reaches its aim.
//!
//! `cargo run --release --bin ratios -- [--only WORD] [--rounds N] [CHART.svg]` prints a Markdown table, and draws the
//! chart from the same data. `--only` measures the groups whose title contains the word. Exits with 1 if a ratio is
//! missed.
//!
//! The aims are those of the target that this program was built for. For the processor at hand:
//! `RUSTFLAGS="-C target-cpu=native" cargo run --release --target-dir target/native --bin ratios`.

use std::process::ExitCode;
use std::{env, fs};

use plex_pin_benches::chart::{self, Bars};
use plex_pin_benches::texts::Texts;
use plex_pin_benches::timing::{self, side_by_side};
use plex_pin_benches::{Case, cases};

const ROUNDS: usize = 1001;

/// Ours, the other one, and how many times longer that one must take: for the default target, and for
/// `-C target-cpu=native`.
type Goal = (&'static str, &'static str, [f64; 2]);

/// Whether this program was built for a processor with AVX2, which no default target has.
const NATIVE: bool = cfg!(target_feature = "avx2");

/// In the order of the ids of a group that has them all.
const LIBRARIES: [&str; 5] = ["plex-pin", "sonic-rs", "simd-json", "jiter", "serde_json"];

/// Cases that are measured in turns.
struct Group {
    title: &'static str,
    ids: &'static [&'static str],
    goals: &'static [Goal],
}

const GROUPS: &[Group] = &[
    Group {
        title: "strict, compact",
        ids: &[
            "pin/strict/compact",
            "peer/sonic-rs/compact",
            "peer/simd-json/compact",
            "peer/jiter/compact",
            "peer/serde_json/compact",
        ],
        goals: &[
            ("pin/strict/compact", "peer/sonic-rs/compact", [3.3, 3.2]),
            ("pin/strict/compact", "peer/serde_json/compact", [5.7, 5.7]),
        ],
    },
    Group {
        title: "strict, pretty",
        ids: &[
            "pin/strict/pretty",
            "peer/sonic-rs/pretty",
            "peer/simd-json/pretty",
            "peer/jiter/pretty",
            "peer/serde_json/pretty",
        ],
        goals: &[("pin/strict/pretty", "peer/sonic-rs/pretty", [2.1, 1.4])],
    },
    Group {
        title: "strict, shuffled",
        ids: &[
            "pin/strict/shuffled",
            "peer/sonic-rs/shuffled",
            "peer/simd-json/shuffled",
            "peer/jiter/shuffled",
            "peer/serde_json/shuffled",
        ],
        goals: &[("pin/strict/shuffled", "peer/sonic-rs/shuffled", [1.6, 1.6])],
    },
    Group {
        title: "lenient, 5 unknown members",
        ids: &[
            "pin/lenient/unknown-members",
            "peer/sonic-rs/unknown-members",
            "peer/simd-json/unknown-members",
            "peer/jiter/unknown-members",
            "peer/serde_json/unknown-members",
        ],
        goals: &[("pin/lenient/unknown-members", "peer/sonic-rs/unknown-members", [1.38, 1.35])],
    },
    Group {
        title: "strict, escapes and non-ASCII",
        ids: &[
            "pin/strict/escaped",
            "peer/sonic-rs/escaped",
            "peer/simd-json/escaped",
            "peer/jiter/escaped",
            "peer/serde_json/escaped",
        ],
        goals: &[("pin/strict/escaped", "peer/sonic-rs/escaped", [1.8, 1.8])],
    },
    Group {
        title: "strict, owned",
        ids: &[
            "pin/strict/owned",
            "peer/sonic-rs/owned",
            "peer/simd-json/owned",
            "peer/jiter/owned",
            "peer/serde_json/owned",
        ],
        goals: &[("pin/strict/owned", "peer/sonic-rs/owned", [2.1, 2.0])],
    },
    Group {
        title: "lenient, clean and deviant",
        ids: &["pin/lenient/clean", "pin/strict/compact", "pin/lenient/deviant", "peer/serde_json/compact"],
        goals: &[
            ("pin/lenient/clean", "pin/strict/compact", [0.95; 2]),
            ("pin/lenient/deviant", "peer/serde_json/compact", [1.03; 2]),
        ],
    },
    Group {
        title: "through serde",
        ids: &[
            "pin/serde/derive",
            "peer/serde_json/dates",
            "pin/serde/derive-owned",
            "peer/serde_json/dates-owned",
        ],
        goals: &[
            ("pin/serde/derive", "peer/serde_json/dates", [1.0; 2]),
            ("pin/serde/derive-owned", "peer/serde_json/dates-owned", [1.0; 2]),
        ],
    },
    Group {
        title: "serialise",
        ids: &["pin/serialize", "peer/serde_json/serialize"],
        goals: &[("pin/serialize", "peer/serde_json/serialize", [0.93; 2])],
    },
    Group {
        title: "XML",
        ids: &["pin/strict/xml", "peer/quick-xml"],
        goals: &[("pin/strict/xml", "peer/quick-xml", [3.0; 2])],
    },
    Group {
        title: "refusing",
        ids: &["pin/refuse/syntax", "pin/refuse/type", "pin/strict/compact"],
        goals: &[
            ("pin/refuse/syntax", "pin/strict/compact", [1.0; 2]),
            ("pin/refuse/type", "pin/strict/compact", [1.0; 2]),
        ],
    },
];

fn main() -> ExitCode {
    let (mut only, mut rounds, mut chart_path) = (String::new(), ROUNDS, None);
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--only" => only = arguments.next().expect("--only WORD"),
            "--rounds" => rounds = arguments.next().and_then(|it| it.parse().ok()).expect("--rounds N"),
            _ => chart_path = Some(argument),
        }
    }
    let mut all = cases::all(&Texts::new());
    let mut missed = 0;
    let mut charted = Vec::new();
    println!(
        "Medians of {rounds} rounds, built for {}. A ratio is how many times longer the other one takes, round by \
         round.\n",
        if NATIVE { "this processor (-C target-cpu=native)" } else { "the default target" },
    );
    println!("| | ns | against | ns | must reach | ratio | 10 % to 90 % of rounds | |");
    println!("|---|--:|---|--:|--:|--:|--:|---|");
    for group in GROUPS.iter().filter(|group| group.title.contains(&only)) {
        let times = Times::of(group, &mut all, rounds);
        for goal in group.goals {
            missed += u32::from(!report(goal, &times));
        }
        if group.ids.len() == LIBRARIES.len() {
            charted.push((group.title, times));
        }
    }
    println!("\n| ns a body | {} |\n|---{}|", LIBRARIES.join(" | "), "|--:".repeat(LIBRARIES.len()));
    for (title, times) in &charted {
        let medians: Vec<String> = times.medians().map(|time| format!("{time:.0}")).collect();
        println!("| {title} | {} |", medians.join(" | "));
    }
    if let Some(path) = chart_path {
        let bars = |(title, times): &(&'static str, Times)| Bars {
            title,
            bars: LIBRARIES.into_iter().zip(times.medians()).collect(),
        };
        let charts: Vec<Bars<'_>> = charted.iter().map(bars).collect();
        fs::write(path, chart::bars(&charts, "ns")).expect("the chart can be written");
    }
    ExitCode::from(u8::from(missed > 0))
}

/// What the cases of a group took.
struct Times {
    ids: &'static [&'static str],
    rounds: Vec<timing::Times>,
}

impl Times {
    fn of(group: &Group, all: &mut Vec<Case>, rounds: usize) -> Self {
        let take = |id: &&str| {
            let at = all.iter().position(|case| case.id == *id);
            all.swap_remove(at.unwrap_or_else(|| panic!("no case {id}")))
        };
        let mut cases: Vec<Case> = group.ids.iter().map(take).collect();
        let rounds = side_by_side(&mut cases, rounds);
        all.extend(cases);
        Self { ids: group.ids, rounds }
    }

    fn get(&self, id: &str) -> &timing::Times {
        let at = self.ids.iter().position(|&other| other == id);
        &self.rounds[at.unwrap_or_else(|| panic!("{id} is not in its group"))]
    }

    fn medians(&self) -> impl Iterator<Item = f64> {
        self.rounds.iter().map(|times| times.spread().median)
    }
}

/// Prints a line of the table; whether the goal is reached.
fn report(&(own, other, aims): &Goal, times: &Times) -> bool {
    let aim = aims[usize::from(NATIVE)];
    let ratio = times.get(own).ratio(times.get(other));
    let reached = ratio.median >= aim;
    println!(
        "| `{own}` | {:.0} | `{other}` | {:.0} | {aim} | {:.2} | {:.2} to {:.2} | {} |",
        times.get(own).spread().median,
        times.get(other).spread().median,
        ratio.median,
        ratio.low,
        ratio.high,
        if reached { "reached" } else { "**missed**" },
    );
    reached
}
