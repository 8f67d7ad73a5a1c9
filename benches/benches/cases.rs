//! All cases under criterion: `cargo bench`, or `cargo bench -- pin/strict`.

use std::time::Instant;

use criterion::{Criterion, Throughput};
use plex_pin_benches::cases;
use plex_pin_benches::texts::Texts;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    for mut case in cases::all(&Texts::new()) {
        // The id is `pin/strict/compact`: criterion joins the parts, and cannot measure an id without a group's name.
        let (group, name) = case.id.split_once('/').expect("an id has parts");
        let mut group = criterion.benchmark_group(group);
        group.throughput(Throughput::Bytes(case.bytes as u64));
        group.bench_function(name, |bencher| {
            bencher.iter_custom(|count| {
                let start = Instant::now();
                case.run(usize::try_from(count).expect("a count fits"));
                start.elapsed()
            });
        });
    }
    criterion.final_summary();
}
