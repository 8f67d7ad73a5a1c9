//! The bodies in `tests/captures`, each held against its entry in `expected.txt`.
//!
//! A body without an entry, an entry without a body and an entry with fewer or more findings than the body has all fail.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use plex_pin::{Deviation, DeviationCode, Document, Error, Parsed, Parser, Pointer};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/captures");
const LIST: &str = "expected.txt";

/// What is to be found in a body: its kind, then a line for each finding, those that only `complete` has last.
type Expected = BTreeMap<String, Vec<String>>;

/// Reads the list. An entry is the name of a file (of NDJSON, with `:` and the line) and the kind of document;
/// its findings follow, indented: code, outcome, one pointer or more. An entry without any must say `clean`.
fn read_list(list: &str) -> Result<Expected, String> {
    let mut expected = Expected::new();
    let mut entry: Option<&mut Vec<String>> = None;
    for line in list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(finding) = line.strip_prefix("    ") {
            let lines = entry.as_mut().ok_or("a finding before the first entry")?;
            match finding.split(' ').collect::<Vec<_>>()[..] {
                ["clean"] => lines.push("clean".to_owned()),
                [code, outcome, ref pointers @ ..] if !pointers.is_empty() => {
                    lines.extend(pointers.iter().map(|pointer| format!("{code} {outcome} {pointer}")));
                }
                _ => return Err(format!("no finding: {line}")),
            }
        } else {
            let (name, kind) = line.split_once("  ").ok_or(format!("no entry: {line}"))?;
            if expected.contains_key(name) {
                return Err(format!("listed twice: {name}"));
            }
            entry = Some(expected.entry(name.to_owned()).or_insert(vec![kind.to_owned()]));
        }
    }
    match expected.iter().find(|(_, lines)| lines.len() == 1) {
        Some((name, _)) => Err(format!("neither findings nor clean: {name}")),
        None => Ok(expected),
    }
}

fn kind(document: &Document<'_>) -> &'static str {
    match document {
        Document::Pin(_) => "pin",
        Document::Location(_) => "location",
        Document::ApiErrors(_) => "errors",
        _ => "another",
    }
}

fn finding(deviation: &Deviation) -> String {
    let (code, outcome, pointer) = (deviation.code(), deviation.outcome(), deviation.pointer());
    format!("{code} {outcome} {}", if pointer.is_root() { "/" } else { pointer.as_str() })
}

fn describe(result: Result<Parsed<Document<'_>>, Error>) -> Vec<String> {
    match result {
        Ok(parsed) => {
            let mut lines = vec![kind(parsed.value()).to_owned()];
            lines.extend(parsed.deviations().iter().map(finding));
            if parsed.deviation_count() == 0 {
                lines.push("clean".to_owned());
            }
            lines
        }
        Err(error) => {
            let pointer = error.pointer().filter(|it| !it.is_root()).map_or("/", Pointer::as_str);
            vec!["refused".to_owned(), format!("{} refused {pointer}", error.kind())]
        }
    }
}

/// What is found in a body, and what `complete` adds to it, which is a kind of finding of its own.
fn find(body: &[u8]) -> Vec<String> {
    let found = describe(Parser::LENIENT.complete().parse_document(body));
    let plain = describe(Parser::LENIENT.parse_document(body));
    let lacking = |line: &&String| line.starts_with(DeviationCode::MissingMember.as_str());
    let mut without: Vec<String> = found.iter().filter(|line| !lacking(line)).cloned().collect();
    if without.len() == 1 {
        without.push("clean".to_owned());
    }
    assert_eq!(plain, without, "complete adds members that are missing, and nothing else");
    found
}

/// Every record of a file, by the name that the list calls it.
fn records<'b>(name: &str, body: &'b [u8]) -> Vec<(String, &'b [u8])> {
    if Path::new(name).extension().is_some_and(|extension| extension == "ndjson") {
        let lines = body.trim_ascii_end().split(|&byte| byte == b'\n').enumerate();
        lines.map(|(index, line)| (format!("{name}:{}", index + 1), line)).collect()
    } else {
        vec![(name.to_owned(), body)]
    }
}

