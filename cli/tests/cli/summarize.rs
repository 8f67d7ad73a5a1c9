//! `plex-pin summarize`: what an archive holds, and what differs.

use serde_json::Value;

use crate::support::{Folder, assert_meets};

/// Values that no summary shows, in every place where a document or its capture has them.
const PLANTED: [&str; 16] = [
    "uXy7ZpPlantedToken99",
    "2d5b0c34-planted-client",
    "Planted Product",
    "Plantedville",
    "PLNT 4811",
    "Plantedland",
    "Planted/Zone",
    "Planted Subdivision",
    "51.9191",
    "4.9191",
    "919191",
    "9L9T",
    "planted@example.com",
    "198.51.100.91",
    "Planted message",
    "planted-file",
];

const ARCHIVE: &str = concat!(
    r#"{"id":919191,"code":"9L9T","product":"Planted Product","trusted":false,"qr":"https://plex.tv/api/v2/pins/qr/9L9T","clientIdentifier":"2d5b0c34-planted-client","location":{"code":"NL","country":"Plantedland","city":"Plantedville","time_zone":"Planted/Zone","postal_code":"PLNT 4811","subdivisions":"Planted Subdivision","coordinates":"51.9191, 4.9191","Plantedville":1},"expiresIn":900,"createdAt":"2023-04-12T17:00:03Z","expiresAt":"2023-04-12T17:15:03Z","authToken":null,"newRegistration":null,"tomorrow":7}"#,
    "\n",
    r#"{"id":919191,"code":"9L9T","product":"Planted Product","trusted":false,"qr":"https://plex.tv/api/v2/pins/qr/9L9T","clientIdentifier":"2d5b0c34-planted-client","expiresIn":"800","createdAt":"2023-04-12T17:00:03Z","expiresAt":"2023-04-12T17:15:03Z","authToken":"uXy7ZpPlantedToken99","newRegistration":false,"planted@example.com":1,"uXy7ZpPlantedToken99":1,"198.51.100.91":1,"9L9T":2,"n919191":1}"#,
    "\n",
    r#"{"errors":[{"code":1020,"message":"Planted message"}]}"#,
    "\n",
    r#"{"city":"Plantedville","country":"Plantedland","european_union_member":true}"#,
    "\n",
    "not json uXy7ZpPlantedToken99\n",
);

