//! Report formats. To add one, write a file with a type that implements [`Report`], and a line in `formats!`.

mod excerpt;
mod format;
mod groups;
mod human;
mod json;
mod machine;
mod ndjson;
mod place;
mod reporter;
mod totals;
mod wrap;
mod writer;

pub(crate) use format::{Report, SourceEnd};
pub(crate) use groups::Grouping;
pub(crate) use place::Locator;
pub(crate) use reporter::Reporter;
pub(crate) use totals::{BaselineSummary, SkippedFiles, Tally, Totals};
pub(crate) use writer::{Piece, ReportWriter, SelectReport};

use plex_pin_captures::{CheckMode, Engine};

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

macro_rules! formats {
    ($($variant:ident $word:literal $description:literal $new:expr;)+) => {
        /// The name of a report format.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Format {
            $($variant),+
        }

        impl Format {
            /// Every format: its word on the command line, and a description.
            pub(crate) const ALL: &[(Self, &'static str, &'static str)] =
                &[$((Self::$variant, $word, $description)),+];

            /// Makes the report of this format.
            pub(crate) fn report(self, options: ReportOptions) -> Box<dyn Report> {
                match self {
                    $(Self::$variant => Box::new($new(options))),+
                }
            }
        }
    };
}

formats! {
    Human "human" "Excerpts and a summary, for people" |options| human::Human::new(&options);
    Json "json" "One JSON object with every document" |options| json::Json { options };
    Ndjson "ndjson" "One JSON object per line" |options| ndjson::JsonLines { options };
}
