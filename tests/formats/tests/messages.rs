//! Errors of serde show no value of the input, in any format: any of them may be a secret, or quote one.

use plex_pin::{ApiErrors, CompletePin, Document, Location, Pin, Strict};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const PIN: &str = concat!(
    r#"{"id":1272322473.0,"code":"7RQZ","product":"0","trusted":false,"qr":"https://plex.tv/api/v2/pins/qr/7RQZ","#,
    r#""clientIdentifier":"c-1","location":{"code":"NL","european_union_member":true,"continent_code":"EU","#,
    r#""country":"Netherlands","city":"Gda\u0144sk","time_zone":"Europe/Amsterdam","postal_code":"4811","#,
    r#""in_privacy_restricted_country":true,"in_privacy_restricted_region":false,"#,
    r#""subdivisions":"North Brabant","coordinates":"51.5719 4.7683"},"expiresIn":1799.5,"#,
    r#""createdAt":"2024-07-01T10:00:00Z","expiresAt":"2024-07-01 10:30:00 +0000 UTC","authToken":"secret","#,
    r#""newRegistration":false}"#,
);

const CANARY: &str = "CANARY-4711";

/// The error of each format that writes the document and reads it as another type, if there is one.
fn messages<T: DeserializeOwned>(document: &Value) -> Vec<(&'static str, String)> {
    let json = document.to_string();
    let yaml = serde_norway::to_string(document).unwrap();
    let toml = toml::to_string(document).unwrap();
    let ron = ron::to_string(document).unwrap();
    let pack = rmp_serde::to_vec_named(document).unwrap();
    let mut cbor = Vec::new();
    ciborium::into_writer(document, &mut cbor).unwrap();
    let messages = [
        ("json", serde_json::from_str::<T>(&json).err().map(|it| it.to_string())),
        ("json reader", serde_json::from_reader::<_, T>(json.as_bytes()).err().map(|it| it.to_string())),
        ("json tree", T::deserialize(document).err().map(|it| it.to_string())),
        ("yaml", serde_norway::from_str::<T>(&yaml).err().map(|it| it.to_string())),
        // Shown as a whole, the error quotes its line of the input, whatever is wrong in it.
        ("toml", toml::from_str::<T>(&toml).err().map(|it| it.message().to_owned())),
        ("ron", ron::from_str::<T>(&ron).err().map(|it| it.to_string())),
        ("message pack", rmp_serde::from_slice::<T>(&pack).err().map(|it| it.to_string())),
        ("cbor", ciborium::from_reader::<T, _>(&*cbor).err().map(|it| format!("{it} {it:?}"))),
    ];
    messages.into_iter().filter_map(|(format, message)| Some((format, message?))).collect()
}

/// In every member and every format, with the model on its own and where serde collects it first.
#[test]
fn err_no_format_shows_a_value() {
    #[derive(Deserialize)]
    #[allow(dead_code)] // Read for its errors.
    struct Flattened<T> {
        #[serde(flatten)]
        body: T,
    }

    #[track_caller]
    fn assert_hidden<T: DeserializeOwned>(document: &Value, formats: usize)
    where
        Strict<T>: DeserializeOwned,
    {
        let messages = [messages::<T>(document), messages::<Flattened<Strict<T>>>(document)];
        for (format, message) in messages.iter().flatten() {
            assert!(!message.contains(CANARY), "{format}: {document}: {message}");
        }
        for messages in &messages {
            assert_eq!(messages.len(), formats, "{document}: {messages:?}");
        }
    }

    let full: Value = serde_json::from_str(&PIN.replace("1272322473.0", "1272322473")).unwrap();
    // Numbers are no numbers in another format where `arbitrary_precision` is on.
    let texts = |members: &Value| -> serde_json::Map<String, Value> {
        let members = members.as_object().unwrap().iter();
        members
            .filter(|(_, value)| !value.is_number())
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    };
    let mut pin = texts(&full);
    let location = pin["location"].clone();
    pin.insert("location".to_owned(), Value::Object(texts(&location)));
    let values =
        [json!([CANARY]), json!({ "code": [CANARY] }), json!({ "code": { "a": CANARY } }), json!(CANARY)];
    for value in &values {
        let is_string = value.is_string();
        for name in full.as_object().unwrap().keys() {
            if is_string
                && ["code", "product", "qr", "clientIdentifier", "authToken", "newRegistration"]
                    .contains(&&**name)
            {
                continue;
            }
            let mut spoilt = pin.clone();
            spoilt.insert(name.clone(), value.clone());
            let spoilt = Value::Object(spoilt);
            assert_hidden::<Pin<'static>>(&spoilt, 8);
            assert_hidden::<Document<'static>>(&spoilt, 8);
            assert_hidden::<CompletePin<'static>>(&spoilt, 8);
        }
        for name in location.as_object().unwrap().keys() {
            let is_flag = name == "coordinates" || location[name].is_boolean();
            if is_string && !is_flag {
                continue;
            }
            let mut spoilt = location.clone();
            spoilt[name] = value.clone();
            assert_hidden::<Location<'static>>(&spoilt, 8);
            let outer = json!({ "location": spoilt });
            assert_hidden::<Pin<'static>>(&outer, 8);
        }
        for name in ["code", "message", "status"] {
            if !(is_string && name == "message") {
                assert_hidden::<ApiErrors<'static>>(&json!({ "errors": [{ name: value }] }), 8);
            }
        }
        if !value.is_object() {
            assert_hidden::<ApiErrors<'static>>(&json!({ "errors": [value] }), 8);
        }
        if !value.is_array() {
            assert_hidden::<ApiErrors<'static>>(&json!({ "errors": value }), 8);
        }
    }
}
