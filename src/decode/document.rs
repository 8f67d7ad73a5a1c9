//! The objects of the contract, member by member.

use super::Decoder;
use super::members::{Record, names};
use super::scalar;
use crate::error::Error;
use crate::json::Reader;
use crate::model::{ApiError, ApiErrors, Location, Pin};
use crate::pointer::Path;

impl<'a> Record<'a> for Pin<'a> {
    names! {
        0 "id",
        1 "code",
        2 "product",
        3 "trusted",
        4 "qr",
        5 "clientIdentifier",
        6 "location",
        7 "expiresIn",
        8 "createdAt",
        9 "expiresAt",
        10 "authToken",
        11 "newRegistration",
    }
    const ALWAYS: u32 = 0b1111_1111_1111;

    #[inline]
    fn member(&mut self, index: usize, decoder: &mut Decoder<'a>, path: &Path<'_>) -> Result<(), Error> {
        match index {
            0 => self.id = decoder.pin_id(path)?,
            1 => self.code = decoder.text(path)?,
            2 => self.product = decoder.text(path)?,
            3 => self.trusted = decoder.boolean(path)?,
            4 => self.qr = decoder.text(path)?,
            5 => self.client_identifier = decoder.text(path)?,
            6 => self.location = decoder.location(path)?,
            7 => self.expires_in = decoder.seconds(path)?,
            8 => self.created_at = decoder.timestamp(path)?,
            9 => self.expires_at = decoder.timestamp(path)?,
            10 => self.auth_token = decoder.auth_token(path)?,
            _ => self.new_registration = decoder.new_registration(path)?,
        }
        Ok(())
    }
}

impl<'a> Record<'a> for Location<'a> {
    names! {
        0 "code",
        1 "european_union_member",
        2 "continent_code",
        3 "country",
        4 "city",
        5 "time_zone",
        6 "postal_code",
        7 "in_privacy_restricted_country",
        8 "in_privacy_restricted_region",
        9 "subdivisions",
        10 "coordinates",
    }
    const ALWAYS: u32 = 0b111_1111_1111;

    #[inline]
    fn member(&mut self, index: usize, decoder: &mut Decoder<'a>, path: &Path<'_>) -> Result<(), Error> {
        match index {
            0 => self.code = decoder.text(path)?,
            1 => self.european_union_member = decoder.boolean(path)?,
            2 => self.continent_code = decoder.text(path)?,
            3 => self.country = decoder.text(path)?,
            4 => self.city = decoder.text(path)?,
            5 => self.time_zone = decoder.text(path)?,
            6 => self.postal_code = decoder.text(path)?,
            7 => self.in_privacy_restricted_country = decoder.boolean(path)?,
            8 => self.in_privacy_restricted_region = decoder.boolean(path)?,
            9 => self.subdivisions = decoder.text(path)?,
            _ => self.coordinates = decoder.coordinates(path)?,
        }
        Ok(())
    }
}

impl<'a> Record<'a> for ApiErrors<'a> {
    names! { 0 "errors" }
    const ALWAYS: u32 = 0b1;

    fn member(&mut self, _: usize, decoder: &mut Decoder<'a>, path: &Path<'_>) -> Result<(), Error> {
        self.errors = decoder.errors(path)?;
        Ok(())
    }
}

impl<'a> Record<'a> for ApiError<'a> {
    names! { 0 "code", 1 "message", 2 "status" }
    // Error 1020 has no status.
    const ALWAYS: u32 = 0b11;

    fn member(&mut self, index: usize, decoder: &mut Decoder<'a>, path: &Path<'_>) -> Result<(), Error> {
        match index {
            0 => self.code = decoder.by_rule(path, "integer in 0..=4294967295", scalar::error_code)?,
            1 => self.message = decoder.text(path)?,
            _ => self.status = decoder.by_rule(path, "integer in 100..=599", scalar::error_status)?,
        }
        Ok(())
    }
}

impl<'a> Decoder<'a> {
    /// Reads the object of the member `location`.
    fn location(&mut self, path: &Path<'_>) -> Result<Option<Location<'a>>, Error> {
        self.context.forget_missing();
        self.inner_object(path)
    }

    /// Reads `[{"code":1001,"message":"…"}]`.
    fn errors(&mut self, path: &Path<'_>) -> Result<Option<Vec<ApiError<'a>>>, Error> {
        self.context.forget_missing();
        if self.reader.byte() != Some(b'[') {
            return self.by_rule(path, "array of errors", |value| scalar::none(&value));
        }
        let mut errors = Vec::new();
        let mut more = self
            .reader
            .open_array()
            .map_err(|error| self.syntax(error, path))?;
        let mut index = 0;
        while more {
            errors.extend(self.inner_object(&path.index(index))?);
            index += 1;
            more = self
                .reader
                .next_element()
                .map_err(|error| self.syntax(error, path))?;
        }
        Ok(Some(errors))
    }

    /// Reads an object inside the root; what is none is dropped.
    fn inner_object<R: Record<'a>>(&mut self, path: &Path<'_>) -> Result<Option<R>, Error> {
        if self.reader.byte() != Some(b'{') {
            return self.by_rule(path, "object", |value| scalar::none(&value));
        }
        let (record, shape) = self.object::<R>(path)?;
        self.context.lack(shape.absent::<R>(), path, shape.span);
        Ok(Some(record))
    }
}
