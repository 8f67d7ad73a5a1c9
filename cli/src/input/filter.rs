//! Which files of a folder are read: by kind, by glob, hidden ones; and what was not read.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use globset::{GlobBuilder, GlobMatcher};
use plex_pin_captures::redact::redact_name;

/// How many names of files that were not read are kept for each reason.
const MAX_EXAMPLES: usize = 3;

/// The kinds of files that are read in a folder, by extension.
const KINDS: &[&str] = &["json", "ndjson", "jsonl", "har", "zhar", "xml"];

/// Extensions of compressed files, which follow another one.
const COMPRESSED: &[&str] = &["gz", "zst", "zz"];

/// Why a file of a folder was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NotRead {
    UnknownKind,
    Hidden,
    Excluded,
}

impl NotRead {
    /// Returns the stable word for it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::UnknownKind => "unknown-kind",
            Self::Hidden => "hidden",
            Self::Excluded => "excluded",
        }
    }

    /// Returns the words for one and for several.
    pub(crate) const fn nouns(self) -> [&'static str; 2] {
        match self {
            Self::UnknownKind => ["file of unknown kind", "files of unknown kind"],
            Self::Hidden => ["hidden file or folder", "hidden files and folders"],
            Self::Excluded => ["file or folder left out by a glob", "files and folders left out by globs"],
        }
    }
}

/// Selects the files of folders, and counts those that are not read.
#[derive(Debug)]
pub(crate) struct FolderFilter {
    /// None: by kind.
    include: Option<Vec<PathGlob>>,
    exclude: Vec<PathGlob>,
    hidden: bool,
    /// The current folder, from which people write relative paths.
    current: Option<PathBuf>,
    not_read: Mutex<BTreeMap<NotRead, (usize, Vec<String>)>>,
}

impl FolderFilter {
    /// Compiles globs. An error says which one is invalid, and why.
    pub(crate) fn new(include: &[String], exclude: &[String], hidden: bool) -> Result<Self, String> {
        let include = if include.is_empty() { None } else { Some(globs(include)?) };
        let (exclude, current) = (globs(exclude)?, env::current_dir().ok());
        Ok(Self { include, exclude, hidden, current, not_read: Mutex::default() })
    }

    /// Returns whether to walk into a folder that is in `root`.
    pub(super) fn enters(&self, root: &Path, folder: &Path) -> bool {
        self.takes(root, folder, || true)
    }

    /// Returns whether to read a file that is in `root`.
    pub(super) fn reads(&self, root: &Path, file: &Path) -> bool {
        self.takes(root, file, || match &self.include {
            Some(include) => self.is_match(include, root, file) || self.count(NotRead::Excluded, file),
            None => is_capture(file) || self.count(NotRead::UnknownKind, file),
        })
    }

    /// Returns whether a file that cannot be read is one that would have been.
    pub(super) fn wants(&self, root: &Path, file: &Path) -> bool {
        let is_included = match &self.include {
            Some(include) => self.is_match(include, root, file),
            None => is_capture(file),
        };
        is_included && !self.is_match(&self.exclude, root, file) && (self.hidden || !is_hidden(file))
    }

    /// Returns why nothing was found in a folder.
    pub(super) const fn expected(&self) -> &'static str {
        match self.include {
            Some(_) => "no file that --include names",
            None => {
                "no .json, .ndjson, .jsonl, .har or .xml file (others are read if named, or with --include)"
            }
        }
    }

    /// Returns what was not read, by reason: the count, and the first names.
    pub(crate) fn not_read(&self) -> BTreeMap<NotRead, (usize, Vec<String>)> {
        self.not_read.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn takes(&self, root: &Path, path: &Path, takes: impl FnOnce() -> bool) -> bool {
        if !self.hidden && is_hidden(path) {
            self.count(NotRead::Hidden, path)
        } else if self.is_match(&self.exclude, root, path) {
            self.count(NotRead::Excluded, path)
        } else {
            takes()
        }
    }

    /// Whether a glob matches a path below `root`: seen from there, or, if the glob begins with the folder as it is named or
    /// as seen from the current folder, the whole path.
    fn is_match(&self, globs: &[PathGlob], root: &Path, path: &Path) -> bool {
        if globs.is_empty() {
            return false;
        }
        let from_root = path.strip_prefix(root).unwrap_or(path);
        let current = self.current.as_deref().unwrap_or(Path::new("/"));
        let whole = [root.strip_prefix(current).unwrap_or(root), root].map(relative);
        globs.iter().any(|glob| {
            let begins_with = |folder: &&PathBuf| {
                let folder = folder.to_string_lossy();
                !folder.is_empty()
                    && glob.text.strip_prefix(&*folder).is_some_and(|rest| rest.starts_with('/'))
            };
            glob.matcher.is_match(from_root)
                || whole
                    .iter()
                    .filter(begins_with)
                    .any(|folder| glob.matcher.is_match(folder.join(from_root)))
        })
    }

    /// Counts a path that is not read; returns false.
    fn count(&self, reason: NotRead, path: &Path) -> bool {
        let mut not_read = self.not_read.lock().unwrap_or_else(PoisonError::into_inner);
        let (count, examples) = not_read.entry(reason).or_default();
        *count += 1;
        if examples.len() < MAX_EXAMPLES {
            let name = path.file_name().unwrap_or_default();
            examples.push(redact_name(&name.to_string_lossy()));
        }
        false
    }
}

