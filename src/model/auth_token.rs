//! The token of a claimed pin: the value of `authToken`.

use alloc::borrow::Cow;
use alloc::borrow::ToOwned;
use alloc::string::String;
use core::fmt;
use core::str::FromStr;

use crate::error::Error;

/// The token of a claimed pin: a bearer credential for the account.
///
/// It has some 20 characters; in the JWT flow it is a JWT of three parts. It is never empty and never only white space
/// (of Unicode). White space in or around other characters is part of the token and is kept.
///
/// It has no `Display`, and its `Debug` hides it: only [`expose`](Self::expose), [`into_exposed`](Self::into_exposed) and
/// `Serialize` reveal it. It is *not* zeroed when it is dropped, since it may borrow from a body, which it must not
/// overwrite. For a copy that is zeroed, enable the feature `secrecy` and convert it into a `SecretString`.
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
    /// Makes a token of a string.
    ///
    /// # Errors
    ///
    /// The empty string, `" "`, `"\u{3000}"`.
    pub fn new(token: impl Into<Cow<'a, str>>) -> Result<Self, Error> {
        Self::checked(token.into()).ok_or_else(|| Error::text("token", true))
    }

    #[inline]
    pub(crate) fn checked(token: Cow<'a, str>) -> Option<Self> {
        (!token.chars().all(char::is_whitespace)).then_some(Self(token))
    }

    /// Returns the token itself. Keep it out of logs.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Converts it into the token itself. Keep it out of logs.
    #[must_use]
    pub fn into_exposed(self) -> Cow<'a, str> {
        self.0
    }

    /// Converts it into a token that borrows nothing from the body.
    #[must_use]
    pub fn into_owned(self) -> AuthToken<'static> {
        AuthToken(Cow::Owned(self.0.into_owned()))
    }
}

/// Replaces a secret.
pub(crate) const MASK: &str = "<redacted>";

/// The shortest token that is searched inside other strings, in bytes: a shorter one may be there by chance.
const SHORTEST_REPEATED: usize = 8;

impl AuthToken<'_> {
    pub(super) fn borrowed(&self) -> AuthToken<'_> {
        AuthToken(Cow::Borrowed(&self.0))
    }

    /// Returns a string of another member, or the mask if it repeats the token.
    pub(super) fn mask<'t>(&self, text: &'t str) -> &'t str {
        if self.is_in(text) { MASK } else { text }
    }

    /// Returns whether a string is the token, or contains it or a word of it, percent-encoded or not.
    fn is_in(&self, text: &str) -> bool {
        let decoded = percent_decoded(text);
        let mut words = self.0.split_whitespace().filter(|word| word.len() >= SHORTEST_REPEATED);
        *text == *self.0 || words.any(|word| text.contains(word) || decoded.contains(word))
    }
}

/// Decodes percent-encoded text. Leaves malformed escapes as they are.
fn percent_decoded(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('%') else { return Cow::Borrowed(text) };
    let mut decoded = text.as_bytes()[..first].to_vec();
    let mut rest = &text.as_bytes()[first..];
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    while let [byte, after @ ..] = rest {
        rest = after;
        decoded.push(match after {
            [high, low, after @ ..] if *byte == b'%' => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => {
                    rest = after;
                    high * 16 + low
                }
                _ => b'%',
            },
            _ => *byte,
        });
    }
    Cow::Owned(String::from_utf8_lossy(&decoded).into_owned())
}

impl fmt::Debug for AuthToken<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AuthToken(<redacted>)")
    }
}

/// Makes a token of a string, unchanged.
///
/// # Errors
///
/// The empty string, `" "`, `"\u{3000}"`.
impl FromStr for AuthToken<'static> {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::new(text.to_owned())
    }
}

/// Copies the token. The copy is zeroed when the `SecretString` is dropped; the body that the token was read from is
/// not.
///
/// ```
/// use plex_pin::AuthToken;
/// use secrecy::{ExposeSecret, SecretString};
///
/// let secret = SecretString::from(AuthToken::new("header.payload.signature")?);
/// assert_eq!(secret.expose_secret(), "header.payload.signature");
/// # Ok::<(), plex_pin::Error>(())
/// ```
#[cfg(feature = "secrecy")]
impl From<AuthToken<'_>> for secrecy::SecretString {
    fn from(token: AuthToken<'_>) -> Self {
        token.0.into_owned().into()
    }
}
