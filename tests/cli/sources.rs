//! Files, folders, standard input; what cannot be read.

use std::process::{Command, Stdio};

use crate::support::{BAD, Folder, GOOD};

#[test]
fn ok_folder_is_walked_in_the_order_of_names() {
    let folder = Folder::new("walk")
        .file("b.json", GOOD)
        .file("a/z.json", GOOD)
        .file("a/lines.jsonl", format!("{GOOD}\n{GOOD}\n"))
        .file("a.JSON", GOOD)
        .file("c.ndjson", "")
        .file("notes.txt", "no capture")
        .file("pin.xml", "<pin/>");
    let expected = "\
./a/lines.jsonl: 2 documents: 2 conform
./a/z.json: conforms (pin)
./a.JSON: conforms (pin)
./b.json: conforms (pin)
./c.ndjson: 0 documents

5 files, 5 documents: 5 conform
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
fn err_missing_file_wins_over_deviations_and_the_rest_is_read() {
    let folder = Folder::new("missing").file("bad.json", r#"{"id":"1"}"#).file("good.json", GOOD);
    let run = folder.run(&["validate", "-q", "gone.json", "bad.json", "good.json"]);
    let expected = r#"bad.json: deviates (pin, 1 error)

error[string-for-number]: expected integer in 0..=9007199254740991, found string at /id
 --> bad.json:1:7
  |
1 | {"id":"1"}
  |       ^^^
  |
  = help: write the number without quotes

2 files, 2 documents: 1 conforms, 1 deviates (1 error)
1 path could not be read

  1  string-for-number

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
    assert_eq!(run.out, "0 files, 0 documents\n1 path could not be read\n");
    assert_eq!(run.err, "plex-pin: no .json, .ndjson or .jsonl file in inner\n");
    assert_eq!(run.code, Some(3));
    let run = folder.run(&["validate", "--format", "json", "inner"]);
    assert_eq!((run.code, &*run.out), (Some(3), "[]\n"));
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
    symlink("a.json", inside.join("link.json")).unwrap();
    let run = folder.run(&["validate", "in"]);
    let expected = "\
in/a.json: conforms (pin)
in/link.json: conforms (pin)

2 files, 2 documents: 2 conform
1 path could not be read
";
    assert_eq!(run.out, expected);
    assert_eq!(run.err, "plex-pin: cannot read in/dangling.json: No such file or directory (os error 2)\n");
    assert_eq!(run.code, Some(3));
}

/// To open a named pipe is to wait for somebody who writes into it.
#[cfg(unix)]
#[test]
fn err_named_pipe_in_a_folder_is_not_waited_for() {
    let folder = Folder::new("named_pipe").file("a.json", GOOD);
    let made = Command::new("mkfifo").arg(folder.0.join("pipe.json")).status();
    assert!(made.unwrap().success());
    let run = folder.run(&["validate", "."]);
    assert_eq!(run.err, "plex-pin: cannot read ./pipe.json: not a regular file\n");
    assert!(run.out.starts_with("./a.json: conforms (pin)\n"));
    assert_eq!(run.code, Some(3));
}

#[test]
fn ok_closed_pipe_ends_it_quietly() {
    let lines = format!("{}\n", r#"{"id":"1"}"#).repeat(3000);
    let folder = Folder::new("closed_pipe").file("a.ndjson", lines);
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
    for args in [&["validate", "a.json"][..], &["explain"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let mut command = folder.command(args);
        let output = command.stdout(full).stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap();
        let message = "plex-pin: cannot write to standard output: No space left on device (os error 28)\n";
        assert_eq!(String::from_utf8(output.stderr).unwrap(), message, "{args:?}");
        assert_eq!(output.status.code(), Some(3), "{args:?}");
    }
}

#[test]
fn ok_file_name_is_no_workflow_command() {
    let folder = Folder::new("sources_workflow_command").file("::error::x.json", GOOD);
    let run = folder.run(&["validate", "::error::x.json"]);
    assert_eq!(run.code, Some(0));
    assert!(run.out.starts_with("\\u{3a}:error::x.json: conforms (pin)\n"), "{}", run.out);
}
