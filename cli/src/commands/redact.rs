//! `plex-pin redact`: from arguments to masked files.
//!
//! All inputs are read twice: for their secrets, then to mask them. Nothing is written before every result has been
//! searched for what was masked.

mod source;
mod spool;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use plex_pin_captures::redact::{Masked, Personal, Redactor, Unsafe, redact_name};
use same_file::Handle;

use crate::args::{RedactArgs, RedactFormat};
use crate::display::escape;
use crate::exit::Exit;
use crate::output::{eprint_error, exit_after, print};
use source::Source;
use spool::{Spool, TemporaryFile};

/// Returns the error message of a combination of arguments that is invalid.
pub(super) fn conflict(args: &RedactArgs) -> Option<&'static str> {
    let stdin = args.paths.iter().filter(|path| path.as_os_str() == "-").count();
    if stdin > 1 {
        return Some("standard input (-) can be read only once");
    }
    if args.in_place && stdin > 0 {
        return Some("standard input (-) cannot be redacted in place");
    }
    (args.output.is_some() && args.paths.len() > 1)
        .then_some("--output takes one input; use --in-place for more")
}

/// An input, and the result of redacting it.
struct Input<'p> {
    path: &'p Path,
    name: String,
    source: Source,
    text: Spool,
    masked: Vec<Masked>,
    counts: BTreeMap<&'static str, usize>,
}

pub(super) fn run(args: &RedactArgs) -> Exit {
    let mut exit = Exit::Success;
    let mut inputs = Vec::new();
    for path in &args.paths {
        match open(path, args) {
            Ok(input) => inputs.push(input),
            Err(message) => {
                eprint_error(format_args!("{}: {message}", shown(path)));
                exit = Exit::Failure;
            }
        }
    }
    let also: Vec<Personal> =
        args.also.iter().flat_map(|it| it.0.map_or(Personal::ALL.to_vec(), |it| vec![it])).collect();
    let mut redactor = Redactor::new(&also);
    match mask(&mut redactor, &mut inputs, args) {
        Ok(is_whole) if is_whole && exit == Exit::Success => {}
        Ok(_) => exit = Exit::Failure,
        Err(failed) => return failed,
    }
    match write(&mut inputs, args) {
        // What could not be read may have secrets as well.
        Exit::Success | Exit::Deviations if exit != Exit::Success => exit,
        written => written,
    }
}

fn open<'p>(path: &'p Path, args: &RedactArgs) -> Result<Input<'p>, String> {
    let is_same = |handle: io::Result<Handle>| {
        handle.is_ok_and(|it| it.as_file().metadata().is_ok_and(|it| it.is_file()) && is_input(path, &it))
    };
    let writes_itself = args.output.as_ref().is_some_and(|output| is_same(Handle::from_path(output)));
    if writes_itself {
        return Err("the output is the input: use --in-place".to_owned());
    }
    if !args.in_place && is_same(Handle::stdout()) {
        return Err("standard output is the input".to_owned());
    }
    let source = Source::open(path).map_err(|error| error.to_string())?;
    Ok(Input {
        path,
        name: shown(path),
        source,
        text: Spool::default(),
        masked: Vec::new(),
        counts: BTreeMap::new(),
    })
}

fn is_input(path: &Path, output: &Handle) -> bool {
    if path.as_os_str() == "-" {
        Handle::stdin().is_ok_and(|stdin| stdin == *output)
    } else {
        Handle::from_path(path).is_ok_and(|input| input == *output)
    }
}

