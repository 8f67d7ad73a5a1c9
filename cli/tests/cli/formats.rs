//! Report formats for servers and editors, each read back as its readers read it.

use std::fs;

use serde_json::Value;

use crate::support::{Folder, GOOD, PIN, run};

const BAD: &str =
    "{\n  \"id\": \"5123\",\n  \"createdAt\": \"\",\n  \"code\": \"ABCD\",\n  \"trusted\": false\n}\n";

/// Names and values that a reader could take for markup.
const HOSTILE: &str = "{\"id\":1,\"code\":\"7RQZ\",\"qr\":\"\",\"trusted\":true,\"<b>&\\\"']]>\\u001b[31m,%0A::error::x|`#@\\n##[y]\":1,\"\u{1F600}\":2,\"\u{FFFE}\":3}";

const LINES: &str = concat!(
    r#"{"id":1,"code":"7RQZ","qr":""}"#,
    "\n",
    "{\"qr\":\"\u{1F600}\",\"id\":\"1\",\"code\":\"7RQZ\"}\n",
    r#"{"id":"2","product":"0","trusted":false}"#,
    "\n",
);

fn folder(test: &str) -> Folder {
    Folder::new(test)
        .file("bad.json", BAD)
        .file("good.json", PIN)
        .file("page.json", "<html>")
        .file("dir/a b,c%:.json", HOSTILE)
        .file("lines.ndjson", LINES)
        .file("a.log", "one\n\u{1F600} got {\"id\":\"5123\",\"code\":\"7RQZ\",\"clientIdentifier\":\"c\",\"expiresIn\":1}\n")
}

const FILES: [&str; 7] =
    ["bad.json", "good.json", "page.json", "dir/a b,c%:.json", "lines.ndjson", "a.log", "gone.json"];

fn report(folder: &Folder, args: &[&str]) -> String {
    let run = folder.run(&[&["validate", "--as=auto"], args, &FILES].concat());
    assert_eq!(run.code, Some(3));
    assert_eq!(run.err, "plex-pin: cannot read gone.json: No such file or directory (os error 2)\n");
    run.out
}

