//! What is kept of a value: its type, its format, and a number where the member is not personal. Never its text.

use plex_pin::{Member, MemberKind};

use super::object::Object;
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

/// How a value of a member is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Format {
    /// A date as the service writes it: `2023-04-12T17:00:03Z`.
    DateTimeZ,
    /// The same with a fraction of a second: `2019-03-02T11:00:03.123Z`.
    DateTimeFractionZ,
    /// A date of RFC 3339 with an offset: `2023-04-12T17:00:03+02:00`.
    DateTimeOffset,
    /// A date as the model documentation writes it: `2023-04-12 17:00:03 +0000 UTC`.
    DateTimeZeroUtc,
    /// A date that ends in ` UTC` alone, as in XML.
    DateTimeUtc,
    /// Seconds since 1970, as a number.
    UnixSeconds,
    /// A date in any other form.
    DateTimeOther,
    /// Coordinates as the service writes them: `30.3768, -97.8935`.
    CommaSpace,
    /// Coordinates as the model documentation writes them: `30.3768 -97.8935`.
    Space,
    /// Coordinates without a space: `30.3768,-97.8935`.
    Comma,
    /// Coordinates in any other form.
    CoordinatesOther,
    /// A code of four characters.
    WeakCode,
    /// A code of 25 characters.
    StrongCode,
    /// Any other code.
    CodeOther,
    /// A token with the three parts of a JSON web token.
    Jwt,
    /// Any other token.
    Opaque,
    /// A number without fraction and exponent.
    Integer,
    /// A number with a fraction or an exponent.
    Decimal,
    /// A product that is not known: `"0"`.
    Zero,
}

impl Format {
    /// Every format.
    pub(super) const ALL: [Self; 19] = [
        Self::DateTimeZ,
        Self::DateTimeFractionZ,
        Self::DateTimeOffset,
        Self::DateTimeZeroUtc,
        Self::DateTimeUtc,
        Self::UnixSeconds,
        Self::DateTimeOther,
        Self::CommaSpace,
        Self::Space,
        Self::Comma,
        Self::CoordinatesOther,
        Self::WeakCode,
        Self::StrongCode,
        Self::CodeOther,
        Self::Jwt,
        Self::Opaque,
        Self::Integer,
        Self::Decimal,
        Self::Zero,
    ];

    /// Returns the stable word for it, which shows the form: `YYYY-MM-DDTHH:MM:SSZ`.
    #[must_use]
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::DateTimeZ => "YYYY-MM-DDTHH:MM:SSZ",
            Self::DateTimeFractionZ => "YYYY-MM-DDTHH:MM:SS.fZ",
            Self::DateTimeOffset => "YYYY-MM-DDTHH:MM:SS+HH:MM",
            Self::DateTimeZeroUtc => "YYYY-MM-DD HH:MM:SS +0000 UTC",
            Self::DateTimeUtc => "YYYY-MM-DD HH:MM:SS UTC",
            Self::UnixSeconds => "unix-seconds",
            Self::DateTimeOther => "other-date",
            Self::CommaSpace => "lat, lon",
            Self::Space => "lat lon",
            Self::Comma => "lat,lon",
            Self::CoordinatesOther => "other-coordinates",
            Self::WeakCode => "4-characters",
            Self::StrongCode => "25-characters",
            Self::CodeOther => "other-code",
            Self::Jwt => "jwt",
            Self::Opaque => "opaque",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Zero => "\"0\"",
        }
    }
}

/// What is kept of a value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value {
    pub(super) kind: Type,
    pub(super) format: Option<Format>,
    /// Whether it is a string with nothing but white space.
    pub(super) is_empty: bool,
    /// The number, of members whose numbers are not personal.
    pub(super) number: Option<f64>,
}

