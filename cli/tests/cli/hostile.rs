//! Bodies and names that would like to be something else than text.

use crate::support::Folder;

/// What a terminal or a build service would act upon.
#[track_caller]
fn assert_harmless(out: &str, what: &str) {
    for line in out.lines() {
        assert!(!line.contains(char::is_control), "{what}: {line:?}");
        assert!(!line.trim_start().starts_with("::"), "{what}: {line:?}");
        assert!(!line.contains("##"), "{what}: {line:?}");
        assert!(!line.contains(['\u{202E}', '\u{2028}', '\u{FEFF}']), "{what}: {line:?}");
    }
}

const NASTY: [&str; 7] = [
    "\u{1b}]0;title\u{7}\u{1b}[2J",
    "\u{9b}31m",
    "x\n::error::gone",
    "##vso[task.setvariable variable=a]##[error]",
    // Between escapes there is nothing else.
    "\"##\"",
    "\u{202E}gnp\u{2028}\u{FEFF}",
    "\r\u{8}\u{0}\u{7f}",
];

#[test]
fn ok_hostile_text_is_escaped() {
    let folder = Folder::new("nasty");
    for (index, nasty) in NASTY.into_iter().enumerate() {
        let escaped = serde_json::to_string(nasty).unwrap();
        let bodies = [
            nasty.to_owned(),
            format!("\n{nasty}"),
            format!("{{\"id\":{escaped}}}"),
            format!("{{\"id\":\"{nasty}\"}}"),
            format!("{{{escaped}:1,\"id\":true}}"),
            format!("{{\"{nasty}\":1,\"id\":true}}"),
            format!("{{\"location\":{{\"code\":1,\n{escaped}:1}}}}"),
            format!("{{\"createdAt\":{escaped},\n\"coordinates\":{escaped}}}"),
        ];
        for (number, body) in bodies.iter().enumerate() {
            let name = format!("{index}-{number}");
            std::fs::write(folder.0.join(&name), body).unwrap();
            for format in ["human", "json", "ndjson", "sarif", "junit", "gitlab"] {
                for mode in ["strict", "lenient"] {
                    let run = folder.run(&["validate", "--format", format, "--mode", mode, &name]);
                    assert_harmless(&run.out, &format!("{format} {body:?}"));
                    assert_eq!(run.err, "", "{body:?}");
                    // An unknown member alone is a warning.
                    let is_fine = mode == "lenient" && run.code == Some(0);
                    assert!(is_fine || run.code == Some(1), "{body:?}");
                }
            }
        }
    }
}

/// What GitHub's runner obeys is what the report means, and nothing else.
#[test]
fn ok_annotations_hold_no_other_command() {
    let folder = Folder::new("nasty_annotations");
    for nasty in NASTY {
        let name = serde_json::to_string(nasty).unwrap();
        std::fs::write(folder.0.join("a,b::c%.json"), format!("{{{name}:1,\"id\":true}}")).unwrap();
        let run = folder.run(&["validate", "--format=github", "a,b::c%.json"]);
        let (commands, others): (Vec<_>, Vec<_>) = run.out.lines().partition(|line| line.starts_with("::"));
        assert_harmless(&others.join("\n"), nasty);
        assert_eq!(commands.len(), 2, "{}", run.out);
        for command in commands {
            assert!(command.starts_with("::error file=a%2Cb%3A%3Ac%25.json,line=1,col="), "{command}");
            assert_harmless(command.trim_start_matches("::"), nasty);
        }
    }
}

/// An escape in JSON is the same text to who reads it.
#[test]
fn ok_machine_reports_keep_names_unchanged() {
    let folder = Folder::new("letters");
    for (index, nasty) in NASTY.into_iter().enumerate() {
        let name = serde_json::to_string(nasty).unwrap();
        let file = index.to_string();
        std::fs::write(folder.0.join(&file), format!("{{{name}:1,\"id\":1}}")).unwrap();
        let run = folder.run(&["validate", "--as", "pin", "--format", "ndjson", &file]);
        let record: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(record["findings"][0]["pointer"], format!("/{nasty}"));
    }
}

