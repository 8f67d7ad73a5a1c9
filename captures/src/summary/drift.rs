//! What differs between two archives: what is new, gone or different.

use std::collections::BTreeSet;

use serde::Serialize;

use super::overview::{MemberOverview, ObjectOverview, Overview, Words};

/// How something changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// It is in the new archive alone.
    New,
    /// It is in the old archive alone, and the new one has so many objects that this is no chance.
    Gone,
    /// It was in every object, and is no longer.
    Different,
    /// It is in the old archive alone, and the new one has so few objects that this may be chance. It is no drift.
    NotSeen,
}

/// Below this chance that something is merely not seen, it is gone.
const CHANCE: f64 = 0.001;

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Drift {
    /// How it changed.
    pub change: Change,
    /// What it is: `document`, `member`, `type`, `format`, `code`, `error` or `status`.
    pub what: &'static str,
    /// Where: `pin/expiresIn`, `pin`; empty for codes.
    pub at: String,
    /// The name: `string`, `unknown-member`, `1020`.
    pub name: String,
    /// In how many objects or documents of the old archive it is.
    pub old: u64,
    /// In how many of the new one.
    pub new: u64,
}

impl Drift {
    /// Lists the differences between two archives, in the order of the overview.
    ///
    /// Nothing is gone of objects that the new archive has none of: only the documents are not seen then.
    #[must_use]
    pub fn between(old: &Overview, new: &Overview) -> Vec<Self> {
        let mut all = Collector::default();
        let documents = (old.documents.total, new.documents.total);
        all.words("document", "", documents, &old.kinds, &new.kinds);
        for (old, new) in old.objects.iter().zip(&new.objects).filter(|(old, new)| old.object == new.object) {
            all.object(old, new);
        }
        let codes = |overview: &Overview| -> Words {
            overview.codes.iter().map(|it| (it.code.clone(), it.documents)).collect()
        };
        all.words("code", "", documents, &codes(old), &codes(new));
        all.errors(old, new);
        all.0
    }

    /// Returns whether it is a change that is no chance.
    #[must_use]
    pub fn is_drift(&self) -> bool {
        self.change != Change::NotSeen
    }
}

#[derive(Default)]
struct Collector(Vec<Drift>);

impl Collector {
    fn add(&mut self, change: Change, what: &'static str, at: &str, name: &str, (old, new): (u64, u64)) {
        self.0.push(Drift { change, what, at: at.to_owned(), name: name.to_owned(), old, new });
    }

    /// Compares counts by word. `all` is how many objects each archive has.
    fn words(&mut self, what: &'static str, at: &str, all: (u64, u64), old: &Words, new: &Words) {
        let words: BTreeSet<_> = old.keys().chain(new.keys()).collect();
        for word in words {
            let count = |words: &Words| words.get(word).copied().unwrap_or_default();
            let counts = (count(old), count(new));
            match counts {
                (0, 0) => {}
                (0, _) => self.add(Change::New, what, at, word, counts),
                (_, 0) => self.add(gone(counts.0, all), what, at, word, counts),
                _ => {}
            }
        }
    }

    fn object(&mut self, old: &ObjectOverview, new: &ObjectOverview) {
        if old.count == 0 || new.count == 0 {
            return;
        }
        let all = (old.count, new.count);
        let present = |object: &ObjectOverview| -> Words {
            let known = object.members.iter().map(|it| (it.name.clone(), it.present));
            known.chain(object.unknown.iter().map(|it| (it.name.clone(), it.count))).collect()
        };
        self.words("member", &old.object, all, &present(old), &present(new));
        for was in &old.members {
            if let Some(is) = new.members.iter().find(|is| is.name == was.name) {
                self.member(&format!("{}/{}", old.object, was.name), all, was, is);
            }
        }
        for was in &old.unknown {
            if let Some(is) = new.unknown.iter().find(|is| is.name == was.name) {
                let at = format!("{}/{}", old.object, was.name);
                self.words("type", &at, (was.count, is.count), &was.types, &is.types);
            }
        }
    }

    fn member(&mut self, at: &str, all: (u64, u64), was: &MemberOverview, is: &MemberOverview) {
        if was.present == 0 || is.present == 0 {
            return;
        }
        if was.present == all.0 && is.present < all.1 {
            self.add(Change::Different, "member", at, "no longer always present", (was.present, is.present));
        }
        let present = (was.present, is.present);
        self.words("type", at, present, &was.types, &is.types);
        self.words("format", at, present, &was.formats, &is.formats);
    }

    fn errors(&mut self, old: &Overview, new: &Overview) {
        let counts = |overview: &Overview| -> Words {
            overview.errors.iter().map(|it| (it.code.to_string(), it.count)).collect()
        };
        let total = |words: &Words| words.values().sum::<u64>();
        let (was, is) = (counts(old), counts(new));
        self.words("error", "", (total(&was), total(&is)), &was, &is);
        for was in &old.errors {
            if let Some(is) = new.errors.iter().find(|is| is.code == was.code) {
                let at = was.code.to_string();
                self.words("status", &at, (was.count, is.count), &was.statuses, &is.statuses);
            }
        }
    }
}

