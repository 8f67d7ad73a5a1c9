//! Version 1, in the style of Rails: an element for each member.

use plex_pin::{Document, Parser, Pin, PinState, Timestamp};

use crate::{finds, is_strict, read};

const PENDING: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<pin>\n  \
    <client-identifier>x-1</client-identifier>\n  <code>7RQZ</code>\n  \
    <expires-at type=\"datetime\">2026-07-29T10:30:00Z</expires-at>\n  <id type=\"integer\">5123</id>\n  \
    <user-id type=\"integer\" nil=\"true\"/>\n  <trusted type=\"boolean\">false</trusted>\n  \
    <auth-token type=\"NilClass\" nil=\"true\"/>\n  <auth_token nil=\"true\"></auth_token>\n</pin>\n";

fn pin<'a>(document: Document<'a>) -> Pin<'a> {
    let Document::Pin(pin) = document else { panic!("{document:?} is no pin") };
    pin
}

#[test]
fn ok_pending() {
    let pin = pin(is_strict(PENDING));
    let twin = r#"{"pin":{"id":5123,"code":"7RQZ","client_identifier":"x-1","trusted":false,
        "expires_at":"2026-07-29T10:30:00Z","auth_token":null}}"#;
    assert_eq!(pin, Parser::LENIENT.parse::<Pin>(twin).unwrap().into_value());
    assert!(Parser::STRICT.complete().parse_xml::<Pin>(PENDING).is_ok());
}

#[test]
fn ok_claimed() {
    // The type of the token stays, or goes; the expiry is the moment of the request.
    for token in [
        "<auth-token type=\"NilClass\">example-token</auth-token><auth_token>example-token</auth_token>",
        "<auth-token>example-token</auth-token>",
        "<auth_token>example-token</auth_token>",
        "<auth-token nil=\"true\">example-token</auth-token>",
        "<auth-token><![CDATA[example]]>-<!-- - -->to&#107;en</auth-token>",
    ] {
        let user = "<user-id type=\"integer\">7</user-id>";
        let text = format!(
            "<pin><id type=\"integer\">5</id>{token}{user}<expires-at type=\"dateTime\">2023-04-12T17:00:03Z</expires-at></pin>"
        );
        let pin = pin(is_strict(&text));
        assert_eq!(pin.auth_token.as_ref().map(plex_pin::AuthToken::expose), Some("example-token"), "{text}");
        let now: Timestamp = "2026-07-29T10:30:00Z".parse().unwrap();
        assert_eq!(pin.state(now), PinState::Claimed);
    }
}

#[test]
fn ok_twins_of_the_token() {
    for (tokens, expected) in [
        ("<auth-token>a-token</auth-token><auth_token>a-token</auth_token>", None),
        ("<auth_token nil=\"true\"/><auth-token></auth-token>", None),
        ("<auth-token>a-token</auth-token><auth_token>b-token</auth_token>", Some(("b-token", "auth_token"))),
        ("<auth_token nil=\"true\"/><auth-token>b-token</auth-token>", Some(("b-token", "auth-token"))),
        ("<auth-token>a-token</auth-token><auth-token>a-token</auth-token>", Some(("a-token", "auth-token"))),
        (
            "<auth-token>a-token</auth-token><auth_token>a-token</auth_token><auth_token>a-token</auth_token>",
            Some(("a-token", "auth_token")),
        ),
    ] {
        let text = format!("<pin><id>1</id>{tokens}</pin>");
        let expected_row = expected.map(|(_, name)| format!("duplicate-member ignored `{name}` /pin/{name}"));
        finds(Parser::LENIENT, &text, &expected_row.as_deref().into_iter().collect::<Vec<_>>());
        let pin = pin(read(Parser::LENIENT, "pin", &text).unwrap().into_value());
        let last = expected.map_or_else(|| tokens.contains("a-token").then_some("a-token"), |it| Some(it.0));
        assert_eq!(pin.auth_token.as_ref().map(plex_pin::AuthToken::expose), last, "{text}");
    }
}

#[test]
fn ok_deviations() {
    for (members, expected) in [
        ("<id>x</id>", &["wrong-type dropped `x` /pin/id"][..]),
        ("<id> 5</id>", &["string-for-number coerced ` 5` /pin/id"]),
        ("<id nil=\"true\"/>", &["null-value dropped `id` /pin/id"]),
        ("<id nil=\"true\">\n</id>", &["null-value dropped `\n` /pin/id"]),
        ("<id/>", &["empty-value dropped `id` /pin/id"]),
        ("<id><b>5</b></id>", &["wrong-type dropped `<b>5</b>` /pin/id"]),
        ("<id a='1'>5</id>", &["unknown-member ignored `a` /pin/id/@a"]),
        (
            "<Id a='1' type='integer' b=''></Id>",
            &[
                "member-spelling coerced `Id` /pin/Id",
                "empty-value dropped `Id` /pin/Id",
                "unknown-member ignored `a` /pin/Id/@a",
                "unknown-member ignored `b` /pin/Id/@b",
            ],
        ),
        ("<product nil=\"true\"/>", &["null-value dropped `product` /pin/product"]),
        ("<code></code>", &[]),
        (
            "<clientIdentifier>x</clientIdentifier>",
            &["member-spelling coerced `clientIdentifier` /pin/clientIdentifier"],
        ),
        (
            "<expires_at>2026-07-29T10:30:00Z</expires_at>",
            &["member-spelling coerced `expires_at` /pin/expires_at"],
        ),
        ("<code>a</code><code>b</code>", &["duplicate-member ignored `code` /pin/code"]),
        ("<new><x/></new>", &["unknown-member ignored `new` /pin/new"]),
        ("<auth-token s='1'>a-token</auth-token>", &["unknown-member ignored `s` /pin/auth-token/@*"]),
        ("text", &["unknown-member ignored `text` /pin/text()"]),
    ] {
        finds(Parser::LENIENT, &format!("<pin>{members}<trusted>1</trusted></pin>"), expected);
    }
}

/// Both versions in one document: the attributes say that it is version 2.
#[test]
fn ok_elements_in_version_2() {
    finds(
        Parser::LENIENT,
        "<pin id='1'><code>7RQZ</code><auth_token>a-token</auth_token><user-id/></pin>",
        &[
            "member-spelling coerced `code` /pin/code",
            "member-spelling coerced `auth_token` /pin/auth_token",
            "unknown-member ignored `user-id` /pin/user-id",
        ],
    );
}

#[test]
fn ok_complete() {
    let text = "<pin><id>1</id></pin>";
    let rows = ["code", "trusted", "client-identifier", "expires-at", "auth-token"]
        .map(|name| format!("missing-member absent `{text}` /pin/{name}"));
    finds(Parser::LENIENT.complete(), text, &rows.each_ref().map(String::as_str));
}
