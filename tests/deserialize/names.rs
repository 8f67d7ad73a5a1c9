//! Names of members: known, unknown, respelled, and as other formats write them.

use plex_pin::{ApiErrors, CompletePin, Document, Location, NewRegistration, Parser, Pin, Strict};
use serde::Deserialize;
use serde::de::value::{BytesDeserializer, Error, MapDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};

use crate::{PIN, error, from_everywhere};

#[test]
fn ok_members_in_any_order() {
    let full: serde_json::Map<String, serde_json::Value> = serde_json::from_str(PIN).unwrap();
    let pin = Pin::parse(PIN).unwrap();
    let members: Vec<_> = full.into_iter().collect();
    for first in 0..members.len() {
        // From each member on, forwards and backwards.
        let mut turned = members.clone();
        turned.rotate_left(first);
        for _ in 0..2 {
            turned.reverse();
            let text: Vec<_> = turned.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
            let text = format!("{{{}}}", text.join(","));
            assert_eq!(from_everywhere(&text), Ok(pin.clone()));
            assert_eq!(from_everywhere(&text), Ok(Strict(pin.clone())));
        }
    }
}

/// The names that a model asks a format for, in its order.
fn names<T: for<'de> Deserialize<'de>>() -> &'static [&'static str] {
    struct Names<'n>(&'n mut &'static [&'static str]);

    impl<'de> Deserializer<'de> for Names<'_> {
        type Error = Error;

        fn deserialize_struct<V: Visitor<'de>>(
            self,
            _: &'static str,
            names: &'static [&'static str],
            _: V,
        ) -> Result<V::Value, Error> {
            *self.0 = names;
            Err(serde::de::Error::custom("only the names are wanted"))
        }

        fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
            Err(serde::de::Error::custom("no struct"))
        }

        serde::forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
            unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
        }
    }

    let mut names: &[&str] = &[];
    assert!(T::deserialize(Names(&mut names)).is_err());
    names
}

