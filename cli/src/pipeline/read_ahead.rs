//! Reads a long file in a thread of its own, so that it is searched for documents while those found are checked.

use std::io::{self, Read};
use std::mem;
use std::panic::resume_unwind;
use std::sync::mpsc::sync_channel;
use std::thread;

use plex_pin_captures::forms::{self, Batch, Options, Summary};

use super::abort::AbortOnPanic;

/// How many bytes of records are passed on at once.
const MAX_BATCH: usize = 256 * 1024;

/// How many batches may wait.
const MAX_WAITING: usize = 2;

/// Reads a capture, and gives its records to `check` in order. They are read while `check` runs.
pub(super) fn read_ahead(
    mut reader: impl Read + Send,
    options: &Options,
    check: &mut dyn FnMut(&Batch),
) -> io::Result<Summary> {
    let read = thread::scope(|scope| {
        let (sender, batches) = sync_channel(MAX_WAITING);
        let source = &mut reader;
        let reading = thread::Builder::new().spawn_scoped(scope, move || {
            let _abort = AbortOnPanic;
            let mut batch = Batch::default();
            let summary = forms::read(Box::new(source), options, &mut |record, found| {
                batch.add(&record, found);
                if batch.size() >= MAX_BATCH {
                    // The other end is there until this thread ends.
                    _ = sender.send(mem::take(&mut batch));
                }
            });
            _ = sender.send(batch);
            summary
        });
        let Ok(reading) = reading else { return Ok(None) };
        for batch in batches {
            check(&batch);
        }
        reading.join().unwrap_or_else(|panic| resume_unwind(panic)).map(Some)
    })?;
    if let Some(summary) = read {
        return Ok(summary);
    }
    // The system has no more threads, and nothing was read.
    forms::read(Box::new(reader), options, &mut |record, found| {
        let mut batch = Batch::default();
        batch.add(&record, found);
        check(&batch);
    })
}
