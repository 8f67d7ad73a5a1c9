//! See `plex_pin_fuzz::laws::xml_spans_point_home`.
#![cfg_attr(fuzzing, no_main)]

plex_pin_fuzz::target!(xml_spans_point_home);
