//! A token appears where the user asks for it, and nowhere else.

use std::fmt::{Debug, Display};

use arbitrary::{Result, Unstructured};
use plex_pin::{AuthToken, Error, Parsed, Parser, Pin, Redacted, secret_spans};

/// What must be seen nowhere.
const CANARY: &str = "s3cr3tCanary";

/// A canary in any place that the contract calls secret appears in no error, no deviation, no debug text and no text
/// that is shown without its secret spans, whatever stands around it.
pub fn secrets(data: &[u8]) {
    // By chance there is none.
    let noise = String::from_utf8_lossy(data).contains(CANARY);
    if let (false, Ok(text)) = (noise, body(&mut Unstructured::new(data))) {
        assert!(text.contains(CANARY));
        shown(&text);
        parsed(&text);
    }
    if let Ok(text) = str::from_utf8(data) {
        spans_are_apart(text);
    }
}

/// Writes a body with the canary in it, whole or broken.
fn body(u: &mut Unstructured<'_>) -> Result<String> {
    const NAMES: &[&str] = &[
        "\"authToken\"",
        "\"auth_token\"",
        "\"AUTH-TOKEN\"",
        "\"auth\\u0054oken\"",
        "\"\\u0061uthToken\"",
    ];
    let values = [
        format!("\"{CANARY}\""),
        format!("[\"{CANARY}\"]"),
        format!("{{\"{CANARY}\":1}}"),
        format!("{{\"code\":\"{CANARY}\",\"authToken\":null}}"),
        format!("\"\\u0041{CANARY}"),
        format!("\"{CANARY}\\x\""),
        format!("\"{CANARY}\u{1}\""),
        format!("\"{CANARY}\\ud800\""),
        CANARY.to_owned(),
        format!("[[{{\"a\":[\"{CANARY}\",}}"),
    ];
    let member = format!(
        "{}{}{}",
        u.choose(NAMES)?,
        u.choose(&[":", " : ", "\n:\t"])?,
        u.choose(&values)?
    );
    let wholes = [
        format!("{{{member}}}"),
        format!("{{\"id\":1,{member},\"code\":\"A\"}}"),
        format!("{{\"pin\":{{{member}}}}}"),
        format!("{{\"location\":{{{member}}}}}"),
        format!("{{\"errors\":[{{{member}}}]}}"),
        format!("{{\"errors\":[1,{{\"code\":{{{member}}}}}]}}"),
        format!("[{{{member}}}]"),
        format!("\u{FEFF}{{\"authToken\":\"{CANARY}\",{member},{member}}}"),
    ];
    let whole = u.choose(&wholes)?;
    // Two of four stand alone.
    let before: &str = u.arbitrary()?;
    let behind: &str = u.arbitrary()?;
    Ok(match u.int_in_range(0..=3)? {
        0 => format!("{before}{whole}{behind}"),
        1 => format!("{whole}{behind}"),
        _ => whole.clone(),
    })
}

/// What is left of the text without its secret spans.
fn shown(text: &str) {
    spans_are_apart(text);
    let mut shown = String::new();
    let mut at = 0;
    for span in secret_spans(text) {
        shown += &text[at..span.start];
        at = span.end;
    }
    shown += &text[at..];
    assert!(!shown.contains(CANARY), "shows {shown:?} of {text:?}");
}

/// Spans can be cut out, from the first to the last.
fn spans_are_apart(text: &str) {
    let mut at = 0;
    for span in secret_spans(text) {
        assert!(at <= span.start && !span.is_empty(), "{span:?} after {at}");
        assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
        at = span.end;
    }
}

/// What a parse tells.
fn parsed(text: &str) {
    for parser in [
        Parser::LENIENT.complete(),
        Parser::STRICT,
        Parser::STRICT.complete(),
    ] {
        told(text, parser.pin(text));
        told(text, parser.location(text));
        told(text, parser.api_errors(text));
        told(text, parser.document(text));
    }
    if let Ok(pin) = Parser::LENIENT.pin(text) {
        let pin = pin.into_value();
        hides(text, &serde_json::to_string(&Redacted(&pin)).expect("JSON"));
        if let Some(token) = &pin.auth_token {
            assert!(
                serde_json::to_string(&pin).expect("JSON").contains(CANARY)
                    || !token.expose().contains(CANARY)
            );
        }
        hides(text, &format!("{:?}", plex_pin::IssuedPin::try_from(pin)));
    }
    let _: std::result::Result<Pin<'_>, _> = Pin::parse(text);
    hides(text, &format!("{:?}", AuthToken::new(text)));
}

fn told<T: Debug>(text: &str, result: std::result::Result<Parsed<T>, Error>) {
    hides(text, &format!("{result:?}"));
    match result {
        Ok(parsed) => {
            for deviation in parsed.deviations() {
                line(text, deviation);
                line(text, &deviation.message());
                hides(text, deviation.pointer().as_str());
            }
        }
        Err(error) => {
            line(text, &error);
            line(text, &error.message());
            hides(text, error.pointer().as_str());
        }
    }
}

fn line(text: &str, told: &dyn Display) {
    let told = told.to_string();
    hides(text, &told);
    assert!(!told.chars().any(char::is_control), "{told:?}");
}

#[track_caller]
fn hides(text: &str, told: &str) {
    assert!(!told.contains(CANARY), "{told} of {text:?}");
}
