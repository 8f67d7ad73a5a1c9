//! `Timestamp`: forms, the moments that it holds, and conversions.

use std::collections::HashSet;

use plex_pin::Timestamp;

use crate::{err, ok};

#[test]
fn ok_both_forms() {
    for (text, rfc3339, documented) in [
        ("2023-04-12T17:00:03Z", "2023-04-12T17:00:03Z", Some("2023-04-12 17:00:03 +0000 UTC")),
        (
            "2023-04-12 17:00:03.5 +0000 UTC",
            "2023-04-12T17:00:03.5Z",
            Some("2023-04-12 17:00:03.5 +0000 UTC"),
        ),
        ("2023-04-12T19:00:03+02:00", "2023-04-12T19:00:03+02:00", Some("2023-04-12 17:00:03 +0000 UTC")),
        (
            "2023-01-01T00:00:00.000000001-03:30",
            "2023-01-01T00:00:00.000000001-03:30",
            Some("2023-01-01 03:30:00.000000001 +0000 UTC"),
        ),
        ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z", Some("0000-01-01 00:00:00 +0000 UTC")),
        // A year before 0 or after 9999 of UTC has no documented form.
        ("0000-01-01T00:00:00+00:01", "0000-01-01T00:00:00+00:01", None),
        ("9999-12-31T23:59:59.123456789-23:59", "9999-12-31T23:59:59.123456789-23:59", None),
        (
            "9999-12-31T23:59:59.123456789Z",
            "9999-12-31T23:59:59.123456789Z",
            Some("9999-12-31 23:59:59.123456789 +0000 UTC"),
        ),
    ] {
        ok::<Timestamp>(text, rfc3339);
        let timestamp: Timestamp = text.parse().unwrap();
        assert_eq!(&*timestamp.to_rfc3339(), rfc3339);
        assert_eq!(timestamp.to_documented().as_deref(), documented);
        assert_eq!(format!("{timestamp:?}"), format!("Timestamp({rfc3339})"));
        assert_eq!(rfc3339.parse(), Ok(timestamp), "both forms are read back");
        if let Some(text) = documented {
            assert_eq!(text.parse(), Ok(timestamp));
        }
    }
    let text = Timestamp::from_unix(0).unwrap().to_rfc3339();
    assert_eq!(format!("{text:>22}|{text:?}"), "  1970-01-01T00:00:00Z|\"1970-01-01T00:00:00Z\"");
}

#[test]
fn err_texts() {
    err::<Timestamp>("", "invalid-text", "expected timestamp, found empty text");
    for text in [
        "2023-04-12T17:00:03",
        "2023-04-12t17:00:03z",
        "2023-04-12 17:00:03Z",
        "2023-04-12",
        "1681318803",
        " 2023-04-12T17:00:03Z",
        "x",
    ] {
        err::<Timestamp>(text, "invalid-text", "expected timestamp, found other text");
    }
    for text in
        ["2023-02-30T00:00:00Z", "2023-04-12T24:00:00Z", "2023-04-12T23:59:60Z", "1900-02-29T00:00:00Z"]
    {
        err::<Timestamp>(
            text,
            "invalid-value",
            "expected timestamp, found no day of the calendar or time of the clock",
        );
    }
}

#[test]
fn ok_equality_and_order() {
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let (here, elsewhere) = (at("2023-04-12T17:00:03.5Z"), at("2023-04-12T19:00:03.5+02:00"));
    assert_eq!(here, elsewhere);
    assert_eq!(HashSet::from([here, elsewhere]).len(), 1);
    let ordered = [
        Timestamp::MIN,
        at("0000-01-01T00:00:00Z"),
        at("1969-12-31T23:59:59Z"),
        at("1970-01-01T00:00:00+00:00"),
        at("2023-04-12T19:00:03+02:30"),
        at("2023-04-12T17:00:03Z"),
        at("2023-04-12T17:00:03.000000001Z"),
        at("2023-04-12T17:00:03-00:01"),
        at("9999-12-31T23:59:59Z"),
        Timestamp::MAX,
    ];
    assert!(ordered.is_sorted_by(|a, b| a < b));
    assert_eq!(HashSet::from(ordered).len(), ordered.len());
}

