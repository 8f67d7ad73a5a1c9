//! `createdAt`, `expiresAt`: RFC 3339, or as documented; other ways to write a moment.

use crate::row::{Member, member};

const DATES: [Member; 2] = [member("/createdAt", "timestamp"), member("/expiresAt", "timestamp")];

#[track_caller]
fn strict(text: &str, shown: &str) {
    for date in &DATES {
        date.strict(&format!("\"{text}\""), shown);
    }
}

#[track_caller]
fn other_form(text: &str, shown: &str) {
    for date in &DATES {
        date.coerced(&format!("\"{text}\""), "timestamp-format", "timestamp in another form", shown);
    }
}

#[track_caller]
fn zone_assumed(text: &str, shown: &str) {
    for date in &DATES {
        date.coerced(&format!("\"{text}\""), "timestamp-zone-assumed", "timestamp without zone", shown);
    }
}

#[track_caller]
fn no_form(text: &str) {
    for date in &DATES {
        date.dropped(&format!("\"{text}\""), "timestamp-format", "other text");
    }
}

#[track_caller]
fn no_moment(text: &str) {
    for date in &DATES {
        date.dropped(&format!("\"{text}\""), "out-of-range", "string out of range");
    }
}

#[test]
fn ok_strict_rfc3339() {
    strict("2023-04-12T17:00:03Z", "2023-04-12T17:00:03Z");
    strict("2023-04-12T17:00:03\\u005a", "2023-04-12T17:00:03Z");
    strict("2019-03-14T09:26:53.589Z", "2019-03-14T09:26:53.589Z");
    strict("2023-04-12T17:00:03.1Z", "2023-04-12T17:00:03.1Z");
    strict("2023-04-12T17:00:03.123456789Z", "2023-04-12T17:00:03.123456789Z");
    strict("2023-04-12T17:00:03.000000001Z", "2023-04-12T17:00:03.000000001Z");
    strict("2023-04-12T17:00:03.000Z", "2023-04-12T17:00:03Z");
    strict("2023-04-12T17:00:03+02:00", "2023-04-12T17:00:03+02:00");
    strict("2023-04-12T17:00:03.5-03:30", "2023-04-12T17:00:03.5-03:30");
    strict("2023-04-12T17:00:03+00:00", "2023-04-12T17:00:03Z");
    strict("2023-04-12T17:00:03-00:00", "2023-04-12T17:00:03Z");
    strict("2023-04-12T17:00:03+23:59", "2023-04-12T17:00:03+23:59");
    strict("2023-04-12T17:00:03-23:59", "2023-04-12T17:00:03-23:59");
    strict("2023-04-12T17:00:03-00:01", "2023-04-12T17:00:03-00:01");
}

#[test]
fn ok_strict_documented() {
    strict("2023-04-12 17:00:03 +0000 UTC", "2023-04-12T17:00:03Z");
    strict("2023-04-12 17:00:03.5 +0000 UTC", "2023-04-12T17:00:03.5Z");
    strict("2023-04-12 17:00:03.123456789 +0000 UTC", "2023-04-12T17:00:03.123456789Z");
}

#[test]
fn ok_calendar_and_clock_to_their_edges() {
    strict("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z");
    strict("9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z");
    strict("0000-01-01T00:00:00+23:59", "0000-01-01T00:00:00+23:59");
    strict("9999-12-31T23:59:59-23:59", "9999-12-31T23:59:59-23:59");
    strict("2000-02-29T00:00:00Z", "2000-02-29T00:00:00Z");
    strict("2024-02-29 23:59:59 +0000 UTC", "2024-02-29T23:59:59Z");
    strict("0000-02-29T00:00:00Z", "0000-02-29T00:00:00Z");
    for (month, days) in [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].into_iter().enumerate() {
        let month = month + 1;
        let last = format!("2023-{month:02}-{days}T23:59:59Z");
        strict(&last, &last);
        no_moment(&format!("2023-{month:02}-{}T00:00:00Z", days + 1));
        no_moment(&format!("2023-{month:02}-00 00:00:00 +0000 UTC"));
    }
}

