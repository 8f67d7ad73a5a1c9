//! Typed models, strict and lenient parsing, and deviations with their position, for the responses of Plex's sign-in API.
//!
//! | type | response |
//! |---|---|
//! | [`Pin`], [`CompletePin`] | `POST https://plex.tv/api/v2/pins` (201), `GET https://plex.tv/api/v2/pins/{id}` (200) |
//! | [`Location`], [`CompleteLocation`] | member `location` of a pin; `GET https://plex.tv/api/v2/geoip` (200) |
//! | [`ApiErrors`], [`ApiError`] | any 4xx of these endpoints |
//! | [`Document`] | any of the three, recognised by its members |
//!
//! Values have types of their own: [`PinId`], [`Seconds`], [`Timestamp`], [`Coordinates`], [`AuthToken`] (hidden in `Debug`),
//! [`NewRegistration`]. The crate opens no connection; it works on the bytes of a body.
//!
//! # A sign-in loop
//!
//! Ask for JSON with `Accept: application/json` alone: with `*/*`, or with several types, plex.tv sends XML.
//! Show the pin's [`code`](Pin::code), then poll the pin's address once a second or two until its state changes.
//! This function decides what to do after each poll; sending the request is up to you:
//!
//! ```
//! use core::time::Duration;
//! use plex_pin::{ApiError, ApiErrors, AuthToken, ErrorKind, Pin, PinState, Timestamp};
//!
//! #[derive(Debug, PartialEq)]
//! enum Next {
//!     PollAgain { after: Duration },
//!     SignedIn(AuthToken<'static>),
//!     StartOver, // the pin expired or does not exist: ask for a new one
//!     Fail(String),
//! }
//!
//! fn is_gone(error: &ApiError) -> bool {
//!     error.code == Some(ApiError::CODE_NOT_FOUND_OR_EXPIRED)
//! }
//!
//! fn next(status: u16, body: &[u8], now: Timestamp) -> Next {
//!     if status == 429 {
//!         // Error 1003, or plain text from a proxy in between: slow down.
//!         return Next::PollAgain { after: Duration::from_secs(30) };
//!     }
//!     if status != 200 {
//!         return match ApiErrors::parse(body) {
//!             Ok(errors) if errors.as_slice().iter().any(is_gone) => Next::StartOver,
//!             Ok(errors) => Next::Fail(format!("plex.tv refused: {errors:?}")),
//!             Err(error) => Next::Fail(format!("HTTP {status}: {error}")),
//!         };
//!     }
//!     match Pin::parse(body) {
//!         Ok(pin) => match pin.state(now) {
//!             PinState::Claimed => match pin.auth_token {
//!                 Some(token) => Next::SignedIn(token.into_owned()),
//!                 None => Next::StartOver,
//!             },
//!             PinState::Expired => Next::StartOver,
//!             _ => Next::PollAgain { after: Duration::from_secs(2) },
//!         },
//!         // XML and HTML are named as such, with the likely cause.
//!         Err(error) if matches!(error.kind(), ErrorKind::XmlBody | ErrorKind::HtmlBody) => {
//!             Next::Fail(format!("{error}: {}", error.kind().help()))
//!         }
//!         Err(error) => Next::Fail(error.to_string()),
//!     }
//! }
//!
//! // In a program: `Timestamp::now()`.
//! let now: Timestamp = "2024-07-16T17:03:05Z".parse()?;
//! let later: Timestamp = "2024-07-16T17:18:05Z".parse()?;
//! let pending = br#"{"id":1272322473,"code":"7RQZ","expiresAt":"2024-07-16T17:18:05Z","authToken":null,"tomorrow":1}"#;
//! assert_eq!(next(200, pending, now), Next::PollAgain { after: Duration::from_secs(2) });
//! assert_eq!(next(200, pending, later), Next::StartOver);
//!
//! let gone = br#"{"errors":[{"code":1020,"message":"Code not found or expired"}]}"#;
//! assert_eq!(next(404, gone, now), Next::StartOver);
//! assert!(matches!(next(200, b"<pin id=\"1\"/>", now), Next::Fail(_)));
//!
//! let claimed = br#"{"id":1272322473,"authToken":"uXy7ZpExampleToken99"}"#;
//! let Next::SignedIn(token) = next(200, claimed, now) else { panic!("the pin is claimed") };
//! assert_eq!(token.expose(), "uXy7ZpExampleToken99");
//! # Ok::<(), plex_pin::Error>(())
//! ```
//!
//! # Three parsers
//!
//! | parser | accepts | for |
//! |---|---|---|
//! | [`Parser::COMPATIBLE`]: [`Pin::parse`], `TryFrom`, `Deserialize` | the strict forms; records unknown members | apps |
//! | [`Parser::STRICT`], `Strict` | the strict forms, no unknown member | tests, monitors |
//! | [`Parser::LENIENT`] | every JSON object that shares a member with the model; records every [`Deviation`] | validators, tolerant clients |
//!
//! ```
//! use plex_pin::{Parser, Pin};
//!
//! let body = r#"{"id":"5123","trusted":"0"}"#;
//! let parsed = Parser::LENIENT.parse::<Pin>(body)?;
//! assert_eq!(parsed.deviations()[0].to_string(), "expected integer in 0..=9007199254740991, found string at /id (byte 6)");
//! assert_eq!(parsed.value().trusted, Some(false));
//! # Ok::<(), plex_pin::Error>(())
//! ```
//!
//! # Features
//!
//! | feature | adds |
//! |---|---|
//! | `std` (default) | conversions from `SystemTime`; without it the crate is `no_std` with `alloc` |
//! | `serde` (default) | `Serialize` and `Deserialize` for every model, `Strict`, `Borrowed`, `Redacted` |
//! | `time` (default) | conversions between [`Timestamp`] and `time::OffsetDateTime` |
//! | `xml` | `Parser::parse_xml`: the same documents in XML, which plex.tv sends unless it is asked for JSON alone |
//! | `serde_with` | adapters for fields of your own types, `Lenient` |
//! | `schemars` | `JsonSchema` for every model |
//! | `validate` | a validator over the committed [`schema`]s |
//! | `arbitrary` | `Arbitrary` for every model, and `mutate`: bodies that are valid except for one deviation |
//! | `secrecy` | [`AuthToken`] into `secrecy::SecretString` |
//!
//! The command `plex-pin` is a package of its own, `plex-pin-cli`.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(not(any(feature = "std", test)), no_std)]
#![forbid(unsafe_code)]

