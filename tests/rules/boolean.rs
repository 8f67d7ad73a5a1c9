//! The members that are booleans: `true` and `false`; 0 and 1 and their like in a string.

use plex_pin::MemberKind;

use crate::row::{Member, members};

fn booleans() -> Vec<Member> {
    members(MemberKind::Boolean, "boolean")
}

#[test]
fn ok_strict() {
    for boolean in booleans() {
        boolean.strict("true", "true");
        boolean.strict("false", "false");
    }
}

#[test]
fn ok_zero_and_one() {
    for boolean in booleans() {
        boolean.coerced("0", "number-for-boolean", "number", "false");
        boolean.coerced("1", "number-for-boolean", "number", "true");
        boolean.coerced("1.0", "number-for-boolean", "number", "true");
        boolean.coerced("0e5", "number-for-boolean", "number", "false");
        boolean.coerced("-0", "number-for-boolean", "number", "false");
        boolean.coerced("1e-400", "number-for-boolean", "number", "false");
    }
}

#[test]
fn ok_strings() {
    for boolean in booleans() {
        boolean.coerced(r#""0""#, "string-for-boolean", "string", "false");
        boolean.coerced(r#""1""#, "string-for-boolean", "string", "true");
        boolean.coerced(r#""true""#, "string-for-boolean", "string", "true");
        boolean.coerced(r#""false""#, "string-for-boolean", "string", "false");
        boolean.coerced(r#""True""#, "string-for-boolean", "string", "true");
        boolean.coerced(r#""FALSE""#, "string-for-boolean", "string", "false");
        boolean.coerced(r#"" true ""#, "string-for-boolean", "string", "true");
        boolean.coerced(r#""\t0\n""#, "string-for-boolean", "string", "false");
    }
}

#[test]
fn err_markers() {
    for boolean in booleans() {
        boolean.dropped(r#""Unknown""#, "unknown-marker", "\"Unknown\"");
        boolean.dropped(r#""unknown""#, "unknown-marker", "\"Unknown\"");
        boolean.dropped(r#"" UNKNOWN ""#, "unknown-marker", "\"Unknown\"");
        boolean.dropped(r#""""#, "empty-value", "empty string");
        boolean.dropped(r#"" ""#, "empty-value", "empty string");
        boolean.dropped("null", "null-value", "null");
    }
}

#[test]
fn err_everything_else() {
    for boolean in booleans() {
        for number in ["2", "-1", "0.5", "1.5", "1e1", "9007199254740993"] {
            boolean.dropped(number, "wrong-type", "number");
        }
        boolean.dropped("1e400", "out-of-range", "number out of range");
        boolean.dropped("-1e400", "out-of-range", "number out of range");
        for string in
            [r#""yes""#, r#""no""#, r#""2""#, r#""01""#, r#""1.0""#, r#""t""#, r#""truе""#, r#""null""#]
        {
            boolean.dropped(string, "wrong-type", "string");
        }
        boolean.dropped("[]", "wrong-type", "array");
        boolean.dropped("[true]", "wrong-type", "array");
        boolean.dropped("{}", "wrong-type", "object");
        boolean.dropped(r#"{"value":true}"#, "wrong-type", "object");
    }
}
