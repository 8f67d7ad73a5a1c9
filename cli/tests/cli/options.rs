//! Every option of `validate`, and the exit codes.

use crate::support::{BAD, Folder, GOOD, LOCATION, PIN, run};

/// The report on [`BAD`] in strict mode.
const STRICT: &str = r#"bad.json: deviates (pin, 2 errors)

error[string-for-number]: expected integer in 0..=9007199254740991, found string at /id
 --> bad.json:2:9
  |
2 |   "id": "5123",
  |         ^^^^^^
  |
  = help: plex.tv sends a number here; a client that compares types will fail

error[empty-value]: expected timestamp, found empty string at /createdAt
 --> bad.json:3:16
  |
3 |   "createdAt": "",
  |                ^^
  |
  = help: plex.tv sends a value here or leaves the member out; a client that converts the string will fail

"#;

const CODES: &str = "
  1  empty-value        first in bad.json:3:16
  1  string-for-number  first in bad.json:2:9

For more about a code: plex-pin explain CODE
";

#[test]
fn ok_all_conform() {
    let folder = Folder::new("all_conform")
        .file("a.json", PIN)
        .file("b.json", LOCATION)
        .file("c.json", r#"{"errors":[{"code":7,"message":"gone"}]}"#);
    let files = ["a.json", "b.json", "c.json"];
    let expected = "\
a.json: conforms (pin)
b.json: conforms (location)
c.json: conforms (errors)

3 files, 3 documents: 3 conform
";
    folder.expect(&[&["validate", "--as", "auto"][..], &files].concat(), 0, expected);
    let expected = "3 files, 3 documents: 3 conform\n";
    folder.expect(&[&["validate", "--as", "auto", "-q"][..], &files].concat(), 0, expected);
}

#[test]
fn ok_all_findings_of_one_that_deviates() {
    let folder = Folder::new("one_deviates").file("bad.json", BAD).file("good.json", GOOD);
    let counts = "2 files, 2 documents: 1 conforms, 1 deviates (2 errors)\n";
    let expected = format!("good.json: conforms (pin)\n{STRICT}{counts}{CODES}");
    folder.expect(&["validate", "good.json", "bad.json"], 1, &expected);
    let expected = format!("{STRICT}good.json: conforms (pin)\n\n{counts}{CODES}");
    folder.expect(&["validate", "--mode", "strict", "bad.json", "good.json"], 1, &expected);
    let expected = format!("{STRICT}{counts}{CODES}");
    folder.expect(&["validate", "--quiet", "good.json", "bad.json"], 1, &expected);
}

#[test]
fn ok_severities_in_lenient_mode() {
    let folder = Folder::new("lenient").file("bad.json", BAD).file("odd.json", r#"{"id":"5123"}"#);
    let expected = r#"bad.json: deviates (pin, 1 error, 1 warning)

warning[string-for-number]: expected integer in 0..=9007199254740991, found string at /id
 --> bad.json:2:9
  |
2 |   "id": "5123",
  |         ^^^^^^ coerced
  |
  = help: plex.tv sends a number here; a client that compares types will fail

error[empty-value]: expected timestamp, found empty string at /createdAt
 --> bad.json:3:16
  |
3 |   "createdAt": "",
  |                ^^ dropped
  |
  = help: plex.tv sends a value here or leaves the member out; a client that converts the string will fail

odd.json: conforms (pin, 1 warning)

warning[string-for-number]: expected integer in 0..=9007199254740991, found string at /id
 --> odd.json:1:7
  |
1 | {"id":"5123"}
  |       ^^^^^^ coerced
  |
  = help: plex.tv sends a number here; a client that compares types will fail

2 files, 2 documents: 1 conforms, 1 deviates (1 error, 2 warnings)

  2  string-for-number  first in bad.json:2:9
  1  empty-value        first in bad.json:3:16

For more about a code: plex-pin explain CODE
"#;
    folder.expect(&["validate", "--mode", "lenient", "bad.json", "odd.json"], 1, expected);
    let expected = "1 file, 1 document: 1 conforms (1 warning)

  1  string-for-number  first in odd.json:1:7

For more about a code: plex-pin explain CODE
";
    folder.expect(&["validate", "--mode=lenient", "--quiet", "odd.json"], 0, expected);
}

#[test]
fn ok_complete_missing_members_share_one_excerpt() {
    let body = r#"{"id":1,"code":"ABCD","product":"P","qr":"q","clientIdentifier":"c",
 "location":{"code":"NL"},"expiresIn":1799,"createdAt":"2023-04-12T17:00:03Z"}"#;
    let folder = Folder::new("complete").file("a.json", body);
    folder.expect(&["validate", "a.json"], 0, "a.json: conforms (pin)\n\n1 file, 1 document: 1 conforms\n");
    let run = folder.run(&["validate", "--complete", "--max-findings", "6", "a.json"]);
    let expected = r#"a.json: deviates (pin, 14 errors)

error[missing-member]: expected member trusted, found nothing at /trusted
 --> a.json:1:1
  |
1 | {"id":1,"code":"ABCD","product":"P","qr":…
  | ^
  |
  = help: plex.tv has always sent this member since 2024-07; the capture is older, shortened or not from plex.tv

error[missing-member]: expected member expiresAt, found nothing at /expiresAt
 --> a.json:1:1

error[missing-member]: expected member authToken, found nothing at /authToken
 --> a.json:1:1

error[missing-member]: expected member newRegistration, found nothing at /newRegistration
 --> a.json:1:1

error[missing-member]: expected member european_union_member, found nothing at /location/european_union_member
 --> a.json:2:13
  |
2 |  "location":{"code":"NL"},"expiresIn":1799,"createdAt…
  |             ^
  |
  = help: plex.tv has always sent this member since 2024-07; the capture is older, shortened or not from plex.tv

error[missing-member]: expected member continent_code, found nothing at /location/continent_code
 --> a.json:2:13

a.json: 8 more findings not shown; see --max-findings

1 file, 1 document: 1 deviates (14 errors)

  14  missing-member  first in a.json:1:1

For more about a code: plex-pin explain CODE
"#;
    assert_eq!(run.out, expected);
    assert_eq!(run.code, Some(1));
    // An error in lenient mode too, unlike what is coerced or ignored.
    let run = folder.run(&["validate", "--mode", "lenient", "--complete", "a.json"]);
    assert!(run.out.starts_with("a.json: deviates (pin, 14 errors)\n"), "{}", run.out);
    assert_eq!(run.code, Some(1));
}

#[test]
fn ok_option_as() {
    let folder =
        Folder::new("as").file("a.json", r#"{"code":"NL"}"#).file("b.json", r#"{"code":1001,"message":"m"}"#);
    for (reading, code, verdict) in [
        ("auto", 1, "a.json: refused\n"),
        ("pin", 0, "a.json: conforms (pin, 1 note)\n"),
        ("location", 0, "a.json: conforms (location)\n"),
        ("errors", 1, "a.json: refused (errors)\n"),
    ] {
        let run = folder.run(&["validate", "--as", reading, "a.json"]);
        assert_eq!(run.code, Some(code), "{reading}");
        assert!(run.out.starts_with(verdict), "{reading}: {}", run.out);
    }
    let run = folder.run(&["validate", "--as", "auto", "b.json"]);
    assert!(run.out.starts_with("b.json: deviates (errors, 1 error, 1 note)\n\nerror[wrapped-document]: "));
    // An object is marked by its brace.
    assert!(run.out.contains("\n  | ^\n"), "{}", run.out);
}

/// The verdict counts what is not shown.
#[test]
fn ok_max_findings_hides_no_error() {
    let folder = Folder::new("max_findings").file("a.json", r#"{"id":"1","trusted":0,"expiresIn":"x"}"#);
    let args = ["validate", "--mode", "lenient", "--max-findings", "1", "a.json"];
    let expected = r#"a.json: deviates (pin, 1 error, 2 warnings)

warning[string-for-number]: expected integer in 0..=9007199254740991, found string at /id
 --> a.json:1:7
  |
1 | {"id":"1","trusted":0,"expiresIn":"x"}
  |       ^^^ coerced
  |
  = help: plex.tv sends a number here; a client that compares types will fail

a.json: 2 more findings not shown; see --max-findings

1 file, 1 document: 1 deviates (1 error, 2 warnings)

  1  number-for-boolean  first in a.json
  1  string-for-number   first in a.json:1:7
  1  wrong-type          first in a.json

For more about a code: plex-pin explain CODE
"#;
    folder.expect(&args, 1, expected);
}

#[test]
fn ok_max_findings_and_complete() {
    let folder = Folder::new("every_document");
    for (reading, two_off, one_missing) in [
        ("pin", r#"{"id":"1","code":"ABCD","trusted":0}"#, r#"{"id":1,"code":"ABCD","qr":""}"#),
        ("location", r#"{"city":1,"country":2,"european_union_member":true}"#, LOCATION),
        ("errors", r#"{"errors":[{"code":"1","message":2}]}"#, r#"{"errors":[{"code":1}]}"#),
    ] {
        for as_said in [reading, "auto"] {
            let args = ["validate", "--as", as_said, "--max-findings", "1", "-"];
            let run = folder.run_on(two_off.as_bytes(), &args);
            assert_eq!(run.out.matches("\nerror[").count(), 1, "{reading} {as_said}: {}", run.out);
            assert!(run.out.contains("\n<stdin>: 1 more finding not shown; see --max-findings\n"));
            // Errors are recognised by both members.
            let kind = if reading == "errors" { reading } else { as_said };
            let run = folder.run_on(one_missing.as_bytes(), &["validate", "--as", kind, "--complete", "-"]);
            assert!(run.out.contains("\nerror[missing-member]: "), "{reading} {as_said}: {}", run.out);
        }
    }
}

#[test]
fn ok_colour_choice() {
    let folder = Folder::new("colour").file("bad.json", BAD).file("good.json", GOOD);
    // A pipe is no terminal.
    for (args, is_coloured) in [
        (&[][..], false),
        (&["--color", "auto"], false),
        (&["--color", "never"], false),
        (&["--color", "always"], true),
        (&["--color", "always", "--format", "json"], false),
        (&["--color", "always", "--format", "ndjson"], false),
    ] {
        for no_colour in [false, true] {
            let mut command = folder.command(&["validate", "bad.json", "good.json"]);
            command.args(args);
            if no_colour {
                command.env("NO_COLOR", "1");
            }
            let run = run(&mut command);
            // What is asked for in the command line counts more than the environment.
            assert_eq!(run.out.contains('\u{1b}'), is_coloured, "{args:?} {no_colour}");
        }
    }
    let mut command = folder.command(&["validate", "good.json"]);
    command.env("CLICOLOR_FORCE", "1");
    let coloured = "good.json: \u{1b}[1m\u{1b}[32mconforms\u{1b}[0m (pin)";
    assert!(run(&mut command).out.starts_with(coloured));
    command.env("NO_COLOR", "1");
    assert!(run(&mut command).out.starts_with("good.json: conforms (pin)"));
    // What is not in order is red.
    let folder = folder.file("page.json", "<html>");
    for (file, verdict) in [("bad.json", "deviates"), ("page.json", "refused")] {
        let run = folder.run(&["validate", "--color", "always", file]);
        let coloured = format!("{file}: \u{1b}[1m\u{1b}[31m{verdict}\u{1b}[0m");
        assert!(run.out.starts_with(&coloured), "{}", run.out);
        assert!(
            run.out.contains(&format!("1 document: \u{1b}[1m\u{1b}[31m1 {verdict}\u{1b}[0m")),
            "{}",
            run.out
        );
    }
}

#[test]
fn ok_coloured_report_has_the_same_text() {
    let folder = Folder::new("coloured").file("bad.json", BAD);
    let plain = folder.run(&["validate", "bad.json"]);
    let coloured = folder.run(&["validate", "--color=always", "bad.json"]);
    let mut text = String::new();
    for (index, part) in coloured.out.split("\u{1b}[").enumerate() {
        text += if index == 0 { part } else { part.split_once('m').unwrap().1 };
    }
    assert_eq!(text, plain.out);
}

#[test]
fn err_wrong_usage() {
    let folder = Folder::new("usage").file("a.json", GOOD);
    for (args, message) in [
        (&["validate"][..], "the following required arguments were not provided:\n  <PATH>..."),
        (
            &["validate", "--max-findings", "0", "a.json"],
            "invalid value '0' for '--max-findings <N>': expected a whole number of at least 1",
        ),
        (
            &["validate", "--max-findings", "+5", "a.json"],
            "invalid value '+5' for '--max-findings <N>': expected a whole number of at least 1",
        ),
        (
            &["validate", "--max-findings", " 5", "a.json"],
            "invalid value ' 5' for '--max-findings <N>': expected a whole number of at least 1",
        ),
        (
            &["validate", "--max-document-bytes", "1M", "a.json"],
            "invalid value '1M' for '--max-document-bytes <N>': expected a whole number of at least 1",
        ),
        (&["validate", "--mode", "loose", "a.json"], "invalid value 'loose' for '--mode <MODE>'"),
        (&["validate", "--format", "xml", "a.json"], "invalid value 'xml' for '--format <FORMAT>'"),
        (&["validate", "--as", "user", "a.json"], "invalid value 'user' for '--as <DOCUMENT>'"),
        (&["validate", "--fast", "a.json"], "unexpected argument '--fast' found"),
        (&["validate", "-", "a.json", "-"], "standard input (-) can be read only once"),
        (&["check"], "unrecognized subcommand 'check'"),
    ] {
        let run = folder.run(args);
        assert_eq!((run.code, &*run.out), (Some(2), ""), "{args:?}");
        assert!(run.err.starts_with(&format!("error: {message}")), "{args:?}: {}", run.err);
    }
}

#[test]
fn ok_help_and_version() {
    let folder = Folder::new("help");
    let version = format!("plex-pin {}\n", env!("CARGO_PKG_VERSION"));
    folder.expect(&["--version"], 0, &version);
    let help = folder.run(&["validate", "--help"]);
    assert_eq!(help.code, Some(0));
    // What a program reads of a report.
    for word in [
        "source",
        "record",
        "document",
        "mode",
        "complete",
        "engine",
        "verdict",
        "findings",
        "code",
        "outcome",
        "severity",
        "pointer",
        "span",
        "line",
        "column",
        "message",
        "more_findings",
        "allowed",
        "suppressed",
        "note",
    ] {
        let is_described = |line: &str| line.trim_start().starts_with(&format!("{word}  "));
        assert!(help.out.lines().any(is_described), "{word}");
    }
    // Scripts go by these.
    let exit_codes = "
Exit codes:
  0  every document conforms
  1  at least one document deviates or was refused, or has a finding that --fail-on names
  2  invalid usage
  3  a read or write failed, or a folder has no captures; everything else was checked
";
    assert!(help.out.contains(exit_codes), "{}", help.out);
}
