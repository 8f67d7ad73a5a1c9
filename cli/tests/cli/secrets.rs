//! A canary in every position of a secret appears in no output.

use crate::support::Folder;

const CANARY: &str = "CanaryCanary9Canary";

/// Bodies with `@` for the canary.
const BODIES: &[&str] = &[
    r#"{"authToken":"@"}"#,
    r#"{"authToken":"@","id":"1","createdAt":""}"#,
    r#"{"id":"1","authToken":"@"}"#,
    "{\n\"id\": \"1\", \"authToken\":\n\"@\", \"trusted\": 0}",
    r#"{"auth_token":"@","AUTHTOKEN":"@","auth-Token":"@"}"#,
    r#"{"auth\u0054oken":"@","id":true}"#,
    r#"{"authToken":["@"],"id":true}"#,
    r#"{"authToken":{"token":"@"},"id":true}"#,
    r#"{"authToken":{"authToken":"@"}}"#,
    r#"{"authToken":"@","authToken":"@"}"#,
    r#"{"authToken":"\u0043@","id":true}"#,
    r#"{"X-Plex-Token":"@","x_plex_token":"@"}"#,
    r#"{"X-Plex-Token=@":1,"id":true}"#,
    r#"{"location":{"X-Plex-Token=@":{},"code":1}}"#,
    r#"{"{\"authToken\":\"@\"}":1,"id":true}"#,
    r#"{"id":{"authToken":"@"}}"#,
    r#"{"id":[{"a":{"auth_token":"@"}}]}"#,
    r#"{"qr":"https://plex.tv/api?X-Plex-Token=@","id":true}"#,
    r#"{"qr":["https://plex.tv/api?X-Plex-Token=@"]}"#,
    r#"{"createdAt":"X-Plex-Token: @"}"#,
    r#"{"product":"{\"authToken\":\"@\"}","id":true}"#,
    r#"{"pin":{"id":"1","auth_token":"@"}}"#,
    r#"{"location":{"authToken":"@","code":1}}"#,
    r#"{"errors":[{"code":"x","message":"m","authToken":"@"}]}"#,
    r#"{"code":1020,"message":"X-Plex-Token=@"}"#,
    r#"{"MediaContainer":{"authToken":"@"}}"#,
    r#"[{"authToken":"@"}]"#,
    r#""{\"authToken\":\"@\"}""#,
    r#"{"id":tru,"authToken":"@"}"#,
    r#"{"id":1}{"authToken":"@"}"#,
    r#"{"authToken":"@" "id":1}"#,
    r#"{"authToken":"@""#,
    r#"{"authToken":"@"#,
    r#"{"authToken":@}"#,
    r#"{"authToken" "@"}"#,
    r#"{"authToken":"@\ud800"}"#,
    r#"{"authToken":"\q@"}"#,
    r#"{"authToken":,"@":1}"#,
    r#"{"authToken":null "@"}"#,
    r#"{"authToken=@":tru}"#,
    // Said again, as a value or a name, with escapes or without.
    r#"{"authToken":"@","@":1}"#,
    r#"{"authToken":"~@/","~@/":{}}"#,
    r#"{"authToken":["x",{"y":"@"}],"@":1,"location":{"@":1}}"#,
    r#"{"@":1,"authToken":"\u0043anaryCanary9Canary"}"#,
    r#"{"id":true,"qr":"@","authToken":"\u0043anaryCanary9Canary"}"#,
    r#"{"id":true,"qr":"\u0043anaryCanary9Canary","authToken":"@"}"#,
    r#"{"authToken":"@","@":tru}"#,
    r#"<pin authToken="@"/>"#,
    "<html><!-- X-Plex-Token=@ --></html>",
    "authToken=@",
    "@",
    "\"@\"",
    "[\"authToken\", \"@\"]",
    "\u{FEFF}{\"authToken\":\"@\",\"id\":true}",
];

