//! A pull reader for JSON (RFC 8259). It knows nothing of Plex, of pointers or of modes.
//!
//! The text is UTF-8 before the reader sees it, so only the bytes that mean something to JSON are looked at.

mod marks;
mod number;
mod reader;
mod rest;
mod space;
mod string;

pub(crate) use marks::Marks;
pub(crate) use number::Number;
pub(crate) use reader::{Reader, Value};
pub(crate) use rest::Rest;

use crate::span::Span;

/// The types of JSON, as messages name them.
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

/// What the grammar asked for where the text has something else.
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

/// A text that is not JSON, or not JSON that this reader takes. Small, since every step may return one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    pub(crate) wanted: Wanted,
    pub(crate) at: usize,
}

impl SyntaxError {
    /// The text that is off: an escape or one character, nothing at the end of the text.
    pub(crate) fn span(self, text: &str) -> Span {
        let length = match self.wanted {
            Wanted::LowSurrogate | Wanted::HighSurrogate => "\\uXXXX".len(),
            _ => text[self.at..].chars().next().map_or(0, char::len_utf8),
        };
        Span::new(self.at, self.at + length)
    }
}
