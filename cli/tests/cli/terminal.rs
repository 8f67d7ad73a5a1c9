//! The human report on a terminal: its width, and equal findings told once.

use std::process::Command;

use unicode_width::UnicodeWidthStr;

use crate::support::{Folder, run};

/// A body with a long line, a long name and wide characters.
fn body() -> String {
    let qr = "例示".repeat(60);
    format!(
        "{{\"id\":\"1\",\"qr\":\"{qr}\",\"trusted\":\"yes\",\"product\":[\"{qr}\"],\"{}\":1}}",
        "long-name".repeat(5)
    )
}

#[test]
fn ok_reports_fit_the_width() {
    let folder = Folder::new("terminal_width").file("a.json", body());
    for columns in [40, 60, 80, 100, 200] {
        let mut command = folder.command(&["validate", "--mode=lenient", "a.json"]);
        let out = run(command.env("COLUMNS", columns.to_string())).out;
        for line in out.lines() {
            // A word that is longer stays whole, and lines with names of files are not broken.
            let is_whole = !line.trim_start().contains(' ')
                || ["a.json", "1 file,", "For more"].iter().any(|it| line.contains(it));
            assert!(line.width() <= columns || is_whole, "{columns}: {line}");
        }
        // No word is broken.
        let text = out.split_whitespace().collect::<Vec<_>>().join(" ");
        for whole in [
            "error[wrong-type]: expected boolean, found string at /trusted",
            "= help: plex.tv sends a number here; a client that compares types will fail",
        ] {
            assert!(text.contains(whole), "{columns}: {whole}: {out}");
        }
    }
    // Without a terminal excerpts fit 80 columns, and other lines are left as they are.
    let out = folder.run(&["validate", "--mode=lenient", "a.json"]).out;
    let title =
        "\nwarning[string-for-number]: expected integer in 0..=9007199254740991, found string at /id\n";
    assert!(out.contains(title), "{out}");
    let excerpts: Vec<_> = out.lines().filter(|line| line.starts_with("1 | ")).collect();
    assert_eq!(excerpts.len(), 4, "{out}");
    assert!(excerpts.iter().all(|line| line.width() <= 80), "{out}");
}

/// Runs a command of a shell on a terminal.
#[cfg(target_os = "linux")]
fn on_terminal(folder: &Folder, command: &str) -> String {
    let output = Command::new("script")
        .args(["-qec", command, "/dev/null"])
        .env("COMMAND", env!("CARGO_BIN_EXE_plex-pin"))
        .env_remove("COLUMNS")
        .env("NO_COLOR", "1")
        .current_dir(&folder.0)
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap().replace("\r\n", "\n")
}

#[cfg(target_os = "linux")]
#[test]
fn ok_width_of_a_terminal() {
    let folder = Folder::new("terminal_size").file("a.json", body());
    let shown = on_terminal(&folder, "stty rows 30 cols 50; $COMMAND validate --as pin a.json");
    assert!(shown.contains("deviates"), "{shown}");
    let wide: Vec<_> = shown.lines().filter(|line| line.width() > 50 && line.contains(['|', '='])).collect();
    assert_eq!(wide, [""; 0], "{shown}");
}

const TABLE: &str = "The same in more records, where only the first is shown (--group=never shows all):";

#[test]
fn ok_equal_findings_are_told_once() {
    let lines = "{\"id\":\"1\"}\n".repeat(30) + "{\"id\":\"1\",\"trusted\":0}\n";
    let folder = Folder::new("terminal_group").file("a.ndjson", lines);
    let out = folder.run(&["validate", "--group", "a.ndjson"]).out;
    assert_eq!(out.matches("\nerror[string-for-number]").count(), 1, "{out}");
    assert!(out.contains("\na.ndjson:31: deviates (pin, 2 errors)\n\nerror[number-for-boolean]"), "{out}");
    let table = format!(
        "\n{TABLE}\n\n  30  error[string-for-number] at /id, as in a.ndjson:1:7\n\n1 file, 31 documents: "
    );
    assert!(out.contains(&table), "{out}");
    assert!(out.contains("\n  31  string-for-number   first in a.ndjson:1:7\n"), "{out}");
    // Many files are many records.
    let mut folder = Folder::new("terminal_group_files");
    for number in 0..5 {
        folder = folder.file(&format!("in/{number}.json"), r#"{"id":"1"}"#);
    }
    let out = folder.run(&["validate", "--group=always", "in"]).out;
    assert!(out.contains("\n  4  error[string-for-number] at /id, as in in/0.json:1:7\n"), "{out}");
    for group in [&["--group=never"][..], &["--group=auto"], &[]] {
        let out = folder.run(&[&["validate"], group, &["in"]].concat()).out;
        assert_eq!(out.matches("\nerror[string-for-number]").count(), 5, "{out}");
        assert!(!out.contains(TABLE));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn ok_many_records_on_a_terminal_are_grouped() {
    let folder = Folder::new("terminal_auto")
        .file("few.ndjson", "{\"id\":\"1\"}\n".repeat(20))
        .file("many.ndjson", "{\"id\":\"1\"}\n".repeat(25));
    for (file, more) in
        [("few", None), ("many", Some("\n  5  error[string-for-number] at /id, as in many.ndjson:1:7\n"))]
    {
        let shown = on_terminal(&folder, &format!("$COMMAND validate --as pin {file}.ndjson"));
        assert_eq!(shown.matches("error[string-for-number]: ").count(), 20, "{shown}");
        assert_eq!(shown.contains(TABLE), more.is_some());
        assert!(shown.contains(more.unwrap_or_default()), "{shown}");
    }
}
