//! The members that are text: any string; a number or a boolean, written out.

use plex_pin::MemberKind;

use crate::row::{Member, members};

fn texts() -> Vec<Member> {
    members(MemberKind::Text, "string")
}

#[test]
fn ok_any_string_is_strict() {
    for text in texts() {
        text.strict(r#""KYLX""#, "KYLX");
        text.strict(r#""0""#, "0");
        text.strict(r#""""#, "");
        text.strict(r#"" ""#, " ");
        text.strict(r#""Unknown""#, "Unknown");
        text.strict(r#""a\"b""#, "a\"b");
        text.strict(r#""\"""#, "\"");
        text.strict(r#""null""#, "null");
        text.strict(r#""England, Windsor and Maidenhead""#, "England, Windsor and Maidenhead");
        text.strict("\"Gdańsk 😀\"", "Gdańsk 😀");
        text.strict(r#""Gda\u0144sk \ud83d\ude00""#, "Gdańsk 😀");
        text.strict(r#""\"\\\/\b\f\n\r\t\u0000""#, "\"\\/\u{8}\u{C}\n\r\t\0");
    }
}

#[test]
fn ok_numbers_are_written_out() {
    for text in texts() {
        text.coerced("802", "number-for-string", "number", "802");
        text.coerced("0", "number-for-string", "number", "0");
        text.coerced("-0", "number-for-string", "number", "-0");
        text.coerced("802.50", "number-for-string", "number", "802.50");
        text.coerced("8.02e2", "number-for-string", "number", "8.02e2");
        text.coerced("18446744073709551616", "number-for-string", "number", "18446744073709551616");
        text.coerced("1e308", "number-for-string", "number", "1e308");
    }
}

#[test]
fn ok_booleans_are_written_out() {
    for text in texts() {
        text.coerced("true", "boolean-for-string", "boolean", "true");
        text.coerced("false", "boolean-for-string", "boolean", "false");
    }
}

#[test]
fn err_everything_else() {
    for text in texts() {
        text.dropped("null", "null-value", "null");
        text.dropped("1e400", "out-of-range", "number out of range");
        text.dropped("-1e309", "out-of-range", "number out of range");
        text.dropped("[]", "wrong-type", "array");
        text.dropped(r#"["a","b"]"#, "wrong-type", "array");
        text.dropped("{}", "wrong-type", "object");
        text.dropped(r#"{"en":"Norway"}"#, "wrong-type", "object");
    }
}

/// Two escapes are one character, on every plane.
#[test]
fn ok_escaped_pairs() {
    for character in
        ['\u{10000}', '\u{1F600}', '\u{1F7FF}', '\u{20000}', '\u{2FFFF}', '\u{E0100}', '\u{10FFFF}']
    {
        let mut units = [0; 2];
        character.encode_utf16(&mut units);
        let escaped = format!("\\u{:04X}\\u{:04X}", units[0], units[1]);
        for escaped in [escaped.to_lowercase(), escaped.replace("\\U", "\\u")] {
            let text = format!("{{\"code\":\"{escaped}\"}}");
            let pin = plex_pin::Pin::parse(&text).unwrap();
            assert_eq!(pin.code.as_deref(), Some(character.to_string().as_str()), "{text}");
        }
    }
}
