//! The types of single values.

use std::collections::HashSet;
use std::hash::BuildHasher;
use std::time::Duration;

use plex_pin::{AuthToken, Coordinates, ErrorKind, NewRegistration, PinId, Seconds, Timestamp};
use time::{OffsetDateTime, UtcOffset};

use crate::{err, ok};

#[test]
fn ok_pin_id() {
    ok::<PinId>("0", "0");
    ok::<PinId>("0042", "42");
    ok::<PinId>("1272322473", "1272322473");
    ok::<PinId>("18446744073709551615", "18446744073709551615");
    assert_eq!(u64::from(PinId::from(7)), 7);
    assert_eq!(PinId::MAX_PRECISE.get(), (1 << 53) - 1);
    assert!(PinId::MAX_PRECISE.is_precise() && !PinId::new(1 << 53).is_precise());
    assert!(PinId::new(2) < PinId::new(10));
    assert_eq!(format!("{:>5}|{:?}", PinId::new(7), PinId::new(7)), "    7|PinId(7)");
}

#[test]
fn err_pin_id() {
    err::<PinId>("", "invalid-text", "expected pin id in digits, found empty text");
    for text in ["+5", "-5", "5.0", " 5", "5 ", "x", "1e3", "18446744073709551616"] {
        err::<PinId>(text, "invalid-text", "expected pin id in digits, found other text");
    }
}

#[test]
fn ok_seconds() {
    ok::<Seconds>("0", "0");
    ok::<Seconds>("900", "900");
    ok::<Seconds>("0900.50", "900.5");
    ok::<Seconds>("9007199254740991", "9007199254740991");
    let seconds = |value| Seconds::new(value).unwrap();
    assert_eq!(seconds(876.5).get().to_bits(), 876.5_f64.to_bits());
    assert_eq!((seconds(876.5).whole(), seconds(876.0).whole()), (None, Some(876)));
    assert_eq!(seconds(9_007_199_254_740_991.0).whole(), Some((1 << 53) - 1));
    assert_eq!(Seconds::from(u32::MAX).whole(), Some(4_294_967_295));
    assert_eq!(time::Duration::from(seconds(876.5)), time::Duration::milliseconds(876_500));
    // To the nanosecond, and back to the nearest double.
    let exact = (seconds(876.123_456_789), Duration::new(876, 123_456_789));
    assert_eq!(Duration::from(exact.0), exact.1);
    assert_eq!(time::Duration::from(exact.0), time::Duration::new(876, 123_456_789));
    assert_eq!(Seconds::try_from(exact.1), Ok(exact.0));
    assert_eq!(Seconds::try_from(time::Duration::new(876, 123_456_789)), Ok(exact.0));
    assert_eq!(Duration::from(seconds(9_007_199_254_740_991.0)), Duration::from_secs((1 << 53) - 1));
    assert!(seconds(1.0) < seconds(1.5));
}

#[test]
fn err_seconds() {
    err::<Seconds>("", "invalid-text", "expected seconds in digits, found empty text");
    for text in ["-1", "+1", "1e3", ".5", "5.", " 5", "inf", "NaN", "1.2.3"] {
        err::<Seconds>(text, "invalid-text", "expected seconds in digits, found other text");
    }
    let range = "expected seconds in 0..=9007199254740991, found number out of range";
    err::<Seconds>("9007199254740992", "invalid-value", range);
    for value in
        [-1.0, -f64::MIN_POSITIVE, 9_007_199_254_740_992.0, f64::INFINITY, f64::NEG_INFINITY, f64::NAN]
    {
        assert_eq!(Seconds::new(value).unwrap_err().to_string(), range, "{value}");
    }
    assert_eq!(Seconds::try_from(time::Duration::seconds(-1)).unwrap_err().to_string(), range);
    assert_eq!(Seconds::try_from(time::Duration::MAX).unwrap_err().to_string(), range);
    assert_eq!(Seconds::try_from(Duration::MAX).unwrap_err().to_string(), range);
}

#[test]
fn ok_timestamp_in_both_forms() {
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
        assert_eq!(&*timestamp.rfc3339(), rfc3339);
        assert_eq!(timestamp.documented().as_deref(), documented);
        assert_eq!(format!("{timestamp:?}"), format!("Timestamp({rfc3339})"));
        assert_eq!(rfc3339.parse(), Ok(timestamp), "both forms are read back");
        if let Some(text) = documented {
            assert_eq!(text.parse(), Ok(timestamp));
        }
    }
    let text = Timestamp::from_unix(0).unwrap().rfc3339();
    assert_eq!(format!("{text:>22}|{text:?}"), "  1970-01-01T00:00:00Z|\"1970-01-01T00:00:00Z\"");
}

