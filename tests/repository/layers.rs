//! What the files of the three crates import, checked against a table of layers; no circles; no long files.

mod layers {
    pub(crate) mod imports;
}

use std::fs;
use std::path::{Path, PathBuf};

use layers::imports::{circles, graph, imports, module};

/// A module at the root of a crate, and those that it may import. A lower layer knows nothing of a higher one.
type Layers = [(&'static str, &'static [&'static str])];

const LIBRARY: &Layers = &[
    ("span", &[]),
    ("pointer", &[]),
    ("escaped", &[]),
    ("digits", &[]),
    ("json", &["digits", "span"]),
    ("deviation", &["escaped", "json", "pointer", "span"]),
    ("error", &["deviation", "json", "pointer", "span"]),
    ("xml", &["span"]),
    ("markup", &["error"]),
    ("secrets", &["span"]),
    ("model", &["digits", "error", "secrets"]),
    ("parsed", &["deviation", "error", "json", "pointer", "span"]),
    (
        "decode",
        &["digits", "json", "xml", "markup", "model", "parsed", "error", "deviation", "pointer", "span"],
    ),
    // Calls `parse` of the models, which `decode` adds to them.
    ("convert", &["error", "model"]),
    ("external", &["decode", "deviation", "model", "error"]),
    ("schema", &["error", "external", "model"]),
    ("mutate", &["deviation", "model"]),
    ("validate", &["decode", "deviation", "error", "escaped", "json", "model", "pointer", "schema", "span"]),
];

const CAPTURES: &Layers = &[
    ("codes", &[]),
    ("encoding", &[]),
    ("model", &["codes"]),
    ("blocks", &[]),
    ("tokens", &["blocks"]),
    ("detect", &["encoding", "tokens"]),
    ("forms", &["blocks", "detect", "encoding", "model", "tokens"]),
    ("not_text", &["encoding", "forms"]),
    ("redact", &[]),
    ("summary", &["codes", "model", "tokens"]),
    ("check", &["codes", "detect", "forms", "model", "not_text", "redact", "tokens"]),
];

const COMMAND: &Layers = &[
    ("help", &[]),
    ("exit", &[]),
    ("display", &[]),
    ("advice", &[]),
    ("examples", &[]),
    ("output", &["display", "exit"]),
    ("input", &["display"]),
    ("report", &["advice", "display", "exit", "output"]),
    ("baseline", &["report"]),
    ("convert", &["display", "output", "report"]),
    ("summary", &["display", "report"]),
    ("pipeline", &["baseline", "exit", "input", "output", "report"]),
    ("args", &["exit", "help", "output", "report"]),
    (
        "commands",
        &[
            "advice", "args", "baseline", "convert", "display", "examples", "exit", "input", "output",
            "pipeline", "report", "summary",
        ],
    ),
];

/// The folder of each crate, and its layers.
const CRATES: [(&str, &Layers); 3] = [("src", LIBRARY), ("captures/src", CAPTURES), ("cli/src", COMMAND)];

const MAX_LINES: usize = 400;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// Returns every Rust file below a folder of the repository: its path and its text.
fn sources(folder: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            // Workspaces of their own may have been built here.
            if path.is_dir() && !path.ends_with("target") {
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

/// Returns what is wrong with the imports of a file.
fn problems(layers: &Layers, file: &str, text: &str) -> Vec<String> {
    let module = module(file);
    let Some(name) = module.first() else { return Vec::new() };
    let Some((_, allowed)) = layers.iter().find(|(layer, _)| layer == name) else {
        return vec![format!("{file}: add the module to a layer")];
    };
    let imports = imports(file, text).used.into_iter().map(|path| path.join("::"));
    let is_wrong = |path: &String| {
        let target = path.split("::").next().unwrap_or_default();
        target != *name && !allowed.contains(&target)
    };
    imports.filter(is_wrong).map(|path| format!("{file}: must not import {path}")).collect()
}

#[test]
fn ok_imports_follow_the_layers() {
    let mut found = Vec::new();
    for (folder, layers) in CRATES {
        for (file, text) in sources(folder) {
            found.extend(problems(layers, &file, &text));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn err_imports_against_the_layers() {
    for (file, text) in [
        ("src/span.rs", "use crate::error::Error;"),
        ("src/json/mod.rs", "use crate::deviation::Deviation;"),
        ("src/model/pin.rs", "    fn f() -> crate::decode::Parser {"),
        ("src/model/pin.rs", "use crate::Pin;"),
        ("src/model/pin.rs", "use crate::{error::Error, Pin};"),
        ("src/model/pin.rs", "use super::super::json::Reader;"),
        ("src/model/mod.rs", "use super::json::Reader;"),
        ("src/secrets/mod.rs", "use super::decode::Parser;"),
        ("src/novel.rs", ""),
    ] {
        assert_eq!(problems(LIBRARY, file, text).len(), 1, "{file}: {text}");
    }
    for (file, text) in [
        ("cli/src/report/json.rs", "use crate::commands::run;"),
        ("cli/src/exit.rs", "impl X { fn f() { super::output::print(\"\") } }"),
        ("cli/src/pipeline/mod.rs", "use crate::{\n    exit::Exit,\n    args::Cli,\n};"),
    ] {
        assert_eq!(problems(COMMAND, file, text).len(), 1, "{file}: {text}");
    }
    for (file, text) in [
        ("src/json/string.rs", "use super::reader::Reader;\nuse crate::span::Span;"),
        ("src/model/pin.rs", "use crate::error::Error;\n/// [`Pin`](crate::Pin)\nconst C: char = '\"';"),
        ("src/model/pin.rs", "const TEXT: &str = r#\"use crate::Pin\"#; // crate::Pin"),
        (
            "src/secrets/mod.rs",
            "#[cfg(test)]\nmod tests {\n    use super::secret_spans;\n}\nuse crate::span::Span;",
        ),
    ] {
        assert_eq!(problems(LIBRARY, file, text), [""; 0], "{file}: {text}");
    }
}

#[test]
fn ok_no_import_cycles() {
    let mut found = Vec::new();
    for (folder, _) in CRATES {
        let files = sources(folder);
        for circle in circles(&graph(&files)) {
            found.push([&circle[..], &circle[..1]].concat().join(" -> "));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The files of a crate by their names and texts, and the circles in it.
type Case = (&'static [(&'static str, &'static str)], &'static [&'static str]);

#[test]
fn err_import_cycles() {
    const CASES: &[Case] = &[
        (&[("src/a.rs", "use crate::b::B;"), ("src/b.rs", "use crate::a::A;")], &["src/a.rs src/b.rs"]),
        (
            &[("src/a.rs", "use super::b::B;"), ("src/b.rs", "fn f() { crate::a::g() }")],
            &["src/a.rs src/b.rs"],
        ),
        // A folder, whose file imports a child that imports from the folder's file.
        (
            &[("src/a/mod.rs", "mod b;\nuse b::B;"), ("src/a/b.rs", "use super::A;")],
            &["src/a/b.rs src/a/mod.rs"],
        ),
        (
            &[("src/a.rs", "mod b;\nfn f() { self::b::g() }"), ("src/a/b.rs", "use crate::a::A;")],
            &["src/a.rs src/a/b.rs"],
        ),
        // The root of a crate.
        (
            &[("src/lib.rs", "mod a;\nfn f() { a::g() }"), ("src/a.rs", "use crate::B;")],
            &["src/a.rs src/lib.rs"],
        ),
        // Groups, globs, new names, several lines.
        (
            &[
                ("src/a.rs", "use crate::{\n    c::{self as d, X},\n    b::*,\n};"),
                ("src/b.rs", ""),
                ("src/c/mod.rs", "use super::a::{A as B};"),
            ],
            &["src/a.rs src/c/mod.rs"],
        ),
        // A cycle of three files, which is reported once.
        (
            &[
                ("src/a.rs", "use crate::b::B;"),
                ("src/b.rs", "use crate::c::C;"),
                ("src/c.rs", "use crate::a::A;"),
            ],
            &["src/a.rs src/b.rs src/c.rs"],
        ),
        // An item that another file publishes is of the file that has it.
        (
            &[
                ("src/a/mod.rs", "mod b;\nmod c;\npub(crate) use b::B;\nuse c::C as D;"),
                ("src/a/b.rs", "use super::D;"),
                ("src/a/c.rs", "use super::B;"),
            ],
            &["src/a/b.rs src/a/c.rs"],
        ),
        // No circle: a child that imports a sibling, comments, tests.
        (
            &[
                ("src/a/mod.rs", "mod b;\nmod c;\nuse b::B;"),
                ("src/a/b.rs", "use super::c::C;"),
                ("src/a/c.rs", ""),
            ],
            &[],
        ),
        (&[("src/a.rs", "use crate::b::B;"), ("src/b.rs", "// use crate::a::A;\n/* crate::a::A */")], &[]),
        (&[("src/a.rs", "use crate::b::B;"), ("src/b.rs", "#[cfg(test)]\nuse crate::a::A;")], &[]),
        (&[("src/lib.rs", "mod a;\nmod b;"), ("src/a.rs", "use crate::b::B;"), ("src/b.rs", "")], &[]),
    ];
    for (files, expected) in CASES {
        let files: Vec<_> =
            files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect();
        let mut found: Vec<_> = circles(&graph(&files))
            .into_iter()
            .map(|mut circle| {
                circle.sort_unstable();
                circle.join(" ")
            })
            .collect();
        found.dedup();
        assert_eq!(&found, expected, "{files:?}");
    }
}

#[test]
fn ok_no_file_is_too_long() {
    let folders = ["src", "tests", "captures", "cli", "fuzz/laws"];
    for (name, text) in folders.into_iter().flat_map(sources) {
        let lines = text.lines().count();
        assert!(lines <= MAX_LINES, "{name}: {lines} lines");
    }
}

/// Asserts that root files (`lib.rs`, `main.rs`) only declare modules.
#[test]
fn ok_root_files_without_logic() {
    for file in ["src/lib.rs", "captures/src/lib.rs", "cli/src/main.rs"] {
        let text = fs::read_to_string(root().join(file)).unwrap();
        for line in text.lines().map(str::trim_start).filter(|line| !line.starts_with("fn main()")) {
            let logic = ["fn ", "pub fn ", "impl", "const ", "static ", "macro_rules!"];
            assert!(!logic.iter().any(|start| line.starts_with(start)), "{file}: {line}");
        }
    }
}

#[test]
fn ok_no_file_is_included_by_its_path() {
    let folders = ["src", "tests", "captures", "cli", "fuzz", "benches"];
    for (name, text) in folders.into_iter().flat_map(sources) {
        assert!(!text.contains(concat!("#[pa", "th")), "{name}");
    }
}
