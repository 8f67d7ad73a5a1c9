//! What every mode refuses: kind, message, covered text.

use plex_pin::{ErrorKind, Location, Parser, Pin};

use crate::{law, refuses};

#[test]
fn err_not_well_formed() {
    for (text, message, covered) in [
        ("<pin id=1/>", "attribute name=\"value\" or end of the tag, found digit", "1"),
        ("<pin id/>", "attribute name=\"value\" or end of the tag, found other character", "/"),
        ("<pin id=\"1\"code=\"A\"/>", "attribute name=\"value\" or end of the tag, found letter", "c"),
        ("<pin id=\"<\"/>", "attribute name=\"value\" or end of the tag, found opening angle bracket", "<"),
        ("<pin id=\"1\" id='1'/>", "one attribute of each name, found second attribute of the name", "id"),
        ("<pin id=\"1\" x='' x=''/>", "one attribute of each name, found second attribute of the name", "x"),
        ("<pin><id>1</ID></pin>", "end tag of the open element, found end tag of another element", "ID"),
        ("<pin id=\"1\"></pim>", "end tag of the open element, found end tag of another element", "pim"),
        ("<pin id=\"1\"></pin x>", "tag, found letter", "x"),
        (
            "<pin code=\"&nbsp;\"/>",
            "reference to a character: &amp;, &lt;, &gt;, &quot;, &apos; or &#N;, found reference to something else",
            "&nbsp;",
        ),
        (
            "<pin id=\"1\"><x>a & b</x></pin>",
            "reference to a character: &amp;, &lt;, &gt;, &quot;, &apos; or &#N;, found ampersand alone",
            "&",
        ),
        ("<pin id=\"1\" x=\"\u{1}\"/>", "character that XML allows, found control character", "\u{1}"),
        (
            "<pin id=\"1\"><code>\u{FFFF}</code></pin>",
            "character that XML allows, found other character",
            "\u{FFFF}",
        ),
        ("<pin id=\"1\">a]]></pin>", "text without ]]>, found closing bracket", "]"),
        ("<pin id=\"1\"><!-- a -- b --></pin>", "comment, found other character", "-"),
        ("<pin id=\"1\"><1/></pin>", "tag, found digit", "1"),
        ("<pin id=\"1\" 1=\"\"/>", "attribute name=\"value\" or end of the tag, found digit", "1"),
        ("<pin id=\"1\"><?xml version=\"1.0\"?></pin>", "element, found opening angle bracket", "<"),
        (" <?xml version=\"1.0\"?><pin id=\"1\"/>", "element, found opening angle bracket", "<"),
        ("<?xml encoding=\"UTF-8\"?><pin/>", "XML declaration, found letter", "e"),
        ("text", "element, found letter", "t"),
        ("{\"id\":1}", "element, found opening brace", "{"),
        ("\"<pin/>\"", "element, found quote", "\""),
    ] {
        refuses(text, "syntax", &format!("expected {message}"), covered);
    }
}

#[test]
fn err_reserved_instruction() {
    refuses(
        "<pin id=\"1\"><?XML a?></pin>",
        "syntax",
        "expected XML declaration before everything else, found XML declaration",
        "<?XML",
    );
}

#[test]
fn err_document_types() {
    let message = "expected element, found document type declaration";
    for text in [
        "<!DOCTYPE pin><pin id=\"1\"/>",
        "<?xml version=\"1.0\"?>\n<!-- --><!DOCTYPE pin SYSTEM \"file:///etc/passwd\"><pin id=\"1\"/>",
        "<!DOCTYPE pin [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><pin code=\"&b;\"/>",
        "<!DOCTYPE",
        "<!DOCTYPE 5",
    ] {
        refuses(text, "xml-doctype", message, "<!DOCTYPE");
    }
}

#[test]
fn err_encodings() {
    for (declared, found) in [
        ("ISO-8859-1", "ISO-8859-1"),
        ("iso-8859-15", "ISO-8859-15"),
        ("windows-1252", "windows-1252"),
        ("UTF-16", "UTF-16"),
        ("x-secret", "another encoding"),
    ] {
        let text = format!("<?xml version=\"1.0\" encoding=\"{declared}\"?><pin id=\"1\"/>");
        refuses(&text, "not-utf8", &format!("expected UTF-8, found {found}"), declared);
        // The same where the bytes are not UTF-8.
        let mut bytes = text.into_bytes();
        bytes.splice(bytes.len() - 3..bytes.len() - 3, *b"\xE9");
        law::holds_xml(&bytes);
        let error = Parser::LENIENT.parse_xml::<Pin>(&bytes).unwrap_err();
        assert_eq!(error.message().to_string(), format!("expected UTF-8, found {found}"));
    }
    for (bytes, found) in [
        (&b"<pin id=\"1\" code=\"\xE9\"/>"[..], "another byte"),
        (b"\xFF\xFE<\0p\0", "UTF-16"),
        (b"<?xml version=\"1.0\" encoding=\"UTF-8\"?><pin code=\"\xE9\"/>", "another byte"),
    ] {
        law::holds_xml(bytes);
        let error = Parser::LENIENT.parse_xml::<Pin>(bytes).unwrap_err();
        assert_eq!(error.message().to_string(), format!("expected UTF-8, found {found}"));
    }
}

#[test]
fn err_roots() {
    for (text, found, covered) in [
        ("<pin/>", "element without a known member", "pin"),
        ("<pin new=\"1\"><x/></pin>", "element without a known member", "pin"),
        ("<location></location>", "element without a known member", "location"),
        ("<user id=\"1\"/>", "Plex account", "user"),
        ("<MediaContainer>", "MediaContainer of a media server", "MediaContainer"),
        ("<resources/>", "device or server of /api/v2/resources", "resources"),
        ("<error code=\"1020\"/>", "error without its errors element", "error"),
        ("<a:pin id=\"1\"/>", "another element", "a:pin"),
        ("<x/>", "another element", "x"),
    ] {
        refuses(
            text,
            "unrecognised-document",
            &format!("expected pin, location or errors, found {found}"),
            covered,
        );
    }
    let error = Parser::LENIENT.parse_xml::<Location>("<pin id=\"1\"/>").unwrap_err();
    assert_eq!(error.to_string(), "expected location, found pin at the root (byte 1)");
}

#[test]
fn err_more_than_one_root() {
    for (text, covered) in [
        ("<pin id=\"1\"/><pin id=\"2\"/>", "<"),
        ("<pin id=\"1\"></pin>x", "x"),
        ("<pin id=\"1\"/> </pin>", "<"),
        ("<pin id=\"1\"/><!DOCTYPE pin>", "<"),
    ] {
        refuses(text, "trailing-text", "expected end of the document, found more text", covered);
    }
}

#[test]
fn err_other_bodies() {
    refuses("", "empty-body", "expected element, found empty body", "");
    refuses("\u{FEFF} \n", "empty-body", "expected element, found empty body", "");
    let page = "<html><title>401 Unauthorized</title></html>";
    let error = Parser::LENIENT.parse_xml_document(page).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::HtmlBody);
    assert!(error.to_string().contains("sign-in page of a media server"), "{error}");
    law::holds_xml(page.as_bytes());
}

#[test]
fn ok_depth() {
    let nested =
        |depth: usize| format!("<pin id=\"1\">{}{}</pin>", "<a>".repeat(depth - 1), "</a>".repeat(depth - 1));
    assert_eq!(Parser::LENIENT.parse_xml::<Pin>(&nested(128)).unwrap().deviation_count(), 1);
    refuses(&nested(129), "too-deep", "expected at most 128 levels of nesting, found deeper nesting", "<");
}
