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
            assert_eq!(
                schema.text(),
                generated,
                "{} is stale: see this test",
                schema.file_name()
            );
        }
    }
}
