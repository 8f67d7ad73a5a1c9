use super::{ApiErrors, Location, Pin};

/// One of the documents of the service.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[allow(clippy::large_enum_variant)] // Short-lived, and boxing the usual case would cost an allocation.
pub enum Document<'a> {
    /// A pin.
    Pin(Pin<'a>),
    /// A location.
    Location(Location<'a>),
    /// Errors.
    ApiErrors(ApiErrors<'a>),
}

impl Document<'_> {
    /// The same document, free of what it was read from.
    #[must_use]
    pub fn into_owned(self) -> Document<'static> {
        match self {
            Self::Pin(pin) => Document::Pin(pin.into_owned()),
            Self::Location(location) => Document::Location(location.into_owned()),
            Self::ApiErrors(errors) => Document::ApiErrors(errors.into_owned()),
        }
    }
}
