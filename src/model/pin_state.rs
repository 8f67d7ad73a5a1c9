//! The state of a sign-in, and the time that is left.

use core::fmt;
use core::time::Duration;

use super::{CompletePin, Pin, Timestamp};

macro_rules! states {
    ($($(#[doc = $doc:literal])+ $state:ident $word:literal,)+) => {
        /// The state of a sign-in.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum PinState {
            $($(#[doc = $doc])+ $state,)+
        }

        impl PinState {
            /// Every state.
            pub const ALL: &[Self] = &[$(Self::$state),+];

            /// Returns the stable name: `pending`, `claimed`, `expired`, `unknown`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$state => $word),+ }
            }
        }
    };
}

states! {
    /// Nobody has entered the code yet.
    Pending "pending",
    /// The pin has a token.
    Claimed "claimed",
    /// Nobody has entered the code in time.
    Expired "expired",
    /// The pin has neither a token nor an `expires_at`: a program that polls until it expires would never end.
    Unknown "unknown",
}

impl fmt::Display for PinState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Pin<'_> {
    /// Returns the state of the sign-in at the time `now`.
    ///
    /// A pin with a token is claimed, whatever the time. A pin without one is expired from `expires_at` on.
    /// Without `expires_at` its state is unknown.
    ///
    /// ```
    /// use plex_pin::{Pin, PinState, Timestamp};
    ///
    /// let pin = Pin::parse(r#"{"expiresAt":"2025-03-07T16:52:05Z","authToken":null}"#)?;
    /// let now: Timestamp = "2025-03-07T16:52:04Z".parse()?;
    /// assert_eq!(pin.state(now), PinState::Pending);
    /// assert_eq!(Pin::parse(r#"{"authToken":null}"#)?.state(now), PinState::Unknown);
    /// # Ok::<(), plex_pin::Error>(())
    /// ```
    #[must_use]
    pub fn state(&self, now: Timestamp) -> PinState {
        state(self.auth_token.is_some(), self.expires_at, now)
    }

    /// Returns the time from `now` until the pin expires: zero if it has expired, `None` without `expires_at`.
    ///
    /// ```
    /// use core::time::Duration;
    /// use plex_pin::{Pin, Timestamp};
    ///
    /// let pin = Pin::parse(r#"{"expiresAt":"2025-03-07T16:52:05Z","authToken":null}"#)?;
    /// let now: Timestamp = "2025-03-07T16:52:03.5Z".parse()?;
    /// assert_eq!(pin.remaining(now), Some(Duration::from_millis(1_500)));
    /// # Ok::<(), plex_pin::Error>(())
    /// ```
    #[must_use]
    pub fn remaining(&self, now: Timestamp) -> Option<Duration> {
        Some(remaining(self.expires_at?, now))
    }
}

impl CompletePin<'_> {
    /// Returns the state of the sign-in at the time `now`: see [`Pin::state`]. Never unknown.
    #[must_use]
    pub fn state(&self, now: Timestamp) -> PinState {
        state(self.auth_token.is_some(), Some(self.expires_at), now)
    }

    /// Returns the time from `now` until the pin expires: zero if it has expired.
    #[must_use]
    pub fn remaining(&self, now: Timestamp) -> Duration {
        remaining(self.expires_at, now)
    }
}

fn state(has_token: bool, expires_at: Option<Timestamp>, now: Timestamp) -> PinState {
    match expires_at {
        _ if has_token => PinState::Claimed,
        None => PinState::Unknown,
        Some(end) if end <= now => PinState::Expired,
        Some(_) => PinState::Pending,
    }
}

fn remaining(expires_at: Timestamp, now: Timestamp) -> Duration {
    const NANOSECONDS: u128 = 1_000_000_000;
    let nanoseconds = (expires_at.to_unix_nanos() - now.to_unix_nanos()).max(0).unsigned_abs();
    // Both conversions fit: the years 0 to 9999 have fewer seconds than 2^64.
    let seconds = (nanoseconds / NANOSECONDS).try_into().unwrap_or(u64::MAX);
    Duration::new(seconds, (nanoseconds % NANOSECONDS).try_into().unwrap_or(0))
}
