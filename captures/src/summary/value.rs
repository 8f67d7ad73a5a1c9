//! What is kept of a value: its type, its format, and a number where the member is not personal. Never its text.

use wide::u8x16;

use super::format::Format;
use super::known::Rule;
use super::raw::Raw;

/// The type of a value, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Type {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
    /// A text of XML, which has no type.
    Text,
}

impl Type {
    /// Every type.
    pub(super) const ALL: [Self; 7] =
        [Self::Null, Self::Boolean, Self::Number, Self::String, Self::Array, Self::Object, Self::Text];

    /// Returns the word of JSON Schema, `string`; for XML `text`.
    #[must_use]
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
            Self::Text => "text",
        }
    }

    /// Returns the type of the value that `raw` begins with.
    pub(super) fn of(raw: &[u8]) -> Option<Self> {
        Some(match raw.first()? {
            b'"' => Self::String,
            b'{' => Self::Object,
            b'[' => Self::Array,
            b't' | b'f' => Self::Boolean,
            b'n' => Self::Null,
            b'-' | b'0'..=b'9' => Self::Number,
            _ => return None,
        })
    }
}

/// What is kept of a value: its type and its form, in one byte. Without a type there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Class(u8);

/// How many bits of a class are its form. The others are its type.
const FORM_BITS: u32 = 5;

/// Behind the last format.
const EMPTY: u8 = Format::Zero as u8 + 2;

impl Class {
    /// More than there are types.
    pub(super) const TYPES: usize = 1 << (u8::BITS - FORM_BITS);
    /// More than there are forms: none, each format, and a string with nothing but white space.
    pub(super) const FORMS: usize = 1 << FORM_BITS;
    /// The form of a string with nothing but white space.
    pub(super) const EMPTY: usize = EMPTY as usize;

    /// Makes the class of a value without a format.
    pub(super) const fn plain(kind: Type) -> Self {
        Self((kind as u8) << FORM_BITS)
    }

    const fn with(self, format: Format) -> Self {
        Self(self.0 | (format as u8 + 1))
    }

    const fn empty(self) -> Self {
        Self(self.0 | EMPTY)
    }

    /// Returns the index of the type in [`Type::ALL`].
    pub(super) const fn kind(self) -> usize {
        (self.0 >> FORM_BITS) as usize
    }

    /// Returns the index of the form: 0 for none, and that of [`Format::ALL`] and one.
    pub(super) const fn form(self) -> usize {
        (self.0 & ((1 << FORM_BITS) - 1)) as usize
    }
}

/// Returns what is kept of a value, whose type is known, of a member.
#[inline(always)]
pub(super) fn classify(rule: Rule, kind: Type, raw: Raw<'_>) -> Class {
    let class = Class::plain(kind);
    let raw = match raw {
        Raw::Json(raw) | Raw::Text(raw) => raw,
    };
    let text = match kind {
        Type::String => &raw[1..raw.len() - 1],
        Type::Text => raw,
        Type::Number => match rule {
            Rule::Timestamp => return class.with(Format::UnixSeconds),
            Rule::Id | Rule::Number => return class.with(number_format(raw)),
            _ => return class,
        },
        _ => return class,
    };
    if text.first().is_none_or(u8::is_ascii_whitespace) && text.iter().all(u8::is_ascii_whitespace) {
        return class.empty();
    }
    match rule {
        Rule::Timestamp => class.with(date_format(text)),
        Rule::Coordinates => class.with(coordinates_format(text)),
        Rule::AuthToken => class.with(token_format(text)),
        Rule::Code => class.with(code_format(text)),
        Rule::Product if text == b"0" => class.with(Format::Zero),
        Rule::Id | Rule::Number if kind == Type::Text => class.with(number_format(raw)),
        Rule::Plain | Rule::Location | Rule::Product | Rule::Id | Rule::Number => class,
    }
}

fn number_format(raw: &[u8]) -> Format {
    let is_integer = raw.iter().all(|byte| matches!(byte, b'-' | b'0'..=b'9'));
    if is_integer { Format::Integer } else { Format::Decimal }
}

