//! What becomes of the process if one of its threads panics.

use std::thread;

use crate::exit::Exit;

/// Ends the process if its thread panics. Other threads would wait for the result for ever.
pub(super) struct AbortOnPanic;

impl Drop for AbortOnPanic {
    fn drop(&mut self) {
        if thread::panicking() {
            Exit::Panic.now();
        }
    }
}
