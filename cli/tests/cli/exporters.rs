//! Captures made by real exporters (`tests/exporters`), each compared with its entry in `expected.txt`.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::read::{GzDecoder, ZlibDecoder};
use serde_json::Value;

use crate::support::run;

/// The secrets of the server and of its clients.
const CANARIES: [&str; 3] = ["CANARY-got-Zt4Qw8Lm2", "CANARY-old-Pw6Gx3Kc8", "CANARY-cookie-Hd5Js9Bv1"];
/// An exporter may cut a secret over two lines; a part this long is still a leak.
const PART: usize = 8;
const XML_BODY: &str = "refused xml-body";

fn exporters() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/exporters")
}

/// The entry of a file: what the command reports, line for line.
#[derive(Debug, PartialEq, Eq)]
struct Entry {
    lines: Vec<String>,
    /// The command is known not to report this yet.
    is_misread: bool,
}

/// Reads the list. Its head explains the format.
fn read_list(list: &str) -> Result<BTreeMap<String, Entry>, String> {
    let mut entries = BTreeMap::new();
    let mut name = String::new();
    for line in list.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        if let Some(expected) = line.strip_prefix("    ") {
            let entry: &mut Entry =
                entries.get_mut(&name).ok_or_else(|| format!("expected file, found {line}"))?;
            entry.lines.push(expected.to_owned());
        } else {
            let file = line.strip_suffix("  misread");
            file.unwrap_or(line).clone_into(&mut name);
            let entry = Entry { lines: Vec::new(), is_misread: file.is_some() };
            if entries.insert(name.clone(), entry).is_some() {
                return Err(format!("listed twice: {name}"));
            }
        }
    }
    Ok(entries)
}

/// Returns the paths of the captures, relative to their folder.
fn captures(folder: &Path) -> io::Result<Vec<String>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type()?.is_dir() {
            all.extend(captures(&entry.path())?.into_iter().map(|path| format!("{name}/{path}")));
        } else {
            all.push(name);
        }
    }
    Ok(all)
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plex-pin"));
    command.args(args).current_dir(exporters().join("made"));
    command
}

/// Writes a line of the machine-readable report as the list has it.
fn described(line: &str) -> String {
    let report: Value = serde_json::from_str(line).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    // What is not checked is in the report or on standard error.
    if let Some(unchecked) = report["unchecked"].as_array() {
        let reasons: Vec<_> = unchecked.iter().map(|it| text(&it["description"])).collect();
        return format!("not checked: {}", reasons.join(", "));
    }
    let container = &report["container"];
    let mut words = vec![text(&container["form"]), text(&report["document"])];
    words.extend(container["status"].as_u64().map(|status| status.to_string()));
    words.push(text(&report["verdict"]));
    // Notes change no verdict, and are not listed.
    for finding in report["findings"].as_array().unwrap().iter().filter(|it| it["severity"] != "note") {
        words.push(text(&finding["code"]));
        if finding["code"] == "no-document" {
            words.push(format!("({})", text(&finding["message"])));
        }
    }
    words.join(" ")
}

/// Returns what the command reports of a file.
fn found(name: &str) -> Vec<String> {
    let run = run(&mut command(&["validate", "--format", "ndjson", name]));
    let mut lines: Vec<_> = run.out.lines().map(described).collect();
    lines.extend(run.err.lines().map(|line| line.trim_start_matches("plex-pin: ").to_owned()));
    let conforms = lines.iter().all(|line| line.ends_with(" conforms") || line.starts_with("not checked: "));
    assert_eq!(run.code, Some(i32::from(!conforms)), "{name}: {lines:#?}");
    lines
}

/// Compares a line with the list. A document that the list marks as XML may also be refused as XML; of the message
/// of `no-document` the list has a part.
fn matches(expected: &str, found: &str) -> bool {
    if let Some((expected, part)) = expected.strip_suffix(')').and_then(|it| it.split_once('(')) {
        return found.strip_prefix(expected).is_some_and(|message| message.contains(part));
    }
    match expected.strip_suffix("  XML") {
        Some(expected) => expected == found || found.ends_with(XML_BODY),
        None => expected == found,
    }
}

