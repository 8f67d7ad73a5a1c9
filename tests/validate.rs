//! Validation against the committed schemas: verdicts, pointers, codes, refusals.
#![cfg(feature = "validate")]

use plex_pin::schema::{Draft, Mode, Schema};
use plex_pin::{DocumentKind, Outcome, Parser, Pin};
use serde_json::Value;

#[track_caller]
fn schema(root: DocumentKind, mode: Mode) -> &'static Schema {
    Schema::find(root, mode, Draft::Draft202012).unwrap()
}

/// The violations of the strict schema of a pin.
#[track_caller]
fn strict(body: &str) -> Vec<String> {
    let violations = schema(DocumentKind::Pin, Mode::Strict).validate(body).unwrap();
    violations.iter().map(ToString::to_string).collect()
}

#[test]
fn ok_every_schema_is_one_and_compiles() {
    for schema in Schema::ALL {
        let tree: Value = schema.text().parse().unwrap();
        assert!(jsonschema::meta::is_valid(&tree), "{}", schema.id());
        assert_eq!(tree["$id"], schema.id());
        assert!(schema.validate(r#"{"id":1,"code":"A","errors":[]}"#).is_ok());
    }
    let ids: std::collections::BTreeSet<_> = Schema::ALL.iter().map(Schema::id).collect();
    assert_eq!(ids.len(), Schema::ALL.len());
}

/// Notes of every member: what an editor shows.
#[track_caller]
fn assert_noted(schema: &Schema, tree: &Value, object: &Value, prefix: &str) {
    for (name, member) in object["properties"].as_object().unwrap() {
        assert!(member["title"].is_string(), "title of {prefix}{name}");
        assert!(member["description"].is_string(), "description of {prefix}{name}");
        let examples = member["examples"].as_array().unwrap();
        assert!(!examples.is_empty(), "{prefix}{name}");
        let mut tree = tree.clone();
        tree["properties"] = serde_json::json!({ "it": member });
        for about_members in ["required", "anyOf", "minProperties", "propertyNames"] {
            tree.as_object_mut().unwrap().remove(about_members);
        }
        let validator = jsonschema::validator_for(&tree).unwrap();
        for example in examples {
            let instance = serde_json::json!({ "it": example });
            assert!(validator.is_valid(&instance), "{} {prefix}{name} {example}", schema.id());
        }
        assert_eq!(member["writeOnly"] == true, name == "authToken", "{prefix}{name}");
    }
}

#[test]
fn ok_every_member_has_title_description_and_valid_examples() {
    for schema in Schema::ALL {
        let tree: Value = schema.text().parse().unwrap();
        assert_noted(schema, &tree, &tree, "");
        for definitions in ["$defs", "definitions"] {
            for (name, definition) in tree[definitions].as_object().into_iter().flatten() {
                assert!(definition["description"].is_string(), "{name}");
                if definition["type"] == "object" {
                    assert_noted(schema, &tree, definition, name);
                }
            }
        }
    }
}

#[test]
fn ok_documents_in_their_strict_form() {
    for body in [
        r#"{"id":9007199254740991,"newRegistration":"","authToken":null}"#,
        r#"{"location":{}}"#,
        r#"{"createdAt":"2000-02-29T23:59:59.123456789-23:59","expiresAt":"0000-02-29 00:00:00 +0000 UTC"}"#,
        r#"{"location":{"coordinates":"-090.000, 180"}}"#,
        "\u{FEFF} {\"id\":1}",
    ] {
        assert_eq!(strict(body), Vec::<String>::new(), "{body}");
    }
}

#[test]
fn err_places_keywords_and_codes() {
    for (body, violations) in [
        (
            r#"{"id":1.5,"code":7,"trusted":null}"#,
            &[
                "null at /trusted does not meet the keyword type (null-value)",
                "number at /code does not meet the keyword type (number-for-string)",
                "number at /id does not meet the keyword type (out-of-range)",
            ][..],
        ),
        (
            r#"{"a/b~":1,"ExpiresIn":1}"#,
            &[
                "member at /ExpiresIn does not meet the keyword additionalProperties (member-spelling)",
                "member at /a~1b~0 does not meet the keyword additionalProperties (unknown-member)",
            ],
        ),
        (
            r#"{"createdAt":"1900-02-29T00:00:00Z"}"#,
            &["string at /createdAt does not meet the keyword pattern (out-of-range)"],
        ),
        (
            "{\"expiresAt\":\"2023-04-12T17:00:03Z\\n\"}",
            &[
                "string at /expiresAt does not meet the keyword not (timestamp-format)",
                "string at /expiresAt does not meet the keyword pattern (timestamp-format)",
            ],
        ),
        (
            r#"{"authToken":"","location":{"coordinates":"90.00000000000000000001, 0"}}"#,
            &[
                "string at /authToken does not meet the keyword anyOf (empty-value)",
                "string at /location/coordinates does not meet the keyword pattern (out-of-range)",
            ],
        ),
        (r#"{"expiresIn":1e400}"#, &["number at /expiresIn does not meet the keyword type (out-of-range)"]),
    ] {
        let mut found = strict(body);
        found.sort();
        assert_eq!(found, violations, "{body}");
    }
}

#[test]
fn err_compatible_refuses_other_spellings_alone() {
    let compatible = |root, body: &str| -> Vec<String> {
        let violations = schema(root, Mode::Compatible).validate(body).unwrap();
        violations.iter().map(ToString::to_string).collect()
    };
    for body in [
        r#"{"id":1,"new":1,"co.de":2,"code ":3,"code\n":4,"location":{"city":"a","id":[]}}"#,
        r#"{"location":{},"":null}"#,
    ] {
        assert_eq!(compatible(DocumentKind::Pin, body), [""; 0], "{body}");
    }
    for (body, expected) in [
        (
            r#"{"id":1,"Code":"A"}"#,
            &["member at /Code does not meet the keyword propertyNames (member-spelling)"][..],
        ),
        (
            r#"{"location":{"EuropeanUnion-Member_":true}}"#,
            &[
                "member at /location/EuropeanUnion-Member_ does not meet the keyword propertyNames (member-spelling)",
            ],
        ),
        (
            r#"{"Id":1}"#,
            &[
                "member at /Id does not meet the keyword propertyNames (member-spelling)",
                "object at the root does not meet the keyword anyOf",
            ],
        ),
        (r#"{"id":"1","new":1}"#, &["string at /id does not meet the keyword type (string-for-number)"]),
    ] {
        let mut found = compatible(DocumentKind::Pin, body);
        found.sort();
        assert_eq!(found, expected, "{body}");
    }
    let errors = compatible(DocumentKind::ApiErrors, r#"{"errors":[{"new":1}],"new":1}"#);
    assert_eq!(errors, [""; 0]);
}

/// In each schema, for the independent validator: the decoder refuses such a body before.
#[test]
fn err_no_member_of_the_model() {
    for schema in Schema::ALL {
        let validator = jsonschema::validator_for(&schema.text().parse().unwrap()).unwrap();
        for body in ["{}", r#"{"x":1}"#] {
            assert!(!validator.is_valid(&body.parse().unwrap()), "{} {body}", schema.id());
        }
    }
}

#[test]
fn err_complete_missing_members() {
    let violations =
        schema(DocumentKind::ApiErrors, Mode::Complete).validate(r#"{"errors":[{"code":1}]}"#).unwrap();
    let [violation] = &violations[..] else { panic!("{violations:?}") };
    assert_eq!(violation.pointer(), "/errors/0/message");
    assert_eq!(violation.keyword(), "required");
    assert_eq!(violation.code(), Some(plex_pin::DeviationCode::MissingMember));
    assert_eq!(
        violation.to_string(),
        "nothing at /errors/0/message does not meet the keyword required (missing-member)"
    );
}

/// More than a parser keeps by default.
#[test]
fn err_every_violation_has_its_code() {
    let members: Vec<String> =
        (0..=Parser::MAX_DEVIATIONS).map(|number| format!("\"x{number}\":0")).collect();
    let violations = strict(&format!("{{\"id\":1,{}}}", members.join(",")));
    assert_eq!(violations.len(), members.len());
    assert!(violations.iter().all(|it| it.ends_with(" (unknown-member)")), "{violations:#?}");
    // If one value has several deviations, the first; if a member is duplicated, that of the last, in any order.
    let again = r#"{"location":{"coordinates":1,"coordinates":"91, 0"}}"#;
    for (body, expected) in [
        (r#"{"ID":"5"}"#, "member at /ID does not meet the keyword additionalProperties (member-spelling)"),
        (again, "string at /location/coordinates does not meet the keyword pattern (out-of-range)"),
    ] {
        assert_eq!(strict(body), [expected]);
    }
}

#[test]
fn ok_outcomes() {
    for (body, pointer, outcome) in [
        (r#"{"id":"5"}"#, "/id", Some(Outcome::Coerced)),
        (r#"{"id":[]}"#, "/id", Some(Outcome::Dropped)),
        (r#"{"id":5,"x":1}"#, "/x", Some(Outcome::Ignored)),
        (r#"{"id":5}"#, "/code", Some(Outcome::Absent)),
        (r#"{"pin":{"id":5}}"#, "/pin", None),
    ] {
        let violations = schema(DocumentKind::Pin, Mode::Complete).validate(body).unwrap();
        let violation = violations.iter().find(|it| *it.pointer() == pointer).unwrap();
        assert_eq!(violation.outcome(), outcome, "{body}");
    }
}

#[test]
fn err_refusals_are_the_decoders() {
    for body in
        [&b""[..], b"hello", b"[1]", b"<pin/>", b"{\"id\":1", b"\xFF", b"{\"code\":\"\\ud800\"}", b"{} {}"]
    {
        for &mode in Mode::ALL {
            let error = schema(DocumentKind::Pin, mode).validate(body).unwrap_err();
            assert_eq!(error, Parser::LENIENT.parse::<Pin>(body).unwrap_err());
        }
    }
}

#[test]
fn ok_numbers_beyond_a_double_and_deep_nesting() {
    let lenient = schema(DocumentKind::Pin, Mode::Lenient);
    let deep = format!(r#"{{"id":1,"x":{}{}}}"#, "[".repeat(127), "]".repeat(127));
    for (body, valid) in [
        (r#"{"id":18446744073709551615}"#, true),
        (r#"{"id":1.8446744073709551615e19}"#, true),
        (r#"{"id":18446744073709551616}"#, false),
        (r#"{"id":9007199254740993.5}"#, false),
        (r#"{"code":18446744073709551616}"#, true),
        (r#"{"code":1e400}"#, false),
        (r#"{"code":-1e400}"#, false),
        (r#"{"id":1,"unknown":1e400}"#, true),
        (r#"{"authToken":12}"#, true),
        (&deep, true),
    ] {
        assert_eq!(lenient.validate(body).unwrap().is_empty(), valid, "{body}");
    }
}

#[test]
fn err_no_violation_shows_a_token() {
    for body in
        [r#"{"authToken":["s3cret"]}"#, r#"{"authToken":{"s3cret":1}}"#, r#"{"authToken":true,"x":"s3cret"}"#]
    {
        let violations = strict(body);
        assert!(!violations.is_empty(), "{body}");
        assert!(!violations.join(" ").contains("s3cret"), "{body}");
    }
}

/// Asserts that the last duplicate counts, with everything in it.
#[test]
fn ok_last_duplicate_member_counts() {
    assert_eq!(strict(r#"{"id":"x","id":1}"#), Vec::<String>::new());
    assert_eq!(strict(r#"{"id":1,"id":"x"}"#).len(), 1);
    let body = r#"{"trusted":1,"location":{"code":"","city":null},"location":{"city":5}}"#;
    let mut violations = schema(DocumentKind::Pin, Mode::Strict).validate(body).unwrap();
    violations.sort_by_key(plex_pin::Violation::span);
    let [other, violation] = &violations[..] else { panic!("{violations:?}") };
    assert_eq!(other.code(), Some(plex_pin::DeviationCode::NumberForBoolean));
    assert_eq!(violation.code(), Some(plex_pin::DeviationCode::NumberForString));
    assert_eq!(violation.span().map(|span| &body[span.range()]), Some("5"));
    assert_eq!(violation.outcome(), Some(plex_pin::Outcome::Coerced));
    assert_eq!(violation.message().to_string(), "number does not meet the keyword type");
    let violations = schema(DocumentKind::Pin, Mode::Strict).validate(r#"{"pin":{"id":1}}"#).unwrap();
    let [violation] = &violations[..] else { panic!("{violations:?}") };
    assert_eq!((violation.code(), violation.outcome(), violation.span()), (None, None, None));
}

#[test]
fn ok_pointers_of_200_characters_are_shown_whole() {
    for (length, is_whole) in [(198, true), (199, true), (200, false)] {
        let name = "n".repeat(length);
        let violations = strict(&format!("{{\"id\":1,\"{name}\":1}}"));
        assert_eq!(violations[0].contains(&format!("/{name} ")), is_whole, "{length}: {violations:?}");
    }
}
