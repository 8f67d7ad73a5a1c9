//! Captures in the forms that people have: archives, logs, HTTP messages, envelopes.

use crate::support::Folder;

pub(crate) const PIN: &str =
    r#"{"id":5123,"code":"7RQZ","clientIdentifier":"cid-1","expiresIn":899,"authToken":null}"#;
/// The id is a string.
const BAD: &str = r#"{"id":"5123","code":"7RQZ","clientIdentifier":"cid-1","expiresIn":899}"#;

pub(crate) fn entry(method: &str, url: &str, status: u16, body: &str) -> String {
    let body = serde_json::json!(body);
    format!(
        "{{\"request\":{{\"method\":\"{method}\",\"url\":\"{url}\"}},\"response\":{{\"status\":{status},\"content\":{{\"mimeType\":\"application/json\",\"text\":{body}}}}}}}"
    )
}

pub(crate) fn har(entries: &[String]) -> String {
    format!("{{\"log\":{{\"version\":\"1.2\",\"creator\":{{}},\"entries\":[\n{}\n]}}}}", entries.join(",\n"))
}

#[test]
fn ok_har_and_what_is_not_checked() {
    let archive = har(&[
        entry("POST", "https://plex.tv/api/v2/pins?strong=true&X-Plex-Token=secret-secret", 201, PIN),
        entry("GET", "https://app.example/", 200, "{}"),
        entry("GET", "https://plex.tv/api/v2/user", 200, "{}"),
    ]);
    let folder = Folder::new("har").file("a.har", archive);
    let expected = "\
a.har: 1 document: 1 conforms

1 file, 1 document: 1 conforms
not checked: 1 entry of another host than plex.tv, 1 entry of other endpoints of plex.tv
";
    folder.expect(&["validate", "--as", "auto", "a.har"], 0, expected);
}

#[test]
fn err_har_names_entry_request_and_place() {
    let archive = har(&[
        entry("GET", "https://plex.tv/api/v2/pins/5123?X-Plex-Token=secret-secret", 200, BAD),
        entry("GET", "https://plex.tv/api/v2/pins/1", 404, PIN),
    ]);
    let folder = Folder::new("har-bad").file("a.har", &archive);
    let run = folder.run(&["validate", "--as", "auto", "a.har"]);
    assert_eq!((run.code, &*run.err), (Some(1), ""));
    let column = archive.lines().nth(1).unwrap().find("\\\"5123\\\"").unwrap() + 1;
    for expected in [
        "a.har:2 [entry 0, GET https://plex.tv/api/v2/pins/5123, status 200]: deviates (pin, 1 error)",
        &format!("--> a.har:2:{column}\n"),
        "[entry 1, GET https://plex.tv/api/v2/pins/1, status 404]: deviates (pin, 2 errors)",
        "error[status-mismatch]: expected status 200 with pin, found 404 at the root",
        "error[pin-changed]: expected pin of the request, found another at /id",
    ] {
        assert!(run.out.contains(expected), "{expected}\n{}", run.out);
    }
    assert!(!run.out.contains("secret-secret"), "{}", run.out);
    let run = folder.run(&["validate", "--as", "auto", "--no-http", "a.har"]);
    assert!(!run.out.contains("status-mismatch"), "{}", run.out);
    let run = folder.run(&["validate", "--as", "auto", "--format", "ndjson", "a.har"]);
    let start = archive.find("{\\\"id").unwrap();
    let container = format!(
        r#""record":0,"container":{{"form":"har","pointer":"/log/entries/0/response/content/text","entry":0,"url":"https://plex.tv/api/v2/pins/5123","method":"GET","status":200,"span":[{start},"#
    );
    assert!(run.out.contains(&container), "{container}\n{}", run.out);
}

#[test]
fn ok_and_err_other_forms() {
    let folder = Folder::new("forms")
        .file("a.log", format!("12:00 got {PIN}\n12:01 got {BAD}\n"))
        .file("curl.txt", format!("HTTP/2 201 \r\ncontent-type: application/json\r\n\r\n{PIN}"))
        .file("envelope.json", format!("{{\"status\":200,\"body\":{BAD}}}"))
        .file("array.json", format!("[{PIN},{PIN}]"));
    let run = folder.run(&["validate", "--as", "auto", "a.log"]);
    assert_eq!(run.code, Some(1));
    assert!(run.out.starts_with("a.log:2: deviates (pin, 1 error)\n"), "{}", run.out);
    assert!(run.out.contains("--> a.log:2:17\n"), "{}", run.out);
    let expected = "curl.txt: 1 document: 1 conforms\n\n1 file, 1 document: 1 conforms\n";
    folder.expect(&["validate", "--as", "auto", "curl.txt"], 0, expected);
    let run = folder.run(&["validate", "--as", "auto", "envelope.json"]);
    assert!(
        run.out.starts_with("envelope.json:1 [/body, status 200]: deviates (pin, 1 error)\n"),
        "{}",
        run.out
    );
    let expected = "array.json: 2 documents: 2 conform\n\n1 file, 2 documents: 2 conform\n";
    folder.expect(&["validate", "--as", "auto", "array.json"], 0, expected);
}

