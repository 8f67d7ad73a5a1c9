//! Hostile bodies: each is read or refused according to the law, and none makes the parser panic.

mod support {
    pub(crate) mod law;
}

use plex_pin::{ApiErrors, Error, ErrorKind, Location, Parser, Pin, secret_spans};
use support::law;

/// A pin with a value of every theme, an escape, and a letter that is not ASCII.
const PIN: &str = "{\"id\":240024003,\"code\":\"CL4M\",\"trusted\":true,\"location\":{\"code\":\"NO\",\
    \"european_union_member\":false,\"city\":\"Ørsta\",\"subdivisions\":\"M\\u00f8re\",\
    \"coordinates\":\"62.2001, 6.1002\"},\"expiresIn\":876,\"createdAt\":\"2024-12-24T18:00:00Z\",\
    \"expiresAt\":\"2024-12-24 18:15:00 +0000 UTC\",\"authToken\":\"EXAMPLE\",\"newRegistration\":null}";

/// Miri is some thousand times slower, and looks at one access after the other.
const MANY: usize = if cfg!(miri) { 150 } else { 100_000 };

/// The law in short, since these bodies are long or many.
#[track_caller]
fn holds(body: &[u8]) -> Result<usize, Error> {
    law::modes_agree(body, |parser| parser.parse::<Pin>(body)).map(|parsed| parsed.deviation_count())
}

#[test]
fn ok_strict_pin_in_a_wrapper() {
    law::holds(PIN.as_bytes());
    assert_eq!(Parser::STRICT.parse::<Pin>(PIN).map(|parsed| parsed.deviation_count()), Ok(0));
}

#[test]
fn err_a_million_open_brackets() {
    for open in ["[", "{\"x\":", "[{\"x\":"] {
        for body in [open.repeat(10 * MANY), format!("{{\"id\":{}", open.repeat(10 * MANY))] {
            let errors = [
                Parser::STRICT.parse::<Pin>(&body).unwrap_err(),
                Parser::LENIENT.parse::<Pin>(&body).unwrap_err(),
                Parser::LENIENT.parse::<Location>(&body).unwrap_err(),
                Parser::LENIENT.parse::<ApiErrors>(&body).unwrap_err(),
                Parser::LENIENT.parse_document(&body).unwrap_err(),
            ];
            assert!(errors[1..].iter().all(|error| error.kind() == ErrorKind::TooDeep), "{open}");
            let strict = errors[0].kind();
            assert!(matches!(strict, ErrorKind::TooDeep | ErrorKind::Deviation(_)), "{open}");
            assert_eq!(secret_spans(&body), []);
        }
    }
}

#[test]
fn ok_a_string_of_64_mebibytes() {
    let long = "x".repeat(if cfg!(miri) { 64 << 10 } else { 64 << 20 });
    let body = format!("{{\"code\":\"{long}\"}}");
    assert_eq!(Pin::parse(&body).unwrap().code.as_deref(), Some(&*long));
    // As a value of another type, as a name, and as a text that never ends.
    let deviating = body.replacen("code", "id", 1);
    assert_eq!(Parser::LENIENT.parse::<Pin>(&deviating).unwrap().deviation_count(), 1);
    let name = format!("{{\"{long}\":1,\"id\":1}}");
    let parsed = Parser::LENIENT.parse::<Pin>(&name).unwrap();
    assert!(parsed.deviations()[0].to_string().len() < 1000);
    let error = Pin::parse(&body[..body.len() - 2]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnexpectedEnd);
}

#[test]
fn ok_a_number_of_a_hundred_thousand_digits() {
    let digits = "7".repeat(MANY);
    for member in
        ["id", "code", "trusted", "location", "expiresIn", "createdAt", "authToken", "newRegistration", "x"]
    {
        for number in [
            digits.clone(),
            format!("-{digits}"),
            format!("0.{digits}"),
            format!("{digits}.{digits}"),
            format!("1e{digits}"),
            format!("1e-{digits}"),
            format!("\"{digits}\""),
            format!("\"{digits}.{digits}\""),
        ] {
            let body = format!("{{\"{member}\":{number},\"product\":\"0\"}}");
            assert!(holds(body.as_bytes()).is_ok_and(|count| count <= 1), "{member}");
        }
    }
    law::holds(format!("{{\"coordinates\":\"0.{digits}, -0.{digits}\"}}").as_bytes());
    law::holds(format!("{{\"createdAt\":\"2023-04-12T17:00:03.{digits}Z\"}}").as_bytes());
    law::holds(format!("{{\"errors\":[{{\"code\":{digits},\"status\":{digits}e-99998}}]}}").as_bytes());
}

