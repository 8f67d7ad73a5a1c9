//! `plex-pin explain`.

use plex_pin::DeviationCode;

use crate::support::Folder;

#[test]
fn ok_explains_a_deviation() {
    Folder::new("explain_deviation").expect(
        &["explain", "timestamp-format"],
        0,
        r#"timestamp-format: a date in a form that neither the service nor its documentation uses

  input    {"createdAt":"2023-04-12 17:00:03Z"}
  strict   refused: expected timestamp, found timestamp in another form at /createdAt (byte 13)
  lenient  coerced: createdAt = 2023-04-12T17:00:03Z

  input    {"createdAt":"yesterday"}
  strict   refused: expected timestamp, found other text at /createdAt (byte 13)
  lenient  dropped: createdAt = none

What to do: plex.tv sends 2023-04-12T17:00:03Z; a client that reads RFC 3339 alone will fail
"#,
    );
}

#[test]
fn ok_texts_of_an_example_are_in_quotes() {
    let run = Folder::new("explain_text").run(&["explain", "duplicate-member"]);
    assert!(run.out.contains("\n  lenient  ignored: code = \"WXYZ\"\n"), "{}", run.out);
}

#[test]
fn ok_explains_a_refusal() {
    Folder::new("explain_refusal").expect(
        &["explain", "not-utf8"],
        0,
        r#"not-utf8: bytes that are not UTF-8

  input    {"code":"\xe9"}
  strict   refused: expected UTF-8, found another byte at the root (byte 9)
  lenient  refused: expected UTF-8, found another byte at the root (byte 9)

What to do: plex.tv sends UTF-8; the capture was saved in another encoding, or is compressed
"#,
    );
}

/// What the command refuses on its own, and what only a schema does.
#[test]
fn ok_explains_codes_of_the_command() {
    let folder = Folder::new("explain_command");
    folder.expect(
        &["explain", "document-too-large"],
        0,
        "document-too-large: a document larger than the limit; it is not read

  input    a body of 6 bytes, with --max-document-bytes 5
  strict   refused: expected document of at most 5 bytes, found more
  lenient  refused: expected document of at most 5 bytes, found more

What to do: a response of plex.tv has about 600 bytes; raise --max-document-bytes if this is one
",
    );
    folder.expect(
        &["explain", "schema-keyword"],
        0,
        r#"schema-keyword: a violation of the JSON Schema for which the decoder reports no deviation

  input    {"pin":{"id":1}}
  strict   refused: member does not meet the keyword additionalProperties at /pin

What to do: look up the keyword in the output of `plex-pin schema`
"#,
    );
}

#[test]
fn ok_long_example_is_cut() {
    let run = Folder::new("explain_cut").run(&["explain", "too-deep"]);
    let example = format!("\n  input    {{\"id\":{}…\n", "[".repeat(94));
    assert!(run.out.contains(&example), "{}", run.out);
}

/// Returns the code at the start of each line of the table, with the outcome.
fn table(folder: &Folder) -> Vec<(String, String)> {
    let run = folder.run(&["explain"]);
    assert_eq!((run.code, &*run.err), (Some(0), ""));
    // Those of captures are not about a single document.
    let documents = run.out.split("\nCaptures.").next().unwrap();
    let rows = documents.lines().filter_map(|line| line.strip_prefix("  "));
    rows.map(|row| {
        let mut words = row.split_whitespace();
        let mut word = || words.next().unwrap().to_owned();
        (word(), word())
    })
    .collect()
}

#[test]
fn ok_table_has_every_code() {
    let table = table(&Folder::new("explain_table"));
    let listed: Vec<_> = table.iter().map(|(code, _)| &**code).collect();
    let known: Vec<_> = DeviationCode::ALL.iter().map(|code| code.as_str()).collect();
    let refusals = [
        "empty-body",
        "not-utf8",
        "xml-body",
        "html-body",
        "xml-doctype",
        "syntax",
        "unexpected-end",
        "lone-surrogate",
        "too-deep",
        "trailing-text",
        "not-an-object",
        "unrecognised-document",
        "document-too-large",
        "schema-keyword",
    ];
    assert_eq!(listed, [&known[..], &refusals].concat());
    let outcome = |code: &str| table.iter().find(|row| row.0 == code).unwrap().1.clone();
    assert_eq!(outcome("unknown-member"), "ignored");
    assert_eq!(outcome("coordinates-format"), "coerced/dropped");
    assert_eq!(outcome("missing-member"), "absent");
    assert_eq!(outcome("xml-body"), "refused");
}

