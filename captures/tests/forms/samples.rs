//! Captures in the forms that people have, with values of our own.

use std::io::Write;

use serde_json::{Value, json};

pub(crate) const PIN: &str = r#"{"id":5123,"code":"7RQZ","product":"Café \"TV\"","trusted":false,"clientIdentifier":"cid-1","location":{"code":"AT","european_union_member":true,"continent_code":"EU","country":"Austria","city":"Wien","time_zone":"Europe/Vienna"},"expiresIn":899,"createdAt":"2026-01-02T03:04:05Z","expiresAt":"2026-01-02T03:19:05Z","authToken":null,"newRegistration":null}"#;
pub(crate) const LOCATION: &str =
    r#"{"code":"AT","european_union_member":true,"continent_code":"EU","country":"Austria","city":"Wien"}"#;
pub(crate) const ERRORS: &str = r#"{"errors":[{"code":1020,"message":"Code not found or expired"}]}"#;
pub(crate) const ACCOUNT: &str = r#"{"id":7,"uuid":"u-1","username":"somebody","email":"a@example.test"}"#;
pub(crate) const XML_PIN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<pin id=\"5123\" code=\"7RQZ\" product=\"a &amp; b\">\n  <location code=\"AT\" country=\"Austria\"/>\n</pin>";
pub(crate) const XML_ERRORS: &str = "<errors><error code=\"1020\" message=\"Code not found\"/></errors>";

/// A string as JSON writes it, with its quotes.
pub(crate) fn quoted(text: &str) -> String {
    json!(text).to_string()
}

pub(crate) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for group in bytes.chunks(3) {
        let bits =
            group.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for index in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * index)) as usize & 63];
            out.push(if index <= group.len() { letter.into() } else { '=' });
        }
    }
    out
}

#[expect(clippy::needless_pass_by_value, reason = "`json!` makes it in the call")]
fn entry(method: &str, url: &str, status: i64, content: Value) -> Value {
    json!({
        "startedDateTime": "2026-01-02T03:04:05.000Z", "time": 12,
        "request": {"method": method, "url": url, "headers": [{"name": "Accept", "value": "application/json"}]},
        "response": {"status": status, "content": content},
        "cache": {}, "timings": {},
    })
}

/// The entries of a HAR, each with what is found in it.
pub(crate) fn har_entries() -> Vec<(Value, &'static str)> {
    let text = |text: &str, kind: &str| json!({"size": text.len(), "mimeType": kind, "text": text});
    let json = "application/json; charset=utf-8";
    vec![
        (entry("GET", "https://app.example/x", 200, text(PIN, json)), "other-host"),
        (entry("POST", "https://plex.tv/api/v2/pins?strong=true", 201, text(PIN, json)), "pin 201"),
        (
            entry(
                "GET",
                "https://clients.plex.tv/api/v2/pins/5123",
                200,
                json!({
                    "mimeType": json, "text": base64(PIN.as_bytes()), "encoding": "base64",
                }),
            ),
            "pin 200",
        ),
        (entry("GET", "https://plex.tv/api/v2/user", 200, text(ACCOUNT, json)), "other-endpoint"),
        (entry("GET", "https://plex.tv/api/v2/geoip", 200, text(LOCATION, json)), "location 200"),
        (entry("GET", "https://plex.tv/api/v2/pins/1", 404, text(ERRORS, json)), "errors 404"),
        (entry("GET", "https://plex.tv/api/v2/pins/5123", 200, text(XML_PIN, "text/xml")), "pin 200"),
        (entry("OPTIONS", "https://plex.tv/api/v2/pins", 204, json!({"size": 0})), "no-body-expected"),
        (entry("PUT", "https://plex.tv/api/v2/pins/link", 204, text("", "x-unknown")), "no-body-expected"),
        (entry("GET", "https://plex.tv/api/v2/pins/1", -1, json!({"size": -1})), "no-response"),
        (entry("GET", "https://plex.tv/api/v2/pins/1", 200, json!({"size": 9})), "no-body-kept"),
        (
            entry("GET", "https://plex.tv/api/v2/pins/1", 200, json!({"_file": "a.json"})),
            "body-in-other-file",
        ),
        (
            entry("GET", "https://plex.tv/api/v2/pins/1", 429, text("Slow down!", "text/plain")),
            "text-of-proxy",
        ),
        (
            entry("GET", "https://plex.tv/api/v2/pins/1", 200, text("<html>x</html>", "text/html")),
            "whole 200",
        ),
        // Firefox says base64 of plain text.
        (
            entry(
                "GET",
                "https://plex.tv/api/v2/pins/1",
                200,
                json!({"text": "Unauthorized", "encoding": "base64"}),
            ),
            "whole 200",
        ),
        (entry("GET", "https://plex.tv/api/v2/pins/1", 200, text("{}", json)), "whole 200"),
        (json!({"request": 7}), "not-an-entry"),
        (json!("text"), "not-an-entry"),
    ]
}

