//! What random documents turned out to be.

use std::collections::BTreeSet;

use plex_pin::{Error, Parsed};

/// What random documents turned out to be, so that a test can assert that it had some of every kind.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) clean: usize,
    pub(crate) deviating: usize,
    pub(crate) refused: usize,
    /// Of deviations and refusals.
    pub(crate) codes: BTreeSet<&'static str>,
}

impl Tally {
    /// Adds the result of a lenient parse.
    pub(crate) fn add<T>(&mut self, result: &Result<Parsed<T>, Error>) {
        match result {
            Ok(parsed) if parsed.deviation_count() == 0 => self.clean += 1,
            Ok(parsed) => {
                self.deviating += 1;
                self.codes.extend(parsed.deviations().iter().map(|it| it.code().as_str()));
            }
            Err(error) => {
                self.refused += 1;
                self.codes.insert(error.kind().as_str());
            }
        }
    }
}
