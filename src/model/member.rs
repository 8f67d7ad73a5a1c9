//! The rows of the models' tables, as data.

use super::{ApiError, Location};

/// A member of a document.
///
/// [`Pin::MEMBERS`](crate::Pin::MEMBERS), [`Location::MEMBERS`], [`ApiErrors::MEMBERS`](crate::ApiErrors::MEMBERS) and
/// [`ApiError::MEMBERS`] list every member that this crate models, in the order in which the service sends them.
///
/// ```
/// use plex_pin::{Location, MemberKind};
///
/// let booleans = Location::MEMBERS.iter().filter(|member| member.kind == MemberKind::Boolean);
/// let names: Vec<_> = booleans.map(|member| member.name).collect();
/// assert_eq!(names[0], "european_union_member");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Member {
    /// The name, as the service spells it: `expiresIn`.
    pub name: &'static str,
    /// The type of the value, and the rule that judges it.
    pub kind: MemberKind,
    /// Whether the service has sent the member in every document since 2024-07, null included.
    /// [`Parser::complete`](crate::Parser::complete) requires these.
    pub always: bool,
    /// Whether null is a strict value.
    pub nullable: bool,
    /// The year since which the service sends the member. 2017, the year of the oldest documents that this crate
    /// was tested with, for members that may be older.
    pub since: u16,
    /// A strict value, as JSON.
    pub example: &'static str,
}

/// The type of a member's value, and the rule that judges it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum MemberKind {
    /// A [`PinId`](crate::PinId).
    Id,
    /// A string.
    Text,
    /// A boolean.
    Boolean,
    /// [`Seconds`](crate::Seconds).
    Seconds,
    /// A [`Timestamp`](crate::Timestamp).
    Timestamp,
    /// An [`AuthToken`](crate::AuthToken).
    AuthToken,
    /// A [`NewRegistration`](crate::NewRegistration).
    NewRegistration,
    /// [`Coordinates`](crate::Coordinates).
    Coordinates,
    /// The `code` of an error, a `u32`.
    ErrorCode,
    /// The `status` of an error, in `100..=599`.
    ErrorStatus,
    /// An object: a [`Location`].
    Location,
    /// An array of objects: of [`ApiError`]s.
    Errors,
}

impl MemberKind {
    /// Every kind.
    pub const ALL: &[Self] = &[
        Self::Id,
        Self::Text,
        Self::Boolean,
        Self::Seconds,
        Self::Timestamp,
        Self::AuthToken,
        Self::NewRegistration,
        Self::Coordinates,
        Self::ErrorCode,
        Self::ErrorStatus,
        Self::Location,
        Self::Errors,
    ];

    /// Returns the members of the object, or of the objects in the array; none for a scalar.
    #[must_use]
    pub const fn members(self) -> &'static [Member] {
        match self {
            Self::Location => Location::MEMBERS,
            Self::Errors => ApiError::MEMBERS,
            _ => &[],
        }
    }
}

/// Returns the members that are always sent, one bit each, the first member in the lowest bit.
pub(crate) const fn always_sent(members: &[Member]) -> u32 {
    let (mut bits, mut index) = (0, 0);
    while index < members.len() {
        bits |= (members[index].always as u32) << index;
        index += 1;
    }
    bits
}
