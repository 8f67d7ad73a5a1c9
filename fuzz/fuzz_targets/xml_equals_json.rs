//! See `plex_pin_fuzz::laws::xml_equals_json`.
#![cfg_attr(fuzzing, no_main)]

plex_pin_fuzz::target!(xml_equals_json);
