//! Captures in folders, in the order of their names.

use std::collections::HashSet;
use std::io;
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::filter::FolderFilter;
use super::outputs::Outputs;
use super::source::{InputError, Source};

/// Walks a folder; one without a capture is an error.
pub(super) fn sources(
    path: &Path,
    outputs: Arc<Outputs>,
    filter: Arc<FolderFilter>,
) -> impl Iterator<Item = Result<Source, InputError>> + Send + use<> {
    let root: PathBuf = path.to_owned();
    let mut is_empty = true;
    // Folders that link to each other have more paths than anyone can walk: each folder is read once.
    let mut seen = HashSet::new();
    let (walked, by_entry) = (root.clone(), Arc::clone(&filter));
    let is_entered = move |entry: &DirEntry| {
        let is_folder = entry.file_type().is_dir();
        !is_folder
            || (entry.depth() == 0 || by_entry.enters(&walked, entry.path()))
                && folder_id(entry).is_none_or(|id| seen.insert(id))
    };
    let entries = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter();
    let (by_file, folder) = (Arc::clone(&filter), root.clone());
    let mut files = entries.filter_entry(is_entered).filter_map(move |it| capture(it, &folder, &by_file));
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
            return Some(Err(InputError::EmptyFolder(root.display().to_string(), filter.expected())));
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
fn capture(
    entry: walkdir::Result<DirEntry>,
    root: &Path,
    filter: &FolderFilter,
) -> Option<Result<Source, InputError>> {
    let failed = |path: &Path, error| Some(Err(InputError::Failed(path.display().to_string(), error)));
    let entry = match entry {
        Ok(entry) => entry,
        // A link to a folder that is being walked: its files are read there.
        Err(error) if error.loop_ancestor().is_some() => return None,
        Err(error) => {
            let path = error.path().unwrap_or(Path::new("")).to_owned();
            // A dangling link matters only if it is named like a capture.
            if path.is_symlink() && !filter.wants(root, &path) {
                return None;
            }
            let error = error.into_io_error();
            // Invariant: an error other than a loop comes from the system.
            return failed(&path, error.unwrap_or_else(|| io::ErrorKind::Other.into()));
        }
    };
    if entry.file_type().is_dir() || !filter.reads(root, entry.path()) {
        return None;
    }
    if !entry.file_type().is_file() {
        // A named pipe would block for ever.
        return failed(entry.path(), io::Error::other("not a regular file"));
    }
    Some(Ok(Source::File(entry.into_path())))
}
