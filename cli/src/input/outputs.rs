//! The files that this run writes. They must not be read: the report would be its own input, and never end.

use std::path::Path;

use same_file::Handle;

/// The regular files that standard output and standard error are redirected to, and those that this run writes.
#[derive(Debug)]
pub(crate) struct Outputs {
    written: Vec<Handle>,
    /// What is suppressed is no capture.
    baseline: Option<Handle>,
}

impl Outputs {
    /// Returns the outputs of this process, and files that it writes. A pipe, a terminal or `/dev/null` can be read and
    /// written at once.
    pub(crate) fn of_process(files: &[&Path], baseline: Option<&Path>) -> Self {
        let mut outputs = Self::of_files(files);
        let streams = [Handle::stdout(), Handle::stderr()];
        outputs.written.extend(streams.into_iter().flatten().filter(is_regular));
        outputs.baseline = baseline.and_then(|path| Handle::from_path(path).ok());
        outputs
    }

    /// Returns the regular files among these paths. Others, such as a named pipe, are not opened.
    pub(crate) fn of_files(files: &[&Path]) -> Self {
        let files = files.iter().filter(|path| path.is_file());
        Self { written: files.filter_map(|path| Handle::from_path(path).ok()).collect(), baseline: None }
    }

    /// Returns whether a path leads to the baseline.
    pub(super) fn is_baseline(&self, path: &Path) -> bool {
        let is_same = |baseline: &Handle| Handle::from_path(path).is_ok_and(|file| file == *baseline);
        self.baseline.as_ref().is_some_and(|baseline| path.is_file() && is_same(baseline))
    }

    /// Returns whether a path leads to an output, whatever links are on the way.
    pub(crate) fn contains(&self, path: &Path) -> bool {
        // A named pipe must not be opened before it is read.
        !self.written.is_empty()
            && path.is_file()
            && Handle::from_path(path).is_ok_and(|file| self.written.contains(&file))
    }

    /// Returns whether standard input is an output.
    pub(super) fn contains_stdin(&self) -> bool {
        !self.written.is_empty() && Handle::stdin().is_ok_and(|file| self.written.contains(&file))
    }
}

fn is_regular(file: &Handle) -> bool {
    file.as_file().metadata().is_ok_and(|metadata| metadata.is_file())
}
