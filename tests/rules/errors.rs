//! `errors`: an array of objects, each with a code, a message and perhaps a status.

use plex_pin::{ApiErrors, Parser};

use crate::row::{Member, member};
use crate::{finds, law};

const ERRORS: Member = member("/errors", "array of errors");
const ERROR: Member = member("/errors/0", "object");
const CODE: Member = member("/errors/0/code", "integer in 0..=4294967295");
const MESSAGE: Member = member("/errors/0/message", "string");
const STATUS: Member = member("/errors/0/status", "integer in 100..=599");

#[test]
fn ok_strict_arrays() {
    for (text, count) in [
        (r#"{"errors":[]}"#, 0),
        (r#"{"errors":[{}]}"#, 1),
        (r#"{"errors":[{"code":1020,"message":"Code not found or expired"}]}"#, 1),
        (r#"{"errors":[{"code":1,"message":"m","status":404},{"code":1,"message":"m","status":404}]}"#, 2),
    ] {
        law::holds(text.as_bytes());
        assert_eq!(ApiErrors::parse(text).unwrap().as_slice().len(), count, "{text}");
    }
    assert_eq!(ApiErrors::default().as_slice(), []);
}

#[test]
fn err_no_array() {
    ERRORS.dropped("null", "null-value", "null");
    ERRORS.dropped("{}", "wrong-type", "object");
    ERRORS.dropped(r#"{"code":1020,"message":"gone"}"#, "wrong-type", "object");
    ERRORS.dropped(r#""gone""#, "wrong-type", "string");
    ERRORS.dropped(r#""""#, "wrong-type", "string");
    ERRORS.dropped("1020", "wrong-type", "number");
    ERRORS.dropped("1e400", "out-of-range", "number out of range");
    ERRORS.dropped("true", "wrong-type", "boolean");
}

#[test]
fn err_no_object_in_the_array() {
    ERROR.dropped("null", "null-value", "null");
    ERROR.dropped(r#""gone""#, "wrong-type", "string");
    ERROR.dropped("1020", "wrong-type", "number");
    ERROR.dropped("1e400", "out-of-range", "number out of range");
    ERROR.dropped("false", "wrong-type", "boolean");
    ERROR.dropped("[]", "wrong-type", "array");
    // The others are kept.
    let text = r#"{"errors":["gone",{"code":1020},null]}"#;
    let parsed = Parser::LENIENT.parse::<ApiErrors>(text).unwrap();
    assert_eq!(parsed.deviation_count(), 2);
    let codes: Vec<_> = parsed.value().as_slice().iter().map(|it| it.code).collect();
    assert_eq!(codes, [Some(1020)]);
}

#[test]
fn ok_code() {
    CODE.strict("0", "0");
    CODE.strict("1020", "1020");
    CODE.strict("1020.0", "1020");
    CODE.strict("1.02e3", "1020");
    CODE.strict("-0", "0");
    CODE.strict("4294967295", "4294967295");
    CODE.coerced(r#""1020""#, "string-for-number", "string", "1020");
    CODE.coerced(r#""0""#, "string-for-number", "string", "0");
    CODE.coerced(r#""0001020""#, "string-for-number", "string", "1020");
    CODE.coerced(r#""4294967295""#, "string-for-number", "string", "4294967295");
}

#[test]
fn err_code() {
    for value in ["-1", "1020.5", "4294967296", "1e400", "-1e400", "18446744073709551616"] {
        CODE.dropped(value, "out-of-range", "number out of range");
    }
    CODE.dropped(r#""4294967296""#, "out-of-range", "string out of range");
    CODE.dropped(r#""18446744073709551616""#, "out-of-range", "string out of range");
    for value in [r#""-1""#, r#""+1""#, r#""1020.0""#, r#""1e3""#, r#""x""#, r#""10 20""#] {
        CODE.dropped(value, "wrong-type", "string");
    }
    CODE.dropped(r#""""#, "empty-value", "empty string");
    CODE.dropped(r#"" ""#, "empty-value", "empty string");
    CODE.dropped(r#""Unknown""#, "unknown-marker", "\"Unknown\"");
    CODE.dropped(r#""UNKNOWN""#, "unknown-marker", "\"Unknown\"");
    CODE.dropped("null", "null-value", "null");
    CODE.dropped("true", "wrong-type", "boolean");
    CODE.dropped("[]", "wrong-type", "array");
    CODE.dropped("{}", "wrong-type", "object");
}

#[test]
fn ok_message() {
    MESSAGE.strict(r#""Code not found or expired""#, "Code not found or expired");
    MESSAGE.strict(r#""""#, "");
    MESSAGE.coerced("1020", "number-for-string", "number", "1020");
    MESSAGE.coerced("1.50", "number-for-string", "number", "1.50");
    MESSAGE.coerced("true", "boolean-for-string", "boolean", "true");
    MESSAGE.coerced("false", "boolean-for-string", "boolean", "false");
    MESSAGE.dropped("null", "null-value", "null");
    MESSAGE.dropped("1e400", "out-of-range", "number out of range");
    MESSAGE.dropped("[]", "wrong-type", "array");
    MESSAGE.dropped("{}", "wrong-type", "object");
}

#[test]
fn ok_status() {
    STATUS.strict("100", "100");
    STATUS.strict("404", "404");
    STATUS.strict("404.0", "404");
    STATUS.strict("4.04e2", "404");
    STATUS.strict("599", "599");
    STATUS.coerced(r#""401""#, "string-for-number", "string", "401");
    STATUS.coerced(r#""100""#, "string-for-number", "string", "100");
    STATUS.coerced(r#""599""#, "string-for-number", "string", "599");
}

#[test]
fn err_status() {
    for value in ["99", "600", "0", "42", "-404", "404.5", "65536", "1e400"] {
        STATUS.dropped(value, "out-of-range", "number out of range");
    }
    for value in [r#""99""#, r#""600""#, r#""99999999999999999999""#] {
        STATUS.dropped(value, "out-of-range", "string out of range");
    }
    STATUS.dropped(r#""Not Found""#, "wrong-type", "string");
    STATUS.dropped(r#""404.0""#, "wrong-type", "string");
    STATUS.dropped(r#""""#, "empty-value", "empty string");
    STATUS.dropped(r#""\t""#, "empty-value", "empty string");
    STATUS.dropped(r#""unknown""#, "unknown-marker", "\"Unknown\"");
    STATUS.dropped(r#""Unknown""#, "unknown-marker", "\"Unknown\"");
    STATUS.dropped("null", "null-value", "null");
    STATUS.dropped("false", "wrong-type", "boolean");
    STATUS.dropped("[404]", "wrong-type", "array");
    STATUS.dropped("{}", "wrong-type", "object");
}

#[test]
fn ok_deviations_of_later_errors() {
    finds(
        Parser::LENIENT,
        "errors",
        r#"{"errors":[{},{"Code":"7"},[]],"x":0}"#,
        &[
            "member-spelling coerced `\"Code\"` expected member code, found another spelling at /errors/1/Code (byte 15)",
            "string-for-number coerced `\"7\"` expected integer in 0..=4294967295, found string at /errors/1/Code (byte 22)",
            "wrong-type dropped `[]` expected object, found array at /errors/2 (byte 27)",
            "unknown-member ignored `\"x\"` expected member of errors, found unknown member at /x (byte 31)",
        ],
    );
}
