//! The adapters for fields of a user's own structs, and `Lenient`.
#![cfg(feature = "serde_with")]

use plex_pin::serde_with::{
    DocumentedCoordinates, DocumentedTimestamp, DoubleId, FlexibleBool, Lenient, WireCoordinates,
    WireTimestamp,
};
use plex_pin::{ApiErrors, Document, Location, Parsed, Parser, Pin, Timestamp};
use serde_with::{DeserializeAs, SerializeAs};

/// Reads a JSON text through an adapter and writes the value again.
#[track_caller]
fn through<A, T>(body: &str) -> Result<String, String>
where
    A: for<'de> DeserializeAs<'de, T> + SerializeAs<T>,
{
    let mut input = serde_json::Deserializer::from_str(body);
    let value = A::deserialize_as(&mut input).map_err(|error| error.to_string())?;
    let tree = serde_json::from_str::<serde_json::Value>(body).unwrap();
    assert!(A::deserialize_as(tree).is_ok(), "{body} from a tree");
    let mut output = serde_json::Serializer::new(Vec::new());
    A::serialize_as(&value, &mut output).map_err(|error| error.to_string())?;
    Ok(String::from_utf8(output.into_inner()).unwrap())
}

#[test]
fn ok_double_id() {
    for (body, written) in [("5", "5"), ("5.0", "5"), ("1.272322473e9", "1272322473")] {
        assert_eq!(through::<DoubleId, u64>(body).unwrap(), written);
        assert_eq!(through::<DoubleId, i64>(body).unwrap(), written);
        assert_eq!(through::<DoubleId, plex_pin::PinId>(body).unwrap(), written);
    }
    assert_eq!(
        through::<DoubleId, u8>("256").unwrap_err(),
        "invalid value: number, expected an integer in 0..=9007199254740991 at line 1 column 3"
    );
    assert!(through::<DoubleId, u64>("9007199254740992").is_err());
    assert!(through::<DoubleId, u64>("\"5\"").is_err());
    assert!(through::<DoubleId, u64>("1.5").is_err());
    let negative = <DoubleId as SerializeAs<i64>>::serialize_as(&-1, serde_json::value::Serializer);
    assert_eq!(negative.unwrap_err().to_string(), "expected id, found number out of range");
}

