//! The public entry: a parser with its settings, and what it returns.

use super::decoder::{Mode, Settings};
use super::root::{Root, read};
#[cfg(feature = "xml")]
use super::xml::XmlRoot;
use crate::deviation::DeviationCode;
use crate::error::Error;
use crate::model::{ApiErrors, Document, DocumentKind, Location, Pin};
use crate::parsed::Parsed;

/// Reads bodies, in one of three modes and with further settings.
///
/// | parser | unknown members | other deviations |
/// |---|---|---|
/// | [`STRICT`](Self::STRICT) | refused | refused |
/// | [`COMPATIBLE`](Self::COMPATIBLE) | recorded | refused |
/// | [`LENIENT`](Self::LENIENT) | recorded | recorded |
///
/// A deviation is anything that is neither documented nor sent by the live service. Where it is recorded, a value with
/// one obvious meaning is kept, and any other is dropped. Strict accepts a body if and only if lenient records no
/// deviation, and both then return equal values. To list all that strict would refuse, parse leniently and read
/// [`Parsed::deviations`].
///
/// ```
/// use plex_pin::{Parser, Pin};
///
/// assert!(Parser::STRICT.parse::<Pin>(r#"{"id":1,"new":true}"#).is_err());
/// assert!(Parser::COMPATIBLE.parse::<Pin>(r#"{"id":1,"new":true}"#).is_ok());
/// assert!(Parser::COMPATIBLE.parse::<Pin>(r#"{"id":"1"}"#).is_err());
/// assert!(Parser::LENIENT.parse::<Pin>(r#"{"id":"1"}"#).is_ok());
/// ```
///
/// # Errors
///
/// Every mode refuses, whatever is allowed:
///
/// - an empty body, `hello`, `{"id":1`, `{"id":1}}`, `{"id":01}`: not one JSON document;
/// - `[1]`, `"text"`, `null`: JSON, but not an object;
/// - `{}`, `{"MediaContainer":{}}` as a pin: an object without a single member of the model, in any spelling;
/// - `{"code":"\ud800"}`: a lone surrogate; bytes that are not UTF-8;
/// - `<pin id="1"/>`, `<html>…`: XML and HTML, reported as such with the likely cause;
/// - arrays or objects nested deeper than 128 levels.
///
/// Strict and compatible refuse the first deviation that is not allowed: see [`DeviationCode`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[must_use]
pub struct Parser(pub(super) Settings);

impl Parser {
    /// Accepts what is documented and what the live service sends.
    pub const STRICT: Self = Self(Settings::new(Mode::Strict));

    /// Accepts what strict accepts, and unknown members: an application must keep working when plex.tv adds a
    /// member.
    pub const COMPATIBLE: Self = Self::STRICT.allow(DeviationCode::UnknownMember);

    /// Accepts every JSON object that shares a member with the model, and records every deviation.
    pub const LENIENT: Self = Self(Settings::new(Mode::Lenient));

    /// How many deviations are kept by default: 64.
    pub const MAX_DEVIATIONS: usize = Settings::MAX_DEVIATIONS;

    /// Requires every member that the service has always sent since 2024-07. `authToken` and `newRegistration` may be
    /// null. An absent member is a [`DeviationCode::MissingMember`].
    pub const fn complete(self) -> Self {
        Self(Settings { complete: true, ..self.0 })
    }

    /// Records deviations of this code instead of refusing them. No effect on a lenient parser.
    pub const fn allow(self, code: DeviationCode) -> Self {
        Self(Settings { allowed: self.0.allowed.with(code), ..self.0 })
    }

    /// Keeps the first `max` deviations, at least 1, and counts the rest.
    pub const fn max_deviations(self, max: usize) -> Self {
        Self(Settings { limit: if max == 0 { 1 } else { max }, ..self.0 })
    }

    /// Reads a [`Pin`], a [`Location`] or [`ApiErrors`]. One member of the model is enough; see
    /// [`complete`](Self::complete).
    ///
    /// ```
    /// use plex_pin::{Location, Parser};
    ///
    /// let parsed = Parser::LENIENT.parse::<Location>(r#"{"postal_code":802}"#)?;
    /// assert_eq!(parsed.value().postal_code.as_deref(), Some("802"));
    /// assert_eq!(parsed.deviations()[0].code().as_str(), "number-for-string");
    /// # Ok::<(), plex_pin::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// See [`Parser`].
    #[inline] // The caller then has the value read into its own memory.
    pub fn parse<'a, T: Model<'a>>(self, body: &'a (impl AsRef<[u8]> + ?Sized)) -> Result<Parsed<T>, Error> {
        self.read(body.as_ref(), T::default())
    }

