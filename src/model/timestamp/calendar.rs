//! The Gregorian calendar of the years 0 to 9999: which dates exist, and their numbers.
//!
//! The algorithms are those of Howard Hinnant, <https://howardhinnant.github.io/date_algorithms.html>: years begin in March,
//! so that the leap day is the last one.

pub(super) const SECONDS_PER_DAY: i64 = 86_400;

const DAYS_PER_ERA: u32 = 146_097;

/// Days from 0000-03-01 of the era before year 0 to 1970-01-01. One era is added, so that no number is negative.
const EPOCH: u32 = 719_468 + DAYS_PER_ERA;

/// Returns whether there is such a date.
#[inline]
pub(super) const fn is_date(year: u16, month: u8, day: u8) -> bool {
    // Most days are in every month.
    month.wrapping_sub(1) < 12 && (day.wrapping_sub(1) < 28 || is_late_date(year, month, day))
}

const fn is_late_date(year: u16, month: u8, day: u8) -> bool {
    let days = match month {
        2 if is_leap_year(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    1 <= day && day <= days
}

const fn is_leap_year(year: u16) -> bool {
    year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400)
}

/// Returns the number of days from 1970-01-01 to a date, negative before.
pub(super) const fn day_number(year: u16, month: u8, day: u8) -> i64 {
    let is_early = month <= 2;
    let year = year as u32 + 400 - is_early as u32;
    let month = month as u32 + if is_early { 9 } else { 0 } - if is_early { 0 } else { 3 };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day as u32 - 1;
    days as i64 - EPOCH as i64
}

/// Returns year, month and day of a day in the years 0 to 9999, by its number.
pub(super) const fn date_of(day_number: i64) -> (u16, u8, u8) {
    // Invariant: in the years 0 to 9999, so that every number fits.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let days = (day_number + EPOCH as i64) as u32;
    let (era, day_of_era) = (days / DAYS_PER_ERA, days % DAYS_PER_ERA);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / (DAYS_PER_ERA - 1)) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let is_early = month >= 10;
    let year = era * 400 + year_of_era + is_early as u32 - 400;
    let month = if is_early { month - 9 } else { month + 3 };
    #[allow(clippy::cast_possible_truncation)]
    (year as u16, month as u8, day as u8)
}

#[cfg(test)]
mod tests {
    use super::{date_of, day_number, is_date};

    /// Every day of the calendar, counted one by one.
    #[test]
    fn ok_every_day() {
        let lengths = |year: u16| {
            let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
            [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        };
        let mut number = -719_528; // 0000-01-01
        assert_eq!(day_number(1970, 1, 1), 0);
        for year in 0..=9999 {
            // Miri takes its time.
            let is_checked = !cfg!(miri) || year % 1111 == 0;
            for (month, days) in (1..).zip(lengths(year)) {
                if is_checked {
                    for day in 0..=40 {
                        assert_eq!(
                            is_date(year, month, day),
                            (1..=days).contains(&day),
                            "{year}-{month}-{day}"
                        );
                    }
                    for day in 1..=days {
                        let number = number + i64::from(day) - 1;
                        assert_eq!(day_number(year, month, day), number);
                        assert_eq!(date_of(number), (year, month, day));
                    }
                }
                number += i64::from(days);
            }
        }
        for month in [0, 13, 255] {
            assert!(!is_date(2023, month, 1));
        }
        assert!(!is_date(2023, 1, 255));
    }
}
