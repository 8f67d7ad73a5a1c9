//! Tables of texts, before and after redaction. `@` in a text is a token, which must be masked wherever it is.

use std::fmt::Write;

use plex_pin::redacted;

use crate::masks;

/// A token as plex.tv makes them.
const TOKEN: &str = "xY7-Kd93_sQpLm2VbnRt";

/// Each text with `@` for the token; in what is expected, `*` for what is hidden.
#[track_caller]
pub(crate) fn check(rows: &[(&str, &str)]) {
    let mut failures = String::new();
    for (text, expected) in rows {
        let text = text.replace('@', TOKEN);
        let shown = redacted(&text).replace("<redacted>", "*");
        if let Some(changed) = masks::changed(&text) {
            writeln!(failures, "\nchanged {changed}").unwrap();
        }
        if shown != *expected {
            writeln!(failures, "\n   text {text}\n  shown {shown}\nwant {expected}").unwrap();
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn ok_members() {
    check(&[
        (r#"{"authToken":"@"}"#, r#"{"authToken":"*"}"#),
        (r#"{"a":[{"AUTH-token" : 12345678 }],"b":1}"#, r#"{"a":[{"AUTH-token" : * }],"b":1}"#),
        (r#"{"authToken":{"x":["@"]}}"#, r#"{"authToken":{"x":["*"]}}"#),
        (r#"{"auth\u0054oken":"s"}"#, r#"{"auth\u0054oken":"*"}"#),
        (r#"{"auth token ":"s","myAuthToken":"t"}"#, r#"{"auth token ":"*","myAuthToken":"*"}"#),
        (r#"{"authToken":"s","authToken":"t"}"#, r#"{"authToken":"*","authToken":"*"}"#),
        (
            r#"{"services":[{"token":"@","secret":"s3cretSERVICE"}]}"#,
            r#"{"services":[{"token":"*","secret":"*"}]}"#,
        ),
        (r#"{"jwt":"@"}"#, r#"{"jwt":"*"}"#),
        (r#"{"authenticationToken":"@","password":"p"}"#, r#"{"authenticationToken":"*","password":"*"}"#),
        (r#"{"x-authToken--123456789":"s"}"#, r#"{"x-authToken--123456789":"*"}"#),
        (
            r#"{"refresh_token":"@","id_token":"a.b","clientSecret":"c"}"#,
            r#"{"refresh_token":"*","id_token":"*","clientSecret":"*"}"#,
        ),
        (r#"{"deviceJWT":"@","myPlexAccessToken":"s"}"#, r#"{"deviceJWT":"*","myPlexAccessToken":"*"}"#),
        (r#"{"pin":"3f9a1c5e7b2d4f60","id":1}"#, r#"{"pin":"*","id":1}"#),
        (
            r#"{"passwd":"s","pwd":"s","apiKey":"s","x-api-key":"s"}"#,
            r#"{"passwd":"*","pwd":"*","apiKey":"*","x-api-key":"*"}"#,
        ),
        ("\u{FEFF}{\"authToken\":\"@\"}", "\u{FEFF}{\"authToken\":\"*\"}"),
    ]);
}

#[test]
fn ok_nested_text() {
    check(&[
        (r#"{"body":"{\"authToken\":\"@\",\"id\":1}"}"#, r#"{"body":"{\"authToken\":\"*\",\"id\":1}"}"#),
        (
            r#"{"a":"{\"b\":\"{\\\"authToken\\\":\\\"@\\\",\\\"id\\\":1}\"}"}"#,
            r#"{"a":"{\"b\":\"{\\\"authToken\\\":\\\"*\\\",\\\"id\\\":1}\"}"}"#,
        ),
        (r#""\u0022authToken\u0022:\u0022@\u0022,""#, r#""\u0022authToken\u0022:\u0022*\u0022,""#),
        (
            r#"<a b="{&quot;authToken&quot;:&quot;@&quot;}"/>"#,
            r#"<a b="{&quot;authToken&quot;:&quot;*&quot;}"/>"#,
        ),
        ("q=%7B%22authToken%22%3A%22@%22%7D&x=1", "q=%7B%22authToken%22%3A%22*%22%7D&x=1"),
        // A backslash at the end, and a quote, at each level of quoting.
        (r#"{"authToken":"a1\\","id":1}"#, r#"{"authToken":"*","id":1}"#),
        (r#"{"authToken":"a1\"b","id":1}"#, r#"{"authToken":"*","id":1}"#),
        (r#"{"authToken":["a1\\","a2\\"],"id":1}"#, r#"{"authToken":["*","*"],"id":1}"#),
        (r#"{"b":"{\"authToken\":\"a1\\\\\",\"id\":1}"}"#, r#"{"b":"{\"authToken\":\"*\",\"id\":1}"}"#),
        (r#"{"b":"{\"authToken\":\"a1\\\"b\",\"id\":1}"}"#, r#"{"b":"{\"authToken\":\"*\",\"id\":1}"}"#),
        (
            r#"{"a":"{\"b\":\"{\\\"authToken\\\":\\\"a1\\\\\\\\\\\",\\\"id\\\":1}\"}"}"#,
            r#"{"a":"{\"b\":\"{\\\"authToken\\\":\\\"*\\\",\\\"id\\\":1}\"}"}"#,
        ),
        (
            r#"{"path":"C:\\","name":"X-Plex-Token","value":"@\\","b":1}"#,
            r#"{"path":"C:\\","name":"X-Plex-Token","value":"*","b":1}"#,
        ),
        (
            "q=%7B%22authToken%22%3A%22a1%5C%5C%22%2C%22id%22%3A1%7D",
            "q=%7B%22authToken%22%3A%22*%22%2C%22id%22%3A1%7D",
        ),
        (
            r#"<a b="{&quot;authToken&quot;:&quot;a1\\&quot;,&quot;id&quot;:1}"/>"#,
            r#"<a b="{&quot;authToken&quot;:&quot;*&quot;,&quot;id&quot;:1}"/>"#,
        ),
        // As Python and JavaScript print a string in single quotes.
        (
            r#"'{"b":"{\\"authToken\\":\\"@\\",\\"id\\":1}"}'"#,
            r#"'{"b":"{\\"authToken\\":\\"*\\",\\"id\\":1}"}'"#,
        ),
        (r#"{"x":"a\\","authToken":"a\\\"b","y":"c"}"#, r#"{"x":"a\\","authToken":"*","y":"c"}"#),
        (r#"{"log":"\u003cpin authToken=\"@\"\u003e\n"}"#, r#"{"log":"\u003cpin authToken=\"*\"\u003e\n"}"#),
        // {"authToken":"xY7-Kd93_sQpLm2VbnRt","id":1}
        (
            r#"{"text":"eyJhdXRoVG9rZW4iOiJ4WTctS2Q5M19zUXBMbTJWYm5SdCIsImlkIjoxfQ==","encoding":"base64"}"#,
            r#"{"text":"eyJhdXRoVG9rZW4i*ImlkIjoxfQ==","encoding":"base64"}"#,
        ),
    ]);
}

#[test]
fn ok_headers_urls_and_cookies() {
    check(&[
        (
            "GET / HTTP/1.1\r\nX-Plex-Token: @\r\nAccept: a/b\r\n",
            "GET / HTTP/1.1\r\nX-Plex-Token: *\r\nAccept: a/b\r\n",
        ),
        ("> x-plex-token: @\n> accept: a", "> x-plex-token: *\n> accept: a"),
        ("* h2h3 [x-plex-token: @]\n", "* h2h3 [x-plex-token: *]\n"),
        ("Authorization: Bearer @", "Authorization: Bearer *"),
        ("authorization: Basic dXNlcjpwYXNz", "authorization: Basic *"),
        ("Authorization: Token token=@", "Authorization: Token token=*"),
        ("Authorization: Token token=\"@\"", "Authorization: Token token=\"*\""),
        (r#"{"authToken":"Bearer @","foo":"@"}"#, r#"{"authToken":"Bearer *","foo":"*"}"#),
        (r#"{"authToken":" @ ","foo":"@"}"#, r#"{"authToken":" * ","foo":"*"}"#),
        ("Cookie: sid=@; theme=dark", "Cookie: sid=*; theme=*"),
        (
            "Set-Cookie: sid=@; Path=/; HttpOnly; Max-Age=12345678",
            "Set-Cookie: sid=*; Path=/; HttpOnly; Max-Age=12345678",
        ),
        ("Cookie: myPlexAccessToken=@", "Cookie: myPlexAccessToken=*"),
        ("GET /api/v2/user?X-Plex-Token=@&x=1 HTTP/1.1", "GET /api/v2/user?X-Plex-Token=*&x=1 HTTP/1.1"),
        ("https://plex.tv/?X%2DPlex%2DToken=@#a", "https://plex.tv/?X%2DPlex%2DToken=*#a"),
        ("https://plex.tv/?X-Plex-Token%3D@", "https://plex.tv/?X-Plex-Token%3D*"),
        ("user[login]=me&user[password]=@&x=y", "user[login]=me&user[password]=*&x=y"),
        (
            "grant_type=refresh&refresh_token=@&client_secret=s",
            "grant_type=refresh&refresh_token=*&client_secret=*",
        ),
        ("curl -H 'X-Plex-Token: @' https://plex.tv", "curl -H 'X-Plex-Token: *' https://plex.tv"),
        ("curl --token @ https://plex.tv", "curl --token * https://plex.tv"),
        ("PLEX_TOKEN=@ plexapi", "PLEX_TOKEN=* plexapi"),
        ("https://x/?api_key=s&b=1", "https://x/?api_key=*&b=1"),
        ("git clone https://x-access-token:s%40x/a", "git clone https://x-access-token:*%40x/a"),
        ("https://user:s%40plex.tv/a", "https://user:*%40plex.tv/a"),
        (
            "\u{1b}[36mX-Plex-Token\u{1b}[39;49;00m: \u{1b}[33m@\u{1b}[0m\n",
            "\u{1b}[36mX-Plex-Token\u{1b}[39;49;00m: \u{1b}[33m*\u{1b}[0m\n",
        ),
        (
            "\u{1b}[94m\"authToken\"\u{1b}[39m:\u{1b}[37m \u{1b}[39m\u{1b}[33m\"@\"\u{1b}[39m,",
            "\u{1b}[94m\"authToken\"\u{1b}[39m:\u{1b}[37m \u{1b}[39m\u{1b}[33m\"*\"\u{1b}[39m,",
        ),
    ]);
}

#[test]
fn ok_other_notations() {
    check(&[
        (r#"<pin authToken="@" id="1"/>"#, r#"<pin authToken="*" id="1"/>"#),
        ("<pin authToken='@'/>", "<pin authToken='*'/>"),
        (r#"<auth-token type="NilClass">@</auth-token>"#, r#"<auth-token type="NilClass">*</auth-token>"#),
        ("<auth_token>@</auth_token><id>1</id>", "<auth_token>*</auth_token><id>1</id>"),
        ("<token><![CDATA[@]]></token>", "<token><![CDATA[*]]></token>"),
        (r#"<header value="@" name="X-Plex-Token"/>"#, r#"<header value="*" name="X-Plex-Token"/>"#),
        (r#"<meta name="csrf-token" content="@">"#, r#"<meta name="csrf-token" content="*">"#),
        ("{'authToken': '@', 'id': 1}", "{'authToken': '*', 'id': 1}"),
        ("{'authToken': b'@'}", "{'authToken': b'*'}"),
        (r#"Pin { auth_token: Some("@"), id: 1 }"#, r#"Pin { auth_token: Some("*"), id: 1 }"#),
        ("auth_token: Some(\n        \"@\",\n    ),", "auth_token: Some(\n        \"*\",\n    ),"),
        (
            "    auth_token: Some(\n        AuthToken(\n            \"@\"",
            "    auth_token: Some(\n        AuthToken(\n            \"*\"",
        ),
        (r#"["authToken"]=> string(20) "@""#, r#"["authToken"]=> string(20) "*""#),
        ("[authToken] => @\n[id] => 1", "[authToken] => *\n[id] => 1"),
        (r#"#<Pin id: 1, auth_token: "@", x: 2>"#, r#"#<Pin id: 1, auth_token: "*", x: 2>"#),
        (r#"{:auth_token=>"@", :id=>1}"#, r#"{:auth_token=>"*", :id=>1}"#),
        ("level=info authToken=@ id=1", "level=info authToken=* id=1"),
        ("authToken: @\nid: 1", "authToken: *\nid: 1"),
        ("authToken\t@\n", "authToken\t*\n"),
        ("authToken → @, id → 1", "authToken → *, id → 1"),
        ("authToken => @\nid => 1", "authToken => *\nid => 1"),
        ("| token | @ |", "| token | * |"),
        ("bad token @ given", "bad token * given"),
        ("your token is now \"@\".", "your token is now \"*\"."),
        ("auth_token = \"\"\"@\"\"\"\n", "auth_token = \"\"\"*\"\"\"\n"),
        ("<authToken><v>@</v></authToken><id>1</id>", "<authToken><v>*</v></authToken><id>1</id>"),
        ("<key>authToken</key><string>@</string>", "<key>authToken</key><string>*</string>"),
        ("<Name>X-Plex-Token</Name><Value>@</Value>", "<Name>X-Plex-Token</Name><Value>*</Value>"),
        ("got token eyJhbGciOiJIUzI1NiJ9.eyJpZCI6MX0.c2lnbmF0dXJl now", "got token * now"),
        ("\"@\"", "\"*\""),
        ("@", "*"),
    ]);
}

#[test]
fn ok_secret_next_to_its_name() {
    check(&[
        (
            r#"{"a":[{"name":"X-Plex-Token","value":"@"}],"b":1}"#,
            r#"{"a":[{"name":"X-Plex-Token","value":"*"}],"b":1}"#,
        ),
        (
            r#"{"a":[{"value":"@","name":"X-Plex-Token"}],"b":1}"#,
            r#"{"a":[{"value":"*","name":"X-Plex-Token"}],"b":1}"#,
        ),
        (
            r#"{"key":"X-Plex-Token","value":"@","type":"text"}"#,
            r#"{"key":"X-Plex-Token","value":"*","type":"text"}"#,
        ),
        (r#"{"name":"X-Plex-Token","is":"@"}"#, r#"{"name":"X-Plex-Token","is":"*"}"#),
        (
            r#"{"rawHeaders":["Host","plex.tv","X-Plex-Token","@","Accept","a/b"]}"#,
            r#"{"rawHeaders":["Host","plex.tv","X-Plex-Token","*","Accept","a/b"]}"#,
        ),
        (r#"["@","X-Plex-Token"]"#, r#"["*","X-Plex-Token"]"#),
        (r#"[["a","b"],["authToken",["@"]]]"#, r#"[["a","b"],["authToken",["*"]]]"#),
        ("[('X-Plex-Token', '@'), ('a', 'b')]", "[('X-Plex-Token', '*'), ('a', 'b')]"),
        (
            r#"{"cookies":[{"name":"sid","value":"@","path":"/api"}]}"#,
            r#"{"cookies":[{"name":"sid","value":"*","path":"/api"}]}"#,
        ),
        (r#"[{"name":"Cookie","value":"sid=@; a=b"}]"#, r#"[{"name":"Cookie","value":"sid=*; a=*"}]"#),
    ]);
}

#[test]
fn ok_repetitions() {
    check(&[
        (r#"{"token":"tokentoken","authToken":"tokentoken"}"#, r#"{"token":"*","authToken":"*"}"#),
        (r#"{"qr":"12345678","authToken":"12345678"}"#, r#"{"qr":"*","authToken":"*"}"#),
        (r#"{"qr":"1234567","authToken":"a234567"}"#, r#"{"qr":"1234567","authToken":"*"}"#),
        (r#"{"qr":"tokentoken","authToken":"\u0074okentoken"}"#, r#"{"qr":"*","authToken":"*"}"#),
        (r#"{"qr":"a\/tokentoken","authToken":"\/tokentoken"}"#, r#"{"qr":"a*","authToken":"*"}"#),
        (r#"{"\u0074okentoken":1,"authToken":"tokentoken"}"#, r#"{"*":1,"authToken":"*"}"#),
        (
            r#"{"qr":"https://x/?X-Plex-Token=@","id":"1","foo":"@"}"#,
            r#"{"qr":"https://x/?X-Plex-Token=*","id":"1","foo":"*"}"#,
        ),
        (r#"{"qr":"x@y","authToken":"@"}"#, r#"{"qr":"x*y","authToken":"*"}"#),
        (r#"{"qr":"%78Y7%2dKd93_sQpLm2VbnRt","authToken":"@"}"#, r#"{"qr":"*","authToken":"*"}"#),
        // The token in base64, after zero, one and two bytes.
        (
            r#"{"authToken":"@","a":"eFk3LUtkOTNfc1FwTG0yVmJuUnQ=","b":"LnhZNy1LZDkzX3NRcExtMlZiblJ0","c":"Li54WTctS2Q5M19zUXBMbTJWYm5SdA=="}"#,
            r#"{"authToken":"*","a":"*","b":"*","c":"*"}"#,
        ),
        (r#"{"foo":"@","y":tru,"authToken":"@"}"#, r#"{"foo":"*","y":tru,"authToken":"*"}"#),
        (r#"{"@":tru,"authToken":"@"}"#, r#"{"*":tru,"authToken":"*"}"#),
        // Cut off by the end.
        (r#"{"authToken":"@","a":"xY7-Kd93_sQ"#, r#"{"authToken":"*","a":"*"#),
        (r#"{"authToken":"tokentoken","a":"tokentok"#, r#"{"authToken":"*","a":"*"#),
    ]);
    // As many as there are.
    let pairs: String = (0..50)
        .map(|it| format!("{{\"a\":\"secret{it:04}\",\"token\":\"secret{it:04}\"}},"))
        .collect::<Vec<_>>()
        .concat();
    assert!(!redacted(&pairs).contains("secret0"), "{}", redacted(&pairs));
}

#[test]
fn ok_malformed_texts() {
    check(&[
        (r#"{"zz":[{"name":"X-Plex-Token","value":"@"#, r#"{"zz":[{"name":"X-Plex-Token","value":"*"#),
        (
            r#"{"rawHeaders":["X-Plex-Token","@","Accept","a/b""#,
            r#"{"rawHeaders":["X-Plex-Token","*","Accept","a/b""#,
        ),
        (
            r#"{"zz":[{"name":"X-Plex-Token","value":"@","y":tru}]}"#,
            r#"{"zz":[{"name":"X-Plex-Token","value":"*","y":tru}]}"#,
        ),
        (r#"{"rawHeaders":["X-Plex-Token","@",]}"#, r#"{"rawHeaders":["X-Plex-Token","*",]}"#),
        (r#"{"value":"@","name":"X-Plex-To"#, r#"{"value":"*","name":"X-Plex-To"#),
        (r#"{"value":"@","na"#, r#"{"value":"*","na"#),
        (r#"["@","X-Ple"#, r#"["*","X-Ple"#),
        (r#"{"id":abcdefgh-ijkl}"#, r#"{"id":*}"#),
        (r#"{"id":undefined,"authToken":"s"}"#, r#"{"id":undefined,"authToken":"*"}"#),
        (r#"{"id":tru,"authToken":"s","code":"A"}"#, r#"{"id":tru,"authToken":"*","code":"A"}"#),
        (r#"{"authToken":"s"#, r#"{"authToken":"*"#),
        (r#"{"authToken":s}"#, r#"{"authToken":*}"#),
        (r#"{"authToken" s}"#, r#"{"authToken" *}"#),
        (r#"{"authToken" "@"}"#, r#"{"authToken" "*"}"#),
        (r#"{"authToken":"s"t"}"#, r#"{"authToken":"*"}"#),
        (r#"{"authToken":null "@"}"#, r#"{"authToken":null "*"}"#),
        (r#"{"authToken":,"@":1}"#, r#"{"authToken":,"*":1}"#),
        (r#"{"code":"A"B","authToken":"s","x":"y"}"#, r#"{"code":"A"B","authToken":"*","x":"y"}"#),
        // A name in quotes at the end of a string does not form a pair with what follows the string.
        (r#"{"b":"{\"AUiTOKEN\"","X-Plex-Token":["@"]}"#, r#"{"b":"{\"AUiTOKEN\"","X-Plex-Token":["*"]}"#),
        (r#"{"authToken":"@" "id":1}"#, r#"{"authToken":"*" "id":1}"#),
        (r#"{"id":1} {"authToken":"s"}"#, r#"{"id":1} {"authToken":"*"}"#),
        (r#"{"authToken":"@\ud800","a":1}"#, r#"{"authToken":"*","a":1}"#),
        (r#"{"authToken":"\q@"}"#, r#"{"authToken":"*"}"#),
        (r#"oken":"@","id":1}"#, r#"oken":"*","id":1}"#),
        (r#"":"@","id":1}"#, r#"":"*","id":1}"#),
        (r#"d93_sQpLm2VbnRt","id":1}"#, r#"*","id":1}"#),
    ]);
}

/// One wrong byte beside a name: what may be its value is hidden.
#[test]
fn ok_one_wrong_byte() {
    check(&[
        (r#"<header name="X-Plex-Token" valu=e="@"/>"#, r#"<header name="X-Plex-Token" valu=e="*"/>"#),
        (r#"{"value"':"@","name":"password"}"#, r#"{"value"':"*","name":"password"}"#),
        (r#"{"value":"@","name":'"authToken"}"#, r#"{"value":"*","name":'"authToken"}"#),
        (r#"[["Host","plex.tv"],["<token","@"]]"#, r#"[["Host","plex.tv"],["<token","*"]]"#),
        (r#"{"authToken":{]"a":"@"},"id":1}"#, r#"{"authToken":{]"*":"*"},"id":1}"#),
        ("<auth_token<>@</auth_token>", "<auth_token<>*</auth_token>"),
        ("{\"foo\":\"@\"}\n{'jwt':\" '@', 'x': 1}", "{\"foo\":\"*\"}\n{'jwt':\" *"),
        ("{\"value\":\"PLANTED-tok\n-Kd93_sQpLm2\",\"name\":\"jwt\"}", "{\"value\":\"*\",\"name\":\"jwt\"}"),
        // Cut off within an escape.
        ("foo @ bar\nq=%22token%22%3A%22xY7%2DKd93%5", "foo * bar\nq=%22token%22%3A%22*"),
    ]);
}

/// Bytes that are written as numbers: `{"authToken":"s3cr3tCanary"}`.
#[test]
fn ok_arrays_of_bytes() {
    const BODY: &str = "123,34,97,117,116,104,84,111,107,101,110,34,58,34,";
    const SECRET: &str = "115,51,99,114,51,116,67,97,110,97,114,121";
    for (text, expected) in [
        ("{\"type\":\"Buffer\",\"data\":[B@,34,125]}", "{\"type\":\"Buffer\",\"data\":[B*,34,125]}"),
        ("{\"MESSAGE\":[B@", "{\"MESSAGE\":[B*"),
        // A repetition.
        ("[@]{\"token\":\"s3cr3tCanary\"}", "[*]{\"token\":\"*\"}"),
        ("{\"a\":[123,34,105,100,34,58,49,48,48,125]}", "{\"a\":[123,34,105,100,34,58,49,48,48,125]}"),
    ] {
        let fill = |text: &str| text.replace('B', BODY).replace(&format!("{BODY}uffer"), "Buffer");
        let shown = redacted(&fill(text).replace('@', SECRET)).replace("<redacted>", "*");
        assert_eq!(shown, fill(expected));
    }
    let spaced = format!("[{BODY}{SECRET}]").replace(',', ",\n  ");
    assert!(!redacted(&spaced).contains("114,\n  51"), "{}", redacted(&spaced));
}

#[test]
fn ok_cut_by_a_tool() {
    let line = format!("{}\"authToken\":\"xY7-Kd93", "a".repeat(64 - 21));
    assert_eq!(line.len(), 64);
    let trace = format!("<= Recv data, 90 bytes (0x5a)\n0000: {line}\n0040: _sQpLm2VbnRt\",\"id\":1}}\n");
    let expected = "\"authToken\":\"<redacted>\n0040: <redacted>\",\"id\":1}\n";
    assert!(redacted(&trace).ends_with(expected), "{}", redacted(&trace));
    let docker = "{\"log\":\"x \\\"authToken\\\":\\\"xY7-Kd\",\"stream\":\"stdout\",\"time\":\"2026-11-27T07:58:16Z\"}\n\
                  {\"log\":\"93_sQpLm2VbnRt\\\",\\\"id\\\":1\",\"stream\":\"stdout\",\"time\":\"2026-11-27T07:58:16Z\"}\n";
    let shown = redacted(docker);
    assert!(!shown.contains("xY7-") && !shown.contains("RtkVbn") && !shown.contains("sQpL"), "{shown}");
}

/// A name whose string ends before its value has none there: the line stays JSON, and the value on the next line is hidden.
#[test]
fn ok_a_string_that_ends_before_the_value() {
    let line = |log: &str| format!(r#"{{"log":"  {log}\n","stream":"stdout"}}"#);
    let (name, value) = (line(r#"\"authToken\":"#), line(r#"\"xY7-Kd9wQ2mB4vL8nT1z\""#));
    let shown = redacted(&format!("{name}\n{value}\n"));
    let (first, second) = shown.split_once('\n').unwrap();
    assert_eq!(first, name);
    assert_eq!(second.trim_end(), line(r#"\"<redacted>\""#));
    // An escape that is lost hides no less.
    assert!(!redacted(r#"{"log":"{\"authToken\":"xY7-Kd9wQ2mB4vL8nT1z\"}"}"#).contains("xY7-Kd9w"));
}