/// The words for deviations are the library's; these are of the command.
#[test]
fn ok_table_of_refusals() {
    let run = Folder::new("explain_refusals").run(&["explain"]);
    let expected = "
Refusals. No mode reads these documents:

  empty-body              refused          an empty body, or only white space
  not-utf8                refused          bytes that are not UTF-8
  xml-body                refused          XML where a program reads JSON; this command reads both
  html-body               refused          a web page, as proxies and maintenance modes send it
  xml-doctype             refused          XML with a document type declaration, which may define entities
  syntax                  refused          invalid JSON, or XML that is not well-formed
  unexpected-end          refused          JSON or XML that is cut off
  lone-surrogate          refused          an escape for one half of a surrogate pair, which is not a character
  too-deep                refused          arrays, objects or elements nested deeper than 128 levels
  trailing-text           refused          more text after the document
  not-an-object           refused          JSON whose root is not an object
  unrecognised-document   refused          an object or element that is not a pin, a location or an error
  document-too-large      refused          a document larger than the limit; it is not read
  schema-keyword          refused          a violation of the JSON Schema for which the decoder reports no deviation

Captures. What is known of requests and responses, unless --no-http is given:
";
    assert!(run.out.contains(expected), "{}", run.out);
}

/// Each example has its code: validating its body reports a finding of that code and no other.
#[test]
fn ok_examples_have_their_codes() {
    let folder = Folder::new("explain_examples");
    // Of another engine than that of the other codes.
    for (code, outcome) in table(&folder).into_iter().filter(|(code, _)| code != "schema-keyword") {
        let run = folder.run(&["explain", &code]);
        assert_eq!((run.code, &*run.err), (Some(0), ""), "{code}");
        let inputs: Vec<_> = run.out.lines().filter_map(|line| line.strip_prefix("  input    ")).collect();
        assert_eq!(inputs.len(), outcome.split('/').count(), "{code}");
        assert_eq!(run.out.matches("  strict   refused: ").count(), inputs.len(), "{code}");
        for (input, outcome) in inputs.into_iter().zip(outcome.split('/')) {
            assert!(run.out.contains(&format!("  lenient  {outcome}: ")), "{code}");
            let body =
                input.replace("(empty)", "").replace("\\u{feff}", "\u{FEFF}").replace("[…", &"[".repeat(200));
            // The command reads XML, so it never finds `xml-body`.
            if ["not-utf8", "document-too-large", "xml-body"].contains(&&*code) {
                continue;
            }
            let mut args = vec!["validate", "--format", "ndjson", "-"];
            if outcome == "absent" {
                args.push("--complete");
            }
            if outcome != "refused" {
                args.extend(["--as", "pin"]);
            }
            let run = folder.run_on(body.as_bytes(), &args);
            let record: serde_json::Value = serde_json::from_str(&run.out).unwrap();
            let findings = record["findings"].as_array().unwrap();
            assert!(!findings.is_empty(), "{code}");
            for finding in findings {
                assert_eq!((&finding["code"], &finding["outcome"]), (&code.as_str().into(), &outcome.into()));
            }
        }
    }
}

#[test]
fn err_unknown_code_lists_the_known() {
    let folder = Folder::new("explain_unknown");
    let run = folder.run(&["explain", "string-for-numbers"]);
    assert_eq!((run.code, &*run.out), (Some(2), ""));
    assert!(run.err.starts_with("error: invalid value 'string-for-numbers' for '[CODE]'\n"));
    for (code, _) in table(&folder) {
        assert!(run.err.contains(&code), "{code}");
    }
    assert!(run.err.contains("tip: a similar value exists: 'string-for-number'"), "{}", run.err);
}

/// The library's help names no option, the command's does.
#[test]
fn ok_help_names_the_option() {
    let folder = Folder::new("help").file("a", "{\"id\":1} {\"id\":2}");
    let option = "if the file has one document per line, use --lines; otherwise split it into files\n";
    for run in [folder.run(&["explain", "trailing-text"]), folder.run(&["validate", "a"])] {
        assert!(run.out.contains(option), "{}", run.out);
    }
}

/// Each has an example, which is checked on the spot; what cannot be read has none.
#[test]
fn ok_explains_codes_of_captures() {
    let folder = Folder::new("explain_captures");
    folder.expect(
        &["explain", "clock-ran-back"],
        0,
        r#"clock-ran-back: a pin with more seconds left than in the response before

  input    {"id":5123,"code":"7RQZ","expiresIn":840,"authToken":null}
           {"id":5123,"code":"7RQZ","expiresIn":900,"authToken":null}
  warning  expected at most as many seconds left as before, found more (line 2)

What to do: the seconds left only go down: the responses are not in their order, or one is made up
"#,
    );
    for code in plex_pin_captures::codes::OF_CAPTURES {
        let out = folder.run(&["explain", code.name]).out;
        let has_finding = ["\n  error  ", "\n  warning  "].iter().any(|it| out.contains(it));
        assert_eq!(has_finding, code.name != "unreadable", "{out}");
    }
}