/// A glob, and its text, from which follows whether it begins with the name of a folder.
#[derive(Debug)]
struct PathGlob {
    text: String,
    matcher: GlobMatcher,
}

/// Compiles globs as people write them: without `/`, any name below the folder; else the path from the folder.
fn globs(globs: &[String]) -> Result<Vec<PathGlob>, String> {
    let mut compiled = Vec::new();
    for glob in globs {
        let path = glob.trim_start_matches("./").trim_start_matches('/');
        let (path, is_folder) = match path.strip_suffix('/') {
            Some(folder) => (folder, true),
            None => (path, false),
        };
        let anywhere = if glob.starts_with('/') || path.contains('/') { "" } else { "**/" };
        let within = if is_folder { &["", "/**"][..] } else { &[""] };
        for within in within {
            let text = format!("{anywhere}{path}{within}");
            let built = GlobBuilder::new(&text).literal_separator(true).build();
            let matcher = built.map_err(|error| format!("invalid glob '{glob}': {}", error.kind()))?;
            compiled.push(PathGlob { text, matcher: matcher.compile_matcher() });
        }
    }
    Ok(compiled)
}

/// The path without `./` and a leading `/`.
fn relative(path: &Path) -> PathBuf {
    path.components().filter(|it| matches!(it, Component::Normal(_) | Component::ParentDir)).collect()
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// Whether a file in a folder is a capture by its extension.
fn is_capture(path: &Path) -> bool {
    if has_extension(path, COMPRESSED) {
        return path.file_stem().is_some_and(|stem| has_extension(Path::new(stem), KINDS));
    }
    has_extension(path, KINDS)
}

pub(super) fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().and_then(OsStr::to_str);
    extension.is_some_and(|it| extensions.iter().any(|known| it.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::FolderFilter;

    #[test]
    fn ok_globs() {
        for (glob, root, path, expected) in [
            ("*.har", "captures", "captures/a/b.har", true),
            ("*.har", ".", "./b.har", true),
            ("b.har", "/data", "/data/a/b.har", true),
            ("a/*.har", "captures", "captures/a/b.har", true),
            ("a/*.har", ".", "./a/b.har", true),
            ("./a/*.har", "/data", "/data/a/b.har", true),
            ("captures/a/*.har", "captures", "captures/a/b.har", true),
            ("/data/a/*.har", "/data", "/data/a/b.har", true),
            ("**/*.har", "captures", "captures/a/b.har", true),
            ("*/b.har", "captures", "captures/a/b.har", true),
            ("/b.har", "captures", "captures/b.har", true),
            ("/b.har", "captures", "captures/a/b.har", false),
            ("a/", "captures", "captures/a/c/b.har", true),
            ("*.har", "captures", "captures/a/b.json", false),
            ("a/*.har", "captures", "captures/a/c/b.har", false),
            ("[ab].{har,json}", "captures", "captures/x/b.json", true),
        ] {
            let filter = FolderFilter::new(&[glob.to_owned()], &[], false).unwrap();
            assert_eq!(filter.reads(Path::new(root), Path::new(path)), expected, "{glob} {root} {path}");
        }
    }

    #[test]
    fn err_globs() {
        for glob in ["[a", "{a", "a**b["] {
            let error = FolderFilter::new(&[], &[glob.to_owned()], false).unwrap_err();
            assert!(error.starts_with(&format!("invalid glob '{glob}': ")), "{error}");
        }
    }
}
