//! Where documents come from: files, folders, standard input.

mod folder;
mod source;

use std::iter;
use std::path::Path;

pub(crate) use source::{InputError, Source, is_stdin};

/// Sources, found while they are asked for.
pub(crate) type Sources = Box<dyn Iterator<Item = Result<Source, InputError>> + Send>;

/// Lists the sources that a path on the command line stands for. Never fails: a missing file fails when it is opened.
pub(crate) fn sources(path: &Path) -> Sources {
    if is_stdin(path) {
        return Box::new(iter::once(Ok(Source::Stdin)));
    }
    if !path.is_dir() {
        return Box::new(iter::once(Ok(Source::File(path.to_owned()))));
    }
    Box::new(folder::sources(path))
}
