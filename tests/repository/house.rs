//! What the scripts, the workflow and the lists of this repository say about each other; and that nothing is installed unasked.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Returns the text between two others, of which the first one must be there.
fn between<'text>(text: &'text str, before: &str, after: &str) -> &'text str {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no {before:?}"));
    rest.split_once(after).unwrap_or_else(|| panic!("no {after:?} behind {before:?}")).0
}

/// Returns the stages in the order in which `.ci/run` runs them, as `.ci/run --list` prints them.
fn stages(run: &str) -> Vec<&str> {
    between(run, "\nstages=(", ")").split_whitespace().collect()
}

#[test]
fn ok_every_stage_is_a_function() {
    let run = read(".ci/run");
    let functions: BTreeSet<&str> =
        run.lines().filter_map(|line| line.strip_prefix("stage_")?.strip_suffix("() {")).collect();
    assert_eq!(stages(&run).into_iter().collect::<BTreeSet<_>>(), functions);
}

#[test]
fn ok_workflow_runs_every_stage() {
    let (run, workflow) = (read(".ci/run"), read(".github/workflows/ci.yml"));
    let jobs: Vec<&str> = between(&workflow, "\n        stage:\n", "\n    steps:")
        .lines()
        .map(|line| line.trim().strip_prefix("- ").unwrap_or_else(|| panic!("{line:?} is no stage")))
        .collect();
    assert_eq!(jobs, stages(&run), ".github/workflows/ci.yml and .ci/run --list");
    assert!(workflow.contains("- run: .ci/run \"$STAGE\""), "the job of a stage runs the stage");
}

/// Commands are in `.ci` alone, so that there is one list of them.
#[test]
fn ok_justfile_calls_stages_and_scripts() {
    let (run, justfile) = (read(".ci/run"), read("justfile"));
    let stages = stages(&run);
    let commands: Vec<&str> = justfile.lines().filter_map(|line| line.strip_prefix("    ")).collect();
    assert!(commands.len() > 5, "{commands:?}");
    for command in commands {
        let mut words = command.split_whitespace();
        let script = words.next().unwrap();
        assert!(
            script.starts_with(".ci/") && root().join(script).is_file(),
            "{command}: {script} is no script"
        );
        if script == ".ci/run" {
            for word in words.filter(|word| !word.contains('{')) {
                assert!(stages.contains(&word), "{command}: no stage {word}");
            }
        }
    }
}

#[test]
fn ok_scripts_of_the_documents_exist() {
    for document in ["CONTRIBUTING.md", "README.md", "RELEASING.md", "SECURITY.md"] {
        let text = read(document);
        let words = text.split(|letter: char| !(letter.is_alphanumeric() || "./_-".contains(letter)));
        for script in words.filter_map(|word| word.strip_prefix(".ci/")) {
            let script = format!(".ci/{}", script.trim_end_matches('.'));
            assert!(root().join(&script).is_file(), "{document} names {script}, which does not exist");
        }
    }
}

#[test]
fn ok_crates_with_sockets_are_banned() {
    let (script, deny) = (read("tests/interop/no-sockets.py"), read("deny.toml"));
    let script: BTreeSet<&str> =
        between(&script, "\"\"\"\n    actix", "\"\"\"").split_whitespace().skip(1).collect();
    let banned: BTreeSet<&str> = between(&deny, "\ndeny = [\n    \"actix-rt\",\n", "\n]")
        .lines()
        .map(|line| line.trim().trim_matches([',', '"']))
        .collect();
    assert_eq!(script, banned, "tests/interop/no-sockets.py and deny.toml");
}

/// The scripts, without one of their tools.
#[cfg(unix)]
mod without_tools {
    use super::root;
    use std::os::unix::fs::symlink;
    use std::path::PathBuf;
    use std::process::{Command, Output};
    use std::sync::LazyLock;
    use std::{env, fs};

    /// A folder for `PATH` with nothing but what the scripts themselves call.
    // Made once, since the tests run at the same time.
    static PATH: LazyLock<PathBuf> = LazyLock::new(|| {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("few-tools");
        fs::create_dir_all(&folder).unwrap();
        for name in ["bash", "dirname", "env", "mktemp", "rm"] {
            let found = env::split_paths(&env::var_os("PATH").unwrap())
                .map(|it| it.join(name))
                .find(|it| it.is_file());
            let _ = fs::remove_file(folder.join(name));
            symlink(found.unwrap_or_else(|| panic!("no {name}")), folder.join(name)).unwrap();
        }
        folder
    });

    fn run(command: &[&str], in_ci: bool) -> Output {
        let mut script = Command::new(PATH.join("bash"));
        // What is missing in this test is not missing in the run that it is a part of.
        script.env_remove("MISSING");
        script.current_dir(root()).args(command).env("PATH", &*PATH).env_remove("CI").env_remove("INSTALL");
        if in_ci {
            script.env("CI", "true");
        }
        script.output().unwrap()
    }

    #[track_caller]
    fn check(command: &[&str], in_ci: bool, status: i32, out: &str, err: &str) {
        let output = run(command, in_ci);
        let (stdout, stderr) =
            (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(status), "{command:?}: {stdout}{stderr}");
        assert!(stdout.contains(out), "{command:?}: {stdout}");
        assert!(stderr.contains(err), "{command:?}: {stderr}");
    }

    #[test]
    fn err_missing_tools() {
        let rustup = "wasm32-unknown-unknown is not installed; rustup target add wasm32-unknown-unknown";
        check(&[".ci/need", "wasm32-unknown-unknown"], false, 69, "", rustup);
        check(
            &[".ci/need", "node", "cargo-fuzz"],
            false,
            69,
            "",
            "cargo-fuzz is not installed; cargo install",
        );
        check(&[".ci/need", "nothing"], false, 2, "", "does not know the tool 'nothing'");
        // In CI it tries to install, and fails if it cannot.
        check(&[".ci/need", "wasm32-unknown-unknown"], true, 1, "", "could not be installed");
        check(&[".ci/need", "node"], true, 1, "", "node is needed");
    }

    #[test]
    fn err_skipped_stages() {
        let skipped = "== skipped\nwasm: wasm32-unknown-unknown is not installed; rustup";
        check(&[".ci/run", "wasm"], false, 1, skipped, "");
        check(&[".ci/run", "--install", "wasm"], false, 1, "", "could not be installed");
        check(&[".ci/run", "wasm"], true, 1, "", "stage wasm failed");
        check(
            &[".ci/run", "sockets", "wasm"],
            false,
            1,
            "sockets: python3 is not installed\nwasm: wasm32",
            "",
        );
        check(&[".ci/run", "nothing"], false, 2, "", "no stage 'nothing'");
    }
}