#[test]
fn err_calendar_and_clock_beyond_their_edges() {
    no_moment("1900-02-29T00:00:00Z");
    no_moment("2023-02-29T00:00:00Z");
    no_moment("2100-02-29 00:00:00 +0000 UTC");
    no_moment("2023-02-30T00:00:00Z");
    no_moment("2023-00-12T17:00:03Z");
    no_moment("2023-13-12T17:00:03Z");
    no_moment("2023-99-99T99:99:99Z");
    no_moment("2023-04-12T24:00:00Z");
    no_moment("2023-04-12 24:00:00 +0000 UTC");
    no_moment("2023-04-12T17:60:03Z");
    no_moment("2023-04-12T23:59:60Z");
    no_moment("2016-12-31 23:59:60 +0000 UTC");
    no_moment("2023-04-12T17:00:03+24:00");
    no_moment("2023-04-12T17:00:03-24:00");
    no_moment("2023-04-12T17:00:03+99:99");
    no_moment("2023-04-12T17:00:03+00:60");
    // In another form, too.
    no_moment("2023-02-29t00:00:00z");
    no_moment(" 2023-04-12T24:00:00Z");
    no_moment("2023-04-12 17:00:60");
    no_moment("2023-04-12 17:00:03 +2400 XYZ");
    no_moment("2023-04-12T17:00:03+0060");
}

#[test]
fn ok_white_space_around() {
    other_form(" 2023-04-12T17:00:03Z", "2023-04-12T17:00:03Z");
    other_form("2023-04-12T17:00:03.5+02:00\\n", "2023-04-12T17:00:03.5+02:00");
    other_form("\\t2023-04-12 17:00:03 +0000 UTC ", "2023-04-12T17:00:03Z");
}

#[test]
fn ok_lowercase_letters_and_space() {
    other_form("2023-04-12t17:00:03Z", "2023-04-12T17:00:03Z");
    other_form("2023-04-12T17:00:03z", "2023-04-12T17:00:03Z");
    other_form("2023-04-12t17:00:03.25z", "2023-04-12T17:00:03.25Z");
    other_form("2023-04-12t17:00:03+02:00", "2023-04-12T17:00:03+02:00");
    other_form("2023-04-12 17:00:03Z", "2023-04-12T17:00:03Z");
    other_form("2023-04-12 17:00:03z", "2023-04-12T17:00:03Z");
    other_form("2023-04-12 17:00:03.5-08:00", "2023-04-12T17:00:03.5-08:00");
}

#[test]
fn ok_other_zones() {
    other_form("2023-04-12 17:00:03 UTC", "2023-04-12T17:00:03Z");
    other_form("2023-04-12T17:00:03 UTC", "2023-04-12T17:00:03Z");
    other_form("2023-04-12T17:00:03+0000", "2023-04-12T17:00:03Z");
    other_form("2023-04-12 17:00:03-0330", "2023-04-12T17:00:03-03:30");
    other_form("2023-04-12T17:00:03 +0000 UTC", "2023-04-12T17:00:03Z");
    other_form("2023-04-12 17:00:03 +0200 CEST", "2023-04-12T17:00:03+02:00");
    other_form("2023-04-12 17:00:03.5 -0500 EST", "2023-04-12T17:00:03.5-05:00");
    other_form("2023-04-12 17:00:03 +0000 GMT", "2023-04-12T17:00:03Z");
    other_form("2023-04-12 17:00:03 +0100 A", "2023-04-12T17:00:03+01:00");
    other_form("2023-04-12 17:00:03 +0100 Abcde", "2023-04-12T17:00:03+01:00");
    other_form("2023-04-12 17:00:03 +0300 +03", "2023-04-12T17:00:03+03:00");
    other_form("2023-04-12 17:00:03 -0330 -033", "2023-04-12T17:00:03-03:30");
    other_form("2023-04-12 17:00:03 +0545 +0545", "2023-04-12T17:00:03+05:45");
}

#[test]
fn ok_go_monotonic_suffix() {
    other_form("2023-04-12 17:00:03.5 +0000 UTC m=+0.000012", "2023-04-12T17:00:03.5Z");
    other_form("2023-04-12 17:00:03 +0200 CEST m=-12.5", "2023-04-12T17:00:03+02:00");
    other_form("2023-04-12 17:00:03 UTC m=+1.0", "2023-04-12T17:00:03Z");
}

#[test]
fn ok_no_zone_is_utc() {
    zone_assumed("2023-04-12T17:00:03", "2023-04-12T17:00:03Z");
    zone_assumed("2023-04-12 17:00:03", "2023-04-12T17:00:03Z");
    zone_assumed("2023-04-12t17:00:03.25", "2023-04-12T17:00:03.25Z");
    zone_assumed(" 2023-04-12 17:00:03 ", "2023-04-12T17:00:03Z");
}

