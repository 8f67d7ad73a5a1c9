//! XML in captures: checked by the decoder of the library, and reported with the place in the file.
#![allow(clippy::format_push_string)] // The texts are short.

use plex_pin_captures::{CheckOptions, Checker, Engine, Verdict};

const PIN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<pin id=\"5123\" code=\"7RQZ\" trusted=\"0\" authToken=\"\">\n  \
    <location city=\"Breda\" coordinates=\"51.5,4.7\"/>\n</pin>\n";

/// Returns verdict, then code, pointer, and line and column in the capture of each finding, of each document.
fn checked(capture: &str) -> Vec<String> {
    let mut all = Vec::new();
    let checker = Checker::new(&CheckOptions::default());
    let reader = Box::new(capture.as_bytes());
    checker
        .check_capture("capture", reader, &mut |_, checked| {
            let mut text = checked.verdict.as_str().to_owned();
            for it in &checked.findings {
                let place =
                    it.place.as_ref().map_or_else(String::new, |it| format!(" {}:{}", it.line, it.column));
                text += &format!(", {} {}{place}", it.code, it.pointer);
            }
            all.push(text);
        })
        .unwrap();
    all
}

#[test]
fn ok_places_in_the_capture() {
    let finding = "deviates, coordinates-format /pin/location/@coordinates";
    let har = |mime: &str| {
        let body = serde_json::to_string(PIN).unwrap();
        format!(
            "{{\"log\":{{\"version\":\"1.2\",\"creator\":{{}},\"entries\":[\n{{\"request\":{{\"method\":\"GET\",\
             \"url\":\"https://plex.tv/api/v2/pins/5123\"}},\"response\":{{\"status\":200,\"content\":\n\
             {{\"mimeType\":\"{mime}\",\"text\":{body}}}}}}}]}}}}"
        )
    };
    // Line and column of what follows a text.
    let behind = |capture: &str, text: &str| {
        let at = capture.find(text).unwrap() + text.len();
        let line = capture[..at].rfind('\n').map_or(0, |line| line + 1);
        format!("{}:{}", capture[..at].matches('\n').count() + 1, at - line + 1)
    };
    for (capture, has_other_type) in [
        (format!("GET ->\n{PIN}done\n"), false),
        (format!("HTTP/1.1 200 OK\nContent-Type: application/xml\n\n{PIN}"), false),
        (har("application/xml; charset=utf-8"), false),
        (har("text/xml"), false),
        (har("application/json"), true),
    ] {
        let mut expected = format!("{finding} {}", behind(&capture, "coordinates="));
        if has_other_type {
            expected += &format!(", content-type  {}", behind(&capture, "\"text\":\""));
        }
        assert_eq!(checked(&capture), [expected], "{capture}");
    }
}

#[test]
fn ok_version_1_in_a_log() {
    let log = "got <pin>\n<id type=\"integer\">x</id>\n<auth-token nil=\"true\"/></pin> and <errors><error>no</error></errors>\n";
    assert_eq!(checked(log), ["deviates, wrong-type /pin/id 2:20", "conforms"]);
}

/// Whole bodies, with both engines: there is no schema for XML.
#[test]
fn ok_engines() {
    for engine in [Engine::Decoder, Engine::Schema] {
        let checker = Checker::new(&CheckOptions { engine, ..CheckOptions::default() });
        for (body, verdict, code) in [
            ("<pin id=\"1\"/>", Verdict::Conforms, None),
            ("\u{FEFF} <pin id='x'/>", Verdict::Deviates, Some("byte-order-mark")),
            ("<pin id=\"1\">", Verdict::Refused, Some("unexpected-end")),
            ("<!DOCTYPE pin><pin id=\"1\"/>", Verdict::Refused, Some("xml-doctype")),
            ("<MediaContainer/>", Verdict::Refused, Some("unrecognised-document")),
            ("<html></html>", Verdict::Refused, Some("html-body")),
        ] {
            let found = checker.check(body.as_bytes());
            assert_eq!((found.verdict, found.findings.first().map(|it| it.code)), (verdict, code), "{body}");
        }
    }
}
