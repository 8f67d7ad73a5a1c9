//! Captures in folders, in the order of their names.

use std::collections::HashSet;
use std::io;
use std::iter;
use std::path::Path;
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::outputs::Outputs;
use super::source::{InputError, Source, is_capture};

/// Walks a folder; one without a capture is an error.
pub(super) fn sources(
    path: &Path,
    outputs: Arc<Outputs>,
) -> impl Iterator<Item = Result<Source, InputError>> + Send + use<> {
    let name = path.display().to_string();
    let mut is_empty = true;
    // Folders that link to each other have more paths than anyone can walk: each folder is read once.
    let mut seen = HashSet::new();
    let is_new = move |entry: &DirEntry| {
        !entry.file_type().is_dir() || folder_id(entry).is_none_or(|id| seen.insert(id))
    };
    let entries = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter();
    let mut files = entries.filter_entry(is_new).filter_map(capture);
    iter::from_fn(move || {
        let next = files.next();
        if let Some(Ok(source @ Source::File(path))) = &next
            && outputs.contains(path)
        {
            return Some(Err(InputError::SkippedOutput(source.name())));
        }
        let nothing = next.is_none() && is_empty;
        is_empty = false;
        if nothing {
            return Some(Err(InputError::EmptyFolder(name.clone())));
        }
        next
    })
}

/// Identifies a folder, whatever path leads to it. The canonical path would work too, but resolving those of a deep
/// tree takes quadratic time.
#[cfg(unix)]
fn folder_id(entry: &DirEntry) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;

    entry.metadata().ok().map(|it| (it.dev(), it.ino()))
}

#[cfg(not(unix))]
fn folder_id(entry: &DirEntry) -> Option<std::path::PathBuf> {
    entry.path().canonicalize().ok()
}

/// Turns an entry of a folder into a source, an error, or nothing if it is not a capture.
fn capture(entry: walkdir::Result<DirEntry>) -> Option<Result<Source, InputError>> {
    let failed = |path: &Path, error| Some(Err(InputError::Failed(path.display().to_string(), error)));
    let entry = match entry {
        Ok(entry) => entry,
        // A link to a folder that is being walked: its files are read there.
        Err(error) if error.loop_ancestor().is_some() => return None,
        Err(error) => {
            let path = error.path().unwrap_or(Path::new("")).to_owned();
            // A dangling link matters only if it is named like a capture.
            if path.is_symlink() && !is_capture(&path) {
                return None;
            }
            let error = error.into_io_error();
            // Invariant: an error other than a loop comes from the system.
            return failed(&path, error.unwrap_or_else(|| io::ErrorKind::Other.into()));
        }
    };
    if entry.file_type().is_dir() || !is_capture(entry.path()) {
        return None;
    }
    if !entry.file_type().is_file() {
        // A named pipe would block for ever.
        return failed(entry.path(), io::Error::other("not a regular file"));
    }
    Some(Ok(Source::File(entry.into_path())))
}
