//! A token, wherever it is in a body, is shown only by `expose`.

use std::fmt::{Debug, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

use plex_pin::{ApiErrors, CompletePin, Deviation, Error, Location, Parsed, Parser, Pin, secret_spans};

const CANARY: &str = "CANARY-0f1e2d3c";
/// For the places of a number.
const NUMBER: &str = "8675309420424242";

/// Every way that the library has of showing what it made of a body.
#[derive(Default)]
struct Shown(String);

impl Shown {
    fn value(&mut self, value: &impl Debug) {
        let _ = writeln!(self.0, "{value:?}");
        // Miri would take minutes over its spaces.
        if !cfg!(miri) {
            let _ = writeln!(self.0, "{value:#?}");
        }
    }

    fn deviation(&mut self, deviation: &Deviation) {
        self.value(deviation);
        let _ = writeln!(self.0, "{deviation} {} {}", deviation.message(), deviation.pointer());
    }

    fn error(&mut self, error: &Error) {
        self.value(error);
        let _ = writeln!(self.0, "{error} {error:#} {} {} {}", error.message(), error.kind(), error.help());
        error.pointer().into_iter().for_each(|it| self.value(it));
        error.deviation().into_iter().for_each(|it| self.deviation(it));
    }

    fn result<T: Debug>(&mut self, result: Result<Parsed<T>, Error>) {
        self.value(&result);
        match result {
            Ok(parsed) => {
                parsed.deviations().iter().for_each(|it| self.deviation(it));
                self.value(parsed.value());
                self.value(&parsed.into_strict());
            }
            Err(error) => self.error(&error),
        }
    }

    fn body(&mut self, body: &[u8]) {
        let parsers =
            [Parser::STRICT, Parser::LENIENT, Parser::STRICT.complete(), Parser::LENIENT.complete()];
        // The last one reports most, and is enough for Miri.
        for parser in parsers.into_iter().skip(if cfg!(miri) { 3 } else { 0 }) {
            self.result(parser.parse::<Pin>(body));
            self.result(parser.parse::<Location>(body));
            self.result(parser.parse::<ApiErrors>(body));
            self.result(parser.parse_document(body));
            if let Ok(parsed) = parser.parse::<Pin>(body) {
                self.value(&parsed.clone().into_value().into_owned());
                self.value(&CompletePin::try_from(parsed.into_value()));
            }
        }
    }
}

/// The text without its secrets.
fn masked(text: &str) -> String {
    let mut shown = String::new();
    let mut at = 0;
    for span in secret_spans(text) {
        shown += &text[at..span.start];
        shown += "*";
        at = span.end;
    }
    shown + &text[at..]
}

static BODIES: AtomicUsize = AtomicUsize::new(0);

#[track_caller]
fn keeps(body: &str) {
    assert!(body.contains(CANARY) || body.contains(NUMBER), "no secret in it: {body}");
    // Miri takes its time over a body: it looks at each tenth one.
    if cfg!(miri) && !BODIES.fetch_add(1, Ordering::Relaxed).is_multiple_of(10) {
        return;
    }
    for body in [body.to_owned(), format!("\u{FEFF}\n{body}")] {
        let mut shown = Shown::default();
        shown.body(body.as_bytes());
        let masked = masked(&body);
        for secret in [CANARY, NUMBER, &CANARY[7..], &NUMBER[..8]] {
            assert!(!shown.0.contains(secret), "{secret} of {body} is shown:\n{}", shown.0);
            assert!(!masked.contains(secret), "{secret} of {body} is left: {masked}");
        }
    }
}

#[test]
fn ok_in_any_spelling() {
    for name in [
        "authToken",
        "AuthToken",
        "auth_token",
        "auth-token",
        "AUTHTOKEN",
        "_auth__Token-",
        "auth\\u0054oken",
    ] {
        keeps(&format!(r#"{{"id":1,"{name}":"{CANARY}"}}"#));
        keeps(&format!(r#"{{"{name}":"{CANARY}","id":null}}"#));
        keeps(&format!("{{\n\t\"{name}\" :\r\n \"{CANARY}\" , \"x\" : 1 }}"));
    }
}

#[test]
fn ok_of_any_type() {
    for value in [
        format!("\"{CANARY}\""),
        format!("\"a\\u0020{CANARY}\\n\""),
        NUMBER.to_owned(),
        format!("-{NUMBER}.5e300"),
        format!("{NUMBER}e400"),
        format!("[\"{CANARY}\"]"),
        format!("[[[{NUMBER}]],\"{CANARY}\"]"),
        format!("{{\"token\":\"{CANARY}\"}}"),
        format!("{{\"{CANARY}\":1}}"),
        format!("{{\"a\":{{\"{CANARY}\":[\"{CANARY}\"]}}}}"),
    ] {
        keeps(&format!(r#"{{"authToken":{value}}}"#));
        keeps(&format!(r#"{{"id":"x","auth_token":{value},"code":7}}"#));
        keeps(&format!(r#"{{"pin":{{"authToken":{value}}}}}"#));
        keeps(&format!(r#"{{"location":{{"authToken":{value},"city":7}}}}"#));
    }
}

#[test]
fn ok_in_any_place() {
    for body in [
        format!(r#"{{"authToken":"{CANARY}","authToken":"{CANARY}2"}}"#),
        format!(r#"{{"authToken":"{CANARY}","authToken":null,"auth_token":["{CANARY}"]}}"#),
        format!(r#"{{"pin":{{"id":1,"auth_token":"{CANARY}","expires_at":"x"}}}}"#),
        format!(r#"{{"pin":{{"authToken":"{CANARY}"}},"x":1}}"#),
        format!(r#"{{"location":{{"city":7,"authToken":"{CANARY}"}}}}"#),
        format!(r#"{{"city":7,"authToken":"{CANARY}"}}"#),
        format!(r#"{{"errors":[{{"code":"x","message":7,"authToken":"{CANARY}"}}]}}"#),
        format!(r#"{{"code":1,"message":"m","authToken":"{CANARY}"}}"#),
        format!(r#"{{"unknown":[{{"deep":{{"AuthToken":"{CANARY}"}}}}]}}"#),
        format!(r#"{{"MediaContainer":{{"authToken":"{CANARY}"}}}}"#),
        format!(r#"[{{"authToken":"{CANARY}"}}]"#),
        format!(r#"{{"id":1}} {{"authToken":"{CANARY}"}}"#),
        format!("<pin authToken=\"{CANARY}\"/>"),
        format!("<html>authToken={CANARY}</html>"),
    ] {
        keeps(&body);
    }
}

#[test]
fn ok_in_broken_json() {
    let whole = format!(r#"{{"id":"1","authToken":"{CANARY}","location":{{"city":1}},"code":"C"}}"#);
    for end in 0..whole.len() {
        if whole[..end].contains(CANARY) {
            keeps(&whole[..end]);
        }
    }
    for body in [
        format!(r#"{{"authToken":{CANARY}}}"#),
        format!(r#"{{"authToken":'{CANARY}'}}"#),
        format!(r#"{{"authToken" "{CANARY}"}}"#),
        format!(r#"{{"authToken"="{CANARY}"}}"#),
        format!(r#"{{authToken:"{CANARY}"}}"#),
        format!(r#"{{"authToken":"{CANARY}\x"}}"#),
        format!(r#"{{"authToken":"{CANARY}\ud83d"}}"#),
        format!("{{\"authToken\":\"{CANARY}\t\"}}"),
        format!(r#"{{"authToken":"a"{CANARY}"}}"#),
        format!(r#"{{"authToken":["{CANARY}"}}"#),
        format!(r#"{{"authToken":{{"{CANARY}" 1}}}}"#),
        format!(r#"{{"authToken":{}"{CANARY}"}}"#, "[".repeat(200)),
        format!(r#"{{"id":tru,"authToken":"{CANARY}"}}"#),
        format!(r#"{{"id":1,,"authToken":"{CANARY}"}}"#),
        format!(r#"{{"authToken":0{NUMBER}}}"#),
        format!(r#"{{"authToken":{NUMBER}x}}"#),
    ] {
        keeps(&body);
    }
    // A short word that is wrong is shown, but where it may be a part of the secret.
    let word = &CANARY[7..];
    for start in [r#"{"authToken" "#, r#"{"name":"X-Plex-Token","value" "#, r#"["X-Plex-Token" "#] {
        let shown = masked(&format!("{start}{word}"));
        assert!(!shown.contains(word), "{shown}");
    }
}

/// The error of a body that is not UTF-8 shows none of its bytes.
#[test]
fn ok_in_other_encodings() {
    let utf16: Vec<u8> =
        format!(r#"{{"authToken":"{CANARY}"}}"#).encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut latin = format!(r#"{{"authToken":"{CANARY}"#).into_bytes();
    latin.extend(b"\xE6\"}");
    for body in [[b"\xFF\xFE", &*utf16].concat(), utf16, latin] {
        let mut shown = Shown::default();
        shown.body(&body);
        assert!(!shown.0.contains(CANARY) && !shown.0.contains("C\\0A"), "{}", shown.0);
    }
}

/// `expose` and `into_exposed` return the token; `Debug` does not.
#[test]
fn ok_expose_returns_the_token() {
    let body = format!(r#"{{"authToken":"{CANARY}"}}"#);
    let token = Parser::STRICT.parse::<Pin>(&body).unwrap().into_value().auth_token.unwrap();
    assert_eq!(token.expose(), CANARY);
    assert_eq!(token.clone().into_owned().into_exposed(), CANARY);
    assert_eq!(
        format!("{token:?} {token:#?} {:?}", Some(&token)),
        "AuthToken(<redacted>) AuthToken(<redacted>) Some(AuthToken(<redacted>))"
    );
}

/// Masking changes nothing else, and null stays null.
#[test]
fn ok_nothing_else_is_masked() {
    for body in [
        r#"{"id":1,"code":"ABCD","authToken":null,"auth":"x","tokens":2}"#,
        r#"{"authToken":""}"#,
        r#"{"errors":[{"code":1001,"message":"User could not be authenticated"}]}"#,
        "",
        "[]",
    ] {
        assert_eq!(secret_spans(body), [], "{body}");
    }
}
