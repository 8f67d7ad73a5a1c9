//! NDJSON: one document a line, in any size.

use std::fmt::Write;
use std::io::Read;
use std::process::Stdio;

use crate::support::{Folder, GOOD, with_input};

#[test]
fn err_broken_line_is_a_finding_of_that_line() {
    let body = format!("{GOOD}\r\n\n  \t\n{{\"id\":\"1\"}}\r\n{{\"id\":1\n{GOOD}\n<pin/>");
    let folder = Folder::new("broken_line").file("a.ndjson", body);
    let expected = r#"a.ndjson:4: deviates (pin, 1 error)

error[string-for-number]: expected integer in 0..=9007199254740991, found string at /id
 --> a.ndjson:4:7
  |
4 | {"id":"1"}
  |       ^^^
  |
  = help: plex.tv sends a number here; a client that compares types will fail

a.ndjson:5: refused (pin)

error[unexpected-end]: expected comma or closing brace, found end of input at /id
 --> a.ndjson:5:8
  |
5 | {"id":1
  |        ^
  |
  = help: the body was cut off; the rest is missing from the capture

a.ndjson:7: refused (pin)

error[unrecognised-document]: expected pin, found element without a known member at the root
 --> a.ndjson:7:2
  |
7 | <pin/>
  |  ^^^
  |
  = help: capture the responses of https://plex.tv/api/v2/pins; what else is in the capture is not checked

a.ndjson: 5 documents: 2 conform, 1 deviates, 2 refused (3 errors)

1 file, 5 documents: 2 conform, 1 deviates, 2 refused (3 errors)

  1  string-for-number      first in a.ndjson:4:7
  1  unexpected-end         first in a.ndjson:5:8
  1  unrecognised-document  first in a.ndjson:7:2

For more about a code: plex-pin explain CODE
"#;
    folder.expect(&["validate", "a.ndjson"], 1, expected);
}

#[test]
fn ok_quiet_names_no_file_without_errors() {
    let folder = Folder::new("quiet_lines")
        .file("a.ndjson", format!("{GOOD}\n{GOOD}\n"))
        .file("b.ndjson", "{\"id\":\"1\"}");
    let expected = "\
a.ndjson: 2 documents: 2 conform

1 file, 2 documents: 2 conform
";
    folder.expect(&["validate", "a.ndjson"], 0, expected);
    folder.expect(&["validate", "-q", "a.ndjson"], 0, "1 file, 2 documents: 2 conform\n");
    let run = folder.run(&["validate", "-q", "--mode", "lenient", "b.ndjson"]);
    let expected =
        "1 file, 1 document: 1 conforms (1 warning)\n\n  1  string-for-number  first in b.ndjson:1:7\n";
    assert!(run.out.starts_with(expected), "{}", run.out);
    let run = folder.run(&["validate", "-q", "b.ndjson"]);
    let expected = "\nb.ndjson: 1 document: 1 deviates (1 error)\n\n1 file, 1 document: ";
    assert!(run.out.contains(expected), "{}", run.out);
}

#[test]
fn ok_warnings_of_conforming_lines() {
    let folder = Folder::new("warned_lines").file("a.ndjson", "{\"id\":\"1\"}\n");
    let run = folder.run(&["validate", "--mode", "lenient", "a.ndjson"]);
    assert!(run.out.contains("\nwarning[string-for-number]: "), "{}", run.out);
    assert_eq!(run.code, Some(0));
}

/// What is not shown belongs to a line, as what is shown does.
#[test]
fn ok_findings_that_are_not_shown_are_counted_by_line() {
    let folder =
        Folder::new("more_of_lines").file("a.ndjson", format!("{GOOD}\n{{\"id\":\"1\",\"trusted\":0}}"));
    let run = folder.run(&["validate", "--max-findings", "1", "a.ndjson"]);
    assert!(run.out.contains("\na.ndjson:2: 1 more finding not shown; see --max-findings\n"), "{}", run.out);
}

#[test]
fn ok_lines_by_name_or_by_option() {
    let two = format!("{GOOD}\n{GOOD}\n");
    let folder = Folder::new("by_name")
        .file("a.ndjson", &two)
        .file("a.JSONL", &two)
        .file("a.json", &two)
        .file("a.txt", &two);
    for (args, code) in [
        (&["a.ndjson"][..], 0),
        (&["a.JSONL"], 0),
        (&["a.json"], 1),
        (&["--lines", "a.json"], 0),
        (&["a.txt"], 1),
        (&["--lines", "a.txt"], 0),
    ] {
        let run = folder.run(&[&["validate"], args].concat());
        assert_eq!(run.code, Some(code), "{args:?}");
    }
}

/// Batches end somewhere in the middle of lines; nothing may show it.
#[test]
fn ok_many_lines_and_long_ones() {
    let mut body = String::new();
    let mut expected = String::new();
    for line in 1..=3000 {
        let padding = "x".repeat(if line % 1000 == 0 { 700_000 } else { line % 500 });
        let id = if line % 7 == 0 { "\"1\"" } else { "1" };
        writeln!(body, "{{\"id\":{id},\"qr\":\"{padding}\"}}").unwrap();
        let verdict = if line % 7 == 0 { "deviates" } else { "conforms" };
        writeln!(expected, "{line} {verdict}").unwrap();
    }
    let folder = Folder::new("many_lines").file("a.ndjson", body);
    let run = folder.run(&["validate", "--format", "ndjson", "a.ndjson"]);
    let mut found = String::new();
    for line in run.out.lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        writeln!(found, "{} {}", record["record"], record["verdict"].as_str().unwrap()).unwrap();
    }
    assert_eq!(found, expected);
    assert_eq!(run.code, Some(1));
}

