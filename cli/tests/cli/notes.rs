//! Notes, the knowledge of error codes, and which findings make a run fail.

use plex_pin::{KnownError, NoteCode};

use crate::support::Folder;

/// The examples of `explain`, each with its note.
#[test]
fn ok_every_note_is_explained_and_reported() {
    let folder = Folder::new("notes_explained");
    for code in NoteCode::ALL {
        let run = folder.run(&["explain", code.as_str()]);
        assert_eq!((run.code, &*run.err), (Some(0), ""), "{code}");
        let start = format!("{code}: {}\n\n  input    ", code.description());
        let (input, rest) = run.out.strip_prefix(&start).unwrap().split_once('\n').unwrap();
        assert!(rest.starts_with(&format!("  note     {} at /", code.message())), "{rest}");
        assert!(rest.ends_with(&format!("\n\nWhat to do: {}\n", code.help())), "{rest}");
        let run = folder.run_on(input.as_bytes(), &["validate", "--format=ndjson", "-"]);
        let record: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!((run.code, &record["verdict"]), (Some(0), &"conforms".into()), "{input}");
        let findings = record["findings"].as_array().unwrap();
        assert_eq!(findings.len(), 1, "{}", run.out);
        let finding = &findings[0];
        assert_eq!((&finding["code"], &finding["severity"]), (&code.as_str().into(), &"note".into()));
        assert_eq!(finding["outcome"], serde_json::Value::Null);
    }
}

#[test]
fn ok_note_has_an_excerpt() {
    let body = "{\n \"id\": 5123,\n \"auth_token\": \"None\", \"newRegistration\": true}";
    let folder = Folder::new("notes_excerpt").file("a.json", body);
    let run = folder.run(&["validate", "--mode=lenient", "a.json"]);
    let expected = r#"note[token-placeholder]: expected token, found placeholder at /authToken
 --> a.json:3:16
  |
3 |  "auth_token": "None", "newRegistration": true}
  |                ^^^^^^
"#;
    assert!(run.out.contains(expected), "{}", run.out);
    assert!(run.out.contains("\n1 file, 1 document: 1 conforms (1 warning, 1 note)\n"), "{}", run.out);
}

#[test]
fn ok_known_errors() {
    let folder = Folder::new("notes_errors").file(
        "a.json",
        r#"{"errors":[{"code":7,"message":"m"},{"code":1003,"message":"m"},{"code":1003,"message":"m"}]}"#,
    );
    let run = folder.run(&["validate", "--as=auto", "a.json"]);
    let message = "note[known-error]: error 1003 of plex.tv: API rate limit exceeded (seen in responses, HTTP 429) \
                   at /errors/1/code\n --> a.json:1:45\n";
    assert!(run.out.contains(message), "{}", run.out);
    assert!(run.out.contains("= help: poll more slowly, and send X-Plex-Product"), "{}", run.out);
    // The same error twice is one note.
    assert_eq!((run.code, run.out.matches("note[known-error]").count()), (Some(0), 1));
}

#[test]
fn ok_explains_every_known_error() {
    let folder = Folder::new("notes_explain_errors");
    folder.expect(
        &["explain", "1003"],
        0,
        "error 1003 of plex.tv: API rate limit exceeded

  HTTP     429
  known    seen in responses

What to do: poll more slowly, and send X-Plex-Product and an X-Plex-Client-Identifier of your own
",
    );
    let (all, one) = (folder.run(&["explain"]), folder.run(&["explain", "known-error"]));
    for known in KnownError::ALL {
        let row = format!("\n  {:<5}  HTTP ", known.code());
        assert!(all.out.contains(&row) && one.out.contains(&row), "{}", known.code());
        let run = folder.run(&["explain", &known.code().to_string()]);
        assert!(run.code == Some(0) && run.out.contains(known.help()), "{}", run.out);
    }
}

