//! What serde writes, serde reads: in every format that keeps maps and names, and in every way to embed a model.
//!
//! `tests/downstream` runs this with the features `arbitrary_precision` and `preserve_order` of `serde_json`.

use std::borrow::Cow;
use std::fmt::Debug;

use plex_pin::{ApiErrors, Borrowed, CompletePin, Document, Location, Parser, Pin, PinId, Strict};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

const PIN: &str = concat!(
    r#"{"id":1272322473.0,"code":"7RQZ","product":"0","trusted":false,"qr":"https://plex.tv/api/v2/pins/qr/7RQZ","#,
    r#""clientIdentifier":"c-1","location":{"code":"NL","european_union_member":true,"continent_code":"EU","#,
    r#""country":"Netherlands","city":"Gda\u0144sk","time_zone":"Europe/Amsterdam","postal_code":"4811","#,
    r#""in_privacy_restricted_country":true,"in_privacy_restricted_region":false,"#,
    r#""subdivisions":"North Brabant","coordinates":"51.5719 4.7683"},"expiresIn":1799.5,"#,
    r#""createdAt":"2024-07-01T10:00:00Z","expiresAt":"2024-07-01 10:30:00 +0000 UTC","authToken":"secret","#,
    r#""newRegistration":false}"#,
);

/// A format: its name, and a way through it.
type Format<T> = (&'static str, fn(&T) -> Result<T, String>);

#[expect(clippy::needless_pass_by_value, reason = "it is passed to `map_err`")]
fn error(error: impl ToString) -> String {
    error.to_string()
}

/// The formats that keep names, each with every kind of input that it has.
fn formats<T: Serialize + DeserializeOwned>() -> [Format<T>; 13] {
    [
        ("json", |value| serde_json::from_str(&serde_json::to_string(value).map_err(error)?).map_err(error)),
        ("json reader", |value| {
            serde_json::from_reader(&*serde_json::to_vec_pretty(value).map_err(error)?).map_err(error)
        }),
        ("json tree", |value| {
            serde_json::from_value(serde_json::to_value(value).map_err(error)?).map_err(error)
        }),
        ("json borrowed tree", |value| {
            T::deserialize(&serde_json::to_value(value).map_err(error)?).map_err(error)
        }),
        ("message pack", |value| {
            rmp_serde::from_slice(&rmp_serde::to_vec_named(value).map_err(error)?).map_err(error)
        }),
        ("cbor", |value| {
            let mut bytes = Vec::new();
            ciborium::into_writer(value, &mut bytes).map_err(error)?;
            ciborium::from_reader(&*bytes).map_err(error)
        }),
        ("cbor tree", |value| {
            ciborium::Value::serialized(value).map_err(error)?.deserialized().map_err(error)
        }),
        ("yaml", |value| {
            serde_norway::from_str(&serde_norway::to_string(value).map_err(error)?).map_err(error)
        }),
        ("yaml tree", |value| {
            serde_norway::from_value(serde_norway::to_value(value).map_err(error)?).map_err(error)
        }),
        ("toml", |value| toml::from_str(&toml::to_string(value).map_err(error)?).map_err(error)),
        ("toml tree", |value| T::deserialize(toml::Value::try_from(value).map_err(error)?).map_err(error)),
        ("ron", |value| ron::from_str(&ron::to_string(value).map_err(error)?).map_err(error)),
        ("ron with names", |value| {
            let config = ron::ser::PrettyConfig::new().struct_names(true);
            ron::from_str(&ron::ser::to_string_pretty(value, config).map_err(error)?).map_err(error)
        }),
    ]
}

/// Asserts that a value comes back from every format.
#[track_caller]
fn assert_round_trips<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T, without: &[&str]) {
    for (format, through) in formats::<T>() {
        if !without.contains(&format) {
            assert_eq!(through(value).as_ref(), Ok(value), "{format}");
        }
    }
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Member<T> {
    status: u16,
    body: T,
    others: Vec<T>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Flattened<T> {
    #[serde(flatten)]
    body: T,
    #[serde(rename = "http")]
    status: u16,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind")]
enum InternallyTagged<T> {
    Body(T),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
enum AdjacentlyTagged<T> {
    Body(T),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Untagged<T> {
    Number(u8),
    Body(T),
}

/// What RON does not keep of maps that serde has collected.
const RON: &[&str] = &["ron", "ron with names"];

#[track_caller]
fn assert_round_trips_embedded<T: Serialize + DeserializeOwned + PartialEq + Debug + Clone>(value: &T) {
    assert_round_trips(value, &[]);
    assert_round_trips(&Member { status: 200, body: value.clone(), others: vec![value.clone()] }, &[]);
    assert_round_trips(&AdjacentlyTagged::Body(value.clone()), &[]);
    assert_round_trips(&Untagged::Body(value.clone()), RON);
    assert_round_trips(&InternallyTagged::Body(value.clone()), RON);
    assert_round_trips(&Flattened { body: value.clone(), status: 200 }, RON);
}

/// Every format and every embedding with one model each: their product takes minutes to compile.
#[test]
fn ok_models_in_every_format() {
    let pin = Pin::parse(PIN).unwrap().into_owned();
    assert_round_trips_embedded(&pin);
    assert_round_trips(&Flattened { body: Strict(pin.clone()), status: 200 }, RON);
    // A document is of any kind, but RON asks for the name of one struct.
    assert_round_trips(&Document::Pin(pin.clone()), &["ron with names"]);
    assert_round_trips(&Flattened { body: Document::Pin(pin.clone()), status: 200 }, RON);
    assert_round_trips(&pin.location.clone().unwrap(), &[]);
    assert_round_trips(&Document::Location(pin.location.clone().unwrap()), &["ron with names"]);
    assert_round_trips(&CompletePin::try_from(pin).unwrap(), &[]);
    let errors = r#"{"errors":[{"code":1020,"message":"gone"},{"code":1001,"message":"","status":401},{}]}"#;
    let errors = ApiErrors::parse(errors).unwrap().into_owned();
    assert_round_trips(&errors, &[]);
    assert_round_trips(&Flattened { body: errors, status: 401 }, RON);
}

#[test]
fn ok_sparse_models_in_every_format() {
    for body in [
        r#"{"code":"7RQZ"}"#,
        r#"{"id":0,"location":{},"expiresIn":0.5}"#,
        r#"{"id":9007199254740991,"expiresIn":9007199254740991,"trusted":true}"#,
        r#"{"authToken":"null","newRegistration":"true"}"#,
        r#"{"authToken":"4711","newRegistration":false}"#,
    ] {
        assert_round_trips_embedded(&Pin::parse(body).unwrap().into_owned());
    }
}

/// Strings that mean something else where they have no quotes.
#[test]
fn ok_ambiguous_strings_in_every_format() {
    for code in [
        "",
        "0",
        "1234",
        "0123",
        "1E10",
        "1e3",
        "0x1F",
        "0o17",
        "1_000",
        ".5",
        "NULL",
        "null",
        "~",
        "TRUE",
        "yes",
        "No",
        "1:30",
        "2023-04-12T17:00:03Z",
        "NaN",
        "- a",
        "a: b",
        "# a",
        "\"",
        "'",
        "\\",
        "\n",
        "\u{85}",
        "\u{feff}",
        "😀",
    ] {
        let body = serde_json::json!({ "code": code }).to_string();
        assert_round_trips_embedded(&Pin::parse(&body).unwrap().into_owned());
        assert_round_trips(&Location::parse(&body).unwrap().into_owned(), &[]);
    }
}

/// Integers as floats and the other way round, wherever serde collects what it reads before it hands it on.
#[test]
fn ok_numbers_in_any_notation() {
    #[track_caller]
    fn assert_read<T: DeserializeOwned + PartialEq + Debug>(body: &str, expected: &T) {
        let mut members =
            serde_json::from_str::<Member<T>>(&format!(r#"{{"status":200,"body":{body},"others":[]}}"#));
        let mut read = vec![members.as_mut().map(|it| &it.body).map_err(|error| error.to_string()).unwrap()];
        let (inner, content) = (&body[1..], format!(r#"{{"kind":"Body","body":{body}}}"#));
        let Flattened { body: flattened, .. } =
            serde_json::from_str::<Flattened<T>>(&format!(r#"{{"http":200,{inner}"#)).expect("flattened");
        let InternallyTagged::Body(internally) =
            serde_json::from_str(&format!(r#"{{"kind":"Body",{inner}"#)).expect("internally tagged");
        let AdjacentlyTagged::Body(adjacently) = serde_json::from_str(&content).expect("adjacently tagged");
        let late = format!(r#"{{"body":{body},"kind":"Body"}}"#);
        let AdjacentlyTagged::Body(late) =
            serde_json::from_str(&late).expect("adjacently tagged, the tag last");
        let Untagged::Body(untagged) = serde_json::from_str(body).expect("untagged") else {
            panic!("a number")
        };
        let from_tree: T = serde_json::from_value(body.parse().unwrap()).expect("a tree");
        read.extend([&flattened, &internally, &adjacently, &late, &untagged, &from_tree]);
        for value in read {
            assert_eq!(value, expected, "{body}");
        }
    }
    for id in ["5", "5.0", "5e0", "0.5e1", "50e-1"] {
        let pin = Pin::parse(r#"{"id":5,"expiresIn":1799}"#).unwrap().into_owned();
        for seconds in ["1799", "1799.0", "1.799e3"] {
            let body = format!(r#"{{"id":{id},"expiresIn":{seconds}}}"#);
            assert_read(&body, &pin);
            assert_read(&body, &Strict(pin.clone()));
        }
        let body = format!(r#"{{"id":{id},"code":"A","expiresIn":0.5}}"#);
        let document = Parser::STRICT.parse_document(&body).unwrap().into_value().into_owned();
        assert_read(&body, &document);
    }
    for (code, status) in [("1001", "401"), ("1001.0", "4.01e2")] {
        let body = format!(r#"{{"errors":[{{"code":{code},"message":"no","status":{status}}}]}}"#);
        let errors = ApiErrors::parse(&body).unwrap().into_owned();
        assert_read(&body, &errors);
        assert_read(&body, &Document::ApiErrors(errors));
    }
}

/// Formats that write integers and floats as different types.
#[test]
fn ok_numbers_of_binary_formats() {
    use ciborium::Value;
    for (id, seconds) in [(Value::from(5), Value::from(1799)), (Value::from(5.0), Value::from(1799.0))] {
        let map = Value::Map(vec![("id".into(), id), ("expiresIn".into(), seconds)]);
        let mut bytes = Vec::new();
        ciborium::into_writer(&map, &mut bytes).unwrap();
        let expected = Pin::parse(r#"{"id":5,"expiresIn":1799}"#).unwrap();
        assert_eq!(ciborium::from_reader::<Pin<'static>, _>(&*bytes).unwrap(), expected);
        assert_eq!(map.deserialized::<Pin<'static>>().unwrap(), expected);
    }
    let single = rmp_serde::to_vec(&std::collections::BTreeMap::from([("expiresIn", 0.5_f32)])).unwrap();
    let pin: Pin<'static> = rmp_serde::from_slice(&single).unwrap();
    assert_eq!(pin.expires_in.map(plex_pin::Seconds::get), Some(0.5));
}

/// A map that has the form of a number of `arbitrary_precision`, but is one in the text.
#[test]
fn err_number_map_in_the_input() {
    let map = r#"{"$serde_json::private::Number":"5"}"#;
    for body in [format!(r#"{{"id":{map}}}"#), format!(r#"{{"id":{map},"code":"A","expiresIn":1}}"#)] {
        assert!(serde_json::from_str::<Pin<'static>>(&body).is_err(), "{body}");
        assert!(serde_json::from_slice::<Strict<Pin<'static>>>(body.as_bytes()).is_err(), "{body}");
        assert!(serde_json::from_str::<Document<'static>>(&body).is_err(), "{body}");
        assert!(Parser::STRICT.parse::<Pin>(&body).is_err(), "{body}");
    }
}

#[test]
fn ok_ids_as_keys_of_a_map() {
    let map = std::collections::BTreeMap::from([(PinId::new(5), "A".to_owned())]);
    let text = serde_json::to_string(&map).unwrap();
    assert_eq!(text, r#"{"5":"A"}"#);
    assert_eq!(serde_json::from_str::<std::collections::BTreeMap<PinId, String>>(&text).unwrap(), map);
}

#[test]
fn ok_message_pack_borrows() {
    let pin = Pin::parse(PIN).unwrap();
    let bytes = rmp_serde::to_vec_named(&pin).unwrap();
    let Borrowed(read): Borrowed<Pin<'_>> = rmp_serde::from_slice(&bytes).unwrap();
    assert_eq!(read, pin);
    assert!(matches!(read.code, Some(Cow::Borrowed("7RQZ"))));
    // Members without names: once one is left out, the others cannot be identified.
    let row = rmp_serde::to_vec(&Pin::parse(r#"{"code":"7RQZ"}"#).unwrap()).unwrap();
    let message = rmp_serde::from_slice::<Pin<'static>>(&row).unwrap_err().to_string();
    assert_eq!(message, "invalid type: array, expected a pin");
}

#[test]
fn ok_an_optional_flattened_model_is_absent_without_its_members() {
    type Response = Flattened<Option<Pin<'static>>>;
    let response: Response = serde_json::from_str(r#"{"http":404}"#).unwrap();
    assert_eq!(response, Flattened { body: None, status: 404 });
    let response: Response = serde_json::from_str(r#"{"http":200,"id":5}"#).unwrap();
    assert_eq!(response.body.unwrap().id, Some(PinId::new(5)));
}