pub(crate) fn har(pretty: bool, has_log: bool) -> String {
    let entries: Vec<_> = har_entries().into_iter().map(|(entry, _)| entry).collect();
    let log =
        json!({"version": "1.2", "creator": {"name": "x"}, "pages": [{"entries": 1}], "entries": entries});
    let whole = if has_log { json!({ "log": log }) } else { log };
    if pretty { serde_json::to_string_pretty(&whole).unwrap() } else { whole.to_string() }
}

/// What is in a log of Docker: a line in two halves, and an element over several lines.
pub(crate) fn docker() -> String {
    let line = |text: &str, stream: &str| {
        format!("{{\"log\":{},\"stream\":\"{stream}\",\"time\":\"2026-01-02T03:04:05Z\"}}\n", quoted(text))
    };
    let (head, tail) = PIN.split_at(PIN.len() / 2);
    let mut log = line("starting\n", "stdout") + &line(head, "stdout") + &line("a warning\n", "stderr");
    log += &line(&format!("{tail}\n"), "stdout");
    XML_PIN.split_inclusive('\n').for_each(|part| log += &line(part, "stdout"));
    log + &line(&format!("\n{ERRORS}\n"), "stderr")
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A capture, and the documents in it: kind, pointer, status.
pub(crate) type Sample = (&'static str, Vec<u8>, &'static [&'static str]);

pub(crate) fn samples() -> Vec<Sample> {
    let bytes = PIN.bytes().map(|byte| byte.to_string()).collect::<Vec<_>>().join(", ");
    let utf16: Vec<u8> = format!("\u{feff}{PIN}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let coloured = PIN.replace("\":", "\"\u{1b}[39m:\u{1b}[37m ").replace(",\"", "\u{1b}[0m,\n\u{1b}[94m\"");
    let curl = "HTTP/2 201 \r\ncontent-type: application/json\r\nx: y\r\n\r\n";
    let verbose = "*   Trying\n> GET /api/v2/pins/5123 HTTP/2\r\n> Host: plex.tv\r\n> accept: */*\r\n> \r\n{ [5 bytes data]\n< HTTP/2 404 \r\n< content-type: application/json\r\n< \r\n{ [64 bytes data]\n\r100  64\n* left intact\n";
    let deep = (0..6).fold(PIN.to_owned(), |text, _| quoted(&text));
    let postman = json!({"info": {"name": "x"}, "item": [{"response": [{
        "originalRequest": {"method": "POST", "url": {"raw": "https://plex.tv/api/v2/pins"}},
        "status": "Created", "code": 201, "header": [{"key": "Content-Type", "value": "application/json"}], "body": PIN,
    }]}]});
    vec![
        ("body", PIN.into(), &["pin"]),
        ("byte order mark", format!("\u{feff}{PIN}").into(), &["pin"]),
        (
            "bodies one after another",
            format!("{PIN}{ERRORS}\n{LOCATION}").into(),
            &["pin", "errors", "location"],
        ),
        ("array", format!("[{PIN},\n{ERRORS}]").into(), &["pin /0", "errors /1"]),
        ("lines", format!("{PIN}\n\n{ERRORS}\r\n").into(), &["pin", "errors"]),
        ("string", quoted(PIN).into(), &["pin"]),
        ("string in strings", deep.into(), &["pin"]),
        ("status and body", format!("{{\"status\":200,\"body\":{PIN}}}").into(), &["pin /body 200"]),
        (
            "body and status",
            format!("{{\"a/b\":{{\"body\":{ERRORS}}},\"status\":404}}").into(),
            &["errors /a~1b/body 404"],
        ),
        ("Postman", postman.to_string().into(), &["pin /item/0/response/0/body 201"]),
        ("byte array", format!("{{\"data\":[{bytes}]}}").into(), &["pin /data"]),
        (
            "base64 before its encoding",
            json!({"body": base64(PIN.as_bytes()), "base64Encoded": true}).to_string().into(),
            &["pin /body"],
        ),
        (
            "log in a string",
            json!({"msg": format!("got {PIN} and {ERRORS}")}).to_string().into(),
            &["pin /msg", "errors /msg"],
        ),
        ("XML in a string", json!({"raw": XML_PIN, "status": 200}).to_string().into(), &["pin /raw 200"]),
        ("wrapped", "{\"pin\":{\"id\":1}}\n{\"pin\":{\"x\":1}}\n".to_string().into(), &["pin"]),
        (
            "bare error",
            br#"[{"code":1003,"message":"x"},{"code":"ECONNRESET","message":"x"}]"#.to_vec(),
            &["errors /0"],
        ),
        ("XML", XML_PIN.into(), &["pin"]),
        ("XML errors", format!("  {XML_ERRORS}\n").into(), &["errors"]),
        (
            "log",
            format!("[12:00:01] DEBUG got {PIN}: {{}} {{x}}\n[12:00:02] <pin> {XML_ERRORS} {ERRORS}\n")
                .into(),
            &["pin", "errors", "errors"],
        ),
        ("JSONP", format!("callback({PIN});").into(), &["pin"]),
        ("event stream", format!("event: pin\ndata: {PIN}\n\ndata: {ERRORS}\n\n").into(), &["pin", "errors"]),
        ("colour", format!("> x\n{coloured}").into(), &["pin"]),
        ("curl -i", format!("{curl}{PIN}").into(), &["pin 201"]),
        ("curl -i of XML", format!("{curl}{XML_PIN}").into(), &["pin 201"]),
        (
            "curl -i without a line break",
            format!("{curl}{PIN}{curl}{XML_PIN}").into(),
            &["pin 201", "pin 201"],
        ),
        ("curl -i of a 204", format!("HTTP/2 204 \r\nx: y\r\n\r\n{PIN}").into(), &["pin"]),
        ("curl -v", format!("{verbose}{ERRORS}").into(), &["errors 404"]),
        ("coloured XML", format!("{curl}{}", coloured_words(XML_PIN)).into(), &["pin 201"]),
        (
            "curl --trace-ascii",
            format!("== Info: x\n<= Recv data, 700 bytes (0x2bc)\n0000: {PIN}\n").into(),
            &[],
        ),
        ("mitmproxy", format!("4:8:response;{PIN}").into(), &[]),
        ("Python's bytes", br#"x b'{"id":1,"code":"A","qr":""}'"#.to_vec(), &["pin"]),
        ("Python's bytes, escaped", br#"x b'{"id":1,"code":"\xc3","qr":""}'"#.to_vec(), &[]),
        ("broken in a log", format!("x {}\ny {ERRORS}\n", &PIN[..200]).into(), &["broken", "errors"]),
        ("Docker", docker().into(), &["pin /log", "pin /log", "errors /log"]),
        ("gzip", gzip(PIN.as_bytes()), &["pin"]),
        ("UTF-16", utf16, &["pin"]),
        ("account", ACCOUNT.into(), &[]),
        ("an app's errors", br#"{"message":"no","errors":[{"path":"/x","message":"no"}]}"#.to_vec(), &[]),
        ("Python", b"{'id': 5123, 'code': '7RQZ', 'authToken': None}".to_vec(), &[]),
        ("HTML", b"<html><title>401</title></html>".to_vec(), &[]),
        ("plain text", b"Rate limit exceeded!".to_vec(), &[]),
        ("nothing", Vec::new(), &[]),
    ]
}

/// A text as a terminal shows it: each quoted word in a colour.
fn coloured_words(text: &str) -> String {
    let mut words = text.split('"');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |text, word| format!("{text}\u{1b}[33m\"\u{1b}[39;49;00m{word}"))
}
