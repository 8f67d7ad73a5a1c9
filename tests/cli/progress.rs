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
        (format!("{slow} | $COMMAND validate --lines -"), true),
        (format!("{slow} | $COMMAND validate --lines - >report"), true),
        (format!("{slow} | $COMMAND validate --lines --quiet -"), false),
        (format!("{slow} | $COMMAND validate --lines - 2>errors"), false),
        ("cat good bad good | $COMMAND validate --lines -".to_owned(), false),
    ] {
        let shown = on_terminal(&folder, &command);
        assert_eq!(shown.contains("documents, "), is_shown, "{command}: {shown}");
        // The bar is gone before a line of the report is written, and at the end.
        for line in shown.lines().filter(|line| line.contains("<stdin>")) {
            assert!(!line.rsplit("\u{1b}[2K").next().unwrap().contains(" documents, "), "{command}: {line}");
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
