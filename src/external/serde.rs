//! `Serialize`: every model as the wire writes it, in the wire's order. `Deserialize` has files of its own.

mod buffer;
mod document;
mod errors;
mod fields;
mod members;
mod objects;
mod rules;
mod values;
mod wrappers;

#[cfg(feature = "serde_with")]
pub(crate) use rules::Integer;
#[cfg(feature = "serde_with")]
pub(crate) use values::value;
pub use wrappers::{Borrowed, Strict};

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::model::{
    ApiError, ApiErrors, AuthToken, Coordinates, Document, IssuedLocation, IssuedPin, Location,
    NewRegistration, Pin, PinId, Seconds, Text, Timestamp,
};

/// Writes the members that are there, each an `Option<&T>`.
// A type for each member, so that what writes it is called from one place and becomes a part of it: of the 2600
// instructions that serde_json spends on a pin beside the escaping of its texts, 600 are calls.
macro_rules! write_members {
    ($serializer:ident, $name:literal: $($member:literal $value:expr),+ $(,)?) => {{
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

/// As a number.
impl Serialize for PinId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.get())
    }
}

/// As a number, an integer where there is no fraction.
impl Serialize for Seconds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.whole() {
            Some(seconds) => serializer.serialize_u64(seconds),
            None => serializer.serialize_f64(self.get()),
        }
    }
}

/// As a text in the form of RFC 3339, at the offset it was written with.
impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = Text::new();
        self.write(&mut text);
        serializer.serialize_str(&text)
    }
}

/// As a text: `30.3768, -97.8935`.
impl Serialize for Coordinates {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = Text::new();
        if self.write(&mut text) { serializer.serialize_str(&text) } else { serializer.collect_str(self) }
    }
}

/// The token itself: see [`Redacted`].
impl Serialize for AuthToken<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.expose())
    }
}

/// As a boolean or a text.
impl Serialize for NewRegistration<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl Serialize for Location<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_members! { serializer, "Location":
            "code" self.code.as_ref(),
            "european_union_member" self.european_union_member.as_ref(),
            "continent_code" self.continent_code.as_ref(),
            "country" self.country.as_ref(),
            "city" self.city.as_ref(),
            "time_zone" self.time_zone.as_ref(),
            "postal_code" self.postal_code.as_ref(),
            "in_privacy_restricted_country" self.in_privacy_restricted_country.as_ref(),
            "in_privacy_restricted_region" self.in_privacy_restricted_region.as_ref(),
            "subdivisions" self.subdivisions.as_ref(),
            "coordinates" self.coordinates.as_ref(),
        }
    }
}

impl Serialize for IssuedLocation<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_members! { serializer, "Location":
            "code" Some(&self.code),
            "european_union_member" Some(&self.european_union_member),
            "continent_code" Some(&self.continent_code),
            "country" Some(&self.country),
            "city" Some(&self.city),
            "time_zone" Some(&self.time_zone),
            "postal_code" Some(&self.postal_code),
            "in_privacy_restricted_country" Some(&self.in_privacy_restricted_country),
            "in_privacy_restricted_region" Some(&self.in_privacy_restricted_region),
            "subdivisions" Some(&self.subdivisions),
            "coordinates" Some(&self.coordinates),
        }
    }
}

/// Members that are `None` are left out, but `authToken` and `newRegistration`, which are null as on the wire.
/// The token is written as it is: see [`Redacted`].
impl Serialize for Pin<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_pin(self, self.auth_token.as_ref(), serializer)
    }
}

fn write_pin<S: Serializer>(
    pin: &Pin<'_>,
    token: Option<&(impl Serialize + ?Sized)>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    write_members! { serializer, "Pin":
        "id" pin.id.as_ref(),
        "code" pin.code.as_ref(),
        "product" pin.product.as_ref(),
        "trusted" pin.trusted.as_ref(),
        "qr" pin.qr.as_ref(),
        "clientIdentifier" pin.client_identifier.as_ref(),
        "location" pin.location.as_ref(),
        "expiresIn" pin.expires_in.as_ref(),
        "createdAt" pin.created_at.as_ref(),
        "expiresAt" pin.expires_at.as_ref(),
        "authToken" Some(&token),
        "newRegistration" Some(&pin.new_registration),
    }
}

/// The token is written as it is: see [`Redacted`].
impl Serialize for IssuedPin<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_issued_pin(self, self.auth_token.as_ref(), serializer)
    }
}

fn write_issued_pin<S: Serializer>(
    pin: &IssuedPin<'_>,
    token: Option<&(impl Serialize + ?Sized)>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    write_members! { serializer, "Pin":
        "id" Some(&pin.id),
        "code" Some(&pin.code),
        "product" Some(&pin.product),
        "trusted" Some(&pin.trusted),
        "qr" Some(&pin.qr),
        "clientIdentifier" Some(&pin.client_identifier),
        "location" Some(&pin.location),
        "expiresIn" Some(&pin.expires_in),
        "createdAt" Some(&pin.created_at),
        "expiresAt" Some(&pin.expires_at),
        "authToken" Some(&token),
        "newRegistration" Some(&pin.new_registration),
    }
}

impl Serialize for ApiErrors<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_members! { serializer, "ApiErrors": "errors" self.errors.as_ref() }
    }
}

impl Serialize for ApiError<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_members! { serializer, "ApiError":
            "code" self.code.as_ref(),
            "message" self.message.as_ref(),
            "status" self.status.as_ref(),
        }
    }
}

/// As the document that it is, with nothing around it.
impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Pin(pin) => pin.serialize(serializer),
            Self::Location(location) => location.serialize(serializer),
            Self::ApiErrors(errors) => errors.serialize(serializer),
        }
    }
}

/// Serialises a [`Pin`], an [`IssuedPin`] or a [`Document`] with the text `<redacted>` for a token.
///
/// ```
/// # #[cfg(feature = "serde")] {
/// use plex_pin::{Pin, Redacted};
///
/// let pin = Pin::parse(r#"{"id":1,"authToken":"secret"}"#)?;
/// let shown = serde_json::to_string(&Redacted(&pin)).unwrap();
/// assert_eq!(shown, r#"{"id":1,"authToken":"<redacted>","newRegistration":null}"#);
/// # }
/// # Ok::<(), plex_pin::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Redacted<'v, T>(pub &'v T);

fn mask(token: Option<&AuthToken<'_>>) -> Option<&'static str> {
    token.map(|_| "<redacted>")
}

impl Serialize for Redacted<'_, Pin<'_>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_pin(self.0, mask(self.0.auth_token.as_ref()), serializer)
    }
}

impl Serialize for Redacted<'_, IssuedPin<'_>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_issued_pin(self.0, mask(self.0.auth_token.as_ref()), serializer)
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
