//! The objects of documents, and their members.

use plex_pin::{ApiError, DocumentKind, Location, Member, Pin};

use super::known::{Known, known};
use crate::tokens::is_spelling;

/// An object whose members a summary counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Object {
    /// A pin.
    Pin,
    /// The location in a pin.
    PinLocation,
    /// A location that is a document of its own.
    Location,
    /// One of the errors of a response.
    Error,
}

impl Object {
    /// Every object.
    pub const ALL: [Self; 4] = [Self::Pin, Self::PinLocation, Self::Location, Self::Error];

    /// Returns the stable word for it: `pin.location`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pin => "pin",
            Self::PinLocation => "pin.location",
            Self::Location => "location",
            Self::Error => "error",
        }
    }

    /// Returns the words for a heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Pin => "Pins",
            Self::PinLocation => "Locations in pins",
            Self::Location => "Locations (geoip)",
            Self::Error => "Errors",
        }
    }

    /// Returns its members, in the order of the service.
    #[must_use]
    pub const fn members(self) -> &'static [Member] {
        match self {
            Self::Pin => Pin::MEMBERS,
            Self::PinLocation | Self::Location => Location::MEMBERS,
            Self::Error => ApiError::MEMBERS,
        }
    }

    /// Returns the object that is the root of a document.
    pub(super) const fn root(kind: DocumentKind) -> Self {
        match kind {
            DocumentKind::Pin => Self::Pin,
            DocumentKind::Location => Self::Location,
            // The library may add kinds; there are three today.
            _ => Self::Error,
        }
    }

    /// Returns what the scan knows of each member, in the order of the service.
    pub(super) const fn known(self) -> &'static [Known] {
        const PIN: &[Known] = &known::<{ Pin::MEMBERS.len() }>(Pin::MEMBERS, true);
        const LOCATION: &[Known] = &known::<{ Location::MEMBERS.len() }>(Location::MEMBERS, false);
        const ERROR: &[Known] = &known::<{ ApiError::MEMBERS.len() }>(ApiError::MEMBERS, false);
        match self {
            Self::Pin => PIN,
            Self::PinLocation | Self::Location => LOCATION,
            Self::Error => ERROR,
        }
    }

    /// Returns the index of a member by its name in any spelling: without `_` and `-`, in any case.
    pub(super) fn find(self, name: &[u8]) -> Option<usize> {
        self.members().iter().position(|member| is_spelling(name, member.name.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::Object;

    #[test]
    fn ok_spellings() {
        for (object, name, expected) in [
            (Object::Pin, "id", Some("id")),
            (Object::Pin, "ExpiresIn", Some("expiresIn")),
            (Object::Pin, "expires_in", Some("expiresIn")),
            (Object::Pin, "auth-token", Some("authToken")),
            (Object::Pin, "city", None),
            (Object::PinLocation, "EuropeanUnionMember", Some("european_union_member")),
            (Object::Location, "", None),
            (Object::Error, "Status", Some("status")),
        ] {
            let found = object.find(name.as_bytes()).map(|index| object.members()[index].name);
            assert_eq!(found, expected, "{name}");
        }
    }
}