#[test]
fn ok_unix_seconds() {
    for date in &DATES {
        for (value, shown) in [
            ("0", "1970-01-01T00:00:00Z"),
            ("1681318803", "2023-04-12T17:00:03Z"),
            ("1681318803.0", "2023-04-12T17:00:03Z"),
            ("1.681318803e9", "2023-04-12T17:00:03Z"),
            ("-0", "1970-01-01T00:00:00Z"),
            ("99999999999", "5138-11-16T09:46:39Z"),
            ("253402300799", "9999-12-31T23:59:59Z"),
        ] {
            date.coerced(value, "number-for-timestamp", "number", shown);
        }
        // Milliseconds are not guessed at.
        for value in ["253402300800", "1681318803000", "1681318803.5", "-1", "-1681318803", "1e400", "-1e400"]
        {
            date.dropped(value, "out-of-range", "number out of range");
        }
    }
}

#[test]
fn err_unknown_forms() {
    for text in [
        "createdAt",
        "now",
        "Unknown",
        "null",
        "1681318803",
        "2023",
        "2023-04-12",
        "17:00:03",
        "2023-04-12T17:00Z",
        "2023-04-12T17Z",
        "20230412T170003Z",
        "2023-4-12T17:00:03Z",
        "23-04-12T17:00:03Z",
        "02023-04-12T17:00:03Z",
        "+2023-04-12T17:00:03Z",
        "-2023-04-12T17:00:03Z",
        "2023/04/12T17:00:03Z",
        "2023-04-12_17:00:03Z",
        "2023-04-12  17:00:03Z",
        "2023-04-12T17:00:03 Z",
        "2023-04-12T17:00:03.Z",
        "2023-04-12T17:00:03.",
        "2023-04-12T17:00:03,5Z",
        "2023-04-12T17:00:03.1234567890Z",
        "2023-04-12 17:00:03.0000000000 +0000 UTC",
        "2023-04-12T17:00:03+02",
        "2023-04-12T17:00:03+2:00",
        "2023-04-12T17:00:03+02:0",
        "2023-04-12T17:00:03+020:0",
        "2023-04-12T17:00:03 +02:00",
        "2023-04-12T17:00:03UTC",
        "2023-04-12T17:00:03 GMT",
        "2023-04-12T17:00:03 utc",
        "2023-04-12 17:00:03 +0000",
        "2023-04-12 17:00:03 +0000 ABCDEF",
        "2023-04-12 17:00:03 +0000 +1",
        "2023-04-12 17:00:03 +0000 +12345",
        "2023-04-12 17:00:03 +0000 A1",
        "2023-04-12 17:00:03 +0000  UTC",
        "2023-04-12 17:00:03 +0000 UTC m=",
        "2023-04-12 17:00:03 +0000 UTC m=1.5",
        "2023-04-12 17:00:03 +0000 UTC m=+1",
        "2023-04-12 17:00:03 +0000 UTC m=+.5",
        "2023-04-12 17:00:03 +0000 UTC m=+1.",
        "2023-04-12 17:00:03 +0000 UTC m=+1.5x",
        "2023-04-12 17:00:03 m=+1.5",
        "2023-04-12T17:00:03ZZ",
        "2O23-04-12T17:00:03Z",
        "2023-04-12T17:00:0\u{663}Z",
        "2023-04-12T17:00:03\u{2212}02:00",
        "Wed, 12 Apr 2023 17:00:03 GMT",
        "2023-04-12T17:00:03[UTC]",
        "2023-W15-3T17:00:03Z",
        "2023-102T17:00:03Z",
        "::::::::::::::::::::",
        "--T::Z",
        "aaaa-bb-ccTdd:ee:ffZ",
    ] {
        no_form(text);
    }
}

#[test]
fn err_markers_and_other_types() {
    for date in &DATES {
        date.dropped(r#""""#, "empty-value", "empty string");
        date.dropped(r#"" \n""#, "empty-value", "empty string");
        date.dropped("null", "null-value", "null");
        date.dropped("true", "wrong-type", "boolean");
        date.dropped("false", "wrong-type", "boolean");
        date.dropped("[]", "wrong-type", "array");
        date.dropped("[2023,4,12]", "wrong-type", "array");
        date.dropped("{}", "wrong-type", "object");
        date.dropped(r#"{"$date":"2023-04-12T17:00:03Z"}"#, "wrong-type", "object");
    }
}
