//! A value that is written in JSON and in XML is read as the same one.

use arbitrary::{Arbitrary, Unstructured};
use plex_pin::{ApiError, Document, Error, Location, Member, MemberKind, Parsed, Parser, Pin};
use serde_json::Value;

/// A document that is written in JSON, and in both versions of XML, has one value and the same deviations.
pub fn xml_equals_json(data: &[u8]) {
    let u = &mut Unstructured::new(data);
    let document = Document::arbitrary(u).expect("never fails");
    let mut value = serde_json::to_value(&document).expect("JSON");
    expressible(&mut value);
    let json = value.to_string();
    let parse =
        |result: Result<Parsed<Document<'static>>, Error>| result.map(|it| (codes(&it), it.into_value()));
    let (kind, members) = match &document {
        Document::Pin(_) => ("pin", Pin::MEMBERS),
        Document::Location(_) => ("location", Location::MEMBERS),
        _ => ("errors", ApiError::MEMBERS),
    };
    let expected = parse(read_json(kind, &json));
    for version in [1, 2] {
        let mut xml = Writer { text: String::new(), u: Unstructured::new(data) };
        if kind == "errors" {
            let Some(errors) = value["errors"].as_array() else { return };
            xml.text.push_str("<errors>");
            for error in errors {
                xml.object("error", error, members, version);
            }
            xml.text.push_str("</errors>");
        } else {
            xml.object(kind, &value, members, version);
        }
        let found = parse(read_xml(kind, &xml.text));
        match (&expected, &found) {
            (Ok(expected), Ok(found)) => assert_eq!(expected, found, "{json} {}", xml.text),
            // Without a member it is no document.
            (Err(_), Err(_)) => {}
            _ => panic!("{expected:?} {found:?}: {json} {}", xml.text),
        }
    }
}

fn codes(parsed: &Parsed<Document<'_>>) -> Vec<&'static str> {
    parsed.deviations().iter().map(|it| it.code().as_str()).collect()
}

fn read_json(kind: &str, text: &str) -> Result<Parsed<Document<'static>>, Error> {
    let parser = Parser::LENIENT;
    Ok(match kind {
        "pin" => parser.parse(text)?.map(|it: Pin<'_>| Document::Pin(it.into_owned())),
        "location" => parser.parse(text)?.map(|it: Location<'_>| Document::Location(it.into_owned())),
        _ => parser.parse(text)?.map(|it: plex_pin::ApiErrors<'_>| Document::ApiErrors(it.into_owned())),
    })
}

fn read_xml(kind: &str, text: &str) -> Result<Parsed<Document<'static>>, Error> {
    let parser = Parser::LENIENT;
    Ok(match kind {
        "pin" => parser.parse_xml(text)?.map(|it: Pin<'_>| Document::Pin(it.into_owned())),
        "location" => parser.parse_xml(text)?.map(|it: Location<'_>| Document::Location(it.into_owned())),
        _ => parser.parse_xml(text)?.map(|it: plex_pin::ApiErrors<'_>| Document::ApiErrors(it.into_owned())),
    })
}

/// Changes what XML cannot express: characters that it does not have, and text that means something else there.
fn expressible(value: &mut Value) {
    match value {
        Value::String(text) => {
            let is_known = |it: char| matches!(it, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
            *text = text.chars().map(|it| if is_known(it) { it } else { '?' }).collect();
        }
        Value::Array(values) => values.iter_mut().for_each(expressible),
        Value::Object(members) => {
            for (name, value) in members {
                expressible(value);
                // There it is null, or a flag.
                let is_flag = |text: &str| ["", "0", "1", "true", "false"].contains(&text);
                if name == "newRegistration" && value.as_str().is_some_and(is_flag) {
                    *value = Value::from("text");
                }
            }
        }
        _ => {}
    }
}

/// Writes XML, with choices on how.
struct Writer<'d> {
    text: String,
    u: Unstructured<'d>,
}

impl Writer<'_> {
    fn once_in(&mut self, times: u8) -> bool {
        self.u.arbitrary::<u8>().is_ok_and(|it| it % times == 1)
    }

    fn object(&mut self, name: &str, value: &Value, members: &[Member], version: u8) {
        self.text.extend(["<", name]);
        let present = || members.iter().filter_map(|it| Some((it, value.get(it.name)?)));
        if version == 2 {
            for (member, value) in present().filter(|(member, _)| member.kind.members().is_empty()) {
                let quote = if self.once_in(3) { '\'' } else { '"' };
                let space = if self.once_in(9) { "\n\t" } else { " " };
                self.text.extend([space, member.name, "="]);
                self.text.push(quote);
                self.scalar(member.kind, value);
                self.text.push(quote);
            }
        }
        self.text.push('>');
        for (member, value) in present() {
            if self.once_in(9) {
                self.text.push_str("\n <!-- - -->");
            }
            if member.kind == MemberKind::Location {
                self.object(member.name, value, Location::MEMBERS, version);
            } else if version == 1 {
                self.element(member, value);
            }
        }
        self.text.extend(["</", name, ">"]);
    }

    fn element(&mut self, member: &Member, value: &Value) {
        let name: String = member.name.chars().fold(String::new(), |name, it| match it {
            '_' => name + "-",
            it if it.is_uppercase() => name + "-" + &it.to_lowercase().to_string(),
            it => name + &it.to_string(),
        });
        if value.is_null() {
            self.text.extend(["<", &name, " type=\"NilClass\" nil=\"true\"/>"]);
            return;
        }
        self.text.extend(["<", &name, ">"]);
        self.scalar(member.kind, value);
        self.text.extend(["</", &name, ">"]);
        if member.kind == MemberKind::AuthToken && self.once_in(2) {
            self.text.push_str("<auth_token>");
            self.scalar(member.kind, value);
            self.text.push_str("</auth_token>");
        }
    }

    fn scalar(&mut self, kind: MemberKind, value: &Value) {
        match value {
            Value::Null => {}
            Value::Bool(flag) if self.once_in(2) => self.text.push_str(&flag.to_string()),
            Value::Bool(flag) => self.text.push_str(if *flag { "1" } else { "0" }),
            // Without an exponent.
            Value::Number(number) => match number.as_u64() {
                Some(number) => self.text.push_str(&number.to_string()),
                None => self.text.push_str(&number.as_f64().unwrap_or_default().to_string()),
            },
            Value::String(text) => {
                let rails = text.strip_suffix('Z').filter(|_| kind == MemberKind::Timestamp);
                match rails {
                    Some(date) if self.once_in(2) => {
                        self.text.push_str(&date.replace('T', " "));
                        self.text.push_str(" UTC");
                    }
                    _ => text.chars().for_each(|character| self.character(character)),
                }
            }
            _ => panic!("no scalar"),
        }
    }

    fn reference(&mut self, number: &str) {
        self.text.extend(["&#", number, ";"]);
    }

    fn character(&mut self, character: char) {
        match character {
            '&' => self.text.push_str("&amp;"),
            '<' => self.text.push_str("&lt;"),
            '>' => self.text.push_str("&gt;"),
            '"' => self.text.push_str("&quot;"),
            '\'' => self.text.push_str("&apos;"),
            '\t' | '\n' | '\r' => self.reference(&u32::from(character).to_string()),
            _ if self.once_in(20) => self.reference(&format!("x{:X}", u32::from(character))),
            _ => self.text.push(character),
        }
    }
}
