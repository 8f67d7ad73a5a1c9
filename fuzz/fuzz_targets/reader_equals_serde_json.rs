//! See `plex_pin_fuzz::laws::reader_equals_serde_json`.
#![cfg_attr(fuzzing, no_main)]

plex_pin_fuzz::target!(reader_equals_serde_json);
