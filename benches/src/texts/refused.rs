//! Bodies that every mode refuses, or strict at once.

use fastrand::Rng;

use crate::json::Json;

/// The text with one error of syntax, anywhere behind its first member.
pub(super) fn syntax(text: &str, random: &mut Rng) -> String {
    let colons: Vec<usize> = text.match_indices("\":").map(|(at, _)| at).collect();
    let at = colons[random.usize(1..colons.len())];
    let (before, behind) = text.split_at(at);
    let (name, value) = behind.split_at(2);
    match random.u8(..5) {
        // The text ends before the value.
        0 => format!("{before}{name}"),
        // No colon.
        1 => format!("{before}\" {value}"),
        // A word that is no literal.
        2 => format!("{before}{name}nil,{value}"),
        // A line break in the name.
        3 => format!("{before}\n{name}{value}"),
        // An escape that JSON does not have.
        _ => format!("{before}\\x{name}{value}"),
    }
}

/// The pin with an `id` that is not a number.
pub(super) fn first_member(mut pin: Json, random: &mut Rng) -> Json {
    let id = pin.at(&["id"]);
    id.value = match random.u8(..4) {
        0 => "null".into(),
        1 => "[]".into(),
        2 => "true".into(),
        _ => format!("\"{}\"", id.value.compact()).into(),
    };
    pin
}
