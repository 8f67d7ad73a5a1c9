//! The records of the documents in XML, generated from the tables of their members.

use alloc::vec::Vec;

use super::super::object::Record;
use super::decoder::XmlDecoder;
use super::object::XmlRecord;
use super::scalar::{Scalar, ScalarContent};
use crate::deviation::{DeviationCode, Expected, Outcome};
use crate::error::Error;
use crate::json::Type;
use crate::model::{
    ApiError, ApiErrors, Location, Member, Pin, always_sent, api_error_table, location_table, pin_table, rows,
};
use crate::parsed::Mismatch;
use crate::pointer::Path;
use crate::xml::{Content, Name};

/// The members that version 1 has always sent. It has no `createdAt`, no location, and nothing newer than 2019.
const SENT_BY_V1: &[&str] = &["id", "code", "trusted", "clientIdentifier", "expiresAt", "authToken"];

/// Returns the length of a name in the spelling of version 1.
const fn element_length(name: &str) -> usize {
    let (mut length, mut at) = (name.len(), 0);
    while at < name.len() {
        length += name.as_bytes()[at].is_ascii_uppercase() as usize;
        at += 1;
    }
    length
}

/// Returns a name in the spelling of version 1: `expires-at` for `expiresAt`, `time-zone` for `time_zone`.
const fn element_name<const N: usize>(name: &str) -> [u8; N] {
    let (mut element, mut at, mut length) = ([0; N], 0, 0);
    while at < name.len() {
        let byte = name.as_bytes()[at];
        if byte.is_ascii_uppercase() {
            element[length] = b'-';
            length += 1;
        }
        element[length] = if byte == b'_' { b'-' } else { byte.to_ascii_lowercase() };
        length += 1;
        at += 1;
    }
    element
}

/// Returns the members with these names, one bit each.
const fn bits(members: &[Member], names: &[&str]) -> u32 {
    let (mut bits, mut index) = (0, 0);
    while index < members.len() {
        let mut at = 0;
        while at < names.len() {
            bits |= (is_same(members[index].name, names[at]) as u32) << index;
            at += 1;
        }
        index += 1;
    }
    bits
}

const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// What a record has of its own: the members that version 1 always sends, and more.
#[rustfmt::skip]
macro_rules! version_1 {
    (Pin) => {
        const ALWAYS_V1: u32 = bits(Pin::MEMBERS, SENT_BY_V1);
        const NOT_KEPT: &'static [&'static str] = &["user-id"];
    };
    (ApiError) => {
        const ALWAYS_V1: u32 = always_sent(ApiError::MEMBERS);
        const TEXT: Option<usize> = {
            let mut index = 0;
            while !is_same(ApiError::MEMBERS[index].name, "message") {
                index += 1;
            }
            Some(index)
        };
    };
    ($model:ident) => {
        const ALWAYS_V1: u32 = always_sent($model::MEMBERS);
    };
}

/// Reads a member that is an object from an element. Scalars are read elsewhere.
macro_rules! read_element {
    (location $decoder:ident $member:expr, $name:ident, $path:ident) => {
        $decoder.location_element(&mut $member, $name, $path)
    };
    ($rule:ident $decoder:ident $member:expr, $name:ident, $path:ident) => {{
        let _ = ($decoder, $name, $path);
        Ok(())
    }};
}

/// Declares the record of a table: see `model/table.rs`.
macro_rules! declare_xml_record {
    ($model:ident of $_:ident: $($index:literal $name:literal $field:ident $rule:ident $sent:ident)+) => {
        impl<'a> XmlRecord<'a> for $model<'a> {
            const MEMBERS: &'static [Member] = $model::MEMBERS;
            const ELEMENTS: &'static [&'static str] = &[$({
                const BYTES: &[u8] = &element_name::<{ element_length($name) }>($name);
                match core::str::from_utf8(BYTES) {
                    Ok(name) => name,
                    Err(_) => panic!("names are ASCII"),
                }
            }),+];
            const KEYS: &'static [&'static str] = &[$(concat!(" ", $name, "=\"")),+];
            version_1! { $model }

            fn read_scalar(
                &mut self,
                index: usize,
                decoder: &mut XmlDecoder<'a>,
                scalar: Scalar<'a>,
                path: Path<'_>,
            ) -> Result<(), Error> {
                match index {
                    $($index => decoder.$rule(&mut self.$field, scalar, path),)+
                    _ => Ok(()),
                }
            }

            fn read_element(
                &mut self,
                index: usize,
                decoder: &mut XmlDecoder<'a>,
                name: Name<'a>,
                path: Path<'_>,
            ) -> Result<(), Error> {
                match index {
                    $($index => read_element!($rule decoder self.$field, name, path),)+
                    _ => Ok(()),
                }
            }
        }
    };
}