#[test]
fn err_unknown_number_lists_the_known() {
    for number in ["4711", "0", "99999999999999999999"] {
        let run = Folder::new("notes_unknown").run(&["explain", number]);
        assert_eq!((run.code, &*run.out), (Some(2), ""));
        let message = format!("error: nothing is known of error {number} of plex.tv\n");
        assert!(run.err.starts_with(&message) && run.err.contains("1000, 1001, 1002, 1003,"), "{}", run.err);
    }
}

/// An error, a warning and a note of lenient mode, each in a file; the exit code by `--fail-on`.
#[test]
fn ok_fail_on() {
    let folder = Folder::new("fail_on")
        .file("error.json", r#"{"id":[]}"#)
        .file("warning.json", r#"{"id":"1"}"#)
        .file("note.json", r#"{"id":1,"product":"0"}"#)
        .file("clean.json", r#"{"id":1}"#)
        .file("page.json", "<html>");
    for (fail_on, codes) in [
        (&[][..], [1, 0, 0, 0, 1, 3]),
        (&["--fail-on=error"], [1, 0, 0, 0, 1, 3]),
        (&["--fail-on=warning"], [1, 1, 0, 0, 1, 3]),
        (&["--fail-on=note"], [1, 1, 1, 0, 1, 3]),
        (&["--fail-on=never"], [0, 0, 0, 0, 0, 3]),
    ] {
        let files = ["error.json", "warning.json", "note.json", "clean.json", "page.json", "gone.json"];
        for (file, code) in files.into_iter().zip(codes) {
            let run = folder.run(&[&["validate", "--mode=lenient"], fail_on, &[file]].concat());
            assert_eq!(run.code, Some(code), "{fail_on:?} {file}: {}", run.out);
            // What does not make the run fail is hidden by --quiet.
            let run = folder.run(&[&["validate", "-q", "--mode=lenient"], fail_on, &[file]].concat());
            assert_eq!(run.out.starts_with(file), code == 1, "{fail_on:?} {file}: {}", run.out);
        }
    }
}

#[test]
fn ok_allowed_findings_are_counted() {
    let folder =
        Folder::new("allow").file("a.json", r#"{"id":"1","new":1,"newer":2}"#).file("page.json", "<html>");
    let allow = ["validate", "--allow", "unknown-member", "--allow", "string-for-number"];
    let expected = "a.json: conforms (pin, 3 allowed)

1 file, 1 document: 1 conforms
allowed: 1 string-for-number, 2 unknown-member
";
    folder.expect(&[&allow[..], &["a.json"]].concat(), 0, expected);
    let run =
        folder.run(&["validate", "--allow=unknown-member", "--max-findings=1", "--format=ndjson", "a.json"]);
    assert_eq!(run.code, Some(1));
    assert!(run.out.contains(r#""findings":[{"code":"string-for-number""#), "{}", run.out);
    assert!(run.out.contains(r#""more_findings":0,"allowed":2,"#), "{}", run.out);
    // What is allowed displaces nothing.
    let names: Vec<_> = (0..100).map(|it| format!("\"n{it}\":1,")).collect();
    let folder = folder.file("b.json", format!("{{{}\"id\":\"1\"}}", names.concat()));
    let run = folder.run(&["validate", "--allow=unknown-member", "b.json"]);
    assert!(run.out.starts_with("b.json: deviates (pin, 1 error, 100 allowed)\n"), "{}", run.out);
    // A document that cannot be read is refused still.
    let run = folder.run(&["validate", "--allow=html-body", "page.json"]);
    assert_eq!((run.code, run.out.lines().next()), (Some(0), Some("page.json: refused (pin, 1 allowed)")));
}

#[test]
fn err_unknown_code_to_allow() {
    let run = Folder::new("allow_unknown").run(&["validate", "--allow", "unknown-members", "a.json"]);
    assert_eq!((run.code, &*run.out), (Some(2), ""));
    assert!(
        run.err.starts_with("error: invalid value 'unknown-members' for '--allow <CODE>'\n"),
        "{}",
        run.err
    );
    assert!(run.err.contains("product-zero") && run.err.contains("similar value exists: 'unknown-member'"));
}
