//! `fuzz/run` and `fuzz/results`, with programs that stand in for cargo and the fuzz targets.
#![cfg(target_os = "linux")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const FUZZ: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// Logs what it is asked to build, and makes programs that report like libFuzzer; `silent` reports nothing.
const CARGO: &str = r#"#!/usr/bin/env bash
echo "$CARGO_TARGET_DIR: $*" >> "$LOG"
dir=$CARGO_TARGET_DIR/host/release
mkdir -p "$dir"
for name in first second silent; do
    echo '#!/bin/sh' > "$dir/$name"
    chmod +x "$dir/$name"
done
for name in first second; do
    echo 'echo "100 DONE cov: 7"; echo "Done 100 runs in 1 second(s)"' >> "$dir/$name"
    echo 'echo "stat::number_of_executed_units: 100"; echo "stat::average_exec_per_sec: 50"' >> "$dir/$name"
done
"#;

/// A copy of the scripts with three targets: `first`, `second`, `silent`.
struct Copy(PathBuf);

impl Copy {
    fn new(test: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scripts").join(test);
        _ = fs::remove_dir_all(&folder);
        let copy = Self(folder);
        for (name, text) in [("bin/cargo", CARGO), ("bin/rustc", "#!/bin/sh\necho 'host: host'\n")] {
            copy.write(name, text);
            fs::set_permissions(copy.0.join(name), fs::Permissions::from_mode(0o755)).unwrap();
        }
        for name in ["first", "second", "silent"] {
            copy.write(&format!("fuzz/fuzz_targets/{name}.rs"), "");
            copy.write(&format!("fuzz/seeds/{name}/a"), "");
        }
        for name in ["run", "results"] {
            fs::copy(Path::new(FUZZ).join(name), copy.0.join("fuzz").join(name)).unwrap();
        }
        copy.write("fuzz/regressions/README.md", "# Cases\n");
        copy.write("fuzz/regressions/first/a", "");
        copy
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap_or_default()
    }

    /// Runs a script of the copy, with a target folder or without.
    fn script(&self, name: &str, args: &[&str], target: Option<&str>) -> Output {
        let path = format!("{}:{}", self.0.join("bin").display(), std::env::var("PATH").unwrap());
        let mut command = Command::new(self.0.join("fuzz").join(name));
        command.args(args).current_dir(&self.0).env("PATH", path).env("LOG", self.0.join("log"));
        command.env("SANITIZER", "none").env_remove("CARGO_TARGET_DIR");
        if let Some(target) = target {
            command.env("CARGO_TARGET_DIR", target);
        }
        command.output().unwrap()
    }
}

const ROWS: &str = "first\tnone\t100\t50\t7\t0\nsecond\tnone\t100\t50\t7\t0\n";

#[test]
fn ok_named_targets_are_built_and_run() {
    for target in [None, Some("elsewhere")] {
        let copy = Copy::new("named");
        let output = copy.script("run", &["1", "first", "second"], target);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert_eq!(copy.read("fuzz/logs/runs.tsv"), ROWS);
        let folder = copy.0.join(target.unwrap_or("fuzz/target"));
        let build = format!("{}: +stable fuzz build --sanitizer none", folder.display());
        assert_eq!(copy.read("log"), format!("{build} first\n{build} second\n"));
    }
}

#[test]
fn err_targets_that_do_not_run() {
    for (args, message, rows) in [
        (&["1", "first", "third"][..], "there is no target 'third'; there are: first second silent", ""),
        (&[][..], "name the seconds", ""),
        (&["first"][..], "name the seconds", ""),
        (&["1", "silent"][..], "these did not run, see fuzz/logs/: silent", ""),
        (&["1"][..], "these did not run, see fuzz/logs/: silent", ROWS),
    ] {
        let copy = Copy::new("no_run");
        let output = copy.script("run", args, None);
        let shown = String::from_utf8(output.stderr).unwrap();
        assert!(shown.contains(message), "{args:?}: {shown}");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert_eq!(copy.read("fuzz/logs/runs.tsv"), rows, "{args:?}");
    }
}

#[test]
fn err_build_that_fails() {
    let copy = Copy::new("build");
    copy.write("bin/cargo", "#!/bin/sh\nexit 1\n");
    let output = copy.script("run", &["1", "first"], None);
    assert!(String::from_utf8(output.stderr).unwrap().contains("cannot build first"));
    assert_eq!((output.status.code(), &*copy.read("fuzz/logs/runs.tsv")), (Some(2), ""));
}

/// The totals are tracked, so a log that was lost, or one of another clone, takes nothing away.
#[test]
fn ok_results_accumulate() {
    let copy = Copy::new("results");
    copy.write("fuzz/totals.tsv", "first\t1000\t10\t9\nold\t5\t1\t2\n");
    let row = "| `old` | 5 | 5 | 2 | 0 |\n";
    for (runs, totals, rows) in [
        ("", "first\t1000\t10\t9\nold\t5\t1\t2\n", "| `first` | 1,000 | 100 | 9 | 1 |\n"),
        (ROWS, "first\t1100\t12\t9\nold\t5\t1\t2\nsecond\t100\t2\t7\n", "| `first` | 1,100 | 91 | 9 | 1 |\n"),
        ("", "first\t1100\t12\t9\nold\t5\t1\t2\nsecond\t100\t2\t7\n", "| `first` | 1,100 | 91 | 9 | 1 |\n"),
    ] {
        if !runs.is_empty() {
            copy.write("fuzz/logs/runs.tsv", runs);
        }
        let output = copy.script("results", &[], None);
        let table = String::from_utf8(output.stdout).unwrap();
        assert!(table.contains(&format!("{rows}{row}")), "{table}");
        assert_eq!(copy.read("fuzz/totals.tsv"), totals);
    }
    assert_eq!(copy.read("fuzz/logs/added.tsv"), ROWS);
}
