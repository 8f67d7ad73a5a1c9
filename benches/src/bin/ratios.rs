//! Prints what plex-pin promises of its speed beside other libraries, and whether it holds here.
//!
//! `cargo run --release --bin ratios [CHART.svg]`: a Markdown table; the chart is drawn from the same data.
//! Ends with 1 where a ratio is missed.

use std::process::ExitCode;

use plex_pin_benches::Case;
use plex_pin_benches::cases;
use plex_pin_benches::texts::Texts;
use plex_pin_benches::timing::{Times, side_by_side};

const ROUNDS: usize = 8001;

/// Cases that are measured in turns.
struct Group {
    title: &'static str,
    ids: &'static [&'static str],
    /// Ours, the other one, and how many times longer that one must take.
    goals: &'static [(&'static str, &'static str, f64)],
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
            ("pin/strict/compact", "peer/sonic-rs/compact", 3.5),
            ("pin/strict/compact", "peer/serde_json/compact", 6.0),
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
        goals: &[("pin/strict/pretty", "peer/sonic-rs/pretty", 2.0)],
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
        goals: &[("pin/strict/shuffled", "peer/sonic-rs/shuffled", 2.0)],
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
        goals: &[("pin/lenient/unknown-members", "peer/sonic-rs/unknown-members", 2.0)],
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
        goals: &[("pin/strict/escaped", "peer/sonic-rs/escaped", 1.5)],
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
        goals: &[("pin/strict/owned", "peer/sonic-rs/owned", 2.0)],
    },
    Group {
        title: "lenient, clean and deviant",
        ids: &["pin/lenient/clean", "pin/strict/compact", "pin/lenient/deviant", "peer/serde_json/compact"],
        goals: &[
            ("pin/lenient/clean", "pin/strict/compact", 0.95),
            ("pin/lenient/deviant", "peer/serde_json/compact", 1.0),
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
            ("pin/serde/derive", "peer/serde_json/dates", 1.0),
            ("pin/serde/derive-owned", "peer/serde_json/dates-owned", 1.0),
        ],
    },
    Group {
        title: "serialise",
        ids: &["pin/serialize", "peer/serde_json/serialize"],
        goals: &[("pin/serialize", "peer/serde_json/serialize", 1.0)],
    },
    Group {
        title: "refusing",
        ids: &["pin/refuse/syntax", "pin/refuse/type", "pin/strict/compact"],
        goals: &[
            ("pin/refuse/syntax", "pin/strict/compact", 1.0),
            ("pin/refuse/type", "pin/strict/compact", 1.0),
        ],
    },
];

fn main() -> ExitCode {
    let texts = Texts::new();
    let mut all = cases::all(&texts);
    let mut missed = 0;
    println!("| | ns | against | ns | must reach | ratio | 10 % to 90 % of rounds | |");
    println!("|---|--:|---|--:|--:|--:|--:|---|");
    for group in GROUPS {
        let mut cases: Vec<Case> = group.ids.iter().map(|id| take(&mut all, id)).collect();
        let times = side_by_side(&mut cases, ROUNDS);
        let of = |id: &str| -> &Times {
            let at = group.ids.iter().position(|&other| other == id);
            &times[at.unwrap_or_else(|| panic!("{id} is not in its group"))]
        };
        for &(own, other, least) in group.goals {
            let ratio = of(own).ratio(of(other));
            let reached = ratio.median >= least;
            missed += u32::from(!reached);
            println!(
                "| `{own}` | {:.0} | `{other}` | {:.0} | {least} | {:.2} | {:.2} to {:.2} | {} |",
                of(own).spread().median,
                of(other).spread().median,
                ratio.median,
                ratio.low,
                ratio.high,
                if reached { "✓" } else { "missed" },
            );
        }
        for id in group.ids {
            eprintln!("{}: {id} {:?}", group.title, of(id).spread());
        }
        all.extend(cases);
    }
    ExitCode::from(u8::from(missed > 0))
}

fn take(all: &mut Vec<Case>, id: &str) -> Case {
    let at = all.iter().position(|case| case.id == id);
    all.swap_remove(at.unwrap_or_else(|| panic!("no case {id}")))
}
