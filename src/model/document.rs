use core::fmt;
use core::str::FromStr;

use super::{ApiErrors, Location, Pin};
use crate::error::Error;

/// Which document of the service a body is.
///
/// ```
/// use plex_pin::DocumentKind;
///
/// assert_eq!("location".parse(), Ok(DocumentKind::Location));
/// assert_eq!(DocumentKind::ApiErrors.to_string(), "errors");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum DocumentKind {
    /// `pin`: a [`Pin`].
    Pin,
    /// `location`: a [`Location`], as the whole document.
    Location,
    /// `errors`: [`ApiErrors`].
    ApiErrors,
}

impl DocumentKind {
    /// Every kind.
    pub const ALL: &[Self] = &[Self::Pin, Self::Location, Self::ApiErrors];

    /// Returns the stable name: `pin`, `location`, `errors`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pin => "pin",
            Self::Location => "location",
            Self::ApiErrors => "errors",
        }
    }
}

/// Writes the stable name.
impl fmt::Display for DocumentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// # Errors
///
/// Every other string, such as `Pin` and the empty string.
impl FromStr for DocumentKind {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let found = Self::ALL.iter().find(|kind| kind.as_str() == text);
        found.copied().ok_or_else(|| Error::text("pin, location or errors", text.is_empty()))
    }
}

/// One of the documents of the service.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[allow(clippy::large_enum_variant)] // Short-lived, and boxing the usual case would cost an allocation.
pub enum Document<'a> {
    /// A pin.
    Pin(Pin<'a>),
    /// A location.
    Location(Location<'a>),
    /// The errors of a response.
    ApiErrors(ApiErrors<'a>),
}

impl Document<'_> {
    /// Returns an empty document of a kind.
    pub(crate) fn new(kind: DocumentKind) -> Self {
        match kind {
            DocumentKind::Pin => Self::Pin(Pin::default()),
            DocumentKind::Location => Self::Location(Location::default()),
            DocumentKind::ApiErrors => Self::ApiErrors(ApiErrors::default()),
        }
    }

    /// Returns the kind of this document.
    #[must_use]
    pub const fn kind(&self) -> DocumentKind {
        match self {
            Self::Pin(_) => DocumentKind::Pin,
            Self::Location(_) => DocumentKind::Location,
            Self::ApiErrors(_) => DocumentKind::ApiErrors,
        }
    }

    /// Converts it into a document that borrows nothing from the body.
    #[must_use]
    pub fn into_owned(self) -> Document<'static> {
        match self {
            Self::Pin(pin) => Document::Pin(pin.into_owned()),
            Self::Location(location) => Document::Location(location.into_owned()),
            Self::ApiErrors(errors) => Document::ApiErrors(errors.into_owned()),
        }
    }
}
