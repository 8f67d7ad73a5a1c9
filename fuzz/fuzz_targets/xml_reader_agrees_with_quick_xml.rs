//! See `plex_pin_fuzz::laws::xml_reader_agrees_with_quick_xml`.
#![cfg_attr(fuzzing, no_main)]

plex_pin_fuzz::target!(xml_reader_agrees_with_quick_xml);
