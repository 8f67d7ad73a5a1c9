//! See `plex_pin_fuzz::laws::strict_lenient_law`.
#![cfg_attr(fuzzing, no_main)]

plex_pin_fuzz::target!(strict_lenient_law);