/// Masks all inputs. Returns whether each was read to its end.
fn mask(redactor: &mut Redactor, inputs: &mut [Input<'_>], args: &RedactArgs) -> Result<bool, Exit> {
    let mut is_whole = true;
    for input in &*inputs {
        let text = input.source.text().map_err(|error| input.fail(&error))?;
        let learned = redactor.learn(text);
        if let Some((problem, offset)) = learned.problem {
            return Err(input.refuse(problem, offset));
        }
        if let Some(error) = learned.failure {
            // A file that ends early is redacted as far as it goes.
            let problem = if error.kind() == io::ErrorKind::UnexpectedEof {
                "is cut off"
            } else {
                "cannot be read to its end"
            };
            eprint_error(format_args!("{}: {problem}: {error}; what could be read is redacted", input.name));
            is_whole = false;
        }
    }
    for input in inputs {
        let keeps = args.list || args.check || args.format == RedactFormat::Json;
        let Input { source, text, masked, counts, .. } = &mut *input;
        let result = source.text().and_then(|reader| {
            redactor.mask(reader, text, &mut |secret| {
                *counts.entry(secret.name).or_default() += 1;
                if keeps {
                    masked.push(secret);
                }
            })
        });
        result.map_err(|error| input.fail(&error))?;
        let checked =
            input.text.reader().map(|text| redactor.check(text)).map_err(|error| input.fail(&error))?;
        if let Some((problem, offset)) = checked.problem {
            return Err(input.refuse(problem, offset));
        }
    }
    Ok(is_whole)
}

/// Writes the results, or what would be masked.
fn write(inputs: &mut [Input<'_>], args: &RedactArgs) -> Exit {
    if args.list || args.check {
        let listed = print(&inputs.iter().map(|input| input.list(args.format)).collect::<String>());
        let count: usize = inputs.iter().map(|input| input.masked.len()).sum();
        if !args.check || count == 0 || listed != Exit::Success {
            return listed;
        }
        eprint_error(format_args!("found {count} value{} to mask", if count == 1 { "" } else { "s" }));
        return Exit::Deviations;
    }
    let mut prepared = Vec::new();
    for input in &*inputs {
        let target = if args.in_place { Some(input.path) } else { args.output.as_deref() };
        let written = match target {
            Some(target) => input.prepare(target).map(|file| prepared.push((file, target.to_owned()))),
            None => {
                let written = source::write(&input.text, input.source.is_gzip, io::stdout().lock());
                match exit_after(written, Exit::Success) {
                    Exit::Success => Ok(()),
                    failed => return failed,
                }
            }
        };
        if let Err(error) = written {
            eprint_error(format_args!("cannot write {}: {error}", shown(target.unwrap_or(input.path))));
            return Exit::Failure;
        }
    }
    for (file, target) in prepared {
        if let Err(error) = file.replace(&target) {
            eprint_error(format_args!("cannot write {}: {error}", shown(&target)));
            return Exit::Failure;
        }
    }
    for input in &*inputs {
        input.report(args.format);
    }
    Exit::Success
}

impl Input<'_> {
    fn fail(&self, error: &io::Error) -> Exit {
        eprint_error(format_args!("{}: {error}", self.name));
        Exit::Failure
    }

    fn refuse(&self, problem: Unsafe, offset: u64) -> Exit {
        let message = match problem {
            Unsafe::HardWrapped => {
                "lines are cut in the middle of a value, as a terminal does: save the output unwrapped"
            }
            Unsafe::HexDump => "is a hexadecimal dump: save the bytes themselves",
            Unsafe::Leak => "a secret is left after redaction; please report this, without the file",
        };
        eprint_error(format_args!("{}: byte {offset}: {message}; nothing was written", self.name));
        Exit::Unsafe
    }

    /// Writes the result to a file next to the target, which it replaces later.
    fn prepare(&self, target: &Path) -> io::Result<TemporaryFile> {
        let target = std::fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
        if target.metadata().is_ok_and(|metadata| metadata.permissions().readonly()) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
        let file = TemporaryFile::new(folder.unwrap_or(Path::new(".")))?;
        source::write(&self.text, self.source.is_gzip, &file.file)?;
        Ok(file)
    }

    /// Reports on standard error what was masked.
    fn report(&self, format: RedactFormat) {
        match format {
            RedactFormat::Human => eprint_error(format_args!("{}: {}", self.name, self.summary())),
            RedactFormat::Json => eprint!("{}", self.json()),
        }
    }

    fn summary(&self) -> String {
        let total: usize = self.counts.values().sum();
        if total == 0 {
            return "found nothing to mask".to_owned();
        }
        let counts: Vec<_> = self.counts.iter().map(|(name, count)| format!("{count} {name}")).collect();
        format!("masked {total} value{}: {}", if total == 1 { "" } else { "s" }, counts.join(", "))
    }

    /// Lists what would be masked, one per line.
    fn list(&self, format: RedactFormat) -> String {
        if format == RedactFormat::Json {
            return self.json();
        }
        let line = |it: &Masked| {
            format!(
                "{}:{}:{}: {}, {} bytes, number {}\n",
                self.name, it.line, it.column, it.name, it.len, it.number
            )
        };
        self.masked.iter().map(line).collect()
    }

    fn json(&self) -> String {
        let spans = self.masked.iter().map(|it| {
            serde_json::json!({
                "name": it.name, "number": it.number, "start": it.start, "end": it.end,
                "line": it.line, "column": it.column, "bytes": it.len,
            })
        });
        let masked: Vec<_> = spans.collect();
        format!("{}\n", serde_json::json!({ "source": self.name, "masked": masked, "counts": self.counts }))
    }
}

/// Returns the name of a file for messages, with secrets masked and control characters escaped.
fn shown(path: &Path) -> String {
    if path.as_os_str() == "-" {
        return "<stdin>".to_owned();
    }
    escape(&redact_name(&path.to_string_lossy()), usize::MAX)
}
