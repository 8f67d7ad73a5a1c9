//! Nothing makes the command run for ever, nor take time or memory out of proportion.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::{Folder, GOOD, Run};

/// Runs a shell script in a folder, with the command as `$0`. What it writes is limited to 16 MB, and so is how long it runs.
#[cfg(unix)]
fn shell(folder: &Folder, script: &str) -> Run {
    // Bodies of these tests have few members.
    let kind = if script.contains("--as") { "" } else { " --as pin" };
    let script = script.replace("\"$0\" validate", &format!("\"$0\" validate{kind}"));
    let script = format!("ulimit -f 16384; {script}");
    let mut shell = Command::new("timeout");
    shell.args(["60", "sh", "-c", &script, env!("CARGO_BIN_EXE_plex-pin")]);
    Run::from(shell.current_dir(&folder.0).output().unwrap())
}

#[cfg(unix)]
#[test]
fn ok_report_in_the_folder_that_is_checked() {
    let folder = Folder::new("runaway_folder").file("a.json", GOOD).file("z.json", r#"{"id":"1"}"#);
    std::os::unix::fs::symlink("report.ndjson", folder.0.join("link.json")).unwrap();
    std::fs::hard_link(folder.0.join("a.json"), folder.0.join("other.json")).unwrap();
    for format in ["human", "json", "ndjson"] {
        let run = shell(&folder, &format!("\"$0\" validate --format {format} . > report.ndjson"));
        let skipped = "\
plex-pin: skipped ./link.json: this run writes it
plex-pin: skipped ./report.ndjson: this run writes it
";
        assert_eq!((run.code, &*run.err), (Some(1), skipped), "{format}");
        let report = std::fs::read_to_string(folder.0.join("report.ndjson")).unwrap();
        for name in ["./a.json", "./other.json", "./z.json"] {
            assert!(report.contains(name), "{format}: {report}");
        }
        assert!(!report.contains("report.ndjson"), "{format}: {report}");
    }
    // Messages are an output, too.
    let run = shell(&folder, "\"$0\" validate . gone 2>> report.ndjson");
    assert_eq!(run.code, Some(3));
    assert!(
        run.out.contains("3 files, 3 documents: 2 conform, 1 deviates (1 error)\n1 path could not"),
        "{}",
        run.out
    );
}

#[cfg(unix)]
#[test]
fn err_output_that_is_named_as_input() {
    let folder = Folder::new("runaway_named").file("a.json", GOOD);
    for (script, name) in [
        ("\"$0\" validate a.json b.ndjson >> b.ndjson", "b.ndjson"),
        ("\"$0\" validate a.json /dev/stdout >> b.ndjson", "/dev/stdout"),
        ("\"$0\" validate a.json --lines - < b.ndjson >> b.ndjson", "<stdin>"),
    ] {
        std::fs::write(folder.0.join("b.ndjson"), "{\"id\":\"1\"}\n").unwrap();
        let run = shell(&folder, script);
        assert_eq!(run.err, format!("plex-pin: cannot read {name}: this run writes it\n"), "{script}");
        assert_eq!(run.code, Some(3), "{script}");
    }
    std::fs::create_dir(folder.0.join("in")).unwrap();
    let run = shell(&folder, "\"$0\" validate in > in/report.json");
    let expected = "\
plex-pin: skipped in/report.json: this run writes it
plex-pin: no .json, .ndjson, .jsonl, .har or .xml file (others are read if named, or with --include) in in
";
    assert_eq!((run.code, &*run.err), (Some(3), expected));
}

/// A pipe is read and written at once, and so are terminals.
#[cfg(target_os = "linux")]
#[test]
fn ok_output_that_is_no_file() {
    let folder = Folder::new("runaway_pipe").file("a.json", GOOD);
    let run = shell(&folder, "cat a.json | \"$0\" validate /dev/stdin > /dev/null");
    assert_eq!((run.code, &*run.err), (Some(0), ""));
}

/// The time grew with the cube of the depth when folders were compared by their canonical paths.
#[cfg(unix)]
#[test]
fn ok_deep_folders() {
    const DEPTH: usize = 900;
    let folder = Folder::new("runaway_deep");
    let mut path = folder.0.join("in");
    path.extend(std::iter::repeat_n("d", DEPTH));
    std::fs::create_dir_all(&path).unwrap();
    std::fs::write(path.join("a.json"), GOOD).unwrap();
    let start = Instant::now();
    let run = folder.run(&["validate", "-q", "in"]);
    let time = start.elapsed();
    assert_eq!((run.code, &*run.out, &*run.err), (Some(0), "1 file, 1 document: 1 conforms\n", ""));
    assert!(time < Duration::from_secs(4), "{time:?}");
}

/// Findings that nobody sees are counted, not made and thrown away.
#[cfg(target_os = "linux")]
#[test]
fn ok_memory_of_half_a_million_findings() {
    let body = format!("{{\"errors\":[{}0]}}", "0,".repeat(500_000));
    let folder = Folder::new("runaway_memory").file("a.json", body);
    for engine in ["decoder", "schema"] {
        let args = format!("validate --as errors --threads 1 --engine {engine} -q a.json");
        let run = shell(&folder, &format!("ulimit -v 240000; \"$0\" {args}"));
        assert!(run.out.contains("\n  500001  wrong-type  first in a.json:1:12\n"), "{engine}: {run:?}");
        assert_eq!((run.code, &*run.err), (Some(1), ""), "{engine}");
    }
}

/// Time of the processors, which does not depend on what else runs. It was many times as much when each result woke all
/// threads.
#[cfg(target_os = "linux")]
#[test]
fn ok_many_threads_for_tiny_files() {
    let folder = Folder::new("runaway_threads").file("in/first.json", GOOD);
    for number in 0..10_000 {
        let path = folder.0.join(format!("in/{number}.json"));
        std::fs::hard_link(folder.0.join("in/first.json"), path).unwrap();
    }
    let [two, many] = ["2", "256"].map(|threads| {
        let run = shell(&folder, &format!("\"$0\" validate -q --threads {threads} in; times"));
        let (summary, times) = run.out.split_once('\n').unwrap();
        assert_eq!(summary, "10001 files, 10001 documents: 10001 conform");
        // Those of the command are in the second line: `0m0.08s 0m0.28s`.
        let times = times.lines().nth(1).unwrap().split(' ');
        times
            .map(|time| time.trim_start_matches("0m").trim_end_matches('s').parse::<f64>().unwrap())
            .sum::<f64>()
    });
    assert!(many < 0.2 + 2.0 * two, "{many} s with 256 threads, {two} s with two");
}
