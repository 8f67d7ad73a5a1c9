//! Baselines: what is known is counted, what is new is reported, what is gone is listed.

use std::fs;

use crate::support::{Folder, GOOD, Run};

/// Two lines that deviate in the same way, and one that deviates in another.
const LINES: &str = "{\"id\":\"1\"}\n{\"id\":\"2\"}\n{\"id\":3,\"trusted\":0}\n";

fn folder(test: &str) -> Folder {
    let folder = Folder::new(test).file("a.ndjson", LINES).file("b.json", r#"{"new":1,"id":1}"#);
    let run = folder.run(&["validate", "--write-baseline", "base.json", "a.ndjson", "b.json"]);
    assert_eq!((run.code, &*run.err), (Some(1), ""), "{}", run.out);
    folder
}

fn check(folder: &Folder, args: &[&str]) -> Run {
    folder.run(&[&["validate", "--baseline", "base.json"], args].concat())
}

#[test]
fn ok_file_of_a_baseline() {
    let folder = folder("baseline_file");
    let expected = serde_json::json!({
        "kind": "plex-pin baseline",
        "version": 1,
        "findings": [
            {"source": "a.ndjson", "code": "number-for-boolean", "pointer": "/trusted", "count": 1},
            {"source": "a.ndjson", "code": "string-for-number", "pointer": "/id", "count": 2},
            {"source": "b.json", "code": "unknown-member", "pointer": "/new", "count": 1},
        ],
    });
    let text = fs::read_to_string(folder.0.join("base.json")).unwrap();
    assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), expected);
}

#[test]
fn ok_known_findings_are_suppressed_and_counted() {
    let folder = folder("baseline_known");
    let run = check(&folder, &["a.ndjson", "b.json"]);
    let expected = "a.ndjson: 3 documents: 3 conform
b.json: conforms (pin, 1 suppressed)

2 files, 4 documents: 4 conform
suppressed by the baseline: 4 findings
";
    assert_eq!((run.code, &*run.out, &*run.err), (Some(0), expected, ""));
    // Lines before and after change nothing; one more of the same is new.
    let folder = folder.file("a.ndjson", format!("{GOOD}\n{GOOD}\n{LINES}{GOOD}\n{{\"id\":\"9\"}}\n"));
    let run = check(&folder, &["a.ndjson"]);
    assert_eq!(run.code, Some(1));
    assert!(run.out.starts_with("a.ndjson:7: deviates (pin, 1 error)\n"), "{}", run.out);
    let counts = "suppressed by the baseline: 3 findings\n\
                  in the baseline and not checked: 1 entry of other sources\n\n  1  string-for-number  first in a.ndjson:7:7\n";
    assert!(run.out.contains(counts), "{}", run.out);
}

#[test]
fn ok_entries_that_are_no_longer_needed() {
    let folder = folder("baseline_prune").file("a.ndjson", "{\"id\":\"1\"}\n");
    let run = check(&folder, &["a.ndjson"]);
    let counts = "\
suppressed by the baseline: 1 finding
no longer needed in the baseline: a.ndjson: number-for-boolean at /trusted (1, found 0)
no longer needed in the baseline: a.ndjson: string-for-number at /id (2, found 1)
in the baseline and not checked: 1 entry of other sources
";
    assert_eq!(run.code, Some(0));
    assert!(run.out.ends_with(counts), "{}", run.out);
    let run = check(&folder, &["--format=ndjson", "a.ndjson"]);
    let last = r#"{"unchecked":[],"baseline":{"suppressed":1,"unused":[{"source":"a.ndjson","code":"number-for-boolean","pointer":"/trusted","count":1,"found":0},{"source":"a.ndjson","code":"string-for-number","pointer":"/id","count":2,"found":1}],"other_sources":1}}"#;
    assert_eq!(run.out.lines().last(), Some(last));
    assert!(
        run.out.starts_with("{\"source\":\"a.ndjson\"") && run.out.contains("\"suppressed\":1}\n"),
        "{}",
        run.out
    );
    check(&folder, &["--prune-baseline", "a.ndjson"]);
    let run = check(&folder, &["a.ndjson"]);
    assert!(!run.out.contains("no longer needed"), "{}", run.out);
    let text = fs::read_to_string(folder.0.join("base.json")).unwrap();
    assert!(text.contains("b.json") && !text.contains("trusted"), "{text}");
}

/// Which findings are suppressed depends on their order, not on who finds them first.
#[test]
fn ok_threads_change_nothing() {
    let lines: String =
        (0..40_000).map(|it| if it % 3 == 0 { "{\"id\":\"1\"}\n" } else { "{\"id\":1}\n" }).collect();
    let folder = Folder::new("baseline_threads").file("a.ndjson", &lines[..lines.len() / 2]);
    folder.run(&["validate", "-q", "--write-baseline", "base.json", "a.ndjson"]);
    let folder = folder.file("a.ndjson", &lines);
    let [one, many] = ["1", "8"].map(|threads| {
        let args = [
            "--threads",
            threads,
            "--format=ndjson",
            "--write-baseline",
            &format!("{threads}.json"),
            "a.ndjson",
        ];
        let run = check(&folder, &args);
        (run, fs::read(folder.0.join(format!("{threads}.json"))).unwrap())
    });
    assert!(one == many);
    assert!(one.0.code == Some(1) && one.0.out.contains("\"suppressed\":1}\n"));
}

#[test]
fn err_files_that_are_no_baseline() {
    let folder = folder("baseline_broken");
    for (text, message) in [
        ("", "not a baseline: EOF while parsing a value at line 1 column 0"),
        ("{", "not a baseline: EOF while parsing an object at line 1 column 1"),
        ("[]", "not a baseline: expected \"kind\":\"plex-pin baseline\""),
        (
            r#"{"kind":"other","version":1,"findings":[]}"#,
            "not a baseline: expected \"kind\":\"plex-pin baseline\"",
        ),
        (
            r#"{"kind":"plex-pin baseline","version":2,"findings":[]}"#,
            "expected a baseline of version 1, found another version",
        ),
        (r#"{"kind":"plex-pin baseline","version":1}"#, "a broken baseline: missing field `findings`"),
        (
            r#"{"kind":"plex-pin baseline","version":1,"findings":[{"source":"a.ndjson","code":"x","pointer":"","count":-1}]}"#,
            "a broken baseline: invalid value: integer `-1`, expected usize",
        ),
    ] {
        fs::write(folder.0.join("base.json"), text).unwrap();
        let run = check(&folder, &["a.ndjson"]);
        assert_eq!((run.code, &*run.out), (Some(3), ""), "{text}");
        assert_eq!(run.err, format!("plex-pin: cannot use the baseline base.json: {message}\n"));
    }
    let run = folder.run(&["validate", "--baseline", "gone.json", "a.ndjson"]);
    assert_eq!(run.code, Some(3));
    let run = folder.run(&["validate", "--prune-baseline", "a.ndjson"]);
    assert_eq!(run.code, Some(2));
}

/// A baseline in a folder that is read is no capture.
#[test]
fn ok_baseline_in_its_folder() {
    let folder = Folder::new("baseline_folder").file("in/a.json", r#"{"id":"1"}"#);
    folder.run(&["validate", "--write-baseline", "in/base.json", "in"]);
    for _ in 0..2 {
        let run = folder.run(&["validate", "--baseline", "in/base.json", "--prune-baseline", "in"]);
        assert_eq!(
            (run.code, &*run.err),
            (Some(0), "plex-pin: skipped in/base.json: it is the baseline\n"),
            "{}",
            run.out
        );
    }
}