#[track_caller]
fn assert_hidden(folder: &Folder, body: &[u8]) {
    std::fs::write(folder.0.join("a"), body).unwrap();
    for args in [
        &["--format", "human"][..],
        &["--format", "human", "--lines", "--as", "pin"],
        &["--format", "human", "--mode", "lenient", "--complete", "--color", "always"],
        &["--format", "ndjson", "--max-findings", "1"],
        &["--engine", "schema", "--format", "ndjson", "--mode", "lenient"],
        &["--format", "json", "--as", "pin", "--complete", "--lines"],
        &["--format", "human", "--engine", "schema"],
        &["--format", "ndjson", "--engine", "schema", "--as", "pin"],
        &["--format", "sarif", "--mode", "lenient"],
        &["--format", "junit", "--as", "auto"],
        &["--format", "github", "--lines"],
        &["--format", "gitlab", "--complete"],
        &["--format", "human", "--group", "--write-baseline", "/dev/stderr"],
    ] {
        let run = folder.run(&[&["validate"], args, &["a"]].concat());
        let shown = run.out + &run.err;
        // A part of it is too much as well.
        assert!(!shown.contains("Canary"), "{}: {shown}", body.escape_ascii());
    }
}

#[test]
fn ok_canary_is_in_no_output() {
    let folder = Folder::new("canary");
    for body in BODIES {
        assert_hidden(&folder, body.replace('@', CANARY).as_bytes());
    }
}

#[test]
fn ok_canary_is_in_no_output_of_other_bytes() {
    let folder = Folder::new("canary_bytes");
    let body = format!(r#"{{"id":"1","authToken":"{CANARY}","code":1}}"#);
    // Cut anywhere, and followed by what is no text.
    for end in 0..body.len() {
        let mut body = body.as_bytes()[..end].to_vec();
        body.extend_from_slice(b"\xFF");
        body.extend_from_slice(CANARY.as_bytes());
        if end % 4 == 0 {
            assert_hidden(&folder, &body);
        }
    }
    let utf16: Vec<u8> = body.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_hidden(&folder, &utf16);
    assert_hidden(&folder, &[b"\xFF\xFE", &*utf16].concat());
}

/// A member name that repeats a token, however it is written in a pointer.
#[test]
fn ok_names_that_are_a_token() {
    let folder = Folder::new("names");
    for token in ["12345678", "~1secretxyz", "a/b~0c-d"] {
        let body = format!("{{\"authToken\":\"{token}\",\"{token}\":1}}");
        let run = folder.run_on(body.as_bytes(), &["validate", "--format", "ndjson", "-"]);
        assert!(run.out.contains(r#""pointer":"/<redacted>""#), "{}", run.out);
    }
}

/// How long a token is shows in no excerpt.
#[test]
fn ok_excerpt_hides_the_token_length() {
    let folder = Folder::new("length");
    let shown = |length| {
        let body =
            format!("{{\"id\":true,\"authToken\":\"{}\",\"newRegistration\":false}}", "t".repeat(length));
        std::fs::write(folder.0.join("a"), body).unwrap();
        folder.run(&["validate", "a"]).out
    };
    assert_eq!(shown(1), shown(20));
    assert_eq!(shown(20), shown(2000));
    assert!(shown(1).contains("1 | {\"id\":true,\"authToken\":\"<redacted>\",\"newRegistrati…\n"));
}

/// Of a document beyond the limit no value is shown: a secret may be named behind what is read.
#[test]
fn ok_too_large_documents_show_no_value() {
    let body = format!("{{\"foo\":\"{CANARY}\",\"x\":\"{}\",\"authToken\":\"{CANARY}\"}}", "y".repeat(4000));
    let folder =
        Folder::new("secrets_large").file("a.json", &body).file("b.ndjson", format!("{body}\n{body}\n"));
    for file in ["a.json", "b.ndjson"] {
        for format in ["human", "ndjson", "json", "sarif", "junit", "github", "gitlab"] {
            let run = folder.run(&["validate", "--max-document-bytes", "100", "--format", format, file]);
            assert!(!(run.out.clone() + &run.err).contains(&CANARY[..8]), "{format}: {}", run.out);
        }
    }
}
