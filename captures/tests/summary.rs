//! Laws of whole summaries.

use plex_pin_captures::summary::{Overview, Summary};
use plex_pin_captures::{CheckOptions, Checker, Record};

/// Bodies with many months, names, codes and pins, some of them broken.
fn bodies() -> Vec<String> {
    let pins = (0..600_u32).map(|number| {
        let month = 1 + number % 12;
        let year = 2017 + number % 9;
        let token = if number.is_multiple_of(3) { "null" } else { "\"example-token\"" };
        let id = number % 250;
        let left = number * 7 % 900;
        format!(
            r#"{{"id":{id},"code":"ABCD","trusted":false,"location":{{"city":"A","new{number}":{number}}},"expiresIn":{left},"createdAt":"{year}-{month:02}-03T17:00:03Z","expiresAt":"{year}-{month:02}-03T17:15:03Z","authToken":{token},"m{}":[]}}"#,
            number % 300
        )
    });
    let errors = (0..300).map(|number| {
        let code = 1000 + number * 7 % 400;
        format!(r#"{{"errors":[{{"code":{code},"message":"m","status":{}}}]}}"#, 400 + number % 30)
    });
    let others = ["", "{", "[]", r#"{"a":1}"#, r#"{"city":"A","continent_code":null}"#, r#"{"errors":[]}"#];
    pins.chain(errors).chain(others.map(str::to_owned)).collect()
}

fn summary<'b>(bodies: impl Iterator<Item = &'b String>) -> Summary {
    let checker = Checker::new(&CheckOptions::default());
    let mut summary = Summary::default();
    for body in bodies {
        let record = Record { source: "", line: Some(1), body: body.as_bytes(), container: None };
        summary.add(record, &checker.check(body.as_bytes()));
    }
    summary
}

/// Parts of an archive, merged in any order and grouping, give what the whole gives.
#[test]
fn ok_merges_in_any_order() {
    let bodies = bodies();
    let whole = summary(bodies.iter()).overview();
    let part = |index: usize| summary(bodies.iter().skip(index).step_by(3));
    let merged = |mut left: Summary, right: Summary| {
        left.merge(right);
        left
    };
    assert!(whole.objects.iter().any(|it| it.unknown_not_kept > 0), "the bound on names is reached");
    for overview in [
        merged(merged(part(0), part(1)), part(2)).overview(),
        merged(part(0), merged(part(1), part(2))).overview(),
        merged(merged(part(2), part(0)), part(1)).overview(),
        merged(Summary::default(), summary(bodies.iter().rev())).overview(),
    ] {
        assert_eq!(overview, whole);
    }
}

#[test]
fn ok_counts_of_an_archive() {
    let overview = summary(bodies().iter()).overview();
    let documents = overview.documents;
    assert_eq!(documents.total, documents.conforming + documents.deviating + documents.refused);
    assert_eq!(documents.total, 906);
    assert_eq!(overview.months.iter().map(|it| it.documents.total).sum::<u64>(), 906);
    assert_eq!(overview.pins.distinct, 250);
    for object in &overview.objects {
        assert_eq!(object.months.values().sum::<u64>(), object.count, "{}", object.object);
        for member in &object.members {
            assert_eq!(member.types.values().sum::<u64>(), member.present, "{}", member.name);
            assert_eq!(member.months.values().sum::<u64>(), member.present, "{}", member.name);
            assert!(member.present <= object.count, "{}", member.name);
        }
    }
    let errors: u64 = overview.errors.iter().map(|it| it.count).sum();
    assert_eq!(errors + overview.errors_not_kept + overview.errors_without_code, 300);
}

/// Of a member that is given twice the last value counts, its type, form and number, and of a location its members too.
#[test]
fn ok_last_of_duplicate_members() {
    let bodies = [
        r#"{"id":1,"expiresIn":900,"expiresIn":"","code":"7RQZ","CODE":null}"#,
        r#"{"id":1,"code":"7RQZ","expiresIn":true,"expires_in":5.5}"#,
        r#"{"id":1,"code":"7RQZ","qr":"","location":{"city":"A","country":"B"},"location":{"city":"A"}}"#,
    ];
    let overview = summary(bodies.map(str::to_owned).iter()).overview();
    let [pin, location, ..] = &overview.objects[..] else { panic!("{:?}", overview.objects) };
    let member = |name: &str| pin.members.iter().find(|it| it.name == name).unwrap();
    let words = |words: &plex_pin_captures::summary::Words| -> Vec<_> {
        words.iter().map(|(word, count)| format!("{count} {word}")).collect()
    };
    assert_eq!((member("expiresIn").present, member("expiresIn").empty), (2, 1));
    assert_eq!(words(&member("expiresIn").types), ["1 number", "1 string"]);
    assert_eq!(words(&member("expiresIn").formats), ["1 decimal"]);
    assert_eq!(member("expiresIn").numbers, Some([5.5, 5.5]));
    assert_eq!(words(&member("code").types), ["1 null", "2 string"]);
    assert_eq!(words(&member("code").formats), ["2 4-characters"]);
    assert_eq!(location.count, 1);
    assert_eq!(location.members.iter().filter(|it| it.present > 0).count(), 1);
}

/// Members are found in any order and spelling, and with white space, as in the order of the service.
#[test]
fn ok_same_in_any_notation() {
    let compact = r#"{"id":1,"code":"7RQZ","trusted":false,"expiresIn":900,"createdAt":"2024-07-16T17:03:05Z","authToken":null}"#;
    let pretty = compact.replace(",\"", " ,\n\t\"").replace(':', " : ").replace(" : 03 : ", ":03:");
    let shuffled = r#"{"authToken":null,"createdAt":"2024-07-16T17:03:05Z","code":"7RQZ","expiresIn":900,"trusted":false,"id":1}"#;
    let respelled = compact.replace("expiresIn", "expires_in").replace("createdAt", "CreatedAt");
    let objects = |body: &str| summary([body.to_owned()].iter()).overview().objects;
    let members = |body: &str| -> Vec<_> {
        let members = objects(body).remove(0).members;
        members.into_iter().map(|it| (it.name, it.types, it.formats, it.numbers, it.months)).collect()
    };
    for body in [&pretty, shuffled, &respelled] {
        assert_eq!(members(body), members(compact), "{body}");
    }
}

#[test]
fn ok_saved_and_read_again() {
    let overview = summary(bodies().iter()).overview();
    assert_eq!(Overview::parse(&overview.to_json()), Ok(overview));
}

#[test]
fn err_saved_in_another_form() {
    let saved = Summary::default().overview().to_json();
    for (text, expected) in [
        ("", "expected a summary of plex-pin summarize, found something else"),
        ("{}", "expected a summary of plex-pin summarize, found something else"),
        ("{\"format\":\"other\"}", "expected a summary of plex-pin summarize, found something else"),
        (&saved.replace("\"version\": 1", "\"version\": 2"), "expected a summary of version 1, found 2"),
        (&saved[..40], "expected a summary, found one that is broken on line 3"),
        (
            &saved.replace("\"files\": 0", "\"files\": -1"),
            "expected a summary, found one that is broken on line 4",
        ),
    ] {
        assert_eq!(Overview::parse(text).unwrap_err().to_string(), expected, "{text}");
    }
}
