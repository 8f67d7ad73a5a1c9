//! The strict form of each type of value, as a [`Rule`]: named by the tables in `members.rs`, applied by `values.rs`.

use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use core::fmt;
use core::marker::PhantomData;

use crate::model::{AuthToken, Coordinates, MAX_SAFE_INTEGER, NewRegistration, PinId, Seconds, Timestamp};

/// Why a value is not in the strict form.
pub(crate) enum Mismatch {
    /// Another type.
    Type,
    /// The right type, but a value that the member cannot hold.
    Value,
}

/// The strict form of a value: which JSON types it takes, and which values of them.
pub(crate) trait Rule<'de> {
    type Value;

    /// Whether the value is a number.
    const IS_NUMBER: bool = false;

    /// Writes what is expected, for errors.
    fn expecting(f: &mut fmt::Formatter<'_>) -> fmt::Result;

    fn from_boolean(_: bool) -> Result<Self::Value, Mismatch> {
        Err(Mismatch::Type)
    }

    fn from_number(_: f64) -> Result<Self::Value, Mismatch> {
        Err(Mismatch::Type)
    }

    fn from_str(_: &str) -> Result<Self::Value, Mismatch> {
        Err(Mismatch::Type)
    }

    /// Takes a string that lives as long as the input.
    fn from_borrowed_str(text: &'de str) -> Result<Self::Value, Mismatch> {
        Self::from_str(text)
    }

    fn from_string(text: String) -> Result<Self::Value, Mismatch> {
        Self::from_str(&text)
    }
}

/// A boolean.
pub(super) struct Boolean;

impl<'de> Rule<'de> for Boolean {
    type Value = bool;

    fn expecting(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a boolean")
    }

    fn from_boolean(flag: bool) -> Result<bool, Mismatch> {
        Ok(flag)
    }
}

/// A number in any notation whose double is an integer in `MIN..=MAX`.
pub(crate) struct Integer<T, const MIN: u64, const MAX: u64>(PhantomData<T>);

impl<'de, T: TryFrom<u64>, const MIN: u64, const MAX: u64> Rule<'de> for Integer<T, MIN, MAX> {
    type Value = T;

    const IS_NUMBER: bool = true;

    fn expecting(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an integer in {MIN}..={MAX}")
    }

    #[inline]
    fn from_number(number: f64) -> Result<T, Mismatch> {
        // Every integer in range is exact in a double. `fract` is a call where the processor may be an old one.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let integer = number as u64;
        #[allow(clippy::cast_precision_loss, clippy::float_cmp)]
        let in_range = (MIN..=MAX).contains(&integer) && integer as f64 == number;
        if in_range { T::try_from(integer).map_err(|_| Mismatch::Value) } else { Err(Mismatch::Value) }
    }
}

/// The number of a pin.
pub(super) type Id = Integer<PinId, 0, MAX_SAFE_INTEGER>;
/// The code of an error.
pub(super) type ErrorCode = Integer<u32, 0, 4_294_967_295>;
/// The HTTP status of an error.
pub(super) type ErrorStatus = Integer<u16, 100, 599>;

/// A number of seconds, with or without a fraction.
pub(super) struct Duration;

impl<'de> Rule<'de> for Duration {
    type Value = Seconds;

    const IS_NUMBER: bool = true;

    fn expecting(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("seconds in 0..=9007199254740991")
    }

    #[inline]
    fn from_number(number: f64) -> Result<Seconds, Mismatch> {
        Seconds::new(number).map_err(|_| Mismatch::Value)
    }
}

/// Any string; borrowed from the input if the format allows it.
pub(super) struct Str;

impl<'de> Rule<'de> for Str {
    type Value = Cow<'de, str>;

    fn expecting(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn from_str(text: &str) -> Result<Cow<'de, str>, Mismatch> {
        Ok(Cow::Owned(text.to_owned()))
    }

    #[inline]
    fn from_borrowed_str(text: &'de str) -> Result<Cow<'de, str>, Mismatch> {
        Ok(Cow::Borrowed(text))
    }

    fn from_string(text: String) -> Result<Cow<'de, str>, Mismatch> {
        Ok(Cow::Owned(text))
    }
}

/// A string that its `FromStr` reads.
macro_rules! parsed {
    ($($(#[doc = $doc:literal])+ $rule:ident $type:ident $expected:literal;)+) => {
        $($(#[doc = $doc])+
        pub(super) struct $rule;

        impl<'de> Rule<'de> for $rule {
            type Value = $type;

            fn expecting(f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str($expected)
            }

            #[inline]
            fn from_str(text: &str) -> Result<$type, Mismatch> {
                text.parse().map_err(|_| Mismatch::Value)
            }
        })+
    };
}

parsed! {
    /// A moment in either strict form.
    Moment Timestamp "a timestamp such as 2023-04-12T17:00:03Z";
    /// Latitude and longitude in either strict form.
    Point Coordinates "coordinates such as 30.3768, -97.8935";
}

/// A string that is a token.
pub(super) struct Token;

impl<'de> Rule<'de> for Token {
    type Value = AuthToken<'de>;

    fn expecting(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a non-empty string")
    }

    fn from_str(text: &str) -> Result<AuthToken<'de>, Mismatch> {
        Self::from_string(text.to_owned())
    }

    #[inline]
    fn from_borrowed_str(text: &'de str) -> Result<AuthToken<'de>, Mismatch> {
        AuthToken::new(text).map_err(|_| Mismatch::Value)
    }

    fn from_string(text: String) -> Result<AuthToken<'de>, Mismatch> {
        AuthToken::new(text).map_err(|_| Mismatch::Value)
    }
}

/// A boolean or a string.
pub(super) struct Registration;

impl<'de> Rule<'de> for Registration {
    type Value = NewRegistration<'de>;

    fn expecting(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a boolean or a string")
    }

    fn from_boolean(flag: bool) -> Result<NewRegistration<'de>, Mismatch> {
        Ok(NewRegistration::Flag(flag))
    }

    fn from_str(text: &str) -> Result<NewRegistration<'de>, Mismatch> {
        Str::from_str(text).map(NewRegistration::Text)
    }

    fn from_borrowed_str(text: &'de str) -> Result<NewRegistration<'de>, Mismatch> {
        Str::from_borrowed_str(text).map(NewRegistration::Text)
    }

    fn from_string(text: String) -> Result<NewRegistration<'de>, Mismatch> {
        Str::from_string(text).map(NewRegistration::Text)
    }
}
