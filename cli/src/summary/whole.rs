//! What is written: the overview of an archive, and what differs from another one.

use plex_pin_captures::summary::{Drift, Overview};

pub(super) struct Whole {
    pub(super) overview: Overview,
    /// `None` if there is nothing to compare with.
    pub(super) drift: Option<Vec<Drift>>,
}
