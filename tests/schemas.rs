//! The committed schemas are what the models give.
#![cfg(feature = "schemars")]

use std::path::Path;

use plex_pin::schema::Schema;

/// Fails where a file differs; with `PLEX_PIN_WRITE_SCHEMAS=1` in the environment, writes it.
#[test]
fn ok_committed_files_are_what_the_models_give() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    let write = std::env::var_os("PLEX_PIN_WRITE_SCHEMAS").is_some_and(|value| value == "1");
    for schema in Schema::ALL {
        let generated = schema.generate();
        if write {
            std::fs::write(folder.join(schema.file_name()), generated).unwrap();
        } else {
            let file = schema.file_name();
            let command = "PLEX_PIN_WRITE_SCHEMAS=1 cargo test --all-features --test schemas";
            assert!(
                schema.text() == generated,
                "schemas/{file} is not what the models give; write it: {command}"
            );
        }
    }
}

/// The schema of a type, held against documents.
#[cfg(feature = "validate")]
#[track_caller]
fn verdicts<T: schemars::JsonSchema>(bodies: &[(&str, bool)]) {
    let schema = schemars::SchemaGenerator::default().into_root_schema_for::<T>();
    let validator = jsonschema::validator_for(schema.as_value()).unwrap();
    for (body, valid) in bodies {
        let body: serde_json::Value = body.parse().unwrap();
        assert_eq!(validator.is_valid(&body), *valid, "{body}");
    }
}

#[test]
#[cfg(feature = "validate")]
fn ok_any_document_is_told_apart_as_the_parser_does() {
    let bodies = [
        r#"{"authToken":null}"#,
        r#"{"code":"7RQZ","id":1}"#,
        r#"{"code":"NL","city":"Breda"}"#,
        r#"{"errors":[]}"#,
        "{}",
        r#"{"code":"7RQZ"}"#,
        r#"{"errors":[],"code":"7RQZ"}"#,
        r#"{"errors":[],"id":1}"#,
        r#"{"errors":[],"city":"Breda"}"#,
        r#"{"id":1,"city":"Breda"}"#,
        r#"{"id":"1"}"#,
    ];
    let strict = plex_pin::Parser::STRICT;
    verdicts::<plex_pin::Document<'_>>(&bodies.map(|body| (body, strict.document(body).is_ok())));
    assert_eq!(<plex_pin::Document<'_> as schemars::JsonSchema>::schema_name(), "Document");
}

#[test]
#[cfg(all(feature = "validate", feature = "serde_with"))]
fn ok_models_in_a_type_of_a_users_own() {
    use plex_pin::serde_with::Lenient;
    use plex_pin::{ApiErrors, Borrowed, Location, Pin};

    verdicts::<Vec<Pin<'_>>>(&[(r#"[{"id":1}]"#, true), (r#"[{"id":"1"}]"#, false)]);
    verdicts::<Vec<Borrowed<Pin<'_>>>>(&[(r#"[{"id":1}]"#, true), (r#"[{"id":"1"}]"#, false)]);
    verdicts::<Vec<Lenient<Pin<'_>>>>(&[(r#"[{"id":"1"}]"#, true), (r#"[{"id":"one"}]"#, false)]);
    verdicts::<Vec<Lenient<Location<'_>>>>(&[(r#"[{"city":1}]"#, true), (r#"[{"city":[]}]"#, false)]);
    verdicts::<Vec<Lenient<ApiErrors<'_>>>>(&[
        (r#"[{"errors":[{"code":"1020"}]}]"#, true),
        (r#"[{"errors":{}}]"#, false),
    ]);
}
