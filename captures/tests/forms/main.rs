//! Documents in every form, and forms that are cut off, hostile or large.

mod samples;

use std::io::{self, Read};

use plex_pin_captures::DocumentKind;
use plex_pin_captures::forms::{
    Candidate, Ending, Found, Options, Record, Split, Splitter, find, find_in_entry, read,
};

use samples::{ERRORS, PIN, Sample, har, har_entries, samples};

fn kind(kind: Option<DocumentKind>) -> &'static str {
    match kind {
        Some(DocumentKind::Pin) => "pin",
        Some(DocumentKind::Location) => "location",
        Some(_) => "errors",
        None => "broken",
    }
}

fn described(it: &Candidate<'_>) -> String {
    let status = it.exchange.status.map(|status| format!(" {status}")).unwrap_or_default();
    let space = if it.pointer.is_empty() { "" } else { " " };
    format!("{}{space}{}{status}", kind(it.kind), it.pointer)
}

/// Gives a few bytes at a time.
struct Slow<'t>(&'t [u8], usize);

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.1.min(self.0.len()).min(buffer.len());
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

fn check_places(record: &Record<'_>, found: &Found<'_>) {
    for it in &found.candidates {
        let place = it.place();
        let inner = it.map.locate(0..1.min(it.body.len()));
        assert_eq!(inner.start, place.start);
        let mut last = place.start;
        for at in 0..it.body.len() {
            let here = it.map.locate(at..at + 1);
            assert!(last <= here.start && here.start < here.end && here.end <= place.end, "{at} {here:?}");
            last = here.start;
        }
        if record.lines.is_empty() {
            assert!(place.end <= record.bytes.len());
        }
    }
}

/// What is found in a capture that is read `step` bytes at a time.
fn found(bytes: &[u8], step: usize) -> Vec<String> {
    let mut all = Vec::new();
    let summary = read(Box::new(Slow(bytes, step)), &Options::default(), &mut |record, found| {
        check_places(&record, &found);
        all.extend(found.candidates.iter().map(described));
    });
    // What is cut off may be an error; what was found before stays.
    assert!(summary.is_err() || summary.unwrap().documents == all.len());
    all
}

#[test]
fn ok_every_form() {
    for (name, bytes, documents) in samples() {
        for step in [1, 7, usize::MAX] {
            assert_eq!(found(&bytes, step), documents, "{name} by {step}");
        }
    }
}