    /// Reads a document of any kind, recognised by its members in any spelling. Let P, L and U be the numbers of
    /// distinct members of a pin, of a location and of neither. The first rule that matches decides:
    ///
    /// 1. `errors`, an array that is not empty, of objects with `code` and `message`, one code a number or digits:
    ///    [`ApiErrors`].
    /// 2. The wrapper `{"pin":{…}}`; or P ≥ 3 and P > U, with `id` or `code`, and one of `clientIdentifier`,
    ///    `expiresIn`, `expiresAt`, `authToken`, `newRegistration`, `trusted`, `qr`: a [`Pin`].
    /// 3. L > U, and L ≥ 4 or one of `european_union_member`, `continent_code`, `in_privacy_restricted_country`,
    ///    `in_privacy_restricted_region`: a [`Location`].
    /// 4. `message`, and a `code` in `1000..=1999` as a number or digits: an error without its array.
    ///
    /// ```
    /// use plex_pin::{DocumentKind, Parser};
    ///
    /// let parsed = Parser::STRICT.parse_document(r#"{"errors":[{"code":1020,"message":"gone"}]}"#)?;
    /// assert_eq!(parsed.value().kind(), DocumentKind::ApiErrors);
    /// # Ok::<(), plex_pin::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// See [`Parser`]; and [`UnrecognisedDocument`](crate::ErrorKind::UnrecognisedDocument) for `{"id":1}`,
    /// `{"code":"ABCD"}`, `{"MediaContainer":{}}`, with a hint at what the object is, if known.
    pub fn parse_document<'a>(
        self,
        body: &'a (impl AsRef<[u8]> + ?Sized),
    ) -> Result<Parsed<Document<'a>>, Error> {
        self.read(body.as_ref(), Document::new(DocumentKind::Pin))
    }

    #[inline]
    fn read<'a, T: Root<'a>>(self, body: &'a [u8], mut value: T) -> Result<Parsed<T>, Error> {
        let findings = read(self.0, body, &mut value)?;
        Ok(Parsed { value, findings })
    }
}

/// A document that [`Parser::parse`] reads: [`Pin`], [`Location`] or [`ApiErrors`]. No other type can implement it.
#[expect(private_bounds, reason = "this seals the trait")]
pub trait Model<'a>: Root<'a> + XmlRoot<'a> + Default {}

/// Without the feature `xml` no document has anything to do for it.
#[cfg(not(feature = "xml"))]
trait XmlRoot<'a> {}

#[cfg(not(feature = "xml"))]
impl<'a, T: Root<'a>> XmlRoot<'a> for T {}

impl<'a> Model<'a> for Pin<'a> {}
impl<'a> Model<'a> for Location<'a> {}
impl<'a> Model<'a> for ApiErrors<'a> {}

/// Implements `parse` for a model.
macro_rules! parse {
    ($model:ident, $what:literal, $good:literal, $bad:literal) => {
        impl<'a> $model<'a> {
            #[doc = concat!("Reads ", $what, " with [`Parser::COMPATIBLE`].")]
            ///
            /// # Errors
            ///
            #[doc = concat!($bad, "; see [`Parser`] for the rest.")]
            ///
            /// ```
            #[doc = concat!("use plex_pin::", stringify!($model), ";")]
            ///
            #[doc = concat!("assert!(", stringify!($model), "::parse(r#\"", $good, "\"#).is_ok());")]
            /// ```
            #[inline] // The caller then has the value read into its own memory.
            pub fn parse<B: AsRef<[u8]> + ?Sized>(body: &'a B) -> Result<Self, Error> {
                let mut value = Self::default();
                read(Parser::COMPATIBLE.0, body.as_ref(), &mut value)?;
                Ok(value)
            }
        }
    };
}

parse! { Pin, "a pin", r#"{"id":1272322473,"code":"7RQZ"}"#, r#"`{"id":"1272322473"}`: a string for a number"# }
parse! { Location, "a location", r#"{"city":"Breda"}"#, r#"`{"postal_code":802}`: a number for a string"# }
parse! { ApiErrors, "errors", r#"{"errors":[{"code":1020,"message":"gone"}]}"#, r#"`{"code":1020,"message":"gone"}`: no array"# }
