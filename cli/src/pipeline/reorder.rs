//! Restores the order of results that several threads produce.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How many results may wait for their turn. Without a limit memory would grow while one job takes long.
const MAX_WAITING: usize = 64;

/// Receives results in the order of their jobs.
pub(super) trait Consumer<T> {
    fn accept(&mut self, result: T);
}

/// Passes results to a consumer in the order of their jobs, whatever order they come in.
///
/// A thread whose result comes much too early is blocked until there is room.
pub(super) struct ReorderBuffer<T, C> {
    state: Mutex<State<T, C>>,
    changed: Condvar,
}

struct State<T, C> {
    /// The number of the job whose result is next.
    next: usize,
    /// Results that came early.
    early: BTreeMap<usize, T>,
    /// How many threads are blocked. Usually none is, and to notify nobody still costs a system call.
    blocked: usize,
    consumer: C,
}

impl<T, C: Consumer<T>> ReorderBuffer<T, C> {
    pub(super) const fn new(consumer: C) -> Self {
        let state = State { next: 0, early: BTreeMap::new(), blocked: 0, consumer };
        Self { state: Mutex::new(state), changed: Condvar::new() }
    }

    pub(super) fn into_consumer(self) -> C {
        self.state.into_inner().unwrap_or_else(PoisonError::into_inner).consumer
    }

    /// Takes the only or last result of a job.
    pub(super) fn finish(&self, job: usize, result: T) {
        let is_full = |state: &State<T, C>| state.next < job && state.early.len() >= MAX_WAITING;
        let mut guard = self.wait_while(is_full);
        let state = &mut *guard;
        if state.next < job {
            state.early.insert(job, result);
            return;
        }
        let mut ready = Some(result);
        while let Some(result) = ready {
            state.consumer.accept(result);
            state.next += 1;
            ready = state.early.remove(&state.next);
        }
        if state.blocked > 0 {
            self.changed.notify_all();
        }
    }

    /// Takes a part of the result of a job that goes on. Blocks until all jobs before it are finished.
    pub(super) fn push_part(&self, job: usize, part: T) {
        self.wait_while(|state| state.next < job).consumer.accept(part);
    }

    // Invariant: the thread whose job is next is never blocked, so that no thread is blocked for ever.
    fn wait_while(&self, condition: impl Fn(&State<T, C>) -> bool) -> MutexGuard<'_, State<T, C>> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while condition(&state) {
            state.blocked += 1;
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.blocked -= 1;
        }
        state
    }
}
