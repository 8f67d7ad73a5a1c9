//! Makes captures to measure the command with: an archive in one file, or a folder of single files.
//! They are the same at every run, and on every machine.
//!
//! ```sh
//! cargo run --release --bin archive -- 1GB > archive.ndjson
//! cargo run --release --bin archive -- 1GB deviating > archive.ndjson
//! cargo run --release --bin archive -- 1GB har > archive.har
//! cargo run --release --bin archive -- 1GB session > session.har
//! cargo run --release --bin archive -- 10000 folder
//! ```

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use plex_pin_benches::texts;

const USAGE: &str = "\
usage: archive SIZE [FORM] > FILE    an archive of SIZE bytes at least (1000000, 500MB, 1GB), as
                                     ndjson (default), deviating: the same with findings in a
                                     hundredth of the records, har, session: a HAR with a page around
                                     each document, or log: lines that hold no document
       archive COUNT FOLDER          a folder with COUNT files, which is made";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let form = |name: &str| FORMS.iter().find(|(known, _)| *known == name).map(|(_, form)| form);
    let write = |size, name| bytes(size).zip(form(name)).map(|(size, form)| archive(size, form));
    let made = match &args[..] {
        [size] => write(size, "ndjson"),
        [size, name] if form(name).is_some() => write(size, name),
        [count, path] => count.parse().ok().map(|count| folder(count, path.as_ref())),
        _ => None,
    };
    match made {
        Some(Ok(())) => ExitCode::SUCCESS,
        Some(Err(error)) => {
            eprintln!("archive: {error}");
            ExitCode::FAILURE
        }
        None => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

/// Reads `1GB`.
fn bytes(size: &str) -> Option<usize> {
    let digits = size.trim_end_matches(|it: char| it.is_ascii_alphabetic());
    let unit = match &size[digits.len()..] {
        "" => 1,
        "kB" => 1_000,
        "MB" => 1_000_000,
        "GB" => 1_000_000_000,
        _ => return None,
    };
    digits.parse::<usize>().ok()?.checked_mul(unit)
}

/// How an archive is written: what comes before, between and behind its records, and a record.
struct Form {
    start: &'static str,
    between: &'static str,
    end: &'static str,
    record: fn(body: &str) -> String,
}

const FORMS: &[(&str, Form)] = &[
    ("ndjson", Form { start: "", between: "\n", end: "\n", record: str::to_owned }),
    ("deviating", Form { start: "", between: "\n", end: "\n", record: deviating }),
    (
        "har",
        Form {
            start: r#"{"log":{"version":"1.2","creator":{"name":"bench","version":"1"},"entries":["#,
            between: ",\n",
            end: "]}}\n",
            record: entry,
        },
    ),
    (
        "session",
        Form {
            start: r#"{"log":{"version":"1.2","creator":{"name":"bench","version":"1"},"entries":["#,
            between: ",\n",
            end: "]}}\n",
            record: session,
        },
    ),
    ("log", Form { start: "", between: "\n", end: "\n", record: line }),
];

/// The body; a hundredth of them, by the last digits of their ids, with a number in a string and an unknown member.
fn deviating(body: &str) -> String {
    let id = &body[..body.find(',').unwrap_or(0)];
    if !id.ends_with("00") {
        return body.to_owned();
    }
    let text = format!("{{\"id\":\"{}\",\"new\":true", id.trim_start_matches("{\"id\":"));
    text + &body[id.len()..]
}

/// The entry of a HAR with the body, as browsers write it.
fn entry(body: &str) -> String {
    let text = body.replace('\\', r"\\").replace('"', "\\\"");
    let size = body.len();
    format!(
        r#"{{"startedDateTime":"2026-01-02T03:04:05.678Z","time":48.2,"request":{{"method":"POST","url":"https://plex.tv/api/v2/pins","httpVersion":"HTTP/2","headers":[{{"name":"accept","value":"application/json"}},{{"name":"x-plex-client-identifier","value":"bench"}}],"queryString":[],"cookies":[],"headersSize":-1,"bodySize":0}},"response":{{"status":201,"statusText":"Created","httpVersion":"HTTP/2","headers":[{{"name":"content-type","value":"application/json; charset=utf-8"}},{{"name":"cache-control","value":"max-age=0, private, must-revalidate"}}],"cookies":[],"content":{{"size":{size},"mimeType":"application/json","text":"{text}"}},"redirectURL":"","headersSize":-1,"bodySize":{size}}},"cache":{{}},"timings":{{"send":0,"wait":48,"receive":0.2}}}}"#
    )
}

/// The entry with the body among those of a page, as a browser records them: a script, a picture, a style sheet, data.
fn session(body: &str) -> String {
    let script = r#"function f(a){return a?\"b\":'c';}\n"#.repeat(900);
    let style = r".a{margin:0 auto;padding:4px}\n".repeat(500);
    let data = r#"{\"key\":\"value\",\"list\":[1,2,3]},"#.repeat(120);
    let picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ".repeat(500);
    let other = |kind: &str, encoding: &str, text: &str| {
        entry("").replace("https://plex.tv/api/v2/pins", "https://app.example/assets/file").replace(
            "\"mimeType\":\"application/json\",\"text\":\"\"",
            &format!("\"mimeType\":\"{kind}\",{encoding}\"text\":\"{text}\""),
        )
    };
    [
        other("text/javascript", "", &script),
        other("image/png", "\"encoding\":\"base64\",", &picture),
        entry(body),
        other("text/css", "", &style),
        other("application/json", "", &data),
    ]
    .join(",\n")
}

/// A line of a log that holds no document. The body makes it another one each time.
fn line(body: &str) -> String {
    let size = body.len();
    format!(
        "2026-01-02 03:04:05,678 DEBUG [urllib3.connectionpool] https://plex.tv:443 \"GET /api/v2/pins/{size} HTTP/1.1\" 200 {size}"
    )
}

fn archive(size: usize, form: &Form) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut written = 0;
    for body in texts::archive() {
        if written >= size {
            break;
        }
        let record = (form.record)(&body);
        write!(out, "{}{record}", if written == 0 { form.start } else { form.between })?;
        written += record.len() + form.between.len();
    }
    out.write_all(form.end.as_bytes())?;
    out.flush()
}

fn folder(count: usize, path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)?;
    let width = count.to_string().len();
    for (number, body) in (1..=count).zip(texts::archive()) {
        fs::write(path.join(format!("{number:0width$}.json")), body)?;
    }
    Ok(())
}
