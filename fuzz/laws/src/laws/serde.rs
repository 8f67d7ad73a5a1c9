//! The serde implementations are a second definition of what the strict and compatible modes accept.

use std::fmt::Debug;

use plex_pin::serde_with::Lenient;
use plex_pin::{
    ApiError, ApiErrors, Borrowed, CompletePin, DeviationCode, Document, Error, ErrorKind, Location, Parsed,
    Parser, Pin, Strict,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{from_reader, from_slice, from_value};

/// `serde_json::from_slice` accepts what the decoder accepts, and gives an equal value, borrowed or not: a model what the
/// compatible parser accepts, `Strict` of it what the strict one does. The adapter `Lenient` reads what a lenient parse reads,
/// deviations and all.
pub fn serde_equals_decoder(data: &[u8]) {
    equals::<Pin<'_>>(data, |parser| parser.parse::<Pin>(data).map(Parsed::into_value));
    equals::<Location<'_>>(data, |parser| parser.parse::<Location>(data).map(Parsed::into_value));
    equals::<ApiErrors<'_>>(data, |parser| parser.parse::<ApiErrors>(data).map(Parsed::into_value));
    // A complete pin requires every member.
    equals::<CompletePin<'_>>(data, |parser| {
        parser.complete().parse::<Pin>(data).and_then(|parsed| parsed.into_value().try_into())
    });
    // A value must be kept until the kind of document is known, which not every one can be.
    if from_slice::<serde_json::Value>(data).is_ok() {
        equals::<Document<'_>>(data, |parser| parser.parse_document(data).map(Parsed::into_value));
    }
    element(data);
    lenient(data);
}

const COMPATIBLE: Parser = Parser::STRICT.allow(DeviationCode::UnknownMember);

/// Whether `serde_json` may not see the error, because it does not look into a value that nobody asks for.
fn is_ignored_by_serde(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::NotUtf8 | ErrorKind::TooDeep | ErrorKind::LoneSurrogate)
}

/// A model of one lifetime, with strings of its own or borrowed.
trait Model: Sized + PartialEq + Debug {
    type Owned: DeserializeOwned + PartialEq<Self::Owned> + Debug;
    fn owned(self) -> Self::Owned;
    fn strict(data: &[u8]) -> Option<Self::Owned>;
    fn borrowed(data: &[u8]) -> Option<Self::Owned>;
    fn strict_borrowed(data: &[u8]) -> Option<Self::Owned>;
}

macro_rules! models {
    ($($model:ident)+) => {$(
        impl Model for $model<'_> {
            type Owned = $model<'static>;

            fn owned(self) -> Self::Owned {
                self.into_owned()
            }

            fn strict(data: &[u8]) -> Option<Self::Owned> {
                let Strict(model): Strict<$model<'static>> = from_slice(data).ok()?;
                Some(model)
            }

            fn borrowed(data: &[u8]) -> Option<Self::Owned> {
                let Borrowed(model): Borrowed<$model<'_>> = from_slice(data).ok()?;
                Some(model.into_owned())
            }

            fn strict_borrowed(data: &[u8]) -> Option<Self::Owned> {
                let Strict(Borrowed(model)): Strict<Borrowed<$model<'_>>> = from_slice(data).ok()?;
                Some(model.into_owned())
            }
        }
    )+};
}

models! { Pin CompletePin Location ApiErrors Document }

#[track_caller]
fn equals<M: Model>(data: &[u8], parse: impl Fn(Parser) -> Result<M, Error>) {
    let shown = || String::from_utf8_lossy(data);
    let strict = parse(Parser::STRICT).ok().map(M::owned);
    assert_eq!(M::strict(data), strict, "strict: {}", shown());
    assert_eq!(M::strict_borrowed(data), strict, "strict, borrowed: {}", shown());
    let compatible = match parse(COMPATIBLE) {
        Err(error) if is_ignored_by_serde(&error) => return,
        compatible => compatible.ok().map(M::owned),
    };
    assert_eq!(from_slice::<M::Owned>(data).ok(), compatible, "{}", shown());
    assert_eq!(M::borrowed(data), compatible, "borrowed: {}", shown());
    assert_eq!(from_reader::<_, M::Owned>(data).ok(), compatible, "from a reader: {}", shown());
    // A tree has no duplicate members, and cannot hold every number.
    if compatible.is_some()
        && let Ok(tree) = from_slice::<serde_json::Value>(data)
    {
        assert_eq!(from_value::<M::Owned>(tree).ok(), compatible, "from a tree: {}", shown());
    }
}

/// One error alone is the element of an array.
fn element(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    if serde_json::from_str::<&serde_json::value::RawValue>(text).is_err() {
        return;
    }
    let array = format!("{{\"errors\":[{text}]}}");
    let decoder = |parser: Parser| match parser.parse::<ApiErrors>(&array) {
        Ok(parsed) => Ok(parsed.into_value().errors.and_then(|errors| errors.into_iter().next())),
        Err(error) => Err(error),
    };
    let strict = from_slice::<Strict<ApiError<'_>>>(data).ok().map(|Strict(error)| error);
    assert_eq!(strict, decoder(Parser::STRICT).ok().flatten(), "{text}");
    match decoder(COMPATIBLE) {
        Err(error) if is_ignored_by_serde(&error) => {}
        compatible => assert_eq!(from_slice::<ApiError<'_>>(data).ok(), compatible.ok().flatten(), "{text}"),
    }
}

/// In an array of bodies each is read as if it were alone.
fn lenient(data: &[u8]) {
    #[derive(Deserialize)]
    struct Bodies(Lenient<Pin<'static>>, Lenient<Document<'static>>);

    let Ok(text) = str::from_utf8(data) else { return };
    // serde_json passes on the value without the white space around it.
    let text = text.trim_matches([' ', '\t', '\n', '\r']);
    if serde_json::from_str::<&serde_json::value::RawValue>(text).is_err() {
        return;
    }
    let pin = Parser::LENIENT.parse::<Pin>(text);
    let document = Parser::LENIENT.parse_document(text);
    match serde_json::from_str(&format!("[{text} , {text}]")) {
        Ok(Bodies(Lenient(serde_pin), Lenient(serde_document))) => {
            assert_eq!(Ok(serde_pin), pin.map(|it| it.map(Pin::into_owned)), "{text}");
            assert_eq!(Ok(serde_document), document.map(|it| it.map(Document::into_owned)), "{text}");
        }
        Err(error) => assert!(pin.is_err() || document.is_err(), "{error}: {text}"),
    }
}
