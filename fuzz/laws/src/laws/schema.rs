//! The committed schemas are a third definition of the contract.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use arbitrary::Unstructured;
use jsonschema::{PatternOptions, Validator};
use plex_pin::schema::{Mode, Schema};
use plex_pin::{
    ApiErrors, Deviation, DeviationCode, DocumentKind, Error, Location, Outcome, Parsed, Parser, Pin, mutate,
};

use crate::tree::Tree;

/// The strict schema accepts what a strict parse accepts, the compatible one unknown members too, the complete one what a
/// complete parse accepts, the lenient one what a lenient parse reads without dropping a value: of bodies as they are, and of bodies that are valid but for one thing.
///
/// A schema cannot see a duplicate member or a byte order mark; the lenient one cannot see other spellings
/// and wrappers. Bodies with any of these are left out, as in the contract.
pub fn schema_equals_decoder(data: &[u8]) {
    law(data);
    let u = &mut Unstructured::new(data);
    let mutant = match u.int_in_range(0..=3).expect("never fails") {
        0 => mutate::location(u),
        1 => mutate::api_errors(u),
        _ => mutate::pin(u),
    };
    law(mutant.expect("never fails").body.as_bytes());
}

fn law(data: &[u8]) {
    let text = str::from_utf8(data).unwrap_or_default();
    let tree = Tree::parse(text).ok();
    let value = serde_json::from_str(text).ok();
    for (schema, independent) in VALIDATORS.iter() {
        let violations = schema.validate(data);
        let accepts = match accepts(schema, data) {
            Ok(accepts) => accepts,
            Err(error) => {
                assert_eq!(violations.err(), Some(error), "{text}");
                continue;
            }
        };
        let valid = violations.expect("what lenient reads can be validated").is_empty();
        let Some(accepts) = accepts else { continue };
        if tree.as_ref().is_none_or(has_duplicates) {
            continue;
        }
        assert_eq!(valid, accepts, "{}: {text}", schema.id());
        // Without a number that is too large for a double.
        if let Some(value) = &value {
            assert_eq!(independent.is_valid(value), accepts, "{} alone: {text}", schema.id());
        }
    }
}

/// Whether the decoder accepts a body in a schema's mode, if the schema can know.
fn accepts(schema: &Schema, data: &[u8]) -> Result<Option<bool>, Error> {
    let parser = Parser::LENIENT.max_deviations(usize::MAX);
    let parser = match schema.mode() {
        Mode::Complete => parser.complete(),
        _ => parser,
    };
    let deviations = match schema.kind() {
        DocumentKind::Pin => parser.parse::<Pin>(data).map(deviations)?,
        DocumentKind::Location => parser.parse::<Location>(data).map(deviations)?,
        _ => parser.parse::<ApiErrors>(data).map(deviations)?,
    };
    if schema.mode() == Mode::Lenient {
        let hidden = |deviation: &Deviation| {
            matches!(
                deviation.code(),
                DeviationCode::MemberSpelling | DeviationCode::WrappedDocument | DeviationCode::ByteOrderMark
            )
        };
        let is_dropped = |deviation: &Deviation| deviation.outcome() == Outcome::Dropped;
        return Ok((!deviations.iter().any(hidden)).then_some(!deviations.iter().any(is_dropped)));
    }
    let is_allowed = |deviation: &Deviation| {
        schema.mode() == Mode::Compatible && deviation.code() == DeviationCode::UnknownMember
    };
    Ok(Some(deviations.iter().all(is_allowed)))
}

fn deviations<T>(parsed: Parsed<T>) -> Vec<Deviation> {
    parsed.into_parts().1
}

fn has_duplicates(tree: &Tree<'_>) -> bool {
    let mut found = false;
    tree.visit("", &mut |_, value| {
        let mut names = BTreeSet::new();
        found |= value.members().into_iter().flatten().any(|(name, _)| !names.insert(name));
    });
    found
}

/// The schemas' own texts in a validator, without the crate's.
static VALIDATORS: LazyLock<Vec<(&Schema, Validator)>> = LazyLock::new(|| {
    let compiled = |schema: &'static Schema| {
        let text = schema.text().parse().expect("JSON");
        let options = jsonschema::options().with_pattern_options(PatternOptions::regex());
        (schema, options.build(&text).expect("a schema"))
    };
    Schema::ALL.iter().map(compiled).collect()
});
