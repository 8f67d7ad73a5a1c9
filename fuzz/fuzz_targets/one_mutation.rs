//! See `plex_pin_fuzz::laws::one_mutation`.
#![cfg_attr(fuzzing, no_main)]

plex_pin_fuzz::target!(one_mutation);
