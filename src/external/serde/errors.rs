//! Errors of serde without values of the input, any of which may be a secret.

use alloc::string::ToString;

use serde::de::Error;

/// Removes the value that a format shows in an error: `string "…"` becomes `string`.
///
/// A format writes the error itself where it was asked for one type and finds another. The visitors of this folder
/// write theirs without a value, and only names of members are between quotes or backticks there.
#[cold]
pub(super) fn without_value<E: Error>(error: E) -> E {
    const START: &str = "invalid type: ";
    let mut message = error.to_string();
    let length = message.len();
    // From the first to the last: a string may contain quotes, and any words.
    if let (Some(first), Some(last)) = (message.find('"'), message.rfind('"'))
        && first < last
    {
        message.replace_range(message[..first].trim_end().len()..=last, "");
    }
    // Of a number or a boolean.
    if let Some(start) = message.find(START)
        && let Some(length) = message[start..].find(", expected ")
        && let Some(value) = message[start..start + length].find('`')
    {
        let kind = message[..start + value].trim_end().len();
        message.replace_range(kind..start + length, "");
    }
    // serde_json reads line and column back from the end of the message.
    if message.len() == length { error } else { E::custom(message) }
}

/// Implements the methods of a visitor for types that it does not take, with errors that show no value.
///
/// `$reject` is called with the JSON type of the value that was found.
macro_rules! reject_types {
    ($reject:ident: $($method:ident($type:ty) $found:literal),+ $(,)?) => {
        $(fn $method<E: serde::de::Error>(self, _: $type) -> Result<Self::Value, E> {
            Err(self.$reject($found))
        })+
    };
}
pub(super) use reject_types;
