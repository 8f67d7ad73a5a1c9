//! Prints how long plex-pin takes beside an older commit of itself. Run it with `benches/pair/run REVISION`.

use std::process::ExitCode;
use std::{env, hint::black_box};

use plex_pin_benches::Case;
use plex_pin_benches::texts::Texts;
use plex_pin_benches::timing::side_by_side;

/// How many times longer than before a compact pin may take.
const LIMIT: f64 = 1.1;

/// The same work in both versions.
macro_rules! pair {
    ($name:literal, $bodies:expr, $body:ident, $new:expr, $old:expr) => {{
        let bytes = $bodies[0].len();
        let new = Case::new(concat!($name, ", new"), bytes, $bodies.clone(), |$body| _ = black_box($new));
        let old = Case::new(concat!($name, ", old"), bytes, $bodies.clone(), |$body| _ = black_box($old));
        ($name, [new, old])
    }};
}

fn main() -> ExitCode {
    let rounds = env::args().nth(1).map_or(1001, |it| it.parse().expect("a number of rounds"));
    let texts = Texts::new();
    let pairs = [
        pair!("compact", texts.compact, it, plex_pin::Pin::parse(it), plex_pin_old::Pin::parse(it)),
        pair!("pretty", texts.pretty, it, plex_pin::Pin::parse(it), plex_pin_old::Pin::parse(it)),
        pair!("shuffled", texts.shuffled, it, plex_pin::Pin::parse(it), plex_pin_old::Pin::parse(it)),
        pair!("escaped", texts.escaped, it, plex_pin::Pin::parse(it), plex_pin_old::Pin::parse(it)),
        pair!("bad syntax", texts.bad_syntax, it, plex_pin::Pin::parse(it), plex_pin_old::Pin::parse(it)),
        pair!(
            "unknown members",
            texts.unknown_members,
            it,
            plex_pin::Parser::LENIENT.parse::<plex_pin::Pin>(it),
            plex_pin_old::Parser::LENIENT.parse::<plex_pin::Pin>(it)
        ),
        pair!(
            "ten deviations",
            texts.deviant,
            it,
            plex_pin::Parser::LENIENT.parse::<plex_pin::Pin>(it),
            plex_pin_old::Parser::LENIENT.parse::<plex_pin::Pin>(it)
        ),
    ];
    println!("| | new, ns | old, ns | new : old | 10 % to 90 % of rounds |\n|---|--:|--:|--:|--:|");
    let mut compact = 0.0;
    for (name, mut cases) in pairs {
        let times = side_by_side(&mut cases, rounds);
        let ratio = times[1].ratio(&times[0]);
        let [new, old] = [0, 1].map(|index: usize| times[index].spread().median);
        println!("| {name} | {new:.0} | {old:.0} | {:.2} | {:.2} to {:.2} |", ratio.median, ratio.low, ratio.high);
        if name == "compact" {
            compact = ratio.median;
        }
    }
    ExitCode::from(u8::from(compact > LIMIT))
}
