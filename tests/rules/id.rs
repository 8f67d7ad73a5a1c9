//! `id`: a number in any notation, whose double is an integer in 0..=2^53-1.

use crate::row::{Member, member};

const ID: Member = member("/id", "integer in 0..=9007199254740991");

#[test]
fn ok_strict_integers() {
    ID.strict("0", "0");
    ID.strict("1", "1");
    ID.strict("1272322473", "1272322473");
    ID.strict("4294967296", "4294967296");
    ID.strict("9007199254740990", "9007199254740990");
    ID.strict("9007199254740991", "9007199254740991");
}

#[test]
fn ok_strict_in_any_notation() {
    ID.strict("1272322473.0", "1272322473");
    ID.strict("1272322473.000", "1272322473");
    ID.strict("1.272322473e9", "1272322473");
    ID.strict("1.272322473E+9", "1272322473");
    ID.strict("12723224730e-1", "1272322473");
    ID.strict("0.1e1", "1");
    ID.strict("-0", "0");
    ID.strict("-0.0", "0");
    ID.strict("0e999999999999", "0");
    ID.strict("9.007199254740991e15", "9007199254740991");
    ID.strict("9007199254740991.0", "9007199254740991");
}

/// It is the double that must be an integer, since that is what the documentation promises.
#[test]
fn ok_strict_by_its_double() {
    ID.strict("9007199254740991.4", "9007199254740991");
    ID.strict("1272322473.00000000000000001", "1272322473");
    ID.strict("1e-400", "0");
    ID.strict("-1e-400", "0");
}

#[test]
fn ok_id_precision_keeps_every_u64() {
    let found = "larger integer";
    ID.coerced("9007199254740992", "id-precision", found, "9007199254740992");
    ID.coerced("9007199254740993", "id-precision", found, "9007199254740993");
    ID.coerced("9007199254740993.0", "id-precision", found, "9007199254740993");
    ID.coerced("9.007199254740993e15", "id-precision", found, "9007199254740993");
    ID.coerced("1e19", "id-precision", found, "10000000000000000000");
    ID.coerced("18446744073709551614", "id-precision", found, "18446744073709551614");
    ID.coerced("18446744073709551615", "id-precision", found, "18446744073709551615");
    ID.coerced("1.8446744073709551615e19", "id-precision", found, "18446744073709551615");
}

#[test]
fn err_out_of_range() {
    let found = "number out of range";
    ID.dropped("18446744073709551616", "out-of-range", found);
    ID.dropped("18446744073709551615.5", "out-of-range", found);
    ID.dropped("9007199254740991.5", "out-of-range", found);
    ID.dropped("1.5", "out-of-range", found);
    ID.dropped("0.1", "out-of-range", found);
    ID.dropped("-1", "out-of-range", found);
    ID.dropped("-1272322473.0", "out-of-range", found);
    ID.dropped("1e20", "out-of-range", found);
    ID.dropped("1e400", "out-of-range", found);
    ID.dropped("-1e400", "out-of-range", found);
}

#[test]
fn ok_digits_in_a_string() {
    ID.coerced(r#""5123""#, "string-for-number", "string", "5123");
    ID.coerced(r#""0""#, "string-for-number", "string", "0");
    ID.coerced(r#""007""#, "string-for-number", "string", "7");
    ID.coerced(r#""5123.0""#, "string-for-number", "string", "5123");
    ID.coerced(r#""5123.000""#, "string-for-number", "string", "5123");
    ID.coerced(r#"" 5123 ""#, "string-for-number", "string", "5123");
    ID.coerced(r#""\t5123\r\n""#, "string-for-number", "string", "5123");
    ID.coerced(r#""\u0035""#, "string-for-number", "string", "5");
    // As long as the rule goes, and beyond 2^53: one code is enough.
    ID.coerced(r#""9007199254740993""#, "string-for-number", "string", "9007199254740993");
    ID.coerced(r#""9999999999999999999""#, "string-for-number", "string", "9999999999999999999");
    ID.coerced(r#""0000000000000000001""#, "string-for-number", "string", "1");
}

#[test]
fn err_other_strings() {
    for value in [
        r#""abc""#,
        r#""5123x""#,
        r#""-5""#,
        r#""+5""#,
        r#""5.5""#,
        r#""5.""#,
        r#"".0""#,
        r#""1e3""#,
        r#""0x10""#,
        r#""5 123""#,
        r#""5,123""#,
        r#""00000000000000000001""#,
        r#""18446744073709551615""#,
        r#""99999999999999999999""#,
        "\"\u{A0}5\"",
        "\"٣\"",
        r#""null""#,
    ] {
        ID.dropped(value, "wrong-type", "string");
    }
}

#[test]
fn err_markers_and_other_types() {
    ID.dropped(r#""""#, "empty-value", "empty string");
    ID.dropped(r#"" \t ""#, "empty-value", "empty string");
    ID.dropped(r#""Unknown""#, "unknown-marker", "\"Unknown\"");
    ID.dropped(r#"" unKNOWN ""#, "unknown-marker", "\"Unknown\"");
    ID.dropped("null", "null-value", "null");
    ID.dropped("true", "wrong-type", "boolean");
    ID.dropped("false", "wrong-type", "boolean");
    ID.dropped("[]", "wrong-type", "array");
    ID.dropped("[5123]", "wrong-type", "array");
    ID.dropped("{}", "wrong-type", "object");
    ID.dropped(r#"{"id":5123}"#, "wrong-type", "object");
}

#[test]
fn ok_large_ids_with_exponents() {
    for text in [
        "18446744073709551615",
        "1.8446744073709551615e19",
        "1.8446744073709551615E19",
        "18446744073709551615E0",
    ] {
        let body = format!("{{\"id\":{text}}}");
        let id = plex_pin::Parser::LENIENT.parse::<plex_pin::Pin>(&body).unwrap().value().id;
        assert_eq!(id, Some(plex_pin::PinId::new(u64::MAX)), "{text}");
    }
}
