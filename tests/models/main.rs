//! The types by themselves: what they read, how they print, what they convert to.

mod documents;
mod notes;
mod pinned;
mod texts;
mod timestamp;
mod values;

use std::fmt::Debug;
use std::str::FromStr;

use plex_pin::Error;

#[track_caller]
pub(crate) fn ok<T: FromStr<Err = Error> + ToString>(text: &str, shown: &str) {
    let value: T = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(value.to_string(), shown, "{text}");
}

#[track_caller]
pub(crate) fn err<T: FromStr<Err = Error> + Debug>(text: &str, code: &str, message: &str) {
    let error = text.parse::<T>().expect_err(text);
    assert_eq!((error.kind().as_str(), &*error.to_string()), (code, message), "{text}");
    assert!(error.pointer().is_none() && error.span().is_none() && error.deviation().is_none());
    assert_eq!(error.missing_members(), [""; 0]);
}
