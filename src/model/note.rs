//! Notes: what conforms, and still looks wrong.

use alloc::vec::Vec;
use core::fmt;

use super::{Pin, Timestamp};

/// The longest life of a pin, in seconds: that of a strong one.
const MAX_LIFETIME: f64 = 1800.0;

/// Rounding of `expiresIn`, in seconds.
const ROUNDING: f64 = 1.0;

/// As many milliseconds are less than two minutes, as many seconds more than a day.
const MILLISECONDS: f64 = 100_000.0;

/// The year 0002 of UTC in Unix seconds: what is before it is the zero time of a Go program, in any zone.
const AFTER_ZERO_TIME: i64 = -62_104_060_800;

macro_rules! notes {
    ($($variant:ident $code:literal $description:literal $message:literal $help:literal)+) => {
        /// What a note is about.
        ///
        /// The text of a code ([`as_str`](Self::as_str)) is stable, part of the public interface.
        ///
        /// | code | when |
        /// |---|---|
        $(#[doc = concat!("| `", $code, "` | ", $description, " |")])+
        ///
        /// ```
        /// use plex_pin::NoteCode;
        ///
        /// assert_eq!(NoteCode::ZeroTime.as_str(), "zero-time");
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum NoteCode {
            $(#[doc = concat!("`", $code, "`: ", $description, ".")] $variant,)+
        }

        impl NoteCode {
            /// Every code, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Returns the stable text of the code: `zero-time`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// Returns what the code means, in half a sentence.
            #[must_use]
            pub const fn description(self) -> &'static str {
                match self { $(Self::$variant => $description),+ }
            }

            /// Returns what was expected and what was found: `expected client name, found "0"`.
            #[must_use]
            pub const fn message(self) -> &'static str {
                match self { $(Self::$variant => $message),+ }
            }

            /// Returns what it means to a person who holds a capture of the body, in one line.
            #[must_use]
            pub const fn help(self) -> &'static str {
                match self { $(Self::$variant => $help),+ }
            }
        }
    };
}

notes! {
    TokenPlaceholder "token-placeholder"
        "a token that is the text `null`, `undefined` or `None`, or asterisks"
        "expected token, found placeholder"
        "a program wrote a missing value as text, or somebody masked the token; a client takes it for a token"
    CodeForm "code-form"
        "a code that is neither `[A-Z0-9]{4}` nor `[a-z0-9]{25}`"
        "expected code of 4 characters A-Z 0-9 or of 25 characters a-z 0-9, found other text"
        "plex.tv makes no such code; the capture was edited, or it comes from a test double"
    ExpiresBeforeCreated "expires-before-created"
        "`expiresAt` before `createdAt`"
        "expected moment after createdAt, found earlier moment"
        "the two dates are swapped or made up; a client sees a pin that has expired"
    LongLifetime "long-lifetime"
        "`expiresAt` further from `createdAt` than 1800 s and `expiresIn` allow"
        "expected moment at most 1800 s or expiresIn after createdAt, found later moment"
        "a pin lives 900 s, a strong one 1800 s; a client may poll for a pin that is long gone"
    ZeroTime "zero-time"
        "the zero time of Go, 0001-01-01T00:00:00Z"
        "expected date of a pin, found zero time"
        "a Go program wrote a date that was never set; a client sees a pin that has expired"
    Milliseconds "milliseconds"
        "seconds that look like milliseconds"
        "expected seconds, found number that looks like milliseconds"
        "plex.tv sends seconds; a client waits a thousand times too long"
    MissingRegistration "missing-registration"
        "a claimed pin without `newRegistration`"
        "expected newRegistration of a claimed pin, found none"
        "plex.tv has sent a boolean with each token since 2020; the capture is older or was edited"
    ProductZero "product-zero"
        "the product `0`, which plex.tv sets for a client that sent none"
        "expected client name, found \"0\""
        "send the name of your client as X-Plex-Product: users see it in their list of devices"
}

