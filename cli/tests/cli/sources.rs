//! Files, folders, standard input; what cannot be read.

use std::io::Read;
use std::process::{Command, Stdio};

use crate::support::{BAD, Folder, GOOD, Run};

#[test]
fn ok_folder_is_walked_in_the_order_of_names() {
    let folder = Folder::new("walk")
        .file("b.json", GOOD)
        .file("a/z.json", GOOD)
        .file("a/lines.jsonl", format!("{GOOD}\n{GOOD}\n"))
        .file("a.JSON", GOOD)
        .file("c.ndjson", "")
        .file("notes.txt", "no capture")
        .file("page.html", "<html>");
    let expected = "\
./a/lines.jsonl: 2 documents: 2 conform
./a/z.json: conforms (pin)
./a.JSON: conforms (pin)
./b.json: conforms (pin)
./c.ndjson: 0 documents

5 files, 5 documents: 5 conform
not checked: 2 files of unknown kind: notes.txt, page.html
";
    folder.expect(&["validate", "."], 0, expected);
}

#[test]
fn ok_named_file_needs_no_extension() {
    let folder = Folder::new("named").file("capture", GOOD).file("-", BAD);
    let expected = "capture: conforms (pin)\n\n1 file, 1 document: 1 conforms\n";
    folder.expect(&["validate", "capture"], 0, expected);
    let run = folder.run(&["validate", "./-"]);
    assert!(run.out.starts_with("./-: deviates (pin, 2 errors)\n"));
}

#[test]
fn ok_standard_input() {
    let folder = Folder::new("stdin").file("a.json", GOOD);
    let run = folder.run_on(GOOD.as_bytes(), &["validate", "a.json", "-"]);
    let expected = "\
a.json: conforms (pin)
<stdin>: conforms (pin)

2 files, 2 documents: 2 conform
";
    assert_eq!((run.code, &*run.out, &*run.err), (Some(0), expected, ""));
    let run = folder.run_on(format!("{GOOD}\n{GOOD}").as_bytes(), &["validate", "--lines", "-"]);
    let expected = "<stdin>: 2 documents: 2 conform\n\n1 file, 2 documents: 2 conform\n";
    assert_eq!((run.code, &*run.out, &*run.err), (Some(0), expected, ""));
}

