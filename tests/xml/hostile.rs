//! Bodies that would cost a careless reader its time or memory.

use plex_pin::{ErrorKind, Parser, Pin};

use crate::law;

const MANY: usize = if cfg!(miri) { 100 } else { 1_000_000 };

#[track_caller]
fn deviations(body: &str) -> usize {
    let parsed = law::modes_agree(body.as_bytes(), |parser| parser.max_deviations(4).parse_xml::<Pin>(body));
    drop(parsed);
    Parser::LENIENT.parse_xml::<Pin>(body).unwrap_or_else(|error| panic!("{error}")).deviation_count()
}

fn count(body: &str) -> usize {
    Parser::LENIENT.parse_xml::<Pin>(body).unwrap_or_else(|error| panic!("{error}")).deviation_count()
}

fn refused(body: &str) -> ErrorKind {
    let strict = Parser::STRICT.parse_xml::<Pin>(body);
    assert!(strict.is_err());
    Parser::LENIENT.parse_xml::<Pin>(body).unwrap_err().kind()
}

#[test]
fn ok_a_million_attributes() {
    let attributes: String = (0..MANY).map(|number| format!(" a{number}=\"\"")).collect();
    assert_eq!(count(&format!("<pin id=\"1\"{attributes}/>")), MANY);
    assert_eq!(count(&format!("<pin><id{attributes}>1</id></pin>")), MANY);
    // In single quotes, and the last one is not the first of its name.
    let single = attributes.replace('"', "'");
    assert_eq!(count(&format!("<pin id=\"1\"{single}/>")), MANY);
    assert_eq!(refused(&format!("<pin id=\"1\"{attributes} a7=''/>")), ErrorKind::Syntax);
    // An unusual one after each usual one.
    let mixed: String = (0..MANY / 10).map(|number| format!(" a{number}=\"\" b{number}=''")).collect();
    assert_eq!(count(&format!("<pin id=\"1\"{mixed}/>")), MANY / 10 * 2);
}

#[test]
fn ok_a_million_elements() {
    assert_eq!(count(&format!("<pin id=\"1\">{}</pin>", "<a/>".repeat(MANY))), MANY);
    assert_eq!(count(&format!("<pin id=\"1\"><a>{}</a></pin>", "<b c='d'>e</b>".repeat(MANY))), 1);
    assert_eq!(count(&format!("<pin><id>1</id>{}</pin>", "<code>a</code>".repeat(MANY))), MANY - 1);
    assert_eq!(count(&format!("<pin id=\"1\">{}</pin>", "<location/>".repeat(MANY))), MANY - 1);
    assert_eq!(count(&format!("<pin><id>1</id><code>{}</code></pin>", "a<!---->".repeat(MANY))), 0);
    assert_eq!(count(&format!("<pin><id>1</id><code>{}</code></pin>", "<![CDATA[a]]>".repeat(MANY))), 0);
    assert_eq!(count(&format!("<pin id=\"1\">{}</pin>", "<!-- - --><?a?>".repeat(MANY))), 0);
}

#[test]
fn ok_a_million_references() {
    let body = format!("<pin code=\"{}\"/>", "&amp;".repeat(MANY));
    let pin = Parser::STRICT.parse_xml::<Pin>(&body).unwrap().into_value();
    assert_eq!(pin.code.unwrap().len(), MANY);
    assert_eq!(refused(&format!("<pin code=\"&#{};\"/>", "9".repeat(MANY))), ErrorKind::Syntax);
    assert_eq!(refused(&format!("<pin code=\"{}\"/>", "&".repeat(MANY))), ErrorKind::Syntax);
    assert_eq!(refused(&format!("<pin code=\"&{};\"/>", "a".repeat(MANY))), ErrorKind::Syntax);
}

#[test]
fn err_a_million_open_elements() {
    assert_eq!(refused(&"<a>".repeat(MANY)), ErrorKind::UnrecognisedDocument);
    assert_eq!(refused(&format!("<pin id=\"1\">{}", "<a>".repeat(MANY))), ErrorKind::TooDeep);
    assert_eq!(refused(&format!("<pin><id>{}", "<a>".repeat(MANY))), ErrorKind::TooDeep);
    assert_eq!(refused(&format!("<pin id=\"1\">{}", "<a".repeat(MANY))), ErrorKind::Syntax);
    assert_eq!(refused(&format!("<pin id=\"1\"{}", " ".repeat(MANY))), ErrorKind::UnexpectedEnd);
    assert_eq!(refused(&format!("<pin id=\"1\"><!--{}", "-".repeat(MANY))), ErrorKind::UnexpectedEnd);
    assert_eq!(refused(&format!("<pin id=\"1\"{}", "\n\u{1}".repeat(MANY))), ErrorKind::Syntax);
}

#[test]
fn err_a_billion_laughs() {
    let entities: String = (1..10)
        .map(|number| format!("<!ENTITY l{number} \"{}\">", format!("&l{};", number - 1).repeat(10)))
        .collect();
    let body = format!("<!DOCTYPE pin [<!ENTITY l0 \"lol\">{entities}]><pin code=\"&l9;\"/>");
    assert_eq!(refused(&body), ErrorKind::XmlDoctype);
}

#[test]
fn ok_long_names_and_values() {
    let long = "x".repeat(MANY);
    assert_eq!(deviations(&format!("<pin id=\"1\" {long}=\"\"/>")), 1);
    assert_eq!(deviations(&format!("<pin id=\"1\"><{long}/></pin>")), 1);
    assert_eq!(deviations(&format!("<pin id=\"{long}\"/>")), 1);
    assert_eq!(deviations(&format!("<pin id=\"1\">{long}</pin>")), 1);
}

const BODIES: &[&str] = &[
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- a --><pin id=\"1\" code='\u{e9}&amp;'>\n<location city=\"&#x41;\"/>\
        <![CDATA[ ]]><?a b?></pin >\n<!-- b -->\n<?c?>",
    "<pin><id type=\"integer\">1</id><auth-token nil=\"true\"/>&lt;<a:b c:d=\"\"/></pin>",
    "<errors><error>Invalid &quot;token&quot;</error></errors>",
];

/// A body that is cut off ends too early, wherever that is.
#[test]
fn err_truncation_at_every_byte() {
    for body in BODIES {
        let root = body.rfind("</").unwrap();
        let whole = root + body[root..].find('>').unwrap() + 1;
        for end in 0..body.len() {
            let cut = &body.as_bytes()[..end];
            law::holds_xml(cut);
            let result = Parser::LENIENT.parse_xml_document(cut);
            match result {
                Ok(_) => assert!(end >= whole, "{}", cut.escape_ascii()),
                Err(error) => {
                    let is_end = matches!(
                        error.kind(),
                        ErrorKind::UnexpectedEnd | ErrorKind::EmptyBody | ErrorKind::NotUtf8
                    );
                    // A name that is cut off is another name, or an attribute is missing.
                    let is_other = error.kind() == ErrorKind::UnrecognisedDocument;
                    assert!(is_end || is_other, "{error}: {}", cut.escape_ascii());
                }
            }
        }
    }
}

/// Nothing panics, and the law holds, where any byte is replaced.
#[test]
fn ok_every_byte_replaced() {
    for body in BODIES {
        for at in 0..body.len() {
            for byte in *b"<>&\"'/!?-=[]; \n\0a1:\xFF\xC3" {
                let mut changed = body.as_bytes().to_vec();
                changed[at] = byte;
                law::holds_xml(&changed);
            }
        }
    }
}
