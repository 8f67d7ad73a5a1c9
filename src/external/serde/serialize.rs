//! `Serialize` of documents: the members of each as the service writes them, in its order.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::model::{
    ApiError, ApiErrors, AuthToken, CompleteLocation, CompletePin, Document, Location, MASK, Pin,
    api_error_table, api_errors_table, complete_rows, location_table, pin_table, rows,
};

/// Writes the members that are present, each an `Option<&T>`.
// A type for each member, so that what writes it is called from one place and becomes a part of it: of the 2600
// instructions that serde_json spends on a pin beside the escaping of its texts, 600 are calls.
macro_rules! write_members {
    ($serializer:ident, $name:expr; $($member:literal $value:expr;)+) => {{
        // Formats that write the number of members first rely on it.
        let length = 0 $(+ usize::from($value.is_some()))+;
        let mut members = $serializer.serialize_struct($name, length)?;
        $(match $value {
            Some(value) => {
                struct Member<'m, T>(&'m T);
                impl<T: Serialize> Serialize for Member<'_, T> {
                    #[inline]
                    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                        self.0.serialize(serializer)
                    }
                }
                members.serialize_field($member, &Member(value))?;
            }
            None => members.skip_field($member)?,
        })+
        members.end()
    }};
}

/// A member as an `Option<&T>`: `None` if it is left out. The token is masked in a redacted document.
macro_rules! member {
    ($redacted:ident nullable auth_token $field:expr) => {
        Some(&Token::<$redacted>($field.as_ref()))
    };
    ($redacted:ident nullable $rule:ident $field:expr) => {
        Some(&$field)
    };
    ($redacted:ident $sent:ident $rule:ident $field:expr) => {
        $field.as_ref()
    };
}

/// A member of a complete document as an `Option<&T>`. A member that is always sent is not optional there.
macro_rules! complete_member {
    ($redacted:ident always $rule:ident $field:expr) => {
        Some(&$field)
    };
    ($redacted:ident $sent:ident $rule:ident $field:expr) => {
        member!($redacted $sent $rule $field)
    };
}

/// Writes a document, with a mask for its token if `REDACTED`.
trait Write {
    fn write<const REDACTED: bool, S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

macro_rules! implement {
    ($type:ident as $name:ident, $member:ident: $($member_name:literal $field:ident $rule:ident $sent:ident)+) => {
        impl Write for $type<'_> {
            fn write<const REDACTED: bool, S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                write_members! { serializer, stringify!($name); $($member_name $member!(REDACTED $sent $rule self.$field);)+ }
            }
        }

        /// Leaves out members that are `None`, except for members that the service sends as null.
        /// A token is written unmasked: see [`Redacted`].
        impl Serialize for $type<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.write::<false, S>(serializer)
            }
        }
    };
}

/// Implements `Serialize` for the model of a table: see `model/table.rs`.
macro_rules! serialize {
    ($type:ident of $model:ident: $($index:literal $name:literal $field:ident $rule:ident $sent:ident)+) => {
        implement! { $type as $model, member: $($name $field $rule $sent)+ }
    };
}

/// Implements `Serialize` for the complete model of a table.
macro_rules! serialize_complete {
    ($type:ident of $model:ident: $($index:literal $name:literal $field:ident $rule:ident $sent:ident)+) => {
        implement! { $type as $model, complete_member: $($name $field $rule $sent)+ }
    };
}

pin_table!(rows serialize);
pin_table!(complete_rows serialize_complete);
location_table!(rows serialize);
location_table!(complete_rows serialize_complete);
api_errors_table!(rows serialize);
api_error_table!(rows serialize);

/// Writes the document, without a wrapper that names its kind.
impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Pin(pin) => pin.serialize(serializer),
            Self::Location(location) => location.serialize(serializer),
            Self::ApiErrors(errors) => errors.serialize(serializer),
        }
    }
}

/// A token, or null; `<redacted>` in place of the token if `REDACTED`.
struct Token<'t, 'a, const REDACTED: bool>(Option<&'t AuthToken<'a>>);

impl<const REDACTED: bool> Serialize for Token<'_, '_, REDACTED> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if REDACTED { self.0.map(|_| MASK).serialize(serializer) } else { self.0.serialize(serializer) }
    }
}

/// Serialises a [`Pin`], a [`CompletePin`] or a [`Document`] with the string `<redacted>` in place of the token.
///
/// A string of another member is masked as a whole if it repeats the token: a token of 8 bytes or more, or a word of it, as
/// written or percent-encoded; a shorter token only if it is the whole string.
///
/// ```
/// # #[cfg(feature = "serde")] {
/// use plex_pin::{Pin, Redacted};
///
/// let pin = Pin::parse(r#"{"qr":"https://x/?X-Plex-Token=EXAMPLE-TOKEN","authToken":"EXAMPLE-TOKEN"}"#)?;
/// let shown = serde_json::to_string(&Redacted(&pin)).unwrap();
/// assert_eq!(shown, r#"{"qr":"<redacted>","authToken":"<redacted>","newRegistration":null}"#);
/// # }
/// # Ok::<(), plex_pin::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Redacted<'v, T>(pub &'v T);

impl Serialize for Redacted<'_, Pin<'_>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.without_repeated_token().write::<true, S>(serializer)
    }
}

impl Serialize for Redacted<'_, CompletePin<'_>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.without_repeated_token().write::<true, S>(serializer)
    }
}

impl Serialize for Redacted<'_, Document<'_>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Document::Pin(pin) => Redacted(pin).serialize(serializer),
            other => other.serialize(serializer),
        }
    }
}