/// A number in JSON, or in a string. Long ones are not read: they are no code, no status and no number of seconds.
pub(super) fn parse_number(raw: &[u8]) -> Option<f64> {
    if (1..=9).contains(&raw.len()) && raw.iter().all(u8::is_ascii_digit) {
        return Some(f64::from(raw.iter().fold(0_u32, |all, digit| all * 10 + u32::from(digit - b'0'))));
    }
    let text = str::from_utf8(raw).ok().filter(|text| text.len() <= 32)?.trim();
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

fn date_format(text: &[u8]) -> Format {
    match date_separator(text) {
        Some(b'T') => match &text[19..] {
            b"Z" => Format::DateTimeZ,
            [b'.', fraction @ .., b'Z'] if fraction.iter().all(u8::is_ascii_digit) => {
                Format::DateTimeFractionZ
            }
            rest if offset(rest) => Format::DateTimeOffset,
            _ => Format::DateTimeOther,
        },
        Some(b' ') => match &text[19..] {
            b" +0000 UTC" => Format::DateTimeZeroUtc,
            b" UTC" => Format::DateTimeUtc,
            _ => Format::DateTimeOther,
        },
        _ => Format::DateTimeOther,
    }
}

/// Returns the byte between date and clock of a text that begins as `2023-04-12T17:00:03`.
fn date_separator(text: &[u8]) -> Option<u8> {
    let (start, rest) = text.split_first_chunk::<16>()?;
    let [b':', tens, ones, ..] = rest else { return None };
    let nine = u8x16::splat(9);
    // Below `0` the difference wraps to more than 9.
    let digits = u8x16::new(*start) - u8x16::splat(b'0');
    let digits = digits.max(nine).simd_eq(nine).to_bitmask() & 0xFFFF;
    // The bits of `dddd-dd-dd?dd:dd`, the first byte in the lowest one.
    let is_date = digits == 0b1101_1011_0110_1111;
    let is_date = is_date && start[4] == b'-' && start[7] == b'-' && start[13] == b':';
    (is_date && tens.is_ascii_digit() && ones.is_ascii_digit()).then_some(start[10])
}

/// Whether the rest of a date is `+HH:MM`, perhaps behind a fraction.
fn offset(rest: &[u8]) -> bool {
    let digits = |bytes: &[u8]| bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let rest = match rest {
        [b'.', fraction @ ..] => &fraction[digits(fraction)..],
        _ => rest,
    };
    matches!(rest, [b'+' | b'-', a, b, b':', c, d] if [a, b, c, d].iter().all(|it| it.is_ascii_digit()))
}

fn coordinates_format(text: &[u8]) -> Format {
    // Returns what is behind a number.
    let number = |text: &'_ [u8]| {
        let digits = text.strip_prefix(b"-").unwrap_or(text);
        let is_part = |byte: &u8| byte.is_ascii_digit() || *byte == b'.';
        let length = digits.iter().position(|byte| !is_part(byte)).unwrap_or(digits.len());
        digits.first().is_some_and(u8::is_ascii_digit).then_some(text.len() - digits.len() + length)
    };
    let Some(end) = number(text) else { return Format::CoordinatesOther };
    let (format, longitude) = match &text[end..] {
        [b',', b' ', rest @ ..] => (Format::CommaSpace, rest),
        [b' ', rest @ ..] => (Format::Space, rest),
        [b',', rest @ ..] => (Format::Comma, rest),
        _ => return Format::CoordinatesOther,
    };
    if number(longitude) == Some(longitude.len()) { format } else { Format::CoordinatesOther }
}

fn code_format(text: &[u8]) -> Format {
    match text.len() {
        4 if text.iter().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit()) => Format::WeakCode,
        25 if text.iter().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit()) => Format::StrongCode,
        _ => Format::CodeOther,
    }
}

/// Whether a token has three parts of base64 between two dots.
fn token_format(text: &[u8]) -> Format {
    let mut parts = 0;
    let is_jwt = text.split(|byte| *byte == b'.').all(|part| {
        parts += 1;
        !part.is_empty() && part.iter().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_'))
    });
    if is_jwt && parts == 3 { Format::Jwt } else { Format::Opaque }
}

#[cfg(test)]
mod tests {
    use super::super::object::Object;
    use super::super::raw::Raw;
    use super::{Class, Format, Rule, Type};

    fn classify(name: &str, raw: &str) -> Class {
        let objects = [Object::Pin, Object::Location].into_iter();
        let mut members =
            objects.flat_map(|object| (0..object.members().len()).map(move |index| (object, index)));
        let (object, index) = members.find(|(object, index)| object.members()[*index].name == name).unwrap();
        let kind = Type::of(raw.as_bytes()).unwrap();
        super::classify(object.known()[index].rule, kind, Raw::Json(raw.as_bytes()))
    }

