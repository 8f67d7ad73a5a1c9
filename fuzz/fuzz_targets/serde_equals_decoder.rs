//! See `plex_pin_fuzz::laws::serde_equals_decoder`.
#![cfg_attr(fuzzing, no_main)]

plex_pin_fuzz::target!(serde_equals_decoder);
