//! The tables of members (`Pin::MEMBERS`, …) against everything that lists members by hand.
//!
//! Each failure names the file to change. CONTRIBUTING.md, "Add a member", lists all of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use plex_pin::schema::{Mode, Schema};
use plex_pin::{ApiError, ApiErrors, Location, Member, MemberKind, Parser, Pin};
use serde_json::Value;

type Table = (&'static str, &'static [Member]);

const PIN: Table = ("Pin", Pin::MEMBERS);
const LOCATION: Table = ("Location", Location::MEMBERS);
const API_ERRORS: Table = ("ApiErrors", ApiErrors::MEMBERS);
const API_ERROR: Table = ("ApiError", ApiError::MEMBERS);
const TABLES: [Table; 4] = [PIN, LOCATION, API_ERRORS, API_ERROR];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn names(members: &[Member]) -> Vec<&str> {
    members.iter().map(|member| member.name).collect()
}

/// Returns the example of a member; of an object or array, the examples of all members inside.
fn example(member: &Member) -> String {
    match member.kind {
        MemberKind::Location => body(Location::MEMBERS),
        MemberKind::Errors => format!("[{}]", body(ApiError::MEMBERS)),
        _ => member.example.to_owned(),
    }
}

fn body(members: &[Member]) -> String {
    let members: Vec<_> =
        members.iter().map(|member| format!("\"{}\":{}", member.name, example(member))).collect();
    format!("{{{}}}", members.join(","))
}

/// Asserts that a list of names is that of the table.
#[track_caller]
fn assert_names(file: &str, list: &str, (model, members): Table, found: &[&str]) {
    let names = names(members);
    let missing: Vec<_> = names.iter().filter(|name| !found.contains(name)).collect();
    let unknown: Vec<_> = found.iter().filter(|name| !names.contains(name)).collect();
    let advice = "see \"Add a member\" in CONTRIBUTING.md";
    assert!(missing.is_empty(), "{file}: {list} lacks {missing:?} of {model}::MEMBERS (src/model); {advice}");
    assert!(
        unknown.is_empty(),
        "{file}: {list} has {unknown:?}, which {model}::MEMBERS (src/model) lacks; {advice}"
    );
}

#[test]
fn ok_examples_are_strict() {
    for (model, members) in TABLES {
        for member in members {
            let object = format!("{{\"{}\":{}}}", member.name, member.example);
            let result = match model {
                "Pin" => Parser::STRICT.parse::<Pin>(&object).map(drop),
                "Location" => Parser::STRICT.parse::<Location>(&object).map(drop),
                "ApiErrors" => Parser::STRICT.parse::<ApiErrors>(&object).map(drop),
                _ => Parser::STRICT.parse::<ApiErrors>(&format!("{{\"errors\":[{object}]}}")).map(drop),
            };
            assert_eq!(result, Ok(()), "the example of {model}.{} in src/model", member.name);
        }
    }
    let complete = Parser::STRICT.complete();
    complete.parse::<Pin>(&body(Pin::MEMBERS)).unwrap();
    complete.parse::<Location>(&body(Location::MEMBERS)).unwrap();
    complete.parse::<ApiErrors>(&body(ApiErrors::MEMBERS)).unwrap();
}

#[test]
fn ok_properties_of_the_schemas() {
    fn properties(schema: &Value) -> Vec<&str> {
        let properties = schema["properties"].as_object().into_iter().flatten();
        properties.map(|(name, _)| name.as_str()).collect()
    }
    for schema in Schema::ALL {
        let (file, id) = (schema.file_name(), schema.id());
        let text: Value = schema.text().parse().unwrap();
        let of_root = match file.split('.').next() {
            Some("pin") => PIN,
            Some("location") => LOCATION,
            _ => API_ERRORS,
        };
        let definitions = text.get("$defs").or(text.get("definitions")).and_then(Value::as_object);
        let inner = definitions.into_iter().flatten().filter_map(|(name, schema)| {
            let table = [LOCATION, API_ERROR].into_iter().find(|(model, _)| name.ends_with(model))?;
            Some((table, schema))
        });
        for (table, schema) in [(of_root, &text)].into_iter().chain(inner) {
            let list = format!(
                "a table there, which makes schemas/{file} (PLEX_PIN_WRITE_SCHEMAS=1 cargo test --all-features --test schemas),"
            );
            assert_names("src/external/schemars/members.rs", &list, table, &properties(schema));
            let required = schema["required"].as_array().into_iter().flatten();
            let required: BTreeSet<_> = required.filter_map(Value::as_str).collect();
            let always = table.1.iter().filter(|member| member.always).map(|member| member.name);
            if id.ends_with(Mode::Complete.as_str()) {
                let always: BTreeSet<_> = always.collect();
                assert_eq!(
                    required, always,
                    "src/external/schemars/members.rs: the column always, for {file}"
                );
            }
        }
    }
}

