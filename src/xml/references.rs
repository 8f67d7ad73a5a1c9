//! The text of attributes and elements: references to characters, and white space as XML normalises it.

use alloc::borrow::Cow;
use alloc::string::String;

use super::syntax::{XmlError, XmlErrorKind};
use crate::span::Span;

/// Where a text is from, which decides how its white space is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// The value of an attribute: each line end, tab and line feed is a space.
    Attribute,
    /// The content of an element: each line end is a line feed.
    Content,
    /// A CDATA section: as the content of an element, without references.
    Cdata,
}

/// Returns the text that `text[span]` stands for.
#[inline]
pub(super) fn decode(text: &str, span: Span, source: Source) -> Result<Cow<'_, str>, XmlError> {
    let raw = &text[span.range()];
    let is_special = |byte: u8| match byte {
        b'&' => source != Source::Cdata,
        b'\t' | b'\n' => source == Source::Attribute,
        b'\r' => true,
        _ => false,
    };
    // Without a branch for each byte, since values are short.
    if !raw.bytes().fold(false, |found, byte| found | is_special(byte)) {
        return Ok(Cow::Borrowed(raw));
    }
    let mut decoded = String::with_capacity(raw.len());
    pieces(text, span, source, |piece| decoded.push_str(piece))?;
    Ok(Cow::Owned(decoded))
}

/// Checks the references of a text that is not needed.
pub(super) fn check(text: &str, span: Span, source: Source) -> Result<(), XmlError> {
    let has_reference = source != Source::Cdata && text[span.range()].contains('&');
    if has_reference { pieces(text, span, source, |_| ()) } else { Ok(()) }
}

/// Passes on the pieces of a text: what is between references and white space, and what these stand for.
#[cold]
fn pieces(text: &str, span: Span, source: Source, mut piece: impl FnMut(&str)) -> Result<(), XmlError> {
    let mut at = span.start;
    while let Some(length) = text[at..span.end].bytes().position(|byte| {
        matches!(byte, b'&' | b'\r') || source == Source::Attribute && matches!(byte, b'\t' | b'\n')
    }) {
        piece(&text[at..at + length]);
        at += length;
        let line_end = if source == Source::Attribute { " " } else { "\n" };
        match &text.as_bytes()[at..span.end] {
            [b'\r', b'\n', ..] => {
                piece(line_end);
                at += 2;
            }
            [b'\r', ..] => {
                piece(line_end);
                at += 1;
            }
            [b'&', ..] if source == Source::Cdata => {
                piece("&");
                at += 1;
            }
            [b'&', ..] => {
                let (character, length) = reference(text, Span::new(at, span.end))?;
                piece(character.encode_utf8(&mut [0; 4]));
                at += length;
            }
            _ => {
                piece(" ");
                at += 1;
            }
        }
    }
    piece(&text[at..span.end]);
    Ok(())
}

/// Reads `&amp;`, `&#65;` or `&#x41;`. Returns the character and the length.
fn reference(text: &str, span: Span) -> Result<(char, usize), XmlError> {
    const EXPECTED: &str = "reference to a character: &amp;, &lt;, &gt;, &quot;, &apos; or &#N;";
    let body = &text[span.start + 1..span.end];
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let length = body.bytes().take_while(|byte| is_part(byte)).count();
    let name = &body[..length];
    if body.as_bytes().get(length) != Some(&b';') {
        // Only the text of an element can end the input.
        if length == body.len() && span.end == text.len() {
            return Err(XmlError::end(text, "semicolon"));
        }
        let span = Span::new(span.start, span.start + 1);
        return Err(XmlError::new(XmlErrorKind::Found("ampersand alone"), EXPECTED, span));
    }
    let character = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => name.strip_prefix('#').and_then(numbered),
    };
    let length = 1 + length + 1;
    character.map(|character| (character, length)).ok_or_else(|| {
        let span = Span::new(span.start, span.start + length);
        XmlError::new(XmlErrorKind::Found("reference to something else"), EXPECTED, span)
    })
}

/// Returns the character of `65` or `x41`, if XML has it.
fn numbered(number: &str) -> Option<char> {
    let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |digits| (digits, 16));
    if digits.is_empty() {
        return None;
    }
    let number = digits.chars().try_fold(0_u32, |number, digit| {
        // Saturated far above the last character.
        Some(number.saturating_mul(radix).saturating_add(digit.to_digit(radix)?))
    })?;
    char::from_u32(number).filter(|&character| is_character(character))
}

/// Returns whether XML 1.0 has this character.
const fn is_character(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::{Source, XmlErrorKind, check, decode};
    use crate::span::Span;

    #[test]
    fn ok_references() {
        for (text, content, attribute) in [
            ("", "", ""),
            ("plain ń 😀", "plain ń 😀", "plain ń 😀"),
            ("&amp;&lt;&gt;&quot;&apos;", "&<>\"'", "&<>\"'"),
            ("a&#65;&#x41;&#x1F600;&#00000000065;", "aAA😀A", "aAA😀A"),
            ("&#9;&#xA;&#13;", "\t\n\r", "\t\n\r"),
            ("a\r\nb\rc\nd\te\r", "a\nb\nc\nd\te\n", "a b c d e "),
            ("&amp;lt;", "&lt;", "&lt;"),
        ] {
            let all = Span::new(0, text.len());
            assert_eq!(decode(text, all, Source::Content).unwrap(), content, "{text}");
            assert_eq!(decode(text, all, Source::Attribute).unwrap(), attribute, "{text}");
            assert_eq!(check(text, all, Source::Content), Ok(()), "{text}");
        }
        assert_eq!(decode("a&amp;\r\n&", Span::new(0, 9), Source::Cdata).unwrap(), "a&amp;\n&");
    }

    #[test]
    fn err_references() {
        for (text, kind, start, end) in [
            ("a & b", XmlErrorKind::Found("ampersand alone"), 2, 3),
            ("a&b c", XmlErrorKind::Found("ampersand alone"), 1, 2),
            ("&nbsp;", XmlErrorKind::Found("reference to something else"), 0, 6),
            ("&AMP;", XmlErrorKind::Found("reference to something else"), 0, 5),
            ("&;", XmlErrorKind::Found("reference to something else"), 0, 2),
            ("&#;", XmlErrorKind::Found("reference to something else"), 0, 3),
            ("&#x;", XmlErrorKind::Found("reference to something else"), 0, 4),
            ("&#X41;", XmlErrorKind::Found("reference to something else"), 0, 6),
            ("&#0;", XmlErrorKind::Found("reference to something else"), 0, 4),
            ("&#x1F;", XmlErrorKind::Found("reference to something else"), 0, 6),
            ("&#xD800;", XmlErrorKind::Found("reference to something else"), 0, 8),
            ("&#xFFFE;", XmlErrorKind::Found("reference to something else"), 0, 8),
            ("&#x110000;", XmlErrorKind::Found("reference to something else"), 0, 10),
            ("&#99999999999999;", XmlErrorKind::Found("reference to something else"), 0, 17),
            ("a&am", XmlErrorKind::End, 4, 4),
            ("a&#x4", XmlErrorKind::End, 5, 5),
        ] {
            let all = Span::new(0, text.len());
            let error = decode(text, all, Source::Content).unwrap_err();
            assert_eq!((error.kind, error.span), (kind, Span::new(start, end)), "{text}");
            assert_eq!(check(text, all, Source::Content), Err(error), "{text}");
        }
    }
}
