//! Restores the order of results that several threads produce.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, Thread};

/// How many bytes of results may wait for their turn. Without a limit memory would grow while one job takes long.
const MAX_WAITING_BYTES: usize = 16 << 20;

/// The approximate memory that a waiting result takes besides its report.
const RESULT_BYTES: usize = 256;

/// A result of a job.
pub(super) trait Weigh {
    /// Returns how many bytes the result holds.
    fn weight(&self) -> usize;
}

/// Receives results in the order of their jobs.
pub(super) trait Consumer<T> {
    fn accept(&mut self, result: T);
}

/// Passes results to a consumer in the order of their jobs, whatever order they come in.
///
/// A thread whose result comes too early for the limit of bytes is blocked until it is its turn.
pub(super) struct ReorderBuffer<T, C> {
    max_bytes: usize,
    state: Mutex<State<T, C>>,
}

struct State<T, C> {
    /// The number of the job whose result is next.
    next: usize,
    /// Results that came early, and their bytes.
    early: BTreeMap<usize, T>,
    early_bytes: usize,
    /// Threads that wait until it is the turn of their job. Only the next one is woken: waking all threads for each result
    /// takes longer than the work.
    blocked: BTreeMap<usize, Thread>,
    consumer: C,
}

impl<T: Weigh, C: Consumer<T>> ReorderBuffer<T, C> {
    pub(super) const fn new(consumer: C) -> Self {
        Self::with_max_bytes(consumer, MAX_WAITING_BYTES)
    }

    const fn with_max_bytes(consumer: C, max_bytes: usize) -> Self {
        let state =
            State { next: 0, early: BTreeMap::new(), early_bytes: 0, blocked: BTreeMap::new(), consumer };
        Self { max_bytes, state: Mutex::new(state) }
    }

    pub(super) fn into_consumer(self) -> C {
        self.state.into_inner().unwrap_or_else(PoisonError::into_inner).consumer
    }

    /// Takes the only or last result of a job.
    pub(super) fn finish(&self, job: usize, result: T) {
        let weight = RESULT_BYTES + result.weight();
        let mut guard = self.lock();
        if guard.next < job && guard.early_bytes + weight <= self.max_bytes {
            guard.early_bytes += weight;
            guard.early.insert(job, result);
            return;
        }
        guard = self.wait_for_turn(job, guard);
        let state = &mut *guard;
        state.consumer.accept(result);
        state.next += 1;
        while let Some(result) = state.early.remove(&state.next) {
            state.early_bytes -= RESULT_BYTES + result.weight();
            state.consumer.accept(result);
            state.next += 1;
        }
        if let Some(thread) = state.blocked.remove(&state.next) {
            thread.unpark();
        }
    }

    /// Takes a part of the result of a job that goes on. Blocks until all jobs before it are finished.
    pub(super) fn push_part(&self, job: usize, part: T) {
        self.wait_for_turn(job, self.lock()).consumer.accept(part);
    }

    // Invariant: the thread whose job is next is not blocked, so that no thread is blocked for ever.
    fn wait_for_turn<'s>(
        &'s self,
        job: usize,
        mut state: MutexGuard<'s, State<T, C>>,
    ) -> MutexGuard<'s, State<T, C>> {
        while state.next < job {
            state.blocked.insert(job, thread::current());
            drop(state);
            // Returns at once if the turn came in the meantime.
            thread::park();
            state = self.lock();
        }
        state
    }

    fn lock(&self) -> MutexGuard<'_, State<T, C>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use super::{Consumer, RESULT_BYTES, ReorderBuffer, Weigh};

    impl Weigh for Vec<usize> {
        fn weight(&self) -> usize {
            self.len()
        }
    }

    impl Consumer<Vec<usize>> for Vec<usize> {
        fn accept(&mut self, result: Vec<usize>) {
            self.extend(result);
        }
    }

    #[test]
    fn ok_results_of_many_threads_in_order() {
        const JOBS: usize = 10_000;
        for (threads, max_bytes) in [(1, 0), (2, 0), (16, 0), (16, 10 * RESULT_BYTES), (64, usize::MAX)] {
            let buffer = ReorderBuffer::with_max_bytes(Vec::new(), max_bytes);
            let next = AtomicUsize::new(0);
            thread::scope(|scope| {
                for _ in 0..threads {
                    scope.spawn(|| {
                        loop {
                            let job = next.fetch_add(1, Ordering::Relaxed);
                            if job >= JOBS {
                                break;
                            }
                            if job.is_multiple_of(10) {
                                buffer.push_part(job, vec![job]);
                                buffer.finish(job, Vec::new());
                            } else {
                                buffer.finish(job, vec![job]);
                            }
                        }
                    });
                }
            });
            assert!(buffer.into_consumer().into_iter().eq(0..JOBS), "{threads} threads, {max_bytes} bytes");
        }
    }

    /// Asserts that waiting results never exceed the limit; a thread with more blocks.
    #[test]
    fn ok_waiting_bytes_are_bounded() {
        let buffer = ReorderBuffer::with_max_bytes(Vec::new(), 3 * RESULT_BYTES);
        thread::scope(|scope| {
            for job in 1..=10 {
                let buffer = &buffer;
                scope.spawn(move || buffer.finish(job, vec![job; 10]));
            }
            while buffer.lock().blocked.len() < 8 {
                thread::yield_now();
            }
            assert_eq!(buffer.lock().early.len(), 2);
            buffer.finish(0, vec![0]);
        });
        assert_eq!(buffer.into_consumer().len(), 101);
    }
}
