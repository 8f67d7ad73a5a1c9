//! See `plex_pin_fuzz::laws::secrets`.
#![cfg_attr(fuzzing, no_main)]

plex_pin_fuzz::target!(secrets);
