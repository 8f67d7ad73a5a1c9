//! Regular expressions that carry what `format` cannot: the calendar, leap years too, and ranges of numbers.
//!
//! Only what every dialect has: no shorthand classes, which some take for Unicode, and nothing that looks around.

/// Nothing but `pattern`.
pub(super) fn whole(pattern: &str) -> String {
    format!("^(?:{pattern})$")
}

/// The pattern between ASCII white space, as the lenient mode trims it.
pub(super) fn trimmed(pattern: &str) -> String {
    whole(&format!("{SPACE}(?:{pattern}){SPACE}"))
}

/// Every spelling of these names: with `_` and `-` anywhere, in any ASCII case.
pub(super) fn spellings(names: &[&str]) -> String {
    let spelling = |name: &&str| {
        let letters = name.chars().filter(char::is_ascii_alphanumeric);
        let letter = |it: char| format!("[{}{}]", it.to_ascii_lowercase(), it.to_ascii_uppercase());
        letters.map(letter).collect::<Vec<_>>().join(SEPARATORS)
    };
    let names = names.iter().map(spelling).collect::<Vec<_>>().join("|");
    format!("{SEPARATORS}(?:{names}){SEPARATORS}")
}

const SEPARATORS: &str = "[_-]*";

const SPACE: &str = r"[ \t\n\f\r]*";

const DATE: &str = concat!(
    "(?:[0-9]{4}-(?:",
    "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])",
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)",
    "|02-(?:0[1-9]|1[0-9]|2[0-8])",
    // A year that four divides, and a hundred only where four hundred does.
    ")|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)",
);

const TIME: &str = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,9})?";

const HOURS: &str = "[+-](?:[01][0-9]|2[0-3])";

/// RFC 3339, or `2023-04-12 17:00:03 +0000 UTC`.
pub(super) fn timestamp() -> String {
    format!(r"{DATE}(?:T{TIME}(?:Z|{HOURS}:[0-5][0-9])| {TIME} \+0000 UTC)")
}

/// Every form of a date that has one obvious meaning.
pub(super) fn any_timestamp() -> String {
    let name = "(?:[A-Za-z]{1,5}|[+-][0-9]{2,4})";
    let zone = format!("(?:[Zz]| UTC|{HOURS}:?[0-5][0-9]| {HOURS}[0-5][0-9] {name})");
    format!(r"{DATE}[Tt ]{TIME}(?:{zone}(?: m=[+-][0-9]+\.[0-9]+)?)?")
}

/// Degrees in `-limit..=limit`, with at most three digits before the point.
fn degrees(below_limit: &str, limit: &str) -> String {
    format!(r"-?(?:(?:{below_limit})(?:\.[0-9]+)?|{limit}(?:\.0+)?)")
}

/// Latitude and longitude with one of these separators between.
pub(super) fn coordinates(separator: &str) -> String {
    let latitude = degrees("0?[0-8]?[0-9]", "0?90");
    let longitude = degrees("0?[0-9]{1,2}|1[0-7][0-9]", "180");
    format!("{latitude}{separator}{longitude}")
}

/// Digits that make an integer in `0..=max`, zeros before them or not.
pub(super) fn digits(max: u64) -> String {
    let max = max.to_string();
    let below = digits_below(&max);
    format!("0*(?:{below}|{max})")
}

/// Digits, with a fraction or without, whose double is at most 2^53-1.
pub(super) fn decimals() -> String {
    let max = "9007199254740991";
    let below = digits_below(max);
    // The double of a fraction from a half on is the next integer.
    format!(r"0*(?:(?:{below})(?:\.[0-9]+)?|{max}(?:\.[0-4][0-9]*)?)")
}

/// Digits that make a smaller integer than `limit`, at least one: fewer of them, or smaller ones.
fn digits_below(limit: &str) -> String {
    let mut ways = vec![format!("[0-9]{{1,{}}}", limit.len() - 1)];
    for (index, digit) in limit.char_indices() {
        let (same, rest) = (&limit[..index], limit.len() - index - 1);
        // The first digit is none of the zeros before.
        let least = if index == 0 { '1' } else { '0' };
        if digit > least {
            let smaller = char::from(digit as u8 - 1);
            ways.push(format!("{same}[{least}-{smaller}][0-9]{{{rest}}}"));
        }
    }
    ways.join("|")
}
