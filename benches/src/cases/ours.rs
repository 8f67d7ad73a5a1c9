//! plex-pin.

use plex_pin::{ApiErrors, Borrowed, Coordinates, Location, Parser, Pin, PinId, Span, Timestamp};

use super::serialize;
use crate::case::{Case, case};
use crate::texts::{DEVIATIONS, Texts, UNKNOWN_MEMBERS};
use crate::{plain, plain_xml};

pub(super) fn cases(texts: &Texts) -> Vec<Case> {
    let mut cases = vec![
        strict("pin/strict/compact", &texts.compact),
        strict("pin/strict/pretty", &texts.pretty),
        strict("pin/strict/shuffled", &texts.shuffled),
        strict("pin/strict/escaped", &texts.escaped),
        case!("pin/strict/xml", &texts.xml, |body| Parser::STRICT.parse_xml::<Pin>(body), |parsed| parsed
            .is_ok_and(|parsed| is_same_in_xml(parsed.value(), body))),
        case!("pin/strict/owned", &texts.compact, |body| Pin::parse(body).map(Pin::into_owned), |pin| pin
            .is_ok_and(|pin| agrees(&pin, body))),
        lenient("pin/lenient/clean", &texts.compact, 0),
        lenient("pin/lenient/deviant", &texts.deviant, DEVIATIONS),
        lenient("pin/lenient/unknown-members", &texts.unknown_members, UNKNOWN_MEMBERS),
        refuse("pin/refuse/syntax", &texts.bad_syntax, true),
        refuse("pin/refuse/type", &texts.bad_type, false),
    ];
    cases.extend(serde(&texts.compact));
    cases.extend(others(texts));
    cases
}

fn strict(id: &'static str, bodies: &[Vec<u8>]) -> Case {
    case!(id, bodies, |body| Pin::parse(body), |pin| pin.is_ok_and(|pin| agrees(&pin, body)))
}

fn lenient(id: &'static str, bodies: &[Vec<u8>], deviations: usize) -> Case {
    case!(id, bodies, |body| Parser::LENIENT.parse::<Pin>(body), |parsed| parsed
        .is_ok_and(|parsed| parsed.deviation_count() == deviations))
}

fn refuse(id: &'static str, bodies: &[Vec<u8>], syntax: bool) -> Case {
    case!(id, bodies, |body| Pin::parse(body), |pin| pin
        .is_err_and(|error| error.deviation().is_none() == syntax
            && !error.span().is_none_or(Span::is_empty)
            || syntax))
}

fn serde(bodies: &[Vec<u8>]) -> [Case; 3] {
    let pins = bodies.iter().map(|body| Pin::parse(body).expect("it is clean").into_owned()).collect();
    [
        case!("pin/serde/derive", bodies, |body| serde_json::from_slice::<Borrowed<Pin<'_>>>(body), |pin| {
            pin.is_ok_and(|Borrowed(pin)| Pin::parse(body) == Ok(pin))
        }),
        case!("pin/serde/derive-owned", bodies, |body| serde_json::from_slice::<Pin<'static>>(body), |pin| {
            pin.is_ok_and(|pin| Pin::parse(body) == Ok(pin))
        }),
        serialize("pin/serialize", bodies, pins),
    ]
}

fn others(texts: &Texts) -> [Case; 7] {
    [
        case!("location/strict", &texts.location, |body| Location::parse(body), |location| location.is_ok()),
        case!(
            "location/lenient/clean",
            &texts.location,
            |body| Parser::LENIENT.parse::<Location>(body),
            |parsed| { parsed.is_ok_and(|parsed| parsed.deviations().is_empty()) }
        ),
        case!(
            "location/lenient/deviant",
            &texts.location_deviant,
            |body| Parser::LENIENT.parse::<Location>(body),
            |parsed| parsed.is_ok_and(|parsed| parsed.deviation_count() == 3)
        ),
        case!("errors/strict", &texts.errors, |body| ApiErrors::parse(body), |errors| errors.is_ok()),
        case!("scalar/timestamp", &texts.timestamps, |text| text.parse::<Timestamp>(), |timestamp| timestamp
            .is_ok_and(|it| it.to_string() == *text)),
        case!("scalar/id", &texts.ids, |text| text.parse::<PinId>(), |id| id
            .is_ok_and(|it| it.to_string() == *text)),
        case!("scalar/coordinates", &texts.coordinates, |text| text.parse::<Coordinates>(), |point| point
            .is_ok_and(|it| it.to_string() == *text)),
    ]
}

/// Whether a pin has the strings that `quick-xml` reads.
fn is_same_in_xml(pin: &Pin<'_>, body: &[u8]) -> bool {
    let plain: plain_xml::Pin =
        str::from_utf8(body).ok().and_then(|body| quick_xml::de::from_str(body).ok()).expect("it is clean");
    let location = pin.location.as_ref();
    pin.id.is_some_and(|id| id.to_string() == plain.id)
        && pin.qr.as_deref() == Some(&plain.qr)
        && location
            .and_then(|it| it.coordinates)
            .is_some_and(|it| it.to_string() == plain.location.coordinates)
        && location.and_then(|it| it.city.as_deref()) == Some(&plain.location.city)
        && pin.auth_token.as_ref().map_or("", |token| token.expose()) == plain.auth_token
}

/// Whether a pin holds what `serde_json` reads.
fn agrees(pin: &Pin<'_>, body: &[u8]) -> bool {
    serde_json::from_slice::<plain::Pin<plain::Text<'_>>>(body).is_ok_and(|plain| *pin == plain)
}