#[test]
fn ok_a_hundred_thousand_duplicate_members() {
    for member in ["\"id\":1,", "\"ID\":\"1\",", "\"location\":{},", "\"location\":{\"location\":1},"] {
        let body = format!("{{{}\"id\":7}}", member.repeat(MANY));
        let parsed = Parser::LENIENT.complete().parse::<Pin>(&body).unwrap();
        assert_eq!(parsed.value().id, Some(7.into()));
        assert_eq!(parsed.deviations().len(), Parser::MAX_DEVIATIONS);
        assert!(parsed.deviation_count() >= MANY - 1, "{member}");
        assert!(holds(body.as_bytes()).is_ok());
    }
}

#[test]
fn ok_a_hundred_thousand_unknown_members() {
    let members: Vec<String> = (0..MANY).map(|number| format!("\"x{number}\":{{}}")).collect();
    let body = format!("{{{},\"id\":1}}", members.join(","));
    assert_eq!(holds(body.as_bytes()), Ok(MANY));
    let errors = format!("{{\"errors\":[{}]}}", vec!["{\"x\":1}"; MANY].join(","));
    let parsed = Parser::LENIENT.complete().parse::<ApiErrors>(&errors).unwrap();
    assert_eq!(parsed.deviation_count(), 3 * MANY);
    assert_eq!(parsed.value().as_slice().len(), MANY);
    assert_eq!(parsed.deviations().len(), Parser::MAX_DEVIATIONS);
}

#[test]
fn err_truncation_at_every_byte() {
    for end in (0..PIN.len()).step_by(if cfg!(miri) { 7 } else { 1 }) {
        let body = &PIN.as_bytes()[..end];
        law::holds(body);
        let kind = Parser::STRICT.parse::<Pin>(body).unwrap_err().kind();
        let at_a_letter = PIN.is_char_boundary(end);
        let expected = match end {
            0 => ErrorKind::EmptyBody,
            _ if at_a_letter => ErrorKind::UnexpectedEnd,
            _ => ErrorKind::NotUtf8,
        };
        // A literal that is cut off, `tru`, is a wrong word as well.
        assert!(kind == expected || kind == ErrorKind::Syntax && is_cut_literal(body), "{end}: {kind}");
    }
}

fn is_cut_literal(body: &[u8]) -> bool {
    let word = body.rsplit(|byte| !byte.is_ascii_lowercase()).next().unwrap_or_default();
    ["true", "false", "null"].iter().any(|literal| literal.as_bytes().starts_with(word))
}

#[test]
fn ok_every_change_of_a_single_byte() {
    let (mut changes, mut accepted) = (0, 0);
    let mut body = PIN.as_bytes().to_vec();
    for at in (0..body.len()).step_by(if cfg!(miri) { 41 } else { 1 }) {
        let original = body[at];
        for byte in (0..=u8::MAX).step_by(if cfg!(miri) { 34 } else { 1 }) {
            body[at] = byte;
            changes += 1;
            let result = law::modes_agree(&body, |parser| parser.parse_document(&body));
            accepted += usize::from(result.is_ok());
            if let Ok(text) = std::str::from_utf8(&body) {
                assert!(secret_spans(text).iter().all(|span| text.get(span.range()).is_some()));
            }
        }
        // Checks the complete law, for a change to each class of bytes.
        for byte in [b'"', b'{', b'7', 0] {
            body[at] = byte;
            law::holds(&body);
        }
        body[at] = original;
    }
    assert!(
        cfg!(miri) || accepted * 5 > changes,
        "most changes within strings are of no harm: {accepted} of {changes}"
    );
}

/// Without these checks the other tests would not see an overflow.
#[cfg(debug_assertions)]
#[test]
#[should_panic(expected = "attempt to add with overflow")]
fn err_overflow_panics_in_tests() {
    use std::hint::black_box;

    black_box(black_box(u8::MAX) + black_box(1));
}
