//! Times side by side: cases take turns in short rounds, so that what disturbs the machine disturbs them alike.

use cpu_time::ThreadTime;

use crate::case::Case;
use crate::texts::COUNT;

/// How many inputs a case takes in a turn: each once.
const TURN: usize = COUNT;

/// How many it takes before that, not timed: as many as it needs to be measured as it runs by itself, and not as it
/// comes back after the others.
const BEFORE: usize = 4 * COUNT;

/// What one case took in each round, in nanoseconds for one input.
#[derive(Debug, Clone)]
pub struct Times(pub Vec<f64>);

/// Times the cases by the clock of the processor, which stands still while another program runs, `rounds` times each.
pub fn side_by_side(cases: &mut [Case], rounds: usize) -> Vec<Times> {
    let mut times = vec![Times(Vec::with_capacity(rounds)); cases.len()];
    for round in 0..rounds {
        let mut indices: Vec<usize> = (0..cases.len()).collect();
        // There and back again: none is always the one behind the slowest.
        if round % 2 == 1 {
            indices.reverse();
        }
        for index in indices {
            cases[index].run(BEFORE);
            let start = ThreadTime::now();
            cases[index].run(TURN);
            times[index].0.push(start.elapsed().as_nanos() as f64 / TURN as f64);
        }
    }
    times
}

/// A number that was measured many times.
#[derive(Debug, Clone, Copy)]
pub struct Spread {
    pub median: f64,
    /// A tenth is below it.
    pub low: f64,
    /// A tenth is above it.
    pub high: f64,
}

impl Times {
    pub fn spread(&self) -> Spread {
        Spread::of(self.0.clone())
    }

    /// How many times longer `other` took, round by round.
    pub fn ratio(&self, other: &Self) -> Spread {
        Spread::of(self.0.iter().zip(&other.0).map(|(own, other)| other / own).collect())
    }
}

impl Spread {
    fn of(mut values: Vec<f64>) -> Self {
        values.sort_unstable_by(f64::total_cmp);
        let at = |tenths: usize| values[(values.len() - 1) * tenths / 10];
        Self { median: at(5), low: at(1), high: at(9) }
    }
}
