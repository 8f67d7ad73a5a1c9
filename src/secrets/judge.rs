//! Decides by its shape, without its name, whether a value is a secret.

use super::names::contains_name;

/// The shortest secret that is searched in the rest of the text. Shorter ones may be anything.
pub(super) const MIN_REPEATED: usize = 8;

/// Placeholders that people and programs write instead of a secret.
const PLACEHOLDERS: [&[u8]; 17] = [
    b"null",
    b"undefined",
    b"none",
    b"nil",
    b"true",
    b"false",
    b"yes",
    b"no",
    b"nan",
    b"redacted",
    b"removed",
    b"hidden",
    b"masked",
    b"filtered",
    b"omitted",
    b"string",
    b"object",
];

/// Returns whether the value of a secret's name is not a secret: empty, `null`, a few digits, asterisks, a mask.
pub(super) fn is_harmless(value: &[u8]) -> bool {
    let value = value.trim_ascii();
    let inner = trim(value, b"<>[](){}*\"'`");
    if inner.is_empty() || PLACEHOLDERS.iter().any(|it| inner.eq_ignore_ascii_case(it)) || is_masked(value) {
        return true;
    }
    // A variable of Postman, `<your token>`.
    let is_variable = value.starts_with(b"{{") && value.ends_with(b"}}")
        || value.starts_with(b"<") && value.ends_with(b">") && contains_name(inner);
    if is_variable && !is_random(inner) {
        return true;
    }
    let digits = value.iter().filter(|byte| byte.is_ascii_digit()).count();
    if digits < MIN_REPEATED && value.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+')) {
        return true;
    }
    // `xxxx`, `****`, `....`, `••••`; nines are the mask of a number.
    let filler = |byte: &u8| {
        matches!(byte, b'x' | b'X' | b'*' | b'.' | b'#' | b'-' | b'_' | 0xE2 | 0x80 | 0xA2 | 0xA6)
    };
    inner.iter().all(filler) || value.iter().all(|&byte| byte == b'9')
}

/// What the masks of `redact` begin with.
const MASK: &[u8] = b"REDACTED-";

/// Returns whether a value is a mask of `redact`: `REDACTED-1-xxxxx`, or `R1xx` where there is less room; in capitals as numbers.
fn is_mask(value: &[u8]) -> bool {
    let after = match value.strip_prefix(MASK) {
        Some(after) => after,
        None if value.len() < 16 => match value.strip_prefix(b"R") {
            Some(after) => after,
            None => return false,
        },
        None => return false,
    };
    let digits = after.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let rest = after[digits..].strip_prefix(b"-").unwrap_or(&after[digits..]);
    digits > 0 && rest.iter().all(|byte| matches!(byte, b'x' | b'X'))
}

/// Returns whether a value is a mask, or ends with one behind something that is no secret: `sid=REDACTED-1-xxxxx`.
pub(super) fn is_masked(value: &[u8]) -> bool {
    let value = value.trim_ascii();
    is_mask(value) || around_mask(value).is_some_and(|(before, after)| after.is_empty() && !is_random(before))
}

/// What is before and after the first long mask in a value.
fn around_mask(value: &[u8]) -> Option<(&[u8], &[u8])> {
    let start = value.windows(MASK.len()).position(|it| it == MASK)?;
    let count = |at: usize, is: fn(&u8) -> bool| value[at..].iter().take_while(|byte| is(byte)).count();
    let digits = start + MASK.len();
    let end = digits + count(digits, u8::is_ascii_digit);
    if end == digits {
        return None;
    }
    let end = end + usize::from(value.get(end) == Some(&b'-'));
    let end = end + count(end, |byte| matches!(byte, b'x' | b'X'));
    Some((&value[..start], &value[end..]))
}

fn trim<'v>(value: &'v [u8], from: &[u8]) -> &'v [u8] {
    let start = value.iter().position(|byte| !from.contains(byte)).unwrap_or(value.len());
    let end = value.iter().rposition(|byte| !from.contains(byte)).map_or(start, |last| last + 1);
    &value[start..end]
}

