//! probe
use plex_pin::*;
use std::time::Instant;
fn main() {
    let body =
        std::fs::read_to_string("/work/shared/captures/002-rubyplex-v2-pin-pending-weak.json").unwrap();
    let body: String = body.lines().map(|l| l.trim().replacen("\": ", "\":", 1)).collect();
    println!("{} bytes", body.len());
    let n: u32 = std::env::args().nth(1).map_or(1_000_000, |a| a.parse().unwrap());
    if n <= 10000 {
        for _ in 0..n {
            std::hint::black_box(Pin::parse(std::hint::black_box(&body)).unwrap());
        }
        return;
    }
    for _ in 0..if n > 10000 { 5 } else { 1 } {
        let t = Instant::now();
        for _ in 0..n {
            std::hint::black_box(Pin::parse(std::hint::black_box(&body)).unwrap());
        }
        println!("{} ns", t.elapsed().as_nanos() as f64 / n as f64);
        let t = Instant::now();
        for _ in 0..n {
            std::hint::black_box(
                serde_json::from_str::<serde_json::Value>(std::hint::black_box(&body)).unwrap(),
            );
        }
        println!("   value {} ns", t.elapsed().as_nanos() as f64 / n as f64);
        let t = Instant::now();
        for _ in 0..n {
            std::hint::black_box(std::str::from_utf8(std::hint::black_box(body.as_bytes())).unwrap());
        }
        println!("   utf8 {} ns", t.elapsed().as_nanos() as f64 / n as f64);
    }
}
