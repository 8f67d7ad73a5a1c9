//! What may be around and between: declarations, comments, instructions, quotes, white space, marks.

use plex_pin::Parser;

use crate::{finds, is_strict};

#[test]
fn ok_strict() {
    let plain = is_strict("<pin id=\"5\" code=\"A\"><location city=\"x\"/></pin>");
    for text in [
        "<pin id='5' code='A'><location city='x'/></pin>",
        "<pin\n\tcode = \"A\"\r\n id= '5' ><location\tcity=\"x\" ></location ></pin\n>\n",
        "<?xml version='1.0'?><pin id=\"5\" code=\"A\"><location city=\"x\"/></pin>",
        "<?xml version=\"1.0\" encoding='utf-8' standalone=\"yes\"?>\n<!-- - --><pin id=\"5\" code=\"A\"><location city=\"x\"/></pin>",
        "<?xml\nversion=\"1.0\" encoding=\"US-ASCII\" ?><pin id=\"5\" code=\"A\"><location city=\"x\"/></pin>",
        " \n<?a b?><pin id=\"5\" code=\"A\"><?x?><location city=\"x\"><!-- <id> --></location><![CDATA[ ]]></pin><!-- --> <?b?>",
        "<pin id=\"&#53;\" code=\"&#x41;\"><location city=\"&#120;\"/></pin>",
    ] {
        assert_eq!(is_strict(text), plain, "{text}");
    }
}

#[test]
fn ok_byte_order_mark() {
    let mark = "byte-order-mark ignored `\u{FEFF}` ";
    finds(Parser::LENIENT, "\u{FEFF}<pin id='5'/>", &[mark]);
    finds(Parser::LENIENT, "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf8\"?>\n<pin id='5'/>", &[mark]);
}

#[test]
fn ok_names_of_the_root() {
    finds(
        Parser::LENIENT,
        "<PIN id='5' X='1'/>",
        &["member-spelling coerced `PIN` /PIN", "unknown-member ignored `X` /PIN/@X"],
    );
}

#[test]
fn ok_prefixes() {
    finds(
        Parser::LENIENT,
        "<pin xmlns:a='b' a:id='1' id='2'><a:location/></pin>",
        &[
            "unknown-member ignored `xmlns:a` /pin/@xmlns:a",
            "unknown-member ignored `a:id` /pin/@a:id",
            "unknown-member ignored `a:location` /pin/a:location",
        ],
    );
}
