//! Makes the types of a document from the table of its members.
//!
//! The tables are in `pin.rs`, `location.rs` and `api_errors.rs`. Each is a macro (`pin_table!`, …) that passes its rows
//! to the macro that it is given, so that everything about a member comes from its one row. `rows!` and `complete_rows!`
//! pass on what most of these macros need:
//!
//! | macro | in | makes |
//! |---|---|---|
//! | `model!` | this file | the struct whose members are optional, `MEMBERS`, `into_owned`, the setters `with_…` |
//! | `complete!` | this file | the complete struct, `TryFrom` and back, `into_owned`, the setters `with_…` |
//! | `masked!` | `masked.rs` | `Debug`, without the token |
//! | `declare_record!` | `decode/documents.rs` | what the decoder reads |
//! | `declare_xml_record!` | `decode/xml/records.rs` | what it reads in XML |
//! | `serialize!`, `serialize_complete!` | `external/serde/serialize.rs` | `Serialize` |
//! | `arbitrary!`, `arbitrary_complete!` | `external/arbitrary.rs` | `Arbitrary` |
//!
//! A row is `index "name" field, setter: rule, sent, since year, example "JSON";`, with the documentation of the field above.
//!
//! - *index*: the position in which the service sends the member, from 0.
//! - *rule*: which rule of the contract reads the value; it is the name of a method of the decoder. `type_of!` and
//!   `kind_of!` list the rules.
//! - *sent*: `always`, in every document since 2024-07; `nullable`, the same, but the value may be null; `sometimes`.
//! - *since*, *example*: see [`Member`](super::Member).

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::{AuthToken, Coordinates, NewRegistration, PinId, Seconds, Timestamp};

