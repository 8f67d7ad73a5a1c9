//! `coordinates`: `lat, lon` as on the wire, or `lat lon` as documented.

use crate::row::{Member, member};

const COORDINATES: Member = member("/location/coordinates", "coordinates");

#[track_caller]
fn strict(text: &str, shown: &str) {
    COORDINATES.strict(&format!("\"{text}\""), shown);
}

#[track_caller]
fn other_form(text: &str, shown: &str) {
    COORDINATES.coerced(&format!("\"{text}\""), "coordinates-format", "coordinates in another form", shown);
}

#[track_caller]
fn no_form(text: &str) {
    COORDINATES.dropped(&format!("\"{text}\""), "coordinates-format", "other text");
}

#[track_caller]
fn no_place(text: &str) {
    COORDINATES.dropped(&format!("\"{text}\""), "out-of-range", "string out of range");
}

#[test]
fn ok_strict_wire_form() {
    strict("30.3768, -97.8935", "30.3768, -97.8935");
    strict("0, 0", "0, 0");
    strict("51.000, -1", "51, -1");
    strict("-00.0000, 000.0000", "0, 0");
    strict("-0, -0", "0, 0");
    strict("7, 8", "7, 8");
    strict("1.12345678901234567890, 2", "1.1234567890123457, 2");
    strict("\\u0031, 2", "1, 2");
    // No more than eight bytes each, with a point: as on the wire.
    strict("-0.0000, -000.0", "0, 0");
    strict("012.5, 010.25", "12.5, 10.25");
}

#[test]
fn ok_strict_documented_form() {
    strict("30.3768 -97.8935", "30.3768, -97.8935");
    strict("-0.5 0.5", "-0.5, 0.5");
}

#[test]
fn ok_limits_of_coordinates() {
    strict("90, 180", "90, 180");
    strict("-90, -180", "-90, -180");
    strict("90.0000 180.000000000000000", "90, 180");
    strict("089.9999, 179.9999", "89.9999, 179.9999");
    no_place("90.0001, 0");
    no_place("90.1, 10.25");
    no_place("-90.0001, 10.25");
    no_place("10.25, 180.0001");
    no_place("10.25, -999.9");
    strict("90.0, -180.0000", "90, -180");
    no_place("-90.0001, 0");
    no_place("91, 0");
    no_place("0, 180.0001");
    no_place("0 -181");
    no_place("0, 999");
    no_place("999 999");
    // The nearest double is 90; the text is not.
    no_place("90.00000000000000000001, 0");
    no_place(" 91,0 ");
}

#[test]
fn ok_other_forms() {
    other_form("30.3768,-97.8935", "30.3768, -97.8935");
    other_form("0,0", "0, 0");
    other_form(" 30.3768, -97.8935", "30.3768, -97.8935");
    other_form("30.3768 -97.8935\\n", "30.3768, -97.8935");
    other_form(" 30.3768,-97.8935 ", "30.3768, -97.8935");
}

#[test]
fn err_unknown_forms() {
    for text in [
        "coordinates",
        "30.3768",
        "30.3768,",
        "30.3768, ",
        ", -97.8935",
        "30.3768;-97.8935",
        "30.3768 , -97.8935",
        "30.3768,  -97.8935",
        "30.3768  -97.8935",
        "30.3768\\t-97.8935",
        "+30.3768, 1",
        "30.3768, +1",
        "30., 1",
        ".5, 1",
        "30, 1.",
        "0030, 1",
        "30, 0001",
        "0030.5, 10.25",
        "10.25, 0030.5",
        "30., 10.25",
        "10.25, 30.",
        "10.25, .5",
        "10.25, 30.5.1",
        "10.25,, 30.5",
        "10.25, --30.5",
        "3e1, 1",
        "30.3768, -97.8935, 12",
        "30.3768, -97.8935x",
        "30°22'N, 97°53'W",
        "30.3768N 97.8935W",
        "30,3768 -97,8935",
        "--30, 1",
        "- 30, 1",
        "30, - 1",
        "NaN, NaN",
        "(30.3768, -97.8935)",
        "30.3768,\u{A0}-97.8935",
        "٣٠, ١",
        "1, 2 3",
        "1 2, 3",
    ] {
        no_form(text);
    }
}

#[test]
fn err_markers_and_other_types() {
    COORDINATES.dropped(r#""""#, "empty-value", "empty string");
    COORDINATES.dropped(r#"" ""#, "empty-value", "empty string");
    COORDINATES.dropped(r#""Unknown""#, "unknown-marker", "\"Unknown\"");
    COORDINATES.dropped(r#"" unknown""#, "unknown-marker", "\"Unknown\"");
    COORDINATES.dropped("null", "null-value", "null");
    COORDINATES.dropped("30.3768", "wrong-type", "number");
    COORDINATES.dropped("0", "wrong-type", "number");
    COORDINATES.dropped("1e400", "out-of-range", "number out of range");
    COORDINATES.dropped("true", "wrong-type", "boolean");
    COORDINATES.dropped("false", "wrong-type", "boolean");
    COORDINATES.dropped("[30.3768,-97.8935]", "wrong-type", "array");
    COORDINATES.dropped("[]", "wrong-type", "array");
    COORDINATES.dropped("{}", "wrong-type", "object");
    COORDINATES.dropped(r#"{"latitude":30.3768,"longitude":-97.8935}"#, "wrong-type", "object");
}
