//! The files that this run writes. They must not be read: the report would be its own input, and never end.

use std::path::Path;

use same_file::Handle;

/// The regular files that standard output and standard error are redirected to, and those that this run writes.
#[derive(Debug)]
pub(crate) struct Outputs(Vec<Handle>);

impl Outputs {
    /// Returns the outputs of this process, and files that it writes. A pipe, a terminal or `/dev/null` can be read and
    /// written at once.
    pub(crate) fn of_process<'p>(files: impl Iterator<Item = &'p Path>) -> Self {
        let mut outputs = Self::of_files(files);
        let streams = [Handle::stdout(), Handle::stderr()];
        outputs.0.extend(streams.into_iter().flatten().filter(is_regular));
        outputs
    }

    /// Returns the regular files among these paths. Others, such as a named pipe, are not opened.
    pub(crate) fn of_files<'p>(files: impl Iterator<Item = &'p Path>) -> Self {
        Self(files.filter(|path| path.is_file()).filter_map(|path| Handle::from_path(path).ok()).collect())
    }

    /// Returns whether a path leads to an output, whatever links are on the way.
    pub(crate) fn contains(&self, path: &Path) -> bool {
        // A named pipe must not be opened before it is read.
        !self.0.is_empty()
            && path.is_file()
            && Handle::from_path(path).is_ok_and(|file| self.0.contains(&file))
    }

    /// Returns whether standard input is an output.
    pub(super) fn contains_stdin(&self) -> bool {
        !self.0.is_empty() && Handle::stdin().is_ok_and(|file| self.0.contains(&file))
    }
}

fn is_regular(file: &Handle) -> bool {
    file.as_file().metadata().is_ok_and(|metadata| metadata.is_file())
}