/// All that is wrong with the list or with the bodies.
fn judge(mut expected: Expected, files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut problems = Vec::new();
    for (file, body) in files {
        for (name, body) in records(file, body) {
            let listed = expected.remove(&name);
            // Miri takes its time over a body: it looks at the short ones.
            if cfg!(miri) && body.len() > 300 {
                continue;
            }
            match listed {
                None => problems.push(format!("{name}: not listed; found {:#?}", find(body))),
                Some(lines) => {
                    let found = find(body);
                    if lines != found {
                        problems.push(format!("{name}: listed {lines:#?}, found {found:#?}"));
                    }
                }
            }
        }
    }
    problems.extend(expected.into_keys().map(|name| format!("{name}: listed, but not there")));
    problems
}

fn captures() -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), path))
        .filter(|(name, _)| name != LIST && !name.starts_with('.'))
        .map(|(name, path)| (name, fs::read(path).unwrap()))
        .collect()
}

#[test]
fn ok_every_capture_has_its_findings_and_no_others() {
    let list = fs::read_to_string(Path::new(FOLDER).join(LIST)).unwrap();
    let problems = judge(read_list(&list).unwrap(), &captures());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn ok_there_are_enough_captures_of_every_kind() {
    let files = captures();
    assert!(files.len() >= 28, "{}", files.len());
    let found: Vec<_> = files.values().map(|body| find(body)).collect();
    for kind in ["pin", "location", "errors", "refused"] {
        assert!(found.iter().filter(|lines| lines[0] == kind).count() >= 5, "{kind}");
    }
    for code in DeviationCode::ALL {
        let prefix = format!("{code} ");
        let seen = found.iter().flatten().any(|line| line.starts_with(&prefix));
        assert!(seen, "no capture shows {code}");
    }
}

#[test]
fn ok_strict_accepts_the_clean_ones_alone() {
    for (name, body) in captures() {
        let clean = find(&body).iter().all(|line| !line.contains(' ') || line.starts_with("missing-member"));
        assert_eq!(Parser::STRICT.parse_document(&body).is_ok(), clean, "{name}");
    }
}

/// The runner itself: each way in which list and bodies can differ is a problem that it names.
#[test]
fn err_runner_sees_every_difference() {
    let pin = |body: &str| BTreeMap::from([("a.json".to_owned(), body.as_bytes().to_vec())]);
    let judged = |list: &str, body: &str| judge(read_list(list).unwrap(), &pin(body)).join("\n");
    let lacks = "    missing-member absent /errors";
    let entry = format!("a.json  errors\n    unknown-member ignored /x\n{lacks}\n");

    let bare = "a.json  errors\n    wrapped-document coerced /\n";
    assert_eq!(judged(bare, r#"{"code":1020,"message":"m"}"#), "");
    assert!(judged("", r#"{"code":1020,"message":"m"}"#).starts_with("a.json: not listed"));
    assert!(judged(bare, r#"{"errors":[]}"#).starts_with("a.json: listed ["), "unexpectedly clean");
    assert!(judged("a.json  errors\n    clean\n", r#"{"errors":[],"x":1}"#).starts_with("a.json: listed ["));
    assert!(judged(&entry, r#"{"errors":[],"x":1}"#).starts_with("a.json: listed ["), "one too many");
    assert!(judged(bare, "{").contains("unexpected-end refused /"));
    let two = format!("{bare}b.json  pin\n    clean\n");
    assert_eq!(judged(&two, r#"{"code":1020,"message":"m"}"#), "b.json: listed, but not there");

    assert_eq!(read_list("a.json  pin\n").unwrap_err(), "neither findings nor clean: a.json");
    assert_eq!(read_list("    clean\n").unwrap_err(), "a finding before the first entry");
    assert_eq!(
        read_list("a.json  pin\n    clean\na.json  pin\n    clean\n").unwrap_err(),
        "listed twice: a.json"
    );
    assert_eq!(read_list("a.json  pin\n    wrong-type /id\n").unwrap_err(), "no finding:     wrong-type /id");
}
