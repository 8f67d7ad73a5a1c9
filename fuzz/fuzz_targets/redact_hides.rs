//! See `plex_pin_fuzz::laws::redact_hides`.
#![cfg_attr(fuzzing, no_main)]

plex_pin_fuzz::target!(redact_hides);
