//! `newRegistration`: null, a boolean, or a string, as it was once documented.

use crate::row::{Member, member};

const NEW: Member = member("/newRegistration", "boolean, string or null");

#[test]
fn ok_strict() {
    NEW.strict_none("null");
    NEW.strict("true", "flag true");
    NEW.strict("false", "flag false");
    NEW.strict(r#""true""#, "text true");
    NEW.strict(r#""0""#, "text 0");
    NEW.strict(r#""""#, "text ");
    NEW.strict(r#"" ""#, "text  ");
    NEW.strict(r#""Unknown""#, "text Unknown");
    NEW.strict(r#""\u0041""#, "text A");
}

#[test]
fn ok_zero_and_one() {
    NEW.coerced("0", "number-for-boolean", "number", "flag false");
    NEW.coerced("1", "number-for-boolean", "number", "flag true");
    NEW.coerced("1.0", "number-for-boolean", "number", "flag true");
    NEW.coerced("-0", "number-for-boolean", "number", "flag false");
}

#[test]
fn err_everything_else() {
    NEW.dropped("2", "wrong-type", "number");
    NEW.dropped("-1", "wrong-type", "number");
    NEW.dropped("0.5", "wrong-type", "number");
    NEW.dropped("1e400", "out-of-range", "number out of range");
    NEW.dropped("-1e400", "out-of-range", "number out of range");
    NEW.dropped("[]", "wrong-type", "array");
    NEW.dropped("[true]", "wrong-type", "array");
    NEW.dropped("{}", "wrong-type", "object");
    NEW.dropped(r#"{"new":true}"#, "wrong-type", "object");
}
