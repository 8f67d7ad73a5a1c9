//! Member names that are off.

use arbitrary::{Result, Unstructured};

/// A name that is none of those known, in any spelling.
pub(super) fn unknown(known: &[&str], u: &mut Unstructured<'_>) -> Result<String> {
    let samples = ["pinned", "Id2", "", "code ", "a/b~c", "\u{1b}[31m", "auth.token", "naïve"];
    let name = if u.arbitrary()? { u.arbitrary()? } else { *u.choose(&samples)? };
    let is_known = known.iter().any(|known| letters(known) == letters(name));
    Ok(if is_known { "unknown".to_owned() } else { name.to_owned() })
}

/// The same name in another spelling: letters of the other case, `_` and `-` between them or taken out.
pub(super) fn respelled(name: &str, u: &mut Unstructured<'_>) -> Result<String> {
    let mut other = String::new();
    for letter in name.chars() {
        match u.int_in_range(0..=7)? {
            0 => other.push(letter),
            1 => other.extend(['_', letter]),
            2 => other.extend([letter, '-']),
            3 if letter == '_' => {}
            4 => other.push(letter.to_ascii_uppercase()),
            _ => other.push(letter.to_ascii_lowercase()),
        }
    }
    // Every name has a letter of lower case.
    Ok(if other == name { name.to_ascii_uppercase() } else { other })
}

fn letters(name: &str) -> String {
    name.replace(['_', '-'], "").to_ascii_lowercase()
}
