//! Schemas of objects, in every form, from the tables of their members.

use std::borrow::Cow;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};

use super::{patterns, values};

/// What a schema accepts. The lenient forms are written by hand, since no type declares them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Strict,
    Compatible,
    /// Strict, and every member must be there.
    Complete,
    /// Compatible, and every member must be there.
    CompatibleComplete,
    Lenient,
}

/// A [`Form`] as a type, since schemars names schemas by types.
pub(crate) trait FormType {
    const FORM: Form;
}

macro_rules! form_types {
    ($($form:ident),+) => {
        $(pub(crate) struct $form;

        impl FormType for $form {
            const FORM: Form = Form::$form;
        })+
    };
}

form_types! { Strict, Compatible, Complete, CompatibleComplete, Lenient }

/// One member of an object.
pub(crate) struct Member {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) description: &'static str,
    pub(super) examples: fn() -> Value,
    /// Whether a complete document has it.
    pub(super) always: bool,
    pub(super) schema: fn(Form, &mut SchemaGenerator) -> Schema,
}

impl Member {
    /// The schema of the value, with the annotations that users read.
    fn schema(&self, form: Form, generator: &mut SchemaGenerator) -> Schema {
        let mut schema = (self.schema)(form, generator);
        schema.insert("title".into(), self.title.into());
        schema.insert("description".into(), self.description.into());
        schema.insert("examples".into(), (self.examples)());
        schema
    }
}

/// A model as the members of an object.
pub(crate) trait Model {
    const NAME: &'static str;
    /// The model with its article: `A pin`.
    const ARTICLE: &'static str;
    /// Where it comes from.
    const SOURCE: &'static str;
    const MEMBERS: &'static [Member];
}

/// The schema of a model as a document: at least one member must be there.
pub(crate) struct Root<M, F>(PhantomData<(M, F)>);

/// The schema of a model inside another one, where it may be empty.
pub(crate) struct Inner<M, F>(PhantomData<(M, F)>);

impl<M: Model, F: FormType> JsonSchema for Root<M, F> {
    fn schema_name() -> Cow<'static, str> {
        name::<M, F>()
    }

    fn schema_id() -> Cow<'static, str> {
        format!("plex_pin::{}::{:?}::root", M::NAME, F::FORM).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = object::<M>(F::FORM, generator);
        match (M::MEMBERS, F::FORM) {
            // All of them are required.
            (_, Form::Complete | Form::CompatibleComplete) => {}
            ([only], _) => _ = schema.insert("required".into(), [only.name].as_slice().into()),
            (_, Form::Strict) => _ = schema.insert("minProperties".into(), 1.into()),
            (members, _) => {
                let names = members.iter().map(|member| member.name);
                _ = schema.insert("anyOf".into(), requires_one_of(names));
            }
        }
        schema
    }
}

impl<M: Model, F: FormType> JsonSchema for Inner<M, F> {
    fn schema_name() -> Cow<'static, str> {
        name::<M, F>()
    }

    fn schema_id() -> Cow<'static, str> {
        format!("plex_pin::{}::{:?}::inner", M::NAME, F::FORM).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        object::<M>(F::FORM, generator)
    }
}

/// The schema of an object inside another one, in a form known at run time.
pub(super) fn inner<M: Model>(form: Form, generator: &mut SchemaGenerator) -> Schema {
    match form {
        Form::Strict => generator.subschema_for::<Inner<M, Strict>>(),
        Form::Compatible => generator.subschema_for::<Inner<M, Compatible>>(),
        Form::Complete => generator.subschema_for::<Inner<M, Complete>>(),
        Form::CompatibleComplete => generator.subschema_for::<Inner<M, CompatibleComplete>>(),
        Form::Lenient => generator.subschema_for::<Inner<M, Lenient>>(),
    }
}

/// Schemas each of which requires one of the members, for `anyOf`.
pub(crate) fn requires_one_of<'n>(names: impl Iterator<Item = &'n str>) -> Value {
    names.map(|name| Value::from(json_schema!({ "required": [name] }))).collect()
}

fn name<M: Model, F: FormType>() -> Cow<'static, str> {
    match F::FORM {
        Form::Strict | Form::Compatible => M::NAME.into(),
        Form::Complete | Form::CompatibleComplete => format!("Complete{}", M::NAME).into(),
        Form::Lenient => format!("Lenient{}", M::NAME).into(),
    }
}

fn object<M: Model>(form: Form, generator: &mut SchemaGenerator) -> Schema {
    let properties: Map<String, Value> = M::MEMBERS
        .iter()
        .map(|member| (member.name.to_owned(), member.schema(form, generator).into()))
        .collect();
    let mut schema = json_schema!({
        "type": "object",
        "description": description::<M>(form),
        "properties": properties,
    });
    match form {
        Form::Strict | Form::Complete => _ = schema.insert("additionalProperties".into(), false.into()),
        Form::Compatible | Form::CompatibleComplete => {
            let names: Vec<_> = M::MEMBERS.iter().map(|member| member.name).collect();
            // A known member in another spelling is not an unknown member: it would be lost.
            let respelled = values::whole_string(&patterns::spellings(&names));
            let names = json_schema!({ "anyOf": [{ "enum": names }, { "not": respelled }] });
            _ = schema.insert("propertyNames".into(), names.into());
        }
        Form::Lenient => {}
    }
    if matches!(form, Form::Complete | Form::CompatibleComplete) {
        let always = M::MEMBERS.iter().filter(|member| member.always);
        let names: Vec<_> = always.map(|member| member.name).collect();
        schema.insert("required".into(), names.into());
    }
    schema
}

fn description<M: Model>(form: Form) -> String {
    let article = M::ARTICLE;
    match form {
        Form::Strict => format!("{article}: {}.", M::SOURCE),
        Form::Compatible => format!("{article}: {}. Other members are allowed.", M::SOURCE),
        Form::Complete => {
            format!("{article} with every member that the service has always sent since 2024-07.")
        }
        Form::CompatibleComplete => format!(
            "{article} with every member that the service has always sent since 2024-07. Other members are allowed."
        ),
        Form::Lenient => format!("{article} in any form that can be read without loss."),
    }
}
