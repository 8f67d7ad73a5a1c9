//! See `plex_pin_fuzz::laws::ndjson_lines`.
#![cfg_attr(fuzzing, no_main)]

plex_pin_fuzz::target!(ndjson_lines);
