//! The token is in no message, no pointer and no debug text.

use plex_pin::{Document, Parser};

use crate::{law, read};

const CANARY: &str = "s3cr3tCanary";

#[test]
fn ok_hidden_tokens() {
    for text in [
        "<pin authToken=\"s3cr3tCanary\"/>",
        "<pin authtoken='s3cr3tCanary' id='x'/>",
        "<pin id='1' authToken=\"s3cr3tCanary\" authToken=\"s3cr3tCanary\"/>",
        "<pin id='1' authToken=\"s3cr3tCanary&\"/>",
        "<pin id='1' authToken=\"s3cr3tCanary",
        "<pin id='1' authToken=s3cr3tCanary",
        "<pin id='1' authToken=\"s3cr3tCanary<\"/>",
        "<pin id='1' authToken='&s3cr3tCanary;'/>",
        "<pin><auth-token>s3cr3tCanary</auth-token><auth_token>s3cr3tCanary2</auth_token><id/></pin>",
        "<pin><id>1</id><auth-token s3cr3tCanary='1'/></pin>",
        "<pin><id>1</id><auth-token><s3cr3tCanary/></auth-token></pin>",
        "<pin><id>1</id><auth-token><a>s3cr3tCanary</b></auth-token></pin>",
        "<pin><id>1</id><auth-token>s3cr3tCanary</auth_token></pin>",
        "<pin><id>1</id><auth-token><![CDATA[s3cr3tCanary</auth-token></pin>",
        "<pin><id>1</id><AuthToken>s3cr3tCanary]]></AuthToken></pin>",
        "<pin id='1'>s3cr3tCanary</pin>",
        "<?xml version=\"1.0\" encoding=\"s3cr3tCanary\"?><pin/>",
        "<pin id='1'/>s3cr3tCanary",
    ] {
        law::holds_xml(text.as_bytes());
        for parser in [Parser::STRICT, Parser::COMPATIBLE, Parser::LENIENT, Parser::LENIENT.complete()] {
            for kind in ["pin", "location", "errors", "any"] {
                let result = read(parser, kind, text);
                let mut told = format!("{result:?}");
                match &result {
                    Ok(parsed) => {
                        let deviations = parsed.deviations().iter();
                        told.extend(deviations.map(|it| format!("{it} {} {}", it.message(), it.pointer())));
                        let Document::Pin(pin) = parsed.value() else { panic!("a pin") };
                        let token = pin.auth_token.as_ref().map_or("", plex_pin::AuthToken::expose);
                        assert!(token.is_empty() || token.contains(CANARY), "{text}");
                    }
                    Err(error) => told.push_str(&format!("{error} {:?}", error.pointer())),
                }
                assert!(!told.contains(CANARY), "{told} of {text}");
            }
        }
    }
}
