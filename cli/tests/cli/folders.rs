//! Which files of a folder are read, and how the others are counted.

use crate::support::{Folder, GOOD};

fn folder(test: &str) -> Folder {
    Folder::new(test)
        .file("in/a.json", GOOD)
        .file("in/b.har", r#"{"log":{"version":"1.2","creator":{},"entries":[]}}"#)
        .file("in/old/c.json", GOOD)
        .file("in/.git/d.json", GOOD)
        .file("in/.e.json", GOOD)
        .file("in/notes.docx", "x")
        .file("in/log.txt", format!("got {GOOD}\n"))
}

#[test]
fn ok_selected_files() {
    let folder = folder("folders");
    let inside = folder.0.join("in");
    let inside = inside.to_str().unwrap();
    let list = |args: &[&str], path: &str| {
        let run = folder.run(&[&["validate", "--format=ndjson"], args, &[path]].concat());
        let sources = run.out.lines().filter_map(|line| line.split_once("\",\"record\""));
        let sources = sources.map(|it| it.0.rsplit_once("in/").unwrap().1.to_owned());
        (sources.collect::<Vec<_>>().join(" "), run.code)
    };
    for (args, expected) in [
        (&[][..], "a.json b.har old/c.json"),
        (&["--hidden"], ".e.json .git/d.json a.json b.har old/c.json"),
        (&["--exclude", "*.har"], "a.json old/c.json"),
        (&["--exclude", "old"], "a.json b.har"),
        (&["--exclude", "old/"], "a.json b.har"),
        (&["--exclude", "old/**"], "a.json b.har"),
        (&["--exclude", "./old/*.json"], "a.json b.har"),
        (&["--exclude", "in/old/*"], "a.json b.har"),
        (&["--include", "*.txt"], "log.txt"),
        (&["--include", "*.txt", "--include", "c.*"], "log.txt old/c.json"),
        (&["--include", "*.json", "--exclude", "a.json"], "old/c.json"),
        (&["--include", "**/*.json"], "a.json old/c.json"),
        (&["--include", "*/*.json"], "old/c.json"),
    ] {
        // A glob means the same however the folder is named.
        for path in ["in", "./in", "in/", inside] {
            let (sources, code) = list(args, path);
            // A file of text is no pin.
            let is_fine = !expected.contains(".har") && !expected.contains(".txt");
            assert_eq!((&*sources, code), (expected, Some(i32::from(!is_fine))), "{args:?} {path}");
        }
    }
}

#[test]
fn ok_files_that_are_not_read_are_counted() {
    let folder = folder("folders_counted");
    let run = folder.run(&["validate", "--exclude", "old", "in"]);
    let line = "\nnot checked: 2 files of unknown kind: log.txt, notes.docx, 2 hidden files and folders: .e.json, .git, \
                1 file or folder left out by a glob: old\n";
    assert!(run.out.contains(line), "{}", run.out);
    let run = folder.run(&["validate", "--include", "a.json", "--format", "json", "in"]);
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let unchecked = serde_json::json!([
        {"reason": "hidden", "count": 2, "description": "2 hidden files and folders: .e.json, .git", "examples": [".e.json", ".git"]},
        {
            "reason": "excluded", "count": 4,
            "description": "4 files and folders left out by globs: b.har, log.txt, notes.docx, …",
            "examples": ["b.har", "log.txt", "notes.docx"],
        },
    ]);
    assert_eq!(report["unchecked"], unchecked);
    // Who names a file wants it read.
    let run = folder.run(&["validate", "--exclude", "*", "in/.e.json"]);
    assert!(run.code == Some(0) && run.out.starts_with("in/.e.json: conforms"), "{}", run.out);
}

#[test]
fn err_globs_and_folders_without_a_match() {
    let folder = folder("folders_errors");
    let run = folder.run(&["validate", "--include", "[a", "in"]);
    assert_eq!((run.code, &*run.out), (Some(2), ""));
    assert!(run.err.starts_with("error: invalid glob '[a': unclosed character class"), "{}", run.err);
    let run = folder.run(&["validate", "--include", "*.none", "in"]);
    assert_eq!((run.code, &*run.err), (Some(3), "plex-pin: no file that --include names in in\n"));
}