/// A member has been sent since the year in which a capture has it for the first time.
#[test]
fn ok_years_of_the_captures() {
    let mut captures: Vec<PathBuf> =
        fs::read_dir(root().join("tests/captures")).unwrap().map(|entry| entry.unwrap().path()).collect();
    captures.sort();
    let mut count = 0;
    for path in captures {
        let file = path.file_name().unwrap().to_str().unwrap();
        let Some(year) = file.strip_prefix("pin-").and_then(|name| name.get(..4)?.parse::<u16>().ok()) else {
            continue;
        };
        let pin: Value = fs::read_to_string(&path).unwrap().parse().unwrap();
        for (object, (model, members)) in [(Some(&pin), PIN), (pin.get("location"), LOCATION)] {
            for member in members.iter().filter(|_| object.is_some()) {
                let is_there = object.and_then(|object| object.get(member.name)).is_some();
                // Within the first year both occur.
                assert!(
                    is_there == (member.since <= year) || member.since == year || !member.always,
                    "{model}.{} since {} in src/model, but {file}",
                    member.name,
                    member.since,
                );
            }
        }
        count += 1;
    }
    assert!(count > 10, "{count} captures of pins");
}

#[test]
fn ok_dictionary_of_the_fuzzers() {
    // A package has no folder `fuzz`.
    let Ok(dictionary) = fs::read_to_string(root().join("fuzz/plex-pin.dict")) else { return };
    for (model, members) in TABLES {
        for name in names(members) {
            assert!(dictionary.contains(name), "fuzz/plex-pin.dict: {model}.{name} is missing");
        }
    }
}

/// The libraries that the benchmarks compare with read the same members.
#[test]
fn ok_names_of_the_peers() {
    // A package has no folder `benches`.
    for (file, is_snake_case) in [("benches/src/plain.rs", true), ("benches/src/pull.rs", false)] {
        let Ok(text) = fs::read_to_string(root().join(file)) else { return };
        let words: BTreeSet<_> = text.split(|it: char| !it.is_alphanumeric() && it != '_').collect();
        for (model, members) in TABLES {
            for name in names(members) {
                let snake_case = name.chars().fold(String::new(), |text, letter| match letter {
                    'A'..='Z' => format!("{text}_{}", letter.to_ascii_lowercase()),
                    _ => format!("{text}{letter}"),
                });
                let word = if is_snake_case { &snake_case } else { name };
                assert!(words.contains(word), "{file}: {model}.{name} is missing");
            }
        }
    }
}

#[test]
fn ok_kinds_are_listed_once() {
    let kinds: BTreeSet<_> = MemberKind::ALL.iter().collect();
    assert_eq!(kinds.len(), MemberKind::ALL.len());
    for kind in TABLES.iter().flat_map(|(_, members)| *members).map(|member| member.kind) {
        assert!(kinds.contains(&kind), "src/model/member.rs: MemberKind::ALL has no {kind:?}");
    }
}

#[cfg(feature = "serde")]
mod serde {
    use std::fmt;

    use plex_pin::{
        ApiError, ApiErrors, CompleteLocation, CompletePin, Document, Location, Parsed, Parser, Pin,
    };
    use serde::Serialize;
    use serde::de::value::Error as ValueError;
    use serde::de::{DeserializeOwned, Deserializer, Error, Visitor};
    use serde::forward_to_deserialize_any;
    use serde_json::Value;