/// Every moment goes to Unix time and back, those too that UTC has in another year than 0 to 9999.
#[test]
fn ok_unix_time() {
    for (text, seconds, nanoseconds, at_utc) in [
        ("1970-01-01T00:00:00Z", 0, 0, "1970-01-01T00:00:00Z"),
        ("2023-04-12T17:00:03.5Z", 1_681_318_803, 500_000_000, "2023-04-12T17:00:03.5Z"),
        ("2023-04-12T19:00:03+02:00", 1_681_318_803, 0, "2023-04-12T17:00:03Z"),
        ("1969-12-31T23:59:59.999999999Z", -1, 999_999_999, "1969-12-31T23:59:59.999999999Z"),
        ("1900-03-01T00:00:00Z", -2_203_891_200, 0, "1900-03-01T00:00:00Z"),
        ("2000-02-29T12:00:00-00:30", 951_827_400, 0, "2000-02-29T12:30:00Z"),
        ("0000-01-01T00:00:00Z", -62_167_219_200, 0, "0000-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59Z", Timestamp::MAX_UNIX, 0, "9999-12-31T23:59:59Z"),
        // In no year that UTC can write.
        ("0000-01-01T00:00:00+00:01", -62_167_219_260, 0, "0000-01-01T23:58:00+23:59"),
        ("0000-01-01T00:00:00+23:59", -62_167_305_540, 0, "0000-01-01T00:00:00+23:59"),
        ("9999-12-31T23:59:59.9-00:01", 253_402_300_859, 900_000_000, "9999-12-31T00:01:59.9-23:59"),
        ("9999-12-31T23:59:59-23:59", 253_402_387_139, 0, "9999-12-31T23:59:59-23:59"),
    ] {
        let timestamp: Timestamp = text.parse().unwrap();
        assert_eq!(timestamp.to_unix(), seconds, "{text}");
        let all = i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds);
        assert_eq!(timestamp.to_unix_nanos(), all, "{text}");
        let back = Timestamp::from_unix_nanos(all).unwrap();
        assert_eq!((back, &*back.to_string()), (timestamp, at_utc), "{text}");
        assert_eq!(Timestamp::from_unix(seconds).unwrap().to_unix(), seconds, "{text}");
        assert_eq!(back.to_string().parse(), Ok(back), "{text}");
    }
    assert_eq!((Timestamp::MIN.to_unix(), Timestamp::MAX.to_unix()), (-62_167_305_540, 253_402_387_139));
    for bound in [Timestamp::MIN, Timestamp::MAX] {
        assert_eq!(Timestamp::from_unix_nanos(bound.to_unix_nanos()), Ok(bound));
        assert_eq!(bound.to_string().parse(), Ok(bound));
    }
}

#[test]
fn err_unix_time() {
    let range = "expected timestamp in years 0..=9999, found number out of range";
    for seconds in [253_402_387_140, -62_167_305_541, i64::MAX, i64::MIN] {
        assert_eq!(Timestamp::from_unix(seconds).unwrap_err().to_string(), range, "{seconds}");
    }
    let (first, last) = (Timestamp::MIN.to_unix_nanos(), Timestamp::MAX.to_unix_nanos());
    for nanoseconds in [first - 1, last + 1, i128::MIN, i128::MAX] {
        assert_eq!(Timestamp::from_unix_nanos(nanoseconds).unwrap_err().to_string(), range);
    }
}

#[test]
fn ok_offsets() {
    let timestamp: Timestamp = "2023-12-31T23:30:00.25Z".parse().unwrap();
    for (minutes, text) in [
        (0, "2023-12-31T23:30:00.25Z"),
        (30, "2024-01-01T00:00:00.25+00:30"),
        (-210, "2023-12-31T20:00:00.25-03:30"),
        (1439, "2024-01-01T23:29:00.25+23:59"),
        (-1439, "2023-12-30T23:31:00.25-23:59"),
    ] {
        let moved = timestamp.with_offset(minutes).unwrap();
        assert_eq!((&*moved.to_string(), moved.offset_minutes()), (text, minutes));
        assert_eq!(moved, timestamp);
    }
}

#[test]
fn err_offsets() {
    let range = "expected offset in -1439..=1439 minutes, found number out of range";
    for minutes in [1440, -1440, i16::MAX, i16::MIN] {
        assert_eq!(Timestamp::MIN.with_offset(minutes).unwrap_err().to_string(), range);
    }
    let year = "expected timestamp in years 0..=9999, found another year at this offset";
    assert_eq!(Timestamp::MIN.with_offset(1438).unwrap_err().to_string(), year);
    assert_eq!(Timestamp::MAX.with_offset(-1438).unwrap_err().to_string(), year);
}

