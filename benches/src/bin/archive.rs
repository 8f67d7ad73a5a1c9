//! Makes captures to measure the command with: an archive of one document a line, or a folder of single files.
//! They are the same at every run, and on every machine.
//!
//! ```sh
//! cargo run --release --bin archive -- 1GB > archive.ndjson
//! cargo run --release --bin archive -- 10000 folder
//! ```

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use plex_pin_benches::texts;

const USAGE: &str = "\
usage: archive SIZE > FILE    an archive of SIZE bytes at least: 1000000, 500MB, 1GB
       archive COUNT FOLDER   a folder with COUNT files, which is made";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let made = match &args[..] {
        [size] => bytes(size).map(archive),
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

fn archive(size: usize) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut written = 0;
    for body in texts::archive() {
        if written >= size {
            break;
        }
        writeln!(out, "{body}")?;
        written += body.len() + 1;
    }
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
