//! The serde implementations are a second definition of what strict accepts.

use std::fmt::Debug;

use plex_pin::serde_with::Lenient;
use plex_pin::{ApiError, ApiErrors, Borrowed, Document, Error, IssuedPin, Location, Parsed, Parser, Pin};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{from_reader, from_slice, from_value};

/// `serde_json::from_slice` accepts what a strict parse accepts, and gives an equal value, borrowed or not; the
/// adapter `Lenient` reads what a lenient parse reads, deviations and all.
pub fn serde_equals_decoder(data: &[u8]) {
    strict::<Pin<'_>>(data, Parser::STRICT.pin(data).map(Parsed::into_value));
    strict::<Location<'_>>(data, Parser::STRICT.location(data).map(Parsed::into_value));
    strict::<ApiErrors<'_>>(data, Parser::STRICT.api_errors(data).map(Parsed::into_value));
    strict::<Document<'_>>(data, Parser::STRICT.document(data).map(Parsed::into_value));
    issued(data);
    element(data);
    lenient(data);
}

/// A model of one lifetime, with texts of its own or borrowed.
trait Model: Sized + PartialEq + Debug {
    type Owned: DeserializeOwned + PartialEq<Self::Owned> + Debug;
    fn owned(self) -> Self::Owned;
    fn borrowed(data: &[u8]) -> Option<Self::Owned>;
}

macro_rules! models {
    ($($model:ident)+) => {$(
        impl Model for $model<'_> {
            type Owned = $model<'static>;

            fn owned(self) -> Self::Owned {
                self.into_owned()
            }

            fn borrowed(data: &[u8]) -> Option<Self::Owned> {
                let Borrowed(model): Borrowed<$model<'_>> = from_slice(data).ok()?;
                Some(model.into_owned())
            }
        }
    )+};
}

models! { Pin IssuedPin Location ApiErrors Document }

#[track_caller]
fn strict<M: Model>(data: &[u8], decoder: Result<M, Error>) {
    let shown = || String::from_utf8_lossy(data);
    match (decoder, from_slice::<M::Owned>(data)) {
        (Ok(decoder), Ok(serde)) => {
            let decoder = decoder.owned();
            assert_eq!(decoder, serde, "{}", shown());
            assert_eq!(M::borrowed(data).as_ref(), Some(&serde), "{}", shown());
            assert_eq!(from_reader::<_, M::Owned>(data).ok().as_ref(), Some(&serde), "{}", shown());
            // Strict knows of no number that a tree of values would not keep.
            let tree: serde_json::Value = from_slice(data).expect("JSON");
            assert_eq!(from_value::<M::Owned>(tree).ok(), Some(serde), "{}", shown());
        }
        (Err(_), Err(_)) => assert!(M::borrowed(data).is_none(), "{}", shown()),
        (decoder, serde) => panic!("decoder {decoder:?}, serde {serde:?}: {}", shown()),
    }
}

/// An issued pin is a complete one.
fn issued(data: &[u8]) {
    let decoder = Parser::STRICT.complete().pin(data);
    strict::<IssuedPin<'_>>(data, decoder.and_then(|parsed| parsed.into_value().try_into()));
}

/// One error alone is the element of an array.
fn element(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    if serde_json::from_str::<&serde_json::value::RawValue>(text).is_err() {
        return;
    }
    let array = format!("{{\"errors\":[{text}]}}");
    let decoder = Parser::STRICT.api_errors(&array).map(|parsed| parsed.into_value().errors);
    let serde = from_slice::<ApiError<'_>>(data);
    match (decoder, serde) {
        (Ok(decoder), Ok(serde)) => assert_eq!(decoder.as_deref(), Some(&[serde][..]), "{text}"),
        (Err(_), Err(_)) => {}
        (decoder, serde) => panic!("decoder {decoder:?}, serde {serde:?}: {text}"),
    }
}

/// In an array of bodies each is read as if it were alone.
fn lenient(data: &[u8]) {
    #[derive(Deserialize)]
    struct Bodies(Lenient<Pin<'static>>, Lenient<Document<'static>>);

    let Ok(text) = str::from_utf8(data) else { return };
    // serde_json hands on what stands between white space.
    let text = text.trim_matches([' ', '\t', '\n', '\r']);
    if serde_json::from_str::<&serde_json::value::RawValue>(text).is_err() {
        return;
    }
    let pin = Parser::LENIENT.pin(text);
    let document = Parser::LENIENT.document(text);
    match serde_json::from_str(&format!("[{text} , {text}]")) {
        Ok(Bodies(Lenient(serde_pin), Lenient(serde_document))) => {
            assert_eq!(Ok(serde_pin), pin.map(|it| it.map(Pin::into_owned)), "{text}");
            assert_eq!(Ok(serde_document), document.map(|it| it.map(Document::into_owned)), "{text}");
        }
        Err(error) => assert!(pin.is_err() || document.is_err(), "{error}: {text}"),
    }
}
