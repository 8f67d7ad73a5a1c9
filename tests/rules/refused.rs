//! What either mode refuses outright, whatever is allowed.

use plex_pin::{DeviationCode, Error, Parser, Pin};

use crate::{law, read};

/// Both modes refuse a pin with this code and this text.
#[track_caller]
fn refuses(body: impl AsRef<[u8]>, code: &str, display: &str) {
    let body = body.as_ref();
    refuses_as(body, code, display, |parser| parser.parse::<Pin>(body).err());
}

#[track_caller]
fn refuses_as(body: &[u8], code: &str, display: &str, parse: impl Fn(Parser) -> Option<Error>) {
    law::holds(body);
    let all = DeviationCode::ALL.iter().fold(Parser::STRICT, |parser, &code| parser.allow(code));
    for parser in
        [Parser::STRICT, Parser::STRICT.complete(), Parser::LENIENT, Parser::LENIENT.complete(), all]
    {
        let error = parse(parser).expect(display);
        let shown = String::from_utf8_lossy(body);
        assert_eq!(error.to_string(), display, "{shown}");
        assert_eq!(error.kind().as_str(), code, "{shown}");
        assert_eq!(error.deviation(), None, "{shown}");
        assert!(error.span().is_some_and(|span| span.end <= body.len()), "{shown}");
    }
}

#[test]
fn err_empty_bodies() {
    refuses("", "empty-body", "expected JSON object, found empty body at the root (byte 0)");
    refuses(" \r\n\t", "empty-body", "expected JSON object, found empty body at the root (byte 4)");
    refuses("\u{FEFF}", "empty-body", "expected JSON object, found empty body at the root (byte 3)");
}

#[test]
fn err_xml_and_html() {
    let xml =
        "expected JSON object, found XML (ask with Accept: application/json and no other type) at the root";
    refuses("<pin id=\"1\"/>", "xml-body", &format!("{xml} (byte 0)"));
    refuses("\n<?xml version=\"1.0\"?><pin/>", "xml-body", &format!("{xml} (byte 1)"));
    refuses("\u{FEFF}<errors/>", "xml-body", &format!("{xml} (byte 3)"));
    let html = "expected JSON object, found HTML page, not a response of the API at the root";
    refuses("<!DOCTYPE html><html></html>", "html-body", &format!("{html} (byte 0)"));
    refuses("  <HTML lang=en>", "html-body", &format!("{html} (byte 2)"));
    for tag in ["head", "Body class=x", "title", "META charset=utf-8"] {
        refuses(format!("<{tag}>"), "html-body", &format!("{html} (byte 0)"));
    }
    // Behind a declaration and comments.
    refuses("<?xml version=\"1.0\"?>\n<html>", "html-body", &format!("{html} (byte 0)"));
    refuses("<!-- > --><!----> <body>", "html-body", &format!("{html} (byte 0)"));
    refuses("<!-- <html> --><pin/>", "xml-body", &format!("{xml} (byte 0)"));
    refuses("<!-- <html>", "xml-body", &format!("{xml} (byte 0)"));
    refuses("<!DOCTYPE pin><pin/>", "xml-body", &format!("{xml} (byte 0)"));
    // The title of a page gives the cause.
    for (title, found) in [
        ("429 Too Many Requests", "HTML page of a rate limit (poll less often)"),
        ("Error 1015 | plex.tv", "HTML page of a rate limit (poll less often)"),
        ("502 Bad Gateway", "HTML page of a server error or of maintenance (try again later)"),
        ("Plex is down for MAINTENANCE", "HTML page of a server error or of maintenance (try again later)"),
        ("Unauthorized", "HTML sign-in page of a media server or a proxy, not of plex.tv"),
        ("401", "HTML sign-in page of a media server or a proxy, not of plex.tv"),
        ("Sign in", "HTML sign-in page of a media server or a proxy, not of plex.tv"),
        ("Plex 4015000", "HTML page, not a response of the API"),
    ] {
        let body = format!("<!DOCTYPE html>\n<html><head><Title lang=en>{title}</TITLE></head>503</html>");
        refuses(body, "html-body", &format!("expected JSON object, found {found} at the root (byte 0)"));
    }
    for (body, cause) in [("<", "Accept: application/json"), ("<html>", "maintenance")] {
        let help = Parser::STRICT.parse::<Pin>(body).unwrap_err().kind().help();
        assert!(help.contains(cause), "{help}");
    }
}

