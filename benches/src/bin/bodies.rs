//! Writes compact pins for other programs to read, one a line: `cargo run --release --bin bodies -- 100000 > pins.ndjson`;
//! or, as JSON, the members of pin and location, from which those programs make their models: `-- members`.

use std::env;
use std::io::{self, BufWriter, Write as _};

use plex_pin::{Location, Pin};
use plex_pin_benches::texts;

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some_and(|argument| argument == "members") {
        let tables = [("pin", Pin::MEMBERS), ("location", Location::MEMBERS)].map(|(model, members)| {
            let members = members.iter().map(|it| {
                format!(r#"{{"name":"{}","kind":"{:?}","always":{}}}"#, it.name, it.kind, it.always)
            });
            format!("\"{model}\":[{}]", members.collect::<Vec<_>>().join(","))
        });
        println!("{{{}}}", tables.join(","));
        return Ok(());
    }
    let count = env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(100_000);
    let mut output = BufWriter::new(io::stdout().lock());
    texts::archive().take(count).try_for_each(|body| writeln!(output, "{body}"))?;
    output.flush()
}