#[test]
fn err_missing_file_among_others() {
    let folder = Folder::new("missing").file("bad.json", r#"{"id":"1"}"#).file("good.json", GOOD);
    let run = folder.run(&["validate", "-q", "gone.json", "bad.json", "good.json"]);
    let expected = r#"bad.json: deviates (pin, 1 error)

error[string-for-number]: expected integer in 0..=9007199254740991, found string at /id
 --> bad.json:1:7
  |
1 | {"id":"1"}
  |       ^^^
  |
  = help: plex.tv sends a number here; a client that compares types will fail

2 files, 2 documents: 1 conforms, 1 deviates (1 error)
1 path could not be checked

  1  string-for-number  first in bad.json:1:7

For more about a code: plex-pin explain CODE
"#;
    assert_eq!(run.out, expected);
    assert_eq!(run.err, "plex-pin: cannot read gone.json: No such file or directory (os error 2)\n");
    assert_eq!(run.code, Some(3));
}

#[test]
fn err_folder_with_nothing_to_check() {
    let folder = Folder::new("empty_folder").file("inner/notes.txt", "no capture");
    let run = folder.run(&["validate", "inner"]);
    assert_eq!(
        run.out,
        "0 files, 0 documents\n1 path could not be checked\nnot checked: 1 file of unknown kind: notes.txt\n"
    );
    assert_eq!(
        run.err,
        "plex-pin: no .json, .ndjson, .jsonl, .har or .xml file (others are read if named, or with --include) in inner\n"
    );
    assert_eq!(run.code, Some(3));
    let run = folder.run(&["validate", "--format", "json", "inner"]);
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((run.code, &report["documents"][0]["verdict"]), (Some(3), &"unread".into()));
}

#[cfg(unix)]
#[test]
fn err_links() {
    use std::os::unix::fs::symlink;

    let folder = Folder::new("links").file("in/a.json", GOOD);
    let inside = folder.0.join("in");
    symlink("gone", inside.join("dangling.json")).unwrap();
    // Neither is a capture that is not read.
    symlink("gone", inside.join("dangling.txt")).unwrap();
    symlink(".", inside.join("loop")).unwrap();
    symlink("self.json", inside.join("self.json")).unwrap();
    symlink("a.json", inside.join("link.json")).unwrap();
    let run = folder.run(&["validate", "in"]);
    let expected = "\
in/a.json: conforms (pin)
in/link.json: conforms (pin)

2 files, 2 documents: 2 conform
2 paths could not be checked
";
    assert_eq!(run.out, expected);
    let (first, second) = run.err.split_once('\n').unwrap();
    assert_eq!(first, "plex-pin: cannot read in/dangling.json: No such file or directory (os error 2)");
    // Each system has another number for it.
    assert!(second.starts_with("plex-pin: cannot read in/self.json: Too many levels of symbolic links"));
    assert_eq!(run.code, Some(3));
}

/// There are 1,956 ways through six folders that link to each other, and of twenty more than anybody can go.
#[cfg(unix)]
#[test]
fn ok_folder_with_links_is_read_once() {
    let mut folder = Folder::new("many_links");
    let names: Vec<_> = ('a'..='f').map(String::from).collect();
    for name in &names {
        folder = folder.file(&format!("in/{name}/{name}.json"), GOOD);
        for other in names.iter().filter(|other| *other != name) {
            let link = folder.0.join(format!("in/{name}/to-{other}"));
            std::os::unix::fs::symlink(format!("../{other}"), link).unwrap();
        }
    }
    let run = folder.run(&["validate", "in"]);
    assert_eq!((run.code, &*run.err), (Some(0), ""));
    assert!(run.out.ends_with("\n6 files, 6 documents: 6 conform\n"), "{}", run.out);
    for name in names {
        assert_eq!(run.out.matches(&format!("/{name}.json: conforms")).count(), 1, "{name}");
    }
    // Who names it twice wants it twice.
    let run = folder.run(&["validate", "-q", "in", "in"]);
    assert_eq!(run.out, "12 files, 12 documents: 12 conform\n");
}

/// To open a named pipe is to wait for somebody who writes into it.
#[cfg(unix)]
#[test]
fn err_named_pipe_in_a_folder() {
    let folder = Folder::new("named_pipe").file("a.json", GOOD);
    let made = Command::new("mkfifo").arg(folder.0.join("pipe.json")).status();
    assert!(made.unwrap().success());
    std::os::unix::fs::symlink("pipe.json", folder.0.join("link.json")).unwrap();
    let run = folder.run(&["validate", "."]);
    let expected = "\
plex-pin: cannot read ./link.json: not a regular file
plex-pin: cannot read ./pipe.json: not a regular file
";
    assert_eq!(run.err, expected);
    assert!(run.out.starts_with("./a.json: conforms (pin)\n"));
    assert_eq!(run.code, Some(3));
}

/// Who names a pipe means it, as a shell does for `<(…)`.
#[cfg(unix)]
#[test]
fn ok_named_pipe_argument() {
    // Who writes is ended at the end, since it would wait for ever where nobody reads.
    const SCRIPT: &str = r#"
        mkfifo pipe
        sh -c 'exec cat a.json >pipe' >&- 2>&- &
        "$0" validate --as pin pipe
        status=$?
        kill $! 2>/dev/null
        exit $status
    "#;
    let folder = Folder::new("pipe_by_name").file("a.json", GOOD);
    let shell = Command::new("sh")
        .args(["-c", SCRIPT, env!("CARGO_BIN_EXE_plex-pin")])
        .current_dir(&folder.0)
        .output();
    let shell = Run::from(shell.unwrap());
    assert_eq!(shell.out, "pipe: conforms (pin)\n\n1 file, 1 document: 1 conforms\n");
    assert_eq!((shell.code, &*shell.err), (Some(0), ""));
}

#[cfg(unix)]
#[test]
fn err_files_and_folders_without_read_permission() {
    use std::fs::{Permissions, read, set_permissions};
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new("permission")
        .file("in/a.json", GOOD)
        .file("in/b.json", GOOD)
        .file("in/c.ndjson", GOOD)
        .file("in/d/d.json", GOOD)
        .file("in/e.json", GOOD);
    let shut = ["in/b.json", "in/c.ndjson", "in/d"].map(|name| folder.0.join(name));
    let permit = |mode| {
        for path in &shut {
            set_permissions(path, Permissions::from_mode(mode)).unwrap();
        }
    };
    permit(0o000);
    let command = env!("CARGO_BIN_EXE_plex-pin");
    // No permission keeps root from reading, as long as it has root's capabilities.
    let words = match read(&shut[0]) {
        Ok(_) => vec!["setpriv", "--bounding-set=-all", "--inh-caps=-all", command],
        Err(_) => vec![command],
    };
    let run = Command::new(words[0])
        .args(&words[1..])
        .args(["validate", "--as", "pin", "in"])
        .current_dir(&folder.0)
        .output();
    // So that the next run of this test can remove them.
    permit(0o700);
    let run = Run::from(run.expect("root needs setpriv for this test"));
    let expected = "\
plex-pin: cannot read in/b.json: Permission denied (os error 13)
plex-pin: cannot read in/c.ndjson: Permission denied (os error 13)
plex-pin: cannot read in/d: Permission denied (os error 13)
";
    assert_eq!(run.err, expected);
    let expected = "\
in/a.json: conforms (pin)
in/e.json: conforms (pin)

2 files, 2 documents: 2 conform
3 paths could not be checked
";
    assert_eq!((run.code, &*run.out), (Some(3), expected));
}

/// It can be opened, whoever asks, and not be read.
#[cfg(target_os = "linux")]
#[test]
fn err_failure_in_the_middle_of_a_file() {
    let folder = Folder::new("broken_file").file("a.json", GOOD);
    for lines in [&[][..], &["--lines"]] {
        let run = folder.run(&[&["validate"], lines, &["/proc/self/mem", "a.json"]].concat());
        assert_eq!(run.err, "plex-pin: cannot read /proc/self/mem: Input/output error (os error 5)\n");
        assert!(
            run.out.ends_with("1 file, 1 document: 1 conforms\n1 path could not be checked\n"),
            "{}",
            run.out
        );
        assert_eq!(run.code, Some(3));
    }
}

/// The lines that are left are read, the one that is cut off is a finding.
#[cfg(unix)]
#[test]
fn err_file_that_shrinks_while_it_is_read() {
    let folder = Folder::new("shrinks");
    let path = folder.0.join("a.ndjson");
    // Of a million bytes 90,909 lines of eleven are left, and a piece of one; of none what was read before.
    for (left, last) in [(1_000_003, 90_910), (0, 23_832)] {
        std::fs::write(&path, "{\"id\":\"1\"}\n".repeat(200_000)).unwrap();
        let mut command = folder.command(&["validate", "--threads", "1", "--format", "ndjson", "a.ndjson"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // The report of what is read at once is longer than a pipe takes, so that the rest has to wait.
        let mut shown = vec![0];
        child.stdout.as_mut().unwrap().read_exact(&mut shown).unwrap();
        std::fs::File::options().write(true).open(&path).unwrap().set_len(left).unwrap();
        let output = child.wait_with_output().unwrap();
        shown.extend(output.stdout);
        assert_eq!((output.status.code(), &*output.stderr), (Some(1), &b""[..]));
        let shown = String::from_utf8(shown).unwrap();
        assert_eq!(shown.lines().count(), last);
        let record: serde_json::Value = serde_json::from_str(shown.lines().last().unwrap()).unwrap();
        assert_eq!((&record["record"], &record["verdict"]), (&last.into(), &"refused".into()));
        assert_eq!(record["findings"][0]["code"], "unexpected-end");
    }
}

#[test]
fn ok_closed_pipe() {
    let lines = format!("{}\n", r#"{"id":"1"}"#).repeat(3000);
    let folder = Folder::new("closed_pipe").file("a.ndjson", format!("{GOOD}\n{lines}"));
    for format in ["human", "json", "ndjson"] {
        let mut command = folder.command(&["validate", "--format", format, "a.ndjson"]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{format}");
        assert_eq!(output.status.code(), Some(1), "{format}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn err_full_disk() {
    let folder = Folder::new("full_disk").file("a.json", GOOD);
    for args in [
        &["validate", "a.json"][..],
        &["explain"],
        &["schema"],
        &["--help"],
        &["validate", "--help"],
        &["help", "explain"],
        &["--version"],
    ] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let mut command = folder.command(args);
        let output = command.stdout(full).stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap();
        let message = "plex-pin: cannot write to standard output: No space left on device (os error 28)\n";
        assert_eq!(String::from_utf8(output.stderr).unwrap(), message, "{args:?}");
        assert_eq!(output.status.code(), Some(3), "{args:?}");
    }
}

/// GitHub's runner trims white space before it looks for a command.
#[test]
fn ok_file_name_is_no_workflow_command() {
    for space in ["", " ", "\u{3000}", "\u{a0}\u{2003} "] {
        let name = format!("{space}::error::x.json");
        let folder = Folder::new("sources_workflow_command").file(&name, GOOD);
        let run = folder.run(&["validate", &name]);
        assert_eq!(run.code, Some(0));
        let shown = format!("{space}\\u{{3a}}:error::x.json: conforms (pin)\n");
        assert!(run.out.starts_with(&shown), "{}", run.out);
    }
}
