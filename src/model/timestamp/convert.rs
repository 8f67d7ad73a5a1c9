//! Timestamps in the types of the standard library and of the crate `time`.

#[cfg(feature = "std")]
mod system_time {
    use std::time::{Duration, SystemTime};

    use super::super::Timestamp;
    use crate::error::Error;

    impl Timestamp {
        /// Returns the time of the system's clock, at UTC; the nearest timestamp if the clock is out of range.
        ///
        /// Not available on `wasm32-unknown-unknown`, which has no clock.
        #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
        #[must_use]
        pub fn now() -> Self {
            let now = SystemTime::now();
            let bound = if now < SystemTime::UNIX_EPOCH { Self::MIN } else { Self::MAX };
            Self::try_from(now).unwrap_or(bound)
        }
    }

    /// Converts to a timestamp at UTC, to the nanosecond.
    ///
    /// # Errors
    ///
    /// A time for which [`Timestamp::from_unix_nanos`] fails: one of the year 10001.
    ///
    /// ```
    /// use std::time::SystemTime;
    ///
    /// use plex_pin::Timestamp;
    ///
    /// assert_eq!(Timestamp::try_from(SystemTime::UNIX_EPOCH)?.to_string(), "1970-01-01T00:00:00Z");
    /// # Ok::<(), plex_pin::Error>(())
    /// ```
    impl TryFrom<SystemTime> for Timestamp {
        type Error = Error;

        fn try_from(time: SystemTime) -> Result<Self, Error> {
            let (distance, sign) = match time.duration_since(SystemTime::UNIX_EPOCH) {
                Ok(after) => (after, 1),
                Err(error) => (error.duration(), -1),
            };
            Self::from_unix_nanos(sign * i128::try_from(distance.as_nanos()).unwrap_or(i128::MAX))
        }
    }

    /// Converts to the resolution of the system: to the nanosecond on Unix, to 100 ns on Windows.
    ///
    /// # Errors
    ///
    /// A time that the system cannot hold: on Windows one before the year 1601.
    impl TryFrom<Timestamp> for SystemTime {
        type Error = Error;

        fn try_from(timestamp: Timestamp) -> Result<Self, Error> {
            let seconds = Duration::from_secs(timestamp.to_unix().unsigned_abs());
            let second = if timestamp.to_unix() < 0 {
                Self::UNIX_EPOCH.checked_sub(seconds)
            } else {
                Self::UNIX_EPOCH.checked_add(seconds)
            };
            let time =
                second.and_then(|it| it.checked_add(Duration::from_nanos(timestamp.nanosecond.into())));
            time.ok_or_else(|| Error::value("time of the system", "timestamp out of range"))
        }
    }
}

#[cfg(feature = "time")]
mod offset_date_time {
    use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

    use super::super::Timestamp;
    use crate::error::Error;

    /// The same date, clock and offset.
    ///
    /// ```
    /// use plex_pin::Timestamp;
    /// use time::OffsetDateTime;
    ///
    /// let timestamp: Timestamp = "2023-04-12T19:00:03+02:00".parse()?;
    /// let time = OffsetDateTime::from(timestamp);
    /// assert_eq!((time.year(), time.hour(), time.offset().whole_hours()), (2023, 19, 2));
    /// assert_eq!(Timestamp::try_from(time)?, timestamp);
    /// # Ok::<(), plex_pin::Error>(())
    /// ```
    impl From<Timestamp> for OffsetDateTime {
        fn from(timestamp: Timestamp) -> Self {
            // Invariant: `time` has every date, clock and offset that a timestamp has, so that no default is used.
            let month = Month::try_from(timestamp.month.get()).unwrap_or(Month::January);
            let date = Date::from_calendar_date(timestamp.year.into(), month, timestamp.day);
            let Timestamp { hour, minute, second, nanosecond, .. } = timestamp;
            let clock = Time::from_hms_nano(hour, minute, second, nanosecond);
            let offset = UtcOffset::from_whole_seconds(i32::from(timestamp.offset) * 60);
            PrimitiveDateTime::new(date.unwrap_or(Date::MIN), clock.unwrap_or(Time::MIDNIGHT))
                .assume_offset(offset.unwrap_or(UtcOffset::UTC))
        }
    }

    /// The same date, clock and offset.
    ///
    /// # Errors
    ///
    /// The year -1, the year 10000, an offset of a day or more, an offset with seconds.
    impl TryFrom<OffsetDateTime> for Timestamp {
        type Error = Error;

        fn try_from(time: OffsetDateTime) -> Result<Self, Error> {
            let (year, month, day) = time.to_calendar_date();
            let (hour, minute, second, nanosecond) = time.to_hms_nano();
            let (hours, minutes, seconds) = time.offset().as_hms();
            let offset = i16::from(hours) * 60 + i16::from(minutes);
            u16::try_from(year)
                .ok()
                .filter(|&year| year <= 9999 && hours.unsigned_abs() < 24 && seconds == 0)
                .and_then(|year| {
                    Self::from_fields((year, month.into(), day), (hour, minute, second), nanosecond, offset)
                })
                .ok_or_else(|| Error::value("year in 0..=9999 and offset in whole minutes", "another one"))
        }
    }
}
