//! See `plex_pin_fuzz::laws::schema_equals_decoder`.
#![cfg_attr(fuzzing, no_main)]

plex_pin_fuzz::target!(schema_equals_decoder);
