//! Tables of first bytes, and what they are.

use super::{Foreign, Form};

#[test]
fn ok_forms() {
    for (text, form) in [
        ("{\"id\":1}", Form::Json),
        ("\u{feff} {\"id\":1}\n", Form::Json),
        ("{\"id\":1}{\"id\":2}", Form::Json),
        ("[{\"id\":1}]", Form::Json),
        ("[\n  1, 2]", Form::Json),
        ("[]", Form::Json),
        ("\"{\\\"id\\\":1}\"\n", Form::Json),
        ("{\"id\":1}\n{\"id\":2}\n", Form::Ndjson),
        ("{\"id\":1}\n\n{\"id\":2", Form::Ndjson),
        ("{\n\"id\":1}\n{\"id\":2}\n", Form::Json),
        ("{\"log\":{\"version\":\"1.1\",\"creator\":{},\"pages\":[", Form::Har),
        ("{\"log\":{\"entries\":[{\"request\":", Form::Har),
        ("{\"version\":\"1.2\",\"creator\":{\"name\":\"x\"},\"entries\":[]}", Form::Har),
        ("{\"log\":{\"entries\":7}}", Form::Json),
        ("{\"data\":{\"creator\":1,\"version\":2}}", Form::Json),
        ("{\"log\":\"a\\n\",\"stream\":\"stdout\",\"time\":\"2026\"}\n", Form::Docker),
        ("<pin id=\"1\"/>", Form::Xml),
        ("HTTP/2 200 \r\n", Form::Http),
        ("*   Trying\n> GET / HTTP/1.1\n", Form::Http),
        ("\u{1b}[34mHTTP\u{1b}[39m/1.1 200", Form::Http),
        ("[2026-11-27 08:00:00] DEBUG {\"id\":1}", Form::Text),
        ("[info] {\"id\":1}", Form::Text),
        ("[12:00] x", Form::Text),
        ("\"quoted\" text", Form::Text),
        ("10.0.0.1 \"GET / HTTP/1.1\" 200", Form::Text),
        ("", Form::Text),
    ] {
        assert_eq!(Form::detect(text.as_bytes()), form, "{text}");
    }
}

#[test]
fn ok_foreign_notations() {
    for (text, foreign) in [
        ("\n ", Foreign::Empty),
        ("<html><title>x</title>", Foreign::Html),
        ("{'id': 1, 'trusted': False}", Foreign::Python),
        ("pin: {'id': 1, 'authToken': None}", Foreign::Python),
        ("{ id: 1, code: 'x' }", Foreign::JavaScript),
        ("{\"id\"=>1, \"authToken\"=>nil}", Foreign::Ruby),
        ("Array\n(\n    [id] => 1\n", Foreign::Php),
        ("Pin { id: 1, auth_token: None, code: \"x\" }", Foreign::Rust),
        ("interactions:\n- request:\n", Foreign::Cassette),
        ("id         : 17\ncode       : 7RQZ\nexpiresIn  : 404\n", Foreign::PowerShell),
        ("id: 17\ncode: 7RQZ\nexpiresIn: 404\n", Foreign::Yaml),
        ("id,body\n1,\"{\"\"id\"\":17,\"\"code\"\":\"\"7RQZ\"\"}\"\n", Foreign::Csv),
        (
            "app | {\napp |   \"id\": 17,\napp |   \"a\": {\napp |     \"b\": 1},\napp |   \"c\": 2\napp | }\n",
            Foreign::PrefixedLines,
        ),
        ("> \"id\": 17,\n> \"code\": 1,\n> \"trusted\": 0\n> \"qr\": 1\n", Foreign::PrefixedLines),
        ("12:01 \"a\": 1\nabc \"b\": 2\n", Foreign::Text),
        ("00000000: 7b22 6964 223a 317d 0a       {\"id\":1}.", Foreign::HexDump),
        ("0000000 7b 22 69 64", Foreign::HexDump),
        ("PK\u{3}\u{4}xx", Foreign::Zip),
        ("1234:9:websocket;0:~8:response;", Foreign::MitmproxyFlow),
        ("{\0\"\0", Foreign::NoMark),
        ("\u{1}\u{2}\0", Foreign::Binary),
        ("Rate limit exceeded!", Foreign::RateLimit),
        ("Not Found", Foreign::Text),
    ] {
        assert_eq!(Foreign::detect(text.as_bytes()), foreign, "{text}");
    }
}