fn json(folder: &Folder, args: &[&str]) -> Value {
    let run = folder.run(&[&["summarize", "--format", "json"], args].concat());
    assert_eq!((run.code, &*run.err), (Some(0), ""));
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn ok_no_secret_and_no_personal_value() {
    let folder = Folder::new("summary_planted").file("planted-file.ndjson", ARCHIVE);
    for format in ["text", "json"] {
        let run =
            folder.run(&["summarize", "--format", format, "--html", "page.html", "planted-file.ndjson"]);
        assert_eq!((run.code, &*run.err), (Some(0), ""), "{format}");
        let page = std::fs::read_to_string(folder.0.join("page.html")).unwrap();
        for planted in PLANTED {
            assert!(!run.out.contains(planted), "{format}: {planted}");
            assert!(!page.contains(planted), "page: {planted}");
        }
        assert!(run.out.contains("tomorrow") && page.contains("tomorrow"));
    }
}

#[test]
fn ok_counts_of_an_archive() {
    let folder = Folder::new("summary_counts").file("a.ndjson", ARCHIVE);
    let summary = json(&folder, &["a.ndjson"]);
    for (pointer, expected) in [
        ("/format", "\"plex-pin-summary\""),
        ("/version", "1"),
        ("/files", "1"),
        ("/documents/total", "5"),
        ("/documents/refused", "1"),
        ("/kinds/pin", "2"),
        ("/years/pin/none", "2"),
        ("/objects/0/count", "2"),
        ("/objects/0/members/0/types/number", "2"),
        ("/objects/0/members/7/types/string", "1"),
        ("/objects/0/members/7/numbers", "[800.0,900.0]"),
        ("/objects/0/members/7/codes/string-for-number", "1"),
        ("/objects/0/members/8/formats/YYYY-MM-DDTHH:MM:SSZ", "2"),
        ("/objects/0/members/8/dates", r#"["2023-04","2023-04"]"#),
        ("/objects/0/members/10/formats/opaque", "1"),
        ("/objects/0/unknown/0/name", "\"tomorrow\""),
        ("/objects/0/unknown/0/types/number", "1"),
        ("/objects/0/unknown_hidden", "5"),
        ("/objects/1/members/10/formats/lat, lon", "1"),
        ("/objects/1/unknown_hidden", "1"),
        ("/errors/0/code", "1020"),
        ("/errors/0/statuses/none", "1"),
        ("/pins/distinct", "1"),
        ("/pins/states/pending, claimed", "1"),
    ] {
        let found = summary.pointer(pointer).map(Value::to_string);
        assert_eq!(found.as_deref(), Some(expected), "{pointer}");
    }
}

/// Any number of threads, and any order of the files, give the same summary.
#[test]
fn ok_same_for_any_number_of_threads() {
    let lines = ARCHIVE.repeat(2000);
    let folder = Folder::new("summary_threads").file("a.ndjson", &lines).file("b.ndjson", ARCHIVE);
    let expected = json(&folder, &["--threads", "1", "a.ndjson", "b.ndjson"]);
    for args in [["--threads", "2", "a.ndjson", "b.ndjson"], ["--threads", "16", "b.ndjson", "a.ndjson"]] {
        assert_eq!(json(&folder, &args), expected, "{args:?}");
    }
}

#[test]
fn ok_text_fits_eighty_columns() {
    let folder = Folder::new("summary_width").file("a.ndjson", ARCHIVE);
    for args in [&["a.ndjson"][..], &["--against", "a.ndjson", "a.ndjson"]] {
        let run = folder.run(&[&["summarize"], args].concat());
        let widest = run.out.lines().max_by_key(|line| line.chars().count()).unwrap();
        assert!(widest.chars().count() <= 80, "{widest}");
    }
}

/// The error of a pin that expired is dated by the HAR file, and is a state of the pin.
#[test]
fn ok_errors_over_time() {
    let entry = |date: &str, status: u16, body: &str| {
        let body = body.replace('"', "\\\"");
        format!(
            r#"{{"startedDateTime":"{date}","request":{{"method":"GET","url":"https://plex.tv/api/v2/pins/5123"}},"response":{{"status":{status},"content":{{"mimeType":"application/json","text":"{body}"}}}}}}"#
        )
    };
    let pin =
        r#"{"id":5123,"code":"ABCD","trusted":false,"expiresIn":900,"expiresAt":"2023-04-12T17:15:03Z"}"#;
    let error = r#"{"errors":[{"code":1020,"message":"Code not found or expired"}]}"#;
    let entries =
        [entry("2023-04-12T17:00:03.000Z", 200, pin), entry("2023-05-12T17:20:03.000Z", 404, error)];
    let har = format!(r#"{{"log":{{"version":"1.2","entries":[{}]}}}}"#, entries.join(","));
    let folder = Folder::new("summary_har").file("a.har", har);
    let summary = json(&folder, &["a.har"]);
    assert_eq!(summary.pointer("/errors/0/months/2023-05"), Some(&1.into()), "{summary}");
    assert_eq!(summary.pointer("/pins/states/pending, expired"), Some(&1.into()));
    assert_eq!(summary.pointer("/forms/har"), Some(&2.into()));
}

#[test]
fn ok_page_stands_alone() {
    let folder = Folder::new("summary_page").file("a.ndjson", ARCHIVE);
    folder.run(&["summarize", "--html", "page.html", "a.ndjson"]);
    let page = std::fs::read_to_string(folder.0.join("page.html")).unwrap();
    for needed in [
        "<html lang=\"en\">",
        "default-src 'none'",
        "prefers-color-scheme: dark",
        "@media print",
        "tabindex=\"0\"",
        "scope=\"row\"",
        "role=\"img\" aria-label",
    ] {
        assert!(page.contains(needed), "{needed}");
    }
    for forbidden in ["<script", "http://", "https://", "url(", "@import", " src=", "%ID%"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    // Each tag that is opened is closed.
    for tag in ["table", "tr", "td", "th", "section", "div", "ul", "li", "svg", "figure", "main", "p", "h2"] {
        let opened = page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
    }
}

#[test]
fn ok_nothing_differs() {
    let folder = Folder::new("summary_same").file("a.ndjson", ARCHIVE);
    folder.run(&["summarize", "--format", "json", "-o", "old.json", "a.ndjson"]);
    for old in ["a.ndjson", "old.json"] {
        let run = folder.run(&["summarize", "--against", old, "--fail-on", "drift", "a.ndjson"]);
        assert_eq!((run.code, &*run.err), (Some(0), ""));
        assert!(run.out.contains("What differs\nNothing differs.\n"), "{}", run.out);
    }
}

#[test]
fn err_drift() {
    let new = ARCHIVE.replace("\"expiresIn\":900", "\"expiresIn\":900,\"next\":[]").replace("1020", "1021");
    let folder = Folder::new("summary_drift").file("old.ndjson", ARCHIVE).file("new.ndjson", new);
    folder.run(&["summarize", "--format", "json", "-o", "old.json", "old.ndjson"]);
    for old in ["old.ndjson", "old.json"] {
        let run = folder.run(&["summarize", "--against", old, "--fail-on", "drift", "new.ndjson"]);
        assert_eq!((run.code, &*run.err), (Some(1), ""));
        let expected = "\nWhat differs\n2 differences. Not seen, which may be chance: 1, listed by --format json.\n  \
                        change  what    at   old  new  name\n  \
                        new     member  pin    0    1  next\n  \
                        new     error   -      0    1  1021\n";
        assert!(run.out.contains(expected), "{}", run.out);
        let run = folder.run(&["summarize", "--against", old, "new.ndjson"]);
        assert_eq!(run.code, Some(0), "without --fail-on");
    }
    let summary = json(&folder, &["--against", "old.json", "new.ndjson"]);
    assert_eq!(summary.pointer("/drift/0/name"), Some(&"next".into()));
    assert_eq!(summary.pointer("/drift/1/change"), Some(&"not-seen".into()));
    assert_eq!(summary.pointer("/drift/2/change"), Some(&"new".into()));
}

#[test]
fn err_unusable_old() {
    let folder = Folder::new("summary_old")
        .file("a.ndjson", ARCHIVE)
        .file("version.json", r#"{"format":"plex-pin-summary","version":7}"#)
        .file("broken.json", "{\"format\":\"plex-pin-summary\",\n\"version\":1,");
    for (old, code, message) in [
        ("missing.json", 3, "plex-pin: cannot compare with missing.json: "),
        (
            "version.json",
            3,
            "plex-pin: cannot compare with version.json: expected a summary of version 1, found 7\n",
        ),
        (
            "broken.json",
            3,
            "plex-pin: cannot compare with broken.json: expected a summary, found one that is broken on line 2\n",
        ),
        ("-", 2, "error: --against takes a file or a folder, not standard input (-)\n"),
    ] {
        let run = folder.run(&["summarize", "--against", old, "a.ndjson"]);
        assert_eq!((run.code, &*run.out), (Some(code), ""), "{old}");
        assert!(run.err.starts_with(message), "{old}: {}", run.err);
    }
    let run = folder.run(&["summarize", "--fail-on", "drift", "a.ndjson"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.starts_with("error: --fail-on drift needs --against OLD\n"), "{}", run.err);
}

/// What a saved summary says is shown escaped, whoever wrote it.
#[test]
fn ok_hostile_saved_summary() {
    let folder = Folder::new("summary_hostile").file("a.ndjson", ARCHIVE);
    folder.run(&["summarize", "--format", "json", "-o", "old.json", "a.ndjson"]);
    let saved = std::fs::read_to_string(folder.0.join("old.json")).unwrap();
    let hostile = "</td><script>alert(1)</script>\\u001b[31m::error::";
    let folder =
        folder.file("old.json", saved.replace("\"pin\": 2", &format!("\"{hostile}\": 2000, \"pin\": 2")));
    let run = folder.run(&["summarize", "--against", "old.json", "--html", "page.html", "a.ndjson"]);
    assert_eq!(run.code, Some(0));
    assert!(run.out.contains("gone") && !run.out.contains('\u{1b}'), "{}", run.out);
    let page = std::fs::read_to_string(folder.0.join("page.html")).unwrap();
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script") && !page.contains('\u{1b}'));
}

/// Returns the schema of the JSON form.
fn schema() -> Value {
    serde_json::from_str(include_str!("../../../schemas/summary.json")).unwrap()
}

/// Summaries of our own captures, of hostile ones and of nothing meet the schema, with and without drift.
#[test]
fn ok_summaries_meet_their_schema() {
    let captures = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/captures");
    let many: Vec<_> = (0..300)
        .map(|number| {
            let code = 1000 + number;
            format!(
                "{{\"errors\":[{{\"code\":{code},\"message\":\"m\"}},{{\"message\":\"m\",\"code\":null}}]}}\n\
                 {{\"id\":{number},\"code\":\"7RQZ\",\"new_{number}\":[],\"expiresIn\":1.5e2,\"a b\":1}}\n"
            )
        })
        .collect();
    let folder = Folder::new("summary_schema")
        .file("a.ndjson", ARCHIVE)
        .file("many.ndjson", many.concat())
        .file(
            "other.har",
            r#"{"log":{"entries":[{"request":{"url":"https://app.example/"},"response":{"status":200}}]}}"#,
        )
        .file(
            "v1.xml",
            "<pin><id type=\"integer\">5</id><expires-at>2023-04-12 17:00:03 UTC</expires-at></pin>",
        )
        .file("empty/notes.docx", "x");
    let schema = schema();
    for args in [
        &[captures][..],
        &["a.ndjson", "many.ndjson", "other.har", "v1.xml"],
        &["--against", captures, "a.ndjson"],
        &["--against", "a.ndjson", captures],
        &["empty"],
    ] {
        let run = folder.run(&[&["summarize", "--format=json"], args].concat());
        let summary = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{args:?}: {}", run.err));
        assert_meets(&schema, &summary);
    }
}

/// The schema is closed: what it does not name is refused, at each level.
#[test]
fn err_summaries_that_miss_their_schema() {
    let folder = Folder::new("summary_schema_misses").file("a.ndjson", ARCHIVE);
    let summary = json(&folder, &["a.ndjson", "--against", "a.ndjson"]);
    let schema = schema();
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(validator.is_valid(&summary));
    for (pointer, value) in [
        ("/version", "2"),
        ("/format", "\"other\""),
        ("/files", "-1"),
        ("/kinds", r#"{"account":1}"#),
        ("/kinds", r#"{"pin":0}"#),
        ("/years/pin", r#"{"1999":1}"#),
        ("/months/0/month", "\"2023-13\""),
        ("/objects/0/object", "\"pins\""),
        ("/objects/0/members/0/types", r#"{"integer":1}"#),
        ("/objects/0/members/8/dates", r#"["2023-04"]"#),
        ("/objects/0/unknown/0/name", "\"a name\""),
        ("/pins/states", r#"{"claimed, gone":1}"#),
        ("/pins", "{}"),
        ("/codes/0/severity", "\"fatal\""),
        ("/errors/0/statuses", r#"{"42":1}"#),
        ("/drift", "[{}]"),
    ] {
        let mut broken = summary.clone();
        *broken.pointer_mut(pointer).unwrap() = serde_json::from_str(value).unwrap();
        assert!(!validator.is_valid(&broken), "{pointer}");
    }
    for pointer in ["", "/objects/0", "/objects/0/members/0", "/codes/0", "/errors/0", "/pins", "/documents"]
    {
        let mut broken = summary.clone();
        broken.pointer_mut(pointer).unwrap()["extra"] = 1.into();
        assert!(!validator.is_valid(&broken), "{pointer}");
    }
}

/// Each key of the JSON form is documented.
#[test]
fn ok_documented_keys() {
    fn keys(value: &Value, all: &mut Vec<String>) {
        match value {
            Value::Object(object) => {
                for (key, value) in object {
                    all.push(key.clone());
                    // Words of the input are no keys of the form.
                    let words = [
                        "types", "formats", "months", "codes", "statuses", "states", "kinds", "forms",
                        "years",
                    ];
                    if !(words.contains(&key.as_str()) && value.is_object()) {
                        keys(value, all);
                    }
                }
            }
            Value::Array(array) => array.iter().for_each(|value| keys(value, all)),
            _ => {}
        }
    }
    let folder =
        Folder::new("summary_keys").file("a.ndjson", ARCHIVE).file("b.json", "{\"id\":1}").file("c.txt", "");
    let summary = json(&folder, &["--against", "b.json", "."]);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/summarize.md");
    let documented = std::fs::read_to_string(path).unwrap();
    let mut all = Vec::new();
    keys(&summary, &mut all);
    for key in all {
        assert!(documented.contains(&format!("`{key}`")), "{key}");
    }
}
