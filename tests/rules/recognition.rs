//! Which document a body is, what an unrecognised one looks like, and roots that share no member with the model.

use plex_pin::{ApiErrors, DocumentKind, ErrorKind, Location, Parsed, Parser, Pin};

use crate::law;

/// Asserts that each body is recognised as this kind, or as none of them.
#[track_caller]
fn recognised(expected: Option<DocumentKind>, bodies: &[&str]) {
    for body in bodies {
        law::holds(body.as_bytes());
        let parsed = Parser::LENIENT.parse_document(body).map(Parsed::into_value);
        let kind = DocumentKind::recognise(body);
        assert_eq!(parsed.as_ref().map(plex_pin::Document::kind), kind.as_ref().copied(), "{body}");
        match kind {
            Ok(kind) => assert_eq!(Some(kind), expected, "{body}"),
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::UnrecognisedDocument, "{body}");
                assert_eq!(None, expected, "{body}");
            }
        }
    }
}

#[test]
fn ok_errors_by_their_array() {
    recognised(
        Some(DocumentKind::ApiErrors),
        &[
            r#"{"errors":[{"code":1020,"message":"m"}]}"#,
            r#"{"errors":[{"code":"1020","message":"m","status":404}]}"#,
            r#"{"Errors":[{"Code":1,"MESSAGE":null}]}"#,
            // One code is enough, and so is any number.
            r#"{"errors":[{"code":"x","message":"m"},{"message":"m","code":-1.5}]}"#,
            // The first rule that fits decides.
            r#"{"id":1,"code":"A","trusted":true,"errors":[{"code":1,"message":"m"}]}"#,
            r#"{"pin":{},"errors":[{"code":1,"message":"m"}]}"#,
            r#"{"errors":7,"errors":[{"code":1,"message":"m"}]}"#,
        ],
    );
    recognised(
        None,
        &[
            r#"{"errors":[]}"#,
            r#"{"errors":null}"#,
            r#"{"errors":{}}"#,
            r#"{"errors":[1]}"#,
            r#"{"errors":[{"code":1}]}"#,
            r#"{"errors":[{"code":1,"message":"m"},{"code":1}]}"#,
            r#"{"errors":[{"code":1,"message":"m"},null]}"#,
            r#"{"errors":[{"code":"E1","message":"m"}]}"#,
            r#"{"errors":[{"code":"","message":"m"}]}"#,
            // The last one counts.
            r#"{"errors":[{"code":1,"message":"m"}],"errors":[]}"#,
            r#"{"message":"m","errors":[{"path":"/"}]}"#,
            r#"{"errors ":[{"code":1,"message":"m"}]}"#,
        ],
    );
}

#[test]
fn ok_pins_by_their_members() {
    recognised(
        Some(DocumentKind::Pin),
        &[
            r#"{"id":1,"code":"A","trusted":true}"#,
            r#"{"id":1,"product":"0","qr":"q"}"#,
            r#"{"code":"A","location":{},"clientIdentifier":"c"}"#,
            r#"{"id":1,"code":"A","expiresIn":1}"#,
            r#"{"id":1,"code":"A","expires_at":1}"#,
            r#"{"ID":1,"Code":"A","auth-token":null}"#,
            r#"{"\u0069d":1,"code":"A","newRegistration":null}"#,
            // More known than unknown members.
            r#"{"id":1,"code":"A","qr":"q","x":1,"y":2}"#,
            r#"{"x":1,"x":2,"X":3,"y":4,"id":1,"code":"A","qr":"q"}"#,
            // Members of a location are unknown here only where they are unknown there.
            r#"{"id":1,"code":"A","qr":"q","city":"A","country":"B"}"#,
        ],
    );
    recognised(
        None,
        &[
            "{}",
            r#"{"id":1}"#,
            r#"{"id":1,"code":"A"}"#,
            r#"{"id":1,"id":2,"ID":3,"code":"A"}"#,
            // Without an id or a code.
            r#"{"product":"0","trusted":true,"qr":"q"}"#,
            // Without a member that only pins have.
            r#"{"id":1,"code":"A","product":"0","location":{},"createdAt":1}"#,
            // No more known than unknown members.
            r#"{"id":1,"code":"A","qr":"q","x":1,"y":2,"z":3}"#,
            r#"{"x":{"id":1,"code":"A","qr":"q"}}"#,
            r#"{"auth_token":"t"}"#,
        ],
    );
}

