//! Nothing is lost on the way to text and back.

use std::fmt::Debug;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash};
use std::str::FromStr;

use arbitrary::{Arbitrary, Unstructured};
use plex_pin::{
    ApiErrors, CompletePin, Coordinates, DeviationCode, Document, Error, Location, Parsed, Parser, Pin,
    PinId, Redacted, Seconds, Timestamp,
};
use serde::Serialize;
use serde_json::to_string;

/// What is read, written and read again is the same: of bodies as they are, and of generated values, all of which strict
/// accepts.
pub fn round_trip(data: &[u8]) {
    read(Parser::LENIENT.parse::<Pin>(data), |body| Parser::LENIENT.parse::<Pin>(body).map(owned));
    read(Parser::LENIENT.parse::<Location>(data), |body| Parser::LENIENT.parse::<Location>(body).map(owned));
    read(Parser::LENIENT.parse::<ApiErrors>(data), |body| {
        Parser::LENIENT.parse::<ApiErrors>(body).map(owned)
    });
    if let Ok(parsed) = Parser::LENIENT.parse::<Pin>(data) {
        complete(parsed.into_value());
    }

    let u = &mut Unstructured::new(data);
    match Document::arbitrary(u).expect("never fails") {
        Document::Pin(pin) => {
            let body = to_string(&pin).expect("JSON");
            // An object without a member is no document.
            assert!(body == "{}" || Pin::parse(&body).as_ref() == Ok(&pin), "{body}");
            complete(pin);
        }
        Document::Location(location) => {
            let body = to_string(&location).expect("JSON");
            assert!(body == "{}" || Location::parse(&body) == Ok(location), "{body}");
        }
        Document::ApiErrors(errors) => {
            let body = to_string(&errors).expect("JSON");
            assert!(body == "{}" || ApiErrors::parse(&body) == Ok(errors), "{body}");
        }
        other => panic!("a document without a law: {other:?}"),
    }
    let complete = CompletePin::arbitrary(u).expect("never fails");
    let body = to_string(&complete).expect("JSON");
    let parsed = Parser::STRICT.complete().parse::<Pin>(&body).expect("complete");
    assert_eq!(CompletePin::try_from(parsed.into_value()), Ok(complete));
}

/// A value that outlives its text.
trait Owned {
    type Owned: PartialEq + Debug;
    fn owned(self) -> Self::Owned;
}

macro_rules! owned {
    ($($model:ident)+) => {$(
        impl Owned for $model<'_> {
            type Owned = $model<'static>;
            fn owned(self) -> Self::Owned {
                self.into_owned()
            }
        }
    )+};
}

owned! { Pin Location ApiErrors }

fn owned<T: Owned>(parsed: Parsed<T>) -> Parsed<T::Owned> {
    parsed.map(Owned::owned)
}

/// What lenient reads is written in a strict form, but for an id that no double holds.
fn read<T>(parsed: Result<Parsed<T>, Error>, again: impl Fn(&str) -> Result<Parsed<T::Owned>, Error>)
where
    T: Owned + Hash + Serialize,
    T::Owned: Hash,
{
    let Ok(parsed) = parsed else { return };
    let value = parsed.into_value();
    let body = to_string(&value).expect("JSON");
    let reread = again(&body).unwrap_or_else(|error| panic!("{error} in what was written"));
    assert_eq!(hash(reread.value()), hash(&value));
    assert_eq!(reread.value(), &value.owned());
    let codes: Vec<_> = reread.deviations().iter().map(plex_pin::Deviation::code).collect();
    assert!(matches!(codes[..], [] | [DeviationCode::IdPrecision]), "{codes:?}");
}

/// A pin with all its members is a complete pin and comes back from it; masked it has another token.
fn complete(pin: Pin<'_>) {
    let masked = to_string(&Redacted(&pin)).expect("JSON");
    let reread = Parser::LENIENT.parse::<Pin>(&masked).expect("an object").into_value().into_owned();
    assert_eq!(reread.auth_token.is_some(), pin.auth_token.is_some());
    let mut same = pin.clone();
    same.auth_token.clone_from(&reread.auth_token);
    // Where the token alone was masked, all else is as it was. A text that repeats it is masked too.
    if masked.matches("<redacted>").count() == usize::from(pin.auth_token.is_some()) {
        assert_eq!(reread, same);
    }

    let text = to_string(&pin).expect("JSON");
    let missing = Parser::STRICT.allow(DeviationCode::IdPrecision).complete().parse::<Pin>(&text).is_err();
    let original = pin.clone();
    match CompletePin::try_from(pin) {
        Ok(complete) => {
            assert!(!missing);
            assert_eq!(to_string(&complete).expect("JSON"), text);
            assert_eq!(Pin::from(complete.clone().into_owned()), original);
            assert_eq!(complete.clone().into_owned(), complete);
        }
        Err(error) => {
            assert!(missing, "{error}");
            assert!(!error.missing_members().is_empty());
        }
    }
}

