//! What several threads found, brought into the order of the input.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::ledger::{Ledger, Piece};

/// How many pieces may be done before their turn. More would let memory grow while one job takes long.
const MOST_EARLY: usize = 64;

/// A ledger that takes pieces in order, whatever order they come in. Who comes much too early waits.
pub(crate) struct Turns<'l> {
    state: Mutex<State<'l>>,
    passed: Condvar,
}

struct State<'l> {
    /// The number of the job whose turn it is.
    turn: usize,
    early: BTreeMap<usize, Piece>,
    /// How many threads wait. Mostly none does, and to wake nobody costs a call of the system all the same.
    waiting: usize,
    ledger: Ledger<'l>,
}

impl<'l> Turns<'l> {
    pub(crate) const fn new(ledger: Ledger<'l>) -> Self {
        let state = State { turn: 0, early: BTreeMap::new(), waiting: 0, ledger };
        Self { state: Mutex::new(state), passed: Condvar::new() }
    }

    pub(crate) fn into_ledger(self) -> Ledger<'l> {
        self.state.into_inner().unwrap_or_else(PoisonError::into_inner).ledger
    }

    /// Takes the last piece of a job.
    pub(crate) fn finish(&self, job: usize, piece: Piece) {
        let full = |state: &State<'_>| state.turn < job && state.early.len() >= MOST_EARLY;
        let mut guard = self.wait_while(full);
        let state = &mut *guard;
        if state.turn < job {
            state.early.insert(job, piece);
            return;
        }
        let mut next = Some(piece);
        while let Some(piece) = next {
            state.ledger.enter(piece);
            state.turn += 1;
            next = state.early.remove(&state.turn);
        }
        if state.waiting > 0 {
            self.passed.notify_all();
        }
    }

    /// Takes a piece of a job that has more to tell, as soon as all jobs before it are done.
    pub(crate) fn go_on(&self, job: usize, piece: Piece) {
        self.wait_while(|state| state.turn < job).ledger.enter(piece);
    }

    // Invariant: the job whose turn it is never waits, so that nobody waits for ever.
    fn wait_while(&self, condition: impl Fn(&State<'l>) -> bool) -> MutexGuard<'_, State<'l>> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while condition(&state) {
            state.waiting += 1;
            state = self.passed.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.waiting -= 1;
        }
        state
    }
}
