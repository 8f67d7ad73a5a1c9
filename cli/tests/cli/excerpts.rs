//! What of a body an excerpt shows: the line around the span, cut, without secrets.

use crate::support::Folder;

/// The place, the line and the carets of the first finding in a body.
#[track_caller]
fn first(folder: &Folder, body: &[u8]) -> String {
    std::fs::write(folder.0.join("a"), body).unwrap();
    let run = folder.run(&["validate", "a"]);
    let mut lines = run.out.lines().skip(3);
    let place = lines.next().unwrap().trim().trim_start_matches("--> a:");
    let excerpt = lines.nth(1).unwrap();
    let carets = lines.next().unwrap();
    assert_eq!(run.code, Some(1));
    format!("{place}\n{excerpt}\n{}", carets.trim_end())
}

#[test]
fn ok_excerpts() {
    let folder = Folder::new("excerpts");
    for (body, expected) in [
        // Every kind of place: a value, a name, an object, the end.
        (r#"{"id":true}"#, "1:7\n1 | {\"id\":true}\n  |       ^^^^"),
        (r#"{"Id":1}"#, "1:2\n1 | {\"Id\":1}\n  |  ^^^^"),
        ("{\"pin\":\n{\"id\":1}}", "1:1\n1 | {\"pin\":\n  | ^"),
        ("{\"id\":1,\n\"code\":[\n1]}", "2:8\n2 | \"code\":[\n  |        ^"),
        ("{\"id\":1", "1:8\n1 | {\"id\":1\n  |        ^"),
        ("{\"id\":1\n", "2:1\n2 |\n  | ^"),
        ("", "1:1\n1 |\n  | ^"),
        (" \n ", "2:2\n2 |  \n  |  ^"),
        // What is no object may be a token alone.
        ("\"text\"", "1:1\n1 | \"text\"\n  | ^^^^^^"),
        ("token", "1:1\n1 | token\n  | ^"),
        ("xY7-Kd93_sQpLm2VbnRt", "1:1\n1 | <redacted>\n  | ^^^^^^^^^^"),
        ("\n[1, 2]", "2:1\n2 | [1, 2]\n  | ^^^^^^"),
        ("\u{FEFF} 12", "1:3\n1 | \\u{feff} 12\n  |          ^^"),
        // Characters that are wide, or are shown as something else.
        (r#"{"qr":"Ä😀","id":""}"#, "1:17\n1 | {\"qr\":\"Ä😀\",\"id\":\"\"}\n  |                  ^^"),
        ("{\t\"id\":\"\"}", "1:8\n1 | {    \"id\":\"\"}\n  |           ^^"),
        ("{\"code\":\"a\u{1b}[31m\"}", "1:11\n1 | {\"code\":\"a\\u{1b}[31m\"}\n  |           ^^^^^^"),
        ("{\"code\":\"a\nb\"}", "1:11\n1 | {\"code\":\"a\n  |           ^"),
        ("{\"id\":true}\r\n", "1:7\n1 | {\"id\":true}\n  |       ^^^^"),
        ("{\"id\":true}\r", "1:7\n1 | {\"id\":true}\n  |       ^^^^"),
        ("{\"id\":true,\r\"qr\":\"\"}", "1:7\n1 | {\"id\":true,\\u{d}\"qr\":\"\"}\n  |       ^^^^"),
        (
            "{\"code\":\"##[error]\",\"id\":true}",
            "1:26\n1 | {\"code\":\"#\\u{23}[error]\",\"id\":true}\n  |                               ^^^^",
        ),
        // Secrets, of any length and on many lines.
        (
            r#"{"authToken":"T","id":true}"#,
            "1:23\n1 | {\"authToken\":\"<redacted>\",\"id\":true}\n  |                                ^^^^",
        ),
        (
            r#"{"authToken":["T"]}"#,
            "1:14\n1 | {\"authToken\":[\"<redacted>\"]}\n  |              ^^^^^^^^^^^^^^",
        ),
        ("{\"authToken\":[\n\"T\"],\n\"id\":true}", "1:14\n1 | {\"authToken\":[\n  |              ^"),
        (
            "{\"id\":true,\"authToken\":[\n\"T\"],\n\"id\":1}",
            "1:7\n1 | {\"id\":true,\"authToken\":[\n  |       ^^^^",
        ),
        (
            "{\"authToken\":\"T\",\"id\":tru,\"code\":\"A\"}",
            "1:23\n1 | {\"authToken\":\"<redacted>\",\"id\":tru,\"code\":\"A\"}\n  |                                ^",
        ),
    ] {
        assert_eq!(first(&folder, body.as_bytes()), expected, "{body:?}");
    }
}

#[test]
fn ok_long_lines_are_cut_around_the_span() {
    let folder = Folder::new("long_lines");
    // One body of 5 MB is enough.
    let longest = "x".repeat(5_000_000);
    let long = "x".repeat(50_000);
    let wide = "😀".repeat(1000);
    let cases = [
        (
            format!("{{\"code\":\"{longest}\",\"id\":true,\"qr\":\"{long}\"}}"),
            format!(
                "1:5000017\n1 | …{}\",\"id\":true,\"qr\":\"{}…\n  | {:31}^^^^",
                "x".repeat(23),
                "x".repeat(33),
                ""
            ),
        ),
        (
            format!("{{\"code\":\"{wide}\",\"id\":true,\"qr\":\"{wide}\"}}"),
            format!(
                "1:1017\n1 | …{}\",\"id\":true,\"qr\":\"{}…\n  | {:32}^^^^",
                "😀".repeat(12),
                "😀".repeat(16),
                ""
            ),
        ),
        // The whole line fits into the text that is searched, but not into the excerpt.
        (
            format!("{{\"code\":\"{}\",\"id\":true}}", "x".repeat(100)),
            format!("1:117\n1 | …{}\",\"id\":true}}\n  | {:41}^^^^", "x".repeat(33), ""),
        ),
        // All of the searched text is shown, and the line begins before it.
        (
            format!("{{\"code\":\"{wide}\u{1b}\"}}"),
            format!("1:1010\n1 | …{}\\u{{1b}}\"}}\n  | {:41}^^^^^^", "😀".repeat(20), ""),
        ),
        (
            format!("{{\"id\":\"{long}\"}}"),
            format!("1:7\n1 | {{\"id\":\"{}…\n  | {:6}{}", "x".repeat(58), "", "^".repeat(59)),
        ),
        (
            format!("{{\"id\":[\"{long}\"]}}"),
            format!("1:7\n1 | {{\"id\":[\"{}…\n  | {:6}^", "x".repeat(39), ""),
        ),
        (
            format!("{{\"authToken\":\"{}\",\"id\":true}}", "y".repeat(50_000)),
            format!("1:50022\n1 | …<redacted>\",\"id\":true}}\n  | {:18}^^^^", ""),
        ),
    ];
    for (body, expected) in cases {
        assert_eq!(
            first(&folder, body.as_bytes()),
            expected,
            "{}",
            body.chars().take(40).collect::<String>()
        );
    }
}

#[test]
fn ok_excerpt_stops_at_non_utf8() {
    let folder = Folder::new("no_text");
    for (body, expected) in [
        (&b"{\"code\":\"A\xFFB\",\"id\":1}"[..], "1:11\n1 | {\"code\":\"A\u{FFFD}…\n  |           ^"),
        (b"\xFF\xFE{\0\"\0", "1:1\n1 | \u{FFFD}…\n  | ^"),
        (
            b"{\"id\":1,\n\"authToken\":\"T\xFFT\"}",
            "2:15\n2 | \"authToken\":\"<redacted>\u{FFFD}…\n  |                        ^",
        ),
        // The deviation comes before them.
        (b"<html>\xFF", "1:1\n1 | <html>…\n  | ^"),
        (b"<pin>\xFF", "1:6\n1 | <pin>\u{FFFD}…\n  |      ^"),
    ] {
        assert_eq!(first(&folder, body), expected, "{}", body.escape_ascii());
    }
}

/// A secret of so many bytes may have the end of the line in it, which nobody looks for.
#[test]
fn ok_line_after_a_secret_of_4096_bytes() {
    let folder = Folder::new("long_secrets");
    for (length, rest) in [(4096, "\",\"qr\":\"\"}"), (4097, "")] {
        let secret = "x9".repeat(length / 2 + 1)[..length].to_owned();
        let body = format!("{{\"id\":true,\"authToken\":\"{secret}\",\"qr\":\"\"}}");
        let expected = format!("1:7\n1 | {{\"id\":true,\"authToken\":\"<redacted>{rest}\n  |       ^^^^");
        assert_eq!(first(&folder, body.as_bytes()), expected, "{length}");
    }
}

/// Only the missing members of one object share an excerpt.
#[test]
fn ok_findings_at_one_span() {
    let folder = Folder::new("one_place").file("a.json", r#"{"id":1,"ID":2}"#);
    let run = folder.run(&["validate", "a.json"]);
    assert!(run.out.starts_with("a.json: deviates (pin, 2 errors)\n"), "{}", run.out);
    assert_eq!(run.out.matches("\n1 | {\"id\":1,\"ID\":2}\n  |         ^^^^\n").count(), 2, "{}", run.out);
}

#[test]
fn ok_many_findings_in_one_long_line() {
    let body = format!("{{{}\"id\":\"1\"}}", "\"unknown\":\"value\",".repeat(60_000));
    let folder = Folder::new("long_line").file("a.json", body);
    let run = folder.run(&["validate", "a.json"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(run.out.matches("error[unknown-member]").count(), 64);
    assert!(run.out.contains("a.json: 59937 more findings not shown; see --max-findings\n"));
    // The counts are aligned.
    assert!(run.out.contains("\n\n  60000  unknown-member     first in a.json:1:2\n      1  string-for-number  first in a.json\n"), "{}", run.out);
    assert!(run.out.len() < 64 * 400, "{}", run.out.len());
}
