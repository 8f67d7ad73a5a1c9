//! A validator over the committed schemas: the third definition of the contract at work.

mod tree;
mod violation;

use std::sync::OnceLock;

use jsonschema::{PatternOptions, Retrieve, Uri, Validator};
use serde_json::Value;

pub use self::violation::Violation;

use self::violation::Firsts;
use crate::decode::{Parsed, Parser};
use crate::deviation::Deviation;
use crate::error::Error;
use crate::json::Reader;
use crate::pointer::Pointer;
use crate::schema::{Mode, Root, Schema};

/// Each is compiled once, when it is first asked for.
static VALIDATORS: [OnceLock<Validator>; Schema::ALL.len()] = [const { OnceLock::new() }; Schema::ALL.len()];

/// No schema of ours refers to another document, and none would be fetched.
struct Refuse;

impl Retrieve for Refuse {
    fn retrieve(&self, _: &Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        Err("this validator fetches nothing".into())
    }
}

impl Schema {
    /// Holds a body against the schema: all that it does not meet, nothing if it is valid.
    ///
    /// The verdict is the schema's own. Of members of one name the last one counts, as in every reader of JSON; a
    /// byte order mark is passed over. The codes are the decoder's, for the places where the two object.
    ///
    /// # Errors
    ///
    /// What [`Parser::LENIENT`] refuses too, with the same error: `hello`, `[1]`, XML.
    pub fn validate<B: AsRef<[u8]> + ?Sized>(&self, body: &B) -> Result<Vec<Violation>, Error> {
        let body = body.as_ref();
        let deviations = self.deviations(body)?;
        // Invariant: it is JSON in UTF-8, or it would have been refused.
        let text = core::str::from_utf8(body).unwrap_or_default();
        let mut reader = Reader::new(text);
        reader.cursor.eat("\u{FEFF}");
        reader.cursor.space();
        let tree = tree::read(&mut reader).map_err(|error| Error::syntax(error, Pointer::ROOT, text))?;
        let firsts = Firsts::of(&deviations);
        let errors = self.validator().iter_errors(&tree);
        Ok(errors.flat_map(|error| firsts.violations(&error)).collect())
    }

    /// All that the decoder finds.
    fn deviations(&self, body: &[u8]) -> Result<Vec<Deviation>, Error> {
        fn deviations<T>(parsed: Parsed<T>) -> Vec<Deviation> {
            parsed.into_parts().1
        }
        let parser = Parser::LENIENT.max_deviations(usize::MAX);
        let parser = if self.mode() == Mode::Complete { parser.complete() } else { parser };
        match self.root() {
            Root::Pin => parser.pin(body).map(deviations),
            Root::Location => parser.location(body).map(deviations),
            Root::ApiErrors => parser.api_errors(body).map(deviations),
        }
    }

    fn validator(&self) -> &'static Validator {
        // Invariant: there is no schema but those of the table.
        let index = Self::ALL.iter().position(|schema| schema == self).unwrap_or_default();
        VALIDATORS[index].get_or_init(|| {
            let schema = self.text().parse::<Value>();
            let validator = schema.ok().and_then(|schema| {
                let options = jsonschema::options()
                    .with_retriever(Refuse)
                    // In time linear in the text, whatever the text.
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