#[cfg(feature = "std")]
#[test]
fn ok_system_time() {
    use std::time::{Duration, SystemTime};

    for (text, after) in [
        ("1970-01-01T00:00:00Z", (0, 0)),
        ("1969-12-31T23:59:58.75Z", (-2, 750_000_000)),
        ("2023-04-12T19:00:03.5+02:00", (1_681_318_803, 500_000_000)),
    ] {
        let timestamp: Timestamp = text.parse().unwrap();
        let time = SystemTime::try_from(timestamp).unwrap();
        let seconds = Duration::from_secs(i64::unsigned_abs(after.0));
        let second =
            if after.0 < 0 { SystemTime::UNIX_EPOCH - seconds } else { SystemTime::UNIX_EPOCH + seconds };
        assert_eq!(time, second + Duration::from_nanos(after.1), "{text}");
        assert_eq!(Timestamp::try_from(time), Ok(timestamp), "{text}");
    }
    for bound in [Timestamp::MIN, Timestamp::MAX] {
        if let Ok(time) = SystemTime::try_from(bound) {
            assert_eq!(Timestamp::try_from(time), Ok(bound));
        }
    }
    let late = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(253_402_387_140));
    if let Some(late) = late {
        let error = Timestamp::try_from(late).unwrap_err();
        assert_eq!(error.to_string(), "expected timestamp in years 0..=9999, found number out of range");
    }
    assert!(Timestamp::now() > "2025-01-01T00:00:00Z".parse().unwrap());
}

#[cfg(feature = "time")]
mod of_time {
    use plex_pin::{ErrorKind, Seconds, Timestamp};
    use time::{Duration, OffsetDateTime, UtcOffset};

    /// `time` agrees on dates, clocks, offsets and Unix time.
    #[test]
    fn ok_date_times() {
        // A step that shares no factor with a day, over all years.
        let step = if cfg!(miri) { 9_876_543_211 } else { 9_876_543 };
        for (index, unix) in (-62_167_219_200..=Timestamp::MAX_UNIX).step_by(step).enumerate() {
            let nanosecond = u32::try_from(index * 7_919 % 1_000_000_000).unwrap();
            let offset = i16::try_from(index * 31 % 2879).unwrap() - 1439;
            let time = OffsetDateTime::from_unix_timestamp(unix).unwrap();
            let time = time.replace_nanosecond(nanosecond).unwrap();
            let utc = Timestamp::try_from(time).unwrap();
            assert_eq!((utc.to_unix(), utc.to_unix_nanos()), (unix, time.unix_timestamp_nanos()));
            assert_eq!(Timestamp::from_unix_nanos(time.unix_timestamp_nanos()), Ok(utc));
            assert_eq!(OffsetDateTime::from(utc), time);
            let Ok(moved) = utc.with_offset(offset) else { continue };
            let there = time.to_offset(UtcOffset::from_whole_seconds(i32::from(offset) * 60).unwrap());
            assert_eq!(OffsetDateTime::from(moved).to_string(), there.to_string());
            assert_eq!(Timestamp::try_from(there).unwrap().to_string(), moved.to_string());
        }
        for bound in [Timestamp::MIN, Timestamp::MAX] {
            let there = Timestamp::try_from(OffsetDateTime::from(bound)).unwrap();
            assert_eq!(there.to_string(), bound.to_string());
        }
    }

    #[test]
    fn err_years_and_offsets() {
        let base = OffsetDateTime::UNIX_EPOCH;
        let offset =
            |hours, minutes, seconds| base.to_offset(UtcOffset::from_hms(hours, minutes, seconds).unwrap());
        for time in [offset(23, 59, 0), offset(-23, -59, 0)] {
            assert!(Timestamp::try_from(time).is_ok());
        }
        let before = base.replace_year(-1).unwrap();
        for time in [offset(24, 0, 0), offset(-25, 0, 0), offset(1, 0, 1), offset(0, 0, -30), before] {
            let error = Timestamp::try_from(time).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidValue);
            assert_eq!(
                error.to_string(),
                "expected year in 0..=9999 and offset in whole minutes, found another one"
            );
        }
    }

    #[test]
    fn ok_durations() {
        for (text, duration) in [
            ("876.5", Duration::milliseconds(876_500)),
            ("876.123456789", Duration::new(876, 123_456_789)),
            ("16777217.5", Duration::new(16_777_217, 500_000_000)),
        ] {
            let seconds: Seconds = text.parse().unwrap();
            assert_eq!(Duration::from(seconds), duration, "{text}");
            assert_eq!(Seconds::try_from(duration), Ok(seconds), "{text}");
        }
    }

    #[test]
    fn err_durations() {
        for duration in [Duration::seconds(-1), Duration::MAX] {
            let error = Seconds::try_from(duration).unwrap_err();
            assert_eq!(
                error.to_string(),
                "expected seconds in 0..=9007199254740991, found number out of range"
            );
        }
    }
}
