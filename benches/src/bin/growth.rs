//! Prints how the cost of a parse grows with its body, and whether a byte costs the same in large ones.
//!
//! `cargo run --release --bin growth [CHART.svg]`: nanoseconds a byte for bodies of 0.5 KB to 64 MB. Ends with 1 where
//! a byte costs more than 1.3 times what it costs at the size that is best for its kind.

use std::process::ExitCode;
use std::{env, fs};

use core::hint::black_box;

use cpu_time::ThreadTime;
use plex_pin::{Error, Parser};
use plex_pin_benches::chart::{self, Line, size};

const SIZES: [usize; 9] = [512, 2 << 10, 8 << 10, 32 << 10, 128 << 10, 512 << 10, 2 << 20, 8 << 20, 64 << 20];

/// How many bytes are read in a turn, at least.
const VOLUME: usize = 1 << 20;

/// How many turns there are; the best one counts, since nothing but disturbance makes one longer.
const TURNS: usize = 24;

const MOST: f64 = 1.3;

/// A kind of body: what stands before, what is repeated, what stands behind; how it is read, and what comes of it.
struct Kind {
    name: &'static str,
    before: &'static str,
    piece: &'static str,
    behind: &'static str,
    read: fn(&str) -> Result<usize, Error>,
    /// Whether each piece is a deviation.
    deviant: bool,
}

const KINDS: [Kind; 8] = [
    Kind {
        name: "padding",
        before: r#"{"id":1,"padding":["#,
        piece: r#"{"name":"value","numbers":[1,-2.5e3,true,null]},"#,
        behind: "0]}",
        read: pin,
        deviant: false,
    },
    Kind {
        name: "long string",
        before: r#"{"id":1,"product":""#,
        piece: "a name that goes on and on, ",
        behind: r#""}"#,
        read: pin,
        deviant: false,
    },
    Kind {
        name: "long string with escapes",
        before: r#"{"id":1,"product":""#,
        piece: r"Gda\u0144sk \u2013 Sopot, Küche \/ ",
        behind: r#""}"#,
        read: pin,
        deviant: false,
    },
    Kind {
        name: "deep nesting",
        before: r#"{"id":1,"padding":["#,
        // 120 levels.
        piece: "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
                [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
                ]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\
                ]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]],",
        behind: "0]}",
        read: pin,
        deviant: false,
    },
    Kind {
        name: "white space",
        before: r#"{"id":1"#,
        piece: "        \n",
        behind: "}",
        read: pin,
        deviant: false,
    },
    Kind {
        name: "unknown members",
        before: "{",
        piece: r#""unknown":"value","#,
        behind: r#""id":1}"#,
        read: pin,
        deviant: true,
    },
    Kind {
        name: "duplicate members",
        before: r#"{"code":"7RQZ","#,
        piece: r#""code":"7RQZ","#,
        behind: r#""id":1}"#,
        read: pin,
        deviant: true,
    },
    Kind {
        name: "deviant errors",
        before: r#"{"errors":["#,
        piece: r#"{"code":"1020","message":"gone"},"#,
        behind: r#"{"code":1020,"message":"gone"}]}"#,
        read: errors,
        deviant: true,
    },
];

/// Keeps one deviation and counts the rest: the first 64 cost what they cost in a body of any size.
const PARSER: Parser = Parser::LENIENT.max_deviations(1);

fn pin(body: &str) -> Result<usize, Error> {
    let parsed = PARSER.pin(body)?;
    black_box(parsed.value());
    Ok(parsed.deviation_count())
}

fn errors(body: &str) -> Result<usize, Error> {
    let parsed = PARSER.api_errors(body)?;
    black_box(parsed.value());
    Ok(parsed.deviation_count())
}

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
        let rounds = (VOLUME / body.len()).max(1);
        let start = ThreadTime::now();
        for _ in 0..rounds {
            let _ = black_box((self.read)(black_box(body)));
        }
        start.elapsed().as_nanos() as f64 / (rounds * body.len()) as f64
    }
}

fn main() -> ExitCode {
    let sizes: Vec<String> = SIZES.iter().map(|&bytes| size(bytes as f64)).collect();
    println!("| ns a byte | {} | worst : best |\n|---{}|", sizes.join(" | "), "|--:".repeat(SIZES.len() + 1));
    let mut missed = 0;
    let mut lines = Vec::new();
    for kind in &KINDS {
        let costs = kind.costs();
        let best = costs.iter().copied().fold(f64::MAX, f64::min);
        let worst = costs.iter().copied().fold(0.0, f64::max);
        let reached = worst <= best * MOST;
        missed += u32::from(!reached);
        let mark = if reached { "" } else { "**" };
        let cells = costs.map(|cost| format!("{cost:.3}")).join(" | ");
        println!("| {} | {cells} | {mark}{:.2}{mark} |", kind.name, worst / best);
        let points = SIZES.map(|bytes| bytes as f64).into_iter().zip(costs).collect();
        lines.push(Line { name: kind.name, points });
    }
    if let Some(path) = env::args().nth(1) {
        fs::write(path, chart::lines(&lines, "ns a byte")).expect("the chart can be written");
    }
    ExitCode::from(u8::from(missed > 0))
}