/// Returns whether a word looks generated: letters and digits mixed, or cases, or very long.
pub(super) fn is_random(word: &[u8]) -> bool {
    if word.len() < MIN_REPEATED || word.starts_with(b"HTTP/") || is_of_date(word) {
        return false;
    }
    // A mask is judged like the secret that it replaces.
    if is_mask(word) {
        return true;
    }
    if let Some((before, after)) = around_mask(word) {
        return is_random(before) || is_random(after);
    }
    let has_digit = word.iter().any(u8::is_ascii_digit);
    let has_letter = word.iter().any(u8::is_ascii_alphabetic);
    // `access-control-max-age`, `c.authToken`, `tests/captures`: words of letters.
    let is_part = |part: &[u8]| part.len() <= 14 && part.iter().all(u8::is_ascii_alphabetic);
    let mut parts = word.split(|byte| matches!(byte, b'-' | b'_' | b'.' | b'/'));
    if parts.clone().count() > 2 && parts.all(is_part) && word.iter().all(|byte| !byte.is_ascii_uppercase()) {
        return false;
    }
    let rises = word.windows(2).filter(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    has_letter && (has_digit || word.len() >= 20 || rises.count() >= 2)
}

/// Returns whether a word is a part of a date between colons: `2026-01-02T03` or `05.123456789Z`.
fn is_of_date(word: &[u8]) -> bool {
    let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    let is_shaped = |shape: &[u8]| {
        let fits =
            |(shape, byte): (&u8, &u8)| if *shape == b'd' { byte.is_ascii_digit() } else { shape == byte };
        word.len() == shape.len() && shape.iter().zip(word).all(fits)
    };
    is_shaped(b"dddd-dd-ddTdd")
        || matches!(word, [a, b, b'.', fraction @ .., b'Z'] if digits(&[*a, *b]) && digits(fraction) && fraction.len() <= 9)
}

/// Returns whether a word after a secret may be the rest of it: `Title` and `expired` are not.
pub(super) fn is_token_like(word: &[u8]) -> bool {
    let is_prose = word.iter().skip(1).all(u8::is_ascii_lowercase);
    let is_word = || word.len() >= MIN_REPEATED && !is_prose && !word.starts_with(b"HTTP/");
    is_random(word) || is_word() && around_mask(word).is_none()
}

/// Returns whether a word behind a byte that ends a secret may be the rest of it, so that the byte is an error. White space is
/// rarely one: behind it only what looks generated is a rest, not `HTTP/1.1`, `2024-08-01`, `expiresIn`, `NullPointerException`.
pub(super) fn is_rest(gap: u8, word: &[u8]) -> bool {
    if gap.is_ascii_whitespace() { is_random(word) && !is_of_words(word) } else { is_token_like(word) }
}

/// Returns whether a name is made of words of three letters or more, each with a capital.
fn is_of_words(name: &[u8]) -> bool {
    let starts = |at: usize| name.get(at).is_none_or(u8::is_ascii_uppercase);
    let is_letter =
        |at: usize| name[at].is_ascii_lowercase() || starts(at) && !starts(at + 1) && !starts(at + 2);
    name.len() >= 3 && (0..name.len()).all(is_letter)
}

/// Returns whether a byte may be part of a token without quotes.
pub(super) fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b'+' | b'/' | b'=' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_harmless_values() {
        for value in [
            "",
            " ",
            "null",
            "undefined",
            "None",
            "TRUE",
            "false",
            "0",
            "1234567",
            "-1.5",
            "********",
            "xxxx",
            "••••",
            "<redacted>",
            "[REDACTED]",
            "REDACTED",
            "REDACTED-1-xxxxx",
            "REDACTED-12-",
            "R1",
            "R12xxx",
            "REDACTED-1",
            "{{token}}",
            "<token>",
            "<your Plex token>",
        ] {
            assert!(is_harmless(value.as_bytes()), "{value}");
        }
        for value in [
            "s",
            "12345678",
            "abc",
            "xxxxy",
            "REDACTED-1-xxy",
            "REDACTEDtoken",
            "Rx",
            "R1xxxxxxxxxxxxxxxxxxx",
        ] {
            assert!(!is_harmless(value.as_bytes()), "{value}");
        }
    }

    #[test]
    fn ok_random_words() {
        for (word, random) in [
            ("expired", false),
            ("unauthorized", false),
            ("HTTP/1.1", false),
            ("x-plex-client-identifier", false),
            ("12345678", false),
            ("2026-01-02T03", false),
            ("05.123456789Z", false),
            ("2026-01-02T0x", true),
            ("05.1234567890Z", true),
            ("s3cr3tCa", true),
            ("CanaryCanaryCanary", true),
            ("abcdefghijklmnopqrst", true),
            ("REDACTED-1-xxxxx", true),
            ("aREDACTED-12-xxxb", false),
            ("REDACTED-1-xx.s3cr3tCa", true),
        ] {
            assert_eq!(is_random(word.as_bytes()), random, "{word}");
        }
    }
}
