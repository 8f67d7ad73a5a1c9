use core::fmt;
use core::str::FromStr;
use std::borrow::Cow;

use crate::error::Error;

/// The secret that a claimed pin carries: a bearer credential for the account.
///
/// Some 20 characters; in the JWT flow a three-part JWT. Never empty, and never white space alone. It has no `Display`, and its `Debug` hides it: only
/// [`expose`](Self::expose) and `Serialize` give it away.
///
/// ```
/// use plex_pin::AuthToken;
///
/// let token = AuthToken::new("header.payload.signature")?;
/// assert_eq!(format!("{token:?}"), "AuthToken(<redacted>)");
/// assert_eq!(token.expose(), "header.payload.signature");
/// # Ok::<(), plex_pin::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct AuthToken<'a>(Cow<'a, str>);

impl<'a> AuthToken<'a> {
    /// The token of this text.
    ///
    /// # Errors
    ///
    /// The empty text, and white space alone.
    pub fn new(token: impl Into<Cow<'a, str>>) -> Result<Self, Error> {
        Self::checked(token.into()).ok_or_else(|| Error::text("token", true))
    }

    #[inline]
    pub(crate) fn checked(token: Cow<'a, str>) -> Option<Self> {
        (!token.trim_ascii().is_empty()).then_some(Self(token))
    }

    /// The token itself. Keep it out of logs.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The token itself, to keep.
    #[must_use]
    pub fn into_exposed(self) -> Cow<'a, str> {
        self.0
    }

    /// The same token, free of what it was read from.
    #[must_use]
    pub fn into_owned(self) -> AuthToken<'static> {
        AuthToken(Cow::Owned(self.0.into_owned()))
    }
}

impl fmt::Debug for AuthToken<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AuthToken(<redacted>)")
    }
}

/// # Errors
///
/// The empty text, and white space alone.
impl FromStr for AuthToken<'static> {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::new(text.to_owned())
    }
}
