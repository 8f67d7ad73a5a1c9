//! The committed schemas, and those of a user's own types.
#![cfg(feature = "schemars")]

use std::path::Path;

use plex_pin::schema::Schema;

/// Fails where a file differs; with `PLEX_PIN_WRITE_SCHEMAS=1` in the environment, writes it.
#[test]
fn ok_committed_files_are_current() {
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

/// Asserts the verdicts of the schema of a type.
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

/// The schema of any document accepts what is recognised, and cannot count.
#[test]
#[cfg(all(feature = "validate", feature = "serde"))]
fn ok_any_document() {
    use plex_pin::{Document, Strict};

    let pin = r#"{"id":1,"code":"A","expiresIn":1}"#;
    let location = r#"{"continent_code":"EU","city":"Breda"}"#;
    let errors = r#"{"errors":[{"code":1020,"message":"gone"}]}"#;
    for body in [pin, location, errors] {
        assert!(serde_json::from_str::<Strict<Document<'static>>>(body).is_ok(), "{body}");
    }
    let others = [
        (pin, true),
        (location, true),
        (errors, true),
        (r#"{"errors":[]}"#, false),
        (r#"{"errors":[{"code":1020}]}"#, false),
        ("{}", false),
        (r#"{"code":"7RQZ"}"#, false),
        (r#"{"id":1}"#, false),
        (r#"{"expiresIn":1}"#, false),
        (r#"{"id":"1","code":"A","expiresIn":1}"#, false),
    ];
    verdicts::<Document<'_>>(&others);
    verdicts::<Strict<Document<'_>>>(&others);
    let unknown = r#"{"id":1,"code":"A","expiresIn":1,"new":1}"#;
    verdicts::<Document<'_>>(&[(unknown, true)]);
    verdicts::<Strict<Document<'_>>>(&[(unknown, false)]);
    assert_eq!(<Document<'_> as schemars::JsonSchema>::schema_name(), "Document");
}

/// The schema of a model is what its `Deserialize` takes.
#[test]
#[cfg(all(feature = "validate", feature = "serde_with"))]
fn ok_models_in_user_types() {
    use plex_pin::serde_with::Lenient;
    use plex_pin::{ApiError, ApiErrors, Borrowed, CompleteLocation, Location, Pin, Strict};

    const UNKNOWN: &str = r#"[{"id":1,"new":1,"location":{"new":1}}]"#;
    const EMPTY: &str = r#"[{"id":1,"location":{}}]"#;
    let common = [(r#"[{"id":1}]"#, true), (EMPTY, true), (r#"[{"id":"1"}]"#, false), ("[{}]", false)];
    verdicts::<Vec<Pin<'_>>>(&common);
    verdicts::<Vec<Strict<Pin<'_>>>>(&common);
    verdicts::<Vec<Pin<'_>>>(&[(UNKNOWN, true), (r#"[{"id":1,"Code":"A"}]"#, false)]);
    verdicts::<Vec<Borrowed<Pin<'_>>>>(&[(UNKNOWN, true), (r#"[{"id":"1"}]"#, false)]);
    verdicts::<Vec<Strict<Pin<'_>>>>(&[(UNKNOWN, false)]);
    verdicts::<Vec<Strict<Borrowed<Pin<'_>>>>>(&[(UNKNOWN, false), (EMPTY, true)]);
    verdicts::<Vec<Borrowed<Strict<Pin<'_>>>>>(&[(UNKNOWN, false), (EMPTY, true)]);
    verdicts::<Vec<ApiError<'_>>>(&[("[{}]", true), (r#"[{"new":1}]"#, true), (r#"[{"code":-1}]"#, false)]);
    verdicts::<Vec<Strict<ApiError<'_>>>>(&[("[{}]", true), (r#"[{"new":1}]"#, false)]);
    verdicts::<Vec<CompleteLocation<'_>>>(&[(r#"[{"code":"NL"}]"#, false)]);
    verdicts::<Vec<Lenient<Pin<'_>>>>(&[
        (r#"[{"id":"1"}]"#, true),
        (r#"[{"id":"one"}]"#, false),
        ("[{}]", false),
    ]);
    verdicts::<Vec<Lenient<Location<'_>>>>(&[(r#"[{"city":1}]"#, true), (r#"[{"city":[]}]"#, false)]);
    verdicts::<Vec<Lenient<ApiErrors<'_>>>>(&[
        (r#"[{"errors":[{"code":"1020"}]}]"#, true),
        (r#"[{"errors":{}}]"#, false),
    ]);
    // A location alone and one inside a pin are two schemas in one document.
    verdicts::<(Pin<'_>, Location<'_>)>(&[
        (r#"[{"location":{}},{"city":"a"}]"#, true),
        (r#"[{"location":{}},{}]"#, false),
    ]);
}
