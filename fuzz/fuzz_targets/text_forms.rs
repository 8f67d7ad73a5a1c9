//! See `plex_pin_fuzz::laws::text_forms`.
#![cfg_attr(fuzzing, no_main)]

plex_pin_fuzz::target!(text_forms);
