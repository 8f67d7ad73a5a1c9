//! The public JSON corpus (github.com/nst/JSONTestSuite), which is not part of this repository. The variable `JSON_TEST_SUITE`
//! names its folder `test_parsing`:
//!
//!     JSON_TEST_SUITE=FOLDER cargo test --all-features --test json_test_suite -- --ignored
//!
//! Without these options the tests are reported as ignored; the stage `corpus` of `.ci/run` runs them.

mod support {
    pub(crate) mod law;
}

use std::path::{Path, PathBuf};
use std::{env, fs};

use plex_pin::{DeviationCode, ErrorKind, Parser, Pin};
use support::law;

/// Returns the name and the text of each file whose name starts so.
fn corpus(prefix: &str) -> Vec<(String, Vec<u8>)> {
    let folder = env::var_os("JSON_TEST_SUITE").map(PathBuf::from);
    let folder =
        folder.expect("JSON_TEST_SUITE must name the folder test_parsing of github.com/nst/JSONTestSuite");
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<(String, Vec<u8>)> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| (name(&path), fs::read(&path).unwrap()))
        .filter(|(name, _)| name.starts_with(prefix))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{}: no {prefix} files", folder.display());
    println!("{} files {prefix}", files.len());
    files
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

/// Returns a pin with the text as the value of an unknown member.
fn embedded(text: &[u8]) -> Vec<u8> {
    [b"{\"id\": 1, \"x\": ", text, b" }"].concat()
}

#[test]
#[ignore = "needs the folder JSON_TEST_SUITE"]
fn ok_texts_that_must_be_accepted() {
    for (name, text) in corpus("y_") {
        let body = embedded(&text);
        law::holds(&body);
        let parsed = Parser::LENIENT.parse::<Pin>(&body).unwrap_or_else(|error| panic!("{name}: {error}"));
        let codes: Vec<_> = parsed.deviations().iter().map(plex_pin::Deviation::code).collect();
        assert_eq!(codes, [DeviationCode::UnknownMember], "{name}");
        assert!(Parser::STRICT.allow(DeviationCode::UnknownMember).parse::<Pin>(&body).is_ok(), "{name}");

        // As the root it is an object that shares no member with a pin, or another type of value.
        law::holds(&text);
        let root = Parser::LENIENT.parse::<Pin>(&text).map(|_| ()).map_err(|error| error.kind());
        let is_object = text.trim_ascii().starts_with(b"{");
        let refused = if is_object { ErrorKind::UnrecognisedDocument } else { ErrorKind::NotAnObject };
        let shares = text.windows(4).any(|it| it == b"\"id\"");
        assert_eq!(root, if shares && is_object { Ok(()) } else { Err(refused) }, "{name}");
    }
}

#[test]
#[ignore = "needs the folder JSON_TEST_SUITE"]
fn err_texts_that_must_be_refused() {
    for (name, text) in corpus("n_") {
        // None of them happens to close the object around it and to open another.
        let body = embedded(&text);
        law::holds(&body);
        for parser in [Parser::LENIENT, Parser::STRICT.allow(DeviationCode::UnknownMember)] {
            let error = parser.parse::<Pin>(&body).expect_err(&name);
            assert!(is_of_syntax(error.kind()), "{name}: {error}");
        }
        law::holds(&text);
        let error = Parser::LENIENT.parse::<Pin>(&text).expect_err(&name);
        match &*name {
            // Nothing is there, which has a code of its own.
            "n_single_space.json" | "n_structure_no_data.json" | "n_structure_UTF8_BOM_no_data.json" => {
                assert_eq!(error.kind(), ErrorKind::EmptyBody, "{name}");
            }
            // `<.>` looks like XML, and is named as such.
            "n_structure_angle_bracket_..json" => {
                assert_eq!(error.kind(), ErrorKind::XmlBody, "{name}");
            }
            _ => assert!(is_of_syntax(error.kind()), "{name}: {error}"),
        }
        assert!(Parser::STRICT.parse::<Pin>(&text).is_err(), "{name}");
        assert!(Parser::STRICT.parse_document(&text).is_err(), "{name}");
    }
}

fn is_of_syntax(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::Syntax
            | ErrorKind::UnexpectedEnd
            | ErrorKind::TrailingText
            | ErrorKind::NotUtf8
            | ErrorKind::TooDeep
            | ErrorKind::LoneSurrogate
    )
}

/// Each parser may decide for itself about these; the modes must agree.
#[test]
#[ignore = "needs the folder JSON_TEST_SUITE"]
fn ok_texts_that_may_be_either() {
    for (_, text) in corpus("i_") {
        law::holds(&text);
        law::holds(&embedded(&text));
    }
}
