//! What the reports of a run depend on.

use plex_pin_captures::{CheckMode, Engine};

use super::groups::Grouping;

/// What reports depend on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReportOptions {
    pub(crate) mode: CheckMode,
    pub(crate) complete: bool,
    pub(crate) engine: Engine,
    pub(crate) colour: bool,
    /// The width of the terminal; `None` if the report does not go to one.
    pub(crate) width: Option<usize>,
    pub(crate) is_terminal: bool,
    pub(crate) grouping: Grouping,
}
