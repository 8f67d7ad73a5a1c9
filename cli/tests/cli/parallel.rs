//! Many threads, one report: in the order of the input, whole, and in flat memory.

use std::fmt::Write;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::captures::{entry, har};
use crate::support::{Folder, GOOD, Run, with_input};

const FORMATS: [&str; 3] = ["human", "json", "ndjson"];

const ALL_FORMATS: [&str; 7] = ["human", "json", "ndjson", "sarif", "junit", "github", "gitlab"];

/// A file of more lines than a few batches hold: most conform, some deviate, blank ones between them.
fn archive(lines: usize) -> String {
    let mut archive = String::new();
    for line in 1..=lines {
        match line % 997 {
            0 => archive += "\r\n",
            1 => writeln!(archive, r#"{{"id":"{line}","createdAt":"","line{line}":1}}"#).unwrap(),
            2 => writeln!(archive, r#"{{"id":{line},"code""#).unwrap(),
            _ => writeln!(archive, r#"{{"id":{line},"code":"ABCD","product":"Kitchen Radio"}}"#).unwrap(),
        }
    }
    archive
}

fn run(folder: &Folder, threads: &str, args: &[&str]) -> Run {
    folder.run(&[&["validate", "--threads", threads], args].concat())
}

/// The report of many threads, which must be that of one.
#[track_caller]
fn same(folder: &Folder, args: &[&str]) -> Run {
    let one = run(folder, "1", args);
    for threads in ["2", "3", "16"] {
        let many = run(folder, threads, args);
        assert!(many == one, "{threads} threads, {args:?}");
    }
    let free = folder.run(&[&["validate"], args].concat());
    assert!(free == one, "{args:?}");
    one
}

/// Captures that are longer than what is read ahead: whole, cut off, broken in the middle, compressed, in other forms.
#[test]
fn ok_long_captures_are_read_ahead() {
    let pin =
        |id: usize| format!(r#"{{"id":{id},"code":"ABCD","clientIdentifier":"c","expiresIn":899,"qr":""}}"#);
    let bodies: Vec<_> = (0..3000)
        .map(|number| match number % 500 {
            // Another code than before, a string for a number, a member that is unknown.
            1 => pin(number - 1).replace("ABCD", "EFGH"),
            2 => pin(number).replace("899", r#""899""#),
            3 => pin(number).replace("qr", "zz"),
            _ => pin(number),
        })
        .collect();
    let entries: Vec<_> = bodies
        .iter()
        .enumerate()
        .map(|(number, body)| entry("GET", &format!("https://plex.tv/api/v2/pins/{}", number % 7), 200, body))
        .collect();
    let whole = har(&entries);
    assert!(whole.len() > 500_000);
    let broken = whole.replace(r#""id\":1200"#, r#""id\":12 00"#);
    let (mut log, mut docker) = (String::new(), String::new());
    for body in &bodies {
        writeln!(log, "2026-01-02 info: got {body}").unwrap();
        let text = serde_json::json!(body.clone() + "\n");
        writeln!(docker, "{{\"log\":{text},\"stream\":\"stdout\"}}").unwrap();
    }
    let folder = Folder::new("parallel_captures")
        .file("cut.har", &whole[..whole.len() - 70])
        .file("broken.har", broken)
        .file("docker.log", docker)
        .file("app.log", log)
        .file("whole.har", whole);
    for format in ["human", "ndjson"] {
        for name in ["whole.har", "cut.har", "broken.har", "app.log", "docker.log"] {
            let report = same(&folder, &["--format", format, "--as", "auto", name]);
            assert!(report.out.contains("pin-changed"), "{name}");
            assert_eq!(report.out.contains("refused"), name.starts_with(['c', 'b']), "{name}");
        }
    }
}

#[test]
fn ok_order_of_lines() {
    let folder = Folder::new("parallel_lines").file("a.ndjson", archive(30_000));
    for format in ALL_FORMATS {
        let report = same(&folder, &["--format", format, "a.ndjson"]);
        assert_eq!((report.code, &*report.err), (Some(1), ""), "{format}");
    }
    let report = same(&folder, &["--format", "ndjson", "a.ndjson"]);
    let mut records = report.out.lines().map(|line| serde_json::from_str(line).unwrap());
    for line in (1..=30_000).filter(|line| line % 997 != 0) {
        let record: serde_json::Value = records.next().unwrap();
        let verdict = match line % 997 {
            1 => "deviates",
            2 => "refused",
            _ => "conforms",
        };
        assert_eq!((&record["record"], &record["verdict"]), (&line.into(), &verdict.into()));
    }
    assert_eq!(records.next(), None);
}

#[test]
fn ok_order_of_files() {
    let mut folder = Folder::new("parallel_files");
    for number in 0..300 {
        let body = if number % 10 == 0 { r#"{"id":"1"}"# } else { GOOD };
        folder = folder.file(&format!("in/{number:03}.json"), body);
    }
    let folder = folder.file("in/150.ndjson", archive(20_000)).file("in/151.ndjson", archive(10));
    for format in ALL_FORMATS {
        let report = same(&folder, &["--format", format, "in", "gone.json", "in/007.json"]);
        assert_eq!(report.code, Some(3), "{format}");
        assert_eq!(report.err, "plex-pin: cannot read gone.json: No such file or directory (os error 2)\n");
    }
    let report = same(&folder, &["in"]);
    let verdicts = report.out.lines().filter(|line| line.starts_with("in/") && line.contains(".json: "));
    let files: Vec<_> = verdicts.map(|line| line.split_once(": ").unwrap().0.to_owned()).collect();
    let expected: Vec<_> = (0..300).map(|number| format!("in/{number:03}.json")).collect();
    assert_eq!(files, expected);
}

#[test]
fn ok_order_of_standard_input() {
    let folder = Folder::new("parallel_stdin");
    let archive = archive(20_000);
    for format in FORMATS {
        let args = ["validate", "--lines", "--format", format, "--threads"];
        let [one, many] =
            ["1", "4"].map(|it| folder.run_on(archive.as_bytes(), &[&args[..], &[it, "-"]].concat()));
        assert!(one == many, "{format}");
        assert_eq!(one.code, Some(1));
    }
}

/// No more than were asked for, and no fewer. Three lines are read before any is started.
#[cfg(target_os = "linux")]
#[test]
fn ok_threads_are_as_many_as_asked_for() {
    let folder = Folder::new("parallel_threads");
    for threads in [1, 5] {
        let args = ["validate", "--lines", "--format", "ndjson", "-", "--threads", &threads.to_string()];
        let mut child = folder.command(&args).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let tasks = format!("/proc/{}/task", child.id());
        let started = || std::fs::read_dir(&tasks).unwrap().count();
        with_input(&mut child, |write| {
            for _ in 0..4 {
                write(format!("{GOOD}\n").as_bytes()).unwrap();
                assert_ne!(stdout.read_line(&mut String::new()).unwrap(), 0);
            }
            // The first of them may read the line before the last of them is there.
            (0..1000)
                .take_while(|_| started() < threads)
                .for_each(|_| std::thread::sleep(Duration::from_millis(10)));
            assert_eq!(started(), threads);
        });
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
}

/// The report on every line is longer than the line, so that it is written in parts.
#[test]
fn ok_reports_that_are_much_longer_than_their_lines() {
    let folder =
        Folder::new("parallel_long").file("a.ndjson", "{\"a\":1,\"b\":\"\",\"id\":[]}\n".repeat(20_000));
    for format in FORMATS {
        let report = same(&folder, &["--format", format, "--as", "pin", "a.ndjson"]);
        assert_eq!(report.code, Some(1), "{format}");
        assert_eq!(report.out.matches("wrong-type").count(), 20_000 + usize::from(format != "ndjson"));
    }
}

#[test]
fn err_broken_line_far_in() {
    let mut body = format!("{GOOD}\n").repeat(50_000);
    body += "{\"id\":\n";
    body += &format!("{GOOD}\n").repeat(50_000);
    let folder = Folder::new("far_in").file("a.ndjson", body);
    let expected = r#"a.ndjson:50001: refused (pin)

error[unexpected-end]: expected value, found end of input at /id
     --> a.ndjson:50001:7
      |
50001 | {"id":
      |       ^
      |
      = help: the body was cut off; the rest is missing from the capture

a.ndjson: 100001 documents: 100000 conform, 1 refused (1 error)

1 file, 100001 documents: 100000 conform, 1 refused (1 error)

  1  unexpected-end  first in a.ndjson:50001:7

For more about a code: plex-pin explain CODE
"#;
    assert_eq!(same(&folder, &["a.ndjson"]).out, expected);
}

/// Who waits for input notices, too, that nobody reads the report any more.
#[cfg(unix)]
#[test]
fn ok_closed_pipe_with_more_input() {
    // A shell makes the pipe, so that no other test that starts a command has a copy of it for a moment.
    const SCRIPT: &str = r#"{ "$@"; echo "code $?" >&2; } | { head -c 10; exec <&-; echo closed; }"#;
    let folder = Folder::new("closed_while_waiting");
    let command = env!("CARGO_BIN_EXE_plex-pin");
    for format in FORMATS {
        let args = ["validate", "--lines", "--threads", "4", "--format", format, "-"];
        let mut shell = Command::new("sh");
        shell.args(["-c", SCRIPT, "sh", command]).args(args).current_dir(&folder.0);
        shell.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut shell = shell.spawn().unwrap();
        let mut stdout = BufReader::new(shell.stdout.take().unwrap());
        with_input(&mut shell, |write| {
            write(b"{\"id\":\"1\"}\n").unwrap();
            let mut shown = String::new();
            while !shown.ends_with("closed\n") {
                assert_ne!(stdout.read_line(&mut shown).unwrap(), 0, "{format}: {shown}");
            }
            // Again and again, since the shell itself may have the end of the pipe for a moment more.
            let ended = (0..3000).any(|_| {
                std::thread::sleep(Duration::from_millis(10));
                write(b"{\"id\":\"2\"}\n").is_err()
            });
            assert!(ended, "{format}: it reads on");
        });
        let mut err = String::new();
        shell.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        assert_eq!(err, "code 1\n", "{format}");
        shell.wait().unwrap();
    }
}
