//! Tables of responses, and what they do not meet.

use plex_pin::{ApiErrors, Parser, Pin};

use super::{Expectations, Known, Response, Unmet};
use crate::forms::{Exchange, Notation};

const PIN: &str = r#"{"id":17,"code":"ABCD","clientIdentifier":"c","expiresIn":100,"authToken":null}"#;
const PINS: &str = "POST https://plex.tv/api/v2/pins?strong=true";
const POLL: &str = "GET https://plex.tv/api/v2/pins/17";
const GEOIP: &str = "GET https://plex.tv/api/v2/geoip";
const ERRORS: &str = r#"{"errors":[{"code":1020,"message":"Code not found or expired"}]}"#;
const JSON: &str = "application/json; charset=utf-8";

/// A request, a status, a content type and a body: `pin`, `location`, `errors` or `other` documents.
type Row<'r> = (&'r str, u16, &'r str, &'r str);

fn check(expectations: &mut Expectations, (request, status, content_type, body): Row<'_>) -> Vec<Unmet> {
    let (method, url) = request.split_once(' ').unwrap_or_default();
    let known = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let exchange = Exchange {
        url: known(url),
        method: known(method),
        status: Some(status).filter(|status| *status > 0),
        content_type: known(content_type),
        accept: None,
        started: None,
    };
    let notation = match body.as_bytes() {
        [b'{', ..] => Notation::Json,
        [b'<', b'p' | b'e' | b'l', ..] => Notation::Xml,
        _ => Notation::Other,
    };
    let pin = Parser::LENIENT.parse::<Pin>(body).ok().filter(|_| body.contains("\"id\""));
    let errors = Parser::LENIENT.parse::<ApiErrors>(body).ok().filter(|_| body.contains("errors"));
    let document = match (&pin, &errors) {
        (Some(pin), _) => Some(Known::Pin(pin.value())),
        (_, Some(errors)) => Some(Known::ApiErrors(errors.value())),
        _ => body.contains("country").then_some(Known::Location),
    };
    expectations.check(&exchange, &Response { notation, document })
}

#[test]
fn ok_and_err_single_responses() {
    for (row, expected) in [
        ((PINS, 201, JSON, PIN), &[][..]),
        ((POLL, 200, JSON, PIN), &[]),
        ((POLL, 404, JSON, ERRORS), &[]),
        ((POLL, 500, "text/html", "<html>"), &[]),
        ((POLL, 429, "text/plain", "Rate limit exceeded!"), &[]),
        ((GEOIP, 200, JSON, r#"{"country":"x"}"#), &[]),
        (("", 0, "", PIN), &[]),
        (("", 200, "x-unknown", PIN), &[]),
        ((POLL, 0, "", PIN), &[]),
        ((POLL, 404, JSON, PIN), &["status-mismatch  expected status 200 with pin, found 404"]),
        ((PINS, 200, JSON, PIN), &["status-mismatch  expected status 201 with pin, found 200"]),
        (("", 404, "", PIN), &["status-mismatch  expected status 200 or 201 with pin, found 404"]),
        ((POLL, 200, JSON, ERRORS), &["status-mismatch  expected status 400 to 599 with errors, found 200"]),
        (
            (POLL, 200, "text/html", "<html>"),
            &["unexpected-document  expected pin, found HTML or plain text"],
        ),
        ((POLL, 200, JSON, "{}"), &["unexpected-document  expected pin, found another document"]),
        ((GEOIP, 200, JSON, PIN), &["unexpected-document  expected location, found pin"]),
        ((PINS, 204, "", PIN), &["unexpected-document  expected no body with status 204, found pin"]),
        ((PINS, 418, "", "tea"), &["unexpected-document  expected pin or errors, found HTML or plain text"]),
        (
            (POLL, 200, "application/xml", PIN),
            &["content-type  expected XML as the content type says, found JSON"],
        ),
        (
            (POLL, 404, JSON, "<errors"),
            &[
                "unexpected-document  expected errors, found another document",
                "content-type  expected JSON as the content type says, found XML",
            ],
        ),
        (
            ("GET https://plex.tv/api/v2/pins/undefined", 200, JSON, PIN),
            &["unexpected-document  expected errors, found pin"],
        ),
        (
            ("GET https://plex.tv/api/v2/pins/18", 200, JSON, PIN),
            &["pin-changed /id expected pin of the request, found another"],
        ),
        (
            (POLL, 404, JSON, r#"{"errors":[{"code":1001,"message":"x","status":401}]}"#),
            &["status-mismatch /errors expected status 404 of the response, found 401"],
        ),
    ] {
        let unmet = check(&mut Expectations::default(), row);
        let found: Vec<_> =
            unmet.iter().map(|it| format!("{} {} {}", it.code.name, it.pointer, it.message)).collect();
        assert_eq!(found, expected, "{row:?}");
    }
}

#[test]
fn ok_and_err_responses_of_one_pin() {
    for (bodies, expected) in [
        ([PIN, PIN], &[][..]),
        ([PIN, r#"{"id":17,"code":"ABCD","clientIdentifier":"c","expiresIn":99.5,"authToken":"t"}"#], &[]),
        ([PIN, r#"{"id":18,"code":"WXYZ","clientIdentifier":"d","expiresIn":900}"#], &[]),
        ([PIN, r#"{"id":17,"code":"ABCE"}"#], &["pin-changed"]),
        ([PIN, r#"{"id":17,"clientIdentifier":"d"}"#], &["pin-changed"]),
        ([PIN, r#"{"id":17,"expiresIn":101}"#], &["clock-ran-back"]),
        ([r#"{"id":17,"authToken":"t"}"#, PIN], &["claim-undone"]),
        ([r#"{"id":17,"authToken":"t"}"#, r#"{"id":17,"authToken":"u"}"#], &["claim-undone"]),
    ] {
        let mut expectations = Expectations::default();
        let found: Vec<_> = bodies
            .iter()
            .flat_map(|body| check(&mut expectations, ("", 0, "", body)))
            .map(|it| it.code.name)
            .collect();
        assert_eq!(found, expected, "{bodies:?}");
    }
}
