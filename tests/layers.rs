//! What the modules of the library import from each other, held against the table of their layers.

use std::fs;
use std::path::{Path, PathBuf};

/// Each module of `src/`, and those that it may import; a lower layer knows nothing of a higher one.
const LAYERS: &[(&str, &[&str])] = &[
    ("span", &[]),
    ("pointer", &[]),
    ("escaped", &[]),
    ("digits", &[]),
    ("json", &["digits", "span"]),
    // `error` for its `FromStr` alone.
    ("deviation", &["escaped", "json", "pointer", "span", "error"]),
    ("error", &["deviation", "json", "pointer", "span"]),
    ("model", &["digits", "error"]),
    ("decode", &["digits", "json", "model", "error", "deviation", "pointer", "span"]),
    ("secrets", &["span"]),
    ("external", &["decode", "deviation", "model", "error"]),
    ("schema", &["error", "external", "model"]),
    ("near", &["deviation", "model"]),
    ("validate", &["decode", "deviation", "error", "escaped", "json", "model", "pointer", "schema", "span"]),
];

const MOST_LINES: usize = 400;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below a folder of the package, by its path in the package, with its text.
fn sources(folder: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && path.ends_with("target") {
                // What a build of a workspace of its own leaves.
            } else if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
                files.push((name, fs::read_to_string(path).unwrap()));
            }
        }
    }
    files.sort();
    assert!(!files.is_empty(), "{folder}");
    files
}

/// The path of the module in a file: `["json", "string"]` of `src/json/string.rs`.
fn module(file: &str) -> Vec<&str> {
    let path = file.strip_prefix("src/").unwrap().strip_suffix(".rs").unwrap();
    let mut module: Vec<_> = path.split('/').collect();
    module.pop_if(|last| *last == "mod");
    module
}

/// What is wrong with the imports of a file.
fn problems(file: &str, text: &str) -> Vec<String> {
    let module = module(file);
    let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == module[0]) else {
        return vec![format!("{file}: the module stands in no layer")];
    };
    // Tests inside of a file may look at what they like.
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut problems = Vec::new();
    for line in code.lines().map(str::trim_start).filter(|line| !line.starts_with("//")) {
        for import in line.split("crate::").skip(1) {
            let name = import.split(|it: char| !it.is_alphanumeric() && it != '_').next().unwrap_or_default();
            if name != module[0] && !allowed.contains(&name) {
                problems.push(format!("{file}: may not import {name}: {line}"));
            }
        }
        // As many of these as the module is deep lead to the root, around the table.
        if line.contains(&"super::".repeat(module.len())) {
            problems.push(format!("{file}: reaches the root: {line}"));
        }
    }
    problems
}

#[test]
fn ok_imports_keep_to_the_layers() {
    let files = sources("src");
    let library = files.iter().filter(|(name, _)| name != "src/lib.rs" && !name.starts_with("src/bin/"));
    let library = library.step_by(if cfg!(miri) { 20 } else { 1 });
    let problems: Vec<_> = library.flat_map(|(name, text)| problems(name, text)).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn err_imports_against_the_layers_are_seen() {
    for (file, text) in [
        ("src/span.rs", "use crate::error::Error;"),
        ("src/json/mod.rs", "use crate::deviation::Deviation;"),
        ("src/model/pin.rs", "    fn f() -> crate::decode::Parser {"),
        ("src/model/pin.rs", "use crate::Pin;"),
        ("src/model/pin.rs", "use crate::{Error, Pin};"),
        ("src/model/pin.rs", "use super::super::json::Reader;"),
        ("src/model/mod.rs", "use super::json::Reader;"),
        ("src/secrets/mod.rs", "use super::decode::Parser;"),
        ("src/novel.rs", ""),
    ] {
        assert_eq!(problems(file, text).len(), 1, "{file}: {text}");
    }
    for (file, text) in [
        ("src/json/string.rs", "use super::reader::Reader;\nuse crate::span::Span;"),
        ("src/model/pin.rs", "use crate::error::Error;\n/// [`IssuedPin`](crate::IssuedPin)"),
        (
            "src/secrets/mod.rs",
            "use crate::span::Span;\n#[cfg(test)]\nmod tests {\n    use super::secret_spans;",
        ),
    ] {
        assert_eq!(problems(file, text), [""; 0], "{file}: {text}");
    }
}

#[test]
fn ok_no_file_is_too_long() {
    for (name, text) in sources("src").into_iter().chain(sources("tests")) {
        let lines = text.lines().count();
        assert!(lines <= MOST_LINES, "{name}: {lines} lines");
    }
}

#[test]
fn ok_the_root_of_the_library_holds_no_logic() {
    let text = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    for line in text.lines().map(str::trim_start) {
        let logic = ["fn ", "pub fn ", "impl", "const ", "static ", "macro_rules!"];
        assert!(!logic.iter().any(|start| line.starts_with(start)), "{line}");
    }
}
