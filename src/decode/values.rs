//! The values of members: in the one form that they usually have, and in any other.

use alloc::borrow::Cow;

use super::Decoder;
use super::context::Place;
use super::scalar::{self, Reading};
use crate::deviation::{Expected, Outcome};
use crate::error::Error;
use crate::json::{SyntaxError, Value};
use crate::model::{AuthToken, Coordinates, NewRegistration, PinId, Seconds, Timestamp};
use crate::pointer::Path;
use crate::span::Span;

/// What the usual form of a value begins with, which is read together with the name before it.
macro_rules! opening {
    (text) => {
        "\""
    };
    (two_letters) => {
        "\""
    };
    (link) => {
        "\""
    };
    (timestamp) => {
        "\""
    };
    (coordinates) => {
        "\""
    };
    ($rule:ident) => {
        ""
    };
}
pub(super) use opening;

/// How values stand on the wire, behind what `opening!` says. None where it is otherwise, be it deviant or not:
/// then the method of the decoder reads the value. These know nothing but the reader, and call nothing that does:
/// so it stays in registers all along the members of an object, which halves the instructions of a parse.
pub(super) mod usual {
    use super::{AuthToken, Coordinates, Cow, NewRegistration, PinId, Seconds, Timestamp};
    use crate::json::Rest;

    /// A value, if it stands here as usual.
    type Usual<T> = Option<Option<T>>;

    #[inline(always)]
    pub(in crate::decode) fn text<'a>(rest: &mut Rest<'a>) -> Usual<Cow<'a, str>> {
        Some(Some(Cow::Borrowed(rest.plain_content()?)))
    }

    #[inline(always)]
    pub(in crate::decode) fn two_letters<'a>(rest: &mut Rest<'a>) -> Usual<Cow<'a, str>> {
        Some(Some(Cow::Borrowed(rest.plain_content_of::<2>()?)))
    }

    /// All addresses of codes begin alike.
    #[inline(always)]
    pub(in crate::decode) fn link<'a>(rest: &mut Rest<'a>) -> Usual<Cow<'a, str>> {
        Some(Some(Cow::Borrowed(rest.plain_content_behind("https://plex.tv/api/v2/pins/qr/")?)))
    }

    #[inline(always)]
    pub(in crate::decode) fn boolean(rest: &mut Rest<'_>) -> Usual<bool> {
        rest.plain_boolean().map(Some)
    }

    #[inline(always)]
    pub(in crate::decode) fn pin_id(rest: &mut Rest<'_>) -> Usual<PinId> {
        let id = PinId::new(rest.plain_integer()?);
        id.is_precise().then_some(Some(id))
    }

    #[inline(always)]
    pub(in crate::decode) fn seconds(rest: &mut Rest<'_>) -> Usual<Seconds> {
        u32::try_from(rest.plain_integer()?).ok().map(|seconds| Some(seconds.into()))
    }

    #[inline(always)]
    pub(in crate::decode) fn timestamp(rest: &mut Rest<'_>) -> Usual<Timestamp> {
        let [text @ .., b'"'] = rest.peek::<21>()? else { return None };
        let timestamp = Timestamp::read_wire(text)?;
        rest.take(21);
        Some(Some(timestamp))
    }

    #[inline(always)]
    pub(in crate::decode) fn coordinates(rest: &mut Rest<'_>) -> Usual<Coordinates> {
        let (coordinates, length) = Coordinates::read_wire(rest.bytes())?;
        rest.take(length);
        Some(Some(coordinates))
    }

    #[inline(always)]
    pub(in crate::decode) fn auth_token<'a>(rest: &mut Rest<'a>) -> Usual<AuthToken<'a>> {
        if rest.eat("null") {
            return Some(None);
        }
        AuthToken::checked(Cow::Borrowed(rest.plain_string()?)).map(Some)
    }

    #[inline(always)]
    pub(in crate::decode) fn new_registration<'a>(rest: &mut Rest<'a>) -> Usual<NewRegistration<'a>> {
        if rest.eat("null") {
            return Some(None);
        }
        boolean(rest).map(|flag| flag.map(NewRegistration::Flag))
    }

    #[inline(always)]
    pub(in crate::decode) fn error_code(rest: &mut Rest<'_>) -> Usual<u32> {
        u32::try_from(rest.plain_integer()?).ok().map(Some)
    }

    #[inline(always)]
    pub(in crate::decode) fn error_status(rest: &mut Rest<'_>) -> Usual<u16> {
        let status = u16::try_from(rest.plain_integer()?).ok()?;
        (100..=599).contains(&status).then_some(Some(status))
    }

    /// What is no scalar has no usual form.
    #[inline(always)]
    pub(in crate::decode) fn inner_object<T>(_: &mut Rest<'_>) -> Usual<T> {
        None
    }
    pub(in crate::decode) use {
        inner_object as errors, inner_object as location, inner_object as wrapped_pin,
    };
}

/// Declares the methods that read one scalar each in any form: its type, what it is, its rule.
macro_rules! scalars {
    ($($method:ident: $type:ty, $expected:literal;)+) => {
        $(
            #[inline(never)]
            pub(super) fn $method(&mut self, member: &mut Option<$type>, path: Path<'_>) -> Result<(), Error> {
                // For members that came out of order, or behind white space.
                let mut rest = self.reader.rest;
                if rest.eat(opening!($method))
                    && let Some(value) = usual::$method(&mut rest)
                {
                    self.reader.rest = rest;
                    *member = value;
                    return Ok(());
                }
                self.by_rule(member, path, $expected, scalar::$method)
            }
        )+
    };
}

impl<'a> Decoder<'a> {
    // Two kinds of text that have a usual form of their own.
    pub(super) fn two_letters(
        &mut self,
        member: &mut Option<Cow<'a, str>>,
        path: Path<'_>,
    ) -> Result<(), Error> {
        self.text(member, path)
    }

    pub(super) fn link(&mut self, member: &mut Option<Cow<'a, str>>, path: Path<'_>) -> Result<(), Error> {
        self.text(member, path)
    }

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

    /// Reads any value, and notes what its rule finds.
    #[inline(never)]
    pub(super) fn by_rule<T>(
        &mut self,
        member: &mut Option<T>,
        path: Path<'_>,
        expected: &'static str,
        rule: fn(Value<'a>) -> Reading<T>,
    ) -> Result<(), Error> {
        let start = self.reader.offset();
        let value = self.reader.value().map_err(|error| self.syntax(error, path))?;
        let span = Span::new(start, self.reader.offset());
        let place = Place { path, span, expected: Expected::Value(expected), found: value.kind() };
        let (deviation, value) = match rule(value) {
            Reading::Strict(value) => (None, Some(value)),
            Reading::Null => (None, None),
            Reading::Coerced(code, value) => (Some((code, Outcome::Coerced)), Some(value)),
            Reading::Dropped(code) => (Some((code, Outcome::Dropped)), None),
        };
        *member = value;
        match deviation {
            Some((code, outcome)) => self.context.deviate(code, outcome, place),
            None => Ok(()),
        }
    }

    #[cold]
    #[inline(never)]
    pub(super) fn syntax(&self, error: SyntaxError, path: Path<'_>) -> Error {
        Error::syntax(error, path.to_pointer(), self.reader.text())
    }
}
