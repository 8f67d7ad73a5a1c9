//! Errors: attributes, or a text and no code.

use plex_pin::{Document, Parser};

use crate::{finds, is_strict, read};

fn errors(text: &str) -> Vec<(Option<u32>, Option<String>, Option<u16>)> {
    let Document::ApiErrors(errors) = read(Parser::LENIENT, "errors", text).unwrap().into_value() else {
        panic!("errors")
    };
    let errors = errors.errors.unwrap_or_default();
    errors.into_iter().map(|it| (it.code, it.message.map(Into::into), it.status)).collect()
}

#[test]
fn ok_strict() {
    let text = "<errors>\n <error code=\"1001\" message=\"User could not be authenticated\" status=\"401\"/>\
        <error code=\"1020\" message=\"gone\"/></errors>";
    is_strict(text);
    assert_eq!(errors(text)[0].2, Some(401));
    assert_eq!(errors(text)[1], (Some(1020), Some("gone".to_owned()), None));

    let text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<errors>\n  <error>Please sign in.</error>\n</errors>\n";
    is_strict(text);
    assert_eq!(errors(text), [(None, Some("Please sign in.".to_owned()), None)]);
    assert!(Parser::STRICT.complete().parse_xml_document(text).is_ok());
    is_strict("<errors/>");
    assert_eq!(
        errors("<errors><error>a<!-- - -->b<![CDATA[<]]></error></errors>")[0].1.as_deref(),
        Some("ab<")
    );
}

#[test]
fn ok_deviations() {
    finds(
        Parser::LENIENT.complete(),
        "<errors a='1'>x<error code='x' message='a'>b<c/></error><Error/><other><error/></other><error status='42'/></errors>",
        &[
            "unknown-member ignored `a` /errors/@a",
            "unknown-member ignored `x` /errors/text()",
            "wrong-type dropped `'x'` /errors/error/@code",
            "duplicate-member ignored `b` /errors/error/text()",
            "unknown-member ignored `c` /errors/error/c",
            "member-spelling coerced `Error` /errors/Error[2]",
            "unknown-member ignored `other` /errors/other",
            "out-of-range dropped `'42'` /errors/error[3]/@status",
            "missing-member absent `<Error/>` /errors/Error[2]/code",
            "missing-member absent `<Error/>` /errors/Error[2]/message",
            "missing-member absent `<error status='42'/>` /errors/error[3]/@code",
            "missing-member absent `<error status='42'/>` /errors/error[3]/@message",
        ],
    );
}
