//! JSON literals: strings, numbers and booleans as text.

use arbitrary::{Result, Unstructured};

/// White space that the rules trim.
pub(super) const SPACES: [&str; 5] = [" ", "\t", "\n", "\r\n", "\u{C} "];

/// Too large for a double.
pub(super) const TOO_LARGE: &str = "1e999";

/// Writes a JSON string with the escapes that JSON requires, and no others.
pub(super) fn quote(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\0'..' ' => quoted += quote_in_escapes(character.encode_utf8(&mut [0; 4])).trim_matches('"'),
            _ => quoted.push(character),
        }
    }
    quoted + "\""
}

/// Writes a JSON string in which every character is escaped.
pub(super) fn quote_in_escapes(text: &str) -> String {
    let units = text.encode_utf16().map(|unit| format!("\\u{unit:04X}"));
    format!("\"{}\"", units.collect::<String>())
}

/// Quotes a text, sometimes with white space around it.
pub(super) fn padded(text: &str, u: &mut Unstructured<'_>) -> Result<String> {
    let mut pad = || Ok(if u.int_in_range(0..=3)? == 3 { *u.choose(&SPACES)? } else { "" });
    Ok(quote(&format!("{}{text}{}", pad()?, pad()?)))
}

/// Any finite number, including ones with a sign, a fraction or an exponent.
pub(super) fn number(u: &mut Unstructured<'_>) -> Result<String> {
    Ok(match u.int_in_range(0..=3)? {
        0 => u.arbitrary::<u64>()?.to_string(),
        1 => u.arbitrary::<i64>()?.to_string(),
        2 => format!("{}.50", u.arbitrary::<u16>()?),
        _ => format!("{}E-{}", u.arbitrary::<u8>()?, u.arbitrary::<u8>()?),
    })
}

pub(super) fn negative(u: &mut Unstructured<'_>) -> Result<String> {
    Ok(format!("-{}", u.int_in_range(1..=u64::MAX)?))
}

pub(super) fn fraction(u: &mut Unstructured<'_>) -> Result<String> {
    Ok(format!("{}.5", u.arbitrary::<u32>()?))
}

pub(super) fn flag(u: &mut Unstructured<'_>) -> Result<String> {
    Ok(u.arbitrary::<bool>()?.to_string())
}

pub(super) fn neither_zero_nor_one(u: &mut Unstructured<'_>) -> Result<String> {
    let values = ["2", "-1", "0.5", "1.5", "1e3", "18446744073709551616"];
    u.choose(&values).map(|&value| value.to_owned())
}

/// A string that is no number, boolean or date, and not blank.
pub(super) fn other_text(u: &mut Unstructured<'_>) -> Result<String> {
    let text: &str = u.arbitrary()?;
    Ok(quote(&format!("n{text}")))
}

/// Any JSON value, for a member that no document has.
pub(super) fn any_json(u: &mut Unstructured<'_>) -> Result<String> {
    Ok(match u.int_in_range(0..=3)? {
        0 => quote(u.arbitrary()?),
        1 => number(u)?,
        2 => "[{\"id\":\"1\"},null,1e999]".to_owned(),
        _ => "{\"id\":\"1\",\"id\":{},\"\":[[]]}".to_owned(),
    })
}
