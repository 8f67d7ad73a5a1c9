//! What `secret_spans` hides.

use std::ops::Range;

use plex_pin::secret_spans;

use super::canary::{self, CANARY};
use crate::tree::{Node, NotJson, Tree};

/// A text that is shown without its secret spans shows no secret, whole or broken: no canary, no value of a member
/// with the name of a secret, no string that quotes such a name, and nothing beside one. In JSON without such a name nothing
/// is hidden; of a text that is no JSON its end is. Spans stand in order and apart, each at the borders of characters.
pub fn redact_hides(data: &[u8]) {
    if let Some(text) = canary::body(data) {
        let shown = shown(&text);
        assert!(!shown.contains(CANARY), "shows {shown:?} of {text:?}");
        elsewhere(data);
    }
    let Ok(text) = str::from_utf8(data) else { return };
    shown(text);
    let spans = secret_spans(text);
    let unmarked = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let before = text.len() - unmarked.len();
    let end = spans.last().map_or(before, |span| span.end);
    let tree = match Tree::parse(unmarked) {
        Ok(tree) => tree,
        Err(refused) => {
            // Nothing is left that could be hidden behind a short word, or behind the end of the text.
            let nothing = match refused {
                NotJson::End => true,
                NotJson::At(at) => text.len() - before <= at + LONGEST_WORD,
                NotJson::Deep => false,
            };
            assert!(end == text.len() || nothing, "shows {:?} of {text:?}", &text[end..]);
            return;
        }
    };
    let mut secrets = Secrets::default();
    secrets.of(&tree, before, 1);
    if secrets.deepest > DEEPEST {
        assert_eq!(end, text.len(), "shows {:?} of {text:?}", &text[end..]);
        return;
    }
    for secret in &secrets.places {
        let is_hidden = spans.iter().any(|span| span.start <= secret.start && secret.end <= span.end);
        assert!(is_hidden, "shows {:?} of {text:?}", &text[secret.clone()]);
    }
    assert!(secrets.names_one || spans.is_empty(), "hides {spans:?} of {text:?}");
}

/// How much of a wrong word is shown, which is no secret yet.
const LONGEST_WORD: usize = 9;

/// How many containers may be open in a text that is read.
const DEEPEST: usize = 128;

/// What is left of a text without its secret spans.
fn shown(text: &str) -> String {
    let mut shown = String::new();
    let mut at = 0;
    for span in secret_spans(text) {
        assert!(at <= span.start && !span.is_empty(), "{span:?} after {at} of {text:?}");
        let before = text.get(at..span.start);
        shown += before.unwrap_or_else(|| panic!("{span:?} of {text:?}"));
        at = span.end;
    }
    shown += text.get(at..).unwrap_or_else(|| panic!("{at} of {text:?}"));
    shown
}

/// The canary with its first letter in an escape.
const ESCAPED: &str = "\\u00733cr3tCanary";

/// A secret that stands beside its name, inside of a string, or said again, with a text of the fuzzer's around it.
fn elsewhere(data: &[u8]) {
    let (&choice, noise) = data.split_first().unwrap_or((&0, data));
    let noise = serde_json::to_string(&String::from_utf8_lossy(noise)).expect("a string");
    // What the fuzzer says itself may be shown.
    if noise.contains(&CANARY[1..]) {
        return;
    }
    let text = match choice % 8 {
        0 => format!("{{\"a\":{{\"name\":\"X-Plex-Token\",\"value\":\"{CANARY}\"}},\"b\":{noise}}}"),
        1 => format!("[{noise},[\"auth token\",[\"{CANARY}\"]]]"),
        2 => format!("{{\"qr\":\"https://plex.tv/?X-Plex-Token={CANARY}\",\"b\":{noise}}}"),
        3 => format!("[\"{{\\\"accessToken\\\":\\\"{CANARY}\\\"}}\",{noise}]"),
        4 => format!(
            "{{\"title\":\"{CANARY}\",\"X-Plex-Token\":\"{CANARY}\",\"b\":{noise},\"c\":\"+{CANARY}+\"}}"
        ),
        5 => format!("{{\"b\":{noise},\"X-Plex-Token={CANARY}\":1}}"),
        6 => format!("{{\"X-Plex-Token\":\"{CANARY}\",\"{ESCAPED}\":1,\"b\":{noise}}}"),
        _ => format!("{{\"title\":\"{CANARY}\",\"b\":{noise},\"X-Plex-Token\":[\"{ESCAPED}\"]}}"),
    };
    let shown = shown(&text);
    // A part of it is too much as well.
    assert!(!shown.contains(&CANARY[1..]), "shows {shown:?} of {text:?}");
}

/// What must be hidden of a text that is JSON, by another reader.
#[derive(Default)]
struct Secrets {
    places: Vec<Range<usize>>,
    /// Whether the name of a secret stands anywhere.
    names_one: bool,
    /// How many containers are open at once.
    deepest: usize,
}

impl Secrets {
    /// Looks through a value, and tells whether it is the name of a secret.
    fn of(&mut self, value: &Tree<'_>, before: usize, depth: usize) -> bool {
        let place = before + value.start..before + value.start + value.raw.len();
        let mut beside = false;
        match &value.node {
            Node::Plain => {}
            Node::String(text) => {
                if quotes(text) {
                    self.names_one = true;
                    self.places.push(place);
                }
                return NAMES.contains(&&*letters(text));
            }
            Node::Array(elements) => {
                self.deepest = self.deepest.max(depth);
                for element in elements {
                    beside |= self.of(element, before, depth + 1);
                }
            }
            Node::Object(members) => {
                self.deepest = self.deepest.max(depth);
                for (name, value) in members {
                    if !quotes(name) {
                        beside |= self.of(value, before, depth + 1);
                        continue;
                    }
                    self.names_one = true;
                    if !matches!(value.raw, "null" | "true" | "false" | "\"\"") {
                        let start = before + value.start;
                        self.places.push(start..start + value.raw.len());
                    }
                }
            }
        }
        if beside {
            self.places.push(place);
        }
        false
    }
}

const NAMES: [&str; 3] = ["authtoken", "accesstoken", "xplextoken"];

fn letters(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}

fn quotes(text: &str) -> bool {
    let letters = letters(text);
    NAMES.iter().any(|name| letters.contains(name))
}