fn problem(name: &str, entry: &Entry, found: &[String]) -> Option<String> {
    let is_same = entry.lines.len() == found.len()
        && entry.lines.iter().zip(found).all(|(expected, found)| matches(expected, found));
    match (is_same, entry.is_misread) {
        (true, false) | (false, true) => None,
        (true, true) => Some(format!("{name}: read as expected now; remove `misread` from the list")),
        (false, false) => Some(format!("{name}: expected {:#?}, found {found:#?}", entry.lines)),
    }
}

#[test]
fn ok_captures_of_exporters() {
    let folder = exporters();
    let mut list = read_list(&fs::read_to_string(folder.join("expected.txt")).unwrap()).unwrap();
    let mut problems = Vec::new();
    for name in captures(&folder.join("made")).unwrap() {
        let found = found(&name);
        match list.remove(&name) {
            Some(entry) => problems.extend(problem(&name, &entry, &found)),
            None => problems.push(format!("{name}: not in the list, found {found:#?}")),
        }
    }
    problems.extend(list.into_keys().map(|name| format!("{name}: in the list, but no such file")));
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// Returns the first part of a secret in an output, which may be compressed.
fn leak(output: &[u8]) -> Option<&'static str> {
    let mut text = Vec::new();
    match output {
        [0x1F, 0x8B, ..] => GzDecoder::new(output).read_to_end(&mut text),
        [0x78, 0x01 | 0x5E | 0x9C | 0xDA, ..] => ZlibDecoder::new(output).read_to_end(&mut text),
        mut plain => plain.read_to_end(&mut text),
    }
    .unwrap();
    let text = String::from_utf8_lossy(&text);
    let mut parts = CANARIES.iter().flat_map(|secret| {
        let secret = secret.strip_prefix("CANARY-").unwrap();
        (0..=secret.len() - PART).map(move |at| &secret[at..at + PART])
    });
    parts.find(|part| text.contains(part))
}

#[test]
fn err_secrets_of_exporters() {
    for name in captures(&exporters().join("made")).unwrap() {
        for args in [
            &["validate", &*name][..],
            &["validate", "--complete", "--format", "json", &name],
            &["redact", &name],
            &["redact", "--list", &name],
        ] {
            let output = command(args).output().unwrap();
            assert_eq!(leak(&output.stdout).or(leak(&output.stderr)), None, "{args:?}");
            let is_written = args[0] == "validate" || output.status.success();
            assert!(is_written || output.stdout.is_empty(), "{args:?}: refused, but written");
        }
    }
}

#[test]
fn err_runner_of_exporters() {
    let entry = |lines: &[&str], is_misread| Entry {
        lines: lines.iter().map(|&line| line.to_owned()).collect(),
        is_misread,
    };
    let list = read_list("# a\na.har\n    har pin 200 conforms  XML\n\nb.txt  misread\n").unwrap();
    assert_eq!(list["a.har"], entry(&["har pin 200 conforms  XML"], false));
    assert_eq!(list["b.txt"], entry(&[], true));
    assert_eq!(read_list("a\na\n").unwrap_err(), "listed twice: a");
    assert_eq!(read_list("    a\n").unwrap_err(), "expected file, found     a");
    for (expected, is_misread, found, has_problem) in [
        (&["x pin conforms"][..], false, &["x pin conforms"][..], false),
        (&["x pin conforms"], true, &["x pin conforms"], true),
        (&["x pin conforms"], false, &["x pin deviates"], true),
        (&["x pin conforms"], true, &["x pin deviates"], false),
        (&["x pin conforms  XML"], false, &["x pin conforms"], false),
        (&["x pin conforms  XML"], false, &["x - 200 refused xml-body"], false),
        (&["x pin conforms"], false, &["x - 200 refused xml-body"], true),
        (
            &["- - refused no-document (zip)"],
            false,
            &["- - refused no-document (found a zip archive)"],
            false,
        ),
        (&["- - refused no-document (zip)"], false, &["- - refused no-document (found text)"], true),
        (&["- - refused no-document (zip)"], false, &["x pin conforms"], true),
        (&["x pin conforms"], false, &[], true),
        (&[], false, &["x pin conforms"], true),
    ] {
        let found: Vec<_> = found.iter().map(|&line| line.to_owned()).collect();
        let problem = problem("a", &entry(expected, is_misread), &found);
        assert_eq!(problem.is_some(), has_problem, "{expected:?} {found:?} {problem:?}");
    }
    assert_eq!(leak(b"x CANARY-got-Zt4Q"), Some("got-Zt4Q"));
    assert_eq!(leak(b"x [redacted]"), None);
}
