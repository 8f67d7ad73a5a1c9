//! The value of `newRegistration`.

use alloc::borrow::Cow;
use core::fmt;

/// Whether the account was made while the pin was claimed.
///
/// The service sends null or a boolean. The model documentation (`GetPinResponseBody`) typed it as *string* before it typed
/// it as *boolean*, and does not say which strings there are.
///
/// ```
/// use plex_pin::{NewRegistration, Pin};
///
/// let pin = Pin::parse(r#"{"newRegistration":false}"#)?;
/// assert_eq!(pin.new_registration, Some(NewRegistration::Flag(false)));
/// assert_eq!(pin.new_registration.unwrap().as_bool(), Some(false));
/// # Ok::<(), plex_pin::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NewRegistration<'a> {
    /// A boolean, as the service sends it.
    Flag(bool),
    /// A string, as it was once documented.
    Text(Cow<'a, str>),
}

impl NewRegistration<'_> {
    /// Returns the flag. Of strings, `true` and `1` are `true`, `false` and `0` are `false`, any other is `None`.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Flag(flag) => Some(*flag),
            Self::Text(text) => match &**text {
                "true" | "1" => Some(true),
                "false" | "0" => Some(false),
                _ => None,
            },
        }
    }

    /// Converts it into one that borrows nothing from the body.
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

/// Writes the flag as `true` or `false`, and a string unchanged.
impl fmt::Display for NewRegistration<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => flag.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}
