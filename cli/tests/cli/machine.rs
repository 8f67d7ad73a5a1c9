//! The reports for programs, to the letter.

use crate::support::{Folder, GOOD, LOCATION, PIN};

fn folder(test: &str) -> Folder {
    Folder::new(test)
        .file("bad.json", "{\n \"id\": \"5123\",\n \"trusted\": []\n}\n")
        .file("good.json", GOOD)
        .file("page.json", "<html>")
        .file("a.ndjson", format!("{GOOD}\n\n{{\"é\":1,\"x\":2,\"id\":1}}\n"))
}

const GOOD_RECORD: &str = r#"{"source":"good.json","record":null,"document":"pin","mode":"strict","verdict":"conforms","findings":[],"more_findings":0}"#;

const BAD_RECORD: &str = concat!(
    r#"{"source":"bad.json","record":null,"document":"pin","mode":"strict","verdict":"deviates","findings":["#,
    r#"{"code":"string-for-number","outcome":"coerced","severity":"error","pointer":"/id","span":[9,15],"#,
    r#""line":2,"column":8,"message":"expected integer in 0..=9007199254740991, found string"},"#,
    r#"{"code":"wrong-type","outcome":"dropped","severity":"error","pointer":"/trusted","span":[29,31],"#,
    r#""line":3,"column":13,"message":"expected boolean, found array"}],"more_findings":0}"#,
);

const REFUSED_RECORD: &str = concat!(
    r#"{"source":"page.json","record":null,"document":"pin","mode":"strict","verdict":"refused","findings":["#,
    r#"{"code":"html-body","outcome":"refused","severity":"error","pointer":"","span":[0,1],"line":1,"column":1,"#,
    r#""message":"expected JSON object, found HTML page, not a response of the API"}],"more_findings":0}"#,
);

#[test]
fn ok_ndjson_is_one_object_a_document() {
    folder("ndjson").expect(
        &["validate", "--format", "ndjson", "good.json", "bad.json", "page.json"],
        1,
        &format!("{GOOD_RECORD}\n{BAD_RECORD}\n{REFUSED_RECORD}\n"),
    );
}

#[test]
fn ok_json_is_one_array() {
    let folder = folder("json");
    folder.expect(
        &["validate", "--format", "json", "good.json", "bad.json", "page.json"],
        1,
        &format!("[\n{GOOD_RECORD},\n{BAD_RECORD},\n{REFUSED_RECORD}\n]\n"),
    );
    folder.expect(&["validate", "--format", "json", "good.json"], 0, &format!("[\n{GOOD_RECORD}\n]\n"));
    folder.expect(&["validate", "--format", "json", "--quiet", "good.json"], 0, "[]\n");
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
        r#"{"source":"a.ndjson","record":1,"document":"pin","mode":"strict","verdict":"conforms","#,
        r#""findings":[],"more_findings":0}"#,
        "\n",
        r#"{"source":"a.ndjson","record":3,"document":"pin","mode":"strict","verdict":"deviates","findings":["#,
        r#"{"code":"unknown-member","outcome":"ignored","severity":"error","pointer":"/é","span":[1,5],"#,
        r#""line":1,"column":2,"message":"expected member of pin, found unknown member"}],"more_findings":1}"#,
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

#[test]
fn ok_array_with_a_missing_file() {
    let run = folder("whole").run(&["validate", "--format", "json", "gone.json", "good.json"]);
    assert_eq!((run.code, run.out), (Some(3), format!("[\n{GOOD_RECORD}\n]\n")));
    assert_eq!(run.err, "plex-pin: cannot read gone.json: No such file or directory (os error 2)\n");
}