/// The published schema is not part of this repository. With its path in `SARIF_SCHEMA` reports are checked against it.
fn assert_valid_sarif(report: &Value) {
    let Some(path) = std::env::var_os("SARIF_SCHEMA") else {
        eprintln!("not checked against the schema of SARIF: SARIF_SCHEMA is not set");
        return;
    };
    // Two patterns of its first edition are no regular expressions.
    let schema = fs::read_to_string(path).unwrap().replace("[a-zA-Z]{2}]?$", "(-[a-zA-Z]{2})?$");
    let schema = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<_> =
        validator.iter_errors(report).map(|it| format!("{it} at {}", it.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn ok_sarif() {
    let folder = folder("sarif");
    let text = report(&folder, &["--format=sarif", "--mode=lenient"]);
    let log: Value = serde_json::from_str(&text).unwrap();
    assert_valid_sarif(&log);
    let run = &log["runs"][0];
    assert_eq!(run["automationDetails"]["id"], "plex-pin/validate/lenient/");
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let notification = &run["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(
        notification["message"]["text"],
        "expected readable input, found: No such file or directory (os error 2)"
    );
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    for result in results {
        let rule = rules.iter().find(|rule| rule["id"] == result["ruleId"]).unwrap();
        assert!(rule["help"]["text"].as_str().unwrap().contains("plex-pin explain"), "{rule}");
    }
    let result = |uri: &str, code: &str| {
        let matches = |it: &&Value| {
            let location = &it["locations"][0]["physicalLocation"];
            it["ruleId"] == code && location["artifactLocation"]["uri"] == uri
        };
        results.iter().find(matches).unwrap_or_else(|| panic!("{uri} {code}: {text}"))
    };
    let region = |uri, code| &result(uri, code)["locations"][0]["physicalLocation"]["region"];
    let number = "string-for-number";
    let expected = serde_json::json!({"startLine": 2, "startColumn": 9, "endLine": 2, "endColumn": 15});
    assert_eq!(region("bad.json", number), &expected);
    // An emoji is two units.
    let expected = serde_json::json!({"startLine": 2, "startColumn": 17, "endLine": 2, "endColumn": 20});
    assert_eq!(region("lines.ndjson", number), &expected);
    let expected = serde_json::json!({"startLine": 2, "startColumn": 14, "byteOffset": 19, "byteLength": 6});
    assert_eq!(region("a.log", number), &expected);
    assert_eq!(result("bad.json", number)["level"], "warning");
    assert_eq!(result("bad.json", "empty-value")["level"], "error");
    assert_eq!(result("lines.ndjson", "product-zero")["level"], "note");
    result("dir/a%20b%2Cc%25%3A.json", "unknown-member");
    result("page.json", "html-body");
}

/// Edits above a finding do not change its fingerprint, and no two findings have the same.
#[test]
fn ok_fingerprints_are_stable() {
    let prints = |text: &str, member: &str| -> Vec<String> {
        let report: Value = serde_json::from_str(text).unwrap();
        let list = if report.is_array() { &report } else { &report["runs"][0]["results"] };
        let prints = list
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it.pointer(member).unwrap().as_str().unwrap().to_owned());
        prints.collect()
    };
    for (format, member) in [("sarif", "/partialFingerprints/plexPin~1v1"), ("gitlab", "/fingerprint")] {
        let folder = Folder::new(&format!("fingerprints_{format}"));
        let body = "{\"id\":\"1\"}\n{\"id\":\"2\",\"trusted\":0}\n";
        let args = ["validate", "--format", format, "a.ndjson"];
        let folder = folder.file("a.ndjson", body);
        let before = prints(&folder.run(&args).out, member);
        let folder = folder.file("a.ndjson", format!("{GOOD}\n{GOOD}\n{body}"));
        assert_eq!(prints(&folder.run(&args).out, member), before, "{format}");
        // They are kept by servers, so they never change.
        assert_eq!(before, ["9594773bc3215a3e:1", "9594773bc3215a3e:2", "34c7b33bb70f839b:1"], "{format}");
    }
}

#[test]
fn ok_gitlab() {
    let folder = folder("gitlab");
    let text = report(&folder, &["--format=gitlab", "--mode=lenient"]);
    let report: Vec<Value> = serde_json::from_str(&text).unwrap();
    let found: Vec<_> = report
        .iter()
        .map(|it| {
            let path = it["location"]["path"].as_str().unwrap();
            let line = it["location"]["lines"]["begin"].as_u64().unwrap();
            let text = |name: &str| it[name].as_str().unwrap();
            assert!(!text("description").is_empty() && !text("fingerprint").is_empty());
            format!("{} {} {path}:{line}", text("severity"), text("check_name"))
        })
        .collect();
    assert_eq!(
        found,
        [
            "minor string-for-number bad.json:2",
            "major empty-value bad.json:3",
            "critical html-body page.json:1",
            "minor unknown-member dir/a b,c%:.json:1",
            "minor unknown-member dir/a b,c%:.json:1",
            "minor unknown-member dir/a b,c%:.json:1",
            "minor string-for-number lines.ndjson:2",
            "minor string-for-number lines.ndjson:3",
            "info product-zero lines.ndjson:3",
            "minor string-for-number a.log:2",
            "critical unreadable gone.json:1",
        ]
    );
    let mut fingerprints: Vec<_> = report.iter().map(|it| it["fingerprint"].as_str().unwrap()).collect();
    fingerprints.sort_unstable();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), report.len());
    let empty = folder.run(&["validate", "--format=gitlab", "good.json"]);
    assert_eq!((empty.code, &*empty.out), (Some(0), "[\n]\n"));
}

