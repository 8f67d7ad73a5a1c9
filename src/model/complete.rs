//! What `complete!` in `table.rs` needs: which members are missing, and the types without `Option`.

use alloc::vec::Vec;

use crate::error::Error;

/// The type of a member of a complete document: optional unless it is always sent.
macro_rules! complete_type_of {
    (always location) => { $crate::model::CompleteLocation<'a> };
    (always $rule:ident) => { $crate::model::table::type_of!($rule) };
    ($sent:ident $rule:ident) => { Option<$crate::model::table::type_of!($rule)> };
}
pub(crate) use complete_type_of;

/// Takes the value of a member; `None` if it is required and missing. `$at_root` and `$in_location` are the pointers to
/// the member in a document of its own and in the location of a pin.
macro_rules! require {
    (always location $missing:ident, $value:expr, $at_root:expr, $in_location:expr) => {
        $missing.record($value, $at_root, $in_location).and_then(|location| {
            $missing.inside_location(|missing| $crate::model::CompleteLocation::gather(location, missing))
        })
    };
    (always $rule:ident $missing:ident, $value:expr, $at_root:expr, $in_location:expr) => {
        $missing.record($value, $at_root, $in_location)
    };
    ($sent:ident $rule:ident $missing:ident, $value:expr, $at_root:expr, $in_location:expr) => {
        Some($value)
    };
}
pub(crate) use require;

/// Turns a member of a complete document into an optional one.
macro_rules! relax {
    (always location $value:expr) => {
        Some($value.into())
    };
    (always $rule:ident $value:expr) => {
        Some($value)
    };
    ($sent:ident $rule:ident $value:expr) => {
        $value
    };
}
pub(crate) use relax;

/// The missing members, as JSON pointers.
#[derive(Default)]
pub(crate) struct Missing {
    pointers: Vec<&'static str>,
    in_location: bool,
}

impl Missing {
    /// Returns the value of a member, or records the member as missing.
    pub(super) fn record<T>(
        &mut self,
        value: Option<T>,
        at_root: &'static str,
        in_location: &'static str,
    ) -> Option<T> {
        if value.is_none() {
            self.pointers.push(if self.in_location { in_location } else { at_root });
        }
        value
    }

    /// Collects the missing members of the location of a pin.
    pub(super) fn inside_location<T>(&mut self, gather: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.in_location = true;
        let gathered = gather(self);
        self.in_location = false;
        gathered
    }

    #[cold]
    pub(super) fn into_error(self) -> Error {
        Error::incomplete(self.pointers)
    }
}
