//! Reads a document of any kind, for `wrappers.rs`: keeps its members, counts them, and reads them as the model that
//! they fit.

use serde::de::{Deserializer, Error};

use super::buffer::{self, Buffered, BufferedMembers};
use super::objects::{self, Members, Policy, find_spelling};
use crate::model::{ApiError, ApiErrors, Document, Location, Pin};

const PIN: &[&str] = Pin::NAMES;
const LOCATION: &[&str] = Location::NAMES;
const API_ERRORS: &[&str] = ApiErrors::NAMES;
const API_ERROR: &[&str] = ApiError::NAMES;

/// The members of every kind, for formats and adapters that ask for them first.
const NAMES: &[&str; PIN.len() + LOCATION.len() + API_ERRORS.len()] = &{
    let mut names = [""; PIN.len() + LOCATION.len() + API_ERRORS.len()];
    let mut index = 0;
    while index < names.len() {
        names[index] = if index < PIN.len() {
            PIN[index]
        } else if index < PIN.len() + LOCATION.len() {
            LOCATION[index - PIN.len()]
        } else {
            API_ERRORS[index - PIN.len() - LOCATION.len()]
        };
        index += 1;
    }
    names
};

/// Reads a document of the kind that its members determine.
pub(super) fn read<'de, P: Policy, D: Deserializer<'de>>(deserializer: D) -> Result<Document<'de>, D::Error> {
    let is_known = |name: &str| find_spelling(name, NAMES).is_some();
    let members = buffer::members(deserializer, NAMES, is_known)?;
    let counts = Counts::of(&members);
    let is_errors = is_errors(&members);
    let members = buffer::object::<D::Error>(members);
    if is_errors {
        objects::document::<_, P, _>(members).map(Document::ApiErrors)
    } else if counts.is_pin() {
        objects::document::<_, P, _>(members).map(Document::Pin)
    } else if counts.is_location() {
        objects::document::<_, P, _>(members).map(Document::Location)
    } else {
        Err(D::Error::custom("expected a pin, a location or errors, found another object"))
    }
}

/// Returns whether there are errors, each with code and message, and at least one code is a number.
fn is_errors(members: &BufferedMembers<'_>) -> bool {
    fn member<'m>(members: &'m BufferedMembers<'_>, name: &str) -> Option<&'m Buffered<'m>> {
        let mut members = members.iter();
        members.find(|(written, _)| find_spelling(written, &[name]).is_some()).map(|(_, value)| value)
    }
    fn is_number(code: &Buffered<'_>) -> bool {
        match code {
            Buffered::Number(_) => true,
            Buffered::String(text) => !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()),
            _ => false,
        }
    }
    let Some(Buffered::Array(errors)) = member(members, API_ERRORS[0]) else { return false };
    let [code, message] = [API_ERROR[0], API_ERROR[1]];
    let is_error = |error: &Buffered<'_>| match error {
        Buffered::Object(error) => member(error, code).is_some() && member(error, message).is_some(),
        _ => false,
    };
    let has_number = |error: &Buffered<'_>| match error {
        Buffered::Object(error) => member(error, code).is_some_and(is_number),
        _ => false,
    };
    errors.iter().all(is_error) && errors.iter().any(has_number)
}

/// Which members of a pin and of a location are present, one bit for each, and how many members are of neither.
#[derive(Default)]
struct Counts {
    pin: u32,
    location: u32,
    neither: u32,
}

impl Counts {
    fn of(members: &BufferedMembers<'_>) -> Self {
        let mut counts = Self::default();
        for (name, _) in members {
            match find_spelling(name, NAMES) {
                Some(index) if index < PIN.len() => {
                    counts.pin |= 1 << index;
                    // A member of both has the same name in both.
                    if let Some(index) = LOCATION.iter().position(|name| *name == PIN[index]) {
                        counts.location |= 1 << index;
                    }
                }
                Some(index) if index < PIN.len() + LOCATION.len() => {
                    counts.location |= 1 << (index - PIN.len());
                }
                _ => counts.neither += 1,
            }
        }
        counts
    }

    fn is_pin(&self) -> bool {
        const TELLING: [&str; 7] =
            ["clientIdentifier", "expiresIn", "expiresAt", "authToken", "newRegistration", "trusted", "qr"];
        let has = |names: &[&str]| names.iter().any(|name| self.pin & bit(name, PIN) != 0);
        let count = self.pin.count_ones();
        count >= 3 && count > self.neither && has(&["id", "code"]) && has(&TELLING)
    }

    fn is_location(&self) -> bool {
        const TELLING: [&str; 4] = [
            "european_union_member",
            "continent_code",
            "in_privacy_restricted_country",
            "in_privacy_restricted_region",
        ];
        let count = self.location.count_ones();
        let telling = TELLING.iter().any(|name| self.location & bit(name, LOCATION) != 0);
        count > self.neither && (count >= 4 || telling)
    }
}

/// Returns the bit of the member with this name, in any spelling; no bit for an unknown name.
fn bit(name: &str, names: &[&str]) -> u32 {
    find_spelling(name, names).map_or(0, |index| 1 << index)
}
