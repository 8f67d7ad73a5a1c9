//! Reads scalars in any form, by the rules in `scalar`.

use alloc::borrow::Cow;

use super::decoder::Decoder;
use super::scalar::{self, Reading};
use crate::deviation::{Expected, Outcome};
use crate::error::Error;
use crate::json::Value;
use crate::model::{AuthToken, Coordinates, NewRegistration, PinId, Seconds, Timestamp};
use crate::parsed::Mismatch;
use crate::pointer::Path;

/// Declares a method for each kind of scalar, which reads it in any form, with the `expected` part of its messages.
macro_rules! scalars {
    ($($method:ident: $type:ty, $expected:literal;)+) => {
        $(
            #[inline(never)]
            pub(super) fn $method(&mut self, member: &mut Option<$type>, path: Path<'_>) -> Result<(), Error> {
                self.decode_with(member, path, $expected, scalar::$method)
            }
        )+
    };
}

impl<'a> Decoder<'a> {
    scalars! {
        text: Cow<'a, str>, "string";
        boolean: bool, "boolean";
        pin_id: PinId, "integer in 0..=9007199254740991";
        seconds: Seconds, "number in 0..=9007199254740991";
        timestamp: Timestamp, "timestamp";
        coordinates: Coordinates, "coordinates";
        auth_token: AuthToken<'a>, "non-empty string or null";
        new_registration: NewRegistration<'a>, "boolean, string or null";
        error_code: u32, "integer in 0..=4294967295";
        error_status: u16, "integer in 100..=599";
    }

    /// Reads any value, applies the rule, and records the deviation that the rule returns.
    #[inline(never)]
    pub(super) fn decode_with<T>(
        &mut self,
        member: &mut Option<T>,
        path: Path<'_>,
        expected: &'static str,
        rule: fn(Value<'a>) -> Reading<T>,
    ) -> Result<(), Error> {
        let start = self.reader.offset();
        let value = self.reader.value().map_err(|error| self.syntax(error, path))?;
        let span = self.reader.span_from(start);
        let mismatch = Mismatch { path, span, expected: Expected::Value(expected), found: value.kind() };
        let (deviation, value) = match rule(value) {
            Reading::Strict(value) => (None, Some(value)),
            Reading::Null => (None, None),
            Reading::Coerced(code, value) => (Some((code, Outcome::Coerced)), Some(value)),
            Reading::Dropped(code) => (Some((code, Outcome::Dropped)), None),
        };
        *member = value;
        match deviation {
            Some((code, outcome)) => self.context.deviate(code, outcome, mismatch),
            None => Ok(()),
        }
    }
}
