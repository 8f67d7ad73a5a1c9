//! A folder for each test, and the command run in it.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// A pin that conforms, not complete.
pub(crate) const GOOD: &str = r#"{"id":5123,"code":"ABCD"}"#;
/// A pin that is recognised as one.
pub(crate) const PIN: &str = r#"{"id":5123,"code":"ABCD","trusted":false}"#;
/// A location that is recognised as one.
pub(crate) const LOCATION: &str = r#"{"city":"Breda","european_union_member":true}"#;
/// A pin that deviates: a value is coerced, another one dropped.
pub(crate) const BAD: &str = "{\n  \"id\": \"5123\",\n  \"createdAt\": \"\",\n  \"code\": \"ABCD\"\n}\n";

/// What a run of the command left.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// An empty folder, in which the command runs.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    /// The folder of a test, whose name must be its own.
    pub(crate) fn new(test: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cli").join(test);
        _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn file(self, name: &str, body: impl AsRef<[u8]>) -> Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, body).unwrap();
        self
    }

    /// Bodies of these tests have few members. `validate` reads them as pins unless the test says `--as`.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_plex-pin"));
        command.args(args).current_dir(&self.0).stdin(Stdio::null());
        if args.first() == Some(&"validate") && !args.iter().any(|arg| arg.starts_with("--as")) {
            command.args(["--as", "pin"]);
        }
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM", "COLUMNS"] {
            command.env_remove(name);
        }
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Run {
        run(&mut self.command(args))
    }

    pub(crate) fn run_on(&self, stdin: &[u8], args: &[&str]) -> Run {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut pipe = child.stdin.take().unwrap();
        // Both ends at once, since either pipe may be full.
        std::thread::scope(|scope| {
            scope.spawn(move || pipe.write_all(stdin).unwrap());
            Run::from(child.wait_with_output().unwrap())
        })
    }

    /// Runs the command, and holds its exit code and standard output against what they should be.
    #[track_caller]
    pub(crate) fn expect(&self, args: &[&str], code: i32, out: &str) {
        let run = self.run(args);
        assert_eq!(run.out, out, "{args:?}");
        assert_eq!((run.code, &*run.err), (Some(code), ""), "{args:?}");
    }
}

/// Runs `test` with what writes to the command's standard input, which is closed after half a minute: a command that waits for more
/// than it should get ends then, so that its test fails, and does not wait with it.
pub(crate) fn with_input<T>(
    child: &mut Child,
    test: impl FnOnce(&dyn Fn(&[u8]) -> std::io::Result<()>) -> T,
) -> T {
    let stdin = &Mutex::new(child.stdin.take());
    let (done, is_done) = mpsc::channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            if is_done.recv_timeout(Duration::from_secs(30)) == Err(RecvTimeoutError::Timeout) {
                stdin.lock().unwrap().take();
            }
        });
        let result = test(&|bytes| match &mut *stdin.lock().unwrap() {
            Some(stdin) => stdin.write_all(bytes),
            None => Err(ErrorKind::BrokenPipe.into()),
        });
        stdin.lock().unwrap().take();
        drop(done);
        result
    })
}

pub(crate) fn run(command: &mut Command) -> Run {
    Run::from(command.output().unwrap())
}

impl From<std::process::Output> for Run {
    fn from(output: std::process::Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// Asserts that a value meets a schema.
#[track_caller]
pub(crate) fn assert_meets(schema: &serde_json::Value, value: &serde_json::Value) {
    let validator = jsonschema::validator_for(schema).unwrap();
    let errors: Vec<_> =
        validator.iter_errors(value).map(|it| format!("{it} at {}", it.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:?}: {value}");
}