#[test]
fn ok_pins_by_their_wrapper() {
    recognised(Some(DocumentKind::Pin), &[r#"{"pin":{}}"#, r#"{"PIN":{"x":1}}"#, r#"{"p\u0069n" : { } }"#]);
    recognised(
        None,
        &[
            r#"{"pin":null}"#,
            r#"{"pin":[]}"#,
            r#"{"pin":{},"x":1}"#,
            r#"{"x":1,"pin":{}}"#,
            r#"{"pin":{},"pin":{}}"#,
        ],
    );
}

#[test]
fn ok_locations_by_their_members() {
    recognised(
        Some(DocumentKind::Location),
        &[
            r#"{"european_union_member":true}"#,
            r#"{"continent_code":"EU"}"#,
            r#"{"in_privacy_restricted_country":true}"#,
            r#"{"InPrivacyRestrictedRegion":true,"city":"A","x":1}"#,
            r#"{"code":"NO","country":"A","city":"A","time_zone":"A"}"#,
            r#"{"country":"A","city":"A","timeZone":"A","coordinates":"0, 0","x":1,"y":2,"z":3}"#,
        ],
    );
    recognised(
        None,
        &[
            r#"{"city":"A"}"#,
            r#"{"code":"NO","country":"A","city":"A"}"#,
            r#"{"continent_code":"EU","x":1}"#,
            r#"{"code":"NO","country":"A","city":"A","time_zone":"A","w":0,"x":1,"y":2,"z":3}"#,
        ],
    );
}

#[test]
fn ok_bare_errors_by_their_code() {
    recognised(
        Some(DocumentKind::ApiErrors),
        &[
            r#"{"code":1000,"message":"m"}"#,
            r#"{"message":"m","status":404,"code":1020.0}"#,
            r#"{"Code":"1999","MESSAGE":null,"x":1}"#,
        ],
    );
    recognised(
        None,
        &[
            r#"{"code":1020}"#,
            r#"{"message":"m"}"#,
            r#"{"code":999,"message":"m"}"#,
            r#"{"code":2000,"message":"m"}"#,
            r#"{"code":1020.5,"message":"m"}"#,
            r#"{"code":"E1020","message":"m"}"#,
            r#"{"code":null,"message":"m"}"#,
            r#"{"code":1020,"code":1,"message":"m"}"#,
        ],
    );
}

/// What an object looks like, in fixed words.
#[test]
fn err_unrecognised_documents_are_described() {
    for (body, found) in [
        ("{}", "empty object"),
        (r#"{"x":1}"#, "another object"),
        (r#"{"id":1,"uuid":"u","username":"n"}"#, "Plex account"),
        (r#"{"email":"e","uuid":"u"}"#, "Plex account"),
        (
            r#"{"name":"n","clientIdentifier":"c","provides":"server"}"#,
            "device or server of /api/v2/resources",
        ),
        (r#"{"auth_token":"t"}"#, "token of the JWT flow"),
        (r#"{"nonce":"n"}"#, "nonce of the JWT flow"),
        (r#"{"keys":[]}"#, "key set"),
        (r#"{"MediaContainer":{}}"#, "MediaContainer of a media server"),
        (r#"{"log":{"entries":[]}}"#, "HAR file"),
        (r#"{"entries":[]}"#, "HAR file"),
        (r#"{"info":{},"item":[]}"#, "Postman export"),
        (r#"{"_type":"export","resources":[]}"#, "Insomnia export"),
        (r#"{"protocolVersion":"h2","tunnel":false}"#, "Charles export"),
        (r#"{"message":"m","errors":[{"path":"/"}]}"#, "error of another service"),
    ] {
        let text = format!(" {body} ");
        let error = Parser::STRICT.parse_document(&text).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnrecognisedDocument, "{body}");
        let message = format!("expected pin, location or errors, found {found} at the root (byte 1)");
        assert_eq!(error.to_string(), message, "{body}");
        assert_eq!(&text[error.span().unwrap().range()], body);
    }
}

/// An object without a member of the model is refused in every mode, with and without `complete`.
#[test]
fn err_no_shared_member() {
    const ERRORS: &str = r#"{"errors":[{"code":1020,"message":"m"}]}"#;
    const LOCATION: &str = r#"{"city":"A","continent_code":"EU"}"#;
    for (body, expected, found) in [
        ("{}", "pin", "empty object"),
        ("{}", "location", "empty object"),
        ("{}", "errors", "empty object"),
        (ERRORS, "pin", "errors of plex.tv"),
        (ERRORS, "location", "errors of plex.tv"),
        (LOCATION, "pin", "location"),
        (LOCATION, "errors", "location"),
        (r#"{"id":1,"code":"A","qr":"q"}"#, "errors", "pin"),
        (r#"{"MediaContainer":{}}"#, "pin", "MediaContainer of a media server"),
        (r#"{"pin":null}"#, "pin", "another object"),
        (r#"{"pin":{},"x":1}"#, "pin", "another object"),
        (r#"{"pin":{}}"#, "location", "pin"),
        (r#"{"code":1}"#, "errors", "another object"),
    ] {
        law::holds(body.as_bytes());
        for parser in [Parser::STRICT, Parser::COMPATIBLE, Parser::LENIENT] {
            for parser in [parser, parser.complete()] {
                let error = crate::read(parser, expected, body).unwrap_err();
                assert_eq!(error.kind(), ErrorKind::UnrecognisedDocument, "{body} as {expected}");
                let message = format!("expected {expected}, found {found} at the root (byte 0)");
                assert_eq!(error.to_string(), message, "{body}");
                assert_eq!(error.span().unwrap().len(), body.len(), "{body}");
            }
        }
    }
}

#[test]
fn ok_one_shared_member() {
    assert!(Pin::parse(r#"{"code":"A"}"#).is_ok());
    assert!(Pin::parse(r#"{"x":1,"id":1}"#).is_ok());
    assert!(Location::parse(r#"{"code":"NO","x":{}}"#).is_ok());
    assert!(ApiErrors::parse(r#"{"errors":[]}"#).is_ok());
    for (kind, body) in [
        ("pin", r#"{"ID":null}"#),
        ("pin", r#"{"pin":{}}"#),
        ("pin", r#"{"pin":{"x":1}}"#),
        ("location", r#"{"City":[]}"#),
        ("errors", r#"{"ERRORS":1}"#),
        ("errors", r#"{"code":null,"message":null}"#),
    ] {
        law::holds(body.as_bytes());
        assert!(crate::read(Parser::LENIENT, kind, body).is_ok(), "{body}");
    }
}

/// An error in the text is reported before what the object is.
#[test]
fn err_broken_texts_are_not_described() {
    for (body, code) in [
        (r#"{"x":1"#, "unexpected-end"),
        (r#"{"x":1} x"#, "trailing-text"),
        (r#"{"x":tru}"#, "syntax"),
        (r#"{"id":1,"code":"A","qr":tru}"#, "syntax"),
        ("{} {}", "trailing-text"),
    ] {
        law::holds(body.as_bytes());
        for kind in ["pin", "location", "errors", "any"] {
            let error = crate::read(Parser::LENIENT, kind, body).unwrap_err();
            assert_eq!(error.kind().as_str(), code, "{body} as {kind}");
        }
        assert_eq!(DocumentKind::recognise(body).unwrap_err().kind().as_str(), code, "{body}");
    }
}

#[test]
fn ok_compatible_records_unknown_members_alone() {
    let body = r#"{"x":1,"id":1,"location":{"y":2}}"#;
    let parsed = Parser::COMPATIBLE.parse::<Pin>(body).unwrap();
    let pointers: Vec<_> = parsed.deviations().iter().map(|it| it.pointer().as_str()).collect();
    assert_eq!(pointers, ["/x", "/location/y"]);
    assert_eq!(Pin::parse(body).as_ref(), Ok(parsed.value()));
    for body in [r#"{"ID":1}"#, r#"{"id":"1"}"#, r#"{"id":1,"id":1}"#, "\u{FEFF}{\"id\":1}"] {
        assert_eq!(Pin::parse(body).unwrap_err(), Parser::STRICT.parse::<Pin>(body).unwrap_err(), "{body}");
    }
}