extern crate alloc;

mod convert;
mod decode;
mod deviation;
mod digits;
mod error;
mod escaped;
mod external;
mod json;
mod markup;
mod model;
#[cfg(feature = "arbitrary")]
#[cfg_attr(docsrs, doc(cfg(feature = "arbitrary")))]
pub mod mutate;
mod parsed;
mod pointer;
pub mod schema;
#[doc(hidden)]
pub mod secrets;
mod span;
#[cfg(feature = "validate")]
mod validate;
#[cfg(feature = "xml")]
mod xml;

pub use decode::{Model, Parsed, Parser};
pub use deviation::{Deviation, DeviationCode, Expected, Found, Outcome};
pub use error::{Error, ErrorKind};
pub use escaped::Escaped;
#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
pub use external::serde::{Borrowed, Redacted, Strict};
#[cfg(feature = "serde_with")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde_with")))]
pub use external::serde_with;
pub use model::{
    ApiError, ApiErrors, AuthToken, CompleteLocation, CompletePin, Coordinates, Document, DocumentKind,
    Evidence, KnownError, Location, Member, MemberKind, NewRegistration, Note, NoteCode, Pin, PinId,
    PinState, Seconds, Timestamp, TimestampText,
};
pub use pointer::Pointer;
pub use secrets::{redacted, secret_spans};
pub use span::{Position, Positions, Span};
#[cfg(feature = "validate")]
#[cfg_attr(docsrs, doc(cfg(feature = "validate")))]
pub use validate::Violation;

// The examples of the README are tested; the page on docs.rs is the one above.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
