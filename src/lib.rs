#![doc = include_str!("../README.md")]
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
    Location, Member, MemberKind, NewRegistration, Pin, PinId, PinState, Seconds, Timestamp, TimestampText,
};
pub use pointer::Pointer;
pub use secrets::{redacted, secret_spans};
pub use span::{Position, Positions, Span};
#[cfg(feature = "validate")]
#[cfg_attr(docsrs, doc(cfg(feature = "validate")))]
pub use validate::Violation;
