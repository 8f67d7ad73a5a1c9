//! Report formats. To add one, write a file with a type that implements [`Report`], and a line in `formats!`.

mod excerpt;
mod fingerprint;
mod format;
mod github;
mod gitlab;
mod groups;
mod human;
mod json;
mod junit;
mod machine;
mod ndjson;
mod options;
mod place;
mod reporter;
mod sarif;
mod totals;
mod wrap;
mod writer;

pub(crate) use format::{Report, SourceEnd};
pub(crate) use groups::Grouping;
pub(crate) use options::ReportOptions;
pub(crate) use place::Locator;
pub(crate) use reporter::Reporter;
pub(crate) use totals::{BaselineSummary, SkippedFiles, Tally, Totals};
pub(crate) use writer::{Piece, ReportWriter, SelectReport};

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
    Sarif "sarif" "SARIF 2.1.0, for code scanning and editors" sarif::Sarif::new;
    JUnit "junit" "JUnit XML, for build servers" |_| junit::JUnit::default();
    GitHub "github" "Annotations of GitHub Actions, and the summary of the step" |_| github::GitHub::new();
    GitLab "gitlab" "A code quality report of GitLab" |_| gitlab::GitLab::default();
}
