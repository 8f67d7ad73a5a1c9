//! Months, by which a summary counts.

use std::str::FromStr;
use std::{fmt, iter};

use plex_pin::Timestamp;

/// A month of the calendar. Years outside of 2000 to 2099 count as the nearest month in them, so that no input makes a
/// summary grow without limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(u16);

/// The first year that has months of its own.
const FIRST_YEAR: u16 = 2000;
/// How many months there are.
const MONTHS: u16 = 100 * 12;

impl Month {
    /// Makes a month of a year and a number from 1. `None` if there is no such month.
    ///
    /// ```
    /// use plex_pin_captures::summary::Month;
    ///
    /// assert_eq!(Month::new(2024, 7).map(|it| it.to_string()).as_deref(), Some("2024-07"));
    /// assert_eq!(Month::new(2024, 13), None);
    /// assert_eq!(Month::new(1, 1), Month::new(2000, 1));
    /// ```
    #[must_use]
    pub const fn new(year: u16, month: u8) -> Option<Self> {
        if month == 0 || month > 12 {
            return None;
        }
        if year < FIRST_YEAR {
            return Some(Self(0));
        }
        let months = (year - FIRST_YEAR).saturating_mul(12).saturating_add(month as u16 - 1);
        Some(Self(if months < MONTHS { months } else { MONTHS - 1 }))
    }

    /// Returns the month of a date as plex.tv and most tools write it, `2024-07-16…`, in its own time zone.
    #[must_use]
    pub fn of_text(text: &[u8]) -> Option<Self> {
        let (date, _) = text.split_first_chunk::<10>()?;
        let digits = |digits: &[u8]| {
            digits.iter().try_fold(0_u16, |all, digit| {
                digit.is_ascii_digit().then(|| all * 10 + u16::from(digit - b'0'))
            })
        };
        let is_date = date[4] == b'-' && date[7] == b'-' && digits(&date[8..]).is_some();
        if !is_date {
            return None;
        }
        Self::new(digits(&date[..4])?, u8::try_from(digits(&date[5..7])?).ok()?)
    }

    /// Returns the month of a moment, in UTC. `None` outside of the years 0 to 9999.
    #[must_use]
    pub fn of_unix(seconds: i64) -> Option<Self> {
        let text = Timestamp::from_unix(seconds).ok()?.to_string();
        Self::of_text(text.as_bytes())
    }

    /// Returns the year.
    #[must_use]
    pub const fn year(self) -> u16 {
        FIRST_YEAR + self.0 / 12
    }

    /// Returns the month after this one, which is this one for the last.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(if self.0 + 1 < MONTHS { self.0 + 1 } else { self.0 })
    }
}

/// Something for each month, and for what has no date.
#[derive(Debug, Clone)]
pub(super) struct ByMonth<T>(Vec<T>);

impl<T> Default for ByMonth<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Clone + Default + PartialEq> ByMonth<T> {
    /// Returns that of a month; `None` is no date.
    #[inline]
    pub(super) fn of(&mut self, month: Option<Month>) -> &mut T {
        let index = month.map_or(0, |month| usize::from(month.0) + 1);
        if index >= self.0.len() {
            self.0.resize(index + 1, T::default());
        }
        &mut self.0[index]
    }

    /// Iterates over what is not empty, first that without a date.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Option<Month>, &T)> {
        let months = iter::once(None).chain((0..MONTHS).map(|month| Some(Month(month))));
        months.zip(&self.0).filter(|(_, it)| **it != T::default())
    }
}

/// Writes `2024-07`.
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.0 % 12 + 1)
    }
}

/// # Errors
///
/// `2024`, `2024-7`, `2024-13`, `1999-01`.
impl FromStr for Month {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let month = Self::of_text(format!("{text}-01").as_bytes()).ok_or(())?;
        if month.to_string() == text { Ok(month) } else { Err(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::Month;

    #[test]
    fn ok_months_of_texts() {
        for (text, expected) in [
            ("2024-07-16T17:03:05Z", Some("2024-07")),
            ("2024-12-31 23:59:59 +0000 UTC", Some("2024-12")),
            ("0001-01-01T00:00:00Z", Some("2000-01")),
            ("9999-12-31T23:59:59Z", Some("2099-12")),
            ("2024-13-01T00:00:00Z", None),
            ("2024-00-01T00:00:00Z", None),
            ("2024-07", None),
            ("16.07.2024 ", None),
            ("", None),
        ] {
            assert_eq!(
                Month::of_text(text.as_bytes()).map(|it| it.to_string()).as_deref(),
                expected,
                "{text}"
            );
        }
        assert_eq!(Month::of_unix(1_498_867_200).map(|it| it.to_string()).as_deref(), Some("2017-07"));
        assert_eq!(Month::of_unix(i64::MAX), None);
    }

    #[test]
    fn ok_texts_of_months() {
        for text in ["2000-01", "2024-07", "2099-12"] {
            assert_eq!(text.parse::<Month>().map(|it| it.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "2024", "2024-7", "2024-13", "1999-01", "2024-07-01"] {
            assert!(text.parse::<Month>().is_err(), "{text}");
        }
    }
}
