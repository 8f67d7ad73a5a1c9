//! `plex-pin schema`, and the schemas as the engine of `validate`.

use std::collections::BTreeMap;

use plex_pin::schema::Schema;
use serde_json::Value;

use crate::support::{BAD, Folder, GOOD, Run};

#[test]
fn ok_every_schema_is_printed() {
    let folder = Folder::new("schemas_printed");
    for schema in Schema::ALL {
        let (root, mode, draft) = (schema.kind().as_str(), schema.mode().as_str(), schema.draft().as_str());
        let run = folder.run(&["schema", root, "--mode", mode, "--draft", draft]);
        assert_eq!((run.code, &*run.out, &*run.err), (Some(0), schema.text(), ""), "{schema:?}");
    }
    let run = folder.run(&["schema"]);
    assert_eq!((run.code, &*run.out), (Some(0), plex_pin::schema::PIN_STRICT));
}

#[test]
fn err_no_such_schema_lists_those_that_there_are() {
    let folder = Folder::new("schemas_unknown");
    for (args, known) in [
        (&["schema", "account"][..], "[possible values: pin, location, errors]"),
        (&["schema", "pin", "--mode", "loose"], "[possible values: strict, compatible, complete, lenient]"),
        (&["schema", "pin", "--draft", "2019-09"], "[possible values: 2020-12, 07]"),
        (&["schema", "pin", "--mode", "lenient", "--draft", "07"], "\n  pin --mode strict --draft 07\n"),
        (&["validate", "--engine", "xsd", "-"], "[possible values: decoder, schema]"),
        (
            &["validate", "--engine", "schema", "--mode", "lenient", "--complete", "-"],
            "there is no lenient schema that is complete",
        ),
    ] {
        let run = folder.run(args);
        assert_eq!((run.code, &*run.out), (Some(2), ""), "{args:?}");
        assert!(run.err.contains(known), "{args:?}: {}", run.err);
    }
}

#[test]
fn ok_findings_of_a_schema() {
    let folder = Folder::new("schemas_findings").file("good.json", GOOD).file("bad.json", BAD);
    let run = folder.run(&["validate", "--engine", "schema", "good.json", "bad.json", "--max-findings", "1"]);
    let report = "\
good.json: conforms (pin)
bad.json: deviates (pin, 2 errors)

error[string-for-number]: string does not meet the keyword type at /id
 --> bad.json:2:9
  |
2 |   \"id\": \"5123\",
  |         ^^^^^^
  |
  = help: plex.tv sends a number here; a client that compares types will fail

bad.json: 1 more finding not shown; see --max-findings

2 files, 2 documents: 1 conforms, 1 deviates (2 errors)

  1  empty-value        first in bad.json
  1  string-for-number  first in bad.json:2:9

For more about a code: plex-pin explain CODE
";
    assert_eq!((run.code, &*run.out, &*run.err), (Some(1), report, ""));
}

