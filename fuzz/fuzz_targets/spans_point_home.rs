//! See `plex_pin_fuzz::laws::spans_point_home`.
#![cfg_attr(fuzzing, no_main)]

plex_pin_fuzz::target!(spans_point_home);
