//! General JSON libraries on the same bodies, doing the same or less.

use serde::Deserialize;
use serde_json::from_slice as serde_json;
use simd_json::Buffers;
use sonic_rs::from_slice as sonic_rs;

use super::serialize;
use crate::case::{Case, case};
use crate::plain::{Date, Errors, Location, Pin, Text};
use crate::texts::Texts;
use crate::{plain_xml, pull};

/// One body read by each peer into a type: what `serde_json` makes of it is what the others must make of it.
macro_rules! peers {
    ($name:literal, $bodies:expr, $model:ty, $pull:expr) => {
        [
            case!(concat!("peer/serde_json/", $name), $bodies, |body| serde_json::<$model>(body), |model| {
                model.is_ok()
            }),
            case!(concat!("peer/sonic-rs/", $name), $bodies, |body| sonic_rs::<$model>(body), |model| model
                .is_ok_and(|model| same(&model, body))),
            {
                let mut scratch = Scratch::default();
                case!(
                    concat!("peer/simd-json/", $name),
                    $bodies,
                    |body| scratch.read::<$model>(body),
                    |model| model.is_ok_and(|model| same(&model, body))
                )
            },
            case!(concat!("peer/jiter/", $name), $bodies, |body| $pull(body), |seen| seen.is_ok()),
        ]
    };
}

pub(super) fn cases(texts: &Texts) -> Vec<Case> {
    [
        peers!("compact", &texts.compact, Pin<&str>, pull::pin),
        peers!("pretty", &texts.pretty, Pin<&str>, pull::pin),
        peers!("shuffled", &texts.shuffled, Pin<&str>, pull::pin),
        peers!("escaped", &texts.escaped, Pin<Text<'_>>, pull::pin),
        peers!("unknown-members", &texts.unknown_members, Pin<&str>, pull::pin),
        peers!("owned", &texts.compact, Pin<String>, pull::pin),
        peers!("location", &texts.location, Location<&str>, pull::location),
        peers!("errors", &texts.errors, Errors<&str>, pull::errors),
    ]
    .into_iter()
    .flatten()
    .chain(more(&texts.compact))
    .chain([xml(&texts.xml)])
    .collect()
}

fn more(bodies: &[Vec<u8>]) -> [Case; 4] {
    let dated =
        bodies.iter().map(|body| serde_json::<Pin<String, Date>>(body).expect("it is clean")).collect();
    let pins = bodies.iter().map(|body| serde_json::<Pin<String>>(body).expect("it is clean")).collect();
    [
        case!("peer/serde_json/dates", bodies, |body| serde_json::<Pin<&str, Date>>(body), |pin| pin.is_ok()),
        case!("peer/serde_json/dates-owned", bodies, |body| serde_json::<Pin<String, Date>>(body), |pin| pin
            .is_ok()),
        serialize("peer/serde_json/serialize", bodies, pins),
        serialize("peer/serde_json/serialize-dates", bodies, dated),
    ]
}

/// Through serde, into a `String` for each attribute.
fn xml(bodies: &[Vec<u8>]) -> Case {
    case!(
        "peer/quick-xml",
        bodies,
        |body| str::from_utf8(body).map(quick_xml::de::from_str::<plain_xml::Pin>),
        |pin| pin.is_ok_and(|pin| pin.is_ok())
    )
}

fn same<'b, T: Deserialize<'b> + PartialEq>(model: &T, body: &'b [u8]) -> bool {
    serde_json::<T>(body).is_ok_and(|other| *model == other)
}

/// What simd-json needs and may keep from one body to the next: it writes into the text that it reads.
#[derive(Default)]
struct Scratch {
    text: Vec<u8>,
    buffers: Buffers,
}

impl Scratch {
    fn read<'s, T: Deserialize<'s>>(&'s mut self, body: &[u8]) -> simd_json::Result<T> {
        self.text.clear();
        self.text.extend_from_slice(body);
        simd_json::serde::from_slice_with_buffers(&mut self.text, &mut self.buffers)
    }
}
