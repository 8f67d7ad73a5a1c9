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

/// Declares [`Wanted`] with its phrases, which are found by a table: what an error is cannot be predicted.
macro_rules! wanted {
    ($($name:ident $phrase:literal)+) => {
        /// What the grammar requires where the input has something else.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(crate) enum Wanted { $($name,)+ }

        impl Wanted {
            pub(crate) fn phrase(self) -> &'static str {
                static PHRASES: &[&str] = &[$($phrase,)+];
                PHRASES[self as usize]
            }
        }
    };
}

wanted! {
    Value "value"
    Literal "true, false or null"
    Name "member name in quotes"
    Colon "colon"
    CommaOrBrace "comma or closing brace"
    CommaOrBracket "comma or closing bracket"
    Digit "digit"
    EscapedControl "escaped control character"
    Escape "escape sequence"
    HexDigit "four hexadecimal digits"
    LowSurrogate "surrogate pair"
    HighSurrogate "high surrogate first"
    ClosingQuote "closing quote"
    Shallower "at most 128 levels of nesting"
    End "end of the document"
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