/// Returns what is kept of the value of a member.
pub(super) fn classify(object: Object, member: &Member, raw: Raw<'_>) -> Option<Value> {
    let (kind, text, raw) = match raw {
        Raw::Text(text) => (Type::Text, Some(text), text),
        Raw::Json(raw @ [b'"', text @ .., b'"']) => (Type::String, Some(text), raw),
        Raw::Json(raw) => (Type::of(raw)?, None, raw),
    };
    let is_empty = text.is_some_and(|text| text.iter().all(u8::is_ascii_whitespace));
    let written = text.filter(|_| !is_empty);
    let number = || number_format(raw);
    let is_number = kind == Type::Number || kind == Type::Text && !is_empty;
    let format = match member.kind {
        MemberKind::Timestamp => match written {
            Some(text) => Some(date_format(text)),
            None => is_number.then_some(Format::UnixSeconds),
        },
        MemberKind::Coordinates => written.map(coordinates_format),
        MemberKind::AuthToken => written.map(token_format),
        MemberKind::Text if object == Object::Pin && member.name == "code" => written.map(code_format),
        MemberKind::Text if member.name == "product" => {
            written.filter(|text| *text == b"0").map(|_| Format::Zero)
        }
        MemberKind::Id | MemberKind::Seconds | MemberKind::ErrorCode | MemberKind::ErrorStatus => {
            is_number.then(number)
        }
        _ => None,
    };
    let has_range =
        matches!(member.kind, MemberKind::Seconds | MemberKind::ErrorCode | MemberKind::ErrorStatus);
    let number = if has_range { parse_number(text.unwrap_or(raw)) } else { None };
    Some(Value { kind, format, is_empty, number })
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
    let is_date = |text: &[u8], separator: u8| {
        let shape = b"dddd-dd-ddTdd:dd:dd";
        text.len() >= shape.len()
            && shape.iter().zip(text).all(|(shape, byte)| match shape {
                b'd' => byte.is_ascii_digit(),
                b'T' => *byte == separator,
                other => byte == other,
            })
    };
    if is_date(text, b'T') {
        match &text[19..] {
            b"Z" => Format::DateTimeZ,
            [b'.', fraction @ .., b'Z'] if fraction.iter().all(u8::is_ascii_digit) => {
                Format::DateTimeFractionZ
            }
            rest if offset(rest) => Format::DateTimeOffset,
            _ => Format::DateTimeOther,
        }
    } else if is_date(text, b' ') {
        match &text[19..] {
            b" +0000 UTC" => Format::DateTimeZeroUtc,
            b" UTC" => Format::DateTimeUtc,
            _ => Format::DateTimeOther,
        }
    } else {
        Format::DateTimeOther
    }
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
    let number = |text: &[u8]| {
        let text = text.strip_prefix(b"-").unwrap_or(text);
        text.first().is_some_and(u8::is_ascii_digit)
            && text.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.')
    };
    let Some(end) = text.iter().position(|byte| matches!(byte, b',' | b' ')) else {
        return Format::CoordinatesOther;
    };
    let (format, longitude) = match &text[end..] {
        [b',', b' ', rest @ ..] => (Format::CommaSpace, rest),
        [b' ', rest @ ..] => (Format::Space, rest),
        [_, rest @ ..] => (Format::Comma, rest),
        [] => (Format::CoordinatesOther, &[][..]),
    };
    if number(&text[..end]) && number(longitude) { format } else { Format::CoordinatesOther }
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
    use super::{Format, Type, Value};

    fn classify(name: &str, raw: &str) -> Option<Value> {
        let objects = [Object::Pin, Object::Location].into_iter();
        let mut members = objects.flat_map(|object| object.members().iter().map(move |it| (object, it)));
        let (object, member) = members.find(|(_, it)| it.name == name).unwrap();
        super::classify(object, member, Raw::Json(raw.as_bytes()))
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
            assert_eq!(classify(name, raw).unwrap().format, expected, "{name}: {raw}");
        }
    }

    #[test]
    fn ok_numbers_of_members_that_are_not_personal() {
        for (name, raw, expected) in [
            ("expiresIn", "876", Some(876.0)),
            ("expiresIn", r#"" 876 ""#, Some(876.0)),
            ("expiresIn", "1.5", Some(1.5)),
            ("expiresIn", "1e999", None),
            ("expiresIn", "null", None),
            ("id", "5", None),
            ("postal_code", "4811", None),
        ] {
            assert_eq!(classify(name, raw).unwrap().number, expected, "{name}: {raw}");
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
            let value = classify("qr", raw).unwrap();
            assert_eq!((value.kind, value.is_empty), (kind, is_empty), "{raw}");
        }
        assert!(classify("qr", "").is_none());
    }
}