/// Nor does half a character take the end of its line with it.
#[test]
fn err_non_utf8_line_among_others() {
    const WRONG: &str = "\
error[not-utf8]: expected UTF-8, found another byte at the root
 --> a.ndjson:4:9
  |
4 | {\"qr\":\"A\u{FFFD}…
  |         ^
  |
  = help: plex.tv sends UTF-8; the capture was saved in another encoding, or is compressed
";
    const CUT_OFF: &str = "\
error[not-utf8]: expected UTF-8, found character cut off by the end of input at the root
 --> a.ndjson:4:9
  |
4 | {\"qr\":\"A\u{FFFD}…
  |         ^
  |
  = help: the body is cut off; capture all of it
";
    let body = [GOOD, "\n{\"id\":1,\"qr\":\"A", "@B\"}\n", GOOD, "\n{\"qr\":\"A@", "\n", GOOD, "\n"].concat();
    for (bad, last) in
        [(&b"\xFF"[..], WRONG), (b"\xC3", CUT_OFF), (b"\xF0\x9F\x98", CUT_OFF), (b"\xED\xA0\x80", WRONG)]
    {
        let bytes = body.bytes().flat_map(|byte| if byte == b'@' { bad.to_vec() } else { vec![byte] });
        let folder = Folder::new("no_text").file("a.ndjson", bytes.collect::<Vec<_>>());
        let first = WRONG.replace("a.ndjson:4:9", "a.ndjson:2:16").replace(
            "4 | {\"qr\":\"A\u{FFFD}…\n  |         ^",
            "2 | {\"id\":1,\"qr\":\"A\u{FFFD}…\n  |                ^",
        );
        let expected = format!(
            "a.ndjson:2: refused (pin)\n\n{first}\na.ndjson:4: refused (pin)\n\n{last}\n\
             a.ndjson: 5 documents: 3 conform, 2 refused (2 errors)\n"
        );
        let run = folder.run(&["validate", "a.ndjson"]);
        assert!(run.out.starts_with(&expected), "{}", run.out);
        assert_eq!(run.code, Some(1));
    }
}

#[test]
fn ok_byte_order_mark_belongs_to_the_first_line() {
    let folder = Folder::new("mark").file("a.ndjson", format!("\u{FEFF}{GOOD}\n{GOOD}\n"));
    let run = folder.run(&["validate", "a.ndjson"]);
    let expected = r#"a.ndjson:1: deviates (pin, 1 error)

error[byte-order-mark]: expected document, found byte order mark at the root
 --> a.ndjson:1:1
  |
1 | \u{feff}{"id":5123,"code":"ABCD"}
  | ^^^^^^^^
  |
"#;
    assert!(run.out.starts_with(expected), "{}", run.out);
    assert!(run.out.contains("\na.ndjson: 2 documents: 1 conforms, 1 deviates (1 error)\n"));
}

/// A line is reported before the next one is there: nothing is held back, and nothing is kept.
#[test]
fn ok_lines_are_reported_as_they_come() {
    let folder = Folder::new("as_they_come");
    for format in ["human", "json", "ndjson"] {
        let mut command = folder.command(&["validate", "--lines", "--format", format, "-"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut stdout = child.stdout.take().unwrap();
        let mut shown = Vec::new();
        with_input(&mut child, |write| {
            for line in 1..=3 {
                write(b"{\"id\":\"1\"}\n").unwrap();
                let expected = match format {
                    "human" => format!("<stdin>:{line}: "),
                    _ => format!("\"record\":{line},"),
                };
                while !String::from_utf8_lossy(&shown).contains(&expected) {
                    let mut bytes = [0; 1000];
                    let length = stdout.read(&mut bytes).unwrap();
                    assert!(length > 0, "{format} {line}");
                    shown.extend_from_slice(&bytes[..length]);
                }
            }
        });
        stdout.read_to_end(&mut shown).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(1), "{format}");
    }
}