#[test]
fn err_not_utf8() {
    for (body, start, end) in [
        (&b"{\"a\":\"\xE2\x82"[..], 6, 8),
        (b"{\"a\":\"\xE2\x82\"}", 6, 8),
        (b"{\"a\":\"\xE2\"}", 6, 7),
        (b"\xFF", 0, 1),
        (b" <p>\xE9</p>", 1, 2),
    ] {
        let span = Parser::LENIENT.parse::<Pin>(body).unwrap_err().span().unwrap();
        assert_eq!((span.start, span.end), (start, end), "{}", body.escape_ascii());
    }
    refuses(b"\xFF\xFE{\0}\0", "not-utf8", "expected UTF-8, found UTF-16 at the root (byte 0)");
    // A page in another encoding: its first character.
    refuses(
        b" <p>\xE9</p>",
        "xml-body",
        "expected JSON object, found XML (ask with Accept: application/json and no other type) at the root (byte 1)",
    );
    refuses(b"\xFE\xFF\0{\0}", "not-utf8", "expected UTF-8, found UTF-16 at the root (byte 0)");
    refuses(
        b"{\"city\":\"\xD8rsta\"}",
        "not-utf8",
        "expected UTF-8, found another byte at the root (byte 9)",
    );
    refuses(b"{\"city\":\"A\"}\xC3", "not-utf8", "expected UTF-8, found another byte at the root (byte 12)");
    refuses(
        b"{\"x\":\"\xED\xA0\x80\"}",
        "not-utf8",
        "expected UTF-8, found another byte at the root (byte 6)",
    );
    refuses(b"{\"x\":\"\xC0\xAF\"}", "not-utf8", "expected UTF-8, found another byte at the root (byte 6)");
}

#[test]
fn err_no_object() {
    for (body, found) in [
        ("[]", "array"),
        ("[{\"id\":1}]", "array"),
        ("\"text\"", "string"),
        ("null", "null"),
        ("true", "boolean"),
        ("false", "boolean"),
        ("-1.5e3", "number"),
        ("1e400", "number"),
    ] {
        refuses(body, "not-an-object", &format!("expected JSON object, found {found} at the root (byte 0)"));
    }
    refuses(" \n7 ", "not-an-object", "expected JSON object, found number at the root (byte 2)");
}

#[test]
fn err_cut_off() {
    refuses("{", "unexpected-end", "expected member name in quotes, found end of input at the root (byte 1)");
    refuses("{\"id", "unexpected-end", "expected closing quote, found end of input at the root (byte 4)");
    refuses("{\"id\"", "unexpected-end", "expected colon, found end of input at /id (byte 5)");
    refuses("{\"id\":", "unexpected-end", "expected value, found end of input at /id (byte 6)");
    refuses(
        "{\"id\":1",
        "unexpected-end",
        "expected comma or closing brace, found end of input at /id (byte 7)",
    );
    refuses(
        "{\"id\":1,",
        "unexpected-end",
        "expected member name in quotes, found end of input at /id (byte 8)",
    );
    refuses("{\"id\":-", "unexpected-end", "expected digit, found end of input at /id (byte 7)");
    refuses("{\"id\":1.", "unexpected-end", "expected digit, found end of input at /id (byte 8)");
    refuses(
        "{\"qr\":[1",
        "unexpected-end",
        "expected comma or closing bracket, found end of input at /qr (byte 8)",
    );
    refuses(
        "{\"code\":\"A\\",
        "unexpected-end",
        "expected escape sequence, found end of input at /code (byte 11)",
    );
    refuses(
        "{\"code\":\"A\\u00",
        "unexpected-end",
        "expected four hexadecimal digits, found end of input at /code (byte 14)",
    );
}