#[test]
fn err_timestamp() {
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
fn ok_timestamp_conversions() {
    let timestamp: Timestamp = "2023-04-12T17:00:03.5Z".parse().unwrap();
    assert_eq!(timestamp.to_unix(), 1_681_318_803);
    assert_eq!(Timestamp::try_from(OffsetDateTime::from(timestamp)), Ok(timestamp));
    assert_eq!(Timestamp::from_unix(Timestamp::MAX_UNIX).unwrap().to_string(), "9999-12-31T23:59:59Z");
    assert_eq!(Timestamp::from_unix(-62_167_219_200).unwrap().to_string(), "0000-01-01T00:00:00Z");
    assert_eq!(Timestamp::from_unix(-1).unwrap().to_unix(), -1);
    for seconds in [Timestamp::MAX_UNIX + 1, -62_167_219_201, i64::MAX, i64::MIN] {
        let error = Timestamp::from_unix(seconds).unwrap_err();
        assert_eq!(error.to_string(), "expected timestamp in years 0..=9999, found number out of range");
    }
    // Equal where they are the same moment.
    let elsewhere: Timestamp = "2023-04-12T19:00:03.5+02:00".parse().unwrap();
    assert_eq!(timestamp, elsewhere);
    assert_eq!(HashSet::from([timestamp, elsewhere]).len(), 1);
    assert!(timestamp < "2023-04-12T17:00:03.6Z".parse().unwrap());
    let edges =
        ["0000-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"].map(|it| it.parse::<Timestamp>().unwrap());
    assert!(edges[0] < edges[1] && HashSet::from(edges).len() == 2);
}

#[test]
fn err_timestamp_of_other_years_and_offsets() {
    let base = OffsetDateTime::UNIX_EPOCH;
    let offset =
        |hours, minutes, seconds| base.to_offset(UtcOffset::from_hms(hours, minutes, seconds).unwrap());
    assert!(
        Timestamp::try_from(offset(23, 59, 0)).is_ok() && Timestamp::try_from(offset(-23, -59, 0)).is_ok()
    );
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
fn ok_coordinates() {
    ok::<Coordinates>("30.3768, -97.8935", "30.3768, -97.8935");
    ok::<Coordinates>("30.3768 -97.8935", "30.3768, -97.8935");
    ok::<Coordinates>("-90, 180.000", "-90, 180");
    let zero = Coordinates::new(-0.0, -0.0).unwrap();
    assert_eq!((zero.latitude().to_bits(), zero.longitude().to_bits()), (0, 0));
    assert_eq!(zero.to_string(), "0, 0");
    let others = ["-0, 0", "0 -0.0", "00, 000"].map(|it| it.parse::<Coordinates>().unwrap());
    assert_eq!(HashSet::from(others), HashSet::from([zero]));
    assert_eq!(HashSet::from([Seconds::new(-0.0).unwrap(), Seconds::new(0.0).unwrap()]).len(), 1);
    let seconds: Seconds = "16777217.5".parse().unwrap();
    assert_eq!(time::Duration::from(seconds), time::Duration::new(16_777_217, 500_000_000));
    let hasher = std::hash::RandomState::new();
    assert_ne!(hasher.hash_one(Seconds::from(1)), hasher.hash_one(Seconds::from(2)));
    assert_ne!(hasher.hash_one(zero), hasher.hash_one(Coordinates::new(0.0, 1.0).unwrap()));
    assert_ne!(hasher.hash_one(zero), hasher.hash_one(Coordinates::new(1.0, 0.0).unwrap()));
}

#[test]
fn err_coordinates() {
    err::<Coordinates>("", "invalid-text", "expected coordinates, found empty text");
    for text in
        ["30.3768,-97.8935", "30.3768;-97.8935", "+30, 0", "30., 0", "0030, 0", " 30, 0", "30", "NaN, 0"]
    {
        err::<Coordinates>(text, "invalid-text", "expected coordinates, found other text");
    }
    let range = "expected latitude in -90..=90 and longitude in -180..=180, found number out of range";
    for text in ["91, 0", "0, -180.1", "90.00000000000000000001, 0"] {
        err::<Coordinates>(text, "invalid-value", range);
    }
    for (latitude, longitude) in
        [(90.1, 0.0), (0.0, -181.0), (f64::NAN, 0.0), (0.0, f64::NAN), (f64::INFINITY, 0.0)]
    {
        assert_eq!(Coordinates::new(latitude, longitude).unwrap_err().to_string(), range);
    }
}

#[test]
fn ok_token_and_registration() {
    assert_eq!("secret".parse::<AuthToken>().unwrap().expose(), "secret");
    err::<AuthToken>("", "invalid-text", "expected token, found empty text");
    assert!(AuthToken::new("").is_err() && AuthToken::new(" \n").is_err() && AuthToken::new(" a").is_ok());
    let text = |text: &'static str| NewRegistration::Text(text.into());
    for (value, flag, shown) in [
        (true.into(), Some(true), "true"),
        (NewRegistration::Flag(false), Some(false), "false"),
        (text("true"), Some(true), "true"),
        (text("1"), Some(true), "1"),
        (text("false"), Some(false), "false"),
        (text("0"), Some(false), "0"),
        (text("yes"), None, "yes"),
        (text("TRUE"), None, "TRUE"),
        (text(""), None, ""),
    ] {
        assert_eq!((value.to_bool(), &*value.to_string()), (flag, shown));
    }
}
