//! The texts of the schemas, made from the models.

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::{Draft, Mode, Root, Schema};
use crate::external::schemars::{CompleteApiErrors, LenientApiErrors, LenientLocation, LenientPin};
use crate::model::{ApiErrors, CompleteLocation, CompletePin, Location, Pin};

impl Schema {
    /// The text as the models give it: what [`text`](Self::text) must be.
    #[must_use]
    pub fn generate(&self) -> String {
        let settings = match self.draft {
            Draft::Draft202012 => SchemaSettings::draft2020_12(),
            Draft::Draft07 => SchemaSettings::draft07(),
        };
        let mut schema = self.of_root(settings.into_generator());
        schema.insert("$id".into(), self.id.into());
        schema.insert("title".into(), self.title().into());
        let mut schema = Value::from(schema);
        // Another crate may turn on the feature of serde_json that keeps the order of insertion.
        schema.sort_all_objects();
        format!("{schema:#}\n")
    }

    fn of_root(&self, generator: SchemaGenerator) -> schemars::Schema {
        match (self.root, self.mode) {
            (Root::Pin, Mode::Strict) => generator.into_root_schema_for::<Pin<'_>>(),
            (Root::Pin, Mode::Complete) => generator.into_root_schema_for::<CompletePin<'_>>(),
            (Root::Pin, Mode::Lenient) => generator.into_root_schema_for::<LenientPin>(),
            (Root::Location, Mode::Strict) => generator.into_root_schema_for::<Location<'_>>(),
            (Root::Location, Mode::Complete) => generator.into_root_schema_for::<CompleteLocation<'_>>(),
            (Root::Location, Mode::Lenient) => generator.into_root_schema_for::<LenientLocation>(),
            (Root::ApiErrors, Mode::Strict) => generator.into_root_schema_for::<ApiErrors<'_>>(),
            (Root::ApiErrors, Mode::Complete) => generator.into_root_schema_for::<CompleteApiErrors>(),
            (Root::ApiErrors, Mode::Lenient) => generator.into_root_schema_for::<LenientApiErrors>(),
        }
    }

    fn title(&self) -> String {
        let root = match self.root {
            Root::Pin => "pin",
            Root::Location => "location",
            Root::ApiErrors => "errors",
        };
        format!("Plex {root}, {}", self.mode)
    }
}