/// An unknown member is only a deviation in lenient mode, unless a syntax error follows.
#[test]
fn err_after_an_unknown_member() {
    for (body, display) in [
        (r#"{"id":1,"x":2 y}"#, "expected comma or closing brace, found letter at /x (byte 14)"),
        (r#"{"id":1,"x":2]"#, "expected comma or closing brace, found closing bracket at /x (byte 13)"),
        (r#"{"id":1,"x":2"#, "expected comma or closing brace, found end of input at /x (byte 13)"),
        (r#"{"id":1,"x":2,}"#, "expected member name in quotes, found closing brace at /x (byte 14)"),
        (r#"{"id":1,"x":2, y"#, "expected member name in quotes, found letter at /x (byte 15)"),
        (r#"{"id":1,"x":2,y"#, "expected member name in quotes, found letter at /x (byte 14)"),
        (r#"{"id":1,"x":[}"#, "expected value, found closing brace at /x (byte 13)"),
        (r#"{"id":1,"x" 2}"#, "expected colon, found digit at /x (byte 12)"),
        (r#"{"id":1,"x":2,"y":3 z}"#, "expected comma or closing brace, found letter at /y (byte 20)"),
        (r#"{"id":1,"x":2"code":"A"}"#, "expected comma or closing brace, found quote at /x (byte 13)"),
    ] {
        law::holds(body.as_bytes());
        assert_eq!(Parser::LENIENT.parse::<Pin>(body).unwrap_err().to_string(), display, "{body}");
        let strict = Parser::STRICT.parse::<Pin>(body).unwrap_err();
        assert_eq!(
            strict.to_string(),
            "expected member of pin, found unknown member at /x (byte 8)",
            "{body}"
        );
    }
}

#[test]
fn err_syntax() {
    refuses("hello", "syntax", "expected value, found letter at the root (byte 0)");
    refuses(" \u{FEFF}{}", "syntax", "expected value, found other character at the root (byte 1)");
    refuses("{id:1}", "syntax", "expected member name in quotes, found letter at the root (byte 1)");
    refuses("{'id':1}", "syntax", "expected member name in quotes, found apostrophe at the root (byte 1)");
    refuses("{\"id\" 1}", "syntax", "expected colon, found digit at /id (byte 6)");
    refuses("{\"id\":}", "syntax", "expected value, found closing brace at /id (byte 6)");
    refuses(
        "{\"id\":1\"code\":\"A\"}",
        "syntax",
        "expected comma or closing brace, found quote at /id (byte 7)",
    );
    refuses("{\"id\":01}", "syntax", "expected comma or closing brace, found digit at /id (byte 7)");
    refuses("{\"id\":+1}", "syntax", "expected value, found other character at /id (byte 6)");
    refuses("{\"id\":1.}", "syntax", "expected digit, found closing brace at /id (byte 8)");
    refuses("{\"id\":1e}", "syntax", "expected digit, found closing brace at /id (byte 8)");
    refuses("{\"id\":NaN}", "syntax", "expected value, found letter at /id (byte 6)");
    refuses(
        "{\"trusted\":tru}",
        "syntax",
        "expected true, false or null, found letter at /trusted (byte 11)",
    );
    refuses("{\"id\":1,}", "syntax", "expected member name in quotes, found closing brace at /id (byte 8)");
    refuses(
        "{\"id\":1;}",
        "syntax",
        "expected comma or closing brace, found other character at /id (byte 7)",
    );
    refuses("{\"id\":1]", "syntax", "expected comma or closing brace, found closing bracket at /id (byte 7)");
    refuses("{\"qr\":[1,]}", "syntax", "expected value, found closing bracket at /qr (byte 9)");
    refuses(
        "{\"code\":\"a\tb\"}",
        "syntax",
        "expected escaped control character, found control character at /code (byte 10)",
    );
    refuses("{\"code\":\"a\\x\"}", "syntax", "expected escape sequence, found letter at /code (byte 11)");
    refuses(
        "{\"code\":\"\\u12é4\"}",
        "syntax",
        "expected four hexadecimal digits, found other character at /code (byte 13)",
    );
    refuses(
        "{\"id\":1 /* one */}",
        "syntax",
        "expected comma or closing brace, found other character at /id (byte 8)",
    );
    refuses(
        "{\0\"\0i\0d\0",
        "syntax",
        "expected member name in quotes, found control character at the root (byte 1)",
    );
}

/// The pointer leads to what was read last, in every document.
#[test]
fn err_positions_in_other_documents() {
    let end = "expected end of the document, found more text at the root";
    for (kind, body, code, display) in [
        // Where the names of the root are looked for first.
        ("any", r#"{"x":1,"y" 2}"#, "syntax", "expected colon, found digit at /y (byte 11)"),
        ("any", r#"{"x":1 2}"#, "syntax", "expected comma or closing brace, found digit at /x (byte 7)"),
        ("any", r#"{"x":1} 2"#, "trailing-text", &format!("{end} (byte 8)")),
        (
            "errors",
            r#"{"code":1,"message":"m",}"#,
            "syntax",
            "expected member name in quotes, found closing brace at /message (byte 24)",
        ),
        ("errors", r#"{"code":1,"message":"m"} 2"#, "trailing-text", &format!("{end} (byte 25)")),
        // In the array, and in objects inside the root.
        (
            "errors",
            r#"{"errors":[{} 7]}"#,
            "syntax",
            "expected comma or closing bracket, found digit at /errors (byte 14)",
        ),
        (
            "errors",
            r#"{"errors":[{},{7}]}"#,
            "syntax",
            "expected member name in quotes, found digit at /errors/1 (byte 15)",
        ),
        (
            "errors",
            r#"{"errors":[{"code" 7}]}"#,
            "syntax",
            "expected colon, found digit at /errors/0/code (byte 19)",
        ),
        (
            "pin",
            r#"{"location":{7}}"#,
            "syntax",
            "expected member name in quotes, found digit at /location (byte 13)",
        ),
        ("location", "{7}", "syntax", "expected member name in quotes, found digit at the root (byte 1)"),
        ("location", r#"{"city" 7}"#, "syntax", "expected colon, found digit at /city (byte 8)"),
    ] {
        refuses_as(body.as_bytes(), code, display, |parser| read(parser, kind, body).err());
    }
}

/// A word that is cut off is no wrong word: the text is over.
#[test]
fn err_words_cut_off() {
    for word in ["t", "tru", "fals", "n", "nul"] {
        let text = format!("{{\"x\":{word}");
        let error = Parser::LENIENT.parse::<Pin>(&text).unwrap_err();
        assert_eq!(
            (error.kind().as_str(), error.span().unwrap().start),
            ("unexpected-end", text.len()),
            "{text}"
        );
    }
}

/// What is shown of a text that is no object: its first character, or all of a value.
#[test]
fn err_spans_of_non_objects() {
    for (text, start, end) in [
        ("<pin id=\"1\"/>", 0, 1),
        (" \n<html>", 2, 3),
        (" [1,2] ", 1, 6),
        ("  null", 2, 6),
        ("\u{FEFF} \"text\"\n", 4, 10),
        ("  ", 2, 2),
    ] {
        for parser in [Parser::STRICT.allow(DeviationCode::ByteOrderMark), Parser::LENIENT] {
            let span = parser.parse::<Pin>(text).unwrap_err().span().unwrap();
            assert_eq!((span.start, span.end), (start, end), "{text:?}");
        }
    }
}

#[test]
fn err_half_a_character() {
    let high = "expected surrogate pair, found lone surrogate at /code (byte 9)";
    refuses(r#"{"code":"\ud83d"}"#, "lone-surrogate", high);
    refuses(r#"{"code":"\ud83dx"}"#, "lone-surrogate", high);
    refuses(r#"{"code":"\uD83D\u0041"}"#, "lone-surrogate", high);
    refuses(r#"{"code":"\ud83d\ud83d\ude00"}"#, "lone-surrogate", high);
    let low = "expected high surrogate first, found lone surrogate at /code (byte 9)";
    refuses(r#"{"code":"\ude00"}"#, "lone-surrogate", low);
    refuses(r#"{"code":"\udfff\ud800"}"#, "lone-surrogate", low);
    for text in [r#"{"code":"\ud83dx"}"#, r#"{"code":"\ude00"}"#] {
        let span = Parser::LENIENT.parse::<Pin>(text).unwrap_err().span().unwrap();
        assert_eq!(span, plex_pin::Span::new(9, 15), "{text}");
    }
    // In a name, and in what is skipped.
    refuses(
        r#"{"\ud83d":1}"#,
        "lone-surrogate",
        "expected surrogate pair, found lone surrogate at the root (byte 2)",
    );
    refuses(
        r#"{"qr":["\ude00"]}"#,
        "lone-surrogate",
        "expected high surrogate first, found lone surrogate at /qr (byte 8)",
    );
}

#[test]
fn err_more_text() {
    refuses(
        "{\"id\":1}}",
        "trailing-text",
        "expected end of the document, found more text at the root (byte 8)",
    );
    refuses("{}\n{}", "trailing-text", "expected end of the document, found more text at the root (byte 3)");
    refuses("{} x", "trailing-text", "expected end of the document, found more text at the root (byte 3)");
    refuses(
        "{}\u{FEFF}",
        "trailing-text",
        "expected end of the document, found more text at the root (byte 2)",
    );
    refuses(
        "{}\u{A0}",
        "trailing-text",
        "expected end of the document, found more text at the root (byte 2)",
    );
    refuses("{}\0", "trailing-text", "expected end of the document, found more text at the root (byte 2)");
    refuses("[] []", "trailing-text", "expected end of the document, found more text at the root (byte 3)");
}

#[test]
fn err_too_deep() {
    let nested = |depth: usize| format!("{{\"qr\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
    assert!(Parser::LENIENT.parse::<Pin>(&nested(127)).is_ok());
    law::holds(nested(127).as_bytes());
    let message = "expected at most 128 levels of nesting, found deeper nesting at /qr (byte 133)";
    refuses(nested(128), "too-deep", message);
    // The same depth after an object in canonical form, which is left again.
    let behind = |depth: usize| {
        nested(depth).replacen('{', "{\"id\":1,\"location\":{\"code\":\"NO\",\"coordinates\":\"0, 0\"},", 1)
    };
    assert!(Parser::LENIENT.parse::<Pin>(&behind(127)).is_ok());
    assert!(Parser::LENIENT.parse::<Pin>(&behind(128)).is_err());
    let objects = |depth: usize| format!("{}1{}", "{\"qr\":".repeat(depth), "}".repeat(depth));
    assert!(Parser::LENIENT.parse::<Pin>(&objects(128)).is_ok());
    refuses(
        objects(129),
        "too-deep",
        "expected at most 128 levels of nesting, found deeper nesting at /qr (byte 768)",
    );
    let message = "expected at most 128 levels of nesting, found deeper nesting at the root (byte 128)";
    refuses("[".repeat(129) + &"]".repeat(129), "too-deep", message);
}