pin_table!(rows declare_xml_record);
location_table!(rows declare_xml_record);
api_error_table!(rows declare_xml_record);

impl<'a> XmlDecoder<'a> {
    /// Reads the root element. Returns whether it has a known member.
    pub(super) fn root_element<R: XmlRecord<'a>>(
        &mut self,
        record: &mut R,
        name: Name<'a>,
        path: Path<'_>,
    ) -> Result<bool, Error> {
        let seen = self.object(record, name, &path)?;
        if self.context.settings.complete {
            self.context.record_missing_first(seen.missing::<R>(), seen.step::<R>(), path, seen.span);
        }
        Ok(seen.any())
    }

    /// Refuses a location as an attribute: it is an element.
    #[allow(clippy::needless_pass_by_value)] // As every rule of a scalar.
    fn location(
        &mut self,
        location: &mut Option<Location<'a>>,
        scalar: Scalar<'a>,
        path: Path<'_>,
    ) -> Result<(), Error> {
        *location = None;
        self.context.reset_missing();
        let found = if scalar.content == ScalarContent::Nil { Type::Null } else { Type::String };
        let mismatch = Mismatch { path, span: scalar.span, expected: Expected::Value("object"), found };
        self.context.deviate(DeviationCode::WrongType, Outcome::Dropped, mismatch)
    }

    /// Reads the element `location` of a pin.
    fn location_element(
        &mut self,
        location: &mut Option<Location<'a>>,
        name: Name<'a>,
        path: Path<'_>,
    ) -> Result<(), Error> {
        self.context.reset_missing();
        self.inner_element(location.insert(Location::default()), name, path)
    }

    /// Reads the root element `errors`.
    pub(super) fn errors_element(&mut self, errors: &mut ApiErrors<'a>, path: Path<'_>) -> Result<(), Error> {
        const OBJECT: &str = <ApiErrors<'_> as Record<'_>>::OBJECT;
        let errors = errors.errors.insert(Vec::new());
        for attribute in self.attributes(&path)? {
            self.unknown(OBJECT, path.attribute(attribute.name.text), attribute.name.span)?;
        }
        let mut index = 0;
        loop {
            match self.reader.content().map_err(|error| self.syntax(error, path))? {
                Content::Element(name) if name.text.eq_ignore_ascii_case("error") => {
                    let path = path.element(name.text, index);
                    if name.text != "error" {
                        self.respelled("error", path, name.span)?;
                    }
                    let mut error = ApiError::default();
                    self.inner_element(&mut error, name, path)?;
                    errors.push(error);
                    index += 1;
                }
                Content::Element(name) => self.skip_unknown(OBJECT, name, &path)?,
                Content::Text(text) if self.reader.is_space(text) => {}
                Content::Text(text) => self.stray_text(OBJECT, text, &path)?,
                Content::End => return Ok(()),
            }
        }
    }

    fn inner_element<R: XmlRecord<'a>>(
        &mut self,
        record: &mut R,
        name: Name<'a>,
        path: Path<'_>,
    ) -> Result<(), Error> {
        let seen = self.object(record, name, &path)?;
        if self.context.settings.complete {
            self.context.record_missing(seen.missing::<R>(), seen.step::<R>(), path, seen.span);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{ApiError, Location, Pin, XmlRecord};

    #[test]
    fn ok_names_of_elements() {
        let pin = "id code product trusted qr client-identifier location expires-in created-at expires-at auth-token \
            new-registration";
        assert_eq!(<Pin<'_> as XmlRecord<'_>>::ELEMENTS[..12].join(" "), pin);
        assert_eq!(<Location<'_> as XmlRecord<'_>>::ELEMENTS[1], "european-union-member");
        assert_eq!(<Pin<'_> as XmlRecord<'_>>::ALWAYS_V1.count_ones(), 6);
        assert_eq!(<ApiError<'_> as XmlRecord<'_>>::TEXT, Some(1));
    }
}
