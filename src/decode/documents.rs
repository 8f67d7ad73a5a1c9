//! The records of the documents, generated from the tables of their members, and members whose values are objects.

use alloc::vec::Vec;

use super::decoder::Decoder;
use super::object::{Record, Seen, record};
use super::scalar::{self, expected};
use crate::error::Error;
use crate::model::{
    ApiError, ApiErrors, Location, Pin, always_sent, api_error_table, api_errors_table, location_table,
    pin_table, rows,
};
use crate::pointer::{Path, member};

/// Declares the record of a table: see `model/table.rs`.
macro_rules! declare_record {
    ($model:ident of $_:ident: $($index:literal $name:literal $field:ident $rule:ident $sent:ident)+) => {
        record! { $model { $($index $name $field: $rule,)+ } always always_sent($model::MEMBERS) }
    };
}

pin_table!(rows declare_record);
location_table!(rows declare_record);
api_errors_table!(rows declare_record);
api_error_table!(rows declare_record);

/// A pin in the wrapper of the legacy endpoints: `{"pin":{…}}`.
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
    /// Reads the root of a document. Returns its known members.
    #[inline(always)]
    pub(super) fn root_object<R: Record<'a>>(
        &mut self,
        record: &mut R,
        path: Path<'_>,
    ) -> Result<Seen, Error> {
        let start = self.reader.offset();
        let seen = self.object(record, &path)?;
        if self.context.settings.complete {
            let span = self.reader.span_from(start);
            self.context.record_missing_first(seen.missing::<R>(), member, path, span);
        }
        Ok(seen)
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
            return self.decode_with(errors, path, expected!(errors), |value| scalar::reject(&value));
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
            return self.decode_with(record, path, expected!(location), |value| scalar::reject(&value));
        }
        let start = self.reader.offset();
        // Filled in place, since it is large.
        let seen = self.object(record.insert(R::default()), &path)?;
        if self.context.settings.complete {
            self.context.record_missing(seen.missing::<R>(), member, path, self.reader.span_from(start));
        }
        Ok(())
    }
}
