//! Checks the three definitions of the contract against each other, with generated documents.
//!
//! `PLEX_PIN_DOCUMENTS=1000000 PLEX_PIN_SEED=7 cargo test --release --features validate --test agreement` runs more,
//! or others.
#![cfg(all(feature = "serde", feature = "validate"))]

mod agreement {
    pub(crate) mod laws;
}
mod support;

use agreement::laws::{Definitions, OURS, accepts, agree, equal_values, schema_of};
use plex_pin::schema::{Draft, Mode};
use plex_pin::{DeviationCode, Parser};
use support::documents::{Root, document};
use support::{Choices, Seeded};

const ROOTS: [Root; 5] = [Root::Pin, Root::Pin, Root::Pin, Root::Location, Root::ApiErrors];

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |value| value.parse().expect("a number"))
}

/// The documents of a seed with these indices.
fn documents(seed: u64, indices: impl Iterator<Item = u64>) -> impl Iterator<Item = (Root, String)> {
    indices.map(move |index| {
        let mut choices = Seeded(seed ^ index.wrapping_mul(0xA076_1D64_78BD_642F));
        let root = choices.one(&ROOTS);
        (root, document(root, &mut choices))
    })
}

/// Checks documents; how many each mode accepts.
fn check(seed: u64, indices: impl Iterator<Item = u64>) -> [u64; 4] {
    let mut accepted = [0; 4];
    for (root, text) in documents(seed, indices) {
        let verdict = agree(OURS, root, &text).and_then(|()| equal_values(root, &text));
        assert_eq!(verdict, Ok(()), "{root:?} {text} (seed {seed})");
        for (&mode, accepted) in Mode::ALL.iter().zip(&mut accepted) {
            *accepted += u64::from((OURS.decoder)(root, mode, &text));
        }
    }
    accepted
}

#[test]
fn ok_decoder_serde_and_schemas_agree() {
    let seed = setting("PLEX_PIN_SEED", 5_250_757);
    let count = setting("PLEX_PIN_DOCUMENTS", 100_000);
    println!("seed {seed}, {count} documents");
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let accepted = std::thread::scope(|scope| {
        let check = |first| check(seed, (first..count).step_by(threads));
        let parts: Vec<_> = (0..threads as u64).map(|first| scope.spawn(move || check(first))).collect();
        let parts = parts.into_iter().map(|part| part.join().expect("the laws hold"));
        parts.fold([0; 4], |sum, part| [0, 1, 2, 3].map(|mode| sum[mode] + part[mode]))
    });
    println!("accepted: {accepted:?} of {:?}", Mode::ALL);
    // A generator that makes nothing but one sort of document would prove nothing.
    for accepted in accepted {
        assert!((count / 20..count * 9 / 10).contains(&accepted), "{accepted} of {count}");
    }
}

/// Asserts that a broken rule in one of the definitions is noticed, with documents that contain `sign`.
#[track_caller]
fn assert_caught(broken: Definitions, sign: &str) {
    let mut documents = documents(1, 0..100_000).filter(|(_, text)| text.contains(sign));
    let caught = documents.find(|(root, text)| agree(broken, *root, text).is_err());
    let (root, text) = caught.expect("no document tells the broken rule from ours");
    assert_eq!(agree(OURS, root, &text), Ok(()), "{text}");
}

#[test]
fn err_a_broken_rule_of_the_decoder_is_caught() {
    fn decoder(root: Root, mode: Mode, text: &str) -> bool {
        let unknown = Parser::STRICT.allow(DeviationCode::ByteOrderMark).allow(DeviationCode::EmptyValue);
        match mode {
            Mode::Strict => accepts(unknown, root, text),
            _ => (OURS.decoder)(root, mode, text),
        }
    }
    assert_caught(Definitions { decoder, ..OURS }, "\"\"");
}

#[test]
fn err_a_broken_rule_of_serde_is_caught() {
    /// Takes null for the member `trusted`.
    fn serde(root: Root, mode: Mode, text: &str) -> Option<bool> {
        (OURS.serde)(root, mode, &text.replace("\"trusted\":null", "\"trusted\":true"))
    }
    assert_caught(Definitions { serde, ..OURS }, "null");
}

#[test]
fn err_a_broken_rule_of_compatible_serde_is_caught() {
    /// Takes another spelling for an unknown member.
    fn spelling(root: Root, mode: Mode, text: &str) -> Option<bool> {
        (OURS.serde)(root, mode, &text.replace("\"TRUSTED\"", "\"unknown\""))
    }
    /// Takes an object without a known member.
    fn empty(root: Root, mode: Mode, text: &str) -> Option<bool> {
        (OURS.serde)(root, mode, if text == "{}" { "{\"id\":1,\"city\":\"a\",\"errors\":[]}" } else { text })
    }
    assert_caught(Definitions { serde: spelling, ..OURS }, "TRUSTED");
    assert_caught(Definitions { serde: empty, ..OURS }, "{}");
}

/// The verdict of a schema in which one text is replaced by another.
fn changed_schema(root: Root, mode: Mode, from: &str, to: &str, text: &str) -> bool {
    let schema = schema_of(root, mode, Draft::Draft202012).unwrap().text();
    let schema = schema.replace(from, to).parse::<serde_json::Value>().unwrap();
    let Ok(instance) = text.parse::<serde_json::Value>() else {
        return (OURS.schema)(root, mode, text);
    };
    jsonschema::validator_for(&schema).unwrap().is_valid(&instance)
}

#[test]
fn err_a_broken_rule_of_a_schema_is_caught() {
    /// Has a leap day in 1900.
    fn leap_years(root: Root, mode: Mode, text: &str) -> bool {
        changed_schema(root, mode, "(?:0[48]|", "(?:0[048]|", text)
    }
    /// Has an id of 2^53.
    fn range(root: Root, mode: Mode, text: &str) -> bool {
        changed_schema(root, mode, "9007199254740991", "9007199254740992", text)
    }
    /// Takes another spelling for an unknown member.
    fn spelling(root: Root, mode: Mode, text: &str) -> bool {
        changed_schema(root, mode, "\"propertyNames\"", "\"x-names\"", text)
    }
    /// Takes an object without members.
    fn empty(root: Root, mode: Mode, text: &str) -> bool {
        changed_schema(root, mode, "\"minProperties\": 1", "\"minProperties\": 0", text)
    }
    assert_caught(Definitions { schema: leap_years, ..OURS }, "900-02-29");
    assert_caught(Definitions { schema: spelling, ..OURS }, "TRUSTED");
    assert_caught(Definitions { schema: empty, ..OURS }, "{}");
    assert_caught(Definitions { schema: range, ..OURS }, "9007199254740992");
}
