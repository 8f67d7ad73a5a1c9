//! Writes compact pins for other programs to read, one a line: `cargo run --release --bin bodies -- 100000 > pins.ndjson`.

use std::env;
use std::io::{self, BufWriter, Write as _};

use plex_pin_benches::texts;

fn main() -> io::Result<()> {
    let count = env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(100_000);
    let mut output = BufWriter::new(io::stdout().lock());
    texts::archive().take(count).try_for_each(|body| writeln!(output, "{body}"))?;
    output.flush()
}