/// The Rust type of a rule.
macro_rules! type_of {
    (pin_id) => { $crate::model::PinId };
    (text) => { ::alloc::borrow::Cow<'a, str> };
    (boolean) => { bool };
    (seconds) => { $crate::model::Seconds };
    (timestamp) => { $crate::model::Timestamp };
    (auth_token) => { $crate::model::AuthToken<'a> };
    (new_registration) => { $crate::model::NewRegistration<'a> };
    (coordinates) => { $crate::model::Coordinates };
    (error_code) => { u32 };
    (error_status) => { u16 };
    (location) => { $crate::model::Location<'a> };
    (errors) => { ::alloc::vec::Vec<$crate::model::ApiError<'a>> };
}
pub(crate) use type_of;

/// The [`MemberKind`](super::MemberKind) of a rule.
macro_rules! kind_of {
    (pin_id) => {
        $crate::model::MemberKind::Id
    };
    (text) => {
        $crate::model::MemberKind::Text
    };
    (boolean) => {
        $crate::model::MemberKind::Boolean
    };
    (seconds) => {
        $crate::model::MemberKind::Seconds
    };
    (timestamp) => {
        $crate::model::MemberKind::Timestamp
    };
    (auth_token) => {
        $crate::model::MemberKind::AuthToken
    };
    (new_registration) => {
        $crate::model::MemberKind::NewRegistration
    };
    (coordinates) => {
        $crate::model::MemberKind::Coordinates
    };
    (error_code) => {
        $crate::model::MemberKind::ErrorCode
    };
    (error_status) => {
        $crate::model::MemberKind::ErrorStatus
    };
    (location) => {
        $crate::model::MemberKind::Location
    };
    (errors) => {
        $crate::model::MemberKind::Errors
    };
}
pub(crate) use kind_of;

/// Passes the model of a table, and of each row what says how the member is read and written, to a macro.
macro_rules! rows {
    (
        $make:ident
        $(#[$model_doc:meta])+
        struct $model:ident
        $($(#[$complete_doc:meta])+ complete $complete:ident)?
        {$($rows:tt)+}
    ) => {
        $crate::model::rows_of! { $make $model of $model: {$($rows)+} }
    };
}
pub(crate) use rows;

/// Passes the complete model of a table to a macro, as [`rows`] does with the model.
macro_rules! complete_rows {
    (
        $make:ident
        $(#[$model_doc:meta])+
        struct $model:ident
        $(#[$complete_doc:meta])+
        complete $complete:ident
        {$($rows:tt)+}
    ) => {
        $crate::model::rows_of! { $make $complete of $model: {$($rows)+} }
    };
}
pub(crate) use complete_rows;

/// Passes the rows of a table to a macro, for the model or its complete view.
macro_rules! rows_of {
    (
        $make:ident $target:ident of $model:ident:
        {$(
            $(#[$doc:meta])+
            $index:literal $name:literal $field:ident, $setter:ident: $rule:ident, $sent:ident, since $since:literal,
            example $example:literal;
        )+}
    ) => {
        $make! { $target of $model: $($index $name $field $rule $sent)+ }
    };
}
pub(crate) use rows_of;

/// Declares the struct of a table.
macro_rules! model {
    (
        $(#[doc = $model_doc:literal])+
        struct $model:ident
        $($(#[doc = $complete_doc:literal])+ complete $complete:ident)?
        {$(
            $(#[doc = $doc:literal])+
            $index:literal $name:literal $field:ident, $setter:ident: $rule:ident, $sent:ident, since $since:literal,
            example $example:literal;
        )+}
    ) => {
        $(#[doc = $model_doc])+
        // `Debug` is in `masked.rs`.
        #[derive(Clone, PartialEq, Eq, Hash, Default)]
        #[non_exhaustive]
        pub struct $model<'a> {$(
            $(#[doc = $doc])+
            ///
            #[doc = concat!("Sent since ", $since, ". Example: `", $example, "`.")]
            pub $field: Option<$crate::model::table::type_of!($rule)>,
        )+}

        impl $model<'_> {
            /// The members, in the order in which the service sends them.
            pub const MEMBERS: &'static [$crate::model::Member] = &[$($crate::model::Member {
                name: $name,
                kind: $crate::model::table::kind_of!($rule),
                always: !matches!(stringify!($sent).as_bytes(), b"sometimes"),
                nullable: matches!(stringify!($sent).as_bytes(), b"nullable"),
                since: $since,
                example: $example,
            }),+];
        }

        // The indices count from 0.
        const _: () = {
            let (indices, mut index) = ([$($index),+], 0);
            while index < indices.len() {
                assert!(indices[index] == index, "the rows of a table are numbered from 0");
                index += 1;
            }
        };

        $crate::model::table::methods! { $model: $($field, $setter: $crate::model::table::type_of!($rule),)+ }
    };
}
pub(crate) use model;

/// Declares the struct of a table in which members that are always sent are not optional.
macro_rules! complete {
    (
        $(#[doc = $model_doc:literal])+
        struct $model:ident
        $(#[doc = $complete_doc:literal])+
        complete $complete:ident
        {$(
            $(#[doc = $doc:literal])+
            $index:literal $name:literal $field:ident, $setter:ident: $rule:ident, $sent:ident, since $since:literal,
            example $example:literal;
        )+}
    ) => {
        $(#[doc = $complete_doc])+
        // `Debug` is in `masked.rs`.
        #[derive(Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub struct $complete<'a> {$(
            #[doc = concat!("See [`", stringify!($model), "::", stringify!($field), "`].")]
            pub $field: $crate::model::complete::complete_type_of!($sent $rule),
        )+}

        /// # Errors
        ///
        #[doc = concat!("`", stringify!($model), "::default()`, and any other value in which a member is missing. The")]
        /// error lists all of them, in the order in which the service sends them (see [`Error::missing_members`](crate::Error::missing_members)).
        impl<'a> TryFrom<$model<'a>> for $complete<'a> {
            type Error = $crate::error::Error;

            fn try_from(model: $model<'a>) -> Result<Self, Self::Error> {
                let mut missing = $crate::model::complete::Missing::default();
                Self::gather(model, &mut missing).ok_or_else(|| missing.into_error())
            }
        }

        impl<'a> $complete<'a> {
            /// Converts the members, and records all that are missing.
            pub(super) fn gather(
                model: $model<'a>,
                missing: &mut $crate::model::complete::Missing,
            ) -> Option<Self> {
                $(let $field = $crate::model::complete::require!(
                    $sent $rule missing, model.$field, concat!("/", $name), concat!("/location/", $name)
                );)+
                Some(Self { $($field: $field?),+ })
            }
        }

        /// Makes the members optional again.
        impl<'a> From<$complete<'a>> for $model<'a> {
            fn from(complete: $complete<'a>) -> Self {
                Self { $($field: $crate::model::complete::relax!($sent $rule complete.$field)),+ }
            }
        }

        $crate::model::table::methods! {
            $complete: $($field, $setter: $crate::model::complete::complete_type_of!(always $rule),)+
        }
    };
}
pub(crate) use complete;

/// Implements the methods that every struct of a table has, from the fields and their types without `Option`.
macro_rules! methods {
    ($model:ident: $($field:ident, $setter:ident: $type:ty,)+) => {
        impl<'a> $model<'a> {
            /// Returns the same value, which no longer borrows from the body.
            #[must_use]
            pub fn into_owned(self) -> $model<'static> {
                $model { $($field: $crate::model::table::Detach::detach(self.$field)),+ }
            }

            $(#[doc = concat!("Sets [`", stringify!($field), "`](Self::", stringify!($field), ").")]
            #[must_use]
            pub fn $setter(mut self, value: impl Into<$type>) -> Self {
                let value: $type = value.into();
                self.$field = value.into();
                self
            })+
        }

        impl $crate::model::table::Detach for $model<'_> {
            type Detached = $model<'static>;

            fn detach(self) -> Self::Detached {
                self.into_owned()
            }
        }
    };
}
pub(crate) use methods;

/// A value that may borrow from a body.
pub(super) trait Detach {
    type Detached;

    /// Returns the same value with owned strings.
    fn detach(self) -> Self::Detached;
}

impl<T: Detach> Detach for Option<T> {
    type Detached = Option<T::Detached>;

    fn detach(self) -> Self::Detached {
        self.map(T::detach)
    }
}

impl<T: Detach> Detach for Vec<T> {
    type Detached = Vec<T::Detached>;

    fn detach(self) -> Self::Detached {
        self.into_iter().map(T::detach).collect()
    }
}

impl Detach for Cow<'_, str> {
    type Detached = Cow<'static, str>;

    fn detach(self) -> Self::Detached {
        Cow::Owned(self.into_owned())
    }
}

macro_rules! borrowing {
    ($($type:ident)+) => {$(
        impl Detach for $type<'_> {
            type Detached = $type<'static>;

            fn detach(self) -> Self::Detached {
                self.into_owned()
            }
        }
    )+};
}

borrowing! { AuthToken NewRegistration }

macro_rules! free {
    ($($type:ty)+) => {$(
        impl Detach for $type {
            type Detached = Self;

            fn detach(self) -> Self {
                self
            }
        }
    )+};
}

free! { bool u16 u32 PinId Seconds Timestamp Coordinates }
