//! Replays the laws of the fuzz targets: on the seeds, on every case that was ever found, and on mutations of the seeds.
//! So the test command protects without a fuzzing engine.

mod mutate;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use mutate::Mutator;
use plex_pin_laws::{LAWS, Law};

const FUZZ: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// The cases of a folder, in order; none where there is no folder.
fn paths(folder: &str, target: &str) -> Vec<PathBuf> {
    let folder = Path::new(FUZZ).join(folder).join(target);
    let Ok(entries) = fs::read_dir(&folder) else {
        return Vec::new();
    };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn read(paths: &[PathBuf]) -> Vec<Vec<u8>> {
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

#[test]
fn ok_laws_hold_for_known_cases() {
    for (target, law) in LAWS {
        for folder in ["seeds", "regressions"] {
            for path in paths(folder, target) {
                eprintln!("{target} {}", path.display());
                law(&fs::read(&path).unwrap());
            }
        }
        assert!(!paths("seeds", target).is_empty(), "{target} has seeds");
    }
}

#[track_caller]
fn ok_mutations(target: &str, cases: usize) {
    let (_, law): (_, Law) = *LAWS.iter().find(|(name, _)| *name == target).unwrap();
    let seeds = read(&paths("seeds", target));
    let mut mutator = Mutator::new(&seeds, include_str!("../../../plex-pin.dict"));
    for _ in 0..cases {
        let case = mutator.case();
        if std::panic::catch_unwind(|| law(&case)).is_err() {
            let path = Path::new(FUZZ).join("artifacts").join(target);
            fs::create_dir_all(&path).unwrap();
            fs::write(path.join("mutated"), &case).unwrap();
            panic!(
                "{target} is broken by \"{}\", see {}",
                case.escape_ascii(),
                path.join("mutated").display()
            );
        }
    }
}

macro_rules! ok_mutations {
    ($($test:ident $target:literal $cases:literal)+) => {
        $(#[test]
        fn $test() {
            ok_mutations($target, $cases);
        })+

        const MUTATED: &[&str] = &[$($target),+];
    };
}

// As many as show most broken rules, in a few seconds.
ok_mutations! {
    ok_mutations_strict_lenient_law "strict_lenient_law" 20_000
    ok_mutations_reader_equals_serde_json "reader_equals_serde_json" 20_000
    ok_mutations_serde_equals_decoder "serde_equals_decoder" 20_000
    ok_mutations_schema_equals_decoder "schema_equals_decoder" 1_000
    ok_mutations_round_trip "round_trip" 20_000
    ok_mutations_text_forms "text_forms" 20_000
    ok_mutations_spans_point_home "spans_point_home" 20_000
    ok_mutations_one_mutation "one_mutation" 20_000
    ok_mutations_secrets "secrets" 20_000
    ok_mutations_redact_hides "redact_hides" 10_000
    ok_mutations_ndjson_lines "ndjson_lines" 10_000
    ok_mutations_xml_equals_json "xml_equals_json" 20_000
    ok_mutations_xml_spans_point_home "xml_spans_point_home" 20_000
    ok_mutations_xml_reader_agrees_with_quick_xml "xml_reader_agrees_with_quick_xml" 20_000
}

/// A law without a target, or seeds without a law, would protect nobody.
#[test]
fn ok_every_law_has_a_target_and_every_folder_a_law() {
    let root = Path::new(FUZZ);
    let names = |folder: &str| -> BTreeSet<String> {
        let entries = fs::read_dir(root.join(folder)).unwrap();
        let stem = |path: PathBuf| path.file_stem().unwrap().to_str().unwrap().to_owned();
        entries.map(|entry| stem(entry.unwrap().path())).collect()
    };
    let laws: BTreeSet<_> = LAWS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names("fuzz_targets"), laws);
    assert_eq!(names("seeds"), laws);
    assert_eq!(MUTATED.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>(), laws);
    let mut regressions = names("regressions");
    regressions.remove("README");
    assert!(regressions.is_subset(&laws), "{regressions:?}");

    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    for law in &laws {
        assert!(manifest.contains(&format!("path = \"fuzz_targets/{law}.rs\"")), "{law} in Cargo.toml");
    }
}
