//! Documents as a table in CSV: a row for each pin and location, and for each error of a response.

use std::borrow::Cow;
use std::io::{self, Write};

use plex_pin::{ApiError, Location, Member, MemberKind, Pin};
use plex_pin_captures::{CheckedDocument, Record};
use serde_json::{Map, Value};

use super::cells::{push_plain, push_text};
use super::document::Kept;
use crate::report::Report;

/// Tells a spreadsheet that the text is UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A table.
pub(crate) struct Csv(pub(crate) Kept);

impl Report for Csv {
    fn document(&self, record: Record<'_>, checked: &CheckedDocument, out: &mut dyn Write) -> io::Result<()> {
        let Some((kind, json)) = self.0.json(record, checked) else { return Ok(()) };
        let Ok(Value::Object(document)) = serde_json::from_str(&json) else { return Ok(()) };
        let empty = Map::new();
        let object = |name: &str| document.get(name).and_then(Value::as_object).unwrap_or(&empty);
        let mut row = |pin: &Map<_, _>, location: &Map<_, _>, error: &Map<_, _>| {
            let mut row = String::new();
            push_text(&mut row, record.source);
            push_plain(&mut row, &record.line.map_or_else(String::new, |line| line.to_string()));
            push_plain(&mut row, kind.as_str());
            cells(&mut row, Pin::MEMBERS, pin);
            cells(&mut row, Location::MEMBERS, location);
            cells(&mut row, ApiError::MEMBERS, error);
            writeln!(out, "{row}")
        };
        match document.get("errors").and_then(Value::as_array) {
            Some(errors) => {
                let mut objects = errors.iter().filter_map(Value::as_object);
                objects.try_for_each(|error| row(&empty, &empty, error))
            }
            None if kind == plex_pin::DocumentKind::Location => row(&empty, &document, &empty),
            None => row(&document, object("location"), &empty),
        }
    }

    fn opening(&self) -> Cow<'static, str> {
        let mut header = String::from("source,line,document");
        for (object, members) in
            [("", Pin::MEMBERS), ("location.", Location::MEMBERS), ("error.", ApiError::MEMBERS)]
        {
            for name in members.iter().flat_map(columns) {
                header.extend([",", object, name]);
            }
        }
        Cow::Owned(format!("{BYTE_ORDER_MARK}{header}\n"))
    }
}

/// The columns of a member. Coordinates have two, so that each is a number.
fn columns(member: &Member) -> &[&str] {
    match member.kind {
        MemberKind::Location => &[],
        MemberKind::Coordinates => &["latitude", "longitude"],
        _ => std::slice::from_ref(&member.name),
    }
}

fn cells(row: &mut String, members: &[Member], object: &Map<String, Value>) {
    for member in members {
        let value = object.get(member.name);
        match (member.kind, value) {
            (MemberKind::Location, _) => {}
            (MemberKind::Coordinates, value) => {
                // In canonical form: two numbers.
                let (latitude, longitude) =
                    value.and_then(Value::as_str).and_then(|text| text.split_once(", ")).unwrap_or_default();
                push_plain(row, latitude);
                push_plain(row, longitude);
            }
            (_, Some(Value::String(text))) => push_text(row, text),
            (_, None | Some(Value::Null)) => push_plain(row, ""),
            (_, Some(plain)) => push_plain(row, &plain.to_string()),
        }
    }
}