#[cfg(unix)]
#[test]
fn ok_names_of_files_are_escaped() {
    let folder = Folder::new("file_names").file("in/a\n::error::b\u{1b}.json", r#"{"id":""}"#);
    let run = folder.run(&["validate", "in", "gone\n::error::"]);
    assert_harmless(&run.out, "name");
    assert_harmless(&run.err, "name");
    assert!(run.out.starts_with("in/a\\u{a}::error::b\\u{1b}.json: deviates (pin, 1 error)\n"));
    let message = "plex-pin: cannot read gone\\u{a}::error::: No such file or directory (os error 2)\n";
    assert_eq!(run.err, message);
    let run = folder.run(&["validate", "--format", "ndjson", "in"]);
    let record: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(record["source"], "in/a\n::error::b\u{1b}.json");
}

#[cfg(target_os = "linux")]
#[test]
fn ok_names_of_files_need_not_be_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let folder = Folder::new("no_text_names");
    std::fs::write(folder.0.join(OsStr::from_bytes(b"a\xFF.json")), r#"{"id":1}"#).unwrap();
    let run = folder.run(&["validate", "--as", "pin", "."]);
    assert_eq!(run.out, "./a\u{FFFD}.json: conforms (pin)\n\n1 file, 1 document: 1 conforms\n");
}

#[test]
fn ok_deep_and_wide_bodies() {
    let folder = Folder::new("deep");
    for (body, code) in [
        ("[".repeat(1_000_000), "too-deep"),
        ("{\"a\":".repeat(200_000), "too-deep"),
        (format!("{{\"id\":{}}}", "9".repeat(100_000)), "out-of-range"),
        (format!("{{{}\"id\":1}}", "\"id\":1,".repeat(100_000)), "duplicate-member"),
        (format!("{{\"id\":1,\"{}\":2}}", "n".repeat(1_000_000)), "unknown-member"),
    ] {
        std::fs::write(folder.0.join("a"), &body).unwrap();
        let run = folder.run(&["validate", "a"]);
        assert!(run.out.contains(&format!("\nerror[{code}]: ")), "{code}");
        assert!(run.out.len() < 64 * 400, "{code}: {}", run.out.len());
        assert_eq!(run.code, Some(1), "{code}");
    }
}

/// Names of ten megabytes: people see the beginning of one, programs all of it, and nobody anything worse.
#[test]
fn ok_names_of_ten_megabytes() {
    let folder = Folder::new("long_names");
    for letter in ["n", "\\u001b", "\u{202E}", "\u{e9}", "_"] {
        let count = 10_000_000 / letter.len();
        let name = letter.repeat(count);
        std::fs::write(folder.0.join("a"), format!("{{\"id\":1,\"{name}\":2}}")).unwrap();
        let run = folder.run(&["validate", "a"]);
        assert_harmless(&run.out, letter);
        assert!(run.out.len() < 4000, "{letter}: {}", run.out.len());
        assert_eq!((run.code, &*run.err), (Some(1), ""), "{letter}");
        let run = folder.run(&["validate", "--format", "ndjson", "a"]);
        assert_harmless(&run.out, letter);
        let record: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        let pointer = record["findings"][0]["pointer"].as_str().unwrap();
        assert_eq!(pointer.chars().count(), 1 + count, "{letter}");
        assert_eq!(record["findings"][0]["code"], "unknown-member");
    }
}

/// clap repeats what it cannot accept; a terminal or a build server must not obey it.
#[test]
fn err_hostile_arguments() {
    let folder = Folder::new("nasty_arguments");
    for nasty in NASTY.into_iter().filter(|it| !it.contains('\0')) {
        let option = format!("--as={nasty}");
        let unknown = format!("--{nasty}");
        for args in [
            &["validate", &*option, "a"][..],
            &["validate", "--max-findings", nasty, "a"],
            &["validate", "--threads", nasty, "a"],
            &["validate", &*unknown, "a"],
            &["validate", "--quiet=1", nasty],
            &["explain", nasty],
            &["explain", "syntax", nasty],
            &["schema", nasty],
            &[nasty],
        ] {
            let run = folder.run(args);
            assert_harmless(&run.err, nasty);
            assert_eq!((run.code, &*run.out), (Some(2), ""), "{args:?}");
        }
    }
    let run = folder.run(&["validate", "--as=\u{1b}]0;x\u{7}", "a"]);
    let message = "error: invalid value '\\u{1b}]0;x\\u{7}' for '--as <DOCUMENT>'\n";
    assert!(run.err.starts_with(message), "{}", run.err);
}
