//! Where documents come from: files, folders, standard input.

mod filter;
mod folder;
mod outputs;
mod source;

use std::iter;
use std::path::Path;
use std::sync::Arc;

pub(crate) use filter::FolderFilter;
pub(crate) use outputs::Outputs;
pub(crate) use source::{InputError, Source, is_stdin};

/// Sources, found lazily.
pub(crate) type Sources = Box<dyn Iterator<Item = Result<Source, InputError>> + Send>;

/// Lists the sources that a path on the command line stands for, without those that this run writes.
///
/// A missing file is not an error here: it fails when it is opened.
pub(crate) fn sources(path: &Path, outputs: &Arc<Outputs>, filter: &Arc<FolderFilter>) -> Sources {
    if path.is_dir() && !is_stdin(path) {
        return Box::new(folder::sources(path, Arc::clone(outputs), Arc::clone(filter)));
    }
    let (source, is_output) = if is_stdin(path) {
        (Source::Stdin, outputs.contains_stdin())
    } else {
        (Source::File(path.to_owned()), outputs.contains(path))
    };
    let source = if is_output { Err(InputError::IsOutput(source.name())) } else { Ok(source) };
    Box::new(iter::once(source))
}
