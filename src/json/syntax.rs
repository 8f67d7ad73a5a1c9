//! The words of the grammar: types, what was expected, and the error.

use crate::span::Span;

/// The type of a JSON value, as messages name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Type {
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

impl Type {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

/// What the grammar requires where the input has something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Wanted {
    Value,
    Literal,
    Name,
    Colon,
    CommaOrBrace,
    CommaOrBracket,
    Digit,
    EscapedControl,
    Escape,
    HexDigit,
    LowSurrogate,
    HighSurrogate,
    ClosingQuote,
    Shallower,
    End,
}

impl Wanted {
    pub(crate) const fn phrase(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Literal => "true, false or null",
            Self::Name => "member name in quotes",
            Self::Colon => "colon",
            Self::CommaOrBrace => "comma or closing brace",
            Self::CommaOrBracket => "comma or closing bracket",
            Self::Digit => "digit",
            Self::EscapedControl => "escaped control character",
            Self::Escape => "escape sequence",
            Self::HexDigit => "four hexadecimal digits",
            Self::LowSurrogate => "surrogate pair",
            Self::HighSurrogate => "high surrogate first",
            Self::ClosingQuote => "closing quote",
            Self::Shallower => "at most 128 levels of nesting",
            Self::End => "end of the document",
        }
    }
}

/// Input that is not JSON, or is JSON beyond the limits of this reader.
// Small, since every step may return one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    pub(crate) wanted: Wanted,
    pub(crate) at: usize,
}

impl SyntaxError {
    /// Returns the span of the error: an escape sequence or one character, empty at the end of the input.
    pub(crate) fn span(self, text: &str) -> Span {
        let length = match self.wanted {
            Wanted::LowSurrogate | Wanted::HighSurrogate => "\\uXXXX".len(),
            _ => text[self.at..].chars().next().map_or(0, char::len_utf8),
        };
        Span::new(self.at, self.at + length)
    }
}
