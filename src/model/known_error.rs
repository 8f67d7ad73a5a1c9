//! What is known of the error codes of plex.tv.

use core::fmt;

use super::ApiError;

/// How well the meaning of an error code is known.
///
/// ```
/// use plex_pin::Evidence;
///
/// assert_eq!(Evidence::Peer.to_string(), "only in another client's catalogue");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Evidence {
    /// The documentation of an SDK has it.
    Documented,
    /// It was seen in responses.
    Seen,
    /// Only the catalogue of another client has it.
    Peer,
}

impl Evidence {
    /// Returns the stable word: `documented`, `seen`, `peer`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Seen => "seen",
            Self::Peer => "peer",
        }
    }
}

/// Writes how sure it is, for a person.
impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Documented => "documented by an SDK",
            Self::Seen => "seen in responses",
            Self::Peer => "only in another client's catalogue",
        })
    }
}

/// What is known of an error code of plex.tv: the result of [`ApiError::known`].
///
/// ```
/// use plex_pin::{Evidence, KnownError};
///
/// let known = KnownError::find(1003).unwrap();
/// assert_eq!((known.status(), known.meaning()), (Some(429), "API rate limit exceeded"));
/// assert_eq!(known.evidence(), Evidence::Seen);
/// assert_eq!(KnownError::find(4711), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KnownError {
    code: u32,
    status: Option<u16>,
    meaning: &'static str,
    help: &'static str,
    evidence: Evidence,
}

impl KnownError {
    /// Returns what is known of a code; `None` for a number such as `0` and `4711`.
    #[must_use]
    pub fn find(code: u32) -> Option<&'static Self> {
        Self::ALL.iter().find(|known| known.code == code)
    }

    /// Returns the number that plex.tv sends as `code`.
    #[must_use]
    pub const fn code(&self) -> u32 {
        self.code
    }

    /// Returns the HTTP status of the response, in `100..=599`, where it is known.
    #[must_use]
    pub const fn status(&self) -> Option<u16> {
        self.status
    }

    /// Returns what the code means, in half a sentence.
    #[must_use]
    pub const fn meaning(&self) -> &'static str {
        self.meaning
    }

    /// Returns what a client should do about it, in one line.
    #[must_use]
    pub const fn help(&self) -> &'static str {
        self.help
    }

    /// Returns how well this is known.
    #[must_use]
    pub const fn evidence(&self) -> Evidence {
        self.evidence
    }
}

impl ApiError<'_> {
    /// Returns what is known of the code; `None` without a code, and for a code that is not known.
    ///
    /// ```
    /// use plex_pin::ApiErrors;
    ///
    /// let errors = ApiErrors::parse(r#"{"errors":[{"code":1003,"message":"API rate limit exceeded"}]}"#)?;
    /// let known = errors.as_slice()[0].known().unwrap();
    /// assert_eq!(known.status(), Some(429));
    /// assert_eq!(known.help(), "poll more slowly, and send X-Plex-Product and an X-Plex-Client-Identifier of your own");
    /// # Ok::<(), plex_pin::Error>(())
    /// ```
    #[must_use]
    pub fn known(&self) -> Option<&'static KnownError> {
        KnownError::find(self.code?)
    }
}

/// The status of a row: a number, or `-` where it is not known.
macro_rules! status {
    (-) => {
        None
    };
    ($status:literal) => {
        Some($status)
    };
}

macro_rules! known_errors {
    ($($code:literal $status:tt $evidence:ident $meaning:literal $help:literal)+) => {
        impl KnownError {
            /// Every code that is known, in ascending order.
            ///
            /// | code | HTTP status | meaning |
            /// |---|---|---|
            $(#[doc = concat!("| ", $code, " | ", stringify!($status), " | ", $meaning, " |")])+
            pub const ALL: &[Self] = &[$(Self {
                code: $code,
                status: status!($status),
                meaning: $meaning,
                help: $help,
                evidence: Evidence::$evidence,
            }),+];
        }
    };
}

// Sources: the published model documentation of an SDK (documented), captured responses of 2015 to 2026 (seen), and the
// error catalogue of one client (peer).
known_errors! {
    498 498 Seen "the token of the JWT flow has expired"
        "ask for a new token, with a nonce signed by the device's key"
    1000 400 Documented "the header X-Plex-Client-Identifier is missing"
        "send X-Plex-Client-Identifier, the same one with every request of the sign-in"
    1001 401 Documented "the user could not be authenticated"
        "the token is wrong or revoked: sign in again"
    1002 404 Peer "no such resource or endpoint"
        "check the path of the request"
    1003 429 Seen "API rate limit exceeded"
        "poll more slowly, and send X-Plex-Product and an X-Plex-Client-Identifier of your own"
    1004 400 Peer "a malformed request, or an invalid parameter"
        "check the parameters; an id of the path must be a number, not `undefined`"
    1005 405 Peer "the method is not allowed for this endpoint"
        "POST to pins, GET from pins/{id}, PUT to pins/link"
    1006 406 Peer "no acceptable form of response"
        "send Accept: application/json, with no other type beside it"
    1007 500 Peer "an error inside of plex.tv"
        "try again later"
    1008 422 Peer "the request is well formed, and cannot be carried out"
        "check the values of the parameters"
    1010 - Peer "a required field is blank"
        "send a value for the field that the message names"
    1011 - Peer "a value is already taken"
        "send another value for the field that the message names"
    1013 503 Peer "plex.tv cannot handle the request"
        "try again later"
    1020 404 Documented "the pin was not found, or has expired"
        "ask for a new pin, and show its code; poll only the id that POST pins returned"
    1028 401 Peer "an invalid verification code"
        "ask the user for the code of the second factor again"
    1029 401 Seen "a verification code is needed"
        "ask the user for the code of the second factor; a pin needs none, since the user signs in at plex.tv"
    1031 401 Seen "repeated failures to sign in from this address"
        "stop trying for a while: each attempt prolongs the block"
    1032 - Peer "the password is too short"
        "ask the user for a password of at least 8 characters"
    1033 - Peer "the password is too weak"
        "ask the user for another password"
    1034 - Peer "the password is the name or the e-mail address"
        "ask the user for another password"
    1035 - Peer "the e-mail address is invalid"
        "ask the user for another address"
    1036 - Peer "the name is an e-mail address other than the account's"
        "ask the user for another name"
    1037 - Peer "the name has characters that are not allowed"
        "ask the user for another name"
    1038 - Peer "the PIN of the home user is not four digits"
        "ask the user for a PIN of four digits; it is not the code of a sign-in"
    1039 - Peer "the two passwords differ"
        "ask the user for the password again"
    1062 - Peer "the token to set a new password is invalid"
        "ask plex.tv for a new one"
    1063 - Peer "the password is invalid"
        "ask the user for a longer password, with digits and letters of both cases"
    1069 422 Peer "a code that has expired"
        "ask for a new code"
    1071 - Peer "the URL is invalid"
        "send a complete URL"
    1998 422 Peer "a validation error without a code of its own"
        "see what the message names"
    1999 400 Peer "an error without a code of its own"
        "see what the message says"
}
