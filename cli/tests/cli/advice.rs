//! Advice: by cause, and never in a circle.

use crate::captures::{PIN, entry, har};
use crate::support::Folder;

/// Advice fits the cause, and following it leads on.
#[test]
#[allow(clippy::too_many_lines)] // A table.
fn err_advice_by_cause() {
    let html = |title: &str| format!("<html><head><title>{title}</title></head></html>");
    let pages = ["429 Too Many Requests", "Maintenance", "Sign in", "Welcome"].map(html);
    let archive = har(&[entry("GET", "https://plex.tv/api/v2/pins/5123", 200, PIN)]);
    let two = format!("{PIN} {PIN}\n");
    for (name, text, args, help) in [
        ("a.har", &*archive, &["--as=pin"][..], "omit --as: the documents in it are found then"),
        (
            "b.har",
            &archive.replace('\n', ""),
            &["--as=pin", "--lines"],
            "omit --as and --lines: the documents in the file are found then",
        ),
        (
            "log.json",
            &format!("12:00 INFO got {PIN}"),
            &["--as=pin"],
            "omit --as: the documents in it are found then",
        ),
        (
            "jsonp.json",
            &format!("callback({PIN});"),
            &["--as=pin"],
            "omit --as: the documents in it are found then",
        ),
        ("array.json", &format!("[{PIN}]"), &["--as=pin"], "omit --as: the documents in it are found then"),
        ("two.json", &two, &["--as=pin"], "omit --as: the documents in it are found then"),
        ("two.ndjson", &two, &["--as=auto"], "each line must be one document: split this one"),
        (
            "dict.json",
            "{'id': 1, 'code': 'ABCD', 'authToken': None}",
            &["--as=auto"],
            "print json.dumps(value) in place of",
        ),
        (
            "dict.txt",
            "{'id': 1, 'code': 'ABCD', 'authToken': None}",
            &["--as=auto"],
            "print json.dumps(value) in place of",
        ),
        (
            "js.json",
            "{ id: 1, code: 'ABCD', trusted: false }",
            &["--as=auto"],
            "print JSON.stringify(value) in place of",
        ),
        ("limit.json", "Rate limit exceeded", &["--as=auto"], "poll more slowly, and send X-Plex-Product"),
        ("limit.txt", "Rate limit exceeded", &["--as=auto"], "poll more slowly, and send X-Plex-Product"),
        ("429.html", &pages[0], &["--as=auto"], "poll more slowly, and send X-Plex-Product"),
        (
            "503.html",
            &pages[1],
            &["--as=auto"],
            "the service or what stands before it was not available: try again",
        ),
        (
            "401.html",
            &pages[2],
            &["--as=auto"],
            "the request went to a media server or a proxy: send it to https://plex.tv",
        ),
        ("200.html", &pages[3], &["--as=auto"], "this page is from a media server, a proxy or a login form"),
        ("pin.xml", "<pin id=\"1\"", &["--as=auto"], ""),
        ("few.json", r#"{"id":1}"#, &["--as=auto"], "if this is a pin, say so: --as pin"),
        ("city.json", r#"{"city":"Breda"}"#, &["--as=auto"], "if this is a location, say so: --as location"),
        (
            "error.json",
            r#"{"message":"no"}"#,
            &["--as=auto"],
            "capture the responses of https://plex.tv/api/v2/pins",
        ),
        (
            "other.json",
            r#"{"id":1,"name":"x"}"#,
            &["--as=auto"],
            "capture the responses of https://plex.tv/api/v2/pins",
        ),
        ("empty.json", "{}", &["--as=auto"], "capture the responses of https://plex.tv/api/v2/pins"),
        (
            "few.json",
            r#"{"id":1}"#,
            &["--as=location"],
            "capture the responses of https://plex.tv/api/v2/pins",
        ),
    ] {
        let folder = Folder::new("advice").file(name, text);
        let run = folder.run(&[&["validate"], args, &[name]].concat());
        assert_eq!((run.code, &*run.err), (Some(1), ""), "{name}: {}", run.out);
        assert!(run.out.contains(help), "{name} {args:?}: {help}: {}", run.out);
        // To do what it says again is no advice.
        for option in ["--as", "--lines"] {
            let is_given = args.iter().any(|arg| arg.starts_with(option));
            let omits = help.contains("omit --as");
            assert!(
                !is_given || args == ["--as=auto"] || omits || !run.out.contains(option),
                "{name}: {}",
                run.out
            );
        }
    }
    for (name, text, args) in [
        ("few.json", r#"{"id":1}"#, &["--as=pin"][..]),
        ("city.json", r#"{"city":"Breda"}"#, &["--as=location"]),
        ("a.har", &archive, &["--as=auto"]),
        ("log.json", &format!("12:00 INFO got {PIN}"), &["--as=auto"]),
        ("array.json", &format!("[{PIN}]"), &["--as=auto"]),
    ] {
        let run = Folder::new("advised").file(name, text).run(&[&["validate"], args, &[name]].concat());
        assert_eq!(run.code, Some(0), "{name}: {}", run.out);
    }
}
