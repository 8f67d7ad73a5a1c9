//! What must stay visible.

use plex_pin::{redacted, secret_spans};

#[test]
fn ok_texts_without_a_secret() {
    for text in [
        "",
        "[]",
        r#"{"id":1,"code":"ABCD","authToken":null,"newRegistration":null}"#,
        r#"{"authToken":""}"#,
        r#"{"authToken":"undefined","token":"null","password":true,"secret":"********","jwt":1234}"#,
        r#"{"authToken":"<redacted>","token":"REDACTED-1-xxxxxxxxx"}"#,
        r#"{"errors":[{"code":1001,"message":"User could not be authenticated"}]}"#,
        "<errors><error>Invalid token</error></errors>",
        "<auth-token type=\"NilClass\" nil=\"true\"/><auth_token nil=\"true\"></auth_token>",
        "hasPassword=\"1\" authToken=\"\" newRegistration=\"\"",
        r#"{"token_type":"bearerbearer9","pin":{"id":1,"code":"abcdefghijk"}}"#,
        "Content-Type: application/json; charset=utf-8\r\nX-Plex-Product: Kino",
        "The token expired. Authorization failed; see the cookie policy and reset your password.",
        "<html><title>Sign in</title><label for=\"user_password\">Password</label></html>",
        r#"{"hasPassword":true,"emailOnlyAuth":false,"scrobbleTypes":""}"#,
        r#"{"accept":"application/json","url":"https://plex.tv/api/v2/pins/qr/q3w9xk2m7d5t1v8b4n6c0z3hj"}"#,
        "access-control-expose-headers: Location, Date, Content-Length",
        "{ [5 bytes data]\n* TLSv1.3 (IN), TLS handshake, Newsession Ticket (4):",
        "2026-11-27 07:59:39,123 plexapi: DEBUG POST https://plex.tv/api/v2/pins",
        r#"{"cookies":[],"headers":[{"name":"content-type","value":"text/html; charset=utf-8"}],"tokens":{}}"#,
        r#"{"value":"accept,x-plex-client-identifier,x-plex-token"},{"name":"access-control-max-age"}"#,
        r#"{"value":"x-plex-token,x-plex-client-identifier"},{"name":"access-control-max-age"}"#,
        "| in `* h2h3 [x-plex-token: …]` |\n| httpie-colour9.txt | HTTPie 3.2 | 1 pin |",
        "DEBUG token 2026-11-27T07:59:39Z refreshed",
        // Values of other names near the name of a secret.
        r#"{"authToken":null,"clientIdentifier":"a1b2c3d4e5f6"}"#,
        r#"{"cookies":[],"id":"377a98c3-51d7-4680-b283-0dcb1e41b94a"}"#,
        r#"{"cookies":[],"content":{"size":64,"text":"{\"code\":\"q3w9xk2m7d5t1v8b4n6c0z3hj\",\"x\":1}"}}"#,
        r#"[{"name":"Cookie","value":""},{"name":"etag","value":"W/\"a1b2c3d4e5f6\""}]"#,
        r#"[{"name":":path","value":"/pins/1?X-Plex-Client-Identifier=a1b2c3d4"},{"name":"cookie","value":""}]"#,
        "X-Plex-Token: null\nX-Plex-Client-Identifier: a1b2c3d4e5f6\n",
        "<pin authToken=\"\" clientIdentifier=\"a1b2c3d4e5f6\"/>",
    ] {
        assert_eq!(redacted(text), text);
    }
}

/// Captures hold no secret but the tokens of claimed pins.
#[test]
fn ok_captures_show_all_but_tokens() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/captures");
    let mut tokens = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        for span in secret_spans(&text) {
            let token = &text[span.range()];
            // A JSON web token, a number and the name of a member in place of a token are the other ones.
            let is_known = token.starts_with("EXAMPLE-TOKEN") || token.starts_with("ZXhhbXBsZS1o");
            assert!(is_known || token == "123456789012345678901234567890", "{token} of {}", path.display());
            tokens += 1;
        }
    }
    assert!(tokens > 10, "{tokens}");
}
