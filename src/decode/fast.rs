//! Reads values in the form that the service sends, from after their opening. Returns `None` for any other form, valid
//! or not; then a method of the decoder reads the value.
//!
//! These functions call nothing that needs the decoder, so the cursor stays in registers through all members of an
//! object. That halves the instructions of a parse.

use alloc::borrow::Cow;

use crate::json::Cursor;
use crate::model::{AuthToken, Coordinates, NewRegistration, PinId, Seconds, Timestamp};

/// The first bytes of a value's fast form, which are compared together with the name before it.
#[rustfmt::skip]
macro_rules! opening {
    (text) => { "\"" };
    (timestamp) => { "\"" };
    (coordinates) => { "\"" };
    ($rule:ident) => { "" };
}
pub(crate) use opening;

/// A value, if it is in the fast form. The inner option is `None` for null.
type Fast<T> = Option<Option<T>>;

#[inline(always)]
pub(super) fn text<'a>(cursor: &mut Cursor<'a>) -> Fast<Cow<'a, str>> {
    Some(Some(Cow::Borrowed(cursor.plain_content()?)))
}

#[inline(always)]
pub(super) fn boolean(cursor: &mut Cursor<'_>) -> Fast<bool> {
    cursor.plain_boolean().map(Some)
}

#[inline(always)]
pub(super) fn pin_id(cursor: &mut Cursor<'_>) -> Fast<PinId> {
    let id = PinId::new(cursor.plain_integer()?);
    id.is_precise().then_some(Some(id))
}

#[inline(always)]
pub(super) fn seconds(cursor: &mut Cursor<'_>) -> Fast<Seconds> {
    u32::try_from(cursor.plain_integer()?).ok().map(|seconds| Some(seconds.into()))
}

#[inline(always)]
pub(super) fn timestamp(cursor: &mut Cursor<'_>) -> Fast<Timestamp> {
    let [text @ .., b'"'] = cursor.peek::<21>()? else { return None };
    let timestamp = Timestamp::read_wire(text)?;
    cursor.take(21);
    Some(Some(timestamp))
}

#[inline(always)]
pub(super) fn coordinates(cursor: &mut Cursor<'_>) -> Fast<Coordinates> {
    let (coordinates, length) = Coordinates::read_wire(cursor.bytes())?;
    cursor.take(length);
    Some(Some(coordinates))
}

#[inline(always)]
pub(super) fn auth_token<'a>(cursor: &mut Cursor<'a>) -> Fast<AuthToken<'a>> {
    if cursor.eat("null") {
        return Some(None);
    }
    AuthToken::checked(Cow::Borrowed(cursor.plain_string()?)).map(Some)
}

#[inline(always)]
pub(super) fn new_registration<'a>(cursor: &mut Cursor<'a>) -> Fast<NewRegistration<'a>> {
    if cursor.eat("null") {
        return Some(None);
    }
    boolean(cursor).map(|flag| flag.map(NewRegistration::Flag))
}

#[inline(always)]
pub(super) fn error_code(cursor: &mut Cursor<'_>) -> Fast<u32> {
    u32::try_from(cursor.plain_integer()?).ok().map(Some)
}

#[inline(always)]
pub(super) fn error_status(cursor: &mut Cursor<'_>) -> Fast<u16> {
    let status = u16::try_from(cursor.plain_integer()?).ok()?;
    (100..=599).contains(&status).then_some(Some(status))
}

/// Objects and arrays have no fast form.
#[inline(always)]
pub(super) fn inner_object<T>(_: &mut Cursor<'_>) -> Fast<T> {
    None
}
pub(super) use {inner_object as errors, inner_object as location, inner_object as wrapped_pin};
