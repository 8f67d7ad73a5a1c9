//! The contract as JSON Schemas, for other tools and other languages.
//!
//! The schemas are in the folder `schemas` of the repository, generated from the models. In any validator of their
//! draft, with `format` asserted or not, they give the verdicts of [`Parser`](crate::Parser):
//!
//! - *strict* accepts what [`Parser::STRICT`](crate::Parser::STRICT) accepts;
//! - *compatible* accepts unknown members too, and nothing else;
//! - *complete* is strict, and requires the members that the service has always sent since 2024-07;
//! - *lenient* accepts what [`Parser::LENIENT`](crate::Parser::LENIENT) reads without dropping a value.
//!
//! No schema can see a duplicate member or a byte order mark. The lenient one cannot see another spelling of a name
//! or a wrapper, which the decoder coerces.
//!
//! ```
//! use plex_pin::DocumentKind;
//! use plex_pin::schema::{Draft, Mode, Schema};
//!
//! let schema = Schema::find(DocumentKind::Pin, Mode::Strict, Draft::Draft202012).unwrap();
//! assert_eq!(schema.id(), "urn:plex-pin:schema:1:pin.strict");
//! assert_eq!(schema.text(), plex_pin::schema::PIN_STRICT);
//! ```

#[cfg(feature = "schemars")]
mod generate;

use core::fmt;
use core::str::FromStr;

use crate::error::Error;
use crate::model::DocumentKind;

macro_rules! string_enum {
    ($(#[doc = $doc:literal])+ $type:ident $expected:literal $($variant:ident $word:literal $text:literal),+ $(,)?) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $type {
            $(#[doc = $text] $variant,)+
        }

        impl $type {
            /// Every variant.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Returns the stable text, as in the names of schemas.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        /// Parses the stable text.
        ///
        /// # Errors
        ///
        /// `STRICT`, the empty string: anything but the exact text.
        impl FromStr for $type {
            type Err = Error;

            fn from_str(text: &str) -> Result<Self, Error> {
                let found = Self::ALL.iter().find(|word| word.as_str() == text);
                found.copied().ok_or_else(|| Error::text($expected, text.is_empty()))
            }
        }
    };
}

string_enum! {
    /// What a schema accepts.
    Mode "strict, compatible, complete or lenient"
    Strict "strict" "The documented forms and those of the live service.",
    Compatible "compatible" "The strict forms, and unknown members.",
    Complete "complete" "The strict forms, with every member that the service has always sent since 2024-07.",
    Lenient "lenient" "Everything that can be read without loss.",
}

string_enum! {
    /// The draft of JSON Schema that a schema is written in.
    Draft "2020-12 or 07"
    Draft202012 "2020-12" "Draft 2020-12, the current one.",
    Draft07 "07" "Draft-07, which editors read.",
}

/// One of the schemas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Schema {
    kind: DocumentKind,
    mode: Mode,
    draft: Draft,
    id: &'static str,
    file: &'static str,
    text: &'static str,
}

macro_rules! schemas {
    ($($constant:ident $name:literal $root:ident $mode:ident $draft:ident;)+) => {
        $(#[doc = concat!("The content of `schemas/", $name, ".json`.")]
        pub const $constant: &str = include_str!(concat!("../schemas/", $name, ".json"));)+

        impl Schema {
            /// Every schema.
            pub const ALL: &[Self] = &[$(Self {
                kind: DocumentKind::$root,
                mode: Mode::$mode,
                draft: Draft::$draft,
                id: concat!("urn:plex-pin:schema:1:", $name),
                file: concat!($name, ".json"),
                text: $constant,
            }),+];
        }
    };
}

schemas! {
    PIN_STRICT "pin.strict" Pin Strict Draft202012;
    PIN_COMPATIBLE "pin.compatible" Pin Compatible Draft202012;
    PIN_COMPLETE "pin.complete" Pin Complete Draft202012;
    PIN_LENIENT "pin.lenient" Pin Lenient Draft202012;
    PIN_STRICT_DRAFT_07 "pin.strict.draft-07" Pin Strict Draft07;
    LOCATION_STRICT "location.strict" Location Strict Draft202012;
    LOCATION_COMPATIBLE "location.compatible" Location Compatible Draft202012;
    LOCATION_COMPLETE "location.complete" Location Complete Draft202012;
    LOCATION_LENIENT "location.lenient" Location Lenient Draft202012;
    LOCATION_STRICT_DRAFT_07 "location.strict.draft-07" Location Strict Draft07;
    ERRORS_STRICT "errors.strict" ApiErrors Strict Draft202012;
    ERRORS_COMPATIBLE "errors.compatible" ApiErrors Compatible Draft202012;
    ERRORS_COMPLETE "errors.complete" ApiErrors Complete Draft202012;
    ERRORS_LENIENT "errors.lenient" ApiErrors Lenient Draft202012;
    ERRORS_STRICT_DRAFT_07 "errors.strict.draft-07" ApiErrors Strict Draft07;
}

impl Schema {
    /// Finds the schema of a document in a mode and a draft. Only the strict mode has a schema in draft-07.
    #[must_use]
    pub fn find(kind: DocumentKind, mode: Mode, draft: Draft) -> Option<&'static Self> {
        let mut schemas = Self::ALL.iter();
        schemas.find(|schema| (schema.kind, schema.mode, schema.draft) == (kind, mode, draft))
    }

    /// Returns the kind of document that the schema describes.
    #[must_use]
    pub const fn kind(&self) -> DocumentKind {
        self.kind
    }

    /// Returns the mode: what the schema accepts.
    #[must_use]
    pub const fn mode(&self) -> Mode {
        self.mode
    }

    /// Returns the draft that the schema is written in.
    #[must_use]
    pub const fn draft(&self) -> Draft {
        self.draft
    }

    /// Returns the `$id`, a URN: there is nothing to download.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// Returns the name of its file in the folder `schemas`.
    #[must_use]
    pub const fn file_name(&self) -> &'static str {
        self.file
    }

    /// Returns the schema itself, as JSON.
    #[must_use]
    pub const fn text(&self) -> &'static str {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::Schema;

    #[test]
    fn ok_file_names_are_those_of_the_folder() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
        for schema in Schema::ALL {
            assert_eq!(std::fs::read_to_string(folder.join(schema.file_name())).unwrap(), schema.text());
        }
    }
}
