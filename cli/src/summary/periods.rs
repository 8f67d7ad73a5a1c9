//! The columns of a matrix: months, or years if there are many months.

use std::collections::BTreeSet;

use plex_pin_captures::summary::{Month, Overview, Words};

/// More months than this are counted by year.
const MAX_MONTHS: usize = 18;

/// The word for what has no date.
pub(super) const UNDATED: &str = "undated";

/// The periods of an archive, the first one first.
#[derive(Debug)]
pub(super) struct Periods {
    by_year: bool,
    labels: Vec<String>,
}

impl Periods {
    pub(super) fn of(overview: &Overview) -> Self {
        let dated: Vec<Month> = overview.dated().collect();
        let months = || {
            let (first, last) = dated.first().copied().zip(dated.last().copied())?;
            let mut months = vec![first];
            while let Some(&month) = months.last().filter(|&&month| month < last) {
                if months.len() == MAX_MONTHS {
                    return None;
                }
                months.push(month.next());
            }
            Some(months)
        };
        let mut labels: Vec<_>;
        let by_year = !dated.is_empty() && months().is_none();
        if by_year {
            let years: BTreeSet<_> = dated.iter().map(|month| month.year()).collect();
            labels = years.iter().map(u16::to_string).collect();
        } else {
            labels = months().unwrap_or_default().iter().map(Month::to_string).collect();
        }
        if overview.months.iter().any(|it| it.month == UNDATED) {
            labels.push(UNDATED.to_owned());
        }
        Self { by_year, labels }
    }

    /// Returns the names of the periods.
    pub(super) fn labels(&self) -> &[String] {
        &self.labels
    }

    /// Returns `year` or `month`.
    pub(super) const fn noun(&self) -> &'static str {
        if self.by_year { "year" } else { "month" }
    }

    /// Adds up counts by month.
    pub(super) fn sums(&self, months: &Words) -> Vec<u64> {
        self.sums_of(months.iter().map(|(month, count)| (&**month, *count)))
    }

    /// Adds up counts by month.
    pub(super) fn sums_of<'m>(&self, months: impl Iterator<Item = (&'m str, u64)>) -> Vec<u64> {
        let mut sums = vec![0; self.labels.len()];
        for (month, count) in months {
            let period =
                if self.by_year && month != UNDATED { month.get(..4).unwrap_or(month) } else { month };
            if let Some(index) = self.labels.iter().position(|label| label == period) {
                sums[index] += count;
            }
        }
        sums
    }
}
