//! The public entry: a parser with its settings, and what it returns.

use super::context::{Codes, Findings, Mode, Settings};
use super::decoder::Decoder;
use crate::deviation::{Deviation, DeviationCode, Outcome};
use crate::error::Error;
use crate::model::{ApiErrors, Document, Location, Pin};

/// How a body is to be read: strictly or leniently, and what else is asked of it.
///
/// **Strict** refuses the first deviation. **Lenient** reads on, and tells of every one: a value that has
/// one obvious meaning is kept, another is dropped. Strict accepts a body if and only if lenient has nothing to
/// tell; then both give equal values. To have all that a strict reader would object to, read leniently and look
/// at [`Parsed::deviations`].
///
/// ```
/// use plex_pin::{DeviationCode, Parser};
///
/// const PARSER: Parser = Parser::STRICT.allow(DeviationCode::UnknownMember);
/// assert!(PARSER.pin(r#"{"id":1,"new":true}"#).is_ok());
/// assert!(PARSER.pin(r#"{"id":"1"}"#).is_err());
/// ```
///
/// # Errors
///
/// Both modes refuse, whatever is allowed:
///
/// - the empty text, `hello`, `{"id":1`, `{"id":1}}`, `{"id":01}`: not JSON, or not alone;
/// - `[1]`, `"text"`, `null`: JSON, but no object;
/// - `{"code":"\ud800"}`: half a character; bytes that are no UTF-8;
/// - `<pin id="1"/>`, `<html>…`: XML and HTML, named as such;
/// - arrays or objects nested deeper than 128 levels.
///
/// Strict refuses every deviation that is not allowed: see [`DeviationCode`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[must_use]
pub struct Parser(Settings);

impl Parser {
    /// Accepts what is documented and what the live service sends.
    pub const STRICT: Self = Self(Settings {
        mode: Mode::Strict,
        complete: false,
        allowed: Codes::NONE,
        limit: Self::MAX_DEVIATIONS,
    });

    /// Accepts every JSON object, and tells what is off in it.
    pub const LENIENT: Self = Self(Settings { mode: Mode::Lenient, ..Self::STRICT.0 });

    /// How many deviations are kept, unless [`max_deviations`](Self::max_deviations) says otherwise: 64.
    pub const MAX_DEVIATIONS: usize = 64;

    /// Asks also for every member that the service has always sent since 2024-07; `authToken` and
    /// `newRegistration` may be null. What lacks is [`DeviationCode::MissingMember`].
    pub const fn complete(self) -> Self {
        Self(Settings { complete: true, ..self.0 })
    }

    /// Does not refuse deviations of this code: strict reads on as lenient does, and notes them in
    /// [`Parsed::deviations`]. Lenient refuses none anyway.
    pub const fn allow(self, code: DeviationCode) -> Self {
        Self(Settings { allowed: self.0.allowed.with(code), ..self.0 })
    }

    /// Keeps no more than the first `max` deviations, 1 at least; the rest are counted.
    pub const fn max_deviations(self, max: usize) -> Self {
        Self(Settings { limit: if max == 0 { 1 } else { max }, ..self.0 })
    }

    /// Reads a pin: the answer of `POST /api/v2/pins` and `GET /api/v2/pins/{id}`.
    ///
    /// Nothing is required of it, so that `{}` is a pin; see [`complete`](Self::complete).
    #[inline]
    pub fn pin<'a, B: AsRef<[u8]> + ?Sized>(self, body: &'a B) -> Result<Parsed<Pin<'a>>, Error> {
        let mut value = Pin::default();
        let findings = Decoder::run(self.0, body.as_ref(), &mut value, Decoder::root_pin)?;
        Ok(Parsed { value, findings })
    }

    /// Reads a location: the answer of `GET /api/v2/geoip`.
    #[inline]
    pub fn location<'a, B: AsRef<[u8]> + ?Sized>(self, body: &'a B) -> Result<Parsed<Location<'a>>, Error> {
        let mut value = Location::default();
        let findings = Decoder::run(self.0, body.as_ref(), &mut value, Decoder::root_location)?;
        Ok(Parsed { value, findings })
    }

    /// Reads the errors that come with any status 4xx.
    #[inline]
    pub fn api_errors<'a, B: AsRef<[u8]> + ?Sized>(
        self,
        body: &'a B,
    ) -> Result<Parsed<ApiErrors<'a>>, Error> {
        let mut value = ApiErrors::default();
        let findings = Decoder::run(self.0, body.as_ref(), &mut value, Decoder::root_api_errors)?;
        Ok(Parsed { value, findings })
    }

    /// Reads any of the three, told apart by their members, in any spelling: `errors` makes errors; else a
    /// member of a pin but `code`, or the wrapper `{"pin":{…}}`, makes a pin; else a member of a location but
    /// `code` makes a location; else `code` with `message` is an error without its array.
    ///
    /// # Errors
    ///
    /// As of the others, and [`UnrecognisedDocument`](crate::ErrorKind::UnrecognisedDocument) for `{}`,
    /// `{"code":"ABCD"}`, `{"MediaContainer":{}}`: objects that are none of the three.
    pub fn document<'a, B: AsRef<[u8]> + ?Sized>(self, body: &'a B) -> Result<Parsed<Document<'a>>, Error> {
        let mut value = Document::ApiErrors(ApiErrors::default());
        let findings = Decoder::run(self.0, body.as_ref(), &mut value, Decoder::root_document)?;
        Ok(Parsed { value, findings })
    }
}

