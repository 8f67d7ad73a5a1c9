//! Generates the committed schemas from the tables of members.

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::{Draft, Mode, Schema};
use crate::external::schemars::{self as forms, Model};
use crate::model::{ApiErrors, DocumentKind, Location, Pin};

impl Schema {
    /// Generates the schema: what [`text`](Self::text) must be.
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
        match self.kind {
            DocumentKind::Pin => of_model::<Pin<'static>>(self.mode, generator),
            DocumentKind::Location => of_model::<Location<'static>>(self.mode, generator),
            DocumentKind::ApiErrors => of_model::<ApiErrors<'static>>(self.mode, generator),
        }
    }

    fn title(&self) -> String {
        let root = match self.kind {
            DocumentKind::Pin => "pin",
            DocumentKind::Location => "location",
            DocumentKind::ApiErrors => "errors",
        };
        format!("Plex {root}, {}", self.mode)
    }
}

fn of_model<M: Model>(mode: Mode, generator: SchemaGenerator) -> schemars::Schema {
    match mode {
        Mode::Strict => generator.into_root_schema_for::<forms::Root<M, forms::Strict>>(),
        Mode::Compatible => generator.into_root_schema_for::<forms::Root<M, forms::Compatible>>(),
        Mode::Complete => generator.into_root_schema_for::<forms::Root<M, forms::Complete>>(),
        Mode::Lenient => generator.into_root_schema_for::<forms::Root<M, forms::Lenient>>(),
    }
}