/// The text forms: a written value is read back unchanged, and a JSON string is strict if and only if it is such a
/// text.
pub fn text_forms(data: &[u8]) {
    if let Ok(text) = str::from_utf8(data) {
        same_as_member::<Timestamp>(text, "createdAt", |pin| pin.created_at);
        same_as_member::<Coordinates>(text, "coordinates", |pin| pin.location?.coordinates);
        same_as_number::<Seconds>(text, "expiresIn", |pin| pin.expires_in);
        same_as_number::<PinId>(text, "id", |pin| pin.id);
        if let Ok(id) = text.parse::<PinId>() {
            let strict = Pin::parse(&format!("{{\"id\":{id}}}")).is_ok();
            assert_eq!((strict, strict), (id.is_precise(), id <= PinId::MAX_PRECISE), "{text}");
        }
        if let Ok(timestamp) = text.parse::<Timestamp>() {
            dates(timestamp);
            // The form of the service is written back byte for byte.
            if text.len() == "2023-04-12T17:00:03Z".len() {
                assert_eq!(timestamp.to_string(), text);
            }
        }
    }
    let u = &mut Unstructured::new(data);
    let timestamp = Timestamp::arbitrary(u).expect("never fails");
    dates(timestamp);
    round(&PinId::arbitrary(u).expect("never fails"));
    round(&Seconds::arbitrary(u).expect("never fails"));
    round(&Coordinates::arbitrary(u).expect("never fails"));
}

fn dates(timestamp: Timestamp) {
    round(&timestamp);
    if let Some(documented) = timestamp.to_documented() {
        let again: Timestamp = documented.parse().expect("a strict form");
        assert_eq!(again, timestamp);
        assert_eq!(hash(&again), hash(&timestamp));
    }
    let time = time::OffsetDateTime::from(timestamp);
    assert_eq!(Timestamp::try_from(time), Ok(timestamp));
    assert_eq!(time.unix_timestamp(), timestamp.to_unix());
    if (-62_167_219_200..=Timestamp::MAX_UNIX).contains(&timestamp.to_unix()) {
        let second = Timestamp::from_unix(timestamp.to_unix()).expect("in range");
        assert!(second <= timestamp);
        assert!(second.to_documented().is_some());
    }
}

fn round<T>(value: &T)
where
    T: FromStr<Err: Debug + PartialEq> + ToString + PartialEq + Debug + Hash,
{
    let text = value.to_string();
    let again = text.parse::<T>();
    assert_eq!(again.as_ref(), Ok(value), "{text}");
    let again = again.expect("just read");
    assert_eq!(hash(&again), hash(value), "{text}");
    assert_eq!(again.to_string(), text);
}

fn same_as_member<T>(text: &str, name: &str, member: fn(Pin<'_>) -> Option<T>)
where
    T: FromStr<Err = Error> + ToString + PartialEq + Debug + Hash,
{
    let quoted = to_string(text).expect("a string");
    let member_text = format!("{{\"{name}\":{quoted}}}");
    let body = match name {
        "coordinates" => format!("{{\"location\":{member_text}}}"),
        _ => member_text,
    };
    let alone = text.parse::<T>();
    let strict = Pin::parse(&body).map(member);
    let lenient = Parser::LENIENT.parse::<Pin>(&body).expect("an object");
    match (alone, strict) {
        (Ok(alone), Ok(strict)) => {
            assert_eq!(Some(&alone), strict.as_ref());
            round(&alone);
        }
        (Err(_), Err(_)) => {
            // What lenient makes of it is a value like any other.
            if let Some(value) = member(lenient.into_value()) {
                round(&value);
            }
        }
        (alone, strict) => panic!("{alone:?} as text, {strict:?} as member: {text:?}"),
    }
}

/// A text of digits is also a JSON number, if it has no zeros before.
fn same_as_number<T>(text: &str, name: &str, member: fn(Pin<'_>) -> Option<T>)
where
    T: FromStr<Err = Error> + ToString + PartialEq + Debug + Hash,
{
    let Ok(alone) = text.parse::<T>() else {
        let is_digits = !text.is_empty() && text.len() < 16 && text.bytes().all(|byte| byte.is_ascii_digit());
        assert!(!is_digits, "{text}");
        return;
    };
    let without = text.trim_start_matches('0');
    let zero = if without.starts_with(|first: char| first.is_ascii_digit()) { "" } else { "0" };
    let body = format!("{{\"{name}\":{zero}{without}}}");
    let parsed = Parser::LENIENT.parse::<Pin>(&body).expect("an object");
    assert_eq!(member(parsed.into_value()).as_ref(), Some(&alone), "{text}");
    round(&alone);
}

fn hash(value: &impl Hash) -> u64 {
    BuildHasherDefault::<DefaultHasher>::new().hash_one(value)
}
