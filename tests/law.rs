//! The law of the two modes on every capture and on a hundred thousand documents made at random.

mod support {
    pub(crate) mod law;
    pub(crate) mod random;
    pub(crate) mod tally;
}

use std::{fs, thread};

use plex_pin::{DeviationCode, ErrorKind, Parsed, Parser, Pin};
use support::law;
use support::random::{Random, document};
use support::tally::Tally;

#[test]
fn ok_law_holds_for_every_capture() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/captures");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let body = fs::read(entry.unwrap().path()).unwrap();
        law::holds(&body);
        let most = if cfg!(miri) { 2 } else { usize::MAX };
        for line in body.split(|&byte| byte == b'\n').take(most) {
            law::holds(line);
        }
        count += 1;
    }
    assert!(count >= 28, "{count}");
}

const THREADS: u64 = 4;
// Miri reads a document in the time of some thousand.
const EACH: usize = if cfg!(miri) { 3 } else { 25_000 };

#[test]
fn ok_law_holds_for_documents_made_at_random() {
    thread::scope(|scope| {
        for seed in 0..THREADS {
            scope.spawn(move || {
                let mut random = Random::new(seed);
                for number in 0..EACH {
                    let body = document(&mut random);
                    let _ = law::modes_agree(&body, |parser| parser.parse_document(&body));
                    let _ = law::modes_agree(&body, |parser| parser.complete().parse_document(&body));
                    // Checking the complete law takes ten times as long.
                    if number % 40 == 0 {
                        law::holds(&body);
                    }
                }
            });
        }
    });
}

/// Asserts that a compact body and the same body on many lines have the same result.
#[test]
fn ok_compact_equals_multiline() {
    let mut random = Random::new(THREADS + 1);
    let mut shuffled = 0;
    for _ in 0..EACH {
        let body = document(&mut random);
        let lines = on_lines(&body);
        for parser in [Parser::STRICT, Parser::LENIENT, Parser::LENIENT.complete()] {
            let (one, many) = (parser.parse_document(&body), parser.parse_document(&lines));
            let text = String::from_utf8_lossy(&body);
            match (&one, &many) {
                (Ok(one), Ok(many)) => {
                    let deviations = |parsed: &Parsed<_>| {
                        let seen = parsed
                            .deviations()
                            .iter()
                            .map(|it| (it.code(), it.pointer().clone(), it.outcome()));
                        seen.collect::<Vec<_>>()
                    };
                    assert_eq!(one.value(), many.value(), "{text}");
                    assert_eq!(deviations(one), deviations(many), "{text}");
                    shuffled += u32::from(deviations(one).is_empty() && !text.contains("{\"id\""));
                }
                (Err(one), Err(many)) => {
                    assert_eq!((one.kind(), one.pointer()), (many.kind(), many.pointer()), "{text}");
                }
                _ => panic!("{one:?} is not {many:?}: {text}"),
            }
        }
    }
    assert!(cfg!(miri) || shuffled > 1000, "{shuffled}");
}

/// Asserts that skipping a deep value restores the depth, and that a value not in the fast form is read from its start.
#[test]
fn ok_depth_after_skipped_values() {
    let deep = ["[".repeat(127), "]".repeat(127)].concat();
    let body = format!(r#"{{"id":1,"location":{{"city":"x","code":"NO"}},"zz":{deep}}}"#);
    assert_eq!(Parser::LENIENT.parse::<Pin>(&body).unwrap().deviation_count(), 1);

    let body = format!(r#"{{"code":"x","zz":{deep},"location":{{"city":1}}}}"#);
    let error = Parser::STRICT.allow(DeviationCode::UnknownMember).parse::<Pin>(&body).unwrap_err();
    assert_eq!(error.pointer().unwrap(), "/location/city");

    let body = r#"{"code":"x","createdAt":""2023-04-12T17:00:03Z"}"#;
    assert_eq!(Parser::LENIENT.parse::<Pin>(body).unwrap_err().kind(), ErrorKind::Syntax);
    assert_eq!(Parser::STRICT.parse::<Pin>(body).unwrap_err().pointer().unwrap(), "/createdAt");
}

/// Returns the text with a line feed after each comma and opening brace outside of strings.
fn on_lines(body: &[u8]) -> Vec<u8> {
    let mut lines = Vec::new();
    let (mut is_string, mut is_escaped) = (false, false);
    for &byte in body {
        lines.push(byte);
        if !is_string && matches!(byte, b',' | b'{') {
            lines.push(b'\n');
        }
        is_string ^= byte == b'"' && !is_escaped;
        is_escaped = is_string && byte == b'\\' && !is_escaped;
    }
    lines
}

/// The generator makes what the law is about: documents without a deviation, with some, and refused ones.
#[test]
fn ok_random_documents_are_of_every_kind() {
    let mut random = Random::new(THREADS);
    let mut tally = Tally::default();
    for _ in 0..if cfg!(miri) { 6 } else { 6000 } {
        tally.add(&Parser::LENIENT.complete().parse_document(&document(&mut random)));
    }
    if cfg!(miri) {
        return; // It makes too few of them.
    }
    let Tally { clean, deviating, refused, codes } = tally;
    assert!(clean > 100 && deviating > 500 && refused > 500, "{clean}, {deviating}, {refused}");
    assert!(codes.len() >= plex_pin::DeviationCode::ALL.len() + 6, "{codes:?}");
}