#[test]
fn ok_timestamps_read_both_forms_and_write_either() {
    for body in [r#""2023-04-12T17:00:03Z""#, r#""2023-04-12 17:00:03 +0000 UTC""#] {
        let wire = r#""2023-04-12T17:00:03Z""#;
        let documented = r#""2023-04-12 17:00:03 +0000 UTC""#;
        assert_eq!(through::<WireTimestamp, Timestamp>(body).unwrap(), wire);
        assert_eq!(through::<DocumentedTimestamp, Timestamp>(body).unwrap(), documented);
        #[cfg(feature = "time")]
        {
            assert_eq!(through::<WireTimestamp, time::OffsetDateTime>(body).unwrap(), wire);
            assert_eq!(through::<DocumentedTimestamp, time::OffsetDateTime>(body).unwrap(), documented);
        }
    }
    assert_eq!(
        through::<DocumentedTimestamp, Timestamp>(r#""0000-01-01T00:00:00+01:00""#).unwrap_err(),
        "expected year in 0..=9999 of UTC, found another one"
    );
    assert!(through::<WireTimestamp, Timestamp>("1681318803").is_err());
}

#[test]
fn ok_coordinates_read_both_forms_and_write_either() {
    for body in [r#""30.3768, -97.8935""#, r#""30.3768 -97.8935""#] {
        assert_eq!(through::<WireCoordinates, (f64, f64)>(body).unwrap(), r#""30.3768, -97.8935""#);
        assert_eq!(
            through::<DocumentedCoordinates, plex_pin::Coordinates>(body).unwrap(),
            r#""30.3768 -97.8935""#
        );
    }
    assert!(through::<WireCoordinates, (f64, f64)>(r#""91, 0""#).is_err());
    for place in [(91.0, 0.0), (0.0, -180.5), (f64::NAN, 0.0)] {
        let error = WireCoordinates::serialize_as(&place, serde_json::value::Serializer).unwrap_err();
        let message = "expected latitude in -90..=90 and longitude in -180..=180, found number out of range";
        assert_eq!(error.to_string(), message);
        assert!(DocumentedCoordinates::serialize_as(&place, serde_json::value::Serializer).is_err());
    }
}

#[test]
fn ok_flexible_booleans() {
    for (body, written) in [
        ("true", "true"),
        ("0", "false"),
        ("1.0", "true"),
        ("-0", "false"),
        (r#"" TRUE ""#, "true"),
        (r#""1""#, "true"),
        (r#"" False ""#, "false"),
        (r#""0""#, "false"),
    ] {
        assert_eq!(through::<FlexibleBool, bool>(body).unwrap(), written, "{body}");
    }
    for (body, message) in [
        ("2", "invalid value: number, expected a boolean, 0 or 1"),
        ("null", "invalid value: null, expected a boolean, 0 or 1"),
        (r#""yes""#, "invalid value: another string, expected a boolean, 0 or 1"),
        (r#""""#, "invalid value: another string, expected a boolean, 0 or 1"),
        ("\"\u{A0}1\"", "invalid value: another string, expected a boolean, 0 or 1"),
        ("[]", "invalid value: sequence, expected a boolean, 0 or 1"),
        ("{}", "invalid value: map, expected a boolean, 0 or 1"),
    ] {
        assert_eq!(through::<FlexibleBool, bool>(body).unwrap_err(), message, "{body}");
    }
}

#[test]
fn ok_lenient_is_the_parser() {
    let unknown: Vec<String> = (0..70).map(|number| format!("\"x{number}\":0")).collect();
    for body in [
        &*format!("{{{}}}", unknown.join(",")),
        r#"{"id":"5","code":802.50,"id":6,"CreatedAt":1681318803,"location":{"coordinates":"1,2"},"new":[]}"#,
        r#"{"id":18446744073709551615,"trusted":"Unknown"}"#,
        r#"{"pin":{"auth_token":"t"}}"#,
        r#"{"code":1020,"message":"gone"}"#,
        "{}",
        " { } ",
    ] {
        let text = body.trim();
        let pin = serde_json::from_str(body).ok().map(|Lenient::<Pin<'static>>(parsed)| parsed);
        assert_eq!(pin, Parser::LENIENT.parse::<Pin>(text).ok(), "{body}");
        let reader =
            serde_json::from_reader(body.as_bytes()).ok().map(|Lenient::<Pin<'static>>(parsed)| parsed);
        assert_eq!(reader, pin, "{body}");
        let location = serde_json::from_str(body).ok().map(|Lenient::<Location<'static>>(parsed)| parsed);
        assert_eq!(location, Parser::LENIENT.parse::<Location>(text).ok(), "{body}");
        let errors = serde_json::from_str(body).ok().map(|Lenient::<ApiErrors<'static>>(parsed)| parsed);
        assert_eq!(errors, Parser::LENIENT.parse::<ApiErrors>(text).ok(), "{body}");
        let document = serde_json::from_str(body).ok().map(|Lenient::<Document<'static>>(parsed)| parsed);
        assert_eq!(document, Parser::LENIENT.parse_document(text).ok(), "{body}");
        // A tree has lost the spans and the notation of numbers.
        let tree: serde_json::Value = serde_json::from_str(body).unwrap();
        let text = tree.to_string();
        let pin = serde_json::from_value(tree).ok().map(|Lenient::<Pin<'static>>(parsed)| parsed);
        assert_eq!(pin, Parser::LENIENT.parse::<Pin>(&text).ok(), "{body}");
    }
}

#[test]
fn ok_lenient_is_written_as_its_document() {
    let lenient: Lenient<Pin<'static>> = serde_json::from_str(r#"{"id":"5","new":1}"#).unwrap();
    let text = serde_json::to_string(&lenient).unwrap();
    assert_eq!(text, r#"{"id":5,"authToken":null,"newRegistration":null}"#);
}

#[test]
fn err_lenient_refuses_what_the_parser_refuses() {
    for (body, message) in [
        ("[1]", "expected JSON object, found array at the root (byte 0)"),
        ("null", "expected JSON object, found null at the root (byte 0)"),
        (r#"{"code":"\ud800"}"#, "expected surrogate pair, found lone surrogate at /code (byte 9)"),
    ] {
        let error = serde_json::from_str::<Lenient<Pin<'static>>>(body).unwrap_err();
        assert_eq!(error.to_string(), message, "{body}");
    }
}

/// As an adapter it gives the deviations where they are asked for, and writes the document in either form.
#[test]
fn ok_lenient_as_an_adapter() {
    #[serde_with::serde_as]
    #[derive(serde::Serialize, serde::Deserialize)]
    struct Answers {
        #[serde_as(as = "Lenient<_>")]
        told: Parsed<Pin<'static>>,
        #[serde_as(as = "Lenient<_>")]
        silent: Pin<'static>,
    }

    let answers: Answers = serde_json::from_str(r#"{"told":{"ID":5.0},"silent":{"id":"6"}}"#).unwrap();
    assert_eq!(answers.told.deviation_count(), 1);
    assert_eq!(answers.silent.id, Some(6.into()));
    assert_eq!(
        serde_json::to_string(&answers).unwrap(),
        r#"{"told":{"id":5,"authToken":null,"newRegistration":null},"silent":{"id":6,"authToken":null,"newRegistration":null}}"#
    );
    assert!(serde_json::from_str::<Answers>(r#"{"told":{},"silent":7}"#).is_err());
}