#[test]
fn err_no_document() {
    for (name, text, found, help) in [
        ("dict.txt", "got {'id': 1, 'authToken': None}", "Python's notation of a dictionary", "json.dumps"),
        ("a.zip", "PK\u{3}\u{4}", "a zip archive", "unzip FILE"),
        (
            "a.har",
            "{\"log\":{\"version\":\"1.2\",\"creator\":{},\"entries\":[]}}",
            "an HTTP archive without one",
            "plex.tv",
        ),
        (
            "attached.har",
            r#"{"log":{"version":"1.2","creator":{},"entries":[{"request":{"method":"GET","url":"https://plex.tv/api/v2/pins/1"},"response":{"status":200,"content":{"size":9,"_file":"a.json"}}}]}}"#,
            "an HTTP archive whose bodies are in other files",
            "content: 'embed'",
        ),
        (
            "empty.har",
            r#"{"log":{"version":"1.2","creator":{},"entries":[{"request":{"method":"GET","url":"https://plex.tv/api/v2/pins/1"},"response":{"status":200,"content":{}}}]}}"#,
            "an HTTP archive without the bodies of responses",
            "with the bodies kept",
        ),
        ("devices.json", r#"[{"provides":"server"}]"#, "a device or server (/api/v2/resources)", "plex.tv"),
    ] {
        let folder = Folder::new("no-document").file(name, text);
        let run = folder.run(&["validate", "--as", "auto", name]);
        assert_eq!((run.code, &*run.err), (Some(1), ""), "{name}: {}", run.out);
        let expected = format!("error[no-document]: expected document of plex.tv, found {found}");
        assert!(run.out.contains(&expected) && run.out.contains(help), "{}", run.out);
    }
}

#[test]
fn ok_and_err_lines_of_a_structured_log() {
    let start = r#"{"level":30,"time":1,"msg":"start"}"#;
    let object = format!(r#"{{"level":30,"time":2,"msg":"pin","body":{PIN}}}"#);
    let string = format!(r#"{{"level":30,"time":3,"body":{}}}"#, serde_json::json!(BAD));
    let folder = Folder::new("pino")
        .file("a.ndjson", format!("{start}\n{object}\n{string}\n{PIN}\n"))
        .file("none.ndjson", format!("{start}\n{start}\n"))
        .file("foreign.ndjson", "{\"message\":\"m\",\"errors\":[{\"path\":\"/x\"}]}\n");
    let run = folder.run(&["validate", "--as", "auto", "--format", "ndjson", "a.ndjson"]);
    assert_eq!((run.code, &*run.err), (Some(1), ""), "{}", run.out);
    assert_eq!(run.out.lines().count(), 4, "{}", run.out);
    let last = r#"{"unchecked":[{"reason":"other-document","count":1,"description":"1 other document","examples":[]}]}"#;
    assert_eq!(run.out.lines().last(), Some(last));
    assert!(run.out.contains(r#""record":3,"container":{"form":"json","pointer":"/body""#), "{}", run.out);
    for (name, code) in [("none.ndjson", "no-document"), ("foreign.ndjson", "unrecognised-document")] {
        let run = folder.run(&["validate", "--as", "auto", name]);
        assert_eq!(run.code, Some(1), "{name}: {}", run.out);
        assert!(run.out.contains(&format!("error[{code}]")), "{name}: {}", run.out);
    }
}

/// What a response has that those before had not is shown where it is written.
#[test]
fn err_members_that_changed() {
    let pin = |rest: &str| format!(r#"{{"id":17,"code":"7RQZ","trusted":false,{rest}}}"#);
    let xml = |rest: &str| format!(r#"<pin id="17" code="7RQZ" trusted="0" {rest}/>"#);
    let before = [r#""expiresIn":840,"authToken":"vT2x-example-Qm81""#, r#"expiresIn="840" authToken="""#];
    for (before, after, value) in [
        (pin(before[0]), pin(r#""expiresIn":900,"authToken":"vT2x-example-Qm81""#), "900"),
        (pin(before[0]), pin(r#""expiresIn":800,"authToken":null"#), "null"),
        (pin(before[0]), pin(r#""code":"K3M9""#), "\"K3M9\""),
        (xml(before[1]), xml(r#"expiresIn="900" authToken="""#), "\"900\""),
    ] {
        let text = format!("{before}\n{after}\n");
        let run = Folder::new("captures_changed").run_on(text.as_bytes(), &["validate", "--as", "auto", "-"]);
        let column = after.rfind(value).unwrap() + 1;
        assert!(run.out.contains(&format!(" --> <stdin>:2:{column}\n")), "{}", run.out);
    }
}
