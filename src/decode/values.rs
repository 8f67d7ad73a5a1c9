//! Reads scalars in any form, by the rules in `scalar`.

use alloc::borrow::Cow;

use super::decoder::Decoder;
use super::scalar::{self, Reading, expected};
use crate::deviation::Expected;
use crate::error::Error;
use crate::json::Value;
use crate::model::{AuthToken, Coordinates, NewRegistration, PinId, Seconds, Timestamp};
use crate::parsed::Mismatch;
use crate::pointer::Path;

/// Declares a method for each kind of scalar, which reads it in any form.
macro_rules! scalars {
    ($($method:ident: $type:ty;)+) => {
        $(
            #[inline(never)]
            pub(super) fn $method(&mut self, member: &mut Option<$type>, path: Path<'_>) -> Result<(), Error> {
                self.decode_with(member, path, expected!($method), scalar::$method)
            }
        )+
    };
}

impl<'a> Decoder<'a> {
    scalars! {
        text: Cow<'a, str>;
        boolean: bool;
        pin_id: PinId;
        seconds: Seconds;
        timestamp: Timestamp;
        coordinates: Coordinates;
        auth_token: AuthToken<'a>;
        new_registration: NewRegistration<'a>;
        error_code: u32;
        error_status: u16;
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
        self.context.store(member, rule(value), mismatch)
    }
}
