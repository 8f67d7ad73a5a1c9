//! The recipes of CONTRIBUTING.md: their files exist, and a forgotten step fails.

use std::fs;
use std::path::Path;

use plex_pin::schema::{Draft, Mode, Schema};
use plex_pin::{ApiErrors, DeviationCode, DocumentKind, Location, MemberKind, Pin};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Returns the text of all Rust files directly in a folder.
fn read_folder(path: &str) -> String {
    let files = fs::read_dir(root().join(path)).unwrap().map(|entry| entry.unwrap().path());
    let rust = files.filter(|file| file.extension().is_some_and(|extension| extension == "rs"));
    rust.map(|file| fs::read_to_string(file).unwrap()).collect()
}

#[test]
fn ok_files_of_the_recipes_exist() {
    let text = read("CONTRIBUTING.md");
    let (_, recipes) = text.split_once("## Add a member").expect("the recipes");
    let mut count = 0;
    for path in recipes.split('`').skip(1).step_by(2) {
        let top = path.split('/').next().unwrap_or_default();
        let is_path = path.contains('/') && !path.contains(' ') && root().join(top).is_dir();
        if is_path {
            assert!(root().join(path).exists(), "CONTRIBUTING.md names {path}, which does not exist");
            count += 1;
        }
    }
    assert!(count > 20, "{count} paths");
}

#[test]
fn ok_every_deviation_has_a_row_and_a_text() {
    let (rules, texts, mutants) =
        (read_folder("tests/rules"), read("tests/models/texts.rs"), read_folder("src/mutate"));
    for code in DeviationCode::ALL {
        let step = |file: &str, what: &str| {
            format!("{file}: no {what} of {code}; see \"Add a deviation\" in CONTRIBUTING.md")
        };
        assert!(rules.contains(code.as_str()), "{}", step("tests/rules/", "row"));
        assert!(texts.contains(&format!("\"{code}\"")), "{}", step("tests/models/texts.rs", "text"));
        assert!(mutants.contains(&format!("{code:?}")), "{}", step("src/mutate/faults.rs", "fault"));
    }
}

#[test]
fn ok_every_document_has_its_schemas_and_its_table() {
    for &root in DocumentKind::ALL {
        for &mode in Mode::ALL {
            let found = Schema::find(root, mode, Draft::Draft202012);
            assert!(
                found.is_some(),
                "src/schema.rs: no schema {root}.{mode}; see \"Add a document\" in CONTRIBUTING.md"
            );
        }
        let members = match root {
            DocumentKind::Pin => Pin::MEMBERS,
            DocumentKind::Location => Location::MEMBERS,
            DocumentKind::ApiErrors => ApiErrors::MEMBERS,
            _ => panic!(
                "tests/recipes.rs, tests/members.rs: no table of {root}; see \"Add a document\" in CONTRIBUTING.md"
            ),
        };
        assert!(!members.is_empty());
    }
    for &kind in MemberKind::ALL {
        assert!(kind.members().iter().all(|member| member.kind != kind), "{kind:?} contains itself");
    }
}
