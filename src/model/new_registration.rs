use core::fmt;
use std::borrow::Cow;

/// Whether the account was made while the pin was claimed.
///
/// The service sends null or a boolean; the model documentation (`GetPinResponseBody`) typed it as *string* before it typed it as
/// *boolean*, and says nothing of what the string may be.
///
/// ```
/// use plex_pin::{NewRegistration, Pin};
///
/// let pin = Pin::parse(r#"{"newRegistration":false}"#)?;
/// assert_eq!(pin.new_registration, Some(NewRegistration::Flag(false)));
/// # Ok::<(), plex_pin::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum NewRegistration<'a> {
    /// As the service sends it.
    Flag(bool),
    /// As it was once documented.
    Text(Cow<'a, str>),
}

impl NewRegistration<'_> {
    /// What it says: the flag, or the text where that is `true`, `false`, `1` or `0`.
    #[must_use]
    pub fn to_bool(&self) -> Option<bool> {
        match self {
            Self::Flag(flag) => Some(*flag),
            Self::Text(text) => match &**text {
                "true" | "1" => Some(true),
                "false" | "0" => Some(false),
                _ => None,
            },
        }
    }

    /// The same, free of what it was read from.
    #[must_use]
    pub fn into_owned(self) -> NewRegistration<'static> {
        match self {
            Self::Flag(flag) => NewRegistration::Flag(flag),
            Self::Text(text) => NewRegistration::Text(Cow::Owned(text.into_owned())),
        }
    }
}

impl From<bool> for NewRegistration<'_> {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

/// The flag as `true` or `false`, the text as it is.
impl fmt::Display for NewRegistration<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => flag.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}
