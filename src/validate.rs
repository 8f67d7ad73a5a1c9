//! Validates bodies against the committed schemas: the third definition of the contract.

mod tree;
mod violation;

use std::sync::OnceLock;

use jsonschema::{PatternOptions, Retrieve, Uri, Validator};
use serde_json::Value;

pub use self::violation::Violation;

use self::violation::FirstDeviations;
use crate::decode::{Parsed, Parser};
use crate::deviation::Deviation;
use crate::error::Error;
use crate::json::Reader;
use crate::model::{ApiErrors, DocumentKind, Location, Pin};
use crate::pointer::Pointer;
use crate::schema::{Mode, Schema};

/// Each schema is compiled once, when it is first used.
static VALIDATORS: [OnceLock<Validator>; Schema::ALL.len()] = [const { OnceLock::new() }; Schema::ALL.len()];

/// Fetches nothing. No committed schema refers to another document.
struct Refuse;

impl Retrieve for Refuse {
    fn retrieve(&self, _: &Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        Err("this validator fetches nothing".into())
    }
}

impl Schema {
    /// Validates a body against the schema. Returns every violation, or none if the body is valid.
    ///
    /// The verdict is the schema's own. Of duplicate members the last one counts, as in other readers of JSON. A byte
    /// order mark is skipped. A violation has the code of the deviation that the decoder reports at the same pointer.
    ///
    /// # Errors
    ///
    /// `hello`, `[1]`, XML: what [`Parser::LENIENT`] refuses, with the same error.
    pub fn validate<B: AsRef<[u8]> + ?Sized>(&self, body: &B) -> Result<Vec<Violation>, Error> {
        let body = body.as_ref();
        let deviations = self.deviations(body)?;
        // Invariant: it is JSON in UTF-8, or it would have been refused.
        let text = core::str::from_utf8(body).unwrap_or_default();
        let mut reader = Reader::new(text);
        reader.cursor.eat("\u{FEFF}");
        reader.cursor.space();
        let tree = tree::read(&mut reader).map_err(|error| Error::syntax(error, Pointer::ROOT, text))?;
        let firsts = FirstDeviations::of(&deviations);
        let errors = self.validator().iter_errors(&tree);
        Ok(errors.flat_map(|error| firsts.violations(&error)).collect())
    }

    /// All deviations that the decoder reports.
    fn deviations(&self, body: &[u8]) -> Result<Vec<Deviation>, Error> {
        fn deviations<T>(parsed: Parsed<T>) -> Vec<Deviation> {
            parsed.into_parts().1
        }
        let parser = Parser::LENIENT.max_deviations(usize::MAX);
        let parser = if self.mode() == Mode::Complete { parser.complete() } else { parser };
        match self.kind() {
            DocumentKind::Pin => parser.parse::<Pin>(body).map(deviations),
            DocumentKind::Location => parser.parse::<Location>(body).map(deviations),
            DocumentKind::ApiErrors => parser.parse::<ApiErrors>(body).map(deviations),
        }
    }

    fn validator(&self) -> &'static Validator {
        // Invariant: every schema is in the table.
        let index = Self::ALL.iter().position(|schema| schema == self).unwrap_or_default();
        VALIDATORS[index].get_or_init(|| {
            let schema = self.text().parse::<Value>();
            let validator = schema.ok().and_then(|schema| {
                let options = jsonschema::options()
                    .with_retriever(Refuse)
                    // Linear in the body, whatever the body.
                    .with_pattern_options(PatternOptions::regex());
                options.build(&schema).ok()
            });
            validator.expect("a committed schema compiles: a test compiles each")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Refuse, Value};

    #[test]
    fn err_nothing_is_fetched() {
        let schema: Value = r#"{"$ref":"https://example.com/schema.json"}"#.parse().unwrap();
        let error = jsonschema::options().with_retriever(Refuse).build(&schema).unwrap_err();
        assert!(error.to_string().contains("this validator fetches nothing"), "{error}");
    }
}
