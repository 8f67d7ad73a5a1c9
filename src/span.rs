//! Locations in the bytes of a body: ranges, lines and columns.

use core::fmt;
use core::ops::Range;

/// A range of bytes in the body that was parsed, half open: `start..end`, counted from 0.
///
/// It indexes the body through [`range`](Self::range), or `Range::from`.
///
/// ```
/// use plex_pin::Span;
///
/// let body = "{\n  \"id\": true\n}";
/// let span = Span::new(10, 14);
/// assert_eq!(&body[span.range()], "true");
/// assert_eq!(core::ops::Range::from(span), 10..14);
/// assert_eq!(span.position(body).to_string(), "2:9");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Span {
    /// Offset of the first byte, from 0.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

impl Span {
    /// Makes the span of the bytes `start..end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Returns the span as a range that can index the body.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Returns the number of bytes; 0 where the end is before the start.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Returns whether the span covers no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Returns line and column of the first byte, counted in `text`, which must be the body that was parsed.
    ///
    /// Reads `text` from its start. For many spans of one body use [`Positions`].
    #[must_use]
    pub fn position(self, text: impl AsRef<[u8]>) -> Position {
        Positions::new(text.as_ref()).at(self.start)
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.range()
    }
}

/// A line and a column as editors show them; all count from 1.
///
/// Lines end at `\n`. Every other character, `\r` too, takes a column of its line.
///
/// ```
/// use plex_pin::Span;
///
/// let position = Span::new(4, 5).position("😀x");
/// assert_eq!((position.line, position.column, position.utf16_column), (1, 2, 3));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: usize,
    /// Column in UTF-16 code units, from 1: what the Language Server Protocol and JavaScript count.
    pub utf16_column: usize,
}

impl Position {
    const START: Self = Self { line: 1, column: 1, utf16_column: 1 };
}

/// `line:column`, the column in characters.
impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Finds the positions of many offsets in one body, in one pass if the offsets ascend.
///
/// ```
/// use plex_pin::Positions;
///
/// let mut positions = Positions::new("😀x\ny".as_bytes());
/// let x = positions.at(4);
/// assert_eq!((x.line, x.column, x.utf16_column), (1, 2, 3));
/// assert_eq!(positions.at(6).line, 2);
/// ```
#[derive(Debug, Clone)]
pub struct Positions<'t> {
    text: &'t [u8],
    offset: usize,
    position: Position,
}

impl<'t> Positions<'t> {
    /// Starts at the first byte of `text`. In text that is not UTF-8, columns are unspecified.
    #[must_use]
    pub const fn new(text: &'t [u8]) -> Self {
        Self { text, offset: 0, position: Position::START }
    }

    /// Returns the position of the byte at `offset`, or of the end of the text if `offset` is past it.
    pub fn at(&mut self, offset: usize) -> Position {
        if offset < self.offset {
            *self = Self::new(self.text);
        }
        let end = offset.min(self.text.len());
        let mut position = self.position;
        for &byte in &self.text[self.offset..end] {
            match byte {
                b'\n' => position = Position { line: position.line + 1, ..Position::START },
                // A continuation byte belongs to the character before.
                0x80..=0xBF => {}
                _ => {
                    position.column += 1;
                    // A character of four bytes is a surrogate pair in UTF-16.
                    position.utf16_column += if byte >= 0xF0 { 2 } else { 1 };
                }
            }
        }
        self.offset = end;
        self.position = position;
        position
    }
}
