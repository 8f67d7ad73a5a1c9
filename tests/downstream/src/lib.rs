//! Nothing: the tests are those of plex-pin.
