use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::owned;

/// What the endpoints answer with any status 4xx: `{"errors":[{"code":1001,"message":"…","status":401}]}`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct ApiErrors<'a> {
    /// The errors: on the wire at least one; the same may stand twice.
    ///
    /// JSON: `errors`, array of objects, not null.
    /// Lenient: an object `{"code","message"}` in place of the whole document.
    pub errors: Option<Vec<ApiError<'a>>>,
}

/// One error of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct ApiError<'a> {
    /// What happened, as a number: see the constants.
    ///
    /// JSON: `code`, integer in `0..=4294967295`, not null.
    /// Lenient: a string of digits.
    pub code: Option<u32>,
    /// What happened, in English.
    ///
    /// JSON: `message`, string, not null.
    /// Lenient: a number, written out; a boolean.
    pub message: Option<Cow<'a, str>>,
    /// The HTTP status of the answer, in `100..=599`. Error 1020 comes without it.
    ///
    /// JSON: `status`, integer, absent or not null.
    /// Lenient: a string of digits.
    pub status: Option<u16>,
}

impl ApiErrors<'_> {
    /// The errors; none where the member is absent.
    #[must_use]
    pub fn as_slice(&self) -> &[ApiError<'_>] {
        self.errors.as_deref().unwrap_or_default()
    }

    /// The same errors, free of what they were read from.
    #[must_use]
    pub fn into_owned(self) -> ApiErrors<'static> {
        let errors = self.errors.map(|errors| errors.into_iter().map(ApiError::into_owned).collect());
        ApiErrors { errors }
    }
}

impl ApiError<'_> {
    /// `X-Plex-Client-Identifier is missing`, HTTP 400.
    pub const CLIENT_IDENTIFIER_MISSING: u32 = 1000;
    /// `User could not be authenticated`, HTTP 401.
    pub const USER_NOT_AUTHENTICATED: u32 = 1001;
    /// `Code not found or expired`, HTTP 404: ask for a new pin.
    pub const CODE_NOT_FOUND_OR_EXPIRED: u32 = 1020;

    /// The same error, free of what it was read from.
    #[must_use]
    pub fn into_owned(self) -> ApiError<'static> {
        ApiError { code: self.code, message: owned(self.message), status: self.status }
    }
}
