//! The records of the documents, and the members that hold objects.

use super::Decoder;
use super::line::Line;
use super::names::{Edges, NONE, Starts};
use super::places::{Chain, Places};
use super::record::{Record, put, record};
use super::scalar;
use super::values::{opening, usual};
use crate::error::Error;
use crate::json::Rest;
use crate::model::{
    ApiError, ApiErrors, Location, Pin, always_sent, api_error_table, api_errors_table, location_table,
    pin_table,
};
use crate::pointer::Path;
use crate::span::Span;
use alloc::vec::Vec;

/// Declares the record of a table: see `model/table.rs`.
macro_rules! declare_record {
    (
        $(#[$model_doc:meta])+
        struct $model:ident
        $($(#[$complete_doc:meta])+ complete $complete:ident)?
        {$(
            $(#[$doc:meta])+
            $index:literal $name:literal $field:ident, $setter:ident: $rule:ident, $sent:ident, since $since:literal,
            example $example:literal;
        )+}
    ) => {
        record! { $model { $($index $name $field: $rule,)+ } always always_sent($model::MEMBERS) }
    };
}

pin_table!(declare_record);
location_table!(declare_record);
api_errors_table!(declare_record);
api_error_table!(declare_record);

impl<'a> Decoder<'a> {
    /// Reads the object of the member `location`.
    #[inline(always)]
    pub(super) fn location(
        &mut self,
        location: &mut Option<Location<'a>>,
        path: Path<'_>,
    ) -> Result<(), Error> {
        self.context.forget_missing();
        self.inner_object(location, path)
    }

    /// Reads `[{"code":1001,"message":"…"}]`.
    fn errors(&mut self, errors: &mut Option<Vec<ApiError<'a>>>, path: Path<'_>) -> Result<(), Error> {
        self.context.forget_missing();
        if self.reader.rest.byte() != Some(b'[') {
            return self.by_rule(errors, path, "array of errors", |value| scalar::none(&value));
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

    /// Reads an object inside the root; what is none is dropped.
    #[inline(always)]
    fn inner_object<R: Record<'a>>(&mut self, record: &mut Option<R>, path: Path<'_>) -> Result<(), Error> {
        if self.reader.rest.byte() != Some(b'{') {
            return self.by_rule(record, path, "object", |value| scalar::none(&value));
        }
        let start = self.reader.offset();
        let rest = self.reader.rest;
        // Filled where it stands, since it is large.
        let seen = self.object(record.insert(R::default()), &path, rest)?;
        if self.context.is_complete() {
            let span = Span::new(start, self.reader.offset());
            self.context.lack(seen.absent::<R>(), path, span);
        }
        Ok(())
    }
}
