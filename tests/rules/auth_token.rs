//! `authToken`: null, or a string that is not empty.

use crate::row::{Member, member};

const TOKEN: Member = member("/authToken", "non-empty string or null");

#[test]
fn ok_strict() {
    TOKEN.strict_none("null");
    TOKEN.strict(r#""EXAMPLE-TOKEN""#, "EXAMPLE-TOKEN");
    TOKEN.strict(r#""header.payload.signature""#, "header.payload.signature");
    TOKEN.strict(r#""\u0045XAMPLE""#, "EXAMPLE");
    TOKEN.strict(r#""0""#, "0");
    TOKEN.strict(r#""Unknown""#, "Unknown");
    // White space is part of a secret.
    TOKEN.strict(r#"" EXAMPLE ""#, " EXAMPLE ");
    TOKEN.strict(r#""\u00a0EXAMPLE""#, "\u{a0}EXAMPLE");
    TOKEN.strict(r#""\ufeff""#, "\u{feff}");
}

#[test]
fn ok_numbers_are_written_out() {
    TOKEN.coerced("0", "number-for-string", "number", "0");
    TOKEN.coerced(
        "123456789012345678901234567890",
        "number-for-string",
        "number",
        "123456789012345678901234567890",
    );
    TOKEN.coerced("-1.50e3", "number-for-string", "number", "-1.50e3");
}

#[test]
fn err_everything_else() {
    TOKEN.dropped(r#""""#, "empty-value", "empty string");
    TOKEN.dropped(r#"" \t\u000a""#, "empty-value", "empty string");
    TOKEN.dropped("\"\u{A0}\u{3000}\"", "empty-value", "empty string");
    TOKEN.dropped(r#""\u00a0\u2003\u2028""#, "empty-value", "empty string");
    TOKEN.dropped("1e400", "out-of-range", "number out of range");
    TOKEN.dropped("-1e400", "out-of-range", "number out of range");
    TOKEN.dropped("true", "wrong-type", "boolean");
    TOKEN.dropped("false", "wrong-type", "boolean");
    TOKEN.dropped("[]", "wrong-type", "array");
    TOKEN.dropped(r#"["EXAMPLE"]"#, "wrong-type", "array");
    TOKEN.dropped("{}", "wrong-type", "object");
    TOKEN.dropped(r#"{"token":"EXAMPLE"}"#, "wrong-type", "object");
}