/// What it means that something in `count` of the old objects is in none of the new ones.
#[allow(clippy::cast_precision_loss)] // An estimate.
fn gone(count: u64, (old, new): (u64, u64)) -> Change {
    // Of one more than there are: of few objects, all is no certainty.
    let share = count as f64 / (old as f64 + 1.0);
    let chance = (1.0 - share).max(0.0).powf(new as f64);
    if chance < CHANCE { Change::Gone } else { Change::NotSeen }
}

#[cfg(test)]
mod tests {
    use super::{Change, Drift};
    use crate::summary::{Overview, Summary};
    use crate::{CheckOptions, Checker, Record};

    fn overview(bodies: &[&str], times: usize) -> Overview {
        let checker = Checker::new(&CheckOptions::default());
        let mut summary = Summary::default();
        for body in bodies.iter().flat_map(|body| std::iter::repeat_n(body, times)) {
            let record = Record { source: "", line: None, body: body.as_bytes(), container: None };
            summary.add(record, &checker.check(body.as_bytes()));
        }
        summary.overview()
    }

    #[test]
    fn ok_differences_between_archives() {
        const PIN: &str = r#"{"id":5,"code":"ABCD","trusted":false,"expiresIn":9}"#;
        const ERROR: &str = r#"{"errors":[{"code":1020,"message":"m"}]}"#;
        type Case = (
            &'static [&'static str],
            &'static [&'static str],
            &'static [(Change, &'static str, &'static str, &'static str)],
        );
        let cases: [Case; 9] = [
            (&[PIN], &[PIN], &[]),
            (
                &[PIN],
                &[r#"{"id":5,"code":"ABCD","trusted":false,"expiresIn":9,"tomorrow":1}"#],
                &[(Change::New, "member", "pin", "tomorrow"), (Change::New, "code", "", "unknown-member")],
            ),
            (
                &[PIN],
                &[r#"{"id":5,"code":"ABCD","trusted":false}"#],
                &[(Change::Gone, "member", "pin", "expiresIn")],
            ),
            (
                &[PIN],
                &[PIN, r#"{"id":5,"code":"ABCD","trusted":false}"#],
                &[(Change::Different, "member", "pin/expiresIn", "no longer always present")],
            ),
            (
                &[PIN],
                &[r#"{"id":"5","code":"ABCD","trusted":false,"expiresIn":9}"#],
                &[
                    (Change::Gone, "type", "pin/id", "number"),
                    (Change::New, "type", "pin/id", "string"),
                    (Change::Gone, "format", "pin/id", "integer"),
                    (Change::New, "code", "", "string-for-number"),
                ],
            ),
            (
                &[PIN],
                &[PIN, ERROR],
                &[(Change::New, "document", "", "errors"), (Change::New, "error", "", "1020")],
            ),
            (
                &[PIN, ERROR],
                &[PIN],
                &[(Change::Gone, "document", "", "errors"), (Change::NotSeen, "error", "", "1020")],
            ),
            (
                &[ERROR],
                &[r#"{"errors":[{"code":1020,"message":"m","status":404}]}"#],
                &[
                    (Change::New, "member", "error", "status"),
                    (Change::New, "status", "1020", "404"),
                    (Change::Gone, "status", "1020", "none"),
                ],
            ),
            (
                &[r#"{"id":5,"code":"ABCD","trusted":false,"createdAt":"2023-04-12T17:00:03Z"}"#],
                &[r#"{"id":5,"code":"ABCD","trusted":false,"createdAt":"2023-04-12 17:00:03 +0000 UTC"}"#],
                &[
                    (Change::New, "format", "pin/createdAt", "YYYY-MM-DD HH:MM:SS +0000 UTC"),
                    (Change::Gone, "format", "pin/createdAt", "YYYY-MM-DDTHH:MM:SSZ"),
                ],
            ),
        ];
        for (old, new, expected) in cases {
            let drift = Drift::between(&overview(old, 20), &overview(new, 20));
            let found: Vec<_> = drift.iter().map(|it| (it.change, it.what, &*it.at, &*it.name)).collect();
            assert_eq!(found, expected, "{old:?} and {new:?}");
        }
    }

    #[test]
    fn ok_chance_in_a_small_archive() {
        let pending = r#"{"id":5,"code":"ABCD","trusted":false,"authToken":null}"#;
        let claimed = r#"{"id":5,"code":"ABCD","trusted":false,"authToken":"example-token"}"#;
        let old = overview(&[pending, claimed], 100);
        for (times, expected) in [(5, Change::NotSeen), (20, Change::Gone)] {
            let drift = Drift::between(&old, &overview(&[pending], times));
            let string = drift.iter().find(|it| it.name == "string").unwrap();
            assert_eq!((string.change, string.is_drift()), (expected, expected == Change::Gone));
        }
    }
}