    #[test]
    fn ok_formats() {
        for (name, raw, expected) in [
            ("createdAt", r#""2023-04-12T17:00:03Z""#, Some(Format::DateTimeZ)),
            ("createdAt", r#""2019-04-12T17:00:03.123Z""#, Some(Format::DateTimeFractionZ)),
            ("createdAt", r#""2023-04-12T17:00:03+02:00""#, Some(Format::DateTimeOffset)),
            ("createdAt", r#""2023-04-12T17:00:03.5-02:00""#, Some(Format::DateTimeOffset)),
            ("createdAt", r#""2023-04-12 17:00:03 +0000 UTC""#, Some(Format::DateTimeZeroUtc)),
            ("createdAt", r#""2023-04-12 17:00:03 UTC""#, Some(Format::DateTimeUtc)),
            ("createdAt", r#""12.04.2023""#, Some(Format::DateTimeOther)),
            ("createdAt", r#""2023-04-12T17:00:03é""#, Some(Format::DateTimeOther)),
            ("createdAt", r#""2023-04-12t17:00:03Z""#, Some(Format::DateTimeOther)),
            ("createdAt", r#""2023/04-12T17:00:03Z""#, Some(Format::DateTimeOther)),
            ("createdAt", r#""2023-04/12T17:00:03Z""#, Some(Format::DateTimeOther)),
            ("createdAt", r#""2023-04-12T17.00:03Z""#, Some(Format::DateTimeOther)),
            ("createdAt", r#""2023-04-12T17:00-03Z""#, Some(Format::DateTimeOther)),
            ("createdAt", r#""2023-04-12T17:00:0éZ""#, Some(Format::DateTimeOther)),
            ("createdAt", r#""202:-04-12T17:00:03Z""#, Some(Format::DateTimeOther)),
            ("createdAt", r#""2023-04-1/T17:00:03Z""#, Some(Format::DateTimeOther)),
            ("createdAt", r#""2023-04-12T17:00:0""#, Some(Format::DateTimeOther)),
            ("createdAt", "1681318803", Some(Format::UnixSeconds)),
            ("createdAt", "null", None),
            ("createdAt", r#""""#, None),
            ("coordinates", r#""51.5719, 4.7683""#, Some(Format::CommaSpace)),
            ("coordinates", r#""-51.5719 -4""#, Some(Format::Space)),
            ("coordinates", r#""51.5719,4.7683""#, Some(Format::Comma)),
            ("coordinates", r#""51.5719""#, Some(Format::CoordinatesOther)),
            ("coordinates", r#"", ""#, Some(Format::CoordinatesOther)),
            ("code", r#""7RQZ""#, Some(Format::WeakCode)),
            ("code", r#""abcdefghijklmnopqrstuvwx9""#, Some(Format::StrongCode)),
            ("code", r#""7rqz""#, Some(Format::CodeOther)),
            ("authToken", r#""a.b_c.d-e""#, Some(Format::Jwt)),
            ("authToken", r#""a.b""#, Some(Format::Opaque)),
            ("product", r#""0""#, Some(Format::Zero)),
            ("product", r#""Plex Web""#, None),
            ("id", "1272322473", Some(Format::Integer)),
            ("id", "1.2e9", Some(Format::Decimal)),
            ("id", r#""12""#, None),
            ("city", r#""Breda""#, None),
        ] {
            let form = classify(name, raw).form();
            let format = form.checked_sub(1).and_then(|format| Format::ALL.get(format)).copied();
            assert_eq!(format, expected, "{name}: {raw}");
        }
    }

    /// A text of XML is judged by its rule alone.
    #[test]
    fn ok_formats_of_texts() {
        for (rule, text, expected) in [
            (Rule::Timestamp, "2023-04-12 17:00:03 UTC", Some(Format::DateTimeUtc)),
            (Rule::Id, "5", Some(Format::Integer)),
            (Rule::Number, "5.5", Some(Format::Decimal)),
            (Rule::AuthToken, "a.b.c", Some(Format::Jwt)),
            (Rule::Product, "0", Some(Format::Zero)),
            (Rule::Plain, "5", None),
        ] {
            let class = super::classify(rule, Type::Text, Raw::Text(text.as_bytes()));
            assert_eq!(class.kind(), Type::Text as usize, "{text}");
            assert_eq!(class.form(), expected.map_or(0, |it| it as usize + 1), "{text}");
        }
        assert_eq!(super::classify(Rule::Timestamp, Type::Text, Raw::Text(b" ")).form(), Class::EMPTY);
    }

    #[test]
    fn ok_numbers() {
        for (raw, expected) in [
            ("876", Some(876.0)),
            (" 876 ", Some(876.0)),
            ("1.5", Some(1.5)),
            ("1e999", None),
            ("null", None),
            ("", None),
        ] {
            assert_eq!(super::parse_number(raw.as_bytes()), expected, "{raw}");
        }
    }

    #[test]
    fn ok_types_and_empty_strings() {
        for (raw, kind, is_empty) in [
            (r#""""#, Type::String, true),
            (r#"" ""#, Type::String, true),
            (r#""a""#, Type::String, false),
            ("null", Type::Null, false),
            ("false", Type::Boolean, false),
            ("-1", Type::Number, false),
            ("[]", Type::Array, false),
            ("{}", Type::Object, false),
        ] {
            let class = classify("qr", raw);
            assert_eq!(Type::ALL[class.kind()], kind, "{raw}");
            assert_eq!(class.form() == Class::EMPTY, is_empty, "{raw}");
        }
        assert_eq!(Type::of(b""), None);
        assert_eq!(Class::EMPTY, Format::ALL.len() + 1);
        assert!(Class::EMPTY < Class::FORMS && Type::ALL.len() <= Class::TYPES);
    }
}
