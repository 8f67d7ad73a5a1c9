//! Reads the pins of a file strictly, one a line, and says how many: `read_lines pins.ndjson`.

use std::{env, fs};

use plex_pin::Pin;

fn main() {
    let path = env::args().nth(1).expect("usage: read_lines FILE");
    let lines = fs::read(path).expect("the file can be read");
    let good = lines.split(|&byte| byte == b'\n').filter(|line| !line.is_empty());
    println!("{}", good.filter(|line| Pin::parse(*line).is_ok()).count());
}
