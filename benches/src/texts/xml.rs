//! Pins in XML, as plex.tv sends them unless it is asked for JSON.

use plex_pin::{Location, Member, Pin};
use serde_json::Value;

/// Writes the XML that plex.tv sends for a pin in JSON.
pub(super) fn pin(body: &str) -> String {
    let pin: Value = serde_json::from_str(body).expect("it is clean");
    let location = attributes(&pin["location"], Location::MEMBERS);
    let pin = attributes(&pin, Pin::MEMBERS);
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<pin{pin}>\n  <location{location}/>\n</pin>\n")
}

fn attributes(object: &Value, members: &[Member]) -> String {
    let scalars = members.iter().filter(|member| member.kind.members().is_empty());
    scalars.map(|it| format!(" {}=\"{}\"", it.name, text(&object[it.name]))).collect::<Vec<_>>().concat()
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(flag) => u8::from(*flag).to_string(),
        Value::String(date) if date.len() == 20 && date.ends_with('Z') => {
            date.replace('T', " ").replace('Z', " UTC")
        }
        Value::String(text) => text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;"),
        other => other.to_string(),
    }
}