/// The names in `Deserialize` are those that `Serialize` writes, in the order of the wire.
#[test]
fn ok_names_are_those_that_are_written() {
    let pin = Pin::parse(PIN).unwrap();
    let written = serde_json::to_string(&pin).unwrap();
    let location = serde_json::to_string(pin.location.as_ref().unwrap()).unwrap();
    let places = |text: &str, names: &[&str]| -> Vec<_> {
        let place = |name: &&str| text.find(&format!("\"{name}\":")).unwrap_or_else(|| panic!("{name}"));
        names.iter().map(place).collect()
    };
    let outside = written.replace(&location, "{}");
    for (text, names, count) in [
        (&outside, names::<Pin<'static>>(), 12),
        (&outside, names::<Strict<Pin<'static>>>(), 12),
        (&outside, names::<CompletePin<'static>>(), 12),
        (&location, names::<Location<'static>>(), 11),
    ] {
        let places = places(text, names);
        assert!(places.is_sorted(), "{names:?}");
        assert_eq!(text.matches("\":").count(), count);
        assert_eq!(places.len(), count);
    }
    assert_eq!(names::<ApiErrors<'static>>(), ["errors"]);
    assert_eq!(names::<plex_pin::ApiError<'static>>(), ["code", "message", "status"]);
    assert_eq!(names::<Document<'static>>().len(), 12 + 11 + 1);
}

#[test]
fn ok_unknown_members_are_ignored() {
    let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
    for value in ["null", "-1.5e3", "\"\\u00e4\"", "[1,[2]]", r#"{"id":"x","a":{"b":[]}}"#, "1e400", &deep] {
        for body in [
            format!(r#"{{"new":{value},"id":5,"code":"A"}}"#),
            format!(r#"{{"id":5,"new":{value},"newer":{value},"code":"A"}}"#),
            format!(r#"{{"id":5,"code":"A","new":{value}}}"#),
            format!(r#"{{"code":"A","new":{value},"id":5}}"#),
        ] {
            let pin: Pin<'static> = serde_json::from_str(&body).expect(&body);
            assert_eq!(pin, Pin::parse(r#"{"id":5,"code":"A"}"#).unwrap(), "{body}");
            let message = serde_json::from_str::<Strict<Pin<'static>>>(&body).unwrap_err().to_string();
            assert!(message.starts_with("unknown field `new`, expected one of `id`, `code`, "), "{message}");
        }
    }
    let location: Location<'static> = from_everywhere(r#"{"a":1,"city":"Breda","city_name":2}"#).unwrap();
    assert_eq!(location.city.as_deref(), Some("Breda"));
    let errors = r#"{"errors":[{"cod":2,"code":1,"message":"no"},{"new":[]}],"id":1}"#;
    let errors: ApiErrors<'static> = from_everywhere(errors).unwrap();
    assert_eq!(errors.as_slice()[0].code, Some(1));
    let inside: Pin<'static> = from_everywhere(r#"{"location":{"id":7,"city":"Breda"}}"#).unwrap();
    assert_eq!(inside.location.and_then(|it| it.city).as_deref(), Some("Breda"));
}

#[test]
fn err_strict_names_the_unknown_member() {
    assert_eq!(
        error::<Strict<ApiErrors<'static>>>(r#"{"errors":[{"code":1,"cod":2}]}"#),
        "unknown field `cod`, expected one of `code`, `message`, `status` at line 1 column 26"
    );
    let message = error::<Strict<Pin<'static>>>(r#"{"id":1,"location":{"city":"a","id":1}}"#);
    assert!(
        message.starts_with("unknown field `id`, expected one of `code`, `european_union_member`, "),
        "{message}"
    );
    let message = error::<Strict<Document<'static>>>(r#"{"id":1,"code":"A","expiresIn":1,"new":1}"#);
    assert!(message.starts_with("unknown field `new`, expected one of `id`, "), "{message}");
}

/// Another spelling of a known name would be lost if it were unknown.
#[test]
fn err_other_spellings() {
    for (body, message) in [
        (r#"{"id":1,"Code":1}"#, "unknown field `Code`, expected `code`"),
        (r#"{"auth_token":"t","id":1}"#, "unknown field `auth_token`, expected `authToken`"),
        (r#"{"id":1,"-EXPIRES_in-":1}"#, "unknown field `-EXPIRES_in-`, expected `expiresIn`"),
        (
            r#"{"location":{"europeanUnionMember":true}}"#,
            "unknown field `europeanUnionMember`, expected `european_union_member`",
        ),
    ] {
        assert!(error::<Pin<'static>>(body).starts_with(message), "{body}");
        assert!(error::<Strict<Pin<'static>>>(body).starts_with(message), "{body}");
        assert!(Parser::STRICT.allow(plex_pin::DeviationCode::UnknownMember).parse::<Pin>(body).is_err());
    }
    let message = error::<ApiErrors<'static>>(r#"{"Errors":[]}"#);
    assert!(message.starts_with("unknown field `Errors`, expected `errors`"), "{message}");
    // Not in ASCII, and with other separators: unknown.
    for name in ["co\u{17f}de", "code ", "co.de", "İd"] {
        let body = format!(r#"{{"id":1,"{name}":1}}"#);
        assert!(from_everywhere::<Pin<'static>>(&body).is_ok(), "{body}");
    }
}

/// Some formats name members by their number.
#[test]
fn ok_members_by_number() {
    let bytes = |members: &[(u8, &str)]| {
        let members: std::collections::BTreeMap<_, _> = members.iter().copied().collect();
        rmp_serde::to_vec(&members).unwrap()
    };
    let members = bytes(&[(1, "7RQZ"), (4, "q"), (11, "new"), (12, "unknown")]);
    let pin: Pin<'static> = rmp_serde::from_slice(&members).unwrap();
    assert_eq!((pin.code.as_deref(), pin.qr.as_deref()), (Some("7RQZ"), Some("q")));
    assert_eq!(pin.new_registration, Some(NewRegistration::Text("new".into())));
    let message =
        rmp_serde::from_slice::<Strict<Pin<'static>>>(&bytes(&[(12, "A")])).unwrap_err().to_string();
    assert_eq!(message, "invalid value: integer `12`, expected field index 0 <= i < 12");
    let bytes = rmp_serde::to_vec(&std::collections::BTreeMap::from([(true, "7RQZ")])).unwrap();
    let message = rmp_serde::from_slice::<Pin<'static>>(&bytes).unwrap_err().to_string();
    assert_eq!(message, "invalid type: boolean, expected field identifier");
}

/// And some by the bytes of their names.
#[test]
fn ok_members_by_bytes() {
    struct Name(&'static [u8]);

    impl<'de> IntoDeserializer<'de, Error> for Name {
        type Deserializer = BytesDeserializer<'de, Error>;

        fn into_deserializer(self) -> Self::Deserializer {
            BytesDeserializer::new(self.0)
        }
    }

    fn read<T: for<'de> Deserialize<'de>>(members: [(Name, &'static str); 2]) -> Result<T, String> {
        T::deserialize(MapDeserializer::new(members.into_iter())).map_err(|error: Error| error.to_string())
    }

    let pin: Pin<'static> = read([(Name(b"qr"), "q"), (Name(b"code"), "7RQZ")]).unwrap();
    assert_eq!((pin.code.as_deref(), pin.qr.as_deref()), (Some("7RQZ"), Some("q")));
    for (name, shown) in [(&b"co\xFF"[..], "co\u{FFFD}"), (b" qr", " qr"), (b"qr ", "qr ")] {
        let pin: Pin<'static> = read([(Name(b"code"), "7RQZ"), (Name(name), "q")]).unwrap();
        assert_eq!((pin.code.as_deref(), pin.qr), (Some("7RQZ"), None));
        let message = read::<Strict<Pin<'static>>>([(Name(b"code"), "7RQZ"), (Name(name), "q")]).unwrap_err();
        let expected = format!("unknown field `{shown}`, expected one of `id`, ");
        assert!(message.starts_with(&expected), "{message}");
    }
    let message = read::<Pin<'static>>([(Name(b"code"), "7RQZ"), (Name(b"QR"), "q")]).unwrap_err();
    assert_eq!(message, "unknown field `QR`, expected `qr`");
}