#[test]
fn ok_what_is_not_checked() {
    for (text, expected) in [
        ("HTTP/1.1 204 No Content\r\nx: y\r\n\r\n", &["no-body-expected 0..30"][..]),
        ("HTTP/2 304\n\nHTTP/2 200\n\n", &["no-body-expected 0..10"]),
        ("a {'id': 1, 'code': 'ABCD', 'trusted': True} b", &["other-document 2..44"]),
        ("a {'id': 1, 'b': {'id': 1, 'code': 'ABCD', 'trusted': True}}", &["other-document 17..59"]),
        ("a {'id': 1, 'code': 'ABCD', 'trusted': True", &[]),
        (r#"b'{"id":1,"code":"ABCD","qr":"\xc3"}'"#, &["other-document 2..36"]),
        (r#"{"code":429,"stream":{"data":[82,97,116,101,32,108,105,109]}}"#, &["text-of-proxy 29..59"]),
        (r#"{"stream":{"data":[123,34,97,34,58,49,125,32]}}"#, &["other-document 18..45"]),
        (r#"{"data":[0,1,2,3,4,5,6,7]}"#, &["other-document 0..26"]),
    ] {
        let found = find(text.as_bytes());
        let skipped: Vec<_> =
            found.skipped.iter().map(|it| format!("{} {:?}", it.reason.as_str(), it.span)).collect();
        assert_eq!(skipped, expected, "{text}");
        assert!(found.candidates.is_empty(), "{text}");
    }
}

#[test]
fn ok_url_in_parts() {
    for (url, expected) in [
        (
            r#"{"protocol":"https","path":["api","v2","pins"],"host":["plex","tv"]}"#,
            Some("https://plex.tv/api/v2/pins"),
        ),
        (r#"{"path":["pins"],"host":["plex","tv"]}"#, None),
        (r#"{"protocol":"https","path":"/pins","host":["plex","tv"]}"#, None),
        (
            r#"{"raw":"https://plex.tv/pins.xml","protocol":"http","path":["x"],"host":["y"]}"#,
            Some("https://plex.tv/pins.xml"),
        ),
    ] {
        let text = format!(r#"{{"request":{{"url":{url}}},"response":{{"body":{PIN}}}}}"#);
        let found = find(text.as_bytes());
        assert_eq!(found.candidates[0].exchange.url.as_deref(), expected, "{url}");
    }
}

#[test]
fn ok_har_entries() {
    for (entry, expected) in har_entries() {
        for text in [entry.to_string(), serde_json::to_string_pretty(&entry).unwrap()] {
            let found = find_in_entry(text.as_bytes(), "/log/entries/0");
            let documents = found.candidates.iter().map(|it| {
                assert_eq!(it.pointer, "/log/entries/0/response/content/text");
                assert_eq!(it.exchange.accept.as_deref(), Some("application/json"));
                described(it).replace(&it.pointer, "").replace("broken", "whole").replace("  ", " ")
            });
            let skipped = found.skipped.iter().map(|it| it.reason.as_str().to_owned());
            assert_eq!(documents.chain(skipped).collect::<Vec<_>>(), [expected], "{text}");
        }
    }
}

#[test]
fn ok_har_in_every_shape() {
    for (pretty, has_log) in [(false, false), (false, true), (true, false), (true, true)] {
        let text = har(pretty, has_log).replace('\n', "\r\n");
        for step in [1, 100, usize::MAX] {
            let documents = found(format!("\u{feff}{text}").as_bytes(), step);
            assert_eq!(documents.len(), 8, "{documents:?}");
            let prefix = if has_log { "pin /log/entries/1" } else { "pin /entries/1" };
            assert!(documents[0].starts_with(prefix), "{documents:?}");
        }
    }
}

#[test]
fn ok_har_with_broken_entries() {
    let good = har_entries()[1].0.to_string();
    for broken in [
        "{\"request\":}",
        "{\"a\":[1,2}]}",
        "{\"x\":\"\u{1}\"}",
        "{\"a\":tru}",
        "{}}",
        "7",
        "{\"a\":\"\\q\"}",
    ] {
        let text = format!("{{\"log\":{{\"entries\":[{good},{broken},{good}]}}}}");
        assert_eq!(found(text.as_bytes(), usize::MAX).len(), 2, "{broken}");
    }
    // A broken entry is reported, and so is the tail of a file that is cut off.
    let mut endings = Vec::new();
    let text = format!("{{\"log\":{{\"entries\":[{good},{}", &good[..good.len() - 9]);
    read(Box::new(text.as_bytes()), &Options::default(), &mut |record, found| {
        endings.push((record.ending, found.broken_at.is_some(), found.candidates.len()));
    })
    .unwrap();
    assert_eq!(endings[0], (Ending::Whole, false, 1));
    assert!(endings[1].0 == Ending::CutOff && endings[1].1, "{endings:?}");
}

#[test]
fn ok_places_lead_to_the_file() {
    let text = har(true, true);
    read(Box::new(text.as_bytes()), &Options::default(), &mut |record, found| {
        for it in &found.candidates {
            let start = record.locate(it.place().start);
            let line = text.lines().nth(start.line - 1).unwrap();
            assert!(line.trim_start().starts_with("\"text\": \""), "{line}");
            let offset = usize::try_from(start.offset).unwrap();
            let before = text[..offset].rfind('\n').map_or(0, |at| at + 1);
            assert_eq!(usize::try_from(start.column), Ok(offset - before + 1));
        }
    })
    .unwrap();
}

#[test]
fn err_cut_at_every_byte() {
    for (name, bytes, documents) in samples().into_iter().chain([har_sample()]) {
        for end in (0..bytes.len()).step_by(if bytes.len() > 4000 { 41 } else { 1 }) {
            let whole = found(&bytes[..end], usize::MAX);
            assert!(whole.len() <= documents.len() + 2, "{name} at {end}: {whole:?}");
        }
    }
}

fn har_sample() -> Sample {
    ("HAR", har(false, true).into(), &["", "", "", "", "", "", "", ""])
}

#[test]
fn err_hostile_texts_end() {
    let many = |text: &str| text.repeat(1_000_000 / text.len());
    for text in [
        many("{\"a\":"),
        many("{\""),
        many("["),
        many("{\"a\":["),
        many("<pin "),
        many("<pin id=\""),
        many("<pin id=\"1\">"),
        many("</pin>"),
        many("<?xml "),
        many("HTTP/1.1 200 OK\n"),
        many("HTTP"),
        many("HTTP/1.1 204 No Content\n"),
        many("{'id': "),
        many("{'id': 'a\\"),
        many("\u{1b}[31m{'"),
        many("b'{\"id\":\"\\"),
        many("\\"),
        many("\u{1b}[31m"),
        many("{\"id\":1,\"code\":2,\"qr\":{"),
        many("\"{\\\"id\\\":"),
        format!("{{\"a\":\"{}\"}}", many("\\u007b\\\"")),
        format!("{{\"a\":[{}1]}}", many("34,")),
        format!("[{}1", many("{\"url\":\"http://x\",\"pin\":{\"id\":1}},")),
    ] {
        let _ = find(text.as_bytes());
        let _ = found(text.as_bytes(), usize::MAX).len();
    }
    // A string in a string a hundred deep is as long as it is deep only if nothing is escaped twice.
    let deep = (0..15).fold(PIN.to_owned(), |text, _| samples::quoted(&text));
    let it = find(deep.as_bytes());
    assert_eq!((it.candidates.len(), it.skipped.len()), (0, 1));
}

#[test]
fn ok_a_million_empty_entries() {
    let text = format!("{{\"log\":{{\"entries\":[{}{{}}]}}}}", "{},".repeat(999_999));
    let mut splitter = Splitter::new(text.as_bytes(), Split::HarEntries, 1000);
    let mut count = 0;
    while let Some(part) = splitter.next_part().unwrap() {
        assert_eq!((part.bytes, part.number), (&b"{}"[..], count));
        count += 1;
    }
    assert_eq!(count, 1_000_000);
}

#[test]
fn err_entries_larger_than_allowed() {
    let entry = har_entries()[1].0.to_string();
    let large = format!("{{\"x\":\"{}\"}}", "y".repeat(3_000_000));
    let text = format!("{{\"log\":{{\"entries\":[{entry},{large},{entry}]}}}}");
    let mut endings = Vec::new();
    let mut splitter = Splitter::new(text.as_bytes(), Split::HarEntries, 100_000);
    while let Some(part) = splitter.next_part().unwrap() {
        let at = usize::try_from(part.offset).unwrap();
        assert!(text.as_bytes()[at..].starts_with(part.bytes) && part.bytes.len() <= 100_000);
        endings.push(part.ending);
    }
    assert_eq!(endings, [Ending::Whole, Ending::TooLarge, Ending::Whole]);
}

/// An archive that is cut off is no shorter archive: wherever it is cut, something is refused.
#[test]
fn err_archives_cut_off() {
    let archive = har(false, true);
    let first = archive.find("entries").unwrap() + "entries\":[".len();
    let last = archive.trim_end().len();
    for end in (first..last).step_by(7).chain(last - 3..last) {
        let mut is_told = false;
        let _ = read(Box::new(&archive.as_bytes()[..end]), &Options::default(), &mut |_, found| {
            is_told |= found.broken_at.is_some() || found.candidates.iter().any(|it| it.kind.is_none());
        });
        assert!(is_told, "{end}: {}", &archive[..end]);
    }
}

/// What goes to both streams is given in the order of the log.
#[test]
fn ok_streams_of_docker_in_order() {
    let line = |stream: &str, document: &str| {
        let log = samples::quoted(&format!("{document}\n"));
        format!(r#"{{"log":{log},"stream":"{stream}","time":"2026-01-02T03:04:05Z"}}"#)
    };
    let log =
        [line("stderr", PIN), line("stdout", ERRORS), line("stderr", ERRORS), line("stdout", PIN)].join("\n");
    assert_eq!(found(log.as_bytes(), usize::MAX), ["pin /log", "errors /log", "errors /log", "pin /log"]);
}

#[test]
fn ok_documents_across_windows() {
    let filler = "2026-01-02 INFO nothing of interest {} <x> in here\n".repeat(3000);
    let pretty =
        serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(PIN).unwrap()).unwrap();
    let mut text = String::new();
    for index in 0..40 {
        text += &filler[..filler.len() - index * 51];
        text.extend(["x ", &pretty, "\n", ERRORS, samples::XML_PIN, "\n"]);
    }
    let mut offsets = Vec::new();
    read(Box::new(text.as_bytes()), &Options::default(), &mut |record, found| {
        for it in &found.candidates {
            let place = record.locate(it.place().start);
            let at = usize::try_from(place.offset).unwrap();
            assert_eq!(&text.as_bytes()[at..at + it.body.len()], &*it.body);
            assert_eq!(place.line, text[..at].matches('\n').count() + 1);
            offsets.push(at);
        }
    })
    .unwrap();
    assert_eq!(offsets.len(), 120);
    assert!(offsets.is_sorted());
}

#[test]
fn ok_a_log_of_docker_across_windows() {
    let log = samples::docker().repeat(2000);
    let mut count = [0; 2];
    read(Box::new(log.as_bytes()), &Options::default(), &mut |record, found| {
        for it in &found.candidates {
            let place = record.locate(it.place().start);
            let at = usize::try_from(place.offset).unwrap();
            count[usize::from(it.kind.is_some())] += 1;
            let start = if it.body[0] == b'{' { &b"{"[..] } else { b"<?xml" };
            assert!(log.as_bytes()[at..].starts_with(start));
            if count[1] % 100 != 0 {
                continue;
            }
            assert_eq!(place.line, log[..at].matches('\n').count() + 1);
        }
    })
    .unwrap();
    assert_eq!(count, [0, 6000]);
}

/// Compares with an index of captures that is not part of the repository: `file documents` on each line.
#[test]
fn ok_captures_of_others() {
    let Ok(folder) = std::env::var("PLEX_PIN_FIELD") else { return };
    let expected = std::fs::read_to_string(format!("{folder}/EXPECTED")).unwrap();
    for line in expected.lines() {
        let (name, count) = line.rsplit_once(' ').unwrap();
        let bytes = std::fs::read(format!("{folder}/{name}")).unwrap();
        assert_eq!(found(&bytes, usize::MAX).len(), count.parse::<usize>().unwrap(), "{name}");
    }
}
