//! The values of members: the usual strict form at once, all others by their rule.

use std::borrow::Cow;

use super::Decoder;
use super::context::Place;
use super::scalar::{self, Reading};
use crate::deviation::{Expected, Outcome};
use crate::error::Error;
use crate::json::{Number, Reader, SyntaxError, Value};
use crate::model::{AuthToken, Coordinates, NewRegistration, PinId, Seconds, Timestamp, TimestampForm};
use crate::pointer::Path;
use crate::span::Span;

impl<'a> Decoder<'a> {
    #[cold]
    #[inline(never)]
    pub(super) fn syntax(&self, error: SyntaxError, path: &Path<'_>) -> Error {
        Error::syntax(error, path.to_pointer(), self.reader.text())
    }

    /// Reads any value, and notes what its rule finds.
    #[inline(never)]
    pub(super) fn by_rule<T>(
        &mut self,
        path: &Path<'_>,
        expected: &'static str,
        rule: fn(Value<'a>) -> Reading<T>,
    ) -> Result<Option<T>, Error> {
        let start = self.reader.offset();
        let value = self.reader.value().map_err(|error| self.syntax(error, path))?;
        let span = Span::new(start, self.reader.offset());
        let place = Place {
            path,
            span,
            expected: Expected::Value(expected),
            found: value.kind(),
        };
        let (code, outcome, value) = match rule(value) {
            Reading::Strict(value) => return Ok(Some(value)),
            Reading::Null => return Ok(None),
            Reading::Coerced(code, value) => (code, Outcome::Coerced, Some(value)),
            Reading::Dropped(code) => (code, Outcome::Dropped, None),
        };
        self.context.deviate(code, outcome, place)?;
        Ok(value)
    }

    /// Reads a value in the form that it usually has; any other one by its rule.
    #[inline]
    fn usual<T>(
        &mut self,
        path: &Path<'_>,
        usual: impl FnOnce(&mut Reader<'a>) -> Option<T>,
        expected: &'static str,
        rule: fn(Value<'a>) -> Reading<T>,
    ) -> Result<Option<T>, Error> {
        let mut ahead = self.reader;
        if let Some(value) = usual(&mut ahead) {
            self.reader = ahead;
            return Ok(Some(value));
        }
        self.by_rule(path, expected, rule)
    }

    #[inline]
    pub(super) fn text(&mut self, path: &Path<'_>) -> Result<Option<Cow<'a, str>>, Error> {
        self.usual(path, string, "string", scalar::text)
    }

    #[inline]
    pub(super) fn boolean(&mut self, path: &Path<'_>) -> Result<Option<bool>, Error> {
        let usual = |reader: &mut Reader<'a>| {
            if reader.eat_all("false") {
                Some(false)
            } else {
                reader.eat_all("true").then_some(true)
            }
        };
        self.usual(path, usual, "boolean", scalar::boolean)
    }

    #[inline]
    pub(super) fn pin_id(&mut self, path: &Path<'_>) -> Result<Option<PinId>, Error> {
        let usual =
            |reader: &mut Reader<'a>| number(reader)?.integer(PinId::MAX_PRECISE.get()).map(PinId::new);
        self.usual(path, usual, "integer in 0..=9007199254740991", scalar::pin_id)
    }

    #[inline]
    pub(super) fn seconds(&mut self, path: &Path<'_>) -> Result<Option<Seconds>, Error> {
        let usual = |reader: &mut Reader<'a>| Seconds::checked(number(reader)?.double());
        self.usual(path, usual, "number in 0..=9007199254740991", scalar::seconds)
    }

    #[inline]
    pub(super) fn timestamp(&mut self, path: &Path<'_>) -> Result<Option<Timestamp>, Error> {
        let usual = |reader: &mut Reader<'a>| match Timestamp::read(&string(reader)?) {
            Ok((TimestampForm::Strict, timestamp)) => Some(timestamp),
            _ => None,
        };
        self.usual(path, usual, "timestamp", scalar::timestamp)
    }

    #[inline]
    pub(super) fn coordinates(&mut self, path: &Path<'_>) -> Result<Option<Coordinates>, Error> {
        let usual = |reader: &mut Reader<'a>| match Coordinates::read(&string(reader)?) {
            Ok((", " | " ", coordinates)) => Some(coordinates),
            _ => None,
        };
        self.usual(path, usual, "coordinates", scalar::coordinates)
    }

    #[inline]
    pub(super) fn auth_token(&mut self, path: &Path<'_>) -> Result<Option<AuthToken<'a>>, Error> {
        if self.reader.eat_all("null") {
            return Ok(None);
        }
        self.by_rule(path, "non-empty string or null", scalar::auth_token)
    }

    #[inline]
    pub(super) fn new_registration(&mut self, path: &Path<'_>) -> Result<Option<NewRegistration<'a>>, Error> {
        if self.reader.eat_all("null") {
            return Ok(None);
        }
        self.by_rule(path, "boolean, string or null", scalar::new_registration)
    }
}

/// A string, if one stands here.
#[inline]
fn string<'a>(reader: &mut Reader<'a>) -> Option<Cow<'a, str>> {
    if reader.byte() == Some(b'"') {
        reader.string().ok()
    } else {
        None
    }
}

/// A number without a sign, if one stands here.
#[inline]
fn number<'a>(reader: &mut Reader<'a>) -> Option<Number<'a>> {
    if let Some(b'0'..=b'9') = reader.byte() {
        reader.number().ok()
    } else {
        None
    }
}
