//! Where the reports of a run are written to.

use std::io::{self, Write};

use crate::exit::Exit;
use crate::output::{Output, Target, eprint_error};
use crate::report::SelectReport;

/// How many bytes of a report are kept before they are written.
const MAX_PART: usize = 256 * 1024;

/// The output of each report, and what went wrong.
pub(crate) struct ReportOutputs {
    outputs: Vec<Output>,
    /// Outputs that nobody reads any more.
    closed: Vec<bool>,
    failed: bool,
    selected: usize,
    /// What is written to the selected output next.
    buffer: Vec<u8>,
}

impl ReportOutputs {
    pub(crate) fn new(outputs: Vec<Output>) -> Self {
        let closed = vec![false; outputs.len()];
        Self { outputs, closed, failed: false, selected: 0, buffer: Vec::new() }
    }

    pub(super) fn write_to(&mut self, index: usize, bytes: &[u8]) {
        self.write_all_out();
        self.attempt(index, |output| output.write(bytes));
    }

    pub(super) fn end(&mut self, index: usize, bytes: &[u8]) {
        self.write_all_out();
        self.attempt(index, |output| output.end(bytes));
    }

    pub(super) fn ends_with_blank_line(&self, index: usize) -> bool {
        self.outputs[index].ends_with_blank_line()
    }

    /// Returns why the run must end: an exit code, or None if its readers are gone.
    pub(super) fn failure(&mut self) -> Option<Option<Exit>> {
        self.write_all_out();
        if self.failed {
            return Some(Some(Exit::Failure));
        }
        // Messages on standard error are no reason to go on.
        let mut outputs = self.outputs.iter().zip(&self.closed);
        outputs.all(|(output, closed)| *closed || output.target == Target::Stderr).then_some(None)
    }

    /// Writes what is in the buffer.
    pub(super) fn write_all_out(&mut self) {
        if !self.buffer.is_empty() {
            let buffer = std::mem::take(&mut self.buffer);
            self.attempt(self.selected, |output| output.write(&buffer));
        }
    }

    /// A closed pipe is not a failure, but other outputs go on.
    fn attempt(&mut self, index: usize, write: impl FnOnce(&mut Output) -> io::Result<()>) {
        if self.closed[index] {
            return;
        }
        let output = &mut self.outputs[index];
        if let Err(error) = write(output) {
            self.closed[index] = true;
            if error.kind() != io::ErrorKind::BrokenPipe || output.target != Target::Stdout {
                eprint_error(format_args!("cannot write to {}: {error}", output.target));
                self.failed = true;
            }
        }
    }
}

/// Never fails: errors are kept.
impl Write for ReportOutputs {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() > MAX_PART {
            self.write_all_out();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl SelectReport for ReportOutputs {
    fn select(&mut self, index: usize) {
        self.write_all_out();
        self.selected = index;
    }
}
