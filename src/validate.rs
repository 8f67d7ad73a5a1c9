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
    /// The verdict is the schema's own. If a member is duplicated, the last one counts, as in most JSON parsers. A byte
    /// order mark is skipped. A violation has the code of the deviation that the decoder reports at the same pointer.
    ///
    /// # Errors
    ///
    /// Fails for what [`Parser::LENIENT`] refuses, with the same error: `hello`, `[1]`, XML.
    pub fn validate<B: AsRef<[u8]> + ?Sized>(&self, body: &B) -> Result<Vec<Violation>, Error> {
        let mut violations = Vec::new();
        self.for_each_violation(body, |violation| violations.push(violation))?;
        Ok(violations)
    }

    /// Calls `each` with every violation that [`validate`](Self::validate) returns, in the same order, and keeps none.
    ///
    /// A body of some megabytes can have a million violations, of which a report shows a few and counts the rest.
    ///
    /// ```
    /// use plex_pin::DocumentKind;
    /// use plex_pin::schema::{Draft, Mode, Schema};
    ///
    /// let schema = Schema::find(DocumentKind::Pin, Mode::Strict, Draft::Draft202012).unwrap();
    /// let mut count = 0;
    /// schema.for_each_violation(r#"{"id":"5123","trusted":0}"#, |_| count += 1)?;
    /// assert_eq!(count, 2);
    /// # Ok::<(), plex_pin::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Fails as [`validate`](Self::validate) does, before the first call of `each`.
    pub fn for_each_violation<B: AsRef<[u8]> + ?Sized>(
        &self,
        body: &B,
        mut each: impl FnMut(Violation),
    ) -> Result<(), Error> {
        let body = body.as_ref();
        let deviations = self.deviations(body)?;
        // Invariant: it is JSON in UTF-8, or it would have been refused.
        let text = core::str::from_utf8(body).unwrap_or_default();
        let mut reader = Reader::new(text);
        reader.cursor.eat("\u{FEFF}");
        reader.cursor.space();
        let tree = tree::read(&mut reader).map_err(|error| Error::syntax(error, Pointer::ROOT, text))?;
        let firsts = FirstDeviations::of(&deviations);
        let max = if self.kind() == DocumentKind::ApiErrors { MAX_ELEMENTS } else { usize::MAX };
        for_each_part(tree, max, &mut |part, before| {
            for error in self.validator().iter_errors(part) {
                firsts.for_each_violation(&error, before, &mut each);
            }
        });
        Ok(())
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

/// How many elements of `errors` are validated at once.
const MAX_ELEMENTS: usize = 1000;

/// Calls `each` with the tree, in parts if `errors` is an array of more than `max` elements, and with how many elements
/// are in the parts before. A part has at most `max` elements; all parts but the first have nothing else.
///
/// The validator makes the errors of all elements of an array before it returns the first, which takes far more memory
/// than the elements.
fn for_each_part(mut tree: Value, max: usize, each: &mut dyn FnMut(&Value, usize)) {
    let mut rest = match tree.get_mut("errors") {
        Some(Value::Array(elements)) if elements.len() > max => elements.split_off(max),
        _ => Vec::new(),
    };
    each(&tree, 0);
    let mut before = max;
    rest.reverse();
    while !rest.is_empty() {
        let elements: Vec<_> = rest.drain(rest.len().saturating_sub(max)..).rev().collect();
        let count = elements.len();
        each(&Value::Object([("errors".to_owned(), Value::Array(elements))].into_iter().collect()), before);
        before += count;
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_ELEMENTS, Refuse, Value};
    use crate::model::DocumentKind;
    use crate::schema::{Draft, Mode, Schema};

    /// Asserts that validating in parts returns the violations and indices of validating the whole at once.
    #[test]
    fn ok_errors_in_parts() {
        let schema = Schema::find(DocumentKind::ApiErrors, Mode::Strict, Draft::Draft202012).unwrap();
        for count in
            [0, 1, MAX_ELEMENTS - 1, MAX_ELEMENTS, MAX_ELEMENTS + 1, 3 * MAX_ELEMENTS, 3 * MAX_ELEMENTS + 7]
        {
            let elements = vec![r#"{"code":"1","message":2}"#; count].join(",");
            let body = format!(r#"{{"new":1,"errors":[{elements}]}}"#);
            let mut pointers: Vec<_> =
                schema.validate(&body).unwrap().iter().map(|it| it.pointer().as_str().to_owned()).collect();
            let mut expected = vec!["/new".to_owned()];
            for index in 0..count {
                expected.extend([format!("/errors/{index}/code"), format!("/errors/{index}/message")]);
            }
            pointers.sort();
            expected.sort();
            assert_eq!(pointers, expected, "{count}");
        }
        // It is no member of a pin.
        let schema = Schema::find(DocumentKind::Pin, Mode::Strict, Draft::Draft202012).unwrap();
        let body = format!(r#"{{"id":1,"errors":[{}0]}}"#, "0,".repeat(3 * MAX_ELEMENTS));
        assert_eq!(schema.validate(&body).unwrap().len(), 1);
    }

    #[test]
    fn err_nothing_is_fetched() {
        let schema: Value = r#"{"$ref":"https://example.com/schema.json"}"#.parse().unwrap();
        let error = jsonschema::options().with_retriever(Refuse).build(&schema).unwrap_err();
        assert!(error.to_string().contains("this validator fetches nothing"), "{error}");
    }
}
