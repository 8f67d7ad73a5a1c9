//! See `plex_pin_fuzz::laws::round_trip`.
#![cfg_attr(fuzzing, no_main)]

plex_pin_fuzz::target!(round_trip);
