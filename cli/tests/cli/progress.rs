//! Progress, for who waits at a terminal.

use std::process::Command;

use crate::support::{Folder, GOOD};

/// Runs a shell command on a terminal, and gives all that the terminal was sent.
fn on_terminal(folder: &Folder, command: &str) -> String {
    let mut script = Command::new("script");
    script.args(["-qec", command, "/dev/null"]).current_dir(&folder.0);
    script.env("TERM", "xterm").env("NO_COLOR", "1").env("COMMAND", env!("CARGO_BIN_EXE_plex-pin"));
    String::from_utf8(script.output().unwrap().stdout).unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn ok_progress_after_a_second_on_a_terminal_alone() {
    let folder = Folder::new("progress").file("good", format!("{GOOD}\n")).file("bad", "{\"id\":\"1\"}\n");
    let slow = "{ cat good; sleep 1.2; cat good bad; sleep 0.3; cat good; }";
    for (command, is_shown) in [
        (format!("{slow} | $COMMAND validate --as pin --lines -"), true),
        (format!("{slow} | $COMMAND validate --as pin --lines - >report"), true),
        // A pipe has no size, whatever its name.
        (format!("{slow} | $COMMAND validate --as pin --lines /dev/stdin"), true),
        (format!("{slow} | $COMMAND validate --as pin --lines --quiet -"), false),
        (format!("{slow} | $COMMAND validate --as pin --lines - 2>errors"), false),
        ("cat good bad good | $COMMAND validate --as pin --lines -".to_owned(), false),
        // Who types the input sees what is typed.
        (
            "{ cat good; sleep 1.2; cat good; } | script -qec '$COMMAND validate --as pin --lines -' /dev/null"
                .to_owned(),
            false,
        ),
    ] {
        let shown = on_terminal(&folder, &command);
        assert_eq!(shown.contains("documents, "), is_shown, "{command}: {shown}");
        // How much was read when it was drawn last: the bytes, and the documents in them.
        let bars = shown.split("\u{1b}[2K").filter_map(|it| it.split_once(" documents, "));
        if let Some((bar, _)) = bars.last() {
            let read = [" 26 B, 1", " 52 B, 2", " 63 B, 3", " 89 B, 4"];
            assert!(read.iter().any(|it| bar.ends_with(it)), "{command}: {shown}");
        }
        // The bar is gone before a line of the report is written, and at the end.
        for (at, _) in shown.match_indices("<stdin>").chain(shown.match_indices("1 file, ")) {
            let above = shown[..at].rsplit("\u{1b}[2K").next().unwrap();
            assert!(!above.contains(" documents, "), "{command}: {shown}");
        }
        if command.contains(">report") {
            let last = shown.rsplit("\u{1b}[2K").next().unwrap();
            assert_eq!(last.trim(), "", "{command}: {shown}");
            let report = std::fs::read_to_string(folder.0.join("report")).unwrap();
            assert!(report.ends_with("For more about a code: plex-pin explain CODE\n"), "{report}");
            assert!(!report.contains('\u{1b}'), "{report}");
        }
        if command.contains("2>errors") {
            assert_eq!(std::fs::read_to_string(folder.0.join("errors")).unwrap(), "", "{command}");
        }
    }
}

/// How much there is to read is known of files.
#[cfg(target_os = "linux")]
#[test]
fn ok_progress_shows_the_file_size() {
    let folder = Folder::new("progress_file").file("a.ndjson", "{\"id\":\"1\"}\n".repeat(5000));
    // The report is longer than a pipe takes, so that it has to wait for who reads it.
    let shown = on_terminal(&folder, "$COMMAND validate --as pin a.ndjson | { sleep 1.2; cat >report; }");
    assert!(shown.contains("% of 53.71 KiB, "), "{shown}");
}
