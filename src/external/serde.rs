//! `Serialize` of the value types. `Serialize` of documents and `Deserialize` are in the files of this folder.

mod buffer;
mod document;
mod errors;
mod fields;
mod members;
mod objects;
mod rules;
mod serialize;
mod values;
mod wrappers;

#[cfg(feature = "serde_with")]
pub(crate) use rules::Integer;
pub use serialize::Redacted;
#[cfg(feature = "serde_with")]
pub(crate) use values::value;
pub use wrappers::{Borrowed, Strict};

use serde::ser::{Serialize, Serializer};

use crate::model::{AsciiText, AuthToken, Coordinates, NewRegistration, PinId, Seconds, Timestamp};

/// Writes a number.
impl Serialize for PinId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.get())
    }
}

/// Writes a number, an integer if it has no fraction.
impl Serialize for Seconds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.whole() {
            Some(seconds) => serializer.serialize_u64(seconds),
            None => serializer.serialize_f64(self.get()),
        }
    }
}

/// Writes a string in the form of RFC 3339, at the offset of the timestamp.
impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = AsciiText::new();
        self.write(&mut text);
        serializer.serialize_str(&text)
    }
}

/// Writes a string: `30.3768, -97.8935`.
impl Serialize for Coordinates {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = AsciiText::new();
        if self.write(&mut text) { serializer.serialize_str(&text) } else { serializer.collect_str(self) }
    }
}

/// Writes the token itself, unmasked: see [`Redacted`].
impl Serialize for AuthToken<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.expose())
    }
}

/// Writes a boolean or a string.
impl Serialize for NewRegistration<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}