#[test]
fn ok_junit() {
    let folder = folder("junit");
    let text = report(&folder, &["--format=junit"]);
    let report =
        quick_junit::Report::deserialize_from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let cases: Vec<_> = report
        .test_suites
        .iter()
        .flat_map(|suite| {
            suite.test_cases.iter().map(|case| {
                let status = match &case.status {
                    quick_junit::TestCaseStatus::Success { .. } => "ok".to_owned(),
                    quick_junit::TestCaseStatus::NonSuccess { kind, ty, .. } => {
                        format!("{kind:?} {}", ty.as_ref().map_or("", |it| it.as_str()))
                    }
                    quick_junit::TestCaseStatus::Skipped { .. } => "skipped".to_owned(),
                };
                format!("{}: {}: {status}", suite.name.as_str(), case.name.as_str())
            })
        })
        .collect();
    assert_eq!(
        cases,
        [
            "bad.json: bad.json: Failure string-for-number",
            "good.json: good.json: ok",
            "page.json: page.json: Failure html-body",
            "dir/a b,c%:.json: dir/a b,c%:.json: Failure unknown-member",
            "lines.ndjson: 1 document without findings: ok",
            "lines.ndjson: lines.ndjson:2: Failure string-for-number",
            "lines.ndjson: lines.ndjson:3: Failure string-for-number",
            "a.log: a.log:2: Failure string-for-number",
            "gone.json: gone.json: Error ",
        ]
    );
    assert!(!text.contains('\u{1b}') && !text.contains('\u{FFFE}'), "{text}");
    // Conforming documents with notes pass, and say so.
    let folder = folder.file("note.json", r#"{"id":1,"product":"0"}"#);
    let run = folder.run(&["validate", "--format=junit", "note.json"]);
    assert!(run.code == Some(0) && run.out.contains("note[product-zero] note.json:1:19"), "{}", run.out);
}

#[test]
fn ok_junit_of_many_lines() {
    let folder =
        Folder::new("junit_many").file("a.ndjson", format!("{}{GOOD}\n", "{\"id\":\"1\"}\n".repeat(1500)));
    let run = folder.run(&["validate", "--format=junit", "a.ndjson"]);
    let report = quick_junit::Report::deserialize_from_str(&run.out).unwrap();
    let suite = &report.test_suites[0];
    assert_eq!((suite.tests, suite.failures), (1002, 1001));
    assert_eq!(suite.test_cases[1001].name.as_str(), "500 more documents with findings");
}

#[test]
fn ok_github() {
    let folder = folder("github");
    let text = report(&folder, &["--format=github", "--mode=lenient"]);
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(
        lines[0],
        "::warning file=bad.json,line=2,col=9,endColumn=15,title=string-for-number::expected integer in \
         0..=9007199254740991, found string at /id: plex.tv sends a number here; a client that compares types will fail"
    );
    assert!(
        lines[1].starts_with("::error file=bad.json,line=3,col=16,endColumn=18,title=empty-value::"),
        "{text}"
    );
    assert!(lines[3].starts_with("::warning file=dir/a b%2Cc%25%3A.json,line=1,col=46,"), "{text}");
    assert!(text.contains("::notice file=lines.ndjson,line=3,") && !text.contains("\n::error::x"), "{text}");
    assert!(
        text.ends_with(
            "\n6 files, 8 documents: 6 conforming, 1 deviating, 1 refused\n1 path could not be checked\n"
        ),
        "{text}"
    );
    for line in text.lines().filter(|line| line.starts_with("::")) {
        assert!(
            line.starts_with("::error ") || line.starts_with("::warning ") || line.starts_with("::notice ")
        );
        assert!(!line.contains('\u{1b}'), "{line}");
    }
}

#[test]
fn ok_github_shows_ten_annotations_of_a_level() {
    let lines = "{\"id\":\"1\"}\n".repeat(25) + "{\"id\":[]}\n";
    let folder = Folder::new("github_many").file("a.ndjson", lines).file("b|<b>`.json", "{\"id\":[]}");
    let mut command =
        folder.command(&["validate", "--format=github", "--mode=lenient", "b|<b>`.json", "a.ndjson"]);
    let shown = run(command.env("GITHUB_STEP_SUMMARY", "summary.md")).out;
    assert_eq!((shown.matches("::warning ").count(), shown.matches("::error ").count()), (10, 2), "{shown}");
    assert!(shown.contains("\n15 more warnings not shown as annotations\n"), "{shown}");
    let summary = fs::read_to_string(folder.0.join("summary.md")).unwrap();
    let expected = "### plex-pin

2 files, 27 documents: 25 conforming, 2 deviating, 0 refused

| findings | code | first in |
|---:|---|---|
| 25 | string-for-number | a.ndjson:1:7 |
| 2 | wrong-type | b\\|&lt;b&gt;\\`.json:1:7 |

";
    assert_eq!(summary, expected);
}

#[test]
fn ok_several_reports() {
    let folder = folder("several");
    let expected = folder.run(&["validate", "bad.json", "lines.ndjson"]).out;
    let names = ["json", "ndjson", "sarif", "junit", "github", "gitlab", "human"];
    let single =
        names.map(|name| folder.run(&["validate", "--format", name, "bad.json", "lines.ndjson"]).out);
    let files = names.map(|name| format!("--format={name}={name}.out"));
    let args: Vec<_> = ["validate"]
        .into_iter()
        .chain(files.iter().map(|it| &**it))
        .chain(["bad.json", "lines.ndjson"])
        .collect();
    // Without a format for standard output, the report there is human.
    let run = folder.run(&args);
    assert_eq!((run.code, &*run.out, &*run.err), (Some(1), &*expected, ""));
    for (name, single) in names.into_iter().zip(single) {
        assert_eq!(fs::read_to_string(folder.0.join(format!("{name}.out"))).unwrap(), single, "{name}");
    }
    let run = folder.run(&["validate", "--format=ndjson", "--output=o.out", "bad.json", "lines.ndjson"]);
    assert_eq!((run.code, &*run.out), (Some(1), ""));
    let ndjson = fs::read(folder.0.join("ndjson.out")).unwrap();
    assert_eq!(fs::read(folder.0.join("o.out")).unwrap(), ndjson);
}

#[test]
fn err_outputs() {
    let folder = folder("outputs");
    for (args, code, message) in [
        (
            &["--format=xml", "bad.json"][..],
            2,
            "error: invalid value 'xml' for '--format <FORMAT>'\n  [possible values: human, json, ndjson, sarif, junit, github, gitlab]\n",
        ),
        (
            &["--format=xml=a", "bad.json"],
            2,
            "error: invalid value 'xml' for '--format <FORMAT>'\n  [possible values: human,",
        ),
        (&["--format=json=", "bad.json"], 2, "error: expected FORMAT=FILE, found no FILE\n"),
        (
            &["--format=json", "--format=human", "bad.json"],
            2,
            "error: only one report can go to standard output",
        ),
        (
            &["--format=json=x", "--format=human=x", "bad.json"],
            2,
            "error: two results would be written to the same file",
        ),
        (&["--format=json=x", "-o", "y", "bad.json"], 2, "error: every format has a file of its own"),
        (&["-o", "bad.json", "bad.json"], 3, "plex-pin: cannot write to bad.json: it is an input\n"),
        (
            &["--format=json=./bad.json", "bad.json"],
            3,
            "plex-pin: cannot write to ./bad.json: it is an input\n",
        ),
        (&["-o", "gone/x", "bad.json"], 3, "plex-pin: cannot write to gone/x: No such file or directory"),
    ] {
        let run = folder.run(&[&["validate"], args].concat());
        assert_eq!((run.code, &*run.out), (Some(code), ""), "{args:?}");
        assert!(run.err.starts_with(message), "{args:?}: {}", run.err);
        assert_eq!(fs::read_to_string(folder.0.join("bad.json")).unwrap(), BAD);
    }
    // A report in a folder that is read is not its own input.
    let run = folder.run(&["validate", "--format=json=dir/report.json", "dir"]);
    assert_eq!((run.code, &*run.err), (Some(1), "plex-pin: skipped dir/report.json: this run writes it\n"));
}