/// As the decoder's are: what is missing last, though the object that lacks it begins before its members.
#[test]
fn ok_findings_of_a_schema_are_in_the_order_of_the_text() {
    let folder = Folder::new("schemas_order");
    for (reading, body, count) in [
        ("pin", r#"{"id":"1","code":"ABCD","location":{"city":"B"}}"#, 20),
        ("location", r#"{"city":"B","code":7}"#, 10),
        ("errors", r#"{"errors":[{"code":"1","status":404}]}"#, 2),
    ] {
        let pointers = |engine| {
            let args =
                ["validate", "--complete", "--format", "json", "--as", reading, "--engine", engine, "-"];
            let run = folder.run_on(body.as_bytes(), &args);
            let pointers = run.out.split(r#""pointer":""#).skip(1).map(|it| it.split('"').next().unwrap());
            pointers.map(str::to_owned).collect::<Vec<_>>()
        };
        let schema = pointers("schema");
        assert_eq!(schema, pointers("decoder"));
        assert_eq!(schema.len(), count, "{schema:?}");
    }
}

/// A validator follows the schema, a report the document: whatever is omitted, what is shown comes first there.
#[test]
fn ok_first_findings_of_a_schema() {
    let folder = Folder::new("schemas_first");
    let body =
        r#"{"id":"1","code":"ABCD","location":{"city":1,"code":2},"trusted":"x","expiresIn":-1,"new":1}"#;
    let report = |max: usize| -> Value {
        let max = max.to_string();
        let args = [
            "validate",
            "--complete",
            "--engine",
            "schema",
            "--format",
            "ndjson",
            "--max-findings",
            &max,
            "-",
        ];
        serde_json::from_str(&folder.run_on(body.as_bytes(), &args).out).unwrap()
    };
    let all = report(64)["findings"].as_array().unwrap().clone();
    assert!(all.len() > 15, "{}", all.len());
    for max in 1..all.len() {
        let some = report(max);
        assert_eq!(some["findings"].as_array().unwrap()[..], all[..max], "{max}");
        assert_eq!(some["more_findings"], all.len() - max);
    }
    let human = |max| {
        folder.run_on(
            body.as_bytes(),
            &["validate", "--complete", "--engine", "schema", "--max-findings", max, "-"],
        )
    };
    // Where an omitted finding is is not known.
    let summary = |run: Run| {
        let lines = run.out.split_once("\n1 file, ").unwrap().1.lines();
        lines.map(|line| line.split("  first in").next().unwrap().trim_end().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(summary(human("1")), summary(human("64")));
}

/// Nothing tells what became of a value to which the schema alone objects, nor where it stands.
#[test]
fn ok_findings_of_the_schema_alone() {
    let folder = Folder::new("schema_alone").file("a.json", "\u{FEFF} {\"pin\":{\"id\":1}}");
    let finding = concat!(
        r#""findings":[{"code":"schema-keyword","outcome":null,"severity":"error","pointer":"/pin","span":[4,5],"#,
        r#""line":1,"column":3,"message":"member does not meet the keyword additionalProperties"}]"#
    );
    let run = folder.run(&["validate", "--engine", "schema", "--format", "ndjson", "a.json"]);
    assert!(run.out.contains(finding), "{}", run.out);
}

/// Verdict and refusal of each record of the captures.
fn verdicts(folder: &Folder, args: &[&str]) -> BTreeMap<(String, u64), (String, Value)> {
    let captures = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/captures");
    let args = [&["validate", "--as", "auto", "--format", "ndjson", captures], args].concat();
    let run = folder.run(&args);
    // The last line counts what is not checked.
    let records = run.out.lines().filter(|line| !line.starts_with("{\"unchecked\"")).map(|line| {
        let record: Value = serde_json::from_str(line).unwrap();
        let verdict = record["verdict"].as_str().unwrap().to_owned();
        let refusal = if verdict == "refused" { record["findings"].clone() } else { Value::Null };
        let place = (record["source"].as_str().unwrap().to_owned(), record["record"].as_u64().unwrap_or(0));
        (place, (verdict, refusal))
    });
    records.collect()
}

#[test]
fn ok_both_engines_agree_on_the_captures() {
    let folder = Folder::new("schemas_agree");
    for mode in [&["--mode", "strict"][..], &["--complete"], &["--mode", "lenient"]] {
        let decoder = verdicts(&folder, mode);
        let schema = verdicts(&folder, &[mode, &["--engine", "schema"]].concat());
        assert!(decoder.len() > 50, "{} records", decoder.len());
        for (place, (verdict, refusal)) in decoder {
            // What a schema cannot see: a byte order mark, duplicate members, other spellings, wrappers.
            let unseen =
                ["byte-order-mark", "deviating-names", "documented-pascal-case", "error-bare", "legacy-v1"];
            let unseen = unseen.iter().any(|it| place.0.contains(it));
            if !unseen {
                assert_eq!(schema[&place], (verdict, refusal), "{place:?} {mode:?}");
            }
        }
    }
}
