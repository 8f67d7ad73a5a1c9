//! The reports for programs, to the letter.

use serde_json::Value;

use crate::support::{Folder, GOOD, LOCATION, PIN, assert_meets};

fn folder(test: &str) -> Folder {
    Folder::new(test)
        .file("bad.json", "{\n \"id\": \"5123\",\n \"trusted\": []\n}\n")
        .file("good.json", GOOD)
        .file("page.json", "<html>")
        .file("a.ndjson", format!("{GOOD}\n\n{{\"é\":1,\"x\":2,\"id\":1}}\n"))
}

const GOOD_RECORD: &str = r#"{"source":"good.json","record":null,"document":"pin","mode":"strict","complete":false,"engine":"decoder","verdict":"conforms","findings":[],"more_findings":0,"allowed":0,"suppressed":0}"#;

const BAD_RECORD: &str = concat!(
    r#"{"source":"bad.json","record":null,"document":"pin","mode":"strict","complete":false,"engine":"decoder","verdict":"deviates","findings":["#,
    r#"{"code":"string-for-number","outcome":"coerced","severity":"error","pointer":"/id","span":[9,15],"#,
    r#""line":2,"column":8,"message":"expected integer in 0..=9007199254740991, found string"},"#,
    r#"{"code":"wrong-type","outcome":"dropped","severity":"error","pointer":"/trusted","span":[29,31],"#,
    r#""line":3,"column":13,"message":"expected boolean, found array"}],"more_findings":0,"allowed":0,"suppressed":0}"#,
);

const REFUSED_RECORD: &str = concat!(
    r#"{"source":"page.json","record":null,"document":"pin","mode":"strict","complete":false,"engine":"decoder","verdict":"refused","findings":["#,
    r#"{"code":"html-body","outcome":"refused","severity":"error","pointer":"","span":[0,1],"line":1,"column":1,"#,
    r#""message":"expected JSON object, found HTML page, not a response of the API"}],"more_findings":0,"allowed":0,"suppressed":0}"#,
);

#[test]
fn ok_ndjson_is_one_object_a_document() {
    folder("ndjson").expect(
        &["validate", "--format", "ndjson", "good.json", "bad.json", "page.json"],
        1,
        &format!("{GOOD_RECORD}\n{BAD_RECORD}\n{REFUSED_RECORD}\n"),
    );
}

/// Returns the documents of a report in JSON as they are written, and its other members.
#[track_caller]
fn documents(report: &str) -> (&str, Value) {
    let inner = report.strip_prefix("{\"version\":1,\"documents\":[").unwrap();
    let (documents, _) = inner.split_once("\n],\n").unwrap();
    (documents, serde_json::from_str(report).unwrap())
}

#[test]
fn ok_json_is_one_object() {
    let folder = folder("json");
    let run = folder.run(&["validate", "--format", "json", "good.json", "bad.json", "page.json"]);
    let (text, report) = documents(&run.out);
    assert_eq!(text, format!("\n{GOOD_RECORD},\n{BAD_RECORD},\n{REFUSED_RECORD}"));
    let summary = serde_json::json!({
        "files": 3, "documents": 3, "conforming": 1, "deviating": 1, "refused": 1, "unread": 0,
        "errors": 3, "warnings": 0, "notes": 0, "suppressed": 0, "allowed": {},
        "codes": [
            {"code": "html-body", "count": 1, "first": "page.json:1:1"},
            {"code": "string-for-number", "count": 1, "first": "bad.json:2:8"},
            {"code": "wrong-type", "count": 1, "first": "bad.json:3:13"},
        ],
    });
    assert_eq!(
        (run.code, &report["summary"], &report["unchecked"]),
        (Some(1), &summary, &Value::Array(vec![]))
    );
    let run = folder.run(&["validate", "--format", "json", "good.json"]);
    assert_eq!((run.code, documents(&run.out).0), (Some(0), &*format!("\n{GOOD_RECORD}")));
    let run = folder.run(&["validate", "--format", "json", "--quiet", "good.json"]);
    assert_eq!((run.code, documents(&run.out).0), (Some(0), ""));
}

#[test]
fn ok_quiet_omits_conforming_documents() {
    folder("quiet").expect(
        &["validate", "--format", "ndjson", "--quiet", "good.json", "bad.json", "page.json"],
        1,
        &format!("{BAD_RECORD}\n{REFUSED_RECORD}\n"),
    );
}

