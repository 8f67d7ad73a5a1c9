//! A contract test: every capture of a folder with what deviates in it, kept beside the test.
//!
//! When plex.tv changes a response, record it, put it into the folder, and `cargo insta review` shows what is new.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use plex_pin::Parser;

#[test]
fn ok_captures_deviate_as_before() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/captures");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    let mut report = String::new();
    for path in paths {
        let body = fs::read(&path).unwrap();
        write!(report, "{}: ", path.file_name().unwrap().display()).unwrap();
        match Parser::LENIENT.parse_document(&body) {
            Ok(parsed) => {
                writeln!(report, "{}", parsed.value().kind()).unwrap();
                for deviation in parsed.deviations() {
                    writeln!(report, "  {} at {}", deviation.code(), deviation.pointer()).unwrap();
                }
            }
            Err(error) => writeln!(report, "refused: {error}").unwrap(),
        }
    }
    insta::assert_snapshot!(report);
}
