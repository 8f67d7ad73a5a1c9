//! `expiresIn`: a number in 0..=2^53-1, fractions allowed.

use crate::row::{Member, member};

const EXPIRES_IN: Member = member("/expiresIn", "number in 0..=9007199254740991");

#[test]
fn ok_strict_numbers() {
    EXPIRES_IN.strict("0", "0");
    EXPIRES_IN.strict("900", "900");
    EXPIRES_IN.strict("1799", "1799");
    EXPIRES_IN.strict("876.5", "876.5");
    EXPIRES_IN.strict("900.0", "900");
    EXPIRES_IN.strict("9e2", "900");
    EXPIRES_IN.strict("1e-3", "0.001");
    EXPIRES_IN.strict("1e-400", "0");
    EXPIRES_IN.strict("-0", "0");
    EXPIRES_IN.strict("-0.0", "0");
    EXPIRES_IN.strict("9007199254740991", "9007199254740991");
    EXPIRES_IN.strict("9007199254740991.4", "9007199254740991");
}

#[test]
fn err_out_of_range() {
    for value in
        ["-1", "-0.5", "9007199254740992", "9007199254740991.5", "18446744073709551616", "1e400", "-1e400"]
    {
        EXPIRES_IN.dropped(value, "out-of-range", "number out of range");
    }
    for value in [r#""9007199254740992""#, r#""99999999999999999999.5""#] {
        EXPIRES_IN.dropped(value, "out-of-range", "string out of range");
    }
}

#[test]
fn ok_digits_in_a_string() {
    EXPIRES_IN.coerced(r#""1800""#, "string-for-number", "string", "1800");
    EXPIRES_IN.coerced(r#""0""#, "string-for-number", "string", "0");
    EXPIRES_IN.coerced(r#""876.5""#, "string-for-number", "string", "876.5");
    EXPIRES_IN.coerced(r#""0900.000""#, "string-for-number", "string", "900");
    EXPIRES_IN.coerced(r#"" 900\n""#, "string-for-number", "string", "900");
    EXPIRES_IN.coerced(r#""9007199254740991""#, "string-for-number", "string", "9007199254740991");
}

#[test]
fn err_other_strings() {
    for value in [
        r#""-1""#,
        r#""+1""#,
        r#""1e3""#,
        r#"".5""#,
        r#""5.""#,
        r#""15 min""#,
        r#""1,5""#,
        r#""inf""#,
        r#""NaN""#,
        r#""PT15M""#,
        r#""1.5.0""#,
    ] {
        EXPIRES_IN.dropped(value, "wrong-type", "string");
    }
}

#[test]
fn err_markers_and_other_types() {
    EXPIRES_IN.dropped(r#""""#, "empty-value", "empty string");
    EXPIRES_IN.dropped(r#""\n""#, "empty-value", "empty string");
    EXPIRES_IN.dropped(r#""Unknown""#, "unknown-marker", "\"Unknown\"");
    EXPIRES_IN.dropped(r#"" unknown""#, "unknown-marker", "\"Unknown\"");
    EXPIRES_IN.dropped("null", "null-value", "null");
    EXPIRES_IN.dropped("true", "wrong-type", "boolean");
    EXPIRES_IN.dropped("false", "wrong-type", "boolean");
    EXPIRES_IN.dropped("[900]", "wrong-type", "array");
    EXPIRES_IN.dropped("[]", "wrong-type", "array");
    EXPIRES_IN.dropped("{}", "wrong-type", "object");
    EXPIRES_IN.dropped(r#"{"seconds":900}"#, "wrong-type", "object");
}
