//! Errors of the validator, in the terms of this crate: called by `validate.rs` for each error.

use core::fmt;
use std::collections::BTreeMap;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use serde_json::Value;

use crate::deviation::{Deviation, DeviationCode, Outcome};
use crate::escaped::Escaped;
use crate::pointer::Pointer;
use crate::span::Span;

/// One keyword of a schema that a document does not meet.
///
/// Its `Display` form names no value of the document, so it can be logged:
///
/// ```
/// use plex_pin::DocumentKind;
/// use plex_pin::schema::{Draft, Mode, Schema};
///
/// let schema = Schema::find(DocumentKind::Pin, Mode::Strict, Draft::Draft202012).unwrap();
/// let violations = schema.validate(r#"{"id":"5123"}"#)?;
/// assert_eq!(violations[0].to_string(), "string at /id does not meet the keyword type (string-for-number)");
/// # Ok::<(), plex_pin::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Violation {
    pointer: Pointer,
    keyword: String,
    found: &'static str,
    deviation: Option<(DeviationCode, Outcome, Span)>,
}

impl Violation {
    /// Returns the JSON pointer to the value; for a missing member, to where it would be.
    #[must_use]
    pub const fn pointer(&self) -> &Pointer {
        &self.pointer
    }

    /// Returns the keyword of the schema.
    #[must_use]
    pub fn keyword(&self) -> &str {
        &self.keyword
    }

    /// Returns the code of the first deviation that the decoder reports at the same pointer.
    #[must_use]
    pub fn code(&self) -> Option<DeviationCode> {
        self.deviation.map(|(code, _, _)| code)
    }

    /// Returns the outcome of that deviation.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        self.deviation.map(|(_, outcome, _)| outcome)
    }

    /// Returns the span of that deviation in the body.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        self.deviation.map(|(_, _, span)| span)
    }

    /// Returns what was found and the keyword, without the pointer: `string does not meet the keyword type`.
    #[must_use]
    pub const fn message(&self) -> impl fmt::Display + use<'_> {
        WithoutPointer(self)
    }
}

struct WithoutPointer<'v>(&'v Violation);

impl fmt::Display for WithoutPointer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} does not meet the keyword {}", self.0.found, self.0.keyword)
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pointer = if self.pointer.is_root() { "the root" } else { self.pointer.as_str() };
        let (found, pointer) = (self.found, Escaped::new(pointer).at_most(200));
        write!(f, "{found} at {pointer} does not meet the keyword {}", self.keyword)?;
        match self.code() {
            Some(code) => write!(f, " ({code})"),
            None => Ok(()),
        }
    }
}

/// The first deviation at every pointer.
pub(super) struct FirstDeviations<'d>(BTreeMap<&'d str, &'d Deviation>);

impl<'d> FirstDeviations<'d> {
    pub(super) fn of(deviations: &'d [Deviation]) -> Self {
        let mut firsts = BTreeMap::new();
        for deviation in deviations {
            let pointer = deviation.pointer().as_str();
            if deviation.code() == DeviationCode::DuplicateMember {
                // The validator sees the last one alone.
                let below = format!("{pointer}/");
                firsts.retain(|&place: &&str, _| place != pointer && !place.starts_with(&below));
            } else {
                firsts.entry(pointer).or_insert(deviation);
            }
        }
        Self(firsts)
    }

    /// Converts an error of the validator, and calls `each` with one violation for each member that it names. `before`
    /// is the number of elements of `errors` that are not in the tree.
    pub(super) fn for_each_violation(
        &self,
        error: &ValidationError<'_>,
        before: usize,
        each: &mut impl FnMut(Violation),
    ) {
        let place = pointer(error.instance_path().as_str(), before);
        let deviation = |pointer: &Pointer| self.0.get(pointer.as_str()).copied();
        let violation = |pointer: Pointer, found| Violation {
            deviation: deviation(&pointer).map(|it| (it.code(), it.outcome(), it.span())),
            keyword: error.kind().keyword().to_owned(),
            pointer,
            found,
        };
        match error.kind() {
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                for name in unexpected {
                    each(violation(place.member(name), "member"));
                }
            }
            ValidationErrorKind::PropertyNames { error } => {
                let name = error.instance().as_str().unwrap_or_default();
                each(violation(place.member(name), "member"));
            }
            ValidationErrorKind::Required { property } => {
                let name = property.as_str().unwrap_or_default();
                each(violation(place.member(name), "nothing"));
            }
            _ => {
                // The tree has no number beyond a double. The decoder knows that there was one.
                let found = deviation(&place).map_or(type_name(error.instance()), |it| it.found.name());
                each(violation(place, found));
            }
        }
    }
}

/// Makes a pointer of a path, with the index in `errors` that the element has in the whole document.
fn pointer(path: &str, before: usize) -> Pointer {
    let element = path.strip_prefix("/errors/").filter(|_| before > 0);
    let moved = element.and_then(|element| {
        let (index, rest) = element.split_at(element.find('/').unwrap_or(element.len()));
        Some(format!("/errors/{}{rest}", index.parse::<usize>().ok()? + before))
    });
    Pointer::from_text(moved.as_deref().unwrap_or(path))
}

const fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