    use super::{API_ERROR, API_ERRORS, LOCATION, PIN, Table, assert_names, body, names};

    const BY_HAND: &str = "src/external/serde/members.rs";

    /// Reports the names that a type asks for, as an error.
    struct Names;

    impl<'de> Deserializer<'de> for Names {
        type Error = ValueError;

        fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, ValueError> {
            Err(ValueError::custom("no struct"))
        }

        fn deserialize_struct<V: Visitor<'de>>(
            self,
            _: &'static str,
            names: &'static [&'static str],
            _: V,
        ) -> Result<V::Value, ValueError> {
            Err(ValueError::custom(names.join(" ")))
        }

        forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
            unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
        }
    }

    #[track_caller]
    fn asks_for<T: DeserializeOwned + fmt::Debug>(list: &str, table: Table) {
        let asked = T::deserialize(Names).unwrap_err().to_string();
        assert_names(BY_HAND, list, table, &asked.split(' ').collect::<Vec<_>>());
    }

    #[test]
    fn ok_names_of_deserialize() {
        asks_for::<Pin<'static>>("members! { Pin", PIN);
        asks_for::<CompletePin<'static>>("CompletePinMembers", PIN);
        asks_for::<Location<'static>>("members! { Location", LOCATION);
        asks_for::<CompleteLocation<'static>>("CompleteLocationMembers", LOCATION);
        asks_for::<ApiErrors<'static>>("members! { ApiErrors", API_ERRORS);
        asks_for::<ApiError<'static>>("members! { ApiError", API_ERROR);
    }

    /// Asserts that serde reads the value that the decoder reads from a body with every member.
    #[track_caller]
    fn reads_all<T: DeserializeOwned + Serialize + PartialEq>(file: &str, table: Table, value: &T) {
        let body = body(table.1);
        let read = serde_json::from_str::<T>(&body).unwrap_or_else(|error| panic!("{file}: {error}: {body}"));
        let [found, expected] = [&read, value].map(|it| serde_json::to_value(it).unwrap());
        let lost: Vec<_> = names(table.1).into_iter().filter(|name| found[name] != expected[name]).collect();
        assert!(&read == value, "{file}: of {}, this is not read: {lost:?}", table.0);
    }

    #[test]
    fn ok_values_of_deserialize() {
        let strict = Parser::STRICT;
        let pin = strict.parse::<Pin>(&body(PIN.1)).map(Parsed::into_value).unwrap().into_owned();
        let location =
            strict.parse::<Location>(&body(LOCATION.1)).map(Parsed::into_value).unwrap().into_owned();
        let errors =
            strict.parse::<ApiErrors>(&body(API_ERRORS.1)).map(Parsed::into_value).unwrap().into_owned();
        reads_all(BY_HAND, PIN, &pin);
        reads_all(BY_HAND, PIN, &CompletePin::try_from(pin.clone()).unwrap());
        reads_all(BY_HAND, LOCATION, &location);
        reads_all(BY_HAND, LOCATION, &CompleteLocation::try_from(location.clone()).unwrap());
        reads_all(BY_HAND, API_ERRORS, &errors);
        let any = "src/external/serde/members.rs (DocumentMembers) or documents.rs (tell_apart)";
        reads_all(any, PIN, &Document::Pin(pin));
        reads_all(any, LOCATION, &Document::Location(location));
        reads_all(any, API_ERRORS, &Document::ApiErrors(errors));
    }

    #[test]
    fn ok_names_of_serialize() {
        for (model, members) in [PIN, LOCATION, API_ERRORS] {
            let body = body(members);
            let document = Parser::STRICT.parse_document(&body).unwrap().into_value();
            let written = serde_json::to_string(&document).unwrap();
            assert_eq!(written, body, "src/external/serde/serialize.rs: {model}");
            let value: Value = written.parse().unwrap();
            assert_eq!(value.as_object().unwrap().len(), names(members).len());
        }
    }
}