/// Writes the stable text.
impl fmt::Display for NoteCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Something in a pin that conforms and still looks wrong: see [`Pin::notes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Note {
    code: NoteCode,
    pointer: &'static str,
}

impl Note {
    /// Returns what it is about.
    #[must_use]
    pub const fn code(self) -> NoteCode {
        self.code
    }

    /// Returns the JSON pointer to the member in canonical spelling: `/expiresAt`.
    #[must_use]
    pub const fn pointer(self) -> &'static str {
        self.pointer
    }

    /// Returns what was expected and what was found, without a value: [`NoteCode::message`].
    #[must_use]
    pub const fn message(self) -> &'static str {
        self.code.message()
    }
}

/// Writes `expected date of a pin, found zero time at /createdAt`.
impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.message(), self.pointer)
    }
}

impl Pin<'_> {
    /// Returns what conforms and still looks wrong, in the order of the members. No parser refuses any of it.
    ///
    /// The forms of codes and the lifetimes are those seen in responses: 900 s for a code of 4 characters, 1800 s for one
    /// of 25.
    ///
    /// ```
    /// use plex_pin::{NoteCode, Pin};
    ///
    /// let pin = Pin::parse(r#"{"id":1,"code":"7RQZ","createdAt":"0001-01-01T00:00:00Z","authToken":"undefined"}"#)?;
    /// let notes: Vec<String> = pin.notes().iter().map(ToString::to_string).collect();
    /// assert_eq!(notes, [
    ///     "expected date of a pin, found zero time at /createdAt",
    ///     "expected token, found placeholder at /authToken",
    ///     "expected newRegistration of a claimed pin, found none at /newRegistration",
    /// ]);
    /// assert!(Pin::default().notes().is_empty());
    /// # Ok::<(), plex_pin::Error>(())
    /// ```
    #[must_use]
    pub fn notes(&self) -> Vec<Note> {
        let mut notes = Vec::new();
        let mut note = |holds: bool, code, pointer| {
            if holds {
                notes.push(Note { code, pointer });
            }
        };
        let text = |text: &Option<_>, is: fn(&str) -> bool| text.as_deref().is_some_and(is);
        note(text(&self.code, |code| !is_code(code)), NoteCode::CodeForm, "/code");
        note(text(&self.product, |product| product == "0"), NoteCode::ProductZero, "/product");
        let seconds = self.expires_in.map(super::Seconds::get);
        let milliseconds = seconds.is_some_and(|it| it >= MILLISECONDS);
        note(milliseconds, NoteCode::Milliseconds, "/expiresIn");
        let is_zero = |it: Option<Timestamp>| it.is_some_and(|it| it.to_unix() < AFTER_ZERO_TIME);
        let (is_created_zero, is_expires_zero) = (is_zero(self.created_at), is_zero(self.expires_at));
        note(is_created_zero, NoteCode::ZeroTime, "/createdAt");
        note(is_expires_zero, NoteCode::ZeroTime, "/expiresAt");
        if let (Some(created), Some(expires)) = (self.created_at, self.expires_at)
            && !is_created_zero
            && !is_expires_zero
        {
            note(expires < created, NoteCode::ExpiresBeforeCreated, "/expiresAt");
            #[allow(clippy::cast_precision_loss)] // At most 2^39 seconds.
            let lifetime = expires.to_unix().saturating_sub(created.to_unix()) as f64;
            let allowed = seconds.unwrap_or(0.0).max(MAX_LIFETIME) + ROUNDING;
            note(lifetime > allowed, NoteCode::LongLifetime, "/expiresAt");
        }
        let token = self.auth_token.as_ref().map(super::AuthToken::expose);
        note(token.is_some_and(is_placeholder), NoteCode::TokenPlaceholder, "/authToken");
        let is_unknown = token.is_some() && self.new_registration.is_none();
        note(is_unknown, NoteCode::MissingRegistration, "/newRegistration");
        notes
    }
}

/// Whether it is a code as plex.tv makes them.
fn is_code(code: &str) -> bool {
    let all = |is: fn(&u8) -> bool| code.bytes().all(|byte| byte.is_ascii_digit() || is(&byte));
    match code.len() {
        4 => all(u8::is_ascii_uppercase),
        25 => all(u8::is_ascii_lowercase),
        _ => false,
    }
}

/// Whether a token is what programs write for a missing value, or people for a masked one.
fn is_placeholder(token: &str) -> bool {
    let token = token.trim();
    ["null", "undefined", "None"].contains(&token) || token.bytes().all(|byte| byte == b'*')
}
