//! Report formats. To add one, write a file with a type that implements [`Report`], and an arm in `formats!`.

mod excerpt;
mod format;
mod human;
mod json;
mod machine;
mod ndjson;
mod writer;

pub(crate) use format::{Report, Totals};
pub(crate) use writer::ReportWriter;

use plex_pin_captures::CheckMode;

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
            pub(crate) fn report(self, mode: CheckMode, colour: bool) -> Box<dyn Report> {
                match self {
                    $(Self::$variant => Box::new($new(mode, colour))),+
                }
            }
        }
    };
}

formats! {
    Human "human" "Excerpts and a summary, for people" human::Human::new;
    Json "json" "One JSON array" |mode, _| json::JsonArray { mode };
    Ndjson "ndjson" "One JSON object per line" |mode, _| ndjson::JsonLines { mode };
}
