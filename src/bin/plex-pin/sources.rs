//! Where documents come from: files, folders, standard input.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::output::harmless;

/// Something to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    Stdin,
    File(PathBuf),
}

/// Why something could not be read.
#[derive(Debug)]
pub(crate) enum Unreadable {
    Failed(String, io::Error),
    EmptyFolder(String),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, name) = match self {
            Self::Failed(name, _) => ("cannot read ", name),
            Self::EmptyFolder(name) => ("no .json, .ndjson or .jsonl file in ", name),
        };
        write!(f, "{what}{}", harmless(name, usize::MAX))?;
        match self {
            Self::Failed(_, error) => write!(f, ": {error}"),
            Self::EmptyFolder(_) => Ok(()),
        }
    }
}

impl Source {
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => "<stdin>".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// Whether its name says that it holds one document a line.
    pub(crate) fn is_ndjson(&self) -> bool {
        match self {
            Self::Stdin => false,
            Self::File(path) => has_extension(path, &["ndjson", "jsonl"]),
        }
    }

    pub(crate) fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(match self {
            Self::Stdin => Box::new(io::stdin()),
            Self::File(path) => Box::new(File::open(path)?),
        })
    }
}

/// Sources, found as they are asked for.
pub(crate) type Sources = Box<dyn Iterator<Item = Result<Source, Unreadable>> + Send>;

/// The sources that a path stands for, one after the other.
pub(crate) fn sources(path: &Path) -> Sources {
    if path.as_os_str() == "-" {
        return Box::new(std::iter::once(Ok(Source::Stdin)));
    }
    if !path.is_dir() {
        // One that is not there is found out when it is opened.
        return Box::new(std::iter::once(Ok(Source::File(path.to_owned()))));
    }
    let name = path.display().to_string();
    let mut empty = true;
    // Folders that link to each other have more ways through them than can be gone: each is read once.
    let mut seen = HashSet::new();
    let is_new = move |entry: &DirEntry| {
        !entry.file_type().is_dir() || entry.path().canonicalize().map_or(true, |folder| seen.insert(folder))
    };
    let entries = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter();
    let mut files = entries.filter_entry(is_new).filter_map(in_folder);
    Box::new(std::iter::from_fn(move || {
        let next = files.next();
        let nothing = next.is_none() && empty;
        empty = false;
        if nothing {
            return Some(Err(Unreadable::EmptyFolder(name.clone())));
        }
        next
    }))
}

/// What is to be made of an entry of a folder, if it is of interest.
fn in_folder(entry: walkdir::Result<DirEntry>) -> Option<Result<Source, Unreadable>> {
    let is_ours = |path: &Path| has_extension(path, &["json", "ndjson", "jsonl"]);
    let failed = |path: &Path, error| Some(Err(Unreadable::Failed(path.display().to_string(), error)));
    let entry = match entry {
        Ok(entry) => entry,
        // A link back to a folder that is being walked: its files are read there.
        Err(error) if error.loop_ancestor().is_some() => return None,
        Err(error) => {
            let path = error.path().unwrap_or(Path::new("")).to_owned();
            // A link to nowhere matters only where a file was wanted.
            if path.is_symlink() && !is_ours(&path) {
                return None;
            }
            let error = error.into_io_error();
            // Invariant: what is no loop is a failure of the system.
            return failed(&path, error.unwrap_or_else(|| io::ErrorKind::Other.into()));
        }
    };
    if entry.file_type().is_dir() || !is_ours(entry.path()) {
        return None;
    }
    if !entry.file_type().is_file() {
        // A named pipe would wait for ever.
        return failed(entry.path(), io::Error::other("not a regular file"));
    }
    Some(Ok(Source::File(entry.into_path())))
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().and_then(OsStr::to_str);
    extension.is_some_and(|it| extensions.iter().any(|known| it.eq_ignore_ascii_case(known)))
}