#[test]
fn ok_severity_by_mode() {
    let expected = BAD_RECORD
        .replace(r#""strict""#, r#""lenient""#)
        .replace(r#""coerced","severity":"error""#, r#""coerced","severity":"warning""#);
    folder("severity").expect(
        &["validate", "--format", "ndjson", "--mode", "lenient", "bad.json"],
        1,
        &format!("{expected}\n"),
    );
    let run =
        folder("warnings").run(&["validate", "--format=ndjson", "--mode=lenient", "--as=pin", "a.ndjson"]);
    assert_eq!(run.code, Some(0));
    assert_eq!(run.out.matches(r#""verdict":"conforms""#).count(), 2);
    assert_eq!(run.out.matches(r#""severity":"warning""#).count(), 2);
}

#[test]
fn ok_positions_are_relative_to_the_line() {
    let expected = concat!(
        r#"{"source":"a.ndjson","record":1,"document":"pin","mode":"strict","complete":false,"engine":"decoder","verdict":"conforms","#,
        r#""findings":[],"more_findings":0,"allowed":0,"suppressed":0}"#,
        "\n",
        r#"{"source":"a.ndjson","record":3,"document":"pin","mode":"strict","complete":false,"engine":"decoder","verdict":"deviates","findings":["#,
        r#"{"code":"unknown-member","outcome":"ignored","severity":"error","pointer":"/é","span":[1,5],"#,
        r#""line":1,"column":2,"message":"expected member of pin, found unknown member"}],"more_findings":1,"allowed":0,"suppressed":0}"#,
        "\n",
    );
    folder("records").expect(
        &["validate", "--format", "ndjson", "--as", "pin", "--max-findings", "1", "a.ndjson"],
        1,
        expected,
    );
    let run = folder("column").run(&["validate", "--format", "ndjson", "--as", "pin", "a.ndjson"]);
    // Columns count characters, spans bytes.
    assert!(run.out.contains(r#""pointer":"/x","span":[8,11],"line":1,"column":8,"#), "{}", run.out);
    // A character of two units of UTF-16 is one.
    let folder = Folder::new("machine_columns").file("a.json", "{\"code\":\"😀\",\"id\":true}");
    let run = folder.run(&["validate", "--format", "ndjson", "a.json"]);
    assert!(run.out.contains(r#""pointer":"/id","span":[20,24],"line":1,"column":18,"#), "{}", run.out);
}

#[test]
fn ok_document_of_refused_body_from_as() {
    let folder = folder("known");
    for document in ["pin", "location", "errors"] {
        let run = folder.run(&["validate", "--format", "ndjson", "--as", document, "page.json"]);
        let expected = REFUSED_RECORD.replace("\"pin\",\"mode\"", &format!("\"{document}\",\"mode\""));
        assert_eq!(run.out, format!("{expected}\n"));
    }
}

#[test]
fn ok_documents_are_recognised() {
    let folder = Folder::new("machine_documents");
    for (body, document) in
        [(PIN, "pin"), (LOCATION, "location"), (r#"{"errors":[{"code":1020,"message":"gone"}]}"#, "errors")]
    {
        let run = folder.run_on(body.as_bytes(), &["validate", "--as", "auto", "--format", "ndjson", "-"]);
        assert!(run.out.contains(&format!(r#""document":"{document}","mode""#)), "{}", run.out);
    }
}

/// What could not be read is a record, and a message on standard error.
#[test]
fn err_missing_file_is_a_record() {
    let folder = folder("whole");
    let record = concat!(
        r#"{"source":"gone.json","record":null,"document":null,"mode":"strict","complete":false,"engine":"decoder","#,
        r#""verdict":"unread","findings":[{"code":"unreadable","outcome":"refused","severity":"error","pointer":"","#,
        r#""span":[0,0],"line":1,"column":1,"message":"expected readable input, found: No such file or directory "#,
        r#"(os error 2)"}],"more_findings":0,"allowed":0,"suppressed":0}"#,
    );
    let run = folder.run(&["validate", "--format", "json", "gone.json", "good.json"]);
    let (text, report) = documents(&run.out);
    assert_eq!((run.code, text), (Some(3), &*format!("\n{record},\n{GOOD_RECORD}")));
    let summary = &report["summary"];
    assert_eq!(
        (&summary["unread"], &summary["documents"], &summary["errors"]),
        (&1.into(), &1.into(), &0.into())
    );
    assert_eq!(run.err, "plex-pin: cannot read gone.json: No such file or directory (os error 2)\n");
    let run = folder.run(&["validate", "--quiet", "--format", "ndjson", "gone.json", "good.json"]);
    assert_eq!((run.code, run.out), (Some(3), format!("{record}\n")));
}

/// Asserts that a text meets a definition of `schemas/report.json`, or all of it.
#[track_caller]
fn assert_valid(definition: &str, text: &str) {
    const SCHEMA: &str = include_str!("../../../schemas/report.json");
    let mut schema: Value = serde_json::from_str(SCHEMA).unwrap();
    if !definition.is_empty() {
        let definitions = schema["$defs"].take();
        schema = serde_json::json!({"$ref": format!("#/$defs/{definition}"), "$defs": definitions});
    }
    assert_meets(&schema, &serde_json::from_str(text).unwrap());
}

#[test]
fn ok_reports_meet_their_schema() {
    let body = serde_json::json!(r#"{"id":"5123","code":"7RQZ","expiresIn":899,"authToken":"null"}"#);
    let har = format!(
        r#"{{"log":{{"version":"1.2","creator":{{}},"entries":[{{"request":{{"method":"GET","url":"https://plex.tv/api/v2/pins/5123"}},"response":{{"status":404,"content":{{"text":{body}}}}}}},{{"request":{{"url":"https://app.example/"}},"response":{{"status":200}}}}]}}}}"#
    );
    let folder = folder("report_schema")
        .file("in/a.har", har)
        .file("in/notes.docx", "x")
        .file("in/.hidden.json", "x")
        .file("in/b.json", "{\"id\":\"1\"}")
        .file("in/c.json", r#"{"errors":[{"code":1003,"message":"slow"}]}"#);
    folder.run(&["validate", "--as=auto", "--write-baseline", "baseline.json", "in", "bad.json"]);
    for args in [
        &["in", "good.json", "bad.json", "page.json", "a.ndjson", "gone.json"][..],
        &["--mode=lenient", "--complete", "--max-findings=1", "in"],
        &["--engine=schema", "--allow=string-for-number", "in"],
        &["--baseline=baseline.json", "in"],
        &["--baseline=baseline.json", "good.json"],
        &["good.json"],
    ] {
        let args = [&["validate", "--as=auto"], args].concat();
        let run = folder.run(&[&args[..], &["--format=json"]].concat());
        assert_valid("", &run.out);
        let run = folder.run(&[&args[..], &["--format=ndjson"]].concat());
        for line in run.out.lines() {
            let is_last = line.starts_with("{\"unchecked\"");
            assert_valid(if is_last { "leftOut" } else { "document" }, line);
        }
    }
}