/// What was read, and what was off.
///
/// Deviations stand in the order of the text, members that are missing last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed<T> {
    value: T,
    findings: Findings,
}

impl<T> Parsed<T> {
    /// What was read.
    pub const fn value(&self) -> &T {
        &self.value
    }

    /// What was read, alone.
    pub fn into_value(self) -> T {
        self.value
    }

    /// The deviations that were kept: the first ones, 64 unless [`Parser::max_deviations`] says otherwise.
    pub fn deviations(&self) -> &[Deviation] {
        &self.findings.kept
    }

    /// How many deviations there are, kept or not.
    pub const fn deviation_count(&self) -> usize {
        self.findings.count
    }

    /// How many deviations were not kept, by code and outcome. Together with [`deviations`](Self::deviations) this is
    /// all of them.
    ///
    /// ```
    /// use plex_pin::{DeviationCode, Outcome, Parser};
    ///
    /// let parsed = Parser::LENIENT.max_deviations(1).pin(r#"{"a":1,"b":2,"id":true}"#)?;
    /// let rest = [
    ///     (DeviationCode::UnknownMember, Outcome::Ignored, 1),
    ///     (DeviationCode::WrongType, Outcome::Dropped, 1),
    /// ];
    /// assert_eq!(parsed.omitted(), rest);
    /// # Ok::<(), plex_pin::Error>(())
    /// ```
    pub fn omitted(&self) -> &[(DeviationCode, Outcome, usize)] {
        &self.findings.omitted
    }

    /// What was read, and the deviations that were kept.
    pub fn into_parts(self) -> (T, Vec<Deviation>) {
        (self.value, self.findings.kept)
    }

    /// What a strict parse would have given.
    ///
    /// # Errors
    ///
    /// The first deviation, if there is any, those too that were allowed.
    pub fn into_strict(self) -> Result<T, Error> {
        match self.findings.kept.into_iter().next() {
            Some(deviation) => Err(deviation.into()),
            None => Ok(self.value),
        }
    }

    /// The same with another value.
    pub fn map<U>(self, map: impl FnOnce(T) -> U) -> Parsed<U> {
        Parsed { value: map(self.value), findings: self.findings }
    }
}

/// Two lines for the usual case: a strict parse, and nothing to look at but the value.
macro_rules! parse {
    ($model:ident, $root:ident, $what:literal, $good:literal, $bad:literal) => {
        impl<'a> $model<'a> {
            #[doc = concat!("Reads ", $what, " strictly: [`Parser::STRICT`].")]
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
            #[inline] // In a caller, the value is read into where it stays.
            pub fn parse<B: AsRef<[u8]> + ?Sized>(body: &'a B) -> Result<Self, Error> {
                let mut value = Self::default();
                Decoder::run(Parser::STRICT.0, body.as_ref(), &mut value, Decoder::$root)?;
                Ok(value)
            }
        }
    };
}

parse! { Pin, root_pin, "a pin", r#"{"id":1272322473,"code":"7RQZ"}"#, r#"`{"id":"1272322473"}`: a string for a number"# }
parse! { Location, root_location, "a location", r#"{"city":"Breda"}"#, r#"`{"postal_code":802}`: a number for a string"# }
parse! { ApiErrors, root_api_errors, "errors", r#"{"errors":[{"code":1020,"message":"gone"}]}"#, r#"`{"code":1020,"message":"gone"}`: the array lacks"# }
