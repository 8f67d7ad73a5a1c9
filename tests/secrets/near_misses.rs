//! Texts from which secrets once came out, or whose structure was covered by a mask.

use plex_pin::redacted;

use crate::masks;

const TOKEN: &str = "Kq7WmZp2Xv9RtB4nLs8d";

/// In these the token is hidden, and what is behind it is not.
#[test]
fn ok_hidden() {
    for text in [
        r#"{"cookies":[{"name":"sid","value":"@=="}],"z":"end"}"#,
        r#"{"cookies":{"sid":"@=="},"z":"end"}"#,
        "cookies={'sid': '@=='} end",
        "Authorization: Digest username=\"u\", realm=\"r\", uri=\"/\", response=\"@\"\nend",
        "> Authorization: Digest username=\"u\", realm=\"r\", uri=\"/\", response=\"@\"\n> end",
        "Authorization: MediaBrowser Client=\"a\", Device=\"b\", Token=\"@\"\nend",
        r#"{"x-plex-token": HeaderValue { inner: "@" }, "z": "end"}"#,
        r#"["X-Plex-Token:","@","end"]"#,
        "<password>ab<b>@</b></password><i>end</i>",
        "<token><a>x</a><b>@</b></token><i>end</i>",
        r#"{"name":"jwt","data":"@","end":1}"#,
        r#"{"accessJWT":"@","z":"end"}"#,
        r#"{"plexjwt":"@","z":"end"}"#,
        r#"{"device_jwt":"@","z":"end"}"#,
        r#"{"a-rather-long-name-jwt":"@","z":"end"}"#,
        "env:\n- name: PLEX_TOKEN\n  value: \"@\"\n- name: end",
        "headers:\n  - value: @\n    name: X-Plex-Token\n  - end: 1",
        "  - key: token\r\n    value: '@'\r\nend",
        "  Name: x-plex-token\n  Value: @\nend",
        "Name  : token\nValue : @\nend",
        "Cookie: u={\"id\":3,\"t\":\"@\"}; b=1\nend",
        "> Cookie: u=%7B%22t%22%3A%22@%22%7D; b=1\n> end",
        "Cookie: u=j%3A%7B%22id%22%3A%22@%22%7D\nend",
        "Set-Cookie: u='{\"t\":\"@\"}'; path=/\nend",
        r#"{"id":"1","x":"Cookie: a={\"t\":\"@\"}","z":"end"}"#,
        r#"{"log":"Authorization: Digest a=\"b\", response=\"@\"\n","z":"end"}"#,
    ] {
        let text = text.replace('@', TOKEN);
        assert_eq!(masks::changed(&text), None);
        let shown = redacted(&text);
        assert!(!shown.contains(&TOKEN[..8]), "{shown}");
        assert!(shown.contains("end"), "{shown}");
    }
}

/// Where a value is not closed, what is behind it is hidden with it. Its names have values of their own, which are repeated.
#[test]
fn ok_names_in_a_value_that_goes_too_far() {
    // None that would be hidden for its look.
    const TOKEN: &str = "s3cr3tCanary";
    let escaped = r"\u00733cr3tCanary";
    for text in
        [r#"@cookie:0',"X-Plex-Token":["~"]}"#, r#"{"title":"@","b":"cookie:0'","X-Plex-Token":["~"]}"#]
    {
        let shown = redacted(&text.replace('@', TOKEN).replace('~', escaped));
        assert!(!shown.contains(&TOKEN[..8]), "{shown}");
    }
}

/// A token without quotes ends at white space: what a log writes behind it stays, on the same line and on the next.
#[test]
fn ok_what_follows_a_token_stays() {
    for text in [
        "token=@\n2024-08-01 12:00:00 INFO x",
        "last token=@\n192.168.1.5 - - [01/Aug/2024] \"GET /\"",
        "authToken : @\nexpiresIn : 1800\nclientIdentifier : a",
        "token=@\nUserName  : joe",
        "\"GET /?X-Plex-Token=@ HTTP/1.1\" 200",
        "token=@ username=\"joe\"",
        "X-Plex-Token: @\n---request end---",
        "msg=\"token=@ rejected\" x",
        "token=@\nNullPointerException at x",
        "token=@\nstack_trace follows",
    ] {
        let shown = redacted(&text.replace('@', TOKEN));
        assert_eq!(shown.replace("<redacted>", "@"), text);
    }
}

/// A name in a text that has no value for it covers nothing.
#[test]
fn ok_nothing_is_covered() {
    for text in [
        r#"{"clientIdentifier":"k538rp8sq8lyzwzwqsnttjwt","location":{"country":"Australia"}}"#,
        r#"{"clientIdentifier":"abcdefghijklmnopqrstujwt","location":{"country":"Australia"}}"#,
        r#"{"id":945780670,"code":"DJWT","product":"Lounge Television","trusted":false}"#,
        r#"{"postal_code":"JWT","city":"Halifax","country":"Canada","code":"CA"}"#,
        r#"{"label":"Token:","kind":"text"}"#,
        r#"{"message":"Invalid authToken:","status":401}"#,
        r#"["token:","a"]"#,
        r#"<a b="password:" c="1">text</a>"#,
        "<p><label>Password:</label><b>x</b></p>",
        "<p><!-- token: --><b>x</b></p>",
        r#"{"cookies":null,"id":1}"#,
        r#"{"Set-Cookie":true,"id":1}"#,
        r#"{"Cookie":0,"id":1}"#,
        r#"{"pwd":"/home/me/projects","pin":"ABCD"}"#,
        "cat /etc/passwd; pwd",
        "https://plex.tv:443/@user/a https://user@plex.tv/ http://127.0.0.1:32400/x@y",
        // What is to be written there.
        "usage: x --token <token> [--id N]\n  more text",
        "  --token <TOKEN>  The token of the server\n  --id <ID>  The number",
        "  --password=<password>  The password [default: none]\n",
        "Send <token> to the server, then <id>.",
        "X-Plex-Token: <your token>\nAccept: a/b",
    ] {
        assert_eq!(redacted(text), text);
    }
}
