//! Scalars: the text of an attribute or an element as the value that the rules in `decode/scalar.rs` read.
//!
//! XML has no types, so the form of the text decides: digits are a number, `true` and `1` booleans, an empty text is null
//! where the member may be null. Any other text is a string.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::super::scalar::{self, Reading, expected};
use super::decoder::XmlDecoder;
use crate::deviation::Expected;
use crate::digits::all_digits;
use crate::error::Error;
use crate::json::{Reader, Type, Value};
use crate::model::{AuthToken, Coordinates, NewRegistration, PinId, Seconds, Timestamp, TimestampForm};
use crate::parsed::Mismatch;
use crate::pointer::Path;
use crate::span::Span;
use crate::xml::{Attribute, Content};

/// The value of an attribute, or of an element without attributes that say something.
#[derive(Debug, Clone)]
pub(super) struct Scalar<'a> {
    pub(super) content: ScalarContent<'a>,
    pub(super) span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ScalarContent<'a> {
    Text(Cow<'a, str>),
    /// An empty element with `nil="true"`.
    Nil,
    /// An element with elements in it.
    Elements,
}

impl ScalarContent<'_> {
    /// Returns whether a token has the same value. An empty element means null there too.
    pub(super) fn is_same_token(&self, other: &Self) -> bool {
        let text = |content: &Self| match content {
            Self::Text(text) => Some(text.clone()),
            Self::Nil => Some(Cow::Borrowed("")),
            Self::Elements => None,
        };
        text(self) == text(other)
    }
}

/// An element that has a scalar in it.
pub(super) struct ScalarElement<'a> {
    pub(super) scalar: Scalar<'a>,
    /// Whether it is empty. The span of the value is then that of the name.
    pub(super) is_empty: bool,
    /// Attributes other than `type` and `nil`.
    pub(super) unknown: Vec<Attribute<'a>>,
}

/// Declares a method for each rule, which reads a member from a text.
macro_rules! scalars {
    ($($rule:ident: $type:ty, |$text:ident| $value:expr, $read:expr;)+) => {
        $(
            pub(super) fn $rule(
                &mut self,
                member: &mut Option<$type>,
                scalar: Scalar<'a>,
                path: Path<'_>,
            ) -> Result<(), Error> {
                let (content, span) = (scalar.content, scalar.span);
                let (found, reading) = match content {
                    ScalarContent::Text($text) => judge($value, $read),
                    ScalarContent::Nil => judge(Value::Null, $read),
                    ScalarContent::Elements => judge(Value::Object, $read),
                };
                let expected = Expected::Value(expected!($rule));
                self.context.store(member, reading, Mismatch { path, span, expected, found })
            }
        )+
    };
}

impl<'a> XmlDecoder<'a> {
    scalars! {
        text: Cow<'a, str>, |text| Value::String(text), scalar::text;
        boolean: bool, |text| boolean(text), scalar::boolean;
        pin_id: PinId, |text| integer(&text), scalar::pin_id;
        seconds: Seconds, |text| decimal(&text), scalar::seconds;
        timestamp: Timestamp, |text| integer(&text), timestamp;
        coordinates: Coordinates, |text| Value::String(text), scalar::coordinates;
        auth_token: AuthToken<'a>, |text| null_or(text, Value::String), scalar::auth_token;
        new_registration: NewRegistration<'a>, |text| null_or(text, boolean), scalar::new_registration;
        error_code: u32, |text| integer(&text), scalar::error_code;
        error_status: u16, |text| integer(&text), scalar::error_status;
    }

    /// Reads an element whose name was read to its end.
    pub(super) fn scalar_element(&mut self, name: Span, path: Path<'_>) -> Result<ScalarElement<'a>, Error> {
        let mut is_nil = false;
        let mut unknown = Vec::new();
        while let Some(attribute) = self.reader.attribute().map_err(|error| self.syntax(error, path))? {
            match attribute.name.text {
                "type" => {}
                "nil" => is_nil = attribute.value == "true",
                _ => unknown.push(attribute),
            }
        }
        let start = self.reader.offset();
        let mut end = start;
        let mut text = None;
        let mut has_elements = false;
        loop {
            match self.reader.content().map_err(|error| self.syntax(error, path))? {
                Content::Text(piece) => {
                    let piece = self.reader.decode(piece).map_err(|error| self.syntax(error, path))?;
                    append(&mut text, piece);
                }
                Content::Element(_) => {
                    has_elements = true;
                    self.reader.skip().map_err(|error| self.syntax(error, path))?;
                }
                Content::End => break,
            }
            end = self.reader.offset();
        }
        let text = text.unwrap_or_default();
        let is_blank = text.trim_ascii().is_empty();
        let is_empty = end == start;
        // The text decides, not the attributes: a token may be in an element of the type `NilClass`.
        let content = match (has_elements, is_nil && is_blank) {
            (true, _) => ScalarContent::Elements,
            (_, true) => ScalarContent::Nil,
            _ => ScalarContent::Text(text),
        };
        let span = if is_empty { name } else { Span::new(start, end) };
        Ok(ScalarElement { scalar: Scalar { content, span }, is_empty, unknown })
    }
}

/// Appends a piece of text. One piece alone stays borrowed.
pub(super) fn append<'a>(text: &mut Option<Cow<'a, str>>, piece: Cow<'a, str>) {
    match text {
        None => *text = Some(piece),
        Some(text) if text.is_empty() => *text = piece,
        Some(text) => {
            let mut all = String::from(core::mem::take(text));
            all.push_str(&piece);
            *text = Cow::Owned(all);
        }
    }
}

fn judge<'v, T>(value: Value<'v>, rule: fn(Value<'v>) -> Reading<T>) -> (Type, Reading<T>) {
    (value.kind(), rule(value))
}

fn null_or<'v>(text: Cow<'v, str>, value: fn(Cow<'v, str>) -> Value<'v>) -> Value<'v> {
    if text.is_empty() { Value::Null } else { value(text) }
}

fn boolean(text: Cow<'_, str>) -> Value<'_> {
    match &*text {
        "0" | "false" => Value::Boolean(false),
        "1" | "true" => Value::Boolean(true),
        _ => Value::String(text),
    }
}

/// Digits without leading zeros are a number.
fn integer(text: &str) -> Value<'_> {
    if all_digits(text.as_bytes()) { decimal(text) } else { Value::String(Cow::Borrowed(text)) }
}

/// Digits without leading zeros, with or without a fraction, are a number.
fn decimal(text: &str) -> Value<'_> {
    let mut reader = Reader::new(text);
    match reader.number() {
        Ok(number) if reader.cursor.byte().is_none() && !text.contains(['-', 'e', 'E']) => {
            Value::Number(number)
        }
        _ => Value::String(Cow::Borrowed(text)),
    }
}

/// Beside the forms of JSON, the form that Rails writes in XML is strict.
fn timestamp(value: Value<'_>) -> Reading<Timestamp> {
    if let Value::String(text) = &value
        && let Ok((TimestampForm::Utc, timestamp)) = Timestamp::read(text)
    {
        return Reading::Strict(timestamp);
    }
    scalar::timestamp(value)
}
