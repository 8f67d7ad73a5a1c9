//! The objects of the contract: their members in the order of the wire, and the rule of each.

use super::decoder::Decoder;
use super::object::{Record, record};
use super::scalar;
use crate::error::Error;
use crate::model::{ApiError, ApiErrors, Location, Pin};
use crate::pointer::Path;

record! {
    Pin {
        0 "id" id: pin_id,
        1 "code" code: text,
        2 "product" product: text,
        3 "trusted" trusted: boolean,
        4 "qr" qr: text,
        5 "clientIdentifier" client_identifier: text,
        6 "location" location: location,
        7 "expiresIn" expires_in: seconds,
        8 "createdAt" created_at: timestamp,
        9 "expiresAt" expires_at: timestamp,
        10 "authToken" auth_token: auth_token,
        11 "newRegistration" new_registration: new_registration,
    }
    always 0b1111_1111_1111
}

record! {
    Location {
        0 "code" code: text,
        1 "european_union_member" european_union_member: boolean,
        2 "continent_code" continent_code: text,
        3 "country" country: text,
        4 "city" city: text,
        5 "time_zone" time_zone: text,
        6 "postal_code" postal_code: text,
        7 "in_privacy_restricted_country" in_privacy_restricted_country: boolean,
        8 "in_privacy_restricted_region" in_privacy_restricted_region: boolean,
        9 "subdivisions" subdivisions: text,
        10 "coordinates" coordinates: coordinates,
    }
    always 0b111_1111_1111
}

record! {
    ApiErrors {
        0 "errors" errors: errors,
    }
    always 0b1
}

record! {
    ApiError {
        0 "code" code: error_code,
        1 "message" message: text,
        2 "status" status: error_status,
    }
    // Error 1020 has no status.
    always 0b011
}

/// A pin as the legacy endpoints write it: `{"pin":{…}}`.
#[derive(Default)]
pub(super) struct Wrapper<'a> {
    pub(super) pin: Option<Pin<'a>>,
}

record! {
    Wrapper {
        0 "pin" pin: wrapped_pin,
    }
    always 0
}

impl<'a> Decoder<'a> {
    /// Reads the root of a document. Returns whether it has a known member.
    #[inline(always)]
    pub(super) fn root_object<R: Record<'a>>(
        &mut self,
        record: &mut R,
        path: Path<'_>,
    ) -> Result<bool, Error> {
        let start = self.reader.offset();
        let seen = self.object(record, &path)?;
        if self.context.is_complete() {
            self.context.record_missing_first(seen.missing::<R>(), path, self.reader.span_from(start));
        }
        Ok(seen.any())
    }

    fn wrapped_pin(&mut self, pin: &mut Option<Pin<'a>>, path: Path<'_>) -> Result<(), Error> {
        self.root_object(pin.insert(Pin::default()), path).map(drop)
    }

    /// Reads the object of the member `location`.
    #[inline(always)]
    pub(super) fn location(
        &mut self,
        location: &mut Option<Location<'a>>,
        path: Path<'_>,
    ) -> Result<(), Error> {
        self.context.reset_missing();
        self.inner_object(location, path)
    }

    /// Reads `[{"code":1001,"message":"…"}]`.
    fn errors(&mut self, errors: &mut Option<Vec<ApiError<'a>>>, path: Path<'_>) -> Result<(), Error> {
        self.context.reset_missing();
        if self.reader.cursor.byte() != Some(b'[') {
            return self.decode_with(errors, path, "array of errors", |value| scalar::reject(&value));
        }
        let errors = errors.insert(Vec::new());
        let mut more = self.reader.open_array().map_err(|error| self.syntax(error, path))?;
        let mut index = 0;
        while more {
            let mut error = None;
            self.inner_object(&mut error, path.index(index))?;
            errors.extend(error);
            index += 1;
            more = self.reader.next_element().map_err(|error| self.syntax(error, path))?;
        }
        Ok(())
    }

    /// Reads an object inside the root. Drops any other value.
    #[inline(always)]
    fn inner_object<R: Record<'a>>(&mut self, record: &mut Option<R>, path: Path<'_>) -> Result<(), Error> {
        if self.reader.cursor.byte() != Some(b'{') {
            return self.decode_with(record, path, "object", |value| scalar::reject(&value));
        }
        let start = self.reader.offset();
        // Filled in place, since it is large.
        let seen = self.object(record.insert(R::default()), &path)?;
        if self.context.is_complete() {
            self.context.record_missing(seen.missing::<R>(), path, self.reader.span_from(start));
        }
        Ok(())
    }
}
